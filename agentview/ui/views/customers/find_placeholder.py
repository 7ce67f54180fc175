"""Stands where the customer search comes to stand: says how to find a customer."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.ui.kit.card import Card
from agentview.ui.kit.state_overlay import StateOverlay, StateText
from agentview.ui.navigation import Desk


class FindPlaceholder(QWidget):
    """`new_wanted` asks for a new customer."""

    new_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        """Shows how to find somebody."""
        super().__init__()
        del desk
        translate = QCoreApplication.translate
        overlay = StateOverlay()
        overlay.show_text(
            StateText(
                translate("Customers", "Find a customer"),
                translate("Customers", "Press Ctrl+K and type a name, number, account or order."),
                translate("Customers", "New customer"),
            )
        )
        overlay.button_pressed.connect(self.new_wanted)
        card = Card(padding=0)
        card.body.addWidget(overlay)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
