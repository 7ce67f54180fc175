"""The forms of an approver: approve with a comment or without, reject with a reason, ask a question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication

from agentview.contract import wireless_approvals as contract
from agentview.contract.op import Message, Op
from agentview.contract.wireless_orders import WirelessCommand
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Values
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.texts.wireless import type_word
from agentview.ui.views.wireless_approvals.presenter import Shown, against_after, read_shown
from agentview.ui.wireless.amounts import both

Build = Callable[[Shown, str], Message]


def approve_form(shown: Shown) -> RecordForm:
    """Approving names what it costs, and who is asked next (R-WL-18)."""
    text = DialogText(
        _word("Approve {order}?").replace("{order}", shown.order.reference),
        _word("Approve request"),
        _word("Not now"),
        _word("Approving..."),
        f"{_what(shown)} {_next(shown)}",
    )
    field = Field(
        "comment", _word("Comment"), FieldKind.NOTE, help=_word("The requester and later approvers read it.")
    )

    def build(seen: Shown, said: str) -> Message:
        return contract.ApproveRequest(**_at(seen), comment=said)

    return _form(shown, WirelessCommand.APPROVE, contract.APPROVE, text, field, build)


def reject_form(shown: Shown) -> RecordForm:
    """Rejecting needs a reason, which the requester reads (R-WL-23)."""
    text = DialogText(
        _word("Reject {order}?").replace("{order}", shown.order.reference),
        _word("Reject request"),
        _word("Not now"),
        _word("Rejecting..."),
        f"{_what(shown)} {_word('Nothing is ordered then. The requester can ask for the same once more.')}",
        is_dangerous=True,
    )
    field = Field(
        "reason", _word("Reason"), FieldKind.NOTE, help=_word("The requester reads it."), required=True
    )

    def build(seen: Shown, said: str) -> Message:
        return contract.RejectRequest(**_at(seen), reason=said)

    return _form(shown, WirelessCommand.REJECT, contract.REJECT, text, field, build)


def ask_form(shown: Shown) -> RecordForm:
    """Asking needs a question; while the answer is awaited the request cannot expire (R-WL-23)."""
    told = _word("{who} gets an e-mail. Until the answer comes the request waits, and cannot expire.")
    text = DialogText(
        _word("Ask about {order}").replace("{order}", shown.order.reference),
        _word("Send question"),
        _word("Not now"),
        _word("Sending..."),
        told.replace("{who}", shown.order.requester),
    )
    field = Field("question", _word("Question"), FieldKind.NOTE, required=True)

    def build(seen: Shown, said: str) -> Message:
        return contract.AskRequest(**_at(seen), question=said)

    return _form(shown, WirelessCommand.REQUEST_INFO, contract.ASK, text, field, build)


def _form(
    shown: Shown, command: WirelessCommand, op: Op[Any, Any], text: DialogText, field: Field, build: Build
) -> RecordForm:
    order_id = shown.order.order_id

    def request(seen: Shown, values: Values) -> Message:
        return build(seen, str(values[field.name] or ""))

    spec = FormSpec(
        f"wireless:{order_id}:{command.value}",
        op,
        request,
        read=lambda gateway: read_shown(gateway, order_id),
        against=against_after(shown, command),
    )
    return RecordForm(shown, spec, text, (field,), {})


def _at(shown: Shown) -> dict[str, int]:
    return {"order_id": shown.standing.order_id, "version": shown.standing.version}


def _what(shown: Shown) -> str:
    order = shown.order
    whom = order.beneficiary.name if order.beneficiary is not None else order.requester
    told = _word("{type} for {whom}: {cost}.").replace("{type}", type_word(order.type))
    cost = both(order.once_cents, order.monthly_cents, order.currency)
    return told.replace("{cost}", cost).replace("{whom}", whom)


def _next(shown: Shown) -> str:
    standing = shown.standing
    if standing.level >= standing.levels:
        return _word("No further approval is needed after yours.")
    told = _word("Yours is level {level} of {levels}; the next one is asked after you.")
    return told.replace("{level}", str(standing.level)).replace("{levels}", str(standing.levels))


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessApprovals", text)
