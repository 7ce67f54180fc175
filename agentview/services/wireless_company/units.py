"""The units of a company: listed, added, changed (T17)."""

from collections.abc import Iterator

from sqlalchemy import func, select

from agentview.contract.wireless_company import CompanyRef, OrgUnits, SaveUnitRequest, UnitFields
from agentview.contract.wireless_company import OrgUnit as ShownUnit
from agentview.core.errors import Refusal, refuse_if_any
from agentview.core.power import Power
from agentview.models.party import User
from agentview.models.wireless_company import Employee, OrgUnit
from agentview.services.customer_scope import account_of, held_account, is_customer, refuse_customers
from agentview.services.unit import Unit
from agentview.services.wireless_company.records import held, of_account
from agentview.services.wireless_company.trail import write


def units(unit: Unit, request: CompanyRef) -> OrgUnits:
    """Return all units of a company by code. Raises NotFound, also for another provider's."""
    return _shown(unit, account_of(unit, request.account_id).id)


def save_unit(unit: Unit, request: SaveUnitRequest) -> OrgUnits:
    """Set all fields of a unit, or add one; the company is held.

    Raises Rejected (`E-CODE-TAKEN`, `E-WLI-UNIT-CIRCLE`, `E-WLI-NOT-OF-COMPANY`), Conflict, NotFound, Denied.
    """
    refuse_customers(unit)
    account = held_account(unit, request.account_id)
    if request.org_unit_id is None:
        row = OrgUnit(provider_id=account.provider_id, account_id=account.id)
    else:
        row = held(unit, OrgUnit, request.org_unit_id, request.version)
        if row.account_id != account.id:
            refuse_if_any((Refusal("E-WLI-OTHER-COMPANY", "account_id"),))
    refuse_if_any(tuple(_refusals(unit, row, request.fields)))
    write(unit, row, request.fields.model_dump())
    return _shown(unit, account.id)


def may_edit(unit: Unit) -> bool:
    """Say whether the caller may change the people and units of companies."""
    return unit.caller.has(Power.ALL_WIRELESS) and not is_customer(unit.caller)


def manager_refusals(unit: Unit, account_id: int, user_id: int | None, field: str) -> Iterator[Refusal]:
    """Refuse somebody who does not sign in for this company or for the provider itself."""
    if user_id is None:
        return
    found = unit.session.scalars(
        select(User.id).where(
            User.id == user_id,
            User.provider_id == unit.caller.provider_id,
            User.account_id.is_(None) | (User.account_id == account_id),
        )
    ).first()
    if found is None:
        yield Refusal("E-WLI-NOT-OF-COMPANY", field)


def _refusals(unit: Unit, row: OrgUnit, fields: UnitFields) -> Iterator[Refusal]:
    taken = unit.session.scalars(
        select(OrgUnit.id).where(
            OrgUnit.account_id == row.account_id, OrgUnit.code == fields.code, OrgUnit.id != (row.id or 0)
        )
    ).first()
    if taken is not None:
        yield Refusal("E-CODE-TAKEN", "code", values={"taken": fields.code})
    parent = of_account(unit, OrgUnit, fields.parent_id, row.account_id, "parent_id")
    if parent is not None and _is_below(unit, parent, row.id or 0):
        yield Refusal("E-WLI-UNIT-CIRCLE", "parent_id")
    yield from manager_refusals(unit, row.account_id, fields.manager_user_id, "manager_user_id")


def _is_below(unit: Unit, parent: OrgUnit, own_id: int) -> bool:
    """Say whether a unit would come under itself."""
    seen: set[int] = set()
    at: OrgUnit | None = parent
    while at is not None and at.id not in seen:
        if at.id == own_id:
            return True
        seen.add(at.id)
        at = unit.session.get(OrgUnit, at.parent_id) if at.parent_id is not None else None
    return False


def _shown(unit: Unit, account_id: int) -> OrgUnits:
    rows = unit.session.execute(
        select(OrgUnit, User.display_name)
        .outerjoin(User, User.id == OrgUnit.manager_user_id)
        .where(OrgUnit.account_id == account_id)
        .order_by(OrgUnit.code)
    ).all()
    sizes = unit.session.execute(
        select(Employee.org_unit_id, func.count())
        .where(Employee.account_id == account_id, Employee.is_active)
        .group_by(Employee.org_unit_id)
    )
    counts = {row[0]: row[1] for row in sizes}
    names = {row.OrgUnit.id: row.OrgUnit.name for row in rows}
    return OrgUnits(
        rows=tuple(
            ShownUnit(
                org_unit_id=one.id,
                version=one.row_version,
                fields=UnitFields(
                    code=one.code,
                    name=one.name,
                    parent_id=one.parent_id,
                    manager_user_id=one.manager_user_id,
                    cost_centre=one.cost_centre,
                ),
                parent=names.get(one.parent_id, ""),
                manager=manager or "",
                employee_count=counts.get(one.id, 0),
            )
            for one, manager in rows
        ),
        can_edit=may_edit(unit),
    )
