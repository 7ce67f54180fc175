"""Places in a sorted list: opaque tokens that name the row from which the next page goes on."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer
from sqlalchemy.orm import InstrumentedAttribute

from agentview.core.errors import Rejected, rejected
from agentview.core.text import has_forbidden
from agentview.models.base import Moment

LARGEST_ID = 2**53
Key = InstrumentedAttribute[Any] | ColumnElement[Any]


@dataclass(frozen=True, slots=True)
class Place:
    """The sort values of a row."""

    values: tuple[object, ...]

    def token(self) -> str:
        """Return the opaque form."""
        plain = [value.isoformat() if isinstance(value, date | datetime) else value for value in self.values]
        return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode()


def read_place(token: str, columns: Sequence[Key]) -> Place:
    """Read a token. Raises Rejected (`E-CURSOR`) for one that is not of a list sorted by `columns`."""
    try:
        plain = json.loads(base64.urlsafe_b64decode(token.encode()))
    except (binascii.Error, ValueError) as error:
        raise _no_cursor() from error
    if not isinstance(plain, list) or len(plain) != len(columns):
        raise _no_cursor()
    try:
        return Place(tuple(_typed(value, column) for value, column in zip(plain, columns, strict=True)))
    except (ValueError, OverflowError) as error:
        raise _no_cursor() from error


def _typed(value: object, column: Key) -> object:
    """Return the value as its column holds it. Raises ValueError where it cannot be one."""
    if isinstance(column.type, Moment):
        return datetime.fromisoformat(str(value)).astimezone(UTC)
    if isinstance(column.type, Date):
        return date.fromisoformat(str(value))
    if isinstance(column.type, Integer):
        return _number(value)
    if not isinstance(value, str) or has_forbidden(value):
        raise ValueError("not a text that can be stored")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or not 0 < value < LARGEST_ID:
        raise ValueError("not an id")
    return value


def _no_cursor() -> Rejected:
    return rejected("E-CURSOR", field="after")
