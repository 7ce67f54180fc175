"""A company as wireless orders know it: units with managers and cost centres, and employees (T17)."""

from datetime import date
from typing import Annotated

from pydantic import Field

from agentview.contract.op import Message, Nothing, Op
from agentview.contract.value import Line, RecordId, Version
from agentview.contract.wireless_history import Past, PastRequest
from agentview.contract.wireless_lines import Day
from agentview.core.power import Power

Code = Annotated[Line, Field(min_length=1, max_length=40)]
Name = Annotated[Line, Field(min_length=1)]
Centre = Annotated[Line, Field(max_length=40)]
_Place = Annotated[str | None, Field(min_length=1, max_length=500)]


class CompaniesRequest(Message):
    """Ask for companies that have employees: words of a name, or an account number."""

    text: Line = ""
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class Company(Message):
    """A company."""

    account_id: int
    account_no: str
    name: str
    employee_count: int


class Companies(Message):
    """Companies by name; `has_more`: there were more."""

    rows: tuple[Company, ...]
    has_more: bool


class CompanyRef(Message):
    """A company, by its account."""

    account_id: RecordId


class UnitFields(Message):
    """What can be set of a unit."""

    code: Code
    name: Name
    parent_id: RecordId | None = None
    manager_user_id: RecordId | None = None
    cost_centre: Centre = ""


class OrgUnit(Message):
    """A unit of a company, with the names of what it names."""

    org_unit_id: int
    version: int
    fields: UnitFields
    parent: str
    manager: str
    employee_count: int


class OrgUnits(Message):
    """All units of a company by code; `can_edit`: the caller may change them."""

    rows: tuple[OrgUnit, ...]
    can_edit: bool


class SaveUnitRequest(Message):
    """Change a unit in the version that was seen, or add one where none is named."""

    account_id: RecordId
    org_unit_id: RecordId | None = None
    version: Version | None = None
    fields: UnitFields


class EmployeesRequest(Message):
    """A page of the employees of a company by name: words of the name, the number, or the mail address."""

    account_id: RecordId
    text: Line = ""
    org_unit_id: RecordId | None = None
    with_inactive: bool = False
    is_descending: bool = False
    after: _Place = None
    limit: Annotated[int, Field(ge=1, le=200)] = 100


class EmployeeRow(Message):
    """An employee; `is_own`: the caller."""

    employee_id: int
    version: int
    employee_no: str
    name: str
    org_unit_id: int | None
    org_unit: str
    manager_id: int | None
    manager: str
    cost_centre: str
    is_active: bool
    is_own: bool
    line_count: int
    device_count: int


class EmployeesPage(Message):
    """Employees; `last` names where the next page starts, None at the end."""

    rows: tuple[EmployeeRow, ...]
    last: str | None
    can_edit: bool


class EmployeeRef(Message):
    """An employee, by the id."""

    employee_id: RecordId


class EmployeeFields(Message):
    """What can be set of an employee. Without a cost centre of the own, the unit's counts."""

    employee_no: Code
    name: Name
    email: Annotated[Line, Field(pattern=r"^([^@\s]+@[^@\s]+)?$")] = ""
    user_id: RecordId | None = None
    org_unit_id: RecordId | None = None
    manager_id: RecordId | None = None
    cost_centre: Centre = ""
    is_active: bool = True
    absent_from: Day | None = None
    absent_to: Day | None = None


class HeldStipend(Message):
    """What an employee is paid for a device or line of their own, by month, in minor units."""

    stipend_id: int
    plan: str
    monthly_cents: int
    currency: str
    enrolled_on: date
    removed_on: date | None


class Employee(Message):
    """An employee with all that the page shows."""

    employee_id: int
    version: int
    account_id: int
    customer: str
    fields: EmployeeFields
    org_unit: str
    manager: str
    username: str
    effective_cost_centre: str
    line_count: int
    device_count: int
    stipends: tuple[HeldStipend, ...]
    can_edit: bool


class OwnEmployee(Message):
    """The employee that the caller is; None where the caller is none."""

    employee: Employee | None


class SaveEmployeeRequest(Message):
    """Change an employee in the version that was seen, or add one where none is named."""

    account_id: RecordId
    employee_id: RecordId | None = None
    version: Version | None = None
    fields: EmployeeFields


class EmployeePastRequest(PastRequest):
    """What was done to the record of an employee."""

    employee_id: RecordId


_R = Power.READ_STATUS
_P = Power.ALL_WIRELESS

COMPANIES = Op(
    "wireless_company.companies", CompaniesRequest, Companies, False, _R, "List companies with employees"
)
UNITS = Op("wireless_company.units", CompanyRef, OrgUnits, False, _R, "List the units of a company")
SAVE_UNIT = Op(
    "wireless_company.save_unit", SaveUnitRequest, OrgUnits, True, _P, "Add or change a unit of a company"
)
EMPLOYEES = Op(
    "wireless_company.employees", EmployeesRequest, EmployeesPage, False, _R, "List employees of a company"
)
EMPLOYEE = Op("wireless_company.employee", EmployeeRef, Employee, False, _R, "Read an employee")
OWN = Op("wireless_company.own", Nothing, OwnEmployee, False, _R, "Read which employee the caller is")
EMPLOYEE_HISTORY = Op(
    "wireless_company.history", EmployeePastRequest, Past, False, _R, "Read what was done to an employee"
)
SAVE_EMPLOYEE = Op(
    "wireless_company.save_employee", SaveEmployeeRequest, Employee, True, _P, "Add or change an employee"
)
