"""Companies that have employees, and which employee the caller is."""

from sqlalchemy import Select, func, or_, select

from agentview.contract.op import Nothing
from agentview.contract.wireless_company import Companies, CompaniesRequest, Company, OwnEmployee
from agentview.core.text import fold
from agentview.models.customer import Account
from agentview.models.wireless_company import Employee
from agentview.services.customer_scope import visible
from agentview.services.unit import Unit
from agentview.services.wireless_company.employees import detail


def companies(unit: Unit, request: CompaniesRequest) -> Companies:
    """Return companies by name: words of the name, or the beginning of the account number."""
    count = (
        select(Employee.account_id, func.count().label("employees"))
        .where(Employee.provider_id == unit.caller.provider_id)
        .group_by(Employee.account_id)
        .subquery()
    )
    wanted: Select[*tuple[object, ...]] = (
        select(Account.id, Account.account_no, Account.name, count.c.employees)
        .join(count, count.c.account_id == Account.id)
        .where(visible(unit.caller))
    )
    typed = fold(request.text)
    if typed:
        by_number = Account.account_no.istartswith(request.text.strip(), autoescape=True)
        wanted = wanted.where(or_(Account.name_key.contains(typed, autoescape=True), by_number))
    rows = unit.session.execute(wanted.order_by(Account.name_key, Account.id).limit(request.limit + 1)).all()
    return Companies(
        rows=tuple(
            Company(account_id=row.id, account_no=row.account_no, name=row.name, employee_count=row.employees)
            for row in rows[: request.limit]
        ),
        has_more=len(rows) > request.limit,
    )


def own(unit: Unit, _request: Nothing) -> OwnEmployee:
    """Return the employee that the caller is."""
    found = unit.session.scalars(
        select(Employee.id).where(
            Employee.user_id == unit.caller.user_id, Employee.provider_id == unit.caller.provider_id
        )
    ).first()
    return OwnEmployee(employee=detail(unit, found) if found is not None else None)
