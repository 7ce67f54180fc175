"""The statements of the worklist: which cases somebody sees, a page of them, and how many there are."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from agentview.contract.worklist import CaseFilter, CaseSort, CasesRequest, CaseView
from agentview.core.caller import Caller
from agentview.core.power import Role
from agentview.core.reference import Prefix, parse_reference
from agentview.core.text import fold
from agentview.models.customer import Account
from agentview.models.party import User
from agentview.models.work_item import WorkItem
from agentview.services.keyset import Place, read_place
from agentview.services.unit import Unit
from agentview.services.work_item import UNDER_WAY

W = WorkItem

KEYS: dict[CaseSort, tuple[InstrumentedAttribute[Any], ...]] = {
    CaseSort.RESOLVE_BY: (W.resolve_by, W.id),
    CaseSort.RAISED: (W.raised_at, W.id),
    CaseSort.REFERENCE: (W.id,),
    CaseSort.CUSTOMER: (Account.name_key, W.id),
}
"""What each order sorts by; the id makes each order total. Every case has a moment by which it is due."""


def visible(caller: Caller) -> ColumnElement[bool]:
    """Cases of the own provider (R-GEN-10); customers see none."""
    return false() if caller.account_id is not None else W.provider_id == caller.provider_id


def takeable(caller: Caller) -> ColumnElement[bool]:
    """Cases of the departments whose work the caller does."""
    if Role.SUPERVISOR in caller.roles:
        return W.provider_id == caller.provider_id
    return W.department.in_(sorted(role.value for role in caller.roles))


def under_way() -> ColumnElement[bool]:
    """Cases that are not settled."""
    return W.status.in_(UNDER_WAY)


def is_late(unit: Unit) -> ColumnElement[bool]:
    """Cases under way whose moment has passed."""
    return and_(under_way(), W.resolve_by < unit.now)


def view_condition(unit: Unit, view: CaseView) -> ColumnElement[bool]:
    """Return what a view shows."""
    return {
        CaseView.MINE: and_(under_way(), W.assigned_to == unit.caller.user_id),
        CaseView.UNASSIGNED: and_(under_way(), W.assigned_to.is_(None), takeable(unit.caller)),
        CaseView.OVERDUE: is_late(unit),
        CaseView.OPEN: under_way(),
        CaseView.DONE: W.status.not_in(UNDER_WAY),
    }[view]


def filter_conditions(unit: Unit, wanted: CaseFilter) -> list[ColumnElement[bool]]:
    """Return the conditions of a filter, the provider's among them."""
    conditions = [visible(unit.caller), view_condition(unit, wanted.view)]
    choices: tuple[tuple[InstrumentedAttribute[Any], Sequence[object]], ...] = (
        (W.type_code, [kind.value for kind in wanted.types]),
        (W.department, [role.value for role in wanted.departments]),
        (W.assigned_to, wanted.assignee_ids),
    )
    conditions += [column.in_(values) for column, values in choices if values]
    if wanted.is_overdue:
        conditions.append(is_late(unit))
    if wanted.account_id is not None:
        conditions.append(W.account_id == wanted.account_id)
    if wanted.text:
        conditions.append(_text_condition(wanted.text))
    return conditions


def _text_condition(text: str) -> ColumnElement[bool]:
    known = parse_reference(text)
    if known is not None and known[0] is Prefix.WORK_ITEM:
        return W.id == known[1]
    return or_(
        W.summary.icontains(text, autoescape=True),
        Account.name_key.contains(fold(text), autoescape=True),
        Account.account_no.icontains(text, autoescape=True),
    )


def rows() -> Select[WorkItem, str | None, str | None, str | None]:
    """Select cases with their customer and who has them."""
    return (
        select(W, Account.name, Account.account_no, User.display_name)
        .outerjoin(Account, Account.id == W.account_id)
        .outerjoin(User, User.id == W.assigned_to)
    )


def page_rows(unit: Unit, request: CasesRequest) -> list[Any]:
    """Read the rows of a page."""
    is_back = request.after is None and request.before is not None
    token = request.after or request.before
    columns = KEYS[request.sort]
    is_downward = request.is_descending is not is_back
    statement = rows().add_columns(Account.name_key).where(*filter_conditions(unit, request.filter))
    if token is not None:
        here, there = tuple_(*columns), tuple_(*read_place(token, columns).values)
        statement = statement.where(here < there if is_downward else here > there)
    ordering = [column.desc() if is_downward else column.asc() for column in columns]
    statement = statement.order_by(*ordering).offset(request.offset or None).limit(request.limit)
    found = list(unit.session.execute(statement).all())
    if is_back:
        found.reverse()
    return found


def place_in(row: Any, sort: CaseSort) -> Place:  # noqa: ANN401 - a row of `page_rows`
    """Return the place of a fetched row in its list."""
    item: WorkItem = row[0]
    values: dict[CaseSort, tuple[object, ...]] = {
        CaseSort.RESOLVE_BY: (item.resolve_by, item.id),
        CaseSort.RAISED: (item.raised_at, item.id),
        CaseSort.REFERENCE: (item.id,),
        CaseSort.CUSTOMER: (row[-1], item.id),
    }
    return Place(values[sort])


def size_of(unit: Unit, wanted: CaseFilter) -> int:
    """Count the cases of a list exactly."""
    counted = select(func.count()).select_from(W).where(*filter_conditions(unit, wanted))
    if wanted.text:
        counted = counted.outerjoin(Account, Account.id == W.account_id)
    return unit.session.scalars(counted).one()


def view_sizes(unit: Unit) -> tuple[dict[CaseView, int], int]:
    """Count each view but DONE, and what waits for the caller, in one statement over the cases under way."""
    views = [view for view in CaseView if view is not CaseView.DONE]
    counted = [_count(view_condition(unit, view)) for view in views]
    mine = view_condition(unit, CaseView.MINE)
    free = view_condition(unit, CaseView.UNASSIGNED)
    found = unit.session.execute(
        select(*counted, _count(or_(mine, free))).where(visible(unit.caller), under_way())
    ).one()
    return {view: found[at] or 0 for at, view in enumerate(views)}, found[-1] or 0


def loads(unit: Unit, by: InstrumentedAttribute[Any]) -> list[tuple[Any, int, int]]:
    """Count the cases under way, and the overdue ones, for each value of a column."""
    statement = (
        select(by, func.count(), _count(is_late(unit)))
        .where(visible(unit.caller), under_way())
        .group_by(by)
        .order_by(func.count().desc(), by)
    )
    return [(key, total, late or 0) for key, total, late in unit.session.execute(statement)]


def _count(condition: ColumnElement[bool]) -> ColumnElement[Any]:
    return func.sum(case((condition, 1), else_=0))
