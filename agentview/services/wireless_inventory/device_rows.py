"""Devices as rows of a list: which ones it asks for, and what may be done to each."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select
from sqlalchemy.orm import aliased

from agentview.contract.value import CommandState
from agentview.contract.wireless import DeviceStatus, DeviceType
from agentview.contract.wireless_devices import DeviceFilter, DeviceRow, DeviceSort, DeviceView
from agentview.core.phone import e164
from agentview.core.serial import scanned
from agentview.models.customer import Account
from agentview.models.wireless_company import Employee
from agentview.models.wireless_inventory import WirelessDevice, WirelessLine
from agentview.services.unit import Unit
from agentview.services.wireless_inventory.device_rules import DeviceFacts, device_commands
from agentview.services.wireless_inventory.warranty import is_under_warranty, warranty_until
from agentview.services.wireless_scope import of_company

D, S = WirelessDevice, DeviceStatus
Borrower = aliased(Employee)
_SHORTEST_END = 3
_ID: ColumnElement[Any] = D.id.expression
COLUMNS: Mapping[DeviceSort, tuple[ColumnElement[Any], ...]] = {
    DeviceSort.SERIAL: (D.serial_no.expression, _ID),
    DeviceSort.MODEL: (func.lower(D.make_model), _ID),
    DeviceSort.EMPLOYEE: (func.coalesce(func.lower(Employee.name), ""), _ID),
    DeviceSort.OWNED: (D.owned_since.expression, _ID),
}
_STANDING: Mapping[DeviceView, DeviceStatus] = {
    DeviceView.REPAIR: S.REPAIR,
    DeviceView.LOST: S.LOST_OR_STOLEN,
    DeviceView.RETURNING: S.PENDING_RETURN,
    DeviceView.UNCONFIRMED: S.UNCONFIRMED_PENDING,
    DeviceView.RETIRED: S.RETIRED_DISPOSED,
}


def is_spare() -> ColumnElement[bool]:
    """Devices in stock that nobody has: no line, no employee, not checked out (R-WL-14)."""
    return (
        (D.status == S.IN_STOCK.value)
        & D.line_id.is_(None)
        & D.employee_id.is_(None)
        & D.checked_out_to.is_(None)
    )


def device_conditions(unit: Unit, wanted: DeviceFilter) -> list[ColumnElement[bool]]:
    """Return what a device of the list must fulfil; holder, borrower and line are joined from outside."""
    found = [of_company(unit.caller, D), *_of_view(unit, wanted.view)]
    if wanted.account_id is not None:
        found.append(D.account_id == wanted.account_id)
    if wanted.employee_id is not None:
        found.append(or_(D.employee_id == wanted.employee_id, D.checked_out_to == wanted.employee_id))
    if wanted.statuses:
        found.append(D.status.in_([status.value for status in wanted.statuses]))
    if wanted.types:
        found.append(D.device_type.in_([kind.value for kind in wanted.types]))
    if wanted.text.strip():
        found.append(named(unit, wanted.text.strip()))
    return found


def named(unit: Unit, typed: str) -> ColumnElement[bool]:
    """A serial number or its end, words of the model, a person, or the number of the line."""
    lowered, serial = typed.lower(), scanned(typed)
    ways: list[ColumnElement[bool]] = [
        func.lower(D.make_model).contains(lowered, autoescape=True),
        func.lower(Employee.name).contains(lowered, autoescape=True),
        func.lower(Borrower.name).contains(lowered, autoescape=True),
        WirelessLine.number == (e164(typed, unit.caller.region) or typed),
    ]
    if len(serial) >= _SHORTEST_END:
        ways.append(D.serial_no.endswith(serial, autoescape=True))
    return or_(*ways)


def joined(wanted: Select[Any]) -> Select[Any]:
    """Join the line of devices, who has them, and to whom they are checked out."""
    return (
        wanted.outerjoin(WirelessLine, WirelessLine.id == D.line_id)
        .outerjoin(Employee, Employee.id == D.employee_id)
        .outerjoin(Borrower, Borrower.id == D.checked_out_to)
    )


def device_ids(unit: Unit, wanted: DeviceFilter) -> Select[Any]:
    """Select the ids of the devices of a list."""
    return joined(select(D.id)).where(*device_conditions(unit, wanted))


def devices_shown() -> Select[Any]:
    """Select what a row shows of a device."""
    return joined(
        select(
            *D.__table__.columns,
            Account.account_no,
            Account.name.label("customer"),
            func.coalesce(WirelessLine.number, "").label("line"),
            func.coalesce(Employee.name, "").label("employee"),
            func.coalesce(Borrower.name, "").label("borrower"),
        ).join(Account, Account.id == D.account_id)
    )


def described(
    unit: Unit, rows: Sequence[Row[Any]]
) -> tuple[tuple[DeviceRow, ...], dict[str, tuple[CommandState, ...]]]:
    """Return rows as they are listed, and the commands that they name, each set once."""
    commands: dict[str, tuple[CommandState, ...]] = {}
    shown = []
    for row in rows:
        states = device_commands(unit, DeviceFacts.of(row))
        key = next((key for key, known in commands.items() if known == states), str(len(commands)))
        commands[key] = states
        shown.append(_shown(unit, row, key))
    return tuple(shown), commands


def _shown(unit: Unit, row: Row[Any], key: str) -> DeviceRow:
    return DeviceRow(
        device_id=row.id,
        version=row.row_version,
        account_id=row.account_id,
        account_no=row.account_no,
        customer=row.customer,
        serial_type=row.serial_type,
        serial_no=row.serial_no,
        product_id=row.product_id,
        make_model=row.make_model,
        device_type=DeviceType(row.device_type),
        status=DeviceStatus(row.status),
        line_id=row.line_id,
        line=row.line,
        employee_id=row.employee_id,
        employee=row.employee,
        owned_since=row.owned_since,
        warranty_until=warranty_until(row.owned_since, row.warranty_months),
        is_under_warranty=is_under_warranty(row.owned_since, row.warranty_months, unit.today),
        checked_out_to_id=row.checked_out_to,
        checked_out_to=row.borrower,
        checked_out_at=row.checked_out_at,
        commands=key,
    )


def _of_view(unit: Unit, view: DeviceView) -> tuple[ColumnElement[bool], ...]:
    if view in _STANDING:
        return (D.status == _STANDING[view].value,)
    is_open: ColumnElement[bool] = D.status != S.RETIRED_DISPOSED.value
    me = unit.caller.user_id
    meant: dict[DeviceView, tuple[ColumnElement[bool], ...]] = {
        DeviceView.OPEN: (is_open,),
        DeviceView.MINE: (is_open, or_(Employee.user_id == me, Borrower.user_id == me)),
        DeviceView.SPARE: (is_spare(),),
        DeviceView.OUT: (D.checked_out_to.is_not(None),),
        DeviceView.ALL: (),
    }
    return meant[view]
