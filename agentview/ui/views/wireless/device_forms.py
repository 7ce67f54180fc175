"""The forms of a device: hand it out, take it back, edit it, add one (S-32, 5.4)."""

from __future__ import annotations

from collections.abc import Callable

from agentview.contract import wireless_devices as contract
from agentview.contract.hardware import SerialType
from agentview.contract.op import Message, Op
from agentview.contract.wireless import DeviceStatus, DeviceType
from agentview.contract.wireless_devices import DeviceDetail, DeviceFields
from agentview.gateway.port import Gateway
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Value, Values
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.forms.seeking import Choices, Finder
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.texts.wireless_inventory import device_chip, device_type_word
from agentview.ui.views.wireless.line_forms import people_finder, with_own
from agentview.ui.views.wireless.words import word

BACK = (
    DeviceStatus.IN_STOCK,
    DeviceStatus.REPAIR,
    DeviceStatus.LOST_OR_STOLEN,
    DeviceStatus.RETIRED_DISPOSED,
)
"""How a device can come back."""


def check_out_form(device: DeviceDetail, people: Choices) -> RecordForm:
    """A spare device is handed to somebody for a while."""

    def request(seen: DeviceDetail, values: Values) -> Message:
        return contract.CheckOutRequest(
            device_id=seen.row.device_id,
            version=seen.row.version,
            employee_id=int(str(values["employee_id"])),
            note=str(values["note"] or ""),
        )

    text = DialogText(
        word("Hand out {device}").replace("{device}", _name(device)),
        word("Check out"),
        word("Keep it here"),
        word("Checking out..."),
        word("It stays a spare device of the company, and stands under Checked out until it is back."),
    )
    whom = Field("employee_id", word("To whom"), FieldKind.FOUND, choices=people, required=True)
    note = Field("note", word("Note"), FieldKind.NOTE)
    spec = FormSpec(_draft(device, "out"), contract.CHECK_OUT, request, read=_reader(device))
    return RecordForm(device, spec, text, (whom, note), {}, _finders(device))


def check_in_form(device: DeviceDetail) -> RecordForm:
    """A spare device comes back."""

    def request(seen: DeviceDetail, values: Values) -> Message:
        return contract.CheckInRequest(
            device_id=seen.row.device_id,
            version=seen.row.version,
            status=DeviceStatus(str(values["status"])),
            note=str(values["note"] or ""),
        )

    text = DialogText(
        word("{device} comes back").replace("{device}", _name(device)),
        word("Check in"),
        word("Change nothing"),
        word("Checking in..."),
        word("{name} has it now.").replace("{name}", device.row.checked_out_to),
    )
    states = tuple((one.value, device_chip(one).word) for one in BACK)
    how = Field("status", word("How it comes back"), FieldKind.CHOICE, choices=states, can_be_empty=False)
    note = Field("note", word("Note"), FieldKind.NOTE)
    spec = FormSpec(_draft(device, "in"), contract.CHECK_IN, request, read=_reader(device))
    return RecordForm(device, spec, text, (how, note), {"status": DeviceStatus.IN_STOCK.value})


def edit_form(device: DeviceDetail, people: Choices) -> RecordForm:
    """What back office can set of a device."""

    def request(seen: DeviceDetail, values: Values) -> Message:
        return contract.SaveDeviceRequest(
            device_id=seen.row.device_id,
            version=seen.row.version,
            account_id=seen.row.account_id,
            fields=_fields_of(seen, values),
            reason=str(values["reason"] or ""),
        )

    text = DialogText(
        word("Edit {device}").replace("{device}", _name(device)),
        word("Save device"),
        word("Change nothing"),
        word("Saving..."),
        word("This only sets what is known here; nothing is ordered."),
    )
    save: Op[contract.SaveDeviceRequest, contract.DeviceActed] = contract.SAVE
    spec = FormSpec(_draft(device, "edit"), save, request, values_of=device_values, read=_reader(device))
    whose = with_own(people, device.row.employee_id, device.row.employee)
    return RecordForm(device, spec, text, _edit_fields(whose), device_values(device), _finders(device))


def device_values(device: DeviceDetail) -> dict[str, Value]:
    """What the fields hold for a device."""
    row = device.row
    return {
        "serial_type": row.serial_type.value,
        "serial_no": row.serial_no,
        "make_model": row.make_model,
        "device_type": row.device_type.value,
        "status": row.status.value,
        "employee_id": None if row.employee_id is None else str(row.employee_id),
        "owned_since": row.owned_since,
        "warranty_months": str(device.warranty_months),
    }


def _fields_of(seen: DeviceDetail, values: Values) -> DeviceFields:
    """The fields; the line stays as it is, since orders move lines."""
    employee = values["employee_id"]
    return DeviceFields.model_validate(
        {
            "serial_type": values["serial_type"],
            "serial_no": str(values["serial_no"] or ""),
            "product_id": seen.row.product_id,
            "make_model": str(values["make_model"] or ""),
            "device_type": values["device_type"],
            "status": values["status"],
            "line_id": seen.row.line_id,
            "employee_id": int(employee) if isinstance(employee, str) and employee else None,
            "owned_since": values["owned_since"],
            "warranty_months": values["warranty_months"],
        }
    )


def _edit_fields(people: Choices) -> tuple[Field, ...]:
    kinds = tuple((one.value, device_type_word(one)) for one in DeviceType)
    states = tuple((one.value, device_chip(one).word) for one in DeviceStatus)
    serials = tuple((one.value, one.value) for one in SerialType)
    choice = FieldKind.CHOICE
    return (
        Field("serial_type", word("Kind of serial"), choice, choices=serials, can_be_empty=False),
        Field(
            "serial_no",
            word("Serial"),
            help=word("Scan or type it."),
            required=True,
            chars=24,
            most_chars=60,
            is_beside=True,
        ),
        Field("make_model", word("Model"), required=True, most_chars=200),
        Field("device_type", word("Type"), choice, choices=kinds, can_be_empty=False),
        Field("status", word("Status"), choice, choices=states, can_be_empty=False, is_beside=True),
        Field("employee_id", word("Employee"), FieldKind.FOUND, choices=people),
        Field("owned_since", word("Owned since"), FieldKind.DATE, can_be_empty=False),
        Field("warranty_months", word("Warranty, months"), chars=6, most_chars=3, is_beside=True),
        Field("reason", word("Reason"), help=word("It stands in the history."), most_chars=200),
    )


def _reader(device: DeviceDetail) -> Callable[[Gateway], DeviceDetail]:
    return lambda gateway: gateway.call(contract.GET, contract.DeviceRef(device_id=device.row.device_id))


def _finders(device: DeviceDetail) -> dict[str, Finder]:
    return {"employee_id": people_finder(device.row.account_id)}


def _draft(device: DeviceDetail, name: str) -> str:
    return f"wireless-device:{device.row.device_id}:{name}"


def _name(device: DeviceDetail) -> str:
    return f"{device.row.make_model} ({device.row.serial_no})"
