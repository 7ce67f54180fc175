"""The line above the wizard: which draft it is, for whom, and giving it up."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agentview.contract.wireless_orders import WirelessCommand, WirelessOrder
from agentview.ui.forms.wizard_screen import closed_text
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.chip import Chip
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.navigation import Texts
from agentview.ui.texts.wireless import status_chip, type_word


class RequestHead(QWidget):
    """Number, state and company; `discard_wanted` gives the draft up. There is nothing before it is begun."""

    discard_wanted = Signal()

    def __init__(self, texts: Texts) -> None:
        """Shows no draft yet."""
        super().__init__()
        self._texts = texts
        self.number = PlainLabel("", TypeRole.STRONG, selectable=True)
        self._chip_row = QHBoxLayout()
        self.said = PlainLabel("", ink=INK_SECOND)
        tip = _word("Give this draft up (Ctrl+Shift+Delete); nobody is told")
        self.discard = Button(_word("Discard draft"), ButtonKind.DANGER, tip=tip)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().px(12))
        row.addWidget(self.number)
        row.addLayout(self._chip_row)
        row.addWidget(self.said, 1)
        row.addWidget(self.discard)
        self._chip: Chip | None = None
        self.discard.pressed_once.connect(self.discard_wanted)
        self.hide()

    def show_order(self, order: WirelessOrder) -> None:
        """Shows a draft, and whether the person may give it up."""
        self.number.setText(order.reference)
        if self._chip is None:
            self._chip = Chip(status_chip(order.status))
            self._chip_row.addWidget(self._chip)
        self._chip.set_value(status_chip(order.status))
        self.said.setText(f"{type_word(order.type)} \u00b7 {order.customer}")
        self.discard.set_refusal(closed_text(order.commands, WirelessCommand.DISCARD, self._texts))
        self.show()


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessRequest", text)
