"""The forms of a part: give it to the vendor, note that it is accepted, complete it, fail it (SM-6)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from agentview.contract import wireless_fulfilment as contract
from agentview.contract.op import Message, Op
from agentview.contract.value import RefusalInfo
from agentview.contract.wireless_fulfilment import Segment, SegmentCommand
from agentview.contract.wireless_orders import OrderRef
from agentview.gateway.port import Gateway
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Values
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.texts.wireless_fulfilment import result_word, vendor_word
from agentview.ui.views.wireless_fulfilment.words import word

MOST_NUMBER = 60


def submit_form(part: Segment, order_id: int) -> RecordForm:
    """The vendor was given its part by hand, under a number of its own."""

    def request(seen: Segment, values: Values) -> Message:
        return contract.SubmitRequest.model_validate({**_named(seen), **_vendor_values(values)})

    text = DialogText(
        _titled(word("Submit {part} to {vendor}"), part),
        word("Submit to vendor"),
        word("Not yet"),
        word("Noting..."),
        word("Place the order with the vendor first; its number is noted here, and the requester is told."),
    )
    spec = _spec(part, order_id, SegmentCommand.SUBMIT, contract.SUBMIT, request)
    return RecordForm(part, spec, text, _vendor_fields(is_required=True), _known(part))


def accept_form(part: Segment, order_id: int) -> RecordForm:
    """The vendor works on its part."""

    def request(seen: Segment, values: Values) -> Message:
        return contract.AcceptRequest.model_validate({**_named(seen), **_vendor_values(values)})

    text = DialogText(
        _titled(word("{vendor} accepts {part}"), part),
        word("Note as accepted"),
        word("Not yet"),
        word("Noting..."),
        word("From then on what the vendor gives can be recorded."),
    )
    spec = _spec(part, order_id, SegmentCommand.ACCEPT, contract.ACCEPT, request)
    return RecordForm(part, spec, text, _vendor_fields(is_required=False), _known(part))


def complete_form(part: Segment, order_id: int) -> RecordForm:
    """Everything is there (R-WL-30); nothing is asked."""

    def request(seen: Segment, _values: Values) -> Message:
        return contract.SegmentRequest.model_validate(_named(seen))

    brought = ", ".join(result_word(one) for one in part.wanted)
    told = word("Recorded: {results}.").replace("{results}", brought) if brought else ""
    text = DialogText(
        _titled(word("Complete {part}?"), part),
        word("Complete"),
        word("Leave it open"),
        word("Completing..."),
        " ".join(
            (told, word("With the last part the order is complete, and lines and devices change."))
        ).strip(),
    )
    spec = _spec(part, order_id, SegmentCommand.COMPLETE, contract.COMPLETE, request)
    return RecordForm(part, spec, text, (), {})


def fail_form(part: Segment, order_id: int) -> RecordForm:
    """The vendor cannot do its part, with the reason; the whole order has failed with it."""

    def request(seen: Segment, values: Values) -> Message:
        return contract.FailRequest.model_validate({**_named(seen), "reason": str(values["reason"] or "")})

    text = DialogText(
        _titled(word("Fail {part}?"), part),
        word("Fail"),
        word("Leave it open"),
        word("Failing..."),
        word(
            "The whole order fails with it, and its other parts are cancelled. The requester is told the "
            "reason and can request it again."
        ),
        is_dangerous=True,
    )
    reason = Field("reason", word("Reason"), FieldKind.NOTE, required=True)
    spec = _spec(part, order_id, SegmentCommand.FAIL, contract.FAIL, request)
    return RecordForm(part, spec, text, (reason,), {})


def reader(part: Segment, order_id: int) -> Callable[[Gateway], Segment]:
    """Reads a part again, after somebody else changed it."""

    def read(gateway: Gateway) -> Segment:
        return segment_of(gateway.call(contract.GET, OrderRef(order_id=order_id)), part.segment_id)

    return read


def segment_of(found: contract.Fulfilment, segment_id: int) -> Segment:
    """A part of an order; raises StopIteration for one that it does not have."""
    return next(one for one in found.segments if one.segment_id == segment_id)


def against(command: SegmentCommand) -> Callable[[Segment], tuple[RefusalInfo, ...]]:
    """Why a command is not possible any more, for a part that somebody else changed."""

    def refusals(part: Segment) -> tuple[RefusalInfo, ...]:
        found = next((one.refusals for one in part.commands if one.command == command.value), ())
        # A reason is only given in the form, and results are only missing until they are recorded.
        return tuple(one for one in found if one.code not in {"E-WL-SAY-WHY", "E-WL-RESULT-MISSING"})

    return refusals


def _spec(
    part: Segment,
    order_id: int,
    command: SegmentCommand,
    op: Op[Any, contract.Fulfilment],
    request: Callable[[Segment, Values], Message],
) -> FormSpec[Segment]:
    draft = f"wireless-part:{part.segment_id}:{command.value}"
    return FormSpec(draft, op, request, read=reader(part, order_id), against=against(command))


def _named(seen: Segment) -> dict[str, int]:
    return {"segment_id": seen.segment_id, "version": seen.version}


def _titled(template: str, part: Segment) -> str:
    return template.replace("{part}", part.reference).replace("{vendor}", vendor_word(part.vendor))


def _vendor_fields(*, is_required: bool) -> tuple[Field, ...]:
    help_text = "" if is_required else word("Left empty, the number that is known stays.")
    return (
        Field(
            "vendor_order_no",
            word("Vendor order no"),
            help=help_text,
            required=is_required,
            most_chars=MOST_NUMBER,
        ),
        Field("due_on", word("Due"), FieldKind.DATE, help=word("When the vendor means to be done.")),
    )


def _known(part: Segment) -> Values:
    return {"vendor_order_no": part.vendor_order_no, "due_on": part.due_on}


def _vendor_values(values: Values) -> dict[str, object]:
    return {"vendor_order_no": str(values["vendor_order_no"] or ""), "due_on": values["due_on"]}
