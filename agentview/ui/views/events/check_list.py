"""What is set up and what is missing, drawn: a chip, what it is, and what that means."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.chip import Chip
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.views.events.setup_checks import Check, State


def check_chip(state: State) -> ChipValue:
    """Whether something is set up."""
    return {
        State.DONE: ChipValue(Tone.SUCCESS, "\u2713", _word("Set up")),
        State.OFF: ChipValue(Tone.NEUTRAL, "\u2013", _word("Off")),
        State.MISSING: ChipValue(Tone.WARNING, "!", _word("Missing")),
    }[state]


class CheckList(ColumnBox):
    """Lines are used again, so that nothing flickers when it is read again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Shows nothing yet."""
        super().__init__(look().px(12), parent)
        self.setAccessibleName(_word("What is set up, and what is missing"))
        self._lines: list[_Line] = []

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Shows these checks in their order."""
        while len(self._lines) < len(checks):
            line = _Line()
            self._lines.append(line)
            self.body.addWidget(line)
        for at, line in enumerate(self._lines):
            line.setVisible(at < len(checks))
            if at < len(checks):
                line.show_check(checks[at])


class _Line(QWidget):
    """One check."""

    def __init__(self) -> None:
        super().__init__()
        self.chip = Chip(check_chip(State.DONE))
        self.head = PlainLabel("", TypeRole.STRONG, wrap=True)
        self.sentence = PlainLabel("", ink=INK_SECOND, wrap=True)
        words = QVBoxLayout()
        words.setSpacing(look().px(2))
        words.addWidget(self.head)
        words.addWidget(self.sentence)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().px(12))
        place = QVBoxLayout()
        place.addWidget(self.chip)
        place.addStretch(1)
        place.setContentsMargins(0, 0, 0, 0)
        holder = QWidget()
        holder.setLayout(place)
        # As wide as the longest of them, so that the words stand below each other.
        holder.setMinimumWidth(max(Chip(check_chip(state)).sizeHint().width() for state in State))
        row.addWidget(holder)
        row.addLayout(words, 1)

    def show_check(self, check: Check) -> None:
        """Shows another check."""
        self.chip.set_value(check_chip(check.state))
        self.head.setText(check.head)
        self.sentence.setText(check.sentence)
        self.sentence.setVisible(bool(check.sentence))


def _word(text: str) -> str:
    return QCoreApplication.translate("EventSetUp", text)
