"""Sales Order Request v1.1 (M3): the orders that a warehouse is asked to ship.

Sourced: the header, `orders[]` with `id`, `accountId`, `deliveryInstructions` and `deliveryMethod.id`; that
the fraud flag and contact details exist. [P]: everything else of an order, and all limits of text.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from agentview.files.interfaces.interface import Interface
from agentview.files.interfaces.limits import (
    Code,
    Count,
    Name,
    OptionalName,
    Quantity,
    RecordId,
    Sentence,
)


class SalesOrderRequest(Struct, rename="camel", forbid_unknown_fields=True, frozen=True, kw_only=True):
    """The header: all but `orders`. `record_count` is how many of those there are (R-HW-12, R-HW-15)."""

    identifier: RecordId
    version: Literal["1.1"] = "1.1"
    interface_category: Literal["Sales Order"] = "Sales Order"
    interface_type: Literal["Sales Order Request"] = "Sales Order Request"
    batch_date_time: datetime
    extract_load_date_time: datetime
    record_count: Count


class DeliveryMethod(Struct, rename="camel", forbid_unknown_fields=True, frozen=True, gc=False):
    """How it is delivered (M3)."""

    id: Annotated[str, Meta(min_length=1, max_length=20)]


class ContactDetails(Struct, rename="camel", forbid_unknown_fields=True, frozen=True, gc=False):
    """Whom the carrier may call (M2 names it; the fields are [P])."""

    phone: Annotated[str, Meta(max_length=40)] = ""
    email: OptionalName = ""


class DeliveryAddress(Struct, rename="camel", forbid_unknown_fields=True, frozen=True, gc=False):
    """Where it is delivered [P]; `country` is two letters, or empty."""

    line1: Name
    line2: OptionalName = ""
    city: OptionalName = ""
    region: OptionalName = ""
    postcode: OptionalName = ""
    country: Annotated[str, Meta(max_length=2)] = ""


class RequestLine(Struct, rename="camel", forbid_unknown_fields=True, frozen=True, gc=False):
    """One product to ship [P]. `unit` counts the pieces from 1 where each is a record (PER_UNIT)."""

    line_id: RecordId
    sku: Code
    quantity: Quantity
    unit: Quantity | None = None


class RequestOrder(Struct, rename="camel", forbid_unknown_fields=True, frozen=True, kw_only=True, gc=False):
    """One record: an order, or the part of it that the warehouse's granularity makes a record (R-HW-13)."""

    id: Annotated[str, Meta(min_length=1, max_length=40)]
    account_id: RecordId
    delivery_method: DeliveryMethod
    delivery_instructions: Sentence = ""
    delivery_name: Name
    delivery_address: DeliveryAddress
    contact_details: ContactDetails
    fraud_check_required: bool
    lines: Annotated[list[RequestLine], Meta(min_length=1)]


REQUEST = Interface(SalesOrderRequest, RequestOrder, "orders")


def per_unit(order: RequestOrder) -> Iterator[RequestOrder]:
    """Yield a record for each piece, numbered within its line (PER_UNIT)."""
    for line in order.lines:
        for unit in range(1, line.quantity + 1):
            yield replace(order, lines=[RequestLine(line.line_id, line.sku, 1, unit)])


def per_product(order: RequestOrder) -> Iterator[RequestOrder]:
    """Yield a record for each line, with its quantity (PER_PRODUCT)."""
    for line in order.lines:
        yield replace(order, lines=[line])


def per_order(order: RequestOrder) -> Iterator[RequestOrder]:
    """Yield the order as one record (PER_ORDER)."""
    yield order
