"""The forms of a request: answer a question, cancel it with a comment, ask for it once more with a note."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract import wireless_orders as contract
from agentview.contract.op import Message
from agentview.contract.wireless_approvals import ANSWER, AnswerRequest, Question
from agentview.contract.wireless_orders import WirelessOrder
from agentview.gateway.port import Gateway
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Values
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind


def cancel_form(order: WirelessOrder) -> RecordForm:
    """Cancelling a request needs a comment (R-WL-23)."""

    def request(seen: WirelessOrder, values: Values) -> Message:
        return contract.CommentRequest(
            order_id=seen.order_id, version=seen.version, comment=str(values["comment"] or "")
        )

    text = DialogText(
        _word("Cancel {order}?").replace("{order}", order.reference),
        _word("Cancel request"),
        _word("Keep request"),
        _word("Cancelling..."),
        _word("Nothing is ordered then, and approvals that are open end. It can be requested again."),
        is_dangerous=True,
    )
    field = Field("comment", _word("Why"), FieldKind.NOTE, required=True)
    spec = FormSpec(
        f"wireless:{order.order_id}:cancel",
        contract.CANCEL,
        request,
        read=lambda gateway: _read(gateway, order),
    )
    return RecordForm(order, spec, text, (field,), {})


def answer_form(order: WirelessOrder, question: Question) -> RecordForm:
    """Answering what an approver asked; the order goes on where it was asked (SM-6)."""

    def request(seen: WirelessOrder, values: Values) -> Message:
        return AnswerRequest(order_id=seen.order_id, version=seen.version, answer=str(values["answer"] or ""))

    asked = _word("{who} asks: {question}").replace("{question}", question.question)
    text = DialogText(
        _word("Answer for {order}").replace("{order}", order.reference),
        _word("Send answer"),
        _word("Answer later"),
        _word("Sending..."),
        asked.replace("{who}", question.asked_by.name),
    )
    field = Field("answer", _word("Answer"), FieldKind.NOTE, required=True)
    spec = FormSpec(
        f"wireless:{order.order_id}:answer", ANSWER, request, read=lambda gateway: _read(gateway, order)
    )
    return RecordForm(order, spec, text, (field,), {})


def resubmit_form(order: WirelessOrder) -> RecordForm:
    """Requesting the same once more makes a draft of it, with a note (R-WL-27)."""

    def request(seen: WirelessOrder, values: Values) -> Message:
        return contract.ResubmitRequest(
            order_id=seen.order_id, version=seen.version, note=str(values["note"] or "")
        )

    text = DialogText(
        _word("Request the same as {order} again").replace("{order}", order.reference),
        _word("Make a draft"),
        _word("Leave it"),
        _word("Making a draft..."),
        _word("A new draft with the same content opens; {order} stays as it is.").replace(
            "{order}", order.reference
        ),
    )
    field = Field(
        "note",
        _word("Note"),
        FieldKind.NOTE,
        help=_word("The approvers read it: what has changed, or why it is asked for again."),
        required=True,
    )
    spec = FormSpec(
        f"wireless:{order.order_id}:resubmit",
        contract.RESUBMIT,
        request,
        read=lambda gateway: _read(gateway, order),
    )
    return RecordForm(order, spec, text, (field,), {})


def _read(gateway: Gateway, order: WirelessOrder) -> WirelessOrder:
    return gateway.call(contract.GET, contract.OrderRef(order_id=order.order_id))


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessRequests", text)
