"""Why an order is not possible for its person, carrier, line and device, with what the database says."""

from sqlalchemy import ColumnElement, or_, select

from agentview.contract.wireless import FINAL, OrderType, WirelessStatus
from agentview.contract.wireless_catalogue import Need, VendorChoice
from agentview.core.errors import Refusal
from agentview.models.wireless_catalogue import WirelessModel, WirelessVendor
from agentview.models.wireless_company import Employee
from agentview.models.wireless_inventory import Stipend, WirelessDevice
from agentview.models.wireless_order import WirelessOrder
from agentview.services.unit import Unit
from agentview.services.wireless_forms.definition import Definition
from agentview.services.wireless_forms.eligibility import (
    conflict_refusals,
    device_refusals,
    line_refusals,
    person_refusals,
)
from agentview.services.wireless_forms.matter import Matter, order_reference
from agentview.services.wireless_forms.views import device_view, line_view

IN_FLIGHT = tuple(one.value for one in WirelessStatus if one not in FINAL and one is not WirelessStatus.DRAFT)
"""Orders that somebody is working on: they stand against others on the same line (R-WL-34)."""


def subject_refusals(unit: Unit, found: Matter) -> tuple[Refusal, ...]:
    """Return why an order is not possible for what it is about, in three statements."""
    definition = found.definition
    vendor = found.vendor or found.line_vendor
    refusals = missing(definition, found)
    if found.line is not None and found.line_vendor is not None:
        view = line_view(found.line, found.line_vendor, found.line_device)
        refusals += line_refusals(definition, view, unit.today)
    model = _model(unit, found.device)
    if found.device is not None:
        code = vendor.code if vendor is not None else ""
        refusals += device_refusals(definition, device_view(found.device, model), unit.today, code)
    if found.beneficiary is not None:
        has_stipend = found.beneficiary.id in stipends_of(unit, [found.beneficiary.id])
        refusals += person_refusals(
            definition, has_stipend=has_stipend, is_active=found.beneficiary.is_active
        )
    order = found.order
    others = open_orders(unit, order.line_id, order.device_id, order.id)
    field = "line_id" if order.line_id is not None else "device_id"
    return refusals + conflict_refusals(definition, others, field)


def missing(definition: Definition, found: Matter) -> tuple[Refusal, ...]:
    """Return what an order has to be about and is not, and a carrier that would stay the same."""
    asked = (
        ("line_id", definition.line, found.line),
        ("device_id", definition.device, found.device),
        ("beneficiary_id", definition.beneficiary, found.beneficiary),
    )
    refusals = [
        Refusal("E-WL-NEEDED", name, "SM-6", {"needed": name})
        for name, need, row in asked
        if need is Need.REQUIRED and row is None
    ]
    if definition.vendor is VendorChoice.CHOSEN and found.vendor is None:
        refusals.append(Refusal("E-WL-NEEDED", "vendor_id", "SM-6", {"needed": "vendor_id"}))
    if definition.type is OrderType.PORT_CARRIER and _is_same(found.vendor, found.line_vendor):
        refusals.append(Refusal("E-WL-SAME-CARRIER", "vendor_id", "R-WL-12"))
    return tuple(refusals)


def open_orders(
    unit: Unit, line_id: int | None, device_id: int | None, own_id: int = 0
) -> tuple[tuple[OrderType, str], ...]:
    """Return the orders in flight on a line or device, with what people call them; not the own one."""
    where: list[ColumnElement[bool]] = []
    if line_id is not None:
        where.append(WirelessOrder.line_id == line_id)
    if device_id is not None:
        where.append(WirelessOrder.device_id == device_id)
    if not where:
        return ()
    rows = unit.session.execute(
        select(WirelessOrder.id, WirelessOrder.type_code)
        .where(or_(*where), WirelessOrder.status.in_(IN_FLIGHT), WirelessOrder.id != own_id)
        .order_by(WirelessOrder.id)
    )
    return tuple((OrderType(row.type_code), order_reference(row.id)) for row in rows)


def stipends_of(unit: Unit, employee_ids: list[int]) -> set[int]:
    """Return who of these people has a stipend that was not removed."""
    wanted = select(Stipend.employee_id).where(
        Stipend.employee_id.in_(employee_ids), Stipend.removed_on.is_(None)
    )
    return set(unit.session.scalars(wanted))


def person_of(unit: Unit, account_id: int) -> Employee | None:
    """Return the employee that the caller is in a company; None where the caller is none."""
    return unit.session.scalars(
        select(Employee).where(
            Employee.account_id == account_id, Employee.user_id == unit.caller.user_id, Employee.is_active
        )
    ).first()


def _model(unit: Unit, device: WirelessDevice | None) -> WirelessModel | None:
    if device is None or device.product_id is None:
        return None
    return unit.session.get(WirelessModel, device.product_id)


def _is_same(one: WirelessVendor | None, other: WirelessVendor | None) -> bool:
    return one is not None and other is not None and one.id == other.id
