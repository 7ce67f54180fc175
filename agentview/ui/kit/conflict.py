"""Yours and theirs side by side when somebody else changed the record first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QVBoxLayout, QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.text import INK_SECOND, PlainLabel, heading, set_tip
from agentview.ui.kit.type_scale import TypeRole

TAKE_THEIRS_KEY = "Alt+T"
LONGEST_VALUE = 36
"""So many letters of a value stand on its button; the tooltip has all of it."""


@dataclass(frozen=True)
class Clash:
    """One field that both sides changed: its attribute, label, and both values as shown."""

    name: str
    label: str
    yours: str
    theirs: str


class ConflictView(QWidget):
    """Lets the reader pick yours or theirs for each field; theirs is picked at first.

    `resolved(picks)` gives attribute -> True for yours when the reader goes on. The own note is shown
    and stays with its owner.
    """

    resolved = Signal(dict)

    def __init__(
        self, clashes: Sequence[Clash], who: str, kept_note: str = "", parent: QWidget | None = None
    ) -> None:
        """Shows fields that differ; `who` changed the record, for example "M. Chen, 14:05"."""
        super().__init__(parent)
        self._yours: dict[str, QRadioButton] = {}
        self._theirs: dict[str, QRadioButton] = {}
        self._groups: list[QButtonGroup] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(12))
        translate = QCoreApplication.translate
        template = translate("ConflictView", "{who} changed this before you")
        title = heading(template.replace("{who}", who))
        title.setWordWrap(True)
        column.addWidget(title)
        column.addLayout(self._grid(clashes))
        if kept_note:
            column.addWidget(PlainLabel(translate("ConflictView", "Your note is kept:"), ink=INK_SECOND))
            column.addWidget(PlainLabel(kept_note, wrap=True, selectable=True))
        take = Button(translate("ConflictView", "Take all of theirs (Alt+T)"))
        take.pressed_once.connect(self.take_theirs)
        go_on = Button(translate("ConflictView", "Use what is picked"), ButtonKind.PRIMARY)
        go_on.pressed_once.connect(self._on_go_on)
        column.addWidget(FlowRow([go_on, take]))
        QShortcut(QKeySequence(TAKE_THEIRS_KEY), self).activated.connect(self.take_theirs)

    def picks(self) -> dict[str, bool]:
        """Attribute -> whether yours is picked."""
        return {name: button.isChecked() for name, button in self._yours.items()}

    def pick(self, name: str, *, yours: bool) -> None:
        """Picks a side for one field; raises KeyError for a field that does not differ."""
        (self._yours if yours else self._theirs)[name].setChecked(True)

    @Slot()
    def take_theirs(self) -> None:
        """Picks theirs everywhere and goes on."""
        for button in self._theirs.values():
            button.setChecked(True)
        self._on_go_on()

    @Slot()
    def _on_go_on(self) -> None:
        self.resolved.emit(self.picks())

    def _grid(self, clashes: Sequence[Clash]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(look().px(16))
        grid.setVerticalSpacing(look().px(8))
        translate = QCoreApplication.translate
        words = (translate("ConflictView", "Yours"), translate("ConflictView", "Theirs"))
        for at, word in enumerate(words):
            grid.addWidget(PlainLabel(word, TypeRole.STRONG), 0, at + 1)
            grid.setColumnStretch(at + 1, 1)
        for at, clash in enumerate(clashes, start=1):
            label = PlainLabel(clash.label, ink=INK_SECOND)
            grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignVCenter)
            mine, other = _side(clash, words[0], clash.yours), _side(clash, words[1], clash.theirs)
            group = QButtonGroup(self)
            group.addButton(mine)
            group.addButton(other)
            other.setChecked(True)
            self._groups.append(group)
            self._yours[clash.name], self._theirs[clash.name] = mine, other
            grid.addWidget(mine, at, 1)
            grid.addWidget(other, at, 2)
        return grid


def merged(mine: dict[str, object], theirs: dict[str, object], picks: dict[str, bool]) -> dict[str, object]:
    """Their values, with yours where yours were picked."""
    return {**theirs, **{name: mine[name] for name, is_yours in picks.items() if is_yours and name in mine}}


def _side(clash: Clash, side: str, value: str) -> QRadioButton:
    # Isolated, so that a value in another script does not turn its neighbours around.
    one_line = " ".join(value.split())
    short = one_line if len(one_line) <= LONGEST_VALUE else f"{one_line[: LONGEST_VALUE - 1]}\u2026"
    shown = f"\u2068{short}\u2069" if value else "\u2014"
    button = QRadioButton(shown.replace("&", "&&"))
    if short != value:
        set_tip(button, value)
    button.setAccessibleName(f"{clash.label}, {side}: {value}")
    return button
