"""Writes the report of an import: sentences for people, and a CSV file that a spreadsheet opens safely."""

import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agentview.core.errors import rejected
from agentview.files.reasons import reasons
from agentview.files.safe_cell import safe_cell
from agentview.gateway.order_import import Line, Outcome

COLUMNS = ("position", "key", "outcome", "references", "reasons", "what to do")
_FAILED = (Outcome.REFUSED, Outcome.CONFLICT, Outcome.UNKNOWN)


def sentence(line: Line) -> str:
    """Return the line of the report for people."""
    name = f"{line.position}  {line.key or '(no key)'}  {line.outcome.value}"
    if not line.refusals:
        return f"{name}  {', '.join(line.references)}".rstrip()
    why, advice = reasons(line.refusals)
    return f"{name}: {why} {advice}".rstrip()


def totals(counted: Counter[Outcome]) -> str:
    """Return how many orders ended in which way."""
    found = [f"{counted[outcome]} {outcome.value}" for outcome in Outcome if counted[outcome]]
    return ", ".join(found) or "no orders"


def all_are_in(counted: Counter[Outcome]) -> bool:
    """Say whether every order is in."""
    return not any(counted[outcome] for outcome in _FAILED)


class CsvReport:
    """A report file, written line by line, so that what was done stands in it even after a power cut."""

    def __init__(self, path: Path) -> None:
        """Begin the file. Raises Rejected (`E-REPORT-FILE`) where it cannot be written."""
        try:
            # With its mark, spreadsheets read the file as UTF-8.
            self._file = path.open("w", encoding="utf-8-sig", newline="")
        except OSError as error:
            raise rejected("E-REPORT-FILE", file=path.name) from error
        self._rows = csv.writer(self._file)
        self._rows.writerow(COLUMNS)

    def write(self, line: Line) -> None:
        """Add a line."""
        why, advice = reasons(line.refusals)
        texts = (line.key, line.outcome.value, " ".join(line.references), why, advice)
        self._rows.writerow([line.position, *map(safe_cell, texts)])
        self._file.flush()

    def close(self) -> None:
        """Finish the file."""
        self._file.close()


@contextmanager
def report_to(path: Path | None) -> Iterator[CsvReport | None]:
    """Open a report file for the time of an import, if one is wanted."""
    report = CsvReport(path) if path is not None else None
    try:
        yield report
    finally:
        if report is not None:
            report.close()
