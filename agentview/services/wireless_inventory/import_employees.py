"""Plans what a file of employees comes to."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select

from agentview.contract.wireless_company import EmployeeFields
from agentview.contract.wireless_import import WirelessColumn as C
from agentview.contract.wireless_import import WirelessFileRow
from agentview.core.errors import Refusal
from agentview.models.customer import Account
from agentview.models.party import User
from agentview.models.wireless_company import Employee, OrgUnit
from agentview.services.unit import Unit
from agentview.services.wireless_company.employees import employee_refusals, fields_of
from agentview.services.wireless_inventory.import_cells import Cells, Planned

_MOST_CODE = 40


def plan_employees(unit: Unit, account: Account, rows: tuple[WirelessFileRow, ...]) -> list[Planned]:
    """Return what each row comes to. A manager is one of the company, or of a row of the same file."""
    known = {
        one.employee_no.casefold(): one
        for one in unit.session.scalars(select(Employee).where(Employee.account_id == account.id))
    }
    units = {
        one.code.casefold(): one.id
        for one in unit.session.scalars(select(OrgUnit).where(OrgUnit.account_id == account.id))
    }
    in_file = {row.values.get(C.EMPLOYEE_NO, "").strip().casefold() for row in rows}
    leads = _leads(known, rows)
    planned = []
    for row in rows:
        cells = Cells(row)
        number = cells.needed(C.EMPLOYEE_NO, _MOST_CODE)
        record = known.get(number.casefold()) or Employee(
            provider_id=account.provider_id, account_id=account.id
        )
        one = Planned(row.number, number, record)
        fields = _fields(unit, cells, record, number, units)
        _check_manager(cells, number, known.keys() | in_file, leads)
        if not cells.refusals and fields is not None:
            cells.refusals.extend(employee_refusals(unit, record, fields))
            one.values = fields.model_dump(exclude={"manager_id"})
        one.refusals = tuple(cells.refusals)
        planned.append(one)
    return planned


def managers_of(
    unit: Unit, account: Account, rows: tuple[WirelessFileRow, ...]
) -> Iterator[tuple[Employee, Employee]]:
    """Give each employee of a file, as he or she is now, with the manager that the file names."""
    known = {
        one.employee_no.casefold(): one
        for one in unit.session.scalars(select(Employee).where(Employee.account_id == account.id))
    }
    for row in rows:
        manager = row.values.get(C.MANAGER_NO, "").strip().casefold()
        if manager:
            yield known[row.values[C.EMPLOYEE_NO].strip().casefold()], known[manager]


def _fields(
    unit: Unit, cells: Cells, record: Employee, number: str, units: Mapping[str, int]
) -> EmployeeFields | None:
    is_new = record.id is None
    values: dict[str, Any] = {} if is_new else fields_of(record).model_dump()
    email = cells.text(C.EMAIL)
    if email is not None and (email.count("@") != 1 or " " in email):
        cells.refuse("E-WLI-CELL", C.EMAIL, value=email)
    told = {
        "employee_no": record.employee_no if not is_new else number,
        "name": cells.needed(C.NAME) if is_new else cells.text(C.NAME),
        "email": email,
        "user_id": _user(unit, cells),
        "org_unit_id": cells.known(C.ORG_UNIT, units),
        "cost_centre": cells.text(C.COST_CENTRE, _MOST_CODE),
        "is_active": cells.truth(C.ACTIVE),
    }
    values |= {name: value for name, value in told.items() if value is not None}
    return None if cells.refusals else EmployeeFields.model_validate(values)


def _user(unit: Unit, cells: Cells) -> int | None:
    username = cells.text(C.USERNAME)
    if username is None:
        return None
    found = unit.session.scalars(
        select(User.id).where(User.username == username, User.provider_id == unit.caller.provider_id)
    ).first()
    if found is None:
        cells.refuse("E-WLI-UNKNOWN", C.USERNAME, value=username)
    return found


def _leads(known: Mapping[str, Employee], rows: tuple[WirelessFileRow, ...]) -> dict[str, str]:
    """Return who reports to whom once the file is taken in, by their numbers."""
    numbers = {one.id: number for number, one in known.items()}
    leads = {number: numbers[one.manager_id] for number, one in known.items() if one.manager_id in numbers}
    for row in rows:
        manager = row.values.get(C.MANAGER_NO, "").strip().casefold()
        if manager:
            leads[row.values.get(C.EMPLOYEE_NO, "").strip().casefold()] = manager
    return leads


def _check_manager(
    cells: Cells, number: str, known: frozenset[str] | set[str], leads: dict[str, str]
) -> None:
    typed = cells.text(C.MANAGER_NO)
    if typed is None:
        return
    if typed.casefold() not in known:
        cells.refuse("E-WLI-UNKNOWN", C.MANAGER_NO, value=typed)
        return
    own, seen = number.casefold(), set[str]()
    at = leads.get(own)
    while at is not None and at not in seen:
        if at == own:
            cells.refusals.append(Refusal("E-WLI-MANAGER-CIRCLE", C.MANAGER_NO.value))
            return
        seen.add(at)
        at = leads.get(at)
