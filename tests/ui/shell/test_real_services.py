"""The window on real services, with real threads: every role, changing the person, the guard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from agentview.core.clock import ManualClock
from agentview.gateway.embedded import serve_from
from agentview.gateway.local import LocalGateway
from agentview.models.database import Database
from agentview.ui.kit.a11y import nameless
from agentview.ui.kit.appearance import Appearance, AppearanceKeeper
from agentview.ui.kit.draft_store import DraftStore
from agentview.ui.kit.gui_thread import OnGuiThreadError
from agentview.ui.kit.list_panel import ListPanel
from agentview.ui.kit.settings_store import SettingsStore
from agentview.ui.kit.tab_walk import is_stop
from agentview.ui.kit.theme import ThemeChoice
from agentview.ui.kit.thread_runner import ThreadRunner
from agentview.ui.shell.first_steps import FirstSteps
from agentview.ui.shell.guard import GuardedGateway
from agentview.ui.shell.registry import AREAS
from agentview.ui.shell.session import Reached
from agentview.ui.shell.window import MainWindow, Tools
from agentview.ui.texts.errors import CodeTexts
from agentview.ui.tour.set_up import StagedSetUp


@pytest.fixture
def runner() -> ThreadRunner:
    """Return what the window's calls run on."""
    return ThreadRunner()


@pytest.fixture
def window(
    app: QApplication, sqlite_url: str, clock: ManualClock, tmp_path: Path, runner: ThreadRunner
) -> Iterator[MainWindow]:
    """Return a window on real services, with real threads; nobody is signed in."""
    embedded = serve_from(Database(sqlite_url), clock)
    settings = SettingsStore(tmp_path / "desktop.json")
    keeper = AppearanceKeeper(app, Appearance(ThemeChoice.LIGHT))
    keys = (Fernet.generate_key(),)
    local = LocalGateway(embedded.dispatcher, embedded.hub, people_allowed=True)
    made = MainWindow(
        Tools(
            areas=AREAS,
            runner=runner,
            clock=clock,
            settings=settings,
            texts=CodeTexts(clock),
            keeper=keeper,
            reach=lambda: Reached(GuardedGateway(local)),
            open_drafts=lambda person: DraftStore(tmp_path, person.username, keys, clock),
            first_steps=FirstSteps(StagedSetUp()),
        )
    )
    made.show()
    yield made
    made.close()
    runner.close()
    embedded.close()
    keeper.deleteLater()
    made.deleteLater()


def test_every_role_finds_its_place_without_waiting_on_the_gui_thread(
    window: MainWindow, qtbot: QtBot
) -> None:
    for username in ("meridian_prov", "harbour_csa", "harbour_auditor", "meridian_lead"):
        window.start(username)
        qtbot.waitUntil(lambda: window.workplace is not None)
        panel = window.findChildren(ListPanel)[0]
        qtbot.waitUntil(panel.isVisible)
        assert nameless(window) == []
        window.session.sign_out()
        qtbot.waitUntil(window.sign_in_page.isVisible)


@pytest.mark.parametrize("username", ["meridian_lead", "harbour_admin"])
def test_tab_walks_through_each_area_as_it_reads_and_back(
    window: MainWindow, runner: ThreadRunner, qtbot: QtBot, username: str
) -> None:
    window.resize(1366, 768)
    window.start(username)
    qtbot.waitUntil(lambda: window.workplace is not None)
    workplace = window.workplace
    assert workplace is not None
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert len(workplace.tabs()) > 3
    for tab in workplace.tabs():
        workplace.open_area(tab.key)
        qtbot.waitUntil(lambda: runner.is_idle and window.focusWidget().isVisible())
        stops = _walk(window, Qt.Key.Key_Tab)
        shown = [one for one in window.findChildren(QWidget) if one.isVisible() and is_stop(one)]
        assert set(stops) == set(shown), tab.key
        assert _walk(window, Qt.Key.Key_Backtab) == [stops[0], *reversed(stops[1:])], tab.key


def _walk(window: MainWindow, key: Qt.Key) -> list[QWidget]:
    """Press a key until it leads to where it began, and return where it led."""
    began = window.focusWidget()
    found = [began]
    while (here := _press(window, key)) is not began:
        assert here not in found, (here, found)
        found.append(here)
    return found


def _press(window: MainWindow, key: Qt.Key) -> QWidget:
    QTest.keyClick(window.focusWidget(), key)
    return window.focusWidget()


def test_a_person_is_changed_without_a_restart(window: MainWindow, qtbot: QtBot) -> None:
    window.start()
    qtbot.waitUntil(window.sign_in_page.isVisible)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for name in ("meridian_prov2", "harbour_lead"):
        QTest.keyClicks(window.focusWidget(), name)
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: window.workplace is not None)
        assert window.workplace is not None
        assert window.workplace.desk.person.username == name
        QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        assert window.session.is_covered
        window.session.unlock(None)
        qtbot.waitUntil(lambda: not window.session.is_covered)
        window.session.sign_out()
        qtbot.waitUntil(window.sign_in_page.isVisible)


def test_the_gui_thread_may_not_call_the_services(
    qapp: QApplication, sqlite_url: str, clock: ManualClock
) -> None:
    assert qapp is not None
    embedded = serve_from(Database(sqlite_url), clock)
    local = LocalGateway(embedded.dispatcher, embedded.hub, people_allowed=True)
    guarded = GuardedGateway(local)
    with pytest.raises(OnGuiThreadError):
        guarded.people()
    with pytest.raises(OnGuiThreadError):
        guarded.sign_in("harbour_csa", None)
    embedded.close()
