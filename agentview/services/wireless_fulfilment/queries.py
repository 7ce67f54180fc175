"""The statements of the fulfilment queue: segments of the own provider, in a fixed number of statements."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Row, Select, and_, func, literal, or_, select, tuple_

from agentview.contract.wireless import SegmentStatus
from agentview.contract.wireless_fulfilment import FindRequest, QueueFilter, QueueSort, QueueView
from agentview.core.reference import Prefix, parse_reference
from agentview.models.customer import Account
from agentview.models.party import User
from agentview.models.wireless_catalogue import WirelessVendor
from agentview.models.wireless_fulfilment import OrderSegment, Shipment
from agentview.models.wireless_order import WirelessOrder
from agentview.services.keyset import Place, read_place
from agentview.services.unit import Unit
from agentview.services.wireless_company.pages import size_of, sizes_of
from agentview.services.wireless_fulfilment.lifecycle import OPEN
from agentview.services.wireless_scope import of_company

G, W, S = OrderSegment, WirelessOrder, SegmentStatus
_LARGEST_KEY = 2**31
_NEVER = literal(date(9999, 12, 31), Date())
_NUMBER: ColumnElement[Any] = G.id.expression
_COLUMNS: dict[QueueSort, tuple[ColumnElement[Any], ...]] = {
    QueueSort.DUE: (func.coalesce(G.due_on, _NEVER, type_=Date()), _NUMBER),
    QueueSort.NUMBER: (_NUMBER,),
}
_OF_VIEW: dict[QueueView, tuple[str, ...]] = {
    QueueView.OPEN: OPEN,
    QueueView.TO_SUBMIT: (S.NEW.value,),
    QueueView.WITH_VENDOR: (S.SUBMITTED.value,),
    QueueView.IN_FULFILMENT: (S.IN_FULFILMENT.value,),
    QueueView.OVERDUE: OPEN,
    QueueView.FAILED: (S.FAILED.value,),
    QueueView.DONE: (S.COMPLETE.value, S.CANCELLED.value),
}


def page(unit: Unit, request: FindRequest) -> list[Row[Any]]:
    """Return the rows of a page, with `sort_key` for their places."""
    is_back = request.after is None and request.before is not None
    token = request.after or request.before
    columns = _COLUMNS[request.sort]
    is_downward = request.is_descending is not is_back
    ordering = [column.desc() if is_downward else column.asc() for column in columns]
    rows = _shown(columns[0]).where(*_conditions(unit, request.filter))
    if token is not None:
        here, there = tuple_(*columns), tuple_(*read_place(token, columns).values)
        rows = rows.where(here < there if is_downward else here > there)
    found = list(unit.session.execute(rows.order_by(*ordering).limit(request.limit).offset(request.offset)))
    return found[::-1] if is_back else found


def place_in(row: Row[Any], sort: QueueSort) -> Place:
    """Return the place of a row in its list."""
    key = row.OrderSegment.id
    return Place((key,) if sort is QueueSort.NUMBER else (row.sort_key, key))


def view_sizes(unit: Unit) -> dict[QueueView, int]:
    """Count the segments of each view, to CAP at most, in one statement."""
    sizes = sizes_of(unit, [_ids(unit, QueueFilter(view=view)) for view in QueueView])
    return dict(zip(QueueView, sizes, strict=True))


def queue_size(unit: Unit, wanted: QueueFilter) -> int:
    """Count the segments of a filter exactly."""
    return size_of(unit, _ids(unit, wanted))


def _ids(unit: Unit, wanted: QueueFilter) -> Select[Any]:
    return select(G.id).join(W, W.id == G.order_id).where(*_conditions(unit, wanted))


def _shown(sort_key: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    tracking = select(func.max(Shipment.tracking_no)).where(Shipment.segment_id == G.id).scalar_subquery()
    return (
        select(
            G,
            W.type_code,
            W.status.label("order_status"),
            Account.name.label("customer"),
            User.display_name.label("requester"),
            func.coalesce(WirelessVendor.name, "").label("vendor"),
            func.coalesce(tracking, "").label("tracking_no"),
            sort_key.label("sort_key"),
        )
        .join(W, W.id == G.order_id)
        .join(Account, Account.id == W.account_id)
        .join(User, User.id == W.requester_user_id)
        .outerjoin(WirelessVendor, WirelessVendor.id == G.vendor_id)
    )


def _conditions(unit: Unit, wanted: QueueFilter) -> Sequence[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        of_company(unit.caller, W),
        G.provider_id == unit.caller.provider_id,
        G.status.in_(_OF_VIEW[wanted.view]),
    ]
    if wanted.view is QueueView.OVERDUE:
        found.append(G.due_on < unit.today)
    if wanted.vendor_ids:
        found.append(G.vendor_id.in_(wanted.vendor_ids))
    if wanted.is_own_warehouse:
        found.append(G.is_own_warehouse.is_(True))
    if wanted.text.strip():
        found.append(_named(wanted.text.strip()))
    return found


def _named(typed: str) -> ColumnElement[bool]:
    """Find by a number that stands on the order, the vendor's papers, the device or the SIM card."""
    compact = "".join(typed.split())
    values = (G.vendor_order_number, G.service_number, G.serial_no, G.iccid)
    exact = [value.in_([typed, compact, compact.upper()]) for value in values]
    named = parse_reference(typed)
    if named is not None:
        number = named[1] if named[0] is Prefix.WIRELESS_ORDER else 0
    else:
        number = int(typed) if typed.isascii() and typed.isdigit() else 0
    return or_(*exact, and_(W.id == (number if number < _LARGEST_KEY else 0)))
