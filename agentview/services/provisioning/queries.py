"""The statements of the queue: keys first from one index, then the joins for the rows of the page.

Each is compiled once for a kind of list and reused: what changes from call to call is a parameter (`ME`,
`NOW`, `DAY_END`, the place in the list, limit and offset), not part of the statement.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, func, literal_column, or_, select, tuple_
from sqlalchemy.orm import Session

from agentview.contract.provisioning import QueueFilter, QueueRequest, Side, Sort, TaskStatus, View
from agentview.core.caller import Caller
from agentview.core.clock import end_of_day
from agentview.core.text import fold
from agentview.models.base import Moment
from agentview.models.catalogue import PackagePlan, ServiceType
from agentview.models.customer import Account
from agentview.models.party import Provider, User
from agentview.models.prepared import Preparable, parameter
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import ServiceSubscription
from agentview.services.keyset import Place
from agentview.services.provisioning.keyset import KEYS, place_of
from agentview.services.provisioning.lifecycle import BUCKETS
from agentview.services.provisioning.scope import Reach, on_side

T = ProvisioningTask

CAP = 1000
"""Counts of pills stop here: a capped count takes 0.3 ms where an exact one takes 80."""

COLUMNS = (
    T.id,
    T.row_version,
    T.reference,
    T.transfer_type,
    T.is_port,
    T.status,
    T.attempt_no,
    Account.name.label("customer"),
    Account.account_no,
    PackagePlan.external_name.label("package"),
    ServiceType.name.label("service_type"),
    ServiceSubscription.core_service_identifier.label("identifier"),
    T.requested_on,
    T.received_at,
    T.sla_due_at,
    T.target_seconds,
    T.paused_remaining_seconds,
    T.claimed_by,
    User.display_name.label("claimant"),
    T.claimed_at,
    Provider.name.label("retailer"),
    T.lease_until,
    T.queue_provider_id,
    T.retailer_id,
    ServiceSubscription.status.label("service_status"),
    Account.status.label("account_status"),
    Provider.customers_may_resubmit,
    Account.name_key,
)
"""What a row of the queue is made of: what is shown, in the order of `row.SHOWN`, then what is judged.

Whatever a list is sorted by is among them.
"""

_AT = {id(column): at for at, column in enumerate(COLUMNS)}
_POSITIONS = {sort: tuple(_AT[id(column)] for column in columns) for sort, columns in KEYS.items()}
"""Where in a row the values stand that a list is sorted by."""

ME = parameter("me", Integer())
NOW = parameter("now", Moment())
DAY_END = parameter("day_end", Moment())
_OFFSET = parameter("page_offset", Integer())


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks for a list, and when."""

    caller: Caller
    now: datetime

    @property
    def reach(self) -> Reach:
        """Whose tasks the caller may see."""
        return Reach(self.caller.provider_id, self.caller.account_id)

    def parameters(self) -> dict[str, object]:
        """Return what the statements of lists want to know."""
        day_end = end_of_day(self.now, self.caller.zone)
        return {"me": self.caller.user_id, "now": self.now, "day_end": day_end}


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of page: what of a request is part of its statement."""

    filter: QueueFilter
    sort: Sort
    is_downward: bool
    is_placed: bool
    is_offset: bool
    limit: int


def view_condition(view: View) -> ColumnElement[bool]:
    """Return what a view shows."""
    awaiting, in_progress = _alive()
    conditions: dict[View, ColumnElement[bool]] = {
        View.MINE: and_(T.bucket == "OPEN", in_progress, T.claimed_by == ME),
        View.UNCLAIMED: and_(T.bucket == "OPEN", awaiting),
        View.BREACHING: and_(T.bucket == "OPEN", T.sla_due_at < DAY_END),
        View.HALTED: T.bucket == "HALTED",
        View.OPEN: T.bucket == "OPEN",
        View.DONE: T.bucket == "DONE",
    }
    return conditions[view]


def _alive() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Return what waits and what is in progress now: a claim without a living lease waits (D-18)."""
    claimed = T.status == TaskStatus.IN_PROGRESS.value
    awaiting = or_(T.status == TaskStatus.AWAITING_PROVISIONING.value, and_(claimed, T.lease_until < NOW))
    return awaiting, and_(claimed, T.lease_until >= NOW)


def filter_conditions(reach: Reach, wanted: QueueFilter) -> list[ColumnElement[bool]]:
    """Return the conditions of a filter, the provider's among them."""
    conditions = [on_side(reach, wanted.side)]
    if wanted.statuses:
        conditions.append(_status_condition(wanted.statuses))
    else:
        conditions.append(view_condition(wanted.view))
    choices = (
        (T.transfer_type, [kind.value for kind in wanted.transfer_types]),
        (T.service_type_id, list(wanted.service_type_ids)),
        (T.retailer_id, list(wanted.retailer_ids)),
    )
    conditions += [column.in_(values) for column, values in choices if values]
    if wanted.account_id is not None:
        conditions.append(T.account_id == wanted.account_id)
    if wanted.requested_from is not None:
        conditions.append(T.requested_on >= wanted.requested_from)
    if wanted.requested_to is not None:
        conditions.append(T.requested_on <= wanted.requested_to)
    if wanted.text:
        conditions.append(_text_condition(wanted.text))
    return conditions


