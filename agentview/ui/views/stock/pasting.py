"""Products as they are pasted from a spreadsheet: an SKU a line, and how many are wanted; imports no Qt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agentview.contract.hardware_catalogue import PRODUCTS, ProductRow, ProductsRequest
from agentview.contract.stock import MOST_PIECES, MOST_PRODUCTS
from agentview.gateway.port import Gateway

_CELLS = re.compile(r"[\t;]|,(?!\d{3}\b)")
_LONGEST_SKU = 200


@dataclass(frozen=True, slots=True)
class PastedLine:
    """A line: the SKU, and how many are wanted; None where that cannot be read."""

    sku: str
    qty: int | None


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was found of what was pasted. `unknown` are SKUs that nothing on sale has, or without a quantity.

    `left_out`: so many products were more than a check takes.
    """

    found: tuple[tuple[ProductRow, int], ...]
    unknown: tuple[str, ...]
    left_out: int


def pasted_lines(text: str) -> tuple[PastedLine, ...]:
    """Read lines with tabs, semicolons or commas between their cells; the same SKU again adds up.

    Without a second cell one piece is wanted. A head line falls away, as its quantity is no number and no
    product has its SKU.
    """
    wanted: dict[str, int | None] = {}
    for line in text.splitlines():
        cells = [cell.strip().strip('"') for cell in _CELLS.split(line)]
        sku = cells[0][:_LONGEST_SKU]
        if not sku:
            continue
        qty = _quantity(cells[1] if len(cells) > 1 else "")
        known = wanted.get(sku, 0)
        wanted[sku] = None if qty is None or known is None else min(known + qty, MOST_PIECES)
    return tuple(PastedLine(sku, qty) for sku, qty in wanted.items())


def find_pasted(gateway: Gateway, lines: Sequence[PastedLine], room: int = MOST_PRODUCTS) -> Pasted:
    """Look for what was pasted, `room` products at the most; blocks, so not on the GUI thread."""
    found: list[tuple[ProductRow, int]] = []
    unknown: list[str] = []
    for line in lines[:room]:
        rows = gateway.call(PRODUCTS, ProductsRequest(text=line.sku)).rows
        product = next((row for row in rows if row.sku.casefold() == line.sku.casefold()), None)
        if product is None or line.qty is None:
            unknown.append(line.sku)
        else:
            found.append((product, line.qty))
    return Pasted(tuple(found), tuple(unknown), max(len(lines) - room, 0))


def _quantity(cell: str) -> int | None:
    """Return a number of pieces; 1 for an empty cell, None for what is none."""
    if not cell:
        return 1
    digits = re.sub(r"[\s,.'\u00a0\u202f](?=\d{3}(?:\D|$))", "", cell)
    if not (digits.isascii() and digits.isdigit()) or len(digits) > len(str(MOST_PIECES)):
        return None
    return int(digits) if 1 <= int(digits) <= MOST_PIECES else None
