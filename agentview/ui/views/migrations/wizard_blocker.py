"""One reason why a package cannot be migrated, with a button for each way out."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.migrations import Blocker, RemedyLink
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.text import PlainLabel
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.tinted import TintedBox
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.navigation import Texts
from agentview.ui.views.migrations.remedies import remedy_word


class BlockerBox(TintedBox):
    """`chosen(link)` tells which way out is wanted."""

    chosen = Signal(object)

    def __init__(self, blocker: Blocker, texts: Texts, parent: QWidget | None = None) -> None:
        """Says what stands against it, and what to do."""
        super().__init__(Tone.BAD, parent)
        text = texts.refusal(blocker.refusal.refusal())
        self.setAccessibleName(f"{text.what} {text.next_step}".strip())
        self._links: dict[Button, RemedyLink] = {}
        column = QVBoxLayout(self)
        edge = look().px(12)
        column.setContentsMargins(edge, look().px(10), edge, look().px(10))
        column.setSpacing(look().px(4))
        column.addWidget(PlainLabel(f"\u00d7 {text.what}", TypeRole.STRONG, wrap=True, selectable=True))
        if text.next_step:
            column.addWidget(PlainLabel(text.next_step, wrap=True))
        for link in blocker.links:
            button = Button(remedy_word(link))
            button.pressed_once.connect(self._on_pressed)
            self._links[button] = link
        if self._links:
            column.addSpacing(look().px(4))
            column.addWidget(FlowRow(list(self._links)))

    @Slot()
    def _on_pressed(self) -> None:
        sender = self.sender()
        if isinstance(sender, Button):
            self.chosen.emit(self._links[sender])
