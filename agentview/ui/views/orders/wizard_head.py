"""The line above the wizard: which order it is, where it stands, and giving it up."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agentview.contract.order_entry import Draft
from agentview.contract.orders import OrderStatus
from agentview.ui.forms.wizard_screen import closed_text
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.chip import Chip
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.navigation import Texts
from agentview.ui.views.orders.wizard_words import joined, status_chip


class WizardHead(QWidget):
    """Number, status and owner; `discard_wanted` gives the order up."""

    discard_wanted = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        """Shows no order yet."""
        super().__init__(parent)
        self._texts = texts
        translate = QCoreApplication.translate
        self.number = PlainLabel("", TypeRole.STRONG, selectable=True)
        self.chip = Chip(status_chip(OrderStatus.ORDER_INCOMPLETE))
        self.said = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.discard = Button(
            translate("OrderWizard", "Give up order"),
            ButtonKind.DANGER,
            tip=translate("OrderWizard", "Give this order up; nothing was ordered yet"),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().px(12))
        row.addWidget(self.number)
        row.addWidget(self.chip)
        row.addWidget(self.said, 1)
        row.addWidget(self.discard)
        self.discard.pressed_once.connect(self.discard_wanted)

    def show_draft(self, draft: Draft) -> None:
        """Shows an order, and whether the person may give it up."""
        translate = QCoreApplication.translate
        self.number.setText(draft.reference)
        self.chip.set_value(status_chip(draft.status))
        owner = translate("OrderWizard", "{owner}'s order").replace("{owner}", draft.owner)
        customer = draft.buyer.name if draft.buyer is not None else ""
        self.said.setText(joined(("" if draft.is_mine else owner, customer)))
        self.discard.set_refusal(closed_text(draft.commands, "discard", self._texts))
