"""Sales Order Dispatch v1.2 (M4): what a warehouse has shipped, and what it could not.

Sourced: the header, its limits, and that no additional property is allowed. [P]: the fields of `orders[]`.
"""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from agentview.files.interfaces.interface import Interface
from agentview.files.interfaces.limits import (
    Code,
    Count,
    FileName,
    OptionalCode,
    OptionalWord,
    Quantity,
    RecordId,
    Sentence,
)


class DispatchWarehouse(Struct, rename="camel", forbid_unknown_fields=True, frozen=True, gc=False):
    """Which warehouse answers: the code that its operator gave it."""

    id: Annotated[str, Meta(min_length=1, max_length=40)]


class SalesOrderDispatch(
    Struct, rename="camel", forbid_unknown_fields=True, frozen=True, kw_only=True, omit_defaults=True
):
    """The header: everything but `orders` (R-HW-17)."""

    interface_category: Literal["Sales Order"]
    interface_type: Literal["Sales Order Dispatch"]
    version: Literal["1.2"]
    transform_date_time: datetime | None = None
    transmit_date_time: datetime | None = None
    external_file_name: FileName
    record_count: Count
    ware_house: DispatchWarehouse


class DispatchLine(
    Struct,
    rename="camel",
    forbid_unknown_fields=True,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    gc=False,
):
    """What became of one line [P], or of one piece of it where `unit` says which.

    `shipped_quantity` must equal the number of serials for a serialised product (R-HW-24: judged by who knows
    the product).
    """

    line_id: RecordId
    unit: Quantity | None = None
    status: Literal["OK", "ERROR"]
    shipped_quantity: Count = 0
    serial_numbers: list[Code] = []
    tracking_number: OptionalWord = ""
    carrier: OptionalWord = ""
    error_code: OptionalCode = ""
    error_text: Sentence = ""


class DispatchOrder(Struct, rename="camel", forbid_unknown_fields=True, frozen=True, gc=False):
    """One record: what became of the record of the request with this order number [P]."""

    id: Annotated[str, Meta(min_length=1, max_length=40)]
    lines: Annotated[list[DispatchLine], Meta(min_length=1)]


DISPATCH = Interface(SalesOrderDispatch, DispatchOrder, "orders")


def dispatch_header(
    file_name: str,
    warehouse: str,
    records: int,
    transformed_at: datetime | None = None,
    transmitted_at: datetime | None = None,
) -> SalesOrderDispatch:
    """Return the header of a dispatch file with `records` records."""
    return SalesOrderDispatch(
        interface_category="Sales Order",
        interface_type="Sales Order Dispatch",
        version="1.2",
        transform_date_time=transformed_at,
        transmit_date_time=transmitted_at,
        external_file_name=file_name,
        record_count=records,
        ware_house=DispatchWarehouse(warehouse),
    )
