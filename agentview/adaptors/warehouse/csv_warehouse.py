"""CSV on the warehouse's side."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import BinaryIO

from agentview.adaptors.warehouse.csv_cells import DISPATCH_COLUMNS, guarded, unguarded
from agentview.adaptors.warehouse.csv_format import CsvFormat, csv_blocks
from agentview.adaptors.warehouse.encoded_text import open_decoded
from agentview.files.interfaces.sales_order_dispatch import DispatchOrder, SalesOrderDispatch
from agentview.files.interfaces.sales_order_request import (
    ContactDetails,
    DeliveryAddress,
    DeliveryMethod,
    RequestLine,
    RequestOrder,
)


class CsvWarehouse:
    """Reads request files and writes dispatch files."""

    def read_request(self, stream: BinaryIO) -> Iterator[RequestOrder]:
        """Yield the records of a request file."""
        with open_decoded(stream, CsvFormat.name) as text:
            for _, rows in groupby(csv.DictReader(text), lambda row: row["record"]):
                yield _order([{name: unguarded(cell) for name, cell in row.items()} for row in rows])

    def write_dispatch(self, header: SalesOrderDispatch, orders: Iterable[DispatchOrder]) -> Iterator[bytes]:
        """Yield a dispatch file."""
        return csv_blocks(DISPATCH_COLUMNS, _rows(header.record_count, orders))


def _order(rows: Sequence[dict[str, str]]) -> RequestOrder:
    row = rows[0]
    where = [row[name] for name in ("address_1", "address_2", "city", "region", "postcode", "country")]
    return RequestOrder(
        id=row["order"],
        account_id=int(row["account"]),
        delivery_method=DeliveryMethod(row["delivery_method"]),
        delivery_instructions=row["instructions"],
        delivery_name=row["name"],
        delivery_address=DeliveryAddress(*where),
        contact_details=ContactDetails(row["phone"], row["email"]),
        fraud_check_required=row["fraud_check"] == "Y",
        lines=[
            RequestLine(
                int(one["line"]),
                one["sku"],
                int(one["quantity"]),
                int(one["unit"]) if one["unit"] else None,
            )
            for one in rows
        ],
    )


def _rows(total: int, orders: Iterable[DispatchOrder]) -> Iterator[Sequence[object]]:
    for record, order in enumerate(orders, 1):
        for line in order.lines:
            yield (
                total,
                record,
                guarded(order.id),
                line.line_id,
                "" if line.unit is None else line.unit,
                line.status,
                line.shipped_quantity,
                " ".join(line.serial_numbers),
                *map(guarded, (line.tracking_number, line.carrier, line.error_code, line.error_text)),
            )
