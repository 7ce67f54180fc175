"""What lines and stipends cost in a month, by cost centre, in one statement."""

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select, union_all

from agentview.contract.wireless import LineStatus
from agentview.contract.wireless_lines import CentreCost, Costs, CostsRequest
from agentview.models.customer import Account
from agentview.models.party import Provider
from agentview.models.wireless_catalogue import WirelessFeature, WirelessPlan
from agentview.models.wireless_company import Employee, OrgUnit
from agentview.models.wireless_inventory import LineFeature, Stipend, WirelessLine
from agentview.services.customer_scope import account_of
from agentview.services.unit import Unit
from agentview.services.wireless_inventory.line_rows import UNBILLED, is_current
from agentview.services.wireless_scope import of_company

L = WirelessLine
_SUMS = ("line_count", "billed_line_count", "plan_cents", "feature_cents", "stipend_count", "stipend_cents")
CENTRE = func.coalesce(func.nullif(Employee.cost_centre, ""), OrgUnit.cost_centre, "").label("cost_centre")
"""The employee's own cost centre, else the unit's, else none."""


def costs(unit: Unit, request: CostsRequest) -> Costs:
    """Add up by cost centre, the dearest first. Lines suspended without billing count and cost nothing."""
    if request.account_id is not None:
        account_of(unit, request.account_id)
    parts = union_all(_lines(unit, request), _stipends(unit, request)).subquery()
    sums = [func.sum(parts.c[name]).label(name) for name in _SUMS]
    total = func.sum(parts.c.plan_cents + parts.c.feature_cents + parts.c.stipend_cents)
    rows = unit.session.execute(
        select(parts.c.account_id, Account.name, parts.c.cost_centre, total.label("total_cents"), *sums)
        .join(Account, Account.id == parts.c.account_id)
        .group_by(parts.c.account_id, Account.name, parts.c.cost_centre)
        .order_by(total.desc(), parts.c.cost_centre, parts.c.account_id)
    )
    currency = unit.session.scalars(
        select(Provider.currency).where(Provider.id == unit.caller.provider_id)
    ).one()
    return Costs(
        rows=tuple(
            CentreCost(
                account_id=row.account_id,
                customer=row.name,
                cost_centre=row.cost_centre,
                total_cents=int(row.total_cents),
                **{name: int(getattr(row, name)) for name in _SUMS},
            )
            for row in rows
        ),
        currency=currency,
        as_of=unit.today,
    )


def _lines(unit: Unit, request: CostsRequest) -> Select[*tuple[object, ...]]:
    features = (
        select(LineFeature.line_id, func.sum(WirelessFeature.monthly_cents).label("cents"))
        .join(WirelessFeature, WirelessFeature.id == LineFeature.feature_id)
        .where(is_current(unit.today))
        .group_by(LineFeature.line_id)
        .subquery()
    )
    is_billed: ColumnElement[bool] = L.status.not_in(sorted(UNBILLED))
    wanted: Select[*tuple[object, ...]] = (
        select(
            L.account_id,
            CENTRE,
            literal(1).label("line_count"),
            case((is_billed, 1), else_=0).label("billed_line_count"),
            case((is_billed, WirelessPlan.monthly_cents), else_=0).label("plan_cents"),
            case((is_billed, func.coalesce(features.c.cents, 0)), else_=0).label("feature_cents"),
            literal(0).label("stipend_count"),
            literal(0).label("stipend_cents"),
        )
        .join(WirelessPlan, WirelessPlan.id == L.plan_id)
        .outerjoin(features, features.c.line_id == L.id)
        .outerjoin(Employee, Employee.id == L.employee_id)
        .outerjoin(OrgUnit, OrgUnit.id == Employee.org_unit_id)
        .where(of_company(unit.caller, L), L.status != LineStatus.INACTIVE.value)
    )
    return wanted if request.account_id is None else wanted.where(L.account_id == request.account_id)


def _stipends(unit: Unit, request: CostsRequest) -> Select[*tuple[object, ...]]:
    today = unit.today
    runs = and_(Stipend.enrolled_on <= today, or_(Stipend.removed_on.is_(None), Stipend.removed_on > today))
    wanted: Select[*tuple[object, ...]] = (
        select(
            Employee.account_id,
            CENTRE,
            literal(0).label("line_count"),
            literal(0).label("billed_line_count"),
            literal(0).label("plan_cents"),
            literal(0).label("feature_cents"),
            literal(1).label("stipend_count"),
            Stipend.monthly_amount_cents.label("stipend_cents"),
        )
        .select_from(Stipend)
        .join(Employee, Employee.id == Stipend.employee_id)
        .outerjoin(OrgUnit, OrgUnit.id == Employee.org_unit_id)
        .where(of_company(unit.caller, Employee), runs)
    )
    return wanted if request.account_id is None else wanted.where(Employee.account_id == request.account_id)
