"""What is wrong with an interface file: each problem with its place and code, nothing of what stood there."""

import dataclasses
import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache

import msgspec
from msgspec import inspect

from agentview.core.errors import Refusal, Value
from agentview.core.text import has_forbidden

RULE = "R-HW-17"
_PLAIN_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
_STRANGE = "?"


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """One problem: its record, counted from 1 (None: the header), its field, its code, and limits."""

    record: int | None
    field: str
    code: str
    values: Mapping[str, Value] = dataclasses.field(default_factory=dict)

    @property
    def refusal(self) -> Refusal:
        """The problem as a reason of an error."""
        return Refusal(self.code, self.field, RULE, {"record": self.record or 0, **self.values})


def problems_of(value: object, expected: type, record: int | None) -> Iterator[Problem]:
    """Yield all that keeps `value`, as parsed from JSON, from being an `expected` Struct."""
    yield from _of(value, _shape(expected), record, "")


def has_name_twice(raw: bytes) -> bool:
    """Say whether an object in readable JSON has a name twice, so that it is not clear which value counts."""
    try:
        json.loads(raw, object_pairs_hook=_once)
    except _TwiceError:
        return True
    return False


class _TwiceError(Exception):
    pass


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    names = dict(pairs)
    if len(names) != len(pairs):
        raise _TwiceError
    return names


@cache
def _shape(expected: type) -> inspect.Type:
    return inspect.type_info(expected)


def _of(value: object, shape: inspect.Type, record: int | None, at: str) -> Iterator[Problem]:
    match shape:
        case inspect.StructType():
            return _of_object(value, shape, record, at)
        case inspect.ListType():
            return _of_list(value, shape, record, at)
        case inspect.StrType():
            return _of_text(value, shape, record, at)
        case inspect.IntType():
            return _of_number(value, shape, record, at)
        case inspect.UnionType():
            return iter(()) if value is None else _of(value, shape.types[0], record, at)
        case _:
            return _of_plain(value, shape, record, at)


def _of_plain(value: object, shape: inspect.Type, record: int | None, at: str) -> Iterator[Problem]:
    if isinstance(shape, inspect.LiteralType):
        if value not in shape.values:
            allowed = ", ".join(map(str, shape.values))
            yield Problem(record, at, "E-INTERFACE-VALUE", {"allowed": allowed})
    elif isinstance(shape, inspect.DateTimeType):
        if not _is_moment(value):
            yield Problem(record, at, "E-INTERFACE-TYPE", {"kind": "a date and time"})
    elif not isinstance(value, bool):
        yield Problem(record, at, "E-INTERFACE-TYPE", {"kind": "true or false"})


def _of_object(value: object, shape: inspect.StructType, record: int | None, at: str) -> Iterator[Problem]:
    if not isinstance(value, dict):
        yield Problem(record, at, "E-INTERFACE-TYPE", {"kind": "an object"})
        return
    fields = {one.encode_name: one for one in shape.fields}
    for name, one in fields.items():
        if name in value:
            yield from _of(value[name], one.type, record, _inside(at, name))
        elif one.required:
            yield Problem(record, _inside(at, name), "E-INTERFACE-MISSING")
    for name in value:
        if name not in fields:
            plain = name if _PLAIN_KEY.fullmatch(name) else _STRANGE
            yield Problem(record, _inside(at, plain), "E-INTERFACE-UNKNOWN")


def _of_list(value: object, shape: inspect.ListType, record: int | None, at: str) -> Iterator[Problem]:
    if not isinstance(value, list):
        yield Problem(record, at, "E-INTERFACE-TYPE", {"kind": "a list"})
        return
    if len(value) < (shape.min_length or 0):
        yield Problem(record, at, "E-INTERFACE-MISSING")
    for number, one in enumerate(value):
        yield from _of(one, shape.item_type, record, f"{at}[{number}]")


def _of_text(value: object, shape: inspect.StrType, record: int | None, at: str) -> Iterator[Problem]:
    if not isinstance(value, str):
        yield Problem(record, at, "E-INTERFACE-TYPE", {"kind": "text"})
    elif len(value) < (shape.min_length or 0):
        yield Problem(record, at, "E-INTERFACE-MISSING")
    elif shape.max_length is not None and len(value) > shape.max_length:
        yield Problem(record, at, "E-INTERFACE-LONG", {"most": shape.max_length})
    elif has_forbidden(value) or (shape.pattern and not re.search(shape.pattern, value)):
        yield Problem(record, at, "E-INTERFACE-CHARACTERS")


def _of_number(value: object, shape: inspect.IntType, record: int | None, at: str) -> Iterator[Problem]:
    whole = int(value) if isinstance(value, float) and value.is_integer() else value
    if not isinstance(whole, int) or isinstance(whole, bool):
        yield Problem(record, at, "E-INTERFACE-TYPE", {"kind": "a whole number"})
    elif not (shape.ge or 0) <= whole <= (shape.le or whole):
        yield Problem(record, at, "E-INTERFACE-RANGE", {"least": shape.ge, "most": shape.le})


def _is_moment(value: object) -> bool:
    try:
        msgspec.convert(value, datetime)
    except msgspec.ValidationError:
        return False
    return True


def _inside(at: str, name: str) -> str:
    return f"{at}.{name}" if at else name
