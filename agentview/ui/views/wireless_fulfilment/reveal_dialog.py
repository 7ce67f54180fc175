"""Asks which encrypted field is to be shown in full, and why; both are recorded (R-WL-15)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from agentview.contract.wireless_forms import FieldId
from agentview.contract.wireless_orders import REVEAL, RevealedField, RevealRequest, WirelessOrder
from agentview.core.clock import local_day
from agentview.ui.forms.sent_dialog import SentDialog
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.form import FormBinder
from agentview.ui.navigation import Desk
from agentview.ui.sending import Sending
from agentview.ui.texts.wireless_fields import field_label
from agentview.ui.views.wireless_fulfilment.veiled import veiled_fields
from agentview.ui.views.wireless_fulfilment.words import word

FIELD, REASON = "field_id", "reason"
_LINE = 200


class RevealDialog(SentDialog):
    """`sent(RevealedField)` brings what was hidden. Nothing of it is kept as a draft."""

    def __init__(
        self, parent: QWidget, desk: Desk, order: WirelessOrder, wanted: FieldId | None = None
    ) -> None:
        """Offers the encrypted fields of an order, with the one that is wanted chosen."""
        offered = tuple((one.field.field_id.value, field_label(one.field)) for one in veiled_fields(order))
        self.form = FormBinder(
            (
                Field(FIELD, word("Field"), FieldKind.CHOICE, choices=offered, can_be_empty=False),
                Field(REASON, word("Reason"), required=True, most_chars=_LINE),
            ),
            lambda: local_day(desk.clock.now(), desk.zone.key),
        )
        text = DialogText(
            word("Show an encrypted field of {order}").replace("{order}", order.reference),
            word("Show field"),
            word("Keep it hidden"),
            word("Reading..."),
            word("It is shown for 30 seconds. Your name and the reason are recorded."),
        )
        super().__init__(parent, desk, text, self.form)
        self.form.setParent(self)
        self._order = order
        if wanted is not None:
            self.form.set_values({FIELD: wanted.value})
            self.form.input(REASON).setFocus()

    def sending(self, key: str) -> Sending[RevealRequest, RevealedField]:
        """The order, the field, and why."""
        values = self.form.values()
        asked = {
            "order_id": self._order.order_id,
            FIELD: values[FIELD],
            REASON: str(values[REASON] or ""),
        }
        return Sending(REVEAL, RevealRequest.model_validate(asked), key)
