"""The form that records what a vendor gave: number, serial, SIM card, parcel (R-WL-30, R-WL-35)."""

from __future__ import annotations

from agentview.contract import wireless_fulfilment as contract
from agentview.contract.hardware import SerialType
from agentview.contract.op import Message
from agentview.contract.wireless_fulfilment import Segment, SegmentCommand
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Value, Values
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.texts.wireless_fulfilment import result_word
from agentview.ui.views.wireless_fulfilment.forms import against, reader
from agentview.ui.views.wireless_fulfilment.words import word

_OF_FIELD = {"number": "NUMBER", "serial_no": "SERIAL", "iccid": "ICCID", "tracking_no": "TRACKING"}
"""Which result a field records."""


def results_form(part: Segment, order_id: int) -> RecordForm:
    """What is empty leaves what is known; a tracking number is a new parcel."""
    missing = ", ".join(result_word(one) for one in part.missing)
    told = word("Still missing: {results}.") if missing else word("Everything that it has to bring is there.")
    text = DialogText(
        word("Record what came for {part}").replace("{part}", part.reference),
        word("Record"),
        word("Change nothing"),
        word("Recording..."),
        " ".join((told.replace("{results}", missing), word("Enter leads to the next field."))),
    )
    spec = FormSpec(
        f"wireless-part:{part.segment_id}:record",
        contract.RECORD,
        _request,
        values_of=known,
        read=reader(part, order_id),
        against=against(SegmentCommand.RECORD),
    )
    return RecordForm(part, spec, text, _fields(part), known(part))


def known(part: Segment) -> dict[str, Value]:
    """What the fields hold for a part."""
    return {
        "number": part.service_number,
        "serial_type": part.serial_type or SerialType.IMEI.value,
        "serial_no": part.serial_no,
        "iccid": part.iccid,
        "due_on": part.due_on,
    }


def _request(seen: Segment, values: Values) -> Message:
    """Only what differs from what is known goes out, so that nothing is checked that nobody typed."""
    before = known(seen)
    texts = {name: str(values[name] or "") for name in ("number", "serial_no", "iccid")}
    new = {name: text for name, text in texts.items() if text != before[name]}
    due_on = values["due_on"] if values["due_on"] != seen.due_on else None
    return contract.RecordRequest.model_validate(
        {
            "segment_id": seen.segment_id,
            "version": seen.version,
            "service_number": new.get("number", ""),
            "serial_type": values["serial_type"],
            "serial_no": new.get("serial_no", ""),
            "iccid": new.get("iccid", ""),
            "carrier": str(values["carrier"] or ""),
            "tracking_no": str(values["tracking_no"] or ""),
            "due_on": due_on,
        }
    )


def _fields(part: Segment) -> tuple[Field, ...]:
    serials = tuple((one.value, one.value) for one in SerialType if one is not SerialType.ICCID)
    fields = (
        Field("number", word("Number"), help=word("The number of the line."), most_chars=40),
        Field("serial_no", word("IMEI or serial"), chars=20, most_chars=60),
        Field(
            "serial_type",
            word("Kind of serial"),
            FieldKind.CHOICE,
            choices=serials,
            can_be_empty=False,
            is_beside=True,
        ),
        Field("iccid", word("SIM card (ICCID)"), chars=24, most_chars=40),
        Field("tracking_no", word("Tracking number"), chars=20, most_chars=100),
        Field("carrier", word("Parcel service"), chars=12, most_chars=100, is_beside=True),
        Field("due_on", word("Due"), FieldKind.DATE),
    )
    asked = set(part.wanted)
    return tuple(sorted(fields, key=lambda one: _OF_FIELD.get(_leader(one.name), "") not in asked))


def _leader(name: str) -> str:
    """The field that stands before one on its line."""
    return {"serial_type": "serial_no", "carrier": "tracking_no"}.get(name, name)