def _status_condition(statuses: tuple[TaskStatus, ...]) -> ColumnElement[bool]:
    awaiting, in_progress = _alive()
    special = {TaskStatus.AWAITING_PROVISIONING: awaiting, TaskStatus.IN_PROGRESS: in_progress}
    buckets = sorted({BUCKETS[status] for status in statuses})
    either = [special.get(status, T.status == status.value) for status in statuses]
    return and_(T.bucket.in_(buckets), or_(*either))


def _text_condition(text: str) -> ColumnElement[bool]:
    return or_(
        Account.name_key.contains(fold(text), autoescape=True),
        T.reference.icontains(text, autoescape=True),
        Account.account_no.icontains(text, autoescape=True),
        ServiceSubscription.core_service_identifier.icontains(text, autoescape=True),
    )


def _keys(reach: Reach, wanted: QueueFilter, sort: Sort) -> Select[int]:
    """Select the ids of a list, joining only what the filter or the order needs."""
    keys = select(T.id).where(*filter_conditions(reach, wanted))
    if wanted.text:
        keys = keys.join(ServiceSubscription, ServiceSubscription.id == T.service_subscription_id)
    if wanted.text or sort is Sort.CUSTOMER:
        keys = keys.join(Account, Account.id == T.account_id)
    return keys


def page_rows(session: Session, asker: Asker, request: QueueRequest) -> list[tuple[Any, ...]]:
    """Read the rows of a page: tuples of the values of COLUMNS."""
    is_back = request.after is None and request.before is not None
    token = request.after or request.before
    values = asker.parameters() | {"page_offset": request.offset}
    if token is not None:
        place = place_of(token, request.sort)
        values |= {_place_name(at): value for at, value in enumerate(place.values)}
    shape = Shape(
        filter=request.filter,
        sort=request.sort,
        is_downward=request.is_descending is not is_back,
        is_placed=token is not None,
        is_offset=request.offset > 0,
        limit=request.limit,
    )
    rows = _prepared_page(asker.reach, shape).rows(session, values)
    if is_back:
        rows.reverse()
    return rows


def place_in(row: Sequence[Any], sort: Sort) -> Place:
    """Return the place of a fetched row in its list."""
    return Place(tuple(row[at] for at in _POSITIONS[sort]))


def _place_name(at: int) -> str:
    return f"place_{at}"


@lru_cache(maxsize=512)
def _prepared_page(reach: Reach, shape: Shape) -> Preparable:
    return Preparable(page_statement(reach, shape))


def page_statement(reach: Reach, shape: Shape) -> Select[*tuple[Any, ...]]:
    """Return the statement of a kind of page."""
    columns = KEYS[shape.sort]
    keys = _keys(reach, shape.filter, shape.sort)
    if shape.is_placed:
        here = tuple_(*columns)
        there = tuple_(*(parameter(_place_name(at), one.type) for at, one in enumerate(columns)))
        keys = keys.where(here < there if shape.is_downward else here > there)
    ordering = [column.desc() if shape.is_downward else column.asc() for column in columns]
    offset = _OFFSET if shape.is_offset else None
    page = keys.order_by(*ordering).limit(_fixed(shape.limit)).offset(offset).subquery()
    return joined().join(page, page.c.id == T.id).order_by(*ordering)


def _fixed(limit: int) -> ColumnElement[int]:
    """Return a limit as part of the statement.

    PostgreSQL keeps a plan for all calls only when it knows how few rows are wanted; else it plans a page,
    which joins seven tables, at each call anew, and that takes longer than to read it.
    """
    return literal_column(str(limit), Integer())


def joined() -> Select[*tuple[Any, ...]]:
    """Select the columns of queue rows from the tables that hold them."""
    return (
        select(*COLUMNS)
        .select_from(T)
        .join(ServiceSubscription, ServiceSubscription.id == T.service_subscription_id)
        .join(Account, Account.id == T.account_id)
        .join(PackagePlan, PackagePlan.id == T.package_plan_id)
        .join(ServiceType, ServiceType.id == T.service_type_id)
        .join(Provider, Provider.id == T.retailer_id)
        .outerjoin(User, User.id == T.claimed_by)
    )


def size_of(session: Session, asker: Asker, wanted: QueueFilter) -> int:
    """Count the rows of a list exactly."""
    prepared = _prepared_size(asker.reach, wanted)
    found: int = prepared.rows(session, asker.parameters())[0][0]
    return found


@lru_cache(maxsize=512)
def _prepared_size(reach: Reach, wanted: QueueFilter) -> Preparable:
    rows = _keys(reach, wanted, Sort.TARGET).subquery()
    return Preparable(select(func.count()).select_from(rows))


def view_sizes(session: Session, asker: Asker, side: Side) -> dict[View, int]:
    """Count the rows of each view, to CAP at most, in one statement."""
    prepared = _prepared_views(asker.reach, side)
    return dict(zip(View, prepared.rows(session, asker.parameters())[0], strict=True))


@lru_cache(maxsize=512)
def _prepared_views(reach: Reach, side: Side) -> Preparable:
    counts = []
    for view in View:
        few = _keys(reach, QueueFilter(side=side, view=view), Sort.TARGET).limit(_fixed(CAP)).subquery()
        counts.append(select(func.count()).select_from(few).scalar_subquery())
    return Preparable(select(*counts))
