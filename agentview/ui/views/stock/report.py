"""What a stock check found as a text to copy and as a file, in the columns of S-19; imports no Qt widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from agentview.contract.stock import StockCell, StockWarehouse
from agentview.files.table_file import table_file
from agentview.ui.navigation import Texts
from agentview.ui.views.stock.rows import StockRow
from agentview.ui.views.stock.words import cell_chip, reason_word, result_word


def _word(text: str) -> str:
    return QCoreApplication.translate("Stock", text)


def as_text(rows: Sequence[StockRow], places: Sequence[StockWarehouse]) -> str:
    """Return the matrix as it is seen, with tabs between the cells."""
    head = (_word("Product"), _word("SKU"), _word("Requested"), *(place.name for place in places))
    lines = [
        (
            row.name,
            row.sku,
            str(row.qty),
            *(cell_chip(row.cells.get(place.warehouse_id)).word for place in places),
        )
        for row in rows
    ]
    return "\n".join("\t".join(cells) for cells in (head, *lines))


def write_file(
    path: Path,
    rows: Sequence[StockRow],
    places: Sequence[StockWarehouse],
    texts: Texts,
    moment: Callable[[datetime], str],
) -> int:
    """Write a line for each answer; return how many. Raises Rejected (`E-REJECTS-FILE`)."""
    columns = (
        _word("Product"),
        _word("SKU"),
        _word("Warehouse"),
        _word("Available"),
        _word("Requested"),
        _word("Result"),
        _word("Checked at"),
        _word("More expected on"),
        _word("Reason"),
    )
    written = 0
    with table_file(path, columns) as table:
        for row, place, cell in _answers(rows, places):
            table.write(
                (
                    row.name,
                    row.sku,
                    place.name,
                    "" if cell.available is None else str(cell.available),
                    str(row.qty),
                    result_word(cell),
                    "" if cell.as_of is None else moment(cell.as_of),
                    "" if cell.expected_on is None else cell.expected_on.isoformat(),
                    reason_word(cell, texts),
                )
            )
            written += 1
    return written


def _answers(
    rows: Sequence[StockRow], places: Sequence[StockWarehouse]
) -> Iterator[tuple[StockRow, StockWarehouse, StockCell]]:
    for row in rows:
        for place in places:
            cell = row.cells.get(place.warehouse_id)
            if isinstance(cell, StockCell):
                yield row, place, cell
