"""Reads what a request file says, from the claimed lines of its batch alone."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from agentview.contract.hardware import BatchStatus, FraudStatus
from agentview.core.reference import Prefix, reference
from agentview.files.interfaces.sales_order_request import (
    ContactDetails,
    DeliveryAddress,
    DeliveryMethod,
    RequestLine,
    RequestOrder,
    SalesOrderRequest,
)
from agentview.models.batch import Batch, BatchRecord
from agentview.models.customer import Address
from agentview.models.hardware import HardwareOrder, HardwareOrderLine
from agentview.models.hardware_catalogue import DeliveryMethod as Method
from agentview.models.hardware_catalogue import Product, Warehouse

B, R, H, L = Batch, BatchRecord, HardwareOrder, HardwareOrderLine
_AT_ONCE = 2_000
_Orders = Iterable[tuple[Any, Iterator[Any]]]
"""The rows of each order, by the places of their columns."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A request batch on its way, and where its file goes."""

    batch_id: int
    provider_id: int
    warehouse_id: int
    warehouse_code: str
    status: BatchStatus
    file_name: str
    stage_token: str | None
    record_count: int
    request_format: str
    exchange_url: str
    header: SalesOrderRequest


def outgoing(session: Session, batch_id: int) -> Outgoing:
    """Return a request batch as it stands now."""
    batch, warehouse = session.execute(
        select(B, Warehouse).join(Warehouse, Warehouse.id == B.warehouse_id).where(B.id == batch_id)
    ).one()
    header = SalesOrderRequest(
        identifier=batch.identifier or 0,
        batch_date_time=batch.created_at,
        extract_load_date_time=batch.created_at,
        record_count=batch.record_count,
    )
    return Outgoing(
        batch.id,
        batch.provider_id,
        warehouse.id,
        warehouse.code,
        BatchStatus(batch.status),
        batch.file_name or "",
        batch.stage_token,
        batch.record_count,
        warehouse.request_format,
        warehouse.exchange_url,
        header,
    )


def records(session: Session, batch_id: int) -> Iterator[RequestOrder]:
    """Yield the records of a batch in their order; the same batch always gives the same ones (R-HW-13)."""
    is_by_line = session.scalars(select(R.line_id).where(R.batch_id == batch_id, R.seq == 1)).first()
    wanted = _by_line(batch_id) if is_by_line else _by_order(batch_id)
    found = session.connection().execute(wanted.execution_options(yield_per=_AT_ONCE))
    orders = groupby(chain.from_iterable(found.partitions()), key=itemgetter(0))
    return _line_by_line(orders) if is_by_line else _whole(orders)


def _whole(orders: _Orders) -> Iterator[RequestOrder]:
    for _, rows in orders:
        first, *others = rows
        yield _order(first)(lines=[_line(row) for row in (first, *others)])


def _line_by_line(orders: _Orders) -> Iterator[RequestOrder]:
    for _, rows in orders:
        first = next(rows)
        made = _order(first)
        yield made(lines=[_line(first)])
        for row in rows:
            yield made(lines=[_line(row)])


_COLUMNS = (
    H.id,
    L.id,
    Product.sku,
    L.qty,
    L.shipped_qty,
    H.account_id,
    Method.code,
    H.delivery_instructions,
    H.delivery_name,
    H.delivery_phone,
    H.delivery_email,
    H.fraud_status,
    Address.line1,
    Address.line2,
    Address.city,
    Address.region,
    Address.postcode,
    Address.country,
)
_UNIT = len(_COLUMNS)


def _by_line(batch_id: int) -> Select[*tuple[Any, ...]]:
    return _joined(
        select(*_COLUMNS, R.unit_no)
        .select_from(R)
        .join(L, L.id == R.line_id)
        .where(R.batch_id == batch_id)
        .order_by(R.seq)
    )


def _by_order(batch_id: int) -> Select[*tuple[Any, ...]]:
    return _joined(
        select(*_COLUMNS)
        .select_from(L)
        .where(L.request_batch_id == batch_id)
        .order_by(L.hardware_order_id, L.id)
    )


def _joined(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return (
        statement.join(H, H.id == L.hardware_order_id)
        .join(Product, Product.id == L.product_id)
        .join(Method, Method.id == H.delivery_method_id)
        .join(Address, Address.id == H.delivery_address_id)
    )


def _line(row: Any) -> RequestLine:  # noqa: ANN401 - a row, by the places of its columns
    unit_no = row[_UNIT] if len(row) > _UNIT else None
    if unit_no is not None:
        return RequestLine(row[1], row[2], 1, unit_no)
    return RequestLine(row[1], row[2], row[3] - row[4])


def _order(row: Any) -> Callable[..., RequestOrder]:  # noqa: ANN401 - a row, by the places of its columns
    """Return what makes records of an order: all of them say the same of it."""
    return partial(
        RequestOrder,
        id=reference(Prefix.HARDWARE_ORDER, row[0]),
        account_id=row[5],
        delivery_method=DeliveryMethod(row[6]),
        delivery_instructions=row[7],
        delivery_name=row[8],
        delivery_address=DeliveryAddress(*row[12:18]),
        contact_details=ContactDetails(row[9] or "", row[10] or ""),
        fraud_check_required=row[11] != _NO_CHECK,
    )


_NO_CHECK = FraudStatus.NOT_REQUIRED.value
"""The flag says whether a check was asked for; it has passed, or nothing would be sent (R-HW-08)."""
