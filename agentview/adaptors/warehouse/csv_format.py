"""CSV: a row for each line of an order, documented in docs/warehouse-files.md."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from agentview.adaptors.warehouse.csv_cells import (
    DISPATCH_COLUMNS,
    NEEDED_COLUMNS,
    REQUEST_COLUMNS,
    guarded,
    unguarded,
)
from agentview.adaptors.warehouse.dispatch_json import Loose, Told, dispatch_json, number
from agentview.adaptors.warehouse.encoded_text import cannot_read, open_decoded
from agentview.adaptors.warehouse.port import Arrival
from agentview.core.errors import Rejected, rejected
from agentview.files.csv_shape import detect_encoding, detect_shape
from agentview.files.interfaces.sales_order_request import RequestLine, RequestOrder, SalesOrderRequest
from agentview.files.text_lines import LongLines

_BLOCK = 1_000
_MOST_LINES = 10_000
_OPTIONAL = (
    ("tracking", "trackingNumber"),
    ("carrier", "carrier"),
    ("error_code", "errorCode"),
    ("error_text", "errorText"),
)


class CsvFormat:
    """UTF-8 with a header line and commas out; any usual encoding and separator in."""

    name = "CSV"
    suffix = ".csv"

    def write(self, header: SalesOrderRequest, orders: Iterable[RequestOrder]) -> Iterator[bytes]:
        """Yield a request file."""
        return csv_blocks(REQUEST_COLUMNS, _rows(header, orders))

    def read(self, stream: BinaryIO, arrival: Arrival) -> Iterator[bytes]:
        """Yield the dispatch. Raises Rejected (`E-WAREHOUSE-FILE`, `E-WAREHOUSE-COLUMNS`)."""
        told = Told()
        return dispatch_json(arrival, _records(_table(stream), told), told)


def csv_blocks(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Yield a CSV file block by block."""
    left = iter(rows)
    block: Iterable[Sequence[object]] = (columns,)
    while block:
        text = io.StringIO()
        csv.writer(text, lineterminator="\r\n").writerows(block)
        yield text.getvalue().encode()
        block = list(islice(left, _BLOCK))


def _rows(header: SalesOrderRequest, orders: Iterable[RequestOrder]) -> Iterator[Sequence[object]]:
    batch = (
        header.identifier,
        header.batch_date_time.isoformat(),
        header.extract_load_date_time.isoformat(),
        header.record_count,
    )
    for record, order in enumerate(orders, 1):
        start = (*batch, record, *_order_cells(order))
        for line in order.lines:
            yield (*start, *_line_cells(line))


def _order_cells(order: RequestOrder) -> Sequence[object]:
    at = order.delivery_address
    texts = (order.delivery_name, at.line1, at.line2, at.city, at.region, at.postcode, at.country)
    contact = order.contact_details
    return (
        guarded(order.id),
        order.account_id,
        guarded(order.delivery_method.id),
        "Y" if order.fraud_check_required else "N",
        *map(guarded, (*texts, contact.phone, contact.email, order.delivery_instructions)),
    )


def _line_cells(line: RequestLine) -> Sequence[object]:
    return (line.line_id, "" if line.unit is None else line.unit, guarded(line.sku), line.quantity)


def _table(stream: BinaryIO) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row by its columns, with its number in the file."""
    encoding = detect_encoding(stream)
    shape = detect_shape(stream, encoding, None)
    with open_decoded(stream, CsvFormat.name, encoding) as text:
        lines = LongLines(text)
        reader = csv.reader(lines, delimiter=shape.separator, strict=True)
        columns = _columns(_next(reader, lines, 1))
        at = 1
        while (cells := _next(reader, lines, at := at + 1)) is not None:
            if not any(map(str.strip, cells)):
                continue
            if len(cells) != len(columns):
                raise cannot_read(CsvFormat.name, "cells", at)
            yield at, dict(zip(columns, map(unguarded, cells), strict=True))


def _next(reader: Iterator[list[str]], lines: LongLines, at: int) -> list[str] | None:
    try:
        cells = next(reader, None)
    except csv.Error as error:
        raise cannot_read(CsvFormat.name, "quotes", at) from error
    if lines.was_long():
        raise cannot_read(CsvFormat.name, "too_large", at)
    return cells


def _columns(cells: Sequence[str] | None) -> Sequence[str]:
    names = [cell.strip().lower() for cell in cells or ()]
    wrong = len(set(names)) < len(names) or not NEEDED_COLUMNS.issubset(names)
    if wrong or not set(names).issubset(DISPATCH_COLUMNS):
        raise _other_columns(names)
    return names


def _other_columns(names: Sequence[str]) -> Rejected:
    missing = sorted(NEEDED_COLUMNS.difference(names))
    unknown = len(set(names).difference(DISPATCH_COLUMNS))
    return rejected("E-WAREHOUSE-COLUMNS", rule="R-HW-17", missing=", ".join(missing), unknown=unknown)


def _records(rows: Iterable[tuple[int, dict[str, str]]], told: Told) -> Iterator[Loose]:
    """Yield the records: neighbours of the same number and order are lines of one."""
    current: tuple[str, str] | None = None
    lines: list[Loose] = []
    for at, row in rows:
        if (total := row.get("records", "")) and total != told.records:
            if told.records is not None:
                raise cannot_read(CsvFormat.name, "totals", at)
            told.records = total
        key = (row.get("record", ""), row["order"])
        if not key[0] or key != current:
            if current is not None:
                yield {"id": current[1], "lines": lines}
            current, lines = key, []
        lines.append(_line(row))
        if len(lines) > _MOST_LINES:
            raise cannot_read(CsvFormat.name, "too_large", at)
    if current is not None:
        yield {"id": current[1], "lines": lines}
    if isinstance(told.records, str):
        told.records = number(told.records)


def _line(row: dict[str, str]) -> Loose:
    line: Loose = {"lineId": number(row["line"]), "status": row["status"].strip().upper()}
    if unit := row.get("unit", "").strip():
        line["unit"] = number(unit)
    if shipped := row.get("shipped", "").strip():
        line["shippedQuantity"] = number(shipped)
    if serials := row.get("serials", "").split():
        line["serialNumbers"] = serials
    for column, name in _OPTIONAL:
        if text := row.get(column):
            line[name] = text
    return line
