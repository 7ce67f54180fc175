"""The window: sign-in, areas, search and commands, lock, lost link, errors, appearance."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from agentview.core.errors import NotSignedIn, Refusal, Unavailable
from agentview.gateway.port import FeedNews, LinkState
from agentview.ui.kit.a11y import nameless
from agentview.ui.kit.appearance import Appearance, look
from agentview.ui.kit.banner import Banner
from agentview.ui.kit.button import Button
from agentview.ui.kit.keysheet import KeySheet
from agentview.ui.kit.theme import Density, ThemeChoice
from agentview.ui.navigation import ACCOUNT, TASK, Target
from agentview.ui.shell.appearance_menu import APPEARANCE, kept_appearance
from agentview.ui.shell.lines import LineList
from agentview.ui.shell.rail import Rail
from agentview.ui.shell.window import GEOMETRY
from tests.ui.shell.opened import OpenedWindow, open_window

CONTROL = Qt.KeyboardModifier.ControlModifier
ENDED = NotSignedIn(Refusal("E-SESSION-ENDED"))


def focused(opened: OpenedWindow) -> QWidget:
    widget = opened.window.focusWidget()
    assert widget is not None
    return widget


def button(root: QWidget, word: str) -> Button:
    return next(one for one in root.findChildren(Button) if one.text() == word and one.isVisible())


def action(window: QWidget, word: str) -> QAction:
    return next(one for one in window.actions() if one.text().replace("&", "") == word)


def rail_of(opened: OpenedWindow) -> Rail:
    return opened.window.findChildren(Rail)[0]


def shown_list(root: QWidget) -> LineList:
    return next(one for one in root.findChildren(LineList) if one.isVisible())


def titles(found: LineList) -> list[str]:
    return [line.title for line in found.lines()]


def test_a_person_is_found_and_chosen_with_the_keyboard_alone(opened: OpenedWindow) -> None:
    opened.window.start()
    opened.runner.run_all()
    assert titles(shown_list(opened.window)) == ["Priya Nair", "Tom Gallagher"]
    QTest.keyClicks(focused(opened), "service agent")
    assert titles(shown_list(opened.window)) == ["Tom Gallagher"]
    QTest.keyClick(focused(opened), Qt.Key.Key_Return)
    opened.runner.run_all()
    assert opened.workplace.desk.person.username == "tom"


def test_arrow_keys_in_the_filter_move_through_the_people(opened: OpenedWindow) -> None:
    opened.window.start()
    opened.runner.run_all()
    QTest.keyClick(focused(opened), Qt.Key.Key_Down)
    assert shown_list(opened.window).spoken_current().endswith("2 of 2")
    QTest.keyClick(focused(opened), Qt.Key.Key_Down)
    assert shown_list(opened.window).spoken_current().startswith("Priya Nair")


def test_a_refused_password_keeps_the_name(qtbot: QtBot, app: QApplication, tmp_path: Path) -> None:
    opened = open_window(app, tmp_path, is_embedded=False)
    qtbot.addWidget(opened.window)
    opened.window.start()
    opened.runner.run_all()
    fields = [field for field in opened.window.findChildren(QLineEdit) if field.isVisible()]
    QTest.keyClicks(fields[0], "priya")
    QTest.keyClicks(fields[1], "wrong")
    QTest.keyClick(fields[1], Qt.Key.Key_Return)
    assert not button(opened.window, "Signing in...").isEnabled()
    opened.runner.run_all()
    assert (fields[0].text(), fields[1].text()) == ("priya", "")
    assert (
        "wrong" in next(one for one in opened.window.findChildren(Banner) if one.isVisible()).accessibleName()
    )
    QTest.keyClicks(fields[1], "secret")
    QTest.mouseClick(button(opened.window, "Sign in"), Qt.MouseButton.LeftButton)
    opened.runner.run_all()
    assert opened.workplace.desk.person.username == "priya"
    opened.keeper.deleteLater()


def test_services_that_cannot_be_reached_can_be_tried_again(opened: OpenedWindow) -> None:
    opened.gateway.error = Unavailable(Refusal("E-DATABASE"))
    opened.window.start("priya")
    opened.runner.run_all()
    opened.gateway.error = None
    QTest.mouseClick(button(opened.window, "Try again"), Qt.MouseButton.LeftButton)
    opened.runner.run_all()
    assert opened.workplace.desk.person.username == "priya"


def test_areas_open_by_rail_and_key_and_the_last_one_is_kept(opened: OpenedWindow) -> None:
    opened.enter()
    assert opened.window.windowTitle() == "Manual provisioning - AgentView"
    first = opened.view
    QTest.keyClick(opened.window, Qt.Key.Key_2, CONTROL)
    opened.runner.run_all()
    assert opened.window.windowTitle() == "Second area - AgentView"
    assert opened.view is not first
    rail = rail_of(opened)
    rail.take_focus()
    QTest.keyClick(focused(opened), Qt.Key.Key_Down)
    assert opened.view is first
    QTest.keyClick(opened.window, Qt.Key.Key_2, CONTROL)
    opened.window.session.sign_out()
    opened.runner.run_all()
    opened.enter("tom")
    assert opened.window.windowTitle() == "Second area - AgentView"


def test_a_customer_that_is_found_opens_filtered_and_a_task_opens_itself(opened: OpenedWindow) -> None:
    opened.enter()
    for steps, target in ((0, Target(ACCOUNT, 4, "Marlow Dental")), (1, Target(TASK, 9, "PO-10482/1"))):
        QTest.keyClick(opened.window, Qt.Key.Key_K, CONTROL)
        QTest.keyClicks(focused(opened), "mar")
        opened.runner.run_all()
        for _ in range(steps):
            QTest.keyClick(focused(opened), Qt.Key.Key_Down)
        QTest.keyClick(focused(opened), Qt.Key.Key_Return)
        assert opened.view.opened[-1] == target


def test_commands_run_from_the_box_and_closed_ones_say_why(opened: OpenedWindow) -> None:
    opened.enter()
    QTest.keyClick(opened.window, Qt.Key.Key_K, CONTROL)
    QTest.keyClicks(focused(opened), "cl")
    QTest.keyClick(focused(opened), Qt.Key.Key_Return)
    assert opened.view.done == ["claim"]
    QTest.keyClick(opened.window, Qt.Key.Key_K, CONTROL)
    QTest.keyClicks(focused(opened), "halt")
    opened.runner.run_all()
    lines = {line.title: line for line in shown_list(opened.window).lines()}
    assert lines["Halt..."].refusal == "Nothing is selected"


def test_escape_closes_the_box_and_gives_the_focus_back(opened: OpenedWindow) -> None:
    opened.enter()
    opened.view.button.setFocus()
    QTest.keyClick(opened.window, Qt.Key.Key_K, CONTROL)
    assert shown_list(opened.window).isVisible()
    QTest.keyClick(focused(opened), Qt.Key.Key_Escape)
    assert opened.view.button.hasFocus()
    assert not [one for one in opened.window.findChildren(LineList) if one.isVisible()]


def test_f6_goes_round_the_parts_of_the_window(opened: OpenedWindow) -> None:
    opened.enter()
    opened.view.button.setFocus()
    rail = rail_of(opened)
    QTest.keyClick(opened.window, Qt.Key.Key_F6)
    assert rail.isAncestorOf(focused(opened))
    QTest.keyClick(opened.window, Qt.Key.Key_F6)
    assert focused(opened).accessibleName() == "Search and commands"
    QTest.keyClick(opened.window, Qt.Key.Key_F6)
    assert not rail.isAncestorOf(focused(opened))


def test_a_lock_keeps_work_and_hides_open_dialogs(opened: OpenedWindow) -> None:
    opened.enter()
    dialog = QDialog(opened.window)
    dialog.open()
    view = opened.view
    opened.window.session.lock()
    assert not dialog.isVisible()
    assert not opened.workplace.isVisible()
    assert not action(opened.window, "Search and commands").isEnabled()
    QTest.mouseClick(button(opened.window, "Unlock"), Qt.MouseButton.LeftButton)
    opened.runner.run_all()
    assert dialog.isVisible()
    assert opened.view is view
    assert opened.workplace.isVisible()


def test_an_ended_session_repeats_the_call_after_the_sign_in(opened: OpenedWindow) -> None:
    opened.enter()
    opened.view.model.reload()
    opened.gateway.answers["provisioning.queue"] = opened.gateway.answers["provisioning.queue"]
    asked = len(opened.gateway.asked)
    opened.runner.fail_next(ENDED)
    assert opened.window.session.is_covered
    QTest.mouseClick(button(opened.window, "Sign in"), Qt.MouseButton.LeftButton)
    opened.runner.run_all()
    assert not opened.window.session.is_covered
    assert "provisioning.queue" in [name for name, _ in opened.gateway.asked[asked:]]


def test_signing_out_closes_views_and_feed(opened: OpenedWindow) -> None:
    opened.enter()
    view = opened.view
    action(opened.window, "Sign out or change person").trigger()
    opened.runner.run_all()
    assert view.is_closed
    assert opened.gateway.subscriptions[0].is_closed
    assert opened.window.workplace is None
    assert titles(shown_list(opened.window)) == ["Priya Nair", "Tom Gallagher"]


def banner_text(opened: OpenedWindow) -> str:
    shown = [one for one in opened.workplace.findChildren(Banner) if one.isVisible()]
    return shown[0].accessibleName() if shown else ""


def test_a_lost_link_tells_how_old_the_data_are(opened: OpenedWindow, qtbot: QtBot) -> None:
    opened.enter()
    opened.clock.move(timedelta(minutes=4))
    opened.gateway.listeners[-1](FeedNews(link=LinkState.LOST))
    qtbot.waitUntil(lambda: opened.workplace.link is LinkState.LOST)
    text = banner_text(opened)
    assert text.startswith("Working from data 4 min old.")
    assert "actions are off until it is back" in text
    assert "! Not connected" in opened.window.statusBar().accessibleName()
    QTest.mouseClick(button(opened.workplace, "Retry now"), Qt.MouseButton.LeftButton)
    opened.runner.run_all()
    assert banner_text(opened) == ""


def test_news_reaches_the_area_on_the_gui_thread(opened: OpenedWindow, qtbot: QtBot) -> None:
    opened.enter()
    heard: list[FeedNews] = []
    stop = opened.workplace.on_news(heard.append)
    opened.gateway.listeners[-1](FeedNews(is_gap=True))
    qtbot.waitUntil(lambda: bool(heard))
    stop()
    opened.gateway.listeners[-1](FeedNews(is_gap=True))
    QApplication.sendPostedEvents()
    assert len(heard) == 1


def test_an_error_without_a_place_stays_until_closed_and_can_be_copied(opened: OpenedWindow) -> None:
    opened.enter()
    opened.workplace.show_error(Unavailable(Refusal("E-SERVER")), "Claim PO-10482")
    assert banner_text(opened).startswith("Claim PO-10482: The server does not answer.")
    QTest.mouseClick(button(opened.workplace, "Copy details"), Qt.MouseButton.LeftButton)
    assert "E-SERVER" in QApplication.clipboard().text()
    QTest.mouseClick(button(opened.workplace, "Close"), Qt.MouseButton.LeftButton)
    assert banner_text(opened) == ""
    action(opened.window, "Copy details of the last error").trigger()
    assert "Copied" in opened.workplace.toasts.texts()


def test_a_bug_is_shown_without_its_text(opened: OpenedWindow) -> None:
    opened.enter()
    opened.workplace.show_error(ValueError("Marlow, 0412 555 018"))
    assert "Marlow" not in banner_text(opened)
    assert "0412" not in opened.workplace.last_details()


def test_question_mark_lists_keys_but_types_in_a_field(opened: OpenedWindow) -> None:
    opened.enter()
    QTest.keyClick(opened.window, Qt.Key.Key_K, CONTROL)
    QTest.keyClicks(focused(opened), "?")
    assert not opened.window.findChildren(KeySheet)
    QTest.keyClick(focused(opened), Qt.Key.Key_Escape)
    opened.view.button.setFocus()
    QTest.keyClicks(opened.view.button, "?")
    assert opened.window.findChildren(KeySheet)


def test_theme_density_and_scale_are_kept(opened: OpenedWindow) -> None:
    opened.enter()
    action(opened.window, "Dark theme").trigger()
    action(opened.window, "Compact lists").trigger()
    QTest.keyClick(opened.window, Qt.Key.Key_Plus, CONTROL)
    assert look().tokens.name == "dark"
    assert kept_appearance(opened.settings) == Appearance(ThemeChoice.DARK, 1.1, Density.COMPACT)
    action(opened.window, "Normal size").trigger()
    assert opened.settings.get(APPEARANCE)["scale"] == 1.0


def test_the_geometry_is_kept(opened: OpenedWindow) -> None:
    opened.window.close()
    assert opened.settings.get(GEOMETRY)


def test_a_first_window_is_no_larger_than_the_screen_nor_than_it_must_be(opened: OpenedWindow) -> None:
    screen, smallest = opened.window.screen().availableSize(), opened.window.minimumSize()
    assert screen.width() < 1366, "the screen of this test is a small one"
    assert opened.window.size() == QSize(1366, 768).boundedTo(screen).expandedTo(smallest)


def test_a_narrow_window_shows_icons_alone(opened: OpenedWindow, qtbot: QtBot) -> None:
    opened.enter()
    rail = rail_of(opened)
    opened.window.resize(1366, 768)
    qtbot.waitUntil(lambda: rail.width() == 196)
    opened.window.resize(1150, 700)
    qtbot.waitUntil(lambda: rail.width() == 48)


@pytest.mark.parametrize("theme", [ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.CONTRAST])
@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_every_part_has_a_name_in_every_theme_and_direction(
    opened: OpenedWindow, app: QApplication, theme: ThemeChoice, direction: Qt.LayoutDirection
) -> None:
    opened.keeper.choose(Appearance(theme, 1.5))
    app.setLayoutDirection(direction)
    opened.window.start()
    opened.runner.run_all()
    assert nameless(opened.window) == []
    opened.enter()
    opened.workplace.search()
    opened.window.grab()
    assert nameless(opened.window) == []
    for word in ("Help", "Keys", "About AgentView"):
        action(opened.window, word).trigger()
        dialog = opened.window.findChildren(QDialog)[-1]
        assert nameless(dialog) == []
        dialog.close()
    opened.window.session.lock()
    opened.window.grab()
    assert nameless(opened.window) == []
