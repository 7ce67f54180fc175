"""Reads invoices and payments from a file: CSV or XLSX with a line each, or a JSON list of the same."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

import msgspec

from agentview.contract.ledger import MOST_CENTS
from agentview.contract.ledger_import import MOST_LINES, LedgerFileLine, LedgerLineKind
from agentview.contract.value import RefusalInfo
from agentview.core.errors import Refusal, rejected
from agentview.core.text import clean, has_forbidden
from agentview.files.customer_file import CustomerFile
from agentview.files.file_guard import FileGuard, open_guarded
from agentview.files.pool_file import read_cents
from agentview.files.spellings import by_spelling


class LedgerColumn(StrEnum):
    """The columns of the file, as they are called in it."""

    KIND = "kind"
    ACCOUNT = "account"
    NUMBER = "number"
    DATE = "date"
    DUE = "due"
    AMOUNT = "amount"
    METHOD = "method"
    REFERENCE = "reference"


C = LedgerColumn
SPELLINGS: Mapping[LedgerColumn, str] = {
    C.KIND: "kind type art",
    C.ACCOUNT: "account accountno accountnumber kontonummer kundennummer",
    C.NUMBER: "number no documentno invoiceno paymentid id nummer belegnummer",
    C.DATE: "date on issuedon receivedon datum",
    C.DUE: "due dueon duedate faellig faelligam",
    C.AMOUNT: "amount total betrag",
    C.METHOD: "method zahlungsart",
    C.REFERENCE: "reference verwendungszweck",
}
_NEEDED = (C.KIND, C.ACCOUNT, C.NUMBER, C.DATE, C.AMOUNT)
_TO_FIELD = {
    C.KIND: "kind",
    C.ACCOUNT: "account_no",
    C.NUMBER: "document_no",
    C.DATE: "on",
    C.DUE: "due_on",
    C.AMOUNT: "amount_cents",
    C.METHOD: "method",
    C.REFERENCE: "reference",
}
_LONGEST = {C.ACCOUNT: 200, C.NUMBER: 100, C.METHOD: 20, C.REFERENCE: 200}
_JSON = (b"[", b"{")


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """The lines of a file."""

    name: str
    lines: tuple[LedgerFileLine, ...]


def read_ledger(path: Path) -> LedgerFile:
    """Read a file whole; blank rows are passed over.

    Raises Rejected: `E-LEDGER-COLUMNS`, `E-LEDGER-MANY`, `E-LEDGER-JSON`, and what keeps a file from being
    read.
    """
    lines = _from_json(path) if _is_json(path) else _from_table(path)
    kept: list[LedgerFileLine] = []
    for line in lines:
        if len(kept) == MOST_LINES:
            raise rejected("E-LEDGER-MANY", most=MOST_LINES)
        kept.append(line)
    if not kept:
        raise rejected("E-FILE-CSV", file=path.name)
    return LedgerFile(path.name, tuple(kept))


def _from_table(path: Path) -> Iterator[LedgerFileLine]:
    with CustomerFile(path) as file:
        columns = file.columns()
        found = by_spelling(columns, SPELLINGS)
        missing = [column.value for column in _NEEDED if column not in found.values()]
        if missing:
            raise rejected("E-LEDGER-COLUMNS", columns=", ".join(missing))
        places = {field: columns.index(column) for column, field in found.items()}
        for row in file.rows():
            cells = row.cells
            values = {field: clean(cells[at]) if at < len(cells) else "" for field, at in places.items()}
            if row.refusals or any(values.values()):
                yield _line(row.number, values, row.refusals)


def _from_json(path: Path) -> Iterator[LedgerFileLine]:
    with open_guarded(path) as stream:
        guard, blocks = FileGuard(stream), []
        while block := guard.read():
            blocks.append(block)
    try:
        told = msgspec.json.decode(b"".join(blocks))
    except (msgspec.DecodeError, RecursionError) as error:
        raise rejected("E-LEDGER-JSON") from error
    if not isinstance(told, list) or not all(isinstance(one, dict) for one in told):
        raise rejected("E-LEDGER-JSON")
    for number, one in enumerate(told, 1):
        spelt = by_spelling(tuple(one), SPELLINGS)
        values = {field: _text(one[name]) for name, field in spelt.items()}
        is_odd = any(value is None for value in values.values())
        refusals = (Refusal("E-LEDGER-JSON"),) if is_odd else ()
        yield _line(number, {field: value or "" for field, value in values.items()}, refusals)


def _text(value: object) -> str | None:
    """Return a JSON value as a table would hold it; None for one that no cell could be.

    A number is not an amount: as a binary fraction it may not be what was meant.
    """
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    text = str(value)
    return None if has_forbidden(text) else clean(text)


def _line(number: int, values: Mapping[LedgerColumn, str], unread: Sequence[Refusal]) -> LedgerFileLine:
    refusals = list(unread)
    kind, on, due_on, cents = None, None, None, None
    if not unread:
        kind = _kind(values.get(C.KIND, ""), refusals)
        on = _day(values, C.DATE, refusals)
        due_on = _day(values, C.DUE, refusals)
        cents = _cents(values.get(C.AMOUNT, ""), refusals)
        refusals += [
            Refusal("E-LONG", _TO_FIELD[field], values={"most": most, "length": len(values[field])})
            for field, most in _LONGEST.items()
            if len(values.get(field, "")) > most
        ]
    texts = {_TO_FIELD[field]: values.get(field, "")[:most] for field, most in _LONGEST.items()}
    return LedgerFileLine(
        number=number,
        kind=kind,
        on=on,
        due_on=due_on,
        amount_cents=cents,
        refusals=tuple(RefusalInfo.of(one) for one in refusals),
        **texts,
    )


def _kind(said: str, refusals: list[Refusal]) -> LedgerLineKind | None:
    if said.upper() in set(LedgerLineKind):
        return LedgerLineKind(said.upper())
    if said:
        refusals.append(Refusal("E-LEDGER-KIND", "kind", values={"value": said[:200]}))
    return None


def _day(values: Mapping[LedgerColumn, str], field: LedgerColumn, refusals: list[Refusal]) -> date | None:
    said = values.get(field, "")
    if not said:
        return None
    try:
        return date.fromisoformat(said)
    except ValueError:
        refusals.append(Refusal("E-LEDGER-DAY", _TO_FIELD[field], values={"value": said[:200]}))
        return None


def _cents(said: str, refusals: list[Refusal]) -> int | None:
    try:
        cents = read_cents(said)
    except ValueError:
        cents = 0
    if cents is None or 0 < cents <= MOST_CENTS:
        return cents
    refusals.append(Refusal("E-LEDGER-AMOUNT", "amount_cents", values={"value": said[:200]}))
    return None


def _is_json(path: Path) -> bool:
    with open_guarded(path) as stream:
        return stream.read(64).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_JSON)
