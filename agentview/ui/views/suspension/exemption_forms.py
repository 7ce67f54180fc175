"""The forms of exemptions: an account left alone to the end of a day; imports no Qt widgets."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from agentview.contract.op import Message
from agentview.contract.suspension_exemptions import (
    END_EXEMPTION,
    EXEMPT,
    EndExemptionRequest,
    ExemptionRow,
    ExemptRequest,
)
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Values
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind

USUAL = timedelta(days=14)


def exempt_form(account_id: int, customer: str, owner: str, today: date) -> RecordForm:
    """An account that the rules leave alone; `owner` answers for it unless another one is named."""

    def request(_nothing: None, values: Values) -> Message:
        return ExemptRequest.model_validate({**values, "account_id": account_id})

    text = DialogText(
        word("Exempt {name}").replace("{name}", customer),
        word("Exempt"),
        word("Exempt nobody"),
        word("Exempting..."),
        word("The rules leave the account alone to the end of this day. It ends by itself, and is reported."),
    )
    fields = (
        Field("until_on", word("To the end of"), FieldKind.DATE, required=True, can_be_empty=False),
        Field(
            "owner",
            word("Who answers for it"),
            help=word("Asked before it ends whether it is still needed."),
            required=True,
            most_chars=200,
        ),
        Field("reason", word("Reason"), FieldKind.NOTE, required=True),
    )
    initial: Values = {"until_on": today + USUAL, "owner": owner}
    return RecordForm(None, FormSpec(f"exempt:{account_id}", EXEMPT, request), text, fields, initial)


def end_form(row: ExemptionRow) -> RecordForm:
    """An exemption that ends now."""

    def request(shown: ExemptionRow, values: Values) -> Message:
        at = {"exemption_id": shown.exemption_id, "version": shown.version}
        return EndExemptionRequest.model_validate({**values, **at})

    text = DialogText(
        word("End the exemption of {name}?").replace("{name}", row.customer),
        word("End exemption"),
        word("Keep exemption"),
        word("Ending..."),
        word("The rules may restrict the account from the next run on."),
        is_dangerous=True,
    )
    reason = Field("reason", word("Reason"), FieldKind.NOTE, required=True)
    spec = FormSpec(f"exemption:{row.exemption_id}:end", END_EXEMPTION, request)
    return RecordForm(row, spec, text, (reason,), {})


def word(text: str) -> str:
    """A text of exemptions in the user's language."""
    return QCoreApplication.translate("Exemptions", text)
