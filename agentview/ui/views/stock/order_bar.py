"""For which order stock is checked, and the way back to it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from agentview.contract.hardware import HardwareStatus
from agentview.contract.hardware_orders import HardwareOrder
from agentview.ui.kit.action import tip_with_key
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.card import row
from agentview.ui.kit.chip import Chip
from agentview.ui.kit.text import ElidedLabel
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.texts.hardware import hardware_chip
from agentview.ui.views.stock.commands import BACK_KEY, LEAVE_KEY
from agentview.ui.views.stock.words import order_title


class OrderBar(QWidget):
    """`back_wanted` when the person goes back to the order, `leave_wanted` to a check without one."""

    back_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, reference: str) -> None:
        """Names the order before it is read."""
        super().__init__()
        word = QCoreApplication.translate("Stock", "Back to {order}").replace("{order}", reference)
        self.back = Button(word, tip=tip_with_key(word, BACK_KEY), icon_name="arrow-left")
        word = QCoreApplication.translate("Stock", "Without an order")
        self.leave = Button(word, tip=tip_with_key(word, LEAVE_KEY), icon_name="close")
        self.title = ElidedLabel(reference, TypeRole.H2)
        self.status = Chip(hardware_chip(HardwareStatus.NEW))
        self.status.hide()
        line = row(self.title, self.status, self.back, self.leave)
        line.setContentsMargins(0, look().px(4), 0, 0)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.back.pressed_once.connect(self.back_wanted)
        self.leave.pressed_once.connect(self.leave_wanted)

    def show_order(self, order: HardwareOrder) -> None:
        """Says whose order it is, what it wants, and where it stands."""
        self.title.setText(order_title(order))
        self.status.set_value(hardware_chip(order.status))
        self.status.show()
