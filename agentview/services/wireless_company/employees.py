"""The employees of a company: listed, read, added, changed."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased

from agentview.contract.wireless_company import Employee as Shown
from agentview.contract.wireless_company import (
    EmployeeFields,
    EmployeePastRequest,
    EmployeeRef,
    EmployeeRow,
    EmployeesPage,
    EmployeesRequest,
    HeldStipend,
    SaveEmployeeRequest,
)
from agentview.contract.wireless_history import Past
from agentview.core.errors import Refusal, refuse_if_any
from agentview.models.customer import Account
from agentview.models.party import Provider, User
from agentview.models.wireless_catalogue import WirelessPlan
from agentview.models.wireless_company import Employee, OrgUnit
from agentview.models.wireless_inventory import Stipend, WirelessDevice, WirelessLine
from agentview.services.contract_catalogue.paging import page
from agentview.services.customer_scope import account_of, held_account, refuse_customers
from agentview.services.unit import Unit
from agentview.services.wireless_company.records import held, of_account, readable
from agentview.services.wireless_company.trail import past, write
from agentview.services.wireless_company.units import manager_refusals, may_edit

E = Employee
_Manager = aliased(Employee)


def employees(unit: Unit, request: EmployeesRequest) -> EmployeesPage:
    """Return a page of a company's employees by name. Raises NotFound, Rejected (`E-CURSOR`)."""
    account = account_of(unit, request.account_id)
    wanted = _listed().where(E.account_id == account.id)
    if not request.with_inactive:
        wanted = wanted.where(E.is_active)
    if request.org_unit_id is not None:
        wanted = wanted.where(E.org_unit_id == request.org_unit_id)
    typed = request.text.strip().lower()
    if typed:
        columns = (E.name, E.employee_no, E.email)
        wanted = wanted.where(or_(*(func.lower(one).contains(typed, autoescape=True) for one in columns)))
    rows, last = page(unit, wanted, E.name, E.id, request)
    shown = tuple(
        EmployeeRow(
            employee_id=row.id,
            version=row.row_version,
            employee_no=row.employee_no,
            name=row.name,
            org_unit_id=row.org_unit_id,
            org_unit=row.org_unit,
            manager_id=row.manager_id,
            manager=row.manager,
            cost_centre=row.cost_centre or row.unit_centre,
            is_active=row.is_active,
            is_own=row.user_id == unit.caller.user_id,
            line_count=row.lines,
            device_count=row.devices,
        )
        for row in rows
    )
    return EmployeesPage(rows=shown, last=last, can_edit=may_edit(unit))


def employee(unit: Unit, request: EmployeeRef) -> Shown:
    """Return an employee. Raises NotFound, also for one of another company."""
    return detail(unit, request.employee_id)


def history(unit: Unit, request: EmployeePastRequest) -> Past:
    """Return what was done to the record of an employee, newest first."""
    return past(unit, readable(unit, Employee, request.employee_id), request)


def save_employee(unit: Unit, request: SaveEmployeeRequest) -> Shown:
    """Set all fields of an employee, or add one; the company is held.

    Raises Rejected with every reason, Conflict (`E-STALE`), NotFound, Denied (`E-STAFF-ONLY`).
    """
    refuse_customers(unit)
    account = held_account(unit, request.account_id)
    if request.employee_id is None:
        row = Employee(provider_id=account.provider_id, account_id=account.id)
    else:
        row = held(unit, Employee, request.employee_id, request.version)
        if row.account_id != account.id:
            refuse_if_any((Refusal("E-WLI-OTHER-COMPANY", "account_id"),))
    refuse_if_any(tuple(employee_refusals(unit, row, request.fields)))
    write(unit, row, request.fields.model_dump())
    return detail(unit, row.id)


def mark_of(answer: Shown) -> str:
    """Return what is kept of an answer that is not: whom it describes."""
    return str(answer.employee_id)


def told_again(unit: Unit, mark: str) -> Shown:
    """Describe whom an earlier answer described."""
    return detail(unit, int(mark))


