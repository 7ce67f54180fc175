"""The orders and cancel requests of a customer in one list, newest first."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select

from agentview.contract.customers import CustomerOrder, CustomerOrders, CustomerOrdersRequest, RequestKind
from agentview.core.errors import rejected
from agentview.core.reference import Prefix, parse_reference, reference
from agentview.models.catalogue import PackagePlan
from agentview.models.order import CancelRequest, Order
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import PackageSubscription
from agentview.services.customer_scope import account_of
from agentview.services.names import display_names
from agentview.services.order_number import order_reference
from agentview.services.order_scope import visible_orders
from agentview.services.unit import Unit

_CANCEL = "CANCEL"
_KINDS = {
    Prefix.ORDER: RequestKind.ORDER,
    Prefix.MIGRATION: RequestKind.ORDER,
    Prefix.CANCEL_REQUEST: RequestKind.CANCEL_REQUEST,
}
_RANK = {RequestKind.ORDER: 0, RequestKind.CANCEL_REQUEST: 1}
"""Of the same moment, what ends something follows what began it."""

_MOMENT = {
    RequestKind.ORDER: func.coalesce(Order.submitted_at, Order.started_at, Order.created_at),
    RequestKind.CANCEL_REQUEST: CancelRequest.submitted_at,
}
_KEY = {RequestKind.ORDER: Order.id, RequestKind.CANCEL_REQUEST: CancelRequest.id}


class _Place(NamedTuple):
    """Where a row stands in the list: by moment, then rank of its kind, then number, each falling."""

    at: datetime
    rank: int
    number: int


class _Found(NamedTuple):
    place: _Place
    kind: RequestKind
    row: Row[*tuple[Any, ...]]


def orders(unit: Unit, request: CustomerOrdersRequest) -> CustomerOrders:
    """Return a page of what a customer asked for; a customer does not see the drafts of the staff."""
    account = account_of(unit, request.account_id)
    after = _place(unit, account.id, request.after) if request.after else None
    found = [
        _Found(_Place(row.at, _RANK[kind], row.id), kind, row)
        for kind, wanted in ((kind, _wanted(unit, kind, account.id)) for kind in RequestKind)
        for row in unit.session.execute(_page(kind, wanted, after, request.limit))
    ]
    found.sort(key=lambda one: one.place, reverse=True)
    page = found[: request.limit]
    return CustomerOrders(orders=_shown(unit, page), has_older=len(found) > request.limit)


def _wanted(unit: Unit, kind: RequestKind, account_id: int) -> Select[*tuple[Any, ...]]:
    if kind is RequestKind.CANCEL_REQUEST:
        return (
            select(
                CancelRequest.id,
                CancelRequest.status,
                CancelRequest.requested_on,
                CancelRequest.submitted_by,
                PackagePlan.external_name,
                _MOMENT[kind].label("at"),
            )
            .join(PackageSubscription, PackageSubscription.id == CancelRequest.package_subscription_id)
            .join(PackagePlan, PackagePlan.id == PackageSubscription.package_plan_id)
            .where(CancelRequest.account_id == account_id)
        )
    wanted: Select[*tuple[Any, ...]] = (
        select(
            Order.id,
            Order.status,
            Order.requested_on,
            func.coalesce(Order.submitted_by, Order.created_by).label("submitted_by"),
            PackagePlan.external_name,
            Order.order_type,
            _MOMENT[kind].label("at"),
        )
        .outerjoin(PackagePlan, PackagePlan.id == Order.package_plan_id)
        .where(Order.account_id == account_id, visible_orders(unit.caller))
    )
    return wanted


def _page(
    kind: RequestKind, wanted: Select[*tuple[Any, ...]], after: _Place | None, limit: int
) -> Select[*tuple[Any, ...]]:
    moment, key = _MOMENT[kind], _KEY[kind]
    if after is not None:
        wanted = wanted.where(or_(moment < after.at, and_(moment == after.at, _is_behind(kind, after))))
    return wanted.order_by(moment.desc(), key.desc()).limit(limit + 1)


def _is_behind(kind: RequestKind, after: _Place) -> ColumnElement[bool]:
    """Of the same moment: the kinds come one after the other, and within a kind the numbers."""
    key = _KEY[kind]
    if _RANK[kind] == after.rank:
        return key < after.number
    return key.is_not(None) if _RANK[kind] < after.rank else key.is_(None)


def _place(unit: Unit, account_id: int, known: str) -> _Place:
    """Return where the row that is known stands. Raises Rejected (`E-CURSOR`) where there is none."""
    parsed = parse_reference(known)
    kind = _KINDS.get(parsed[0]) if parsed else None
    if parsed is None or kind is None or parsed[1] >= 2**31:
        raise rejected("E-CURSOR", field="after")
    table = Order if kind is RequestKind.ORDER else CancelRequest
    at = unit.session.scalars(
        select(_MOMENT[kind]).where(table.id == parsed[1], table.account_id == account_id)
    ).first()
    if at is None:
        raise rejected("E-CURSOR", field="after")
    return _Place(at, _RANK[kind], parsed[1])


def _shown(unit: Unit, page: Sequence[_Found]) -> tuple[CustomerOrder, ...]:
    tasks = _live_tasks(unit, page)
    names = display_names(unit, (one.row.submitted_by for one in page))
    return tuple(_order(one, tasks.get((one.kind, one.row.id)), names) for one in page)


def _live_tasks(unit: Unit, page: Iterable[_Found]) -> dict[tuple[RequestKind, int], ProvisioningTask]:
    """Return the first task under way of each."""
    ids = {kind: [one.row.id for one in page if one.kind is kind] for kind in RequestKind}
    T = ProvisioningTask  # noqa: N806 - the table
    rows = unit.session.scalars(
        select(T)
        .where(
            or_(
                T.order_id.in_(ids[RequestKind.ORDER]),
                T.cancel_request_id.in_(ids[RequestKind.CANCEL_REQUEST]),
            ),
            T.bucket.in_(("OPEN", "HALTED")),
        )
        .order_by(T.id.desc())
    )
    return {
        (RequestKind.ORDER, row.order_id)
        if row.order_id is not None
        else (RequestKind.CANCEL_REQUEST, row.cancel_request_id or 0): row
        for row in rows
    }


def _number(one: _Found) -> str:
    if one.kind is RequestKind.ORDER:
        return order_reference(one.row.id, one.row.order_type)
    return reference(Prefix.CANCEL_REQUEST, one.row.id)


def _order(one: _Found, task: ProvisioningTask | None, names: dict[str, str]) -> CustomerOrder:
    row = one.row
    return CustomerOrder(
        kind=one.kind,
        record_id=row.id,
        reference=_number(one),
        type=row.order_type if one.kind is RequestKind.ORDER else _CANCEL,
        plan=row.external_name or "",
        status=row.status,
        requested_on=row.requested_on,
        at=row.at,
        by=names.get(row.submitted_by, row.submitted_by),
        task_id=task.id if task else None,
        task_reference=task.reference if task else "",
        halt_reason=(task.halt_text or "") if task else "",
    )
