"""Lines that are ticked or chosen by keys: a word, what it means, and a chip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QCheckBox, QHBoxLayout, QRadioButton, QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.chip import Chip
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.field import draw_tick
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.text import INK_SECOND, PlainLabel, set_tip
from agentview.ui.kit.theme import Tone

_INDENT = 24
MOST_CHARS = 90
"""A line of choice does not wrap; a longer word ends in dots, and is whole in the tooltip."""
_NO_CHIP = ChipValue(Tone.NEUTRAL, "", "")


@dataclass(frozen=True)
class Option:
    """A line: its value, word, what it means, a chip, and why it cannot be taken ("" where it can)."""

    value: int
    word: str
    meaning: str = ""
    chip: ChipValue | None = None
    refusal: str = ""


class _Tick(QCheckBox):
    """A check box that draws its tick in the colour that reads on the accent; arrows walk to the next one."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isChecked():
            draw_tick(self)


class OptionList(ColumnBox):
    """Options below each other; one of them, or several, can be taken. `picked`: a person changed it."""

    picked = Signal()

    def __init__(self, name: str, *, several: bool, parent: QWidget | None = None) -> None:
        """Shows nothing yet; `name` is what a screen reader calls the group."""
        super().__init__(look().px(8), parent)
        self.setAccessibleName(name)
        self._several = several
        self._options: tuple[Option, ...] = ()
        self._buttons: dict[int, QAbstractButton] = {}
        self._labels: dict[int, PlainLabel] = {}
        self._chips: dict[int, Chip] = {}
        self._lines: list[QWidget] = []
        # A group is one stop for Tab, so ticks have none.
        self._group = None if several else QButtonGroup(self)

    def set_options(self, options: Sequence[Option], chosen: Sequence[int]) -> None:
        """Shows these options; lines that stay keep their focus."""
        if [one.value for one in options] != [one.value for one in self._options]:
            self._rebuild(options)
        self._options = tuple(options)
        for option in options:
            self._dress(option)
        if self._group is not None:
            # A group that lets one be chosen would not let go of the last one.
            self._group.setExclusive(False)
        for value, button in self._buttons.items():
            button.setChecked(value in chosen)
        if self._group is not None:
            self._group.setExclusive(True)

    def chosen(self) -> tuple[int, ...]:
        """The values that are taken, in the order of the lines."""
        return tuple(value for value, button in self._buttons.items() if button.isChecked())

    def take_focus(self) -> None:
        """Puts the focus on what is taken, else on the first line."""
        taken = [button for button in self._buttons.values() if button.isChecked()]
        for button in (*taken, *self._buttons.values()):
            if button.isEnabled():
                button.setFocus()
                return

    @Slot()
    def _on_clicked(self) -> None:
        self.picked.emit()

    def _rebuild(self, options: Sequence[Option]) -> None:
        for line in self._lines:
            line.hide()
            line.deleteLater()
        if self._group is not None:
            for button in self._buttons.values():
                self._group.removeButton(button)
        self._buttons, self._labels, self._chips, self._lines = {}, {}, {}, []
        for option in options:
            line = self._line(option)
            self._lines.append(line)
            self.body.addWidget(line)
            line.show()

    def _line(self, option: Option) -> QWidget:
        line = ColumnBox(look().px(2))
        button: QAbstractButton = _Tick() if self._several else QRadioButton()
        button.clicked.connect(self._on_clicked)
        if self._group is not None:
            self._group.addButton(button)
        meaning = PlainLabel("", ink=INK_SECOND, wrap=True)
        meaning.setContentsMargins(look().px(_INDENT), 0, 0, 0)
        chip = Chip(option.chip or _NO_CHIP)
        head = QHBoxLayout()
        head.setSpacing(look().px(8))
        head.addWidget(button)
        head.addWidget(chip)
        head.addStretch(1)
        line.body.addLayout(head)
        line.body.addWidget(meaning)
        self._buttons[option.value] = button
        self._labels[option.value] = meaning
        self._chips[option.value] = chip
        return line

    def _dress(self, option: Option) -> None:
        button, meaning = self._buttons[option.value], self._labels[option.value]
        chip = self._chips[option.value]
        button.setText(shorten(option.word).replace("&", "&&"))
        words = (option.word, option.chip.word if option.chip else "", option.meaning)
        button.setAccessibleName(", ".join(word for word in words if word))
        button.setAccessibleDescription(option.refusal)
        button.setEnabled(not option.refusal or button.isChecked())
        set_tip(button, option.refusal or (option.word if len(option.word) > MOST_CHARS else ""))
        meaning.setText(option.refusal or option.meaning)
        meaning.setVisible(bool(option.refusal or option.meaning))
        chip.setVisible(option.chip is not None)
        if option.chip is not None:
            chip.set_value(option.chip)


def shorten(word: str) -> str:
    """The word on one line, with dots where it is too long."""
    line = " ".join(word.split())
    return line if len(line) <= MOST_CHARS else f"{line[: MOST_CHARS - 1]}\u2026"
