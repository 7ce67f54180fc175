"""Reads import files of TMF622 orders, one order at a time in little memory (D-36)."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import ijson.backends.yajl2_c as parser
from ijson.common import JSONError
from pydantic import ValidationError

from agentview.contract.orders import ProductOrder
from agentview.core.errors import Refusal, rejected
from agentview.core.text import clean
from agentview.files.file_guard import BLOCK, FileGuard, open_guarded
from agentview.gateway.value_builder import ValueBuilder

DEEPEST = 32
"""As deep as a request may be nested."""

_MOST_DIGITS = 40
_FIRST_TOO_LONG: int = 10**_MOST_DIGITS
_LARGEST_EXPONENT = 99
_MOST_REFUSALS = 50
_STARTS = frozenset({"start_map", "start_array"})
_ENDS = frozenset({"end_map", "end_array"})
_LONGEST_KEY = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """One order of a file: its place, counted from 1, its key as written, and it or why it cannot be read."""

    position: int
    key: str
    order: ProductOrder | None
    refusals: tuple[Refusal, ...] = ()


class OrderFile:
    """An import file: one ProductOrder, or a list of them. Open it, check it whole, then go through it."""

    def __init__(self, path: Path) -> None:
        """Open the file. Raises Rejected (`E-FILE-OPEN`, `E-FILE-LARGE`, `E-FILE-EMPTY`)."""
        self._stream: BinaryIO = open_guarded(path)
        self._checked = _state(self._stream)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream.close()

    def check(self) -> int:
        """Read the whole file and return how many orders it holds, so that a broken one changes nothing.

        Raises Rejected: `E-FILE-JSON`, `E-FILE-SHAPE`, `E-FILE-DEPTH`, `E-FILE-NUMBER`, those of FileGuard.
        """
        self._checked = _state(self._stream)
        guard = FileGuard(self._stream)
        with _as_refusal(guard):
            _walk(guard)
        return guard.orders

    def entries(self) -> Iterator[Entry]:
        """Yield each order in turn. Raises Rejected (`E-FILE-CHANGED`) where it was changed meanwhile."""
        guard = FileGuard(self._stream)
        with _as_refusal(guard):
            for value, repeated in _values(guard):
                if _state(self._stream) != self._checked:
                    raise rejected("E-FILE-CHANGED", position=guard.orders)
                yield _entry(guard.orders, value, repeated)


def _state(stream: BinaryIO) -> tuple[int, int]:
    found = os.fstat(stream.fileno())
    return found.st_size, found.st_mtime_ns


@contextmanager
def _as_refusal(guard: FileGuard) -> Iterator[None]:
    """Say of a broken file at which order it is; the parser's own words would repeat what stands there."""
    try:
        yield
    except JSONError as error:
        kind = "truncated" if "premature EOF" in str(error) else "json_invalid"
        raise rejected("E-FILE-JSON", kind=kind, position=guard.orders + 1) from error


def _walk(guard: FileGuard) -> None:
    """Go through all events without keeping any."""
    depth = 0
    base = -1
    for event, value in parser.basic_parse(guard, buf_size=BLOCK):
        if base < 0:
            base = _base(event)
        if event in _STARTS:
            depth += 1
            if depth - base > DEEPEST:
                raise rejected("E-FILE-DEPTH", most=DEEPEST, position=guard.orders + 1)
            continue
        if event in _ENDS:
            depth -= 1
        elif event == "number" and not _is_fit(value):
            raise rejected("E-FILE-NUMBER", position=guard.orders + 1)
        if depth == base:
            guard.mark_order_end()


def _base(first_event: str) -> int:
    """Return the depth at which orders stand: 1 in a list, 0 for a single one."""
    if first_event not in _STARTS:
        raise rejected("E-FILE-SHAPE")
    return int(first_event == "start_array")


def _is_fit(number: object) -> bool:
    """Say whether a number is one that a request could hold."""
    if isinstance(number, int):
        return -_FIRST_TOO_LONG < number < _FIRST_TOO_LONG
    if not isinstance(number, Decimal):
        return True
    is_short = len(number.as_tuple().digits) <= _MOST_DIGITS
    return is_short and abs(number.adjusted()) <= _LARGEST_EXPONENT


def _values(guard: FileGuard) -> Iterator[tuple[object, tuple[str, ...]]]:
    """Yield each order as plain values, and the names that stand twice in one of its objects."""
    builder: ValueBuilder | None = None
    base = -1
    for event, value in parser.basic_parse(guard, buf_size=BLOCK):
        if base < 0:
            base = _base(event)
            if base == 1:
                continue
        if builder is None:
            if event == "end_array":
                return
            builder = ValueBuilder()
        if builder.take(event, value):
            guard.mark_order_end()
            yield builder.value, tuple(builder.repeated)
            builder = None


def _entry(position: int, value: object, repeated: tuple[str, ...]) -> Entry:
    key = _key(value)
    refusals = tuple(Refusal("E-NAME-TWICE", name, values={"name": name}) for name in repeated)
    if not isinstance(value, dict):
        refusals = (Refusal("E-ORDER-SHAPE"),)
    if refusals:
        return Entry(position, key, None, refusals[:_MOST_REFUSALS])
    try:
        return Entry(position, key, ProductOrder.model_validate(value))
    except ValidationError as error:
        return Entry(position, key, None, field_refusals(error))


def _key(value: object) -> str:
    """Return the key as it was written, for people to find the order again."""
    found = (value.get("externalId") or value.get("id")) if isinstance(value, dict) else None
    return clean(str(found))[:_LONGEST_KEY] if isinstance(found, str | int) else ""


def field_refusals(error: ValidationError) -> tuple[Refusal, ...]:
    """Return a refusal for each wrong field, named by its JSON pointer, without repeating its content."""
    found: dict[str, Refusal] = {}
    for problem in error.errors(include_url=False, include_context=False, include_input=False):
        pointer = "".join(f"/{part}" for part in problem["loc"])
        # Of a value that may be of several types, the pointer goes on with each type that did not fit.
        at = pointer.find("/value/")
        field = pointer if at < 0 else pointer[: at + len("/value")]
        found.setdefault(field, Refusal("E-FIELD", field, "D-25", {"kind": problem["type"]}))
    # A list of which every entry is wrong is called too short as well.
    inner = [refusal for field, refusal in found.items() if not any(f.startswith(f"{field}/") for f in found)]
    return tuple(inner)[:_MOST_REFUSALS]
