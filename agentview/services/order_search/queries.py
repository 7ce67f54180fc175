"""The statements of the search of orders: ids first, then the joins for the rows of the page."""

from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, select, tuple_
from sqlalchemy.orm import Session

from agentview.contract.order_search import OrderFilter, OrderSort, OrdersRequest, OrderView
from agentview.core.caller import Caller
from agentview.models.catalogue import PackagePlan
from agentview.models.customer import Account
from agentview.models.order import Order
from agentview.models.party import Agent, User
from agentview.services.keyset import Place, read_place
from agentview.services.order_search.conditions import conditions, may_lack

CAP = 1000
"""Counts of pills stop here."""

_COUNTED = tuple(view for view in OrderView if view is not OrderView.ALL)
_NAMES: dict[OrderSort, ColumnElement[str]] = {
    OrderSort.PACKAGE: PackagePlan.internal_name.expression,
    OrderSort.CUSTOMER: Account.name_key.expression,
}


def page_rows(session: Session, caller: Caller, request: OrdersRequest) -> list[Row[Any]]:
    """Read the rows of a page, with `sort_key` where they are sorted by a name."""
    is_back = request.after is None and request.before is not None
    token = request.after or request.before
    columns = sort_columns(request.filter, request.sort)
    is_downward = request.is_descending is not is_back
    ids = _ids(caller, request.filter, request.sort)
    if token is not None:
        here, there = tuple_(*columns), tuple_(*read_place(token, columns).values)
        ids = ids.where(here < there if is_downward else here > there)
    ordering = [column.desc() if is_downward else column.asc() for column in columns]
    page = ids.order_by(*ordering).limit(request.limit).offset(request.offset).subquery()
    shown = _joined(columns).join(page, page.c.id == Order.id).order_by(*ordering)
    found = list(session.execute(shown))
    return found[::-1] if is_back else found


def sort_columns(wanted: OrderFilter, sort: OrderSort) -> tuple[ColumnElement[Any], ...]:
    """Return what a list is sorted by; the id makes each order total.

    A name that may be missing counts as empty; where it cannot be, it is read in the order of its index.
    """
    number: ColumnElement[Any] = Order.id.expression
    name = _NAMES.get(sort)
    if name is None:
        return (number,)
    return (func.coalesce(name, "") if may_lack(wanted, sort) else name, number)


def place_in(row: Row[Any], sort: OrderSort) -> Place:
    """Return the place of a fetched row in its list."""
    return Place((row.id,) if sort is OrderSort.ORDER else (row.sort_key, row.id))


def size_of(session: Session, caller: Caller, wanted: OrderFilter) -> int:
    """Count the rows of a list exactly."""
    rows = _ids(caller, wanted, OrderSort.ORDER).subquery()
    return session.scalars(select(func.count()).select_from(rows)).one()


def view_sizes(session: Session, caller: Caller) -> dict[OrderView, int]:
    """Count the rows of each view but ALL, to CAP at most, in one statement."""
    few = [_ids(caller, OrderFilter(view=view), OrderSort.ORDER).limit(CAP).subquery() for view in _COUNTED]
    counts = [select(func.count()).select_from(rows).scalar_subquery() for rows in few]
    return dict(zip(_COUNTED, session.execute(select(*counts)).one(), strict=True))


def _ids(caller: Caller, wanted: OrderFilter, sort: OrderSort) -> Select[int]:
    """Select the ids of a list, joining only what the order needs."""
    ids = select(Order.id).where(*conditions(caller, wanted))
    is_outer = may_lack(wanted, sort)
    if sort is OrderSort.CUSTOMER:
        # With its provider, an index gives customers in the order of their names.
        own = and_(Account.id == Order.account_id, Account.provider_id == caller.provider_id)
        ids = ids.join(Account, own, isouter=is_outer)
    if sort is OrderSort.PACKAGE:
        ids = ids.join(PackagePlan, PackagePlan.id == Order.package_plan_id, isouter=is_outer)
    return ids


def _joined(columns: tuple[ColumnElement[Any], ...]) -> Select[*tuple[Any, ...]]:
    owner = select(User.display_name).where(User.id == Order.owner_id).scalar_subquery()
    submitter = select(User.display_name).where(User.username == Order.submitted_by).scalar_subquery()
    return (
        select(
            Order.id,
            Order.row_version,
            Order.order_type,
            Order.status,
            Order.submitted_at,
            Order.started_at,
            Order.source,
            Order.account_id,
            Account.account_no,
            Account.name.label("customer"),
            PackagePlan.internal_name.label("package"),
            Agent.name.label("agent"),
            func.coalesce(submitter, Order.submitted_by, owner).label("taken_by"),
            columns[0].label("sort_key"),
        )
        .outerjoin(Account, Account.id == Order.account_id)
        .outerjoin(PackagePlan, PackagePlan.id == Order.package_plan_id)
        .outerjoin(Agent, Agent.id == Order.agent_id)
    )
