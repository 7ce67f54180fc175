"""Tab walks a dialog as it reads; what loses the focus behind it does not send its window to the start."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from agentview.ui.kit.tab_walk import is_walking, step_focus

TAB, BACKTAB = Qt.Key.Key_Tab, Qt.Key.Key_Backtab


class _Window(QWidget):
    """Has parts in two columns, made in another order than that in which they read."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(400, 300)
        self.parts = {
            name: self._part(name, x, y)
            for name, x, y in (("D", 200, 80), ("B", 200, 10), ("E", 0, 160), ("C", 0, 80), ("A", 0, 14))
        }

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        return step_focus(self, forward=next) if is_walking(self) else super().focusNextPrevChild(next)

    def named(self) -> str:
        """Return the name of the part that has the focus of this window, whatever stands in front of it."""
        (name,) = [name for name, part in self.parts.items() if part is self.focusWidget()]
        return name

    def _part(self, name: str, x: int, y: int) -> QPushButton:
        made = QPushButton(name, self)
        made.setGeometry(x, y, 100, 30)
        return made


@pytest.fixture
def window(qtbot: QtBot) -> _Window:
    made = _Window()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def _walked(window: _Window, key: Qt.Key, begin: str) -> str:
    window.parts[begin].setFocus()
    names = []
    for _ in window.parts:
        names.append(window.named())
        QTest.keyClick(window.focusWidget(), key)
    return "".join(names)


def test_tab_goes_line_by_line_whatever_was_made_first(window: _Window) -> None:
    assert _walked(window, TAB, "A") == "ABCDE"
    assert _walked(window, BACKTAB, "E") == "EDCBA"


def test_in_a_mirrored_window_a_line_is_read_from_the_right(window: _Window) -> None:
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert _walked(window, TAB, "B") == "BADCE"


def test_what_comes_late_stands_in_its_place(window: _Window) -> None:
    window.parts["C"].hide()
    window.parts["A"].setFocus()
    QTest.keyClick(window.focusWidget(), TAB)
    window.parts["C"].show()
    QTest.keyClick(window.focusWidget(), TAB)
    assert window.named() == "C"


def test_what_is_closed_behind_a_dialog_gives_the_focus_to_its_neighbour(
    window: _Window, qtbot: QtBot
) -> None:
    """A command that ends in a dialog closes its button behind it; letters go on working in that place."""
    window.parts["E"].setFocus()
    dialog = QDialog(window)
    answer = QPushButton("Yes")
    QVBoxLayout(dialog).addWidget(answer)
    dialog.open()
    qtbot.waitUntil(answer.hasFocus)
    window.parts["E"].setEnabled(False)
    dialog.accept()
    # The part that was made next, as Qt has it; never the first of the window.
    assert window.named() == "C"
