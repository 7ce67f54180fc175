"""Lines as rows of a list: read in three statements for a page, each with what may be done to it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, literal, or_, select

from agentview.contract.value import CommandState
from agentview.contract.wireless import LineStatus
from agentview.contract.wireless_lines import LineFilter, LineRow, LineSort
from agentview.models.customer import Account
from agentview.models.party import Provider
from agentview.models.wireless_catalogue import WirelessFeature, WirelessPlan, WirelessVendor
from agentview.models.wireless_company import Employee
from agentview.models.wireless_inventory import LineFeature, WirelessDevice, WirelessLine
from agentview.services.unit import Unit
from agentview.services.wireless_inventory.line_conditions import is_upgrade_due, line_conditions
from agentview.services.wireless_inventory.line_rules import LineFacts, line_commands, own_employees

L = WirelessLine
_NEVER = literal(date(9999, 12, 31))
_ID: ColumnElement[Any] = L.id.expression
COLUMNS: Mapping[LineSort, tuple[ColumnElement[Any], ...]] = {
    LineSort.NUMBER: (L.number.expression, _ID),
    LineSort.EMPLOYEE: (func.coalesce(func.lower(Employee.name), ""), _ID),
    LineSort.CONTRACT_END: (func.coalesce(L.contract_end, _NEVER), _ID),
    LineSort.UPGRADE: (func.coalesce(L.upgrade_eligible_on, _NEVER), _ID),
}
UNBILLED = frozenset({LineStatus.SUSPENDED_NO_BILLING.value, LineStatus.INACTIVE.value})
"""A line in one of these states costs nothing."""


@dataclass(frozen=True, slots=True)
class Paid:
    """A feature that a line has today."""

    name: str
    monthly_cents: int


def is_current(today: date) -> ColumnElement[bool]:
    """Features that a line has on a day, the first and the last included."""
    return and_(LineFeature.start_on <= today, or_(LineFeature.end_on.is_(None), LineFeature.end_on >= today))


def line_ids(unit: Unit, wanted: LineFilter) -> Select[Any]:
    """Select the ids of the lines of a list."""
    ids = select(L.id).outerjoin(Employee, Employee.id == L.employee_id)
    return ids.where(*line_conditions(unit, wanted))


def lines_shown() -> Select[*tuple[Any, ...]]:
    """Select what a row shows of a line."""
    wanted: Select[*tuple[Any, ...]] = (
        select(
            L.id,
            L.row_version,
            L.account_id,
            L.number,
            L.alias,
            L.vendor_id,
            L.status,
            L.employee_id,
            L.plan_id,
            L.contract_end,
            L.upgrade_eligible_on,
            L.validated_on,
            Account.account_no,
            Account.name.label("customer"),
            WirelessVendor.name.label("vendor"),
            WirelessPlan.name.label("plan"),
            WirelessPlan.monthly_cents,
            Provider.currency,
            func.coalesce(Employee.name, "").label("employee"),
            WirelessDevice.id.label("device_id"),
            func.coalesce(WirelessDevice.make_model, "").label("device"),
        )
        .join(Account, Account.id == L.account_id)
        .join(Provider, Provider.id == L.provider_id)
        .join(WirelessVendor, WirelessVendor.id == L.vendor_id)
        .join(WirelessPlan, WirelessPlan.id == L.plan_id)
        .outerjoin(Employee, Employee.id == L.employee_id)
        .outerjoin(WirelessDevice, WirelessDevice.line_id == L.id)
    )
    return wanted


def described(
    unit: Unit, rows: Sequence[Row[Any]]
) -> tuple[tuple[LineRow, ...], dict[str, tuple[CommandState, ...]]]:
    """Return rows as they are listed, and the commands that they name, each set once."""
    paid = _features(unit, [row.id for row in rows])
    own = own_employees(unit)
    commands: dict[str, tuple[CommandState, ...]] = {}
    shown = []
    for row in rows:
        facts = LineFacts(LineStatus(row.status), row.employee_id, own.get(row.account_id))
        states = line_commands(unit, facts)
        key = next((key for key, known in commands.items() if known == states), str(len(commands)))
        commands[key] = states
        shown.append(_shown(unit, row, paid[row.id], key))
    return tuple(shown), commands


def _shown(unit: Unit, row: Row[Any], paid: Sequence[Paid], key: str) -> LineRow:
    cost = 0 if row.status in UNBILLED else row.monthly_cents + sum(one.monthly_cents for one in paid)
    return LineRow(
        line_id=row.id,
        version=row.row_version,
        account_id=row.account_id,
        account_no=row.account_no,
        customer=row.customer,
        number=row.number,
        alias=row.alias,
        vendor_id=row.vendor_id,
        vendor=row.vendor,
        status=LineStatus(row.status),
        employee_id=row.employee_id,
        employee=row.employee,
        plan_id=row.plan_id,
        plan=row.plan,
        features=tuple(one.name for one in paid),
        device_id=row.device_id,
        device=row.device,
        contract_end=row.contract_end,
        upgrade_eligible_on=row.upgrade_eligible_on,
        is_upgrade_eligible=is_upgrade_due(row.upgrade_eligible_on, row.status, unit.today),
        validated_on=row.validated_on,
        monthly_cents=cost,
        currency=row.currency,
        commands=key,
    )


def _features(unit: Unit, line_ids: Sequence[int]) -> dict[int, list[Paid]]:
    found: dict[int, list[Paid]] = defaultdict(list)
    rows = unit.session.execute(
        select(LineFeature.line_id, WirelessFeature.name, WirelessFeature.monthly_cents)
        .join(WirelessFeature, WirelessFeature.id == LineFeature.feature_id)
        .where(LineFeature.line_id.in_(line_ids), is_current(unit.today))
        .order_by(WirelessFeature.name, LineFeature.id)
    )
    for row in rows:
        found[row.line_id].append(Paid(row.name, row.monthly_cents))
    return found
