"""Reads the lines of a bulk migration from a file, CSV or XLSX, one line for each package."""

from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path

from agentview.contract.bulk_migration_runs import MOST_LINES
from agentview.contract.bulk_migrations import BulkLine
from agentview.contract.value import RefusalInfo
from agentview.core.day import read_day
from agentview.core.errors import Refusal, rejected
from agentview.core.reference import parse_reference
from agentview.core.text import clean, fold
from agentview.files.customer_file import CustomerFile, FileRow
from agentview.files.spellings import by_spelling


class MigrationColumn(StrEnum):
    """What a column of the file can hold, by the field of the line."""

    PACKAGE = "package"
    PLAN_CODE = "plan_code"
    EFFECTIVE_ON = "effective_on"
    FORCE_COMPLETE = "force_complete"
    NOTE = "note"


C = MigrationColumn
SPELLINGS: Mapping[MigrationColumn, str] = {
    C.PACKAGE: "package packageno packagenumber packageid packagesubscription packagesubscriptionid product"
    " paket paketnummer paketnr",
    C.PLAN_CODE: "plancode plan newplan newplancode winningplan winningplancode destinationplan"
    " destinationplancode tarif tarifcode neuertarif",
    C.EFFECTIVE_ON: "effectivedate effectiveon effective date migrationdate stichtag datum wirksamab",
    C.FORCE_COMPLETE: "forcecomplete force sofort sofortabschliessen",
    C.NOTE: "note notes comment notiz bemerkung",
}
_NEEDED = frozenset({C.PACKAGE, C.PLAN_CODE})
_YES, _NO = (
    frozenset({"yes", "y", "true", "1", "ja", "j", "x"}),
    frozenset({"", "no", "n", "false", "0", "nein"}),
)
_LONGEST_LINE = 200


@dataclass(frozen=True, slots=True)
class MigrationLines:
    """The lines of a file or a selection, and what they are called."""

    name: str
    lines: tuple[BulkLine, ...]


def read_migrations(path: Path, *, force_complete: bool = False) -> MigrationLines:
    """Read a file whole; `force_complete` is meant for every line that does not say no of itself.

    Blank rows are passed over. Raises Rejected: `E-BULK-COLUMNS`, `E-BULK-NONE`, `E-BULK-MANY`, and what
    keeps a file from being read.
    """
    with CustomerFile(path) as file:
        found = file.look()
        columns = by_spelling(found.columns, SPELLINGS)
        if not set(columns.values()) >= _NEEDED:
            raise rejected("E-BULK-COLUMNS", file=path.name)
        places = {field: found.columns.index(column) for column, field in columns.items()}
        with closing(_lines(file.rows(), places, force_complete=force_complete)) as read:
            lines = tuple(islice(read, MOST_LINES + 1))
    if not lines:
        raise rejected("E-BULK-NONE", file=path.name)
    if len(lines) > MOST_LINES:
        raise rejected("E-BULK-MANY", file=path.name, limit=MOST_LINES)
    return MigrationLines(clean(path.name)[:_LONGEST_LINE], lines)


def _lines(
    rows: Iterator[FileRow], places: Mapping[MigrationColumn, int], *, force_complete: bool
) -> Generator[BulkLine]:
    seen: set[object] = set()
    for row in rows:
        values = {field: clean(row.cells[at]) if at < len(row.cells) else "" for field, at in places.items()}
        if not row.refusals and not any(values.values()):
            continue
        package = parse_reference(values[C.PACKAGE])
        is_twice = package is not None and package in seen
        seen.add(package)
        yield _line(row, values, is_twice=is_twice, force_complete=force_complete)


def _line(
    row: FileRow, values: Mapping[MigrationColumn, str], *, is_twice: bool, force_complete: bool
) -> BulkLine:
    refusals = [*row.refusals, *_refusals(values)]
    if is_twice:
        refusals.append(Refusal("E-BULK-TWICE", C.PACKAGE, "R-MIG-35", {"package": values[C.PACKAGE]}))
    force = fold(values.get(C.FORCE_COMPLETE, ""))
    return BulkLine(
        package=values[C.PACKAGE][:_LONGEST_LINE],
        plan_code=values[C.PLAN_CODE][:_LONGEST_LINE],
        effective_on=read_day(values.get(C.EFFECTIVE_ON, "")),
        force_complete=force in _YES or (force_complete and not force),
        note=values.get(C.NOTE, ""),
        row=row.number,
        refusals=tuple(RefusalInfo.of(one) for one in refusals),
    )


def _refusals(values: Mapping[MigrationColumn, str]) -> Iterator[Refusal]:
    """Give what of a line cannot be read; a day that is none must not become today."""
    for field in (C.PACKAGE, C.PLAN_CODE):
        if len(values[field]) > _LONGEST_LINE:
            yield Refusal("E-BULK-LONG", field)
    day = values.get(C.EFFECTIVE_ON, "")
    if day and read_day(day) is None:
        yield Refusal("E-DATE", C.EFFECTIVE_ON)
    if fold(values.get(C.FORCE_COMPLETE, "")) not in _YES | _NO:
        yield Refusal("E-BULK-FORCE", C.FORCE_COMPLETE)
