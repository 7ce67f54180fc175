"""Buttons are silent while busy, say why they refuse, and never pass `checked` on."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from agentview.ui.kit.action import ActionText, make_action, refuse_action
from agentview.ui.kit.button import Button, ButtonKind, IconButton, set_refusal
from agentview.ui.kit.keysheet import KeySheet
from agentview.ui.kit.text import PlainLabel


@pytest.mark.parametrize("kind", list(ButtonKind))
def test_a_press_carries_no_argument(qtbot: QtBot, kind: ButtonKind) -> None:
    heard: list[tuple[object, ...]] = []
    button = Button("Do", kind)
    qtbot.addWidget(button)
    button.pressed_once.connect(lambda *values: heard.append(values))
    button.click()
    assert heard == [()]


def test_busy_keeps_the_width_and_is_silent(qtbot: QtBot) -> None:
    heard: list[int] = []
    button = Button("Activate the order", ButtonKind.PRIMARY)
    qtbot.addWidget(button)
    button.pressed_once.connect(lambda: heard.append(1))
    button.show()
    width = button.width()
    button.set_busy("Wait...")
    button.click()
    assert (button.text(), heard, button.minimumWidth()) == ("Wait...", [], width)
    button.set_busy(None)
    button.click()
    assert (button.text(), heard) == ("Activate the order", [1])


def test_a_refusal_says_why(qtbot: QtBot) -> None:
    button = Button("Activate", tip="Activate (A)")
    qtbot.addWidget(button)
    set_refusal(button, "Claimed by <Tom>")
    assert not button.isEnabled()
    assert "Claimed by &lt;Tom&gt;" in button.toolTip()
    assert button.accessibleDescription() == "Claimed by <Tom>"
    set_refusal(button, None)
    assert button.isEnabled()
    assert "Activate (A)" in button.toolTip()


def test_the_end_of_work_does_not_lift_a_refusal(qtbot: QtBot) -> None:
    button = Button("Activate")
    qtbot.addWidget(button)
    button.set_busy("Activating...")
    button.set_refusal("Claimed by Tom")
    button.set_busy(None)
    assert not button.isEnabled()


def test_an_icon_button_has_a_name(qtbot: QtBot) -> None:
    button = IconButton("copy", "Copy phone")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Copy phone"
    assert "Copy phone" in button.toolTip()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
@pytest.mark.parametrize("make", [lambda: Button("Do"), lambda: IconButton("copy", "Copy")])
def test_enter_presses_the_button_that_has_the_focus(
    qtbot: QtBot, make: Callable[[], Button | IconButton], key: Qt.Key
) -> None:
    """Also where the screen around it has a key of its own on Enter, and once however long it is held."""
    heard: list[str] = []
    window, button = QWidget(), make()
    layout = QVBoxLayout(window)
    layout.addWidget(button)
    qtbot.addWidget(window)
    make_action(window, ActionText("Open", "Return", "user"), lambda: heard.append("screen"))
    button.pressed_once.connect(lambda: heard.append("button"))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    button.setFocus()
    QTest.keyClick(button, key)
    assert heard == ["button"]
    held = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", True)
    QApplication.sendEvent(button, held)
    assert heard == ["button"]


class _Screen:
    """A window with a list that has a letter key and a field to type in."""

    def __init__(self, qtbot: QtBot) -> None:
        self.heard: list[str] = []
        self.window = QWidget()
        self.table, self.field = QListView(), QLineEdit()
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.table)
        layout.addWidget(self.field)
        qtbot.addWidget(self.window)
        self.action = make_action(self.table, ActionText("Claim", "C", "user"), self._claim)
        make_action(self.window, ActionText("Search", "Ctrl+K"), self._search)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()

    def _claim(self) -> None:
        self.heard.append("claim")

    def _search(self) -> None:
        self.heard.append("search")


@pytest.fixture
def screen(qtbot: QtBot) -> _Screen:
    return _Screen(qtbot)


def test_letters_act_in_lists_only(screen: _Screen) -> None:
    screen.field.setFocus()
    QTest.keyClick(screen.field, Qt.Key.Key_C)
    assert (screen.heard, screen.field.text()) == ([], "c")
    screen.table.setFocus()
    QTest.keyClick(screen.table, Qt.Key.Key_C)
    assert screen.heard == ["claim"]


def test_other_keys_act_everywhere(screen: _Screen) -> None:
    screen.field.setFocus()
    QTest.keyClick(screen.field, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert screen.heard == ["search"]


def test_an_action_names_its_key_and_its_refusal(screen: _Screen) -> None:
    assert "Claim (C)" in screen.action.toolTip()
    refuse_action(screen.action, "Nothing is selected")
    assert not screen.action.isEnabled()
    assert "Nothing is selected" in screen.action.toolTip()
    refuse_action(screen.action, None)
    assert "Claim (C)" in screen.action.toolTip()


def test_the_sheet_lists_actions_with_keys(screen: _Screen, qtbot: QtBot) -> None:
    sheet = KeySheet({"Queue": [screen.action, QAction("No key", screen.window)]})
    qtbot.addWidget(sheet)
    texts = [label.text() for label in sheet.findChildren(PlainLabel)]
    assert texts == ["Queue", "C", "Claim"]


class _Sender(QObject):
    told = Signal(bool)


class _Hearer(QObject):
    count = 0

    @Slot(bool)
    def on_told(self, _value: bool) -> None:
        self.count += 1


def test_two_thousand_emits_of_a_boolean(qtbot: QtBot) -> None:
    """PySide6 6.12 lost a reference of `True` with each emit and aborted after some 560."""
    sender, hearer = _Sender(), _Hearer()
    sender.told.connect(hearer.on_told)
    button = Button("Do")
    qtbot.addWidget(button)
    for _ in range(2000):
        sender.told.emit(True)
        button.click()
    assert hearer.count == 2000
