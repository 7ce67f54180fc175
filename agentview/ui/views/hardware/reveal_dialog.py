"""Asks why before the delivery of an order is shown in full; both are recorded."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from agentview.contract.hardware_orders import REVEAL, HardwareOrder, RevealedDelivery, RevealRequest
from agentview.core.clock import local_day
from agentview.ui.forms.sent_dialog import SentDialog
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field
from agentview.ui.kit.form import FormBinder
from agentview.ui.navigation import Desk
from agentview.ui.sending import Sending
from agentview.ui.views.hardware.order_form import REASON

_LINE = 200


class RevealDialog(SentDialog):
    """One field: why. `sent(RevealedDelivery)` brings what was hidden."""

    def __init__(self, parent: QWidget, desk: Desk, order: HardwareOrder) -> None:
        """Names the order."""
        translate = QCoreApplication.translate
        label = translate("HardwareForm", "Reason")
        self.form = FormBinder(
            (Field(REASON, label, required=True, most_chars=_LINE),),
            lambda: local_day(desk.clock.now(), desk.zone.key),
        )
        told = translate("HardwareForm", "It is shown for 30 seconds. Your name and the reason are recorded.")
        text = DialogText(
            translate("HardwareForm", "Show the delivery of {order}").replace("{order}", order.reference),
            translate("HardwareForm", "Show delivery"),
            translate("HardwareForm", "Keep it hidden"),
            translate("HardwareForm", "Reading..."),
            told,
        )
        super().__init__(parent, desk, text, self.form)
        self.form.setParent(self)
        self._order = order

    def sending(self, key: str) -> Sending[RevealRequest, RevealedDelivery]:
        """The order, and why."""
        reason = str(self.form.values()[REASON] or "")
        return Sending(REVEAL, RevealRequest(order_id=self._order.order_id, reason=reason), key)
