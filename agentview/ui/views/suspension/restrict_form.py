"""The form that restricts an account by hand; imports no Qt widgets."""

from __future__ import annotations

from agentview.contract.op import Message
from agentview.contract.suspension_candidates import Why
from agentview.contract.suspension_cases import RESTRICT, RestrictRequest
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Values
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.views.suspension.candidate_words import word
from agentview.ui.views.suspension.words import amount


def restrict_form(why: Why) -> RecordForm:
    """Bar all active services of an account now, outside windows and ramp (R-SUS-23, R-SUS-24)."""

    def request(_why: Why, values: Values) -> Message:
        return RestrictRequest.model_validate({**values, "account_id": why.account_id})

    told = word(
        "It owes {amount}. Outgoing calls of all its active services are barred now, whatever the windows "
        "say. What is restricted by hand is restored by hand: a payment does not lift it."
    )
    text = DialogText(
        word("Restrict {name} now?").replace("{name}", why.customer),
        word("Restrict now"),
        word("Restrict nobody"),
        word("Restricting..."),
        told.replace("{amount}", amount(why.owing_cents, why.currency)),
        is_dangerous=True,
    )
    reason = Field("reason", word("Reason"), FieldKind.NOTE, required=True)
    return RecordForm(why, FormSpec(f"restrict:{why.account_id}", RESTRICT, request), text, (reason,), {})
