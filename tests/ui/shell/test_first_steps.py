"""The first minute in the real window: three ways to begin by one key, the set-up page, the short tour."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from agentview.core.errors import Refusal, Rejected, Unavailable
from agentview.core.route import Connection, ProxyUse, Route
from agentview.core.setting_layers import Origin
from agentview.ui.kit.a11y import nameless
from agentview.ui.setup.coach_steps import SEEN
from agentview.ui.setup.connection_dialog import ConnectionDialog
from agentview.ui.setup.first_run_page import FirstRunPage
from agentview.ui.setup.port import KeptConnection
from agentview.ui.setup.provider_dialog import ProviderDialog
from tests.ui.shell.opened import OpenedWindow, open_window

SERVER = "https://agentview.example"


@pytest.fixture
def fresh(qtbot: QtBot, app: QApplication, tmp_path: Path) -> Iterator[OpenedWindow]:
    """Return the window of a computer on which nothing is set, for somebody who is new."""
    made = open_window(app, tmp_path, is_first_run=True, greets=True)
    qtbot.addWidget(made.window)
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    made.window.start()
    yield made
    made.keeper.deleteLater()


def told(part: QDialog | FirstRunPage) -> str:
    return " ".join(label.text() for label in part.findChildren(QLabel) if label.isVisible())


def opened_dialog(opened: OpenedWindow, kind: type[QDialog]) -> QDialog:
    found = [dialog for dialog in opened.window.findChildren(kind) if dialog.isVisible()]
    assert len(found) == 1
    return found[0]


def press(opened: OpenedWindow, key: Qt.Key) -> None:
    focus: QWidget | None = opened.window.focusWidget()
    QTest.keyClick(opened.window if focus is None else focus, key)


def test_one_key_looks_around(fresh: OpenedWindow) -> None:
    page = fresh.window.first_steps.page
    assert page.isVisible()
    assert nameless(page) == []
    assert fresh.gateway.asked == []
    press(fresh, Qt.Key.Key_1)
    fresh.runner.run_all()
    assert fresh.set_up.done == [("demo",)]
    assert fresh.window.sign_in_page.isVisible()


def test_a_refused_choice_says_why_and_asks_again(fresh: OpenedWindow) -> None:
    fresh.set_up.error = Rejected(Refusal("E-SETTING-POLICY", values={"name": "place", "file": "policy"}))
    press(fresh, Qt.Key.Key_1)
    fresh.runner.run_all()
    page = fresh.window.first_steps.page
    assert "set by your administrator" in told(page)
    fresh.set_up.error = None
    press(fresh, Qt.Key.Key_1)
    fresh.runner.run_all()
    assert fresh.window.sign_in_page.isVisible()


def test_one_key_starts_alone_and_wrong_values_stand_beside_their_fields(fresh: OpenedWindow) -> None:
    press(fresh, Qt.Key.Key_2)
    dialog = opened_dialog(fresh, ProviderDialog)
    assert isinstance(dialog, ProviderDialog)
    fresh.runner.run_all()
    assert nameless(dialog) == []
    assert dialog.form.values()["username"] == "olga"
    typed = {
        "provider": "Harbour",
        "zone": "Nowhere",
        "currency": "AUD",
        "region": "AU",
        "password": "secret 12",
    }
    dialog.form.set_values({**typed})
    fresh.set_up.error = Rejected(Refusal("E-SETTING", "zone", values={"setting": "zone"}))
    dialog.verb_button.click()
    fresh.runner.run_all()
    assert "zone is not one that exists" in told(dialog)
    fresh.set_up.error = None
    dialog.verb_button.click()
    fresh.runner.run_all()
    assert fresh.window.sign_in_page.isVisible()


def test_one_key_connects(fresh: OpenedWindow) -> None:
    press(fresh, Qt.Key.Key_3)
    dialog = opened_dialog(fresh, ConnectionDialog)
    assert isinstance(dialog, ConnectionDialog)
    fresh.runner.run_all()
    assert nameless(dialog) == []
    dialog.form.set_values({"server_url": SERVER})
    fresh.set_up.error = Unavailable(Refusal("E-PROBE-NAME", values={"host": "agentview.example"}))
    dialog.test_button.click()
    fresh.runner.run_all()
    assert "no computer called agentview.example" in told(dialog)
    fresh.set_up.error = None
    dialog.test_button.click()
    fresh.runner.run_all()
    assert "answers: AgentView" in told(dialog)
    dialog.verb_button.click()
    fresh.runner.run_all()
    assert fresh.set_up.done[-1] == ("keep", Connection(SERVER))
    assert fresh.window.sign_in_page.isVisible()


def test_what_the_administrator_has_set_is_greyed(opened: OpenedWindow) -> None:
    locked = {"server_url": Origin.POLICY, "proxy": Origin.ENVIRONMENT}
    opened.set_up.kept = KeptConnection(Connection(SERVER), locked)
    opened.window.start()
    opened.runner.run_all()
    opened.window.sign_in_page.set_up.click()
    dialog = opened_dialog(opened, ConnectionDialog)
    assert isinstance(dialog, ConnectionDialog)
    opened.runner.run_all()
    assert not dialog.form.input("server_url").isEnabled()
    assert not dialog.form.input("proxy").isEnabled()
    assert dialog.form.input("certificate_authority").isEnabled()
    assert "Set by your administrator" in told(dialog)
    assert "AGENTVIEW_PROXY" in told(dialog)
    dialog.verb_button.click()
    opened.runner.run_all()
    assert "counts from the next start" in told(dialog)
    assert dialog.isVisible()


def test_a_login_at_the_proxy_is_typed_unseen_and_not_shown_again(opened: OpenedWindow) -> None:
    fields = ("proxy_url", "proxy_user", "proxy_password")
    opened.window.start()
    opened.runner.run_all()
    opened.window.sign_in_page.set_up.click()
    dialog = opened_dialog(opened, ConnectionDialog)
    assert isinstance(dialog, ConnectionDialog)
    opened.runner.run_all()
    assert not any(dialog.form.input(name).isVisible() for name in fields)
    typed = dict(zip(fields, ("http://proxy.example:3128", "olga", "s3cret"), strict=True))
    dialog.form.set_values({"server_url": SERVER, "proxy": "manual"})
    dialog.form.changed.emit("proxy")
    dialog.form.set_values(typed)
    assert all(dialog.form.input(name).isVisible() for name in fields)
    assert nameless(dialog) == []
    secret = dialog.form.input("proxy_password")
    assert isinstance(secret, QLineEdit)
    assert secret.echoMode() is QLineEdit.EchoMode.Password
    dialog.verb_button.click()
    opened.runner.run_all()
    route = Route(ProxyUse.MANUAL, typed["proxy_url"], None, typed["proxy_user"], typed["proxy_password"])
    assert opened.set_up.done[-1] == ("keep", Connection(SERVER, route))
    assert secret.text() == ""
    assert "counts from the next start" in told(dialog)


def test_the_ways_to_begin_are_in_help_and_among_the_commands(opened: OpenedWindow) -> None:
    opened.enter()
    actions = {
        action.text().replace("&", ""): action
        for group in opened.window._menus.groups().values()
        for action in group
    }
    assert {"Connection and set-up...", "How to begin...", "Take the tour"} <= set(actions)
    actions["How to begin..."].trigger()
    page = next(page for page in opened.window.findChildren(FirstRunPage) if page.isVisible())
    page.demo.click()
    opened.runner.run_all()
    assert "counts from the next start" in told(page)


def test_a_new_user_is_shown_around_once(fresh: OpenedWindow) -> None:
    press(fresh, Qt.Key.Key_1)
    fresh.runner.run_all()
    fresh.window.session.sign_in("priya", None)
    fresh.runner.run_all()
    coach = fresh.workplace.coach
    assert coach.isVisible()
    assert coach.next.hasFocus()
    assert nameless(coach) == []
    steps = 1
    while coach.isVisible():
        assert steps <= 6
        press(fresh, Qt.Key.Key_Return)
        steps += 1
    assert fresh.settings.get(SEEN) is True
    fresh.window.session.sign_out()
    fresh.runner.run_all()
    fresh.window.session.sign_in("priya", None)
    fresh.runner.run_all()
    assert not fresh.workplace.coach.isVisible()


def test_esc_ends_the_tour_and_help_begins_it_again(fresh: OpenedWindow) -> None:
    press(fresh, Qt.Key.Key_1)
    fresh.runner.run_all()
    fresh.window.session.sign_in("priya", None)
    fresh.runner.run_all()
    press(fresh, Qt.Key.Key_Escape)
    coach = fresh.workplace.coach
    assert not coach.isVisible()
    assert fresh.settings.get(SEEN) is True
    fresh.window._tour()
    assert coach.isVisible()
    assert coach.next.hasFocus()
