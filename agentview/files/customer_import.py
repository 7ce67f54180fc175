"""Takes a file of customers in, block by block: it can be stopped after each and goes on where it was."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from agentview.contract import customer_imports as contract
from agentview.contract.customer_imports import (
    LARGEST_BLOCK,
    BeginImport,
    CheckRows,
    ImportDefaults,
    ImportField,
    ImportRef,
    ImportRow,
    ImportState,
    ImportStatus,
    PutRows,
    Reject,
    RejectsRequest,
    TakenBack,
)
from agentview.contract.value import RefusalInfo
from agentview.core.errors import Conflict, Refusal, Unknown
from agentview.core.text import clean
from agentview.files.body import LARGEST_BODY, longest
from agentview.files.calls import Calls
from agentview.files.customer_columns import checked
from agentview.files.customer_file import CustomerFile, FileRow, Found

_TRIES = 3
_ACCOUNT_NO = ImportField.ACCOUNT_NO
Places = Sequence[tuple[int, ImportField]]
"""Where in a row each field stands."""

Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Plan:
    """A file, what its columns hold, and what holds for rows that do not say it themselves."""

    file: CustomerFile
    found: Found
    columns: Mapping[str, ImportField]
    defaults: ImportDefaults

    def checked(self) -> "Plan":
        """Return the plan with the columns that are used. Raises Rejected: `E-COLUMNS`, `E-COLUMN-TWICE`."""
        return Plan(self.file, self.found, checked(self.found.columns, self.columns), self.defaults)


@dataclass(frozen=True, slots=True)
class Tally:
    """How far a dry run is: rows seen, rows that would be refused, and customers that are there already."""

    done: int = 0
    good: int = 0
    refused: int = 0
    known: int = 0


def dry_run(gateway: Calls, plan: Plan, report: Callable[[Reject], None]) -> Iterator[Tally]:
    """Judge every row and change nothing; `report` hears of each that would not be taken in."""
    tally = Tally()
    for numbers, rows in _blocks(plan, 0):
        verdicts = gateway.call(contract.CHECK, CheckRows(defaults=plan.defaults, rows=rows)).verdicts
        good = refused = known = 0
        for number, row, verdict in zip(numbers, rows, verdicts, strict=True):
            if verdict.refusals:
                report(Reject(row=number, refusals=verdict.refusals))
                is_known = verdict.refusals[0].code == "E-ROW-KNOWN"
                known, refused = known + is_known, refused + (not is_known)
            else:
                good += bool(row.values)
        tally = Tally(tally.done + len(rows), tally.good + good, tally.refused + refused, tally.known + known)
        yield tally


def begin(gateway: Calls, plan: Plan, *, again: bool = False) -> ImportState:
    """Begin the file, or learn where it goes on. Raises Conflict: `E-IMPORT-DONE`, `E-IMPORT-COLUMNS`."""
    return gateway.call(
        contract.BEGIN,
        BeginImport(
            file_name=clean(plan.file.path.name)[:200],
            sha256=plan.found.sha256,
            rows=plan.found.rows,
            columns=dict(plan.columns),
            defaults=plan.defaults,
            again=again,
        ),
    )


def run(gateway: Calls, plan: Plan, state: ImportState, stop: Stop = lambda: False) -> Iterator[ImportState]:
    """Put the rows that are not done; yield the state after each block, and end where `stop` says so.

    What was put is whole at any moment: run it again after a stop, a lost connection or a crash.
    """
    yield state
    while state.status is ImportStatus.RUNNING and state.done < state.rows:
        before = state.done
        for _, rows in _blocks(plan, state.done):
            if stop():
                return
            state, is_next = _put(gateway, state, rows)
            yield state
            if not is_next:
                break
        if state.done == before:
            break
    if state.done >= state.rows:
        yield gateway.call(contract.FINISH, ImportRef(import_id=state.import_id))


def _put(gateway: Calls, state: ImportState, rows: tuple[ImportRow, ...]) -> tuple[ImportState, bool]:
    """Put a block; where another program is ahead, return how far it is and that these rows do not follow."""
    request = PutRows(import_id=state.import_id, done=state.done, rows=rows)
    expected = state.done + len(rows)
    for attempt in range(_TRIES):
        try:
            state = gateway.call(contract.PUT, request)
        except Unknown:
            # The block is in or not: the same block again changes nothing twice.
            if attempt == _TRIES - 1:
                raise
        except Conflict as error:
            if error.code == "E-DUPLICATE" and attempt < _TRIES - 1:
                continue
            if error.code != "E-IMPORT-PLACE":
                raise
            return gateway.call(contract.STATUS, ImportRef(import_id=state.import_id)), False
        else:
            break
    return state, state.done == expected


def take_back(gateway: Calls, import_id: int) -> Iterator[TakenBack]:
    """Remove the untouched customers of an import, run by run; yield how far it is."""
    while True:
        answer = gateway.call(contract.TAKE_BACK, ImportRef(import_id=import_id))
        yield answer
        if not answer.left:
            return


def rejects_of(gateway: Calls, import_id: int) -> Iterator[Reject]:
    """Yield the rows that were not taken in, in their order."""
    after = 0
    while True:
        page = gateway.call(contract.REJECTS, RejectsRequest(import_id=import_id, after_row=after))
        yield from page.rejects
        if not page.has_more:
            return
        after = page.rejects[-1].row


def _blocks(plan: Plan, done: int) -> Iterator[tuple[list[int], tuple[ImportRow, ...]]]:
    """Yield blocks of rows after those that are done, with the numbers of the rows."""
    numbers: list[int] = []
    rows: list[ImportRow] = []
    size = 0
    seen: dict[int, int] = {}
    places = [(plan.found.columns.index(column), field) for column, field in plan.columns.items()]
    for at, row in enumerate(plan.file.rows()):
        wanted = _wanted(places, row, seen)
        if at < done:
            continue
        length = 200 + 30 * len(wanted.values) + longest("".join(wanted.values.values()))
        if rows and (len(rows) == LARGEST_BLOCK or size + length > LARGEST_BODY):
            yield numbers, tuple(rows)
            numbers, rows, size = [], [], 0
        numbers.append(row.number)
        rows.append(wanted)
        size += length
    if rows:
        yield numbers, tuple(rows)


def _wanted(places: Places, row: FileRow, seen: dict[int, int]) -> ImportRow:
    """Return a row by its fields; one whose account number stood in an earlier row is refused here."""
    if row.refusals:
        return ImportRow.model_construct(
            values={}, refusals=tuple(RefusalInfo.of(refusal) for refusal in row.refusals)
        )
    cells = row.cells
    values = {field: text for place, field in places if (text := cells[place].strip())}
    number = values.get(_ACCOUNT_NO, "")
    if number and seen.setdefault(hash(number), row.number) != row.number:
        twice = Refusal("E-ROW-TWICE", ImportField.ACCOUNT_NO.value, values={"account": number[:100]})
        return ImportRow.model_construct(values={}, refusals=(RefusalInfo.of(twice),))
    return ImportRow.model_construct(values=values, refusals=())
