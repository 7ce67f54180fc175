"""Says how many rows are selected, and what can be done to all of them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agentview.contract.provisioning import BulkCommand
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.card import Card
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.text import PlainLabel
from agentview.ui.kit.type_scale import TypeRole


class SelectionBar(Card):
    """`wanted(BulkCommand)`; hidden while no more than one row is selected."""

    wanted = Signal(object)

    def __init__(self, *, can_abort: bool, parent: QWidget | None = None) -> None:
        """Offers aborting only to who has the power for it."""
        super().__init__("", parent, padding=8)
        translate = QCoreApplication.translate
        self._count = PlainLabel("", TypeRole.STRONG)
        words = {
            BulkCommand.CLAIM: translate("Bulk", "Claim"),
            BulkCommand.RELEASE: translate("Bulk", "Release"),
            BulkCommand.HALT: translate("Bulk", "Halt..."),
        }
        if can_abort:
            words[BulkCommand.ABORT] = translate("Bulk", "Abort...")
        self.buttons = {command: self._make(command, word) for command, word in words.items()}
        line = QHBoxLayout()
        line.setSpacing(look().px(12))
        line.addWidget(self._count)
        line.addWidget(FlowRow(self.buttons.values()), 1)
        self.body.addLayout(line)
        self.hide()

    def show_count(self, count: int) -> None:
        """Shows how many rows are selected."""
        template = QCoreApplication.translate("Bulk", "{count} selected")
        self._count.setText(template.replace("{count}", str(count)))
        self.setVisible(count > 1)

    def _make(self, command: BulkCommand, word: str) -> Button:
        kind = ButtonKind.DANGER if command is BulkCommand.ABORT else ButtonKind.SECONDARY
        button = Button(word, kind)
        button.setProperty("command", command.value)
        button.pressed_once.connect(self._on_pressed)
        return button

    @Slot()
    def _on_pressed(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.wanted.emit(BulkCommand(str(sender.property("command"))))
