"""Finds the variables in the text of a template, and which of them nobody knows; imports no Qt."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

SIGN = "%%"
_BASIC = 0xFFFF
_MARK = re.compile(r"%%([^%\s]{1,60})%%")
_BEGUN = re.compile(r"%%([A-Za-z0-9_.]*)$")


@dataclass(frozen=True)
class Mark:
    """A variable in a text: its name, and where it stands, in characters from 0, `end` behind it."""

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class Place:
    """Where something stands in a text, as people count: line and column from 1."""

    line: int
    column: int


def marks(text: str) -> tuple[Mark, ...]:
    """Every variable in the order of the text."""
    return tuple(Mark(found[1], found.start(), found.end()) for found in _MARK.finditer(text))


def unknown(text: str, allowed: Collection[str]) -> tuple[Mark, ...]:
    """The variables that are not among the allowed ones (R-EVT-10)."""
    return tuple(mark for mark in marks(text) if mark.name not in allowed)


def place(text: str, at: int) -> Place:
    """The line and column of a character."""
    before = text[:at]
    return Place(before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1)


def begun(before: str) -> str | None:
    """The part of a name that is typed after an opening sign, given the text before the cursor.

    An even number of signs on the line means that none is open: "%%a%%" is finished.
    """
    line = before[before.rfind("\n") + 1 :]
    found = _BEGUN.search(line)
    if found is None or line[: found.start()].count(SIGN) % 2:
        return None
    return found[1]


def written(name: str) -> str:
    """A variable as it is written into a text."""
    return f"{SIGN}{name}{SIGN}"


def upto(text: str, units: int) -> str:
    """The part of a text before a place that Qt counts in its units."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")


def wide(text: str, at: int) -> int:
    """How many units Qt counts before a character: those beyond the basic plane count twice."""
    return at + sum(1 for letter in text[:at] if ord(letter) > _BASIC)
