"""The record beside a list, drawn: its name, what can be done to it, its facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from agentview.ui.kit.action import tip_with_key
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.card import Card
from agentview.ui.kit.chip import Chip
from agentview.ui.kit.facts import Fact, FactList
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.kit.state_overlay import StateOverlay, StateText
from agentview.ui.kit.text import INK_SECOND, ElidedLabel, PlainLabel
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.lists.record_command import RecordCommand
from agentview.ui.lists.words import failed_text
from agentview.ui.navigation import Desk


class RecordSide(QWidget):
    """Shows one record, or why there is none. `pressed(name)` tells which command was wanted."""

    pressed = Signal(str)
    retry_wanted = Signal()

    def __init__(
        self, desk: Desk, commands: Sequence[RecordCommand], nothing: StateText, main: QWidget | None = None
    ) -> None:
        """`nothing` says that no record is chosen; `main` is the larger part below the facts."""
        super().__init__()
        self._desk, self._nothing = desk, nothing
        self.title = ElidedLabel("", TypeRole.H2)
        self.line = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.facts = FactList()
        self.sections = ScrollColumn(QCoreApplication.translate("Contracts", "What it holds"), spacing=8)
        """What scrolls below the commands, where there is no larger part: the facts, and what is added."""
        self.buttons = {one.name: self._button(one) for one in commands}
        self.overlay = StateOverlay()
        self.overlay.button_pressed.connect(self.retry_wanted)
        self._chip: Chip | None = None
        self._chip_place = QHBoxLayout()
        self._card = Card(padding=12)
        self._arrange(main)
        self.show_nothing()

    def show_record(self, title: str, line: str, facts: Sequence[Fact], chip: ChipValue | None) -> None:
        """Shows a record."""
        self.title.setText(title)
        self.line.setText(line)
        self.facts.set_facts(tuple(facts))
        self._show_chip(chip)
        self._stack.setCurrentWidget(self._card)

    def show_causes(self, causes: Mapping[str, str | None]) -> None:
        """Closes the buttons that have a cause, and says it."""
        for name, button in self.buttons.items():
            button.set_refusal(causes.get(name))

    def show_nothing(self) -> None:
        """Shows that nothing is chosen."""
        self.overlay.show_text(self._nothing)
        self._stack.setCurrentWidget(self.overlay)

    def show_loading(self) -> None:
        """Shows that a record is being read."""
        self.overlay.show_loading()
        self._stack.setCurrentWidget(self.overlay)

    def show_failed(self, error: Exception) -> None:
        """Shows that the record could not be read."""
        text = self._desk.texts.report(error).text
        self.overlay.show_text(failed_text(" ".join(part for part in (text.what, text.next_step) if part)))
        self._stack.setCurrentWidget(self.overlay)

    def _show_chip(self, chip: ChipValue | None) -> None:
        if self._chip is not None:
            self._chip_place.removeWidget(self._chip)
            self._chip.hide()
            self._chip.deleteLater()
        self._chip = Chip(chip) if chip is not None else None
        if self._chip is not None:
            self._chip_place.addWidget(self._chip)

    def _button(self, command: RecordCommand) -> Button:
        kind = ButtonKind.DANGER if command.is_dangerous else ButtonKind.SECONDARY
        button = Button(command.word(), kind, tip=tip_with_key(command.word(), command.key))
        button.setProperty("command", command.name)
        button.pressed_once.connect(self._on_pressed)
        return button

    def _arrange(self, main: QWidget | None) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addLayout(self._chip_place)
        column = self._card.body
        column.addLayout(head)
        column.addWidget(self.line)
        column.addWidget(FlowRow(list(self.buttons.values())))
        if main is not None:
            column.addWidget(self.facts)
            column.addWidget(main, 1)
        else:
            self.sections.body.addWidget(self.facts)
            column.addWidget(self.sections, 1)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self._card)
        self._stack.addWidget(self.overlay)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSpacing(look().px(8))
        around.addWidget(holder)

    @Slot()
    def _on_pressed(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.pressed.emit(str(sender.property("command")))
