"""Takes the lines of a bulk migration to the server and lets it go on, step by step, until all are over."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from agentview.contract import bulk_migration_runs as runs
from agentview.contract.bulk_migration_runs import (
    BeginBulk,
    BulkRef,
    BulkState,
    BulkStatus,
    LineResult,
    NextLines,
    PutLines,
    ResultsRequest,
    digest_of,
)
from agentview.contract.bulk_migrations import CHECK, LARGEST_BLOCK, BulkLine, CheckLines, LineVerdict
from agentview.core.errors import Conflict, Unknown
from agentview.core.money import Money
from agentview.files.body import LARGEST_BODY, longest
from agentview.files.calls import Calls
from agentview.files.migration_file import MigrationLines
from agentview.files.reasons import reasons
from agentview.files.table_file import table_file

COLUMNS = (
    "line",
    "row",
    "package",
    "plan code",
    "effective date",
    "force complete",
    "outcome",
    "migration",
    "total",
    "currency",
    "reason",
    "what to do",
)
_TRIES = 3
_LINE_AROUND = 400
Stop = Callable[[], bool]


def dry_run(gateway: Calls, lines: Sequence[BulkLine]) -> Iterator[tuple[LineVerdict, ...]]:
    """Judge the lines and change nothing; yield the verdicts block by block, in their order."""
    for block in _blocks(lines):
        yield gateway.call(CHECK, CheckLines(lines=block)).verdicts


def is_forced(lines: Sequence[BulkLine]) -> bool:
    """Say whether any line is to be completed at once."""
    return any(line.force_complete for line in lines)


def begin(
    gateway: Calls, found: MigrationLines, *, typed_number: int | None = None, again: bool = False
) -> BulkState:
    """Begin the lines, or learn how far they are.

    Raises Conflict (`E-BULK-DONE`), Rejected (`E-BULK-NUMBER`), Denied (`E-BULK-LARGE`, `E-BULK-OTHER`).
    """
    request = BeginBulk(
        name=found.name,
        sha256=digest_of(found.lines),
        total=len(found.lines),
        is_forced=is_forced(found.lines),
        typed_number=typed_number,
        again=again,
    )
    return gateway.call(runs.BEGIN, request)


def load(gateway: Calls, lines: Sequence[BulkLine], state: BulkState) -> Iterator[BulkState]:
    """Bring the lines that the server does not have; yield the state after each block."""
    while state.status is BulkStatus.LOADING:
        block = next(_blocks(lines[state.loaded :]), ())
        if not block:
            return
        request = PutLines(bulk_id=state.bulk_id, loaded=state.loaded, lines=block)
        try:
            state = gateway.call(runs.PUT, request)
        except Conflict as error:
            if error.code != "E-BULK-PLACE":
                raise
            # Another program brings the same lines, and is ahead.
            state = gateway.call(runs.STATUS, BulkRef(bulk_id=state.bulk_id))
        yield state


def go_on(gateway: Calls, state: BulkState, stop: Stop = lambda: False) -> Iterator[BulkState]:
    """Let the server carry out what is left; yield the state after each step, and end where `stop` says so.

    After a stop, a lost connection or a crash the run goes on where it was: no line is done twice.
    """
    failures = 0
    while state.status is BulkStatus.RUNNING and not stop():
        try:
            state = gateway.call(runs.NEXT, NextLines(bulk_id=state.bulk_id))
        except Unknown:
            # The step is done or not: how far the run is says the server.
            failures += 1
            if failures == _TRIES:
                raise
            state = gateway.call(runs.STATUS, BulkRef(bulk_id=state.bulk_id))
        else:
            failures = 0
        yield state


def results_of(gateway: Calls, bulk_id: int) -> Iterator[LineResult]:
    """Yield what became of each line, in their order."""
    after = 0
    while True:
        page = gateway.call(runs.RESULTS, ResultsRequest(bulk_id=bulk_id, after_number=after))
        yield from page.lines
        if not page.has_more:
            return
        after = page.lines[-1].number


def write_results(results: Iterator[LineResult], path: Path) -> int:
    """Write what became of each line, without the names of customers; return how many lines there are.

    Raises Rejected (`E-REJECTS-FILE`).
    """
    written = 0
    with table_file(path, COLUMNS) as table:
        for line in results:
            table.write(_cells(line))
            written += 1
    return written


def _cells(line: LineResult) -> tuple[str, ...]:
    why, advice = reasons(tuple(info.refusal() for info in line.refusals))
    quoted = line.quoted_cents
    total = str(Money(quoted, line.currency).decimal()) if quoted is not None else ""
    return (
        str(line.number),
        str(line.row or ""),
        line.package,
        line.plan_code,
        line.effective_on.isoformat() if line.effective_on else "",
        "yes" if line.force_complete else "no",
        line.outcome.value,
        line.reference,
        total,
        line.currency if total else "",
        why,
        advice,
    )


def _blocks(lines: Sequence[BulkLine]) -> Iterator[tuple[BulkLine, ...]]:
    block: list[BulkLine] = []
    size = 0
    for line in lines:
        length = _LINE_AROUND * (1 + len(line.refusals)) + longest(line.package + line.plan_code + line.note)
        if block and (len(block) == LARGEST_BLOCK or size + length > LARGEST_BODY):
            yield tuple(block)
            block, size = [], 0
        block.append(line)
        size += length
    if block:
        yield tuple(block)
