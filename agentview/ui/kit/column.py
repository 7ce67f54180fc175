"""Describes a column of a list; imports no Qt, so a presenter may hold it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Generic, TypeVar

from agentview.ui.kit.mark import Mark

R = TypeVar("R")


class Kind(Enum):
    """How the cells of a column are drawn."""

    TEXT = auto()
    ID = auto()
    CHIP = auto()
    AGE = auto()
    PRESENCE = auto()
    NUMBER = auto()
    PHONE = auto()


NEVER_ELIDED = frozenset({Kind.ID, Kind.CHIP, Kind.AGE, Kind.NUMBER, Kind.PHONE})
RIGHT_ALIGNED = frozenset({Kind.AGE, Kind.NUMBER})


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column of rows of type R.

    `title` and `sample` are called late, so that they speak the user's language. `sample` is the
    longest text the column must hold, `least` what it shows at least before others give way; `mark`
    gives chip, age or presence for those kinds; `sort_key` is what the source is asked to sort by (None:
    this column cannot sort). Where the list is too narrow, columns with `gives_way` are left out, the
    highest first, so that nothing scrolls sideways.
    """

    key: str
    title: Callable[[], str]
    text: Callable[[R], str]
    kind: Kind = Kind.TEXT
    mark: Callable[[R], Mark | None] | None = None
    sort_key: str | None = None
    sample: Callable[[], str] | None = None
    tip: Callable[[R], str] | None = None
    stretch: bool = False
    hidden: bool = False
    strong: bool = True
    align_right: bool | None = None
    gives_way: int = 0
    least: Callable[[], str] | None = None

    @property
    def is_right(self) -> bool:
        """Whether the text stands at the end of the cell; numbers and ages do."""
        return self.kind in RIGHT_ALIGNED if self.align_right is None else self.align_right


@dataclass(frozen=True)
class SortOrder:
    """By which sort key a list is ordered, and in which direction."""

    key: str
    descending: bool = False
