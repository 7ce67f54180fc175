"""The box of reasons is there only while it says something."""

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from agentview.ui.kit.reasons import Reasons


def test_it_is_there_only_while_it_says_something(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    empty, full = Reasons(), Reasons("PO-1: somebody else has it.")
    assert not any(one.isVisible() for one in QApplication.topLevelWidgets() if isinstance(one, Reasons))
    column.addWidget(empty)
    column.addWidget(full)
    window.show()
    qtbot.waitUntil(full.isVisible)
    assert not empty.isVisible()
    empty.say("PO-2: it has ended.")
    full.say("")
    assert (empty.isVisible(), empty.text()) == (True, "PO-2: it has ended.")
    assert not full.isVisible()
