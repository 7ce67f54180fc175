"""The statements of the queue: keys first from one index, then the joins for the rows of the page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select, tuple_

from agentview.contract.provisioning import QueueFilter, QueueRequest, Sort, TaskStatus, View
from agentview.core.caller import Caller
from agentview.core.clock import end_of_day
from agentview.core.text import fold
from agentview.models.catalogue import PackagePlan, ServiceType
from agentview.models.customer import Account
from agentview.models.party import Provider, User
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import ServiceSubscription
from agentview.services.provisioning.keyset import KEYS, place_of
from agentview.services.provisioning.lifecycle import BUCKETS
from agentview.services.provisioning.scope import on_side

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
    T.lease_until,
    Provider.name.label("retailer"),
    T.queue_provider_id,
    T.retailer_id,
    ServiceSubscription.status.label("service_status"),
    Account.status.label("account_status"),
    Provider.customers_may_resubmit,
)
"""What a row of the queue is made of."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks for a list, and when."""

    caller: Caller
    now: datetime


def view_condition(asker: Asker, view: View) -> ColumnElement[bool]:
    """Return what a view shows."""
    awaiting, in_progress = _alive(asker.now)
    conditions: dict[View, ColumnElement[bool]] = {
        View.MINE: and_(T.bucket == "OPEN", in_progress, T.claimed_by == asker.caller.user_id),
        View.UNCLAIMED: and_(T.bucket == "OPEN", awaiting),
        View.BREACHING: and_(T.bucket == "OPEN", T.sla_due_at < end_of_day(asker.now, asker.caller.zone)),
        View.HALTED: T.bucket == "HALTED",
        View.OPEN: T.bucket == "OPEN",
        View.DONE: T.bucket == "DONE",
    }
    return conditions[view]


def _alive(now: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Return what waits and what is in progress now: a claim without a living lease waits (D-18)."""
    claimed = T.status == TaskStatus.IN_PROGRESS.value
    awaiting = or_(T.status == TaskStatus.AWAITING_PROVISIONING.value, and_(claimed, T.lease_until < now))
    return awaiting, and_(claimed, T.lease_until >= now)


def filter_conditions(asker: Asker, wanted: QueueFilter) -> list[ColumnElement[bool]]:
    """Return the conditions of a filter, the provider's among them."""
    conditions = [on_side(asker.caller, wanted.side)]
    if wanted.statuses:
        conditions.append(_status_condition(asker.now, wanted.statuses))
    else:
        conditions.append(view_condition(asker, wanted.view))
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


def _status_condition(now: datetime, statuses: tuple[TaskStatus, ...]) -> ColumnElement[bool]:
    awaiting, in_progress = _alive(now)
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


def _keys(asker: Asker, wanted: QueueFilter, sort: Sort) -> Select[int]:
    """Select the ids of a list, joining only what the filter or the order needs."""
    keys = select(T.id).where(*filter_conditions(asker, wanted))
    if wanted.text:
        keys = keys.join(ServiceSubscription, ServiceSubscription.id == T.service_subscription_id)
    if wanted.text or sort is Sort.CUSTOMER:
        keys = keys.join(Account, Account.id == T.account_id)
    return keys


def page_statement(asker: Asker, request: QueueRequest) -> tuple[Select[*tuple[Any, ...]], bool]:
    """Return the statement of a page, and whether its rows come in reverse (a page before a row)."""
    columns = KEYS[request.sort]
    is_back = request.after is None and request.before is not None
    is_downward = request.is_descending is not is_back
    keys = _keys(asker, request.filter, request.sort)
    token = request.after or request.before
    if token is not None:
        place = place_of(token, request.sort)
        here = tuple_(*columns)
        there = tuple_(
            *(literal(value, column.type) for value, column in zip(place.values, columns, strict=True))
        )
        keys = keys.where(here < there if is_downward else here > there)
    ordering = [column.desc() if is_downward else column.asc() for column in columns]
    page = keys.order_by(*ordering).limit(request.limit).offset(request.offset or None).subquery()
    statement = joined().join(page, page.c.id == T.id).add_columns(*columns).order_by(*ordering)
    return statement, is_back


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


def count_statement(asker: Asker, wanted: QueueFilter) -> Select[int]:
    """Return the statement of the exact number of rows."""
    return select(func.count()).select_from(_keys(asker, wanted, Sort.TARGET).subquery())


def capped_count(asker: Asker, wanted: QueueFilter) -> ColumnElement[int]:
    """Return a scalar subquery that counts to CAP at most."""
    few = _keys(asker, wanted, Sort.TARGET).limit(CAP).subquery()
    return select(func.count()).select_from(few).scalar_subquery()
