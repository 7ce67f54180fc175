"""Reads the plans of contract pools from a file, CSV or XLSX, one line for each plan in a pool (E51)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from agentview.contract.pool_import import MOST_LINES, PoolLine
from agentview.contract.value import RefusalInfo
from agentview.core.errors import Refusal, rejected
from agentview.core.text import clean
from agentview.files.customer_file import CustomerFile, FileRow
from agentview.files.spellings import by_spelling


class PoolColumn(StrEnum):
    """The columns of the file, as they are called in it."""

    POOL = "pool"
    PLAN_CODE = "plan_code"
    WEIGHT = "weight"
    UPGRADE_CHARGE = "upgrade_charge"
    CROSSGRADE_CHARGE = "crossgrade_charge"
    DOWNGRADE_CHARGE = "downgrade_charge"
    UPGRADE_DISCOUNT = "upgrade_discount"
    CROSSGRADE_DISCOUNT = "crossgrade_discount"
    DOWNGRADE_DISCOUNT = "downgrade_discount"


C = PoolColumn
SPELLINGS: Mapping[PoolColumn, str] = {
    C.POOL: "pool poolname contractpool",
    C.PLAN_CODE: "plancode plan code",
    C.WEIGHT: "weight gewicht",
    **{
        column: column.value.replace("_", "") for column in C if column not in {C.POOL, C.PLAN_CODE, C.WEIGHT}
    },
}
_NEEDED = (C.POOL, C.PLAN_CODE, C.WEIGHT)
_AMOUNTS = tuple(column for column in C if column not in _NEEDED)
_AMOUNT = re.compile(r"(\d{1,9})(?:[.,](\d{1,2}))?", re.ASCII)
_WEIGHT = re.compile(r"\d{1,7}", re.ASCII)
_MOST_WEIGHT = 1_000_000
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class PoolPlans:
    """The lines of a file."""

    name: str
    lines: tuple[PoolLine, ...]


def read_pool_plans(path: Path) -> PoolPlans:
    """Read a file whole; blank rows are passed over, and an empty amount is nothing.

    Raises Rejected: `E-POOL-COLUMNS`, `E-POOL-MANY`, and what keeps a file from being read.
    """
    with CustomerFile(path) as file:
        columns = file.columns()
        found = by_spelling(columns, SPELLINGS)
        missing = [column.value for column in _NEEDED if column not in found.values()]
        if missing:
            raise rejected("E-POOL-COLUMNS", columns=", ".join(missing))
        places = {field: columns.index(column) for column, field in found.items()}
        lines: list[PoolLine] = []
        for line in _lines(file.rows(), places):
            if len(lines) == MOST_LINES:
                raise rejected("E-POOL-MANY", most=MOST_LINES)
            lines.append(line)
    if not lines:
        raise rejected("E-FILE-CSV", file=path.name)
    return PoolPlans(path.name, tuple(lines))


def read_cents(text: str) -> int | None:
    """Return an amount such as 12.50 in minor units. Raises ValueError for what could mean two things."""
    if not text:
        return None
    match = _AMOUNT.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return int(match[1]) * 100 + int((match[2] or "").ljust(2, "0"))


def _lines(rows: Iterator[FileRow], places: Mapping[PoolColumn, int]) -> Iterator[PoolLine]:
    for row in rows:
        values = {field: clean(row.cells[at]) if at < len(row.cells) else "" for field, at in places.items()}
        if row.refusals or any(values.values()):
            yield _line(row, values)


def _line(row: FileRow, values: Mapping[PoolColumn, str]) -> PoolLine:
    named = (C.POOL, C.PLAN_CODE)
    refusals = [
        *row.refusals,
        *(Refusal("E-POOL-LONG", field.value) for field in named if len(values[field]) > _LONGEST),
    ]
    weight = int(values[C.WEIGHT]) if _WEIGHT.fullmatch(values[C.WEIGHT]) else None
    if weight is None or weight > _MOST_WEIGHT:
        weight = None
        refusals.append(Refusal("E-POOL-WEIGHT", C.WEIGHT.value, "R-MIG-13"))
    amounts: dict[str, int | None] = {}
    for field in _AMOUNTS:
        try:
            amounts[f"{field.value}_cents"] = read_cents(values.get(field, ""))
        except ValueError:
            shown = values[field][:_LONGEST]
            refusals.append(
                Refusal("E-POOL-AMOUNT", field.value, values={"value": shown, "field": field.value})
            )
    return PoolLine(
        number=row.number,
        pool=values[C.POOL][:_LONGEST],
        plan_code=values[C.PLAN_CODE][:_LONGEST],
        weight=weight,
        refusals=tuple(RefusalInfo.of(one) for one in refusals),
        **amounts,
    )
