"""Back office adds devices and sets what is wrong of them; spare ones are handed out and taken back (5.4)."""

from collections.abc import Iterator

from sqlalchemy import select

from agentview.contract.wireless import DeviceStatus
from agentview.contract.wireless_devices import (
    CheckInRequest,
    CheckOutRequest,
    DeviceActed,
    DeviceCommand,
    DeviceFields,
    SaveDeviceRequest,
)
from agentview.core.errors import Refusal, refuse_if_any, rejected
from agentview.models.hardware_catalogue import Product
from agentview.models.wireless_company import Employee
from agentview.models.wireless_inventory import WirelessDevice, WirelessLine
from agentview.services.customer_scope import held_account, refuse_customers
from agentview.services.unit import Unit
from agentview.services.wireless_company.records import held, of_account
from agentview.services.wireless_company.trail import write
from agentview.services.wireless_inventory.device_rules import DeviceFacts, demand
from agentview.services.wireless_inventory.devices import detail
from agentview.services.wireless_inventory.identifiers import read_serial, serial_refusals

S = DeviceStatus
RETURNED = frozenset({S.IN_STOCK, S.REPAIR, S.LOST_OR_STOLEN, S.PENDING_RETURN, S.RETIRED_DISPOSED})
"""How a device that was handed out can come back, or not."""


def save(unit: Unit, request: SaveDeviceRequest) -> DeviceActed:
    """Set all fields of a device, or add one to a company; each that changed stands in the trail.

    Raises Rejected with every reason, Conflict (`E-STALE`), NotFound, Denied (`E-STAFF-ONLY`).
    """
    refuse_customers(unit)
    device = device_of(unit, request.device_id, request.version, request.account_id)
    refuse_if_any(tuple(field_refusals(unit, device, request.fields)))
    write(unit, device, device_values(request.fields), reason=request.reason)
    return DeviceActed(device=detail(unit, device.id))


def check_out(unit: Unit, request: CheckOutRequest) -> DeviceActed:
    """Hand a spare device to somebody for a while.

    Raises Rejected (`E-WLI-NOT-SPARE`, `E-WLI-OUT`, `E-WLI-PERSON-LEFT`), Conflict, NotFound, Denied.
    """
    device = held(unit, WirelessDevice, request.device_id, request.version)
    demand(unit, DeviceCommand.CHECK_OUT, DeviceFacts.of(device))
    person = of_account(unit, Employee, request.employee_id, device.account_id, "employee_id")
    if person is None or not person.is_active:
        raise rejected("E-WLI-PERSON-LEFT", field="employee_id")
    write(
        unit,
        device,
        {"checked_out_to": person.id, "checked_out_at": unit.now},
        action=DeviceCommand.CHECK_OUT.value,
        reason=request.note,
    )
    return DeviceActed(device=detail(unit, device.id))


def check_in(unit: Unit, request: CheckInRequest) -> DeviceActed:
    """Take a device back as it came back. Raises Rejected (`E-WLI-NOT-OUT`, `E-WLI-BACK`), Conflict."""
    device = held(unit, WirelessDevice, request.device_id, request.version)
    demand(unit, DeviceCommand.CHECK_IN, DeviceFacts.of(device))
    if request.status not in RETURNED:
        raise rejected("E-WLI-BACK", field="status", state=request.status.value)
    write(
        unit,
        device,
        {"checked_out_to": None, "checked_out_at": None, "status": request.status.value},
        action=DeviceCommand.CHECK_IN.value,
        reason=request.note,
    )
    return DeviceActed(device=detail(unit, device.id))


def device_of(unit: Unit, device_id: int | None, version: int | None, account_id: int) -> WirelessDevice:
    """Return the device to change, held, or a new one of a company. Raises Conflict, NotFound."""
    account = held_account(unit, account_id)
    if device_id is None:
        return WirelessDevice(provider_id=account.provider_id, account_id=account.id)
    device = held(unit, WirelessDevice, device_id, version)
    refuse_if_any(() if device.account_id == account.id else (Refusal("E-WLI-OTHER-COMPANY", "account_id"),))
    return device


def device_values(fields: DeviceFields) -> dict[str, object]:
    """Return what fields come to in the table."""
    return {
        **fields.model_dump(exclude={"serial_type", "serial_no", "device_type", "status"}),
        "serial_type": fields.serial_type.value,
        "serial_no": read_serial(fields.serial_no),
        "device_type": fields.device_type.value,
        "status": fields.status.value,
    }


def field_refusals(unit: Unit, device: WirelessDevice, fields: DeviceFields) -> Iterator[Refusal]:
    """Give every reason against fields (R-WL-35)."""
    serial = read_serial(fields.serial_no)
    yield from serial_refusals(unit, device.provider_id, fields.serial_type, serial, device.id or 0)
    yield from _product_refusals(unit, device, fields)
    yield from _line_refusals(unit, device, fields)
    person = of_account(unit, Employee, fields.employee_id, device.account_id, "employee_id")
    if person is not None and not person.is_active and person.id != device.employee_id:
        yield Refusal("E-WLI-PERSON-LEFT", "employee_id")
    is_used = fields.line_id is not None or person is not None
    if is_used and fields.status in {S.IN_STOCK, S.RETIRED_DISPOSED}:
        yield Refusal("E-WLI-STATUS-USED", "status", values={"state": fields.status.value})
    if device.checked_out_to is not None and (is_used or fields.status is not S.IN_STOCK):
        yield Refusal("E-WLI-OUT", "status")
    if fields.owned_since > unit.today:
        yield Refusal("E-WLI-OWNED-AHEAD", "owned_since")


def _product_refusals(unit: Unit, device: WirelessDevice, fields: DeviceFields) -> Iterator[Refusal]:
    if fields.product_id is None:
        return
    found = unit.session.scalars(
        select(Product.id).where(Product.id == fields.product_id, Product.provider_id == device.provider_id)
    ).first()
    if found is None:
        yield Refusal("E-NOT-FOUND", "product_id", values={"product_id": fields.product_id})


def _line_refusals(unit: Unit, device: WirelessDevice, fields: DeviceFields) -> Iterator[Refusal]:
    """A line is in use in one device."""
    line = of_account(unit, WirelessLine, fields.line_id, device.account_id, "line_id")
    if line is None:
        return
    other = unit.session.scalars(
        select(WirelessDevice.serial_no).where(
            WirelessDevice.line_id == line.id, WirelessDevice.id != (device.id or 0)
        )
    ).first()
    if other is not None:
        yield Refusal("E-WLI-LINE-IN-DEVICE", "line_id", values={"serial": other})
