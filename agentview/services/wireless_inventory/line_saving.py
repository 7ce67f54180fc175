"""Back office adds lines and sets what is wrong of them; orders do the rest (S-32)."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from agentview.contract.value import RefusalInfo
from agentview.contract.wireless import LineStatus
from agentview.contract.wireless_lines import LineActed, LineFields, SaveLineRequest
from agentview.core.errors import Refusal, refuse_if_any
from agentview.models.wireless_catalogue import WirelessPlan, WirelessVendor
from agentview.models.wireless_company import Employee
from agentview.models.wireless_inventory import WirelessLine
from agentview.services.customer_scope import held_account, refuse_customers
from agentview.services.unit import Unit
from agentview.services.wireless_company.records import held, of_account
from agentview.services.wireless_company.trail import write
from agentview.services.wireless_inventory.holding import move_device
from agentview.services.wireless_inventory.identifiers import (
    number_refusals,
    read_number,
    read_serial,
    sim_refusals,
)
from agentview.services.wireless_inventory.line_conditions import SUSPENDED
from agentview.services.wireless_inventory.lines import detail
from agentview.services.wireless_inventory.pending import pending_warnings


def save(unit: Unit, request: SaveLineRequest) -> LineActed:
    """Set all fields of a line, or add one to a company; each that changed stands in the trail.

    With another holder its device goes along, and each order on its way is named as a warning (R-WL-36).
    Raises Rejected with every reason, Conflict (`E-STALE`), NotFound, Denied (`E-STAFF-ONLY`).
    """
    refuse_customers(unit)
    line = line_of(unit, request.line_id, request.version, request.account_id)
    before = line.employee_id
    fields = request.fields
    refuse_if_any(tuple(field_refusals(unit, line, fields)))
    write(unit, line, line_values(unit, line, fields), reason=request.reason)
    warnings: tuple[RefusalInfo, ...] = ()
    if request.line_id is not None and line.employee_id != before:
        move_device(unit, line, "edit", request.reason)
        warnings = pending_warnings(unit, line.id)
    return LineActed(line=detail(unit, line.id), warnings=warnings)


def line_of(unit: Unit, line_id: int | None, version: int | None, account_id: int) -> WirelessLine:
    """Return the line to change, held, or a new one of a company. Raises Conflict, NotFound."""
    account = held_account(unit, account_id)
    if line_id is None:
        return WirelessLine(provider_id=account.provider_id, account_id=account.id)
    line = held(unit, WirelessLine, line_id, version)
    refuse_if_any(() if line.account_id == account.id else (Refusal("E-WLI-OTHER-COMPANY", "account_id"),))
    return line


def line_values(unit: Unit, line: WirelessLine, fields: LineFields) -> dict[str, object]:
    """Return what fields come to in the table; a state that begins today has today as its day."""
    return {
        **fields.model_dump(exclude={"number", "status", "iccid"}),
        "number": read_number(unit, line.provider_id, fields.number) or fields.number,
        "status": fields.status.value,
        "iccid": read_serial(fields.iccid),
        "suspended_on": _since(unit, line.suspended_on, is_so=fields.status in SUSPENDED),
        "disconnected_on": _since(unit, line.disconnected_on, is_so=fields.status is LineStatus.INACTIVE),
    }


def field_refusals(unit: Unit, line: WirelessLine, fields: LineFields) -> Iterator[Refusal]:
    """Give every reason against fields."""
    number = read_number(unit, line.provider_id, fields.number)
    yield from number_refusals(unit, line.provider_id, number, line.id or 0)
    yield from sim_refusals(read_serial(fields.iccid))
    yield from _offer_refusals(unit, line, fields)
    person = of_account(unit, Employee, fields.employee_id, line.account_id, "employee_id")
    if person is not None and not person.is_active and person.id != line.employee_id:
        yield Refusal("E-WLI-PERSON-LEFT", "employee_id")
    if fields.status is LineStatus.UNASSIGNED and person is not None:
        yield Refusal("E-WLI-STATUS-HOLDER", "status")
    if fields.contract_start and fields.contract_end and fields.contract_end < fields.contract_start:
        yield Refusal("E-WLI-CONTRACT-DAYS", "contract_end")


def _offer_refusals(unit: Unit, line: WirelessLine, fields: LineFields) -> Iterator[Refusal]:
    """A line has a plan of its carrier; one that is withdrawn may stay."""
    vendor = unit.session.scalars(
        select(WirelessVendor.id).where(
            WirelessVendor.id == fields.vendor_id, WirelessVendor.provider_id == line.provider_id
        )
    ).first()
    if vendor is None:
        yield Refusal("E-NOT-FOUND", "vendor_id", values={"vendor_id": fields.vendor_id})
        return
    plan = unit.session.scalars(
        select(WirelessPlan.id).where(
            WirelessPlan.id == fields.plan_id,
            WirelessPlan.provider_id == line.provider_id,
            WirelessPlan.vendor_id == fields.vendor_id,
        )
    ).first()
    if plan is None:
        yield Refusal("E-WLI-PLAN-VENDOR", "plan_id")


def _since(unit: Unit, day: date | None, *, is_so: bool) -> date | None:
    return (day or unit.today) if is_so else None
