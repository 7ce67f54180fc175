"""The statements of the list of hardware orders; their number does not grow with the rows."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, literal, select, tuple_
from sqlalchemy.orm import Session

from agentview.contract.hardware_list import HardwareFilter, HardwareRequest, HardwareSort, HardwareView
from agentview.core.caller import Caller
from agentview.models.base import Moment
from agentview.models.customer import Account, Address
from agentview.models.hardware import HardwareOrder, HardwareOrderLine
from agentview.models.hardware_catalogue import Product, Warehouse
from agentview.models.party import Provider, User
from agentview.services.hardware_list.conditions import conditions
from agentview.services.keyset import Place, read_place
from agentview.services.seller import Seller

CAP = 1000
"""Counts of pills stop here."""

H = HardwareOrder
_NEVER = literal(datetime(9999, 12, 31, tzinfo=UTC), Moment())
"""Sorts an order that was not generated behind all others."""

_NUMBER: ColumnElement[Any] = H.id.expression
_COLUMNS: dict[HardwareSort, tuple[ColumnElement[Any], ...]] = {
    HardwareSort.NUMBER: (_NUMBER,),
    HardwareSort.CUSTOMER: (Account.name_key.expression, _NUMBER),
    HardwareSort.GENERATED: (func.coalesce(H.generated_at, _NEVER, type_=Moment()), _NUMBER),
}


def page_rows(
    session: Session, caller: Caller, seller: Seller | None, request: HardwareRequest
) -> list[Row[Any]]:
    """Read the rows of a page, with `sort_key` for their places."""
    is_back = request.after is None and request.before is not None
    token = request.after or request.before
    columns = _COLUMNS[request.sort]
    is_downward = request.is_descending is not is_back
    ordering = [column.desc() if is_downward else column.asc() for column in columns]
    rows = _shown(columns[0]).where(*conditions(caller, seller, request.filter))
    if token is not None:
        here, there = tuple_(*columns), tuple_(*read_place(token, columns).values)
        rows = rows.where(here < there if is_downward else here > there)
    found = list(session.execute(rows.order_by(*ordering).limit(request.limit).offset(request.offset)))
    return found[::-1] if is_back else found


def place_in(row: Row[Any], sort: HardwareSort) -> Place:
    """Return the place of a fetched row in its list."""
    return Place((row.id,) if sort is HardwareSort.NUMBER else (row.sort_key, row.id))


def size_of(session: Session, caller: Caller, seller: Seller | None, wanted: HardwareFilter) -> int:
    """Count the rows of a list exactly."""
    rows = _ids(caller, seller, wanted).subquery()
    return session.scalars(select(func.count()).select_from(rows)).one()


def view_sizes(session: Session, caller: Caller, seller: Seller | None) -> dict[HardwareView, int]:
    """Count the rows of each view, to CAP at most, in one statement."""
    few = [_ids(caller, seller, HardwareFilter(view=view)).limit(CAP).subquery() for view in HardwareView]
    counts = [select(func.count()).select_from(rows).scalar_subquery() for rows in few]
    return dict(zip(HardwareView, session.execute(select(*counts)).one(), strict=True))


def lines_of(session: Session, order_ids: Sequence[int]) -> dict[int, list[Row[Any]]]:
    """Return the lines of orders, as far as rows and their commands need them."""
    wanted: Select[*tuple[Any, ...]] = (
        select(
            HardwareOrderLine.hardware_order_id,
            HardwareOrderLine.qty,
            HardwareOrderLine.unit_price_cents,
            HardwareOrderLine.status,
            HardwareOrderLine.request_batch_id,
            HardwareOrderLine.retry_count,
            HardwareOrderLine.tax_code,
            Product.name.label("product"),
            func.coalesce(Warehouse.is_connected, False).label("is_placed"),
        )
        .join(Product, Product.id == HardwareOrderLine.product_id)
        .outerjoin(Warehouse, Warehouse.id == HardwareOrderLine.warehouse_id)
        .where(HardwareOrderLine.hardware_order_id.in_(order_ids))
        .order_by(HardwareOrderLine.hardware_order_id, HardwareOrderLine.id)
    )
    found: dict[int, list[Row[Any]]] = {order_id: [] for order_id in order_ids}
    for row in session.execute(wanted):
        found[row.hardware_order_id].append(row)
    return found


def _ids(caller: Caller, seller: Seller | None, wanted: HardwareFilter) -> Select[int]:
    ids = select(H.id).join(Account, Account.id == H.account_id)
    return ids.where(*conditions(caller, seller, wanted))


def _shown(sort_key: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            H.id,
            H.row_version,
            H.account_id,
            H.status,
            H.fraud_status,
            H.billing_mode,
            H.currency,
            H.delivery_name,
            H.delivery_method_id,
            H.delivery_price_cents,
            H.delivery_typed_by,
            H.generated_at,
            H.updated_at,
            Account.account_no,
            Account.name.label("customer"),
            func.coalesce(Address.line1, "").label("line1"),
            func.coalesce(Address.city, "").label("city"),
            func.coalesce(Address.region, "").label("region"),
            func.coalesce(Address.postcode, "").label("postcode"),
            func.coalesce(Address.country, "").label("country"),
            func.coalesce(User.display_name, H.created_by).label("creator"),
            sort_key.label("sort_key"),
        )
        .join(Account, Account.id == H.account_id)
        .join(Provider, Provider.id == H.provider_id)
        .outerjoin(Address, Address.id == H.delivery_address_id)
        .outerjoin(User, User.username == H.created_by)
    )