def detail(unit: Unit, employee_id: int) -> Shown:
    """Describe an employee as he or she is now."""
    row = readable(unit, Employee, employee_id)
    [found] = unit.session.execute(_listed().where(E.id == row.id))
    account = unit.session.get_one(Account, row.account_id)
    user = unit.session.get(User, row.user_id) if row.user_id is not None else None
    return Shown(
        employee_id=row.id,
        version=row.row_version,
        account_id=row.account_id,
        customer=account.name,
        fields=fields_of(row),
        org_unit=found.org_unit,
        manager=found.manager,
        username=user.username if user is not None else "",
        effective_cost_centre=row.cost_centre or found.unit_centre,
        line_count=found.lines,
        device_count=found.devices,
        stipends=_stipends(unit, row),
        can_edit=may_edit(unit),
    )


def fields_of(row: Employee) -> EmployeeFields:
    """Return what can be set of an employee, as it is."""
    return EmployeeFields.model_validate({name: getattr(row, name) for name in EmployeeFields.model_fields})


def employee_refusals(unit: Unit, row: Employee, fields: EmployeeFields) -> Iterator[Refusal]:
    """Give every reason against fields."""
    for field, column, value in (
        ("employee_no", E.employee_no, fields.employee_no),
        ("user_id", E.user_id, fields.user_id),
    ):
        scope = E.account_id == row.account_id if field == "employee_no" else E.id.is_not(None)
        taken = (
            value is not None
            and unit.session.scalars(
                select(E.id).where(scope, column == value, E.id != (row.id or 0))
            ).first()
        )
        if taken:
            yield Refusal("E-WLI-EMPLOYEE-TAKEN", field)
    of_account(unit, OrgUnit, fields.org_unit_id, row.account_id, "org_unit_id")
    manager = of_account(unit, Employee, fields.manager_id, row.account_id, "manager_id")
    if manager is not None and _leads_to(unit, manager, row.id or 0):
        yield Refusal("E-WLI-MANAGER-CIRCLE", "manager_id")
    yield from manager_refusals(unit, row.account_id, fields.user_id, "user_id")
    if fields.absent_from and fields.absent_to and fields.absent_to < fields.absent_from:
        yield Refusal("E-WLI-ABSENT-DAYS", "absent_to")


def _leads_to(unit: Unit, manager: Employee, own_id: int) -> bool:
    """Say whether somebody would report to himself or herself."""
    seen: set[int] = set()
    at: Employee | None = manager
    while at is not None and at.id not in seen:
        if at.id == own_id:
            return True
        seen.add(at.id)
        at = unit.session.get(Employee, at.manager_id) if at.manager_id is not None else None
    return False


def _listed() -> Select[*tuple[Any, ...]]:
    lines = select(func.count()).where(WirelessLine.employee_id == E.id).scalar_subquery()
    devices = select(func.count()).where(WirelessDevice.employee_id == E.id).scalar_subquery()
    wanted: Select[*tuple[Any, ...]] = (
        select(
            E.id,
            E.row_version,
            E.employee_no,
            E.name,
            E.org_unit_id,
            E.manager_id,
            E.cost_centre,
            E.is_active,
            E.user_id,
            func.coalesce(OrgUnit.name, "").label("org_unit"),
            func.coalesce(OrgUnit.cost_centre, "").label("unit_centre"),
            func.coalesce(_Manager.name, "").label("manager"),
            lines.label("lines"),
            devices.label("devices"),
        )
        .outerjoin(OrgUnit, OrgUnit.id == E.org_unit_id)
        .outerjoin(_Manager, _Manager.id == E.manager_id)
    )
    return wanted


def _stipends(unit: Unit, row: Employee) -> tuple[HeldStipend, ...]:
    currency = unit.session.get_one(Provider, row.provider_id).currency
    rows = unit.session.execute(
        select(Stipend, WirelessPlan.name)
        .join(WirelessPlan, WirelessPlan.id == Stipend.plan_id)
        .where(Stipend.employee_id == row.id)
        .order_by(Stipend.enrolled_on.desc(), Stipend.id.desc())
        .limit(100)
    )
    return tuple(
        HeldStipend(
            stipend_id=one.id,
            plan=plan,
            monthly_cents=one.monthly_amount_cents,
            currency=currency,
            enrolled_on=one.enrolled_on,
            removed_on=one.removed_on,
        )
        for one, plan in rows
    )
