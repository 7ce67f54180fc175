"""Plans what a file of lines comes to."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from agentview.contract.wireless import LineStatus
from agentview.contract.wireless_import import WirelessColumn as C
from agentview.contract.wireless_import import WirelessFileRow
from agentview.contract.wireless_lines import LineFields
from agentview.models.customer import Account
from agentview.models.wireless_catalogue import WirelessPlan, WirelessVendor
from agentview.models.wireless_company import Employee
from agentview.models.wireless_inventory import WirelessLine
from agentview.services.unit import Unit
from agentview.services.wireless_inventory.holding import handed_over
from agentview.services.wireless_inventory.identifiers import read_number
from agentview.services.wireless_inventory.import_cells import Cells, Planned
from agentview.services.wireless_inventory.line_saving import field_refusals, line_values


@dataclass(frozen=True, slots=True)
class _Known:
    """What the rows of a file may name, by what it is called there."""

    lines: dict[str, WirelessLine]
    vendors: dict[str, int]
    plans: dict[str, int]
    employees: dict[str, Employee]


def plan_lines(unit: Unit, account: Account, rows: tuple[WirelessFileRow, ...]) -> list[Planned]:
    """Return what each row comes to, judged as if back office had typed it."""
    known = _known(unit, account)
    return [_planned(unit, account, known, row) for row in rows]


def employees_of(unit: Unit, account: Account) -> dict[str, Employee]:
    """Return the employees of a company by their numbers."""
    rows = unit.session.scalars(select(Employee).where(Employee.account_id == account.id))
    return {one.employee_no.casefold(): one for one in rows}


def lines_of(unit: Unit, account: Account) -> dict[str, WirelessLine]:
    """Return the lines of a company by their numbers."""
    rows = unit.session.scalars(select(WirelessLine).where(WirelessLine.account_id == account.id))
    return {one.number: one for one in rows}


def _known(unit: Unit, account: Account) -> _Known:
    vendors = unit.session.scalars(
        select(WirelessVendor).where(WirelessVendor.provider_id == account.provider_id)
    )
    plans = unit.session.scalars(select(WirelessPlan).where(WirelessPlan.provider_id == account.provider_id))
    return _Known(
        lines_of(unit, account),
        {one.code.casefold(): one.id for one in vendors},
        {one.code.casefold(): one.id for one in plans},
        employees_of(unit, account),
    )


def _planned(unit: Unit, account: Account, known: _Known, row: WirelessFileRow) -> Planned:
    cells = Cells(row)
    typed = cells.needed(C.NUMBER)
    number = (read_number(unit, account.provider_id, typed) if typed else None) or typed
    line = known.lines.get(number) or WirelessLine(provider_id=account.provider_id, account_id=account.id)
    planned = Planned(row.number, number, line)
    person = cells.known(C.EMPLOYEE_NO, known.employees)
    fields = _fields(cells, known, line, number, person)
    if fields is not None:
        cells.refusals.extend(field_refusals(unit, line, fields))
        planned.values = line_values(unit, line, fields)
        if person is not None and person.id != line.employee_id:
            planned.values = {**planned.values, "validated_on": None, "validated_by": ""}
    planned.refusals = tuple(cells.refusals)
    return planned


def _fields(
    cells: Cells, known: _Known, line: WirelessLine, number: str, person: Employee | None
) -> LineFields | None:
    is_new = line.id is None
    values: dict[str, Any] = {} if is_new else {name: getattr(line, name) for name in LineFields.model_fields}
    told: dict[str, Any] = {
        "number": number,
        "alias": cells.text(C.ALIAS),
        "vendor_id": cells.known(C.VENDOR, known.vendors),
        "plan_id": cells.known(C.PLAN, known.plans),
        "employee_id": person.id if person is not None else None,
        "iccid": cells.text(C.ICCID, 40),
        "contract_start": cells.day(C.CONTRACT_START),
        "contract_end": cells.day(C.CONTRACT_END),
        "upgrade_eligible_on": cells.day(C.UPGRADE_ELIGIBLE_ON),
        "status": cells.choice(C.STATUS, LineStatus) or _status(line, person),
    }
    values |= {name: value for name, value in told.items() if value is not None}
    for column, name in ((C.VENDOR, "vendor_id"), (C.PLAN, "plan_id")):
        if name not in values and cells.text(column) is None:
            cells.refuse("E-WLI-CELL-MISSING", column)
    return None if cells.refusals else LineFields.model_validate(values)


def _status(line: WirelessLine, person: Employee | None) -> str | None:
    """Return where a line stands of which the file does not say it."""
    if line.id is None:
        return (LineStatus.ACTIVE if person is not None else LineStatus.UNASSIGNED).value
    return str(handed_over(line, person)["status"]) if person is not None else None
