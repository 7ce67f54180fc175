"""Finds the person, carrier, line and device that a request names, in the company of an order (D-31)."""

from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select

from agentview.contract.wireless_catalogue import Need, VendorChoice
from agentview.core.errors import NotFound, Refusal
from agentview.models.wireless_catalogue import WirelessVendor
from agentview.models.wireless_company import Employee
from agentview.models.wireless_inventory import WirelessDevice, WirelessLine
from agentview.models.wireless_order import WirelessOrder
from agentview.services.unit import Unit
from agentview.services.wireless_forms.definition import Definition
from agentview.services.wireless_forms.subjects import person_of

Row = TypeVar("Row", Employee, WirelessLine, WirelessDevice)


@dataclass(frozen=True, slots=True)
class Named:
    """Whom and what a request names, by id."""

    beneficiary_id: int | None = None
    vendor_id: int | None = None
    line_id: int | None = None
    device_id: int | None = None


def put_subjects(unit: Unit, order: WirelessOrder, definition: Definition, named: Named) -> None:
    """Set what an order is about; what its type is not about is left out. Raises NotFound.

    Nobody named: it is for who has the line, else for the caller. The carrier of a line is that of the
    order, where the type does not choose one.
    """
    line = _of_company(unit, order, WirelessLine, named.line_id if definition.line is not Need.NONE else None)
    device = _of_company(
        unit, order, WirelessDevice, named.device_id if definition.device is not Need.NONE else None
    )
    person = _of_company(unit, order, Employee, named.beneficiary_id)
    order.line_id = line.id if line is not None else None
    order.device_id = device.id if device is not None else None
    order.vendor_id = _vendor(unit, order, definition, named.vendor_id, line)
    if person is not None:
        order.beneficiary_id = person.id
    elif definition.beneficiary is not Need.REQUIRED:
        order.beneficiary_id = _by_itself(unit, order, line)
    else:
        order.beneficiary_id = None


def _by_itself(unit: Unit, order: WirelessOrder, line: WirelessLine | None) -> int | None:
    if line is not None and line.employee_id is not None:
        return line.employee_id
    requester = person_of(unit, order.account_id)
    return requester.id if requester is not None else None


def _vendor(
    unit: Unit, order: WirelessOrder, definition: Definition, vendor_id: int | None, line: WirelessLine | None
) -> int | None:
    match definition.vendor:
        case VendorChoice.NONE:
            return None
        case VendorChoice.OF_LINE:
            return line.vendor_id if line is not None else None
        case VendorChoice.CHOSEN:
            return _chosen(unit, order, vendor_id)


def _chosen(unit: Unit, order: WirelessOrder, vendor_id: int | None) -> int | None:
    if vendor_id is None:
        return None
    found = unit.session.scalars(
        select(WirelessVendor.id).where(
            WirelessVendor.id == vendor_id,
            WirelessVendor.provider_id == order.provider_id,
            WirelessVendor.is_active,
        )
    ).first()
    if found is None:
        raise NotFound(Refusal("E-NOT-FOUND", "vendor_id", values={"vendor_id": vendor_id}))
    return found


_NAMES = {Employee: "beneficiary_id", WirelessLine: "line_id", WirelessDevice: "device_id"}


def _of_company(unit: Unit, order: WirelessOrder, table: type[Row], key: int | None) -> Row | None:
    if key is None:
        return None
    found = unit.session.scalars(
        select(table).where(table.id == key, table.account_id == order.account_id)
    ).first()
    if found is None:
        name = _NAMES[table]
        raise NotFound(Refusal("E-NOT-FOUND", name, values={name: key}))
    return found
