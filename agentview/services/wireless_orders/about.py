"""The line, device and person of a company that somebody looks at, and what is possible for them."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased

from agentview.contract.wireless import OrderType
from agentview.core.errors import NotFound, Refusal
from agentview.models.customer import Account
from agentview.models.wireless_catalogue import WirelessModel, WirelessVendor
from agentview.models.wireless_company import Employee
from agentview.models.wireless_inventory import WirelessDevice, WirelessLine
from agentview.services.customer_scope import account_of
from agentview.services.unit import Unit
from agentview.services.wireless_forms.definition import Definition
from agentview.services.wireless_forms.eligibility import (
    conflict_refusals,
    device_refusals,
    line_refusals,
    person_refusals,
)
from agentview.services.wireless_forms.subjects import open_orders, stipends_of
from agentview.services.wireless_forms.views import device_view, line_view

_InUse = aliased(WirelessDevice)


@dataclass(frozen=True, slots=True)
class About:
    """What is looked at, with all that eligibility asks. `open_orders` are those in flight on it."""

    account: Account
    line: WirelessLine | None
    line_vendor: WirelessVendor | None
    line_device: WirelessDevice | None
    device: WirelessDevice | None
    model: WirelessModel | None
    person: Employee | None
    has_stipend: bool
    open_orders: tuple[tuple[OrderType, str], ...]


def about(
    unit: Unit, account_id: int, line_id: int | None, device_id: int | None, person_id: int | None
) -> About:
    """Return what is looked at, in a fixed number of statements. Raises NotFound, also for another's."""
    account = account_of(unit, account_id)
    line = vendor = line_device = device = model = person = None
    if line_id is not None:
        line, vendor, line_device = _line(unit, account, line_id)
    if device_id is not None:
        device, model = _device(unit, account, device_id)
    elif line_device is not None:
        device, model = line_device, _model(unit, line_device)
    if person_id is not None:
        person = _person(unit, account, person_id)
    return About(
        account=account,
        line=line,
        line_vendor=vendor,
        line_device=line_device,
        device=device,
        model=model,
        person=person,
        has_stipend=person is not None and person.id in stipends_of(unit, [person.id]),
        open_orders=open_orders(unit, line_id, device_id),
    )


def reasons(unit: Unit, definition: Definition, found: About) -> tuple[Refusal, ...]:
    """Return why a type is not possible for what is looked at; what is not named is not judged.

    A device that is in use on the line that is looked at is not put onto another line.
    """
    against: tuple[Refusal, ...] = ()
    if found.line is not None and found.line_vendor is not None:
        view = line_view(found.line, found.line_vendor, found.line_device)
        against += line_refusals(definition, view, unit.today)
    is_named = found.device is not None and (found.device is not found.line_device)
    if found.device is not None and (is_named or not definition.is_spare):
        code = found.line_vendor.code if found.line_vendor is not None else ""
        against += device_refusals(definition, device_view(found.device, found.model), unit.today, code)
    if found.person is not None:
        against += person_refusals(
            definition, has_stipend=found.has_stipend, is_active=found.person.is_active
        )
    field = "line_id" if found.line is not None else "device_id"
    return against + conflict_refusals(definition, found.open_orders, field)


def vendor_named(unit: Unit, account: Account, vendor_id: int | None) -> WirelessVendor | None:
    """Return a carrier of the provider; None where none is named. Raises NotFound."""
    if vendor_id is None:
        return None
    found = unit.session.scalars(
        select(WirelessVendor).where(
            WirelessVendor.id == vendor_id, WirelessVendor.provider_id == account.provider_id
        )
    ).first()
    if found is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"vendor_id": vendor_id}))
    return found


def _line(
    unit: Unit, account: Account, line_id: int
) -> tuple[WirelessLine, WirelessVendor, WirelessDevice | None]:
    row = unit.session.execute(
        select(WirelessLine, WirelessVendor, _InUse)
        .join(WirelessVendor, WirelessVendor.id == WirelessLine.vendor_id)
        .outerjoin(_InUse, _InUse.line_id == WirelessLine.id)
        .where(WirelessLine.id == line_id, WirelessLine.account_id == account.id)
    ).first()
    if row is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"line_id": line_id}))
    return row[0], row[1], row[2]


def _device(unit: Unit, account: Account, device_id: int) -> tuple[WirelessDevice, WirelessModel | None]:
    device = unit.session.scalars(
        select(WirelessDevice).where(WirelessDevice.id == device_id, WirelessDevice.account_id == account.id)
    ).first()
    if device is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"device_id": device_id}))
    return device, _model(unit, device)


def _model(unit: Unit, device: WirelessDevice) -> WirelessModel | None:
    return unit.session.get(WirelessModel, device.product_id) if device.product_id is not None else None


def _person(unit: Unit, account: Account, person_id: int) -> Employee:
    found = unit.session.scalars(
        select(Employee).where(Employee.id == person_id, Employee.account_id == account.id)
    ).first()
    if found is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"beneficiary_id": person_id}))
    return found
