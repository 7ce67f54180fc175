"""Says how many rows are selected, and what can be done to all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.card import Card
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.text import PlainLabel
from agentview.ui.kit.type_scale import TypeRole


@dataclass(frozen=True)
class BulkVerb:
    """What can be done to many rows: its key, its word, and whether it ends something."""

    key: str
    word: str
    is_danger: bool = False


class SelectionBar(Card):
    """`wanted(key)`; hidden while no more than one row is selected."""

    wanted = Signal(str)

    def __init__(self, verbs: Sequence[BulkVerb], parent: QWidget | None = None) -> None:
        """Offers these verbs."""
        super().__init__("", parent, padding=8)
        self._count = PlainLabel("", TypeRole.STRONG)
        self.buttons = {verb.key: self._make(verb) for verb in verbs}
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

    def _make(self, verb: BulkVerb) -> Button:
        button = Button(verb.word, ButtonKind.DANGER if verb.is_danger else ButtonKind.SECONDARY)
        button.setProperty("verb", verb.key)
        button.pressed_once.connect(self._on_pressed)
        return button

    @Slot()
    def _on_pressed(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.wanted.emit(str(sender.property("verb")))
