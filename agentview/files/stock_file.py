"""Reads the stock file of a warehouse: CSV or XLSX with a line a product, or a JSON list of TMF687 stocks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from agentview.contract.stock_file import MOST_LINES, StockLine
from agentview.contract.value import RefusalInfo
from agentview.core.errors import Refusal, rejected
from agentview.core.text import clean, has_forbidden
from agentview.files.customer_file import CustomerFile, FileRow
from agentview.files.file_guard import FileGuard, open_guarded
from agentview.files.product_stock import MOST_PIECES, pieces, read_level
from agentview.files.spellings import by_spelling


class StockColumn(StrEnum):
    """The columns of the file, as they are called in it."""

    SKU = "sku"
    AVAILABLE = "available"
    EXPECTED_ON = "expected_on"


C = StockColumn
SPELLINGS: Mapping[StockColumn, str] = {
    C.SKU: "sku article articleno articlenumber partnumber artikelnummer artikel",
    C.AVAILABLE: "available availableqty qty quantity onhand stock bestand menge verfuegbar",
    C.EXPECTED_ON: "expectedon expected restock restockon replenishmentdate erwartetam",
}
_NEEDED = (C.SKU, C.AVAILABLE)
_LONGEST = 200
_PIECES = re.compile(r"-?\d{1,12}(?:[.,]0+)?", re.ASCII)
_JSON = (b"[", b"{")
_LISTS = ("productStock", "queryProductStockItem")


@dataclass(frozen=True, slots=True)
class StockFile:
    """The lines of a file; `as_of` is when it was so, where the file says it."""

    name: str
    lines: tuple[StockLine, ...]
    as_of: datetime | None = None


def read_stock(path: Path) -> StockFile:
    """Read a file whole; blank rows are passed over.

    Raises Rejected: `E-STOCK-COLUMNS`, `E-STOCK-MANY`, `E-STOCK-JSON`, and what keeps a file from being read.
    """
    return _from_json(path) if _is_json(path) else StockFile(path.name, _limited(_from_table(path), path))


def _limited(lines: Iterator[StockLine], path: Path) -> tuple[StockLine, ...]:
    kept: list[StockLine] = []
    for line in lines:
        if len(kept) == MOST_LINES:
            raise rejected("E-STOCK-MANY", most=MOST_LINES)
        kept.append(line)
    if not kept:
        raise rejected("E-FILE-CSV", file=path.name)
    return tuple(kept)


def _from_table(path: Path) -> Iterator[StockLine]:
    with CustomerFile(path) as file:
        columns = file.columns()
        found = by_spelling(columns, SPELLINGS)
        missing = [column.value for column in _NEEDED if column not in found.values()]
        if missing:
            raise rejected("E-STOCK-COLUMNS", columns=", ".join(missing))
        places = {field: columns.index(column) for column, field in found.items()}
        for row in file.rows():
            cells = row.cells
            values = {field: clean(cells[at]) if at < len(cells) else "" for field, at in places.items()}
            if row.refusals or any(values.values()):
                yield _line_of_row(row, values)


def _line_of_row(row: FileRow, values: Mapping[StockColumn, str]) -> StockLine:
    refusals = list(row.refusals)
    sku, said = values[C.SKU], values[C.AVAILABLE]
    available = int(re.split("[.,]", said)[0]) if _PIECES.fullmatch(said) else None
    if not row.refusals and (available is None or available > MOST_PIECES):
        refusals.append(Refusal("E-STOCK-QUANTITY", C.AVAILABLE.value))
        available = None
    expected_on = None
    if values.get(C.EXPECTED_ON):
        try:
            expected_on = date.fromisoformat(values[C.EXPECTED_ON])
        except ValueError:
            refusals.append(Refusal("E-STOCK-DAY", C.EXPECTED_ON.value))
    return _line(row.number, sku, available, expected_on, refusals)


def _line(
    number: int, sku: str, available: int | None, expected_on: date | None, refusals: Sequence[Refusal]
) -> StockLine:
    is_wrong = not sku or len(sku) > _LONGEST or has_forbidden(sku)
    if is_wrong and not refusals:
        refusals = (Refusal("E-STOCK-SKU", C.SKU.value),)
    return StockLine(
        number=number,
        sku="" if is_wrong else sku,
        available=None if available is None else max(available, 0),
        expected_on=expected_on,
        refusals=tuple(RefusalInfo.of(one) for one in refusals),
    )


def _is_json(path: Path) -> bool:
    with open_guarded(path) as stream:
        return stream.read(64).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_JSON)


def _from_json(path: Path) -> StockFile:
    """Read a list of `ProductStock`, or a task or page that holds one.

    Several stocks of one product (places of a warehouse) are one line; only what is available counts.
    """
    told = _decoded(path)
    task = told if isinstance(told, dict) else {}
    stocks = next((task[name] for name in _LISTS if isinstance(task.get(name), list)), told)
    if not isinstance(stocks, list) or not all(isinstance(one, dict) for one in stocks):
        raise rejected("E-STOCK-JSON")
    if len(stocks) > MOST_LINES:
        raise rejected("E-STOCK-MANY", most=MOST_LINES)
    return StockFile(path.name, _limited(_lines_of(stocks), path), _moment(task, stocks))


def _decoded(path: Path) -> object:
    with open_guarded(path) as stream:
        guard, blocks = FileGuard(stream), []
        while block := guard.read():
            blocks.append(block)
    try:
        return msgspec.json.decode(b"".join(blocks))
    except (msgspec.DecodeError, RecursionError) as error:
        raise rejected("E-STOCK-JSON") from error


def _lines_of(stocks: Sequence[Mapping[str, object]]) -> Iterator[StockLine]:
    lines: dict[str, StockLine] = {}
    for number, stock in enumerate(stocks, 1):
        try:
            level = read_level(stock)
        except ValueError:
            yield _line(number, "", None, None, (Refusal("E-STOCK-JSON"),))
            continue
        if level.quantity is None:
            yield _line(number, level.sku, None, None, (Refusal("E-STOCK-QUANTITY", C.AVAILABLE.value),))
            continue
        status = stock.get("productStockStatusType", "available")
        here = level.quantity if status == "available" else 0
        known = lines.get(level.sku)
        total = here + ((known.available or 0) if known else 0)
        days = [day for day in (level.expected_on, known.expected_on if known else None) if day is not None]
        line = _line(known.number if known else number, level.sku, None, min(days, default=None), ())
        lines[level.sku] = line.model_copy(update={"available": min(pieces(total), MOST_PIECES)})
    yield from lines.values()


def _moment(task: Mapping[str, object], stocks: Sequence[Mapping[str, object]]) -> datetime | None:
    """Return when it was so: when the task was completed, else the newest change of a stock."""
    said = [task.get("completedQueryProductStockDate"), *(stock.get("lastUpdate") for stock in stocks)]
    moments = [_instant(one) for one in said]
    found = [one for one in moments if one is not None]
    return found[0] if moments[0] is not None else max(found, default=None)


def _instant(said: object) -> datetime | None:
    if not isinstance(said, str):
        return None
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
