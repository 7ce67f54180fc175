"""Which lines a list asks for (S-32)."""

from datetime import date

from sqlalchemy import ColumnElement, func, or_, select

from agentview.contract.wireless import LineStatus
from agentview.contract.wireless_lines import LineFilter, LineView
from agentview.core.phone import e164
from agentview.core.serial import scanned
from agentview.core.text import digits
from agentview.models.wireless_company import Employee
from agentview.models.wireless_inventory import WirelessDevice, WirelessLine
from agentview.services.unit import Unit
from agentview.services.wireless_scope import of_company

L, S = WirelessLine, LineStatus
SUSPENDED = (S.SUSPENDED_NO_BILLING, S.SUSPENDED_WITH_BILLING)
_SHORTEST_END = 3
_ENDED = S.INACTIVE.value


def line_conditions(unit: Unit, wanted: LineFilter) -> list[ColumnElement[bool]]:
    """Return what a line of the list must fulfil; `Employee` is joined from outside."""
    found = [of_company(unit.caller, L), *_of_view(unit, wanted.view)]
    if wanted.account_id is not None:
        found.append(L.account_id == wanted.account_id)
    if wanted.employee_id is not None:
        found.append(L.employee_id == wanted.employee_id)
    if wanted.org_unit_id is not None:
        found.append(Employee.org_unit_id == wanted.org_unit_id)
    if wanted.statuses:
        found.append(L.status.in_([status.value for status in wanted.statuses]))
    if wanted.vendor_ids:
        found.append(L.vendor_id.in_(wanted.vendor_ids))
    if wanted.plan_ids:
        found.append(L.plan_id.in_(wanted.plan_ids))
    if wanted.contract_end_from is not None:
        found.append(L.contract_end >= wanted.contract_end_from)
    if wanted.contract_end_to is not None:
        found.append(L.contract_end <= wanted.contract_end_to)
    if wanted.text.strip():
        found.append(_named(unit, wanted.text.strip()))
    return found


def is_upgrade_due(eligible_on: date | None, status: str, today: date) -> bool:
    """Say whether a line that has not ended may have an upgrade today."""
    return eligible_on is not None and eligible_on <= today and status != _ENDED


def _of_view(unit: Unit, view: LineView) -> tuple[ColumnElement[bool], ...]:
    is_open: ColumnElement[bool] = L.status != _ENDED
    meant: dict[LineView, tuple[ColumnElement[bool], ...]] = {
        LineView.OPEN: (is_open,),
        LineView.MINE: (is_open, Employee.user_id == unit.caller.user_id),
        LineView.SUSPENDED: (L.status.in_([status.value for status in SUSPENDED]),),
        LineView.UNASSIGNED: (is_open, L.employee_id.is_(None)),
        LineView.UNVALIDATED: (is_open, L.employee_id.is_not(None), L.validated_on.is_(None)),
        LineView.UPGRADE: (is_open, L.upgrade_eligible_on <= unit.today),
        LineView.ENDED: (~is_open,),
        LineView.ALL: (),
    }
    return meant[view]


def _named(unit: Unit, typed: str) -> ColumnElement[bool]:
    """A number or its end, an alias, a person, or the serial number of the device or SIM."""
    serial = scanned(typed)
    devices = select(WirelessDevice.line_id).where(
        of_company(unit.caller, WirelessDevice),
        WirelessDevice.serial_no == serial,
        WirelessDevice.line_id.is_not(None),
    )
    ways: list[ColumnElement[bool]] = [
        L.iccid == serial,
        L.id.in_(devices),
        func.lower(L.alias).contains(typed.lower(), autoescape=True),
        func.lower(Employee.name).contains(typed.lower(), autoescape=True),
        func.lower(Employee.employee_no) == typed.lower(),
    ]
    end = digits(typed)
    if len(end) >= _SHORTEST_END:
        ways.append(L.number.endswith(e164(typed, unit.caller.region) or end, autoescape=True))
    return or_(*ways)
