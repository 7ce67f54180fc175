"""Where a long list gets its rows from, a page at a time; imports no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Generic, Protocol, TypeVar

R = TypeVar("R")


class Purpose(Enum):
    """Why a page is wanted: the list starts anew, the reader scrolled, or known rows are read again."""

    RELOAD = auto()
    PAGE = auto()
    REFRESH = auto()


@dataclass(frozen=True)
class PageRequest:
    """One page that a list wants.

    `after` and `before` are the tokens of the known rows just above and below, for a source that
    reads by key instead of by offset. `serial` tells answers apart; give the request back as it is.
    """

    serial: int
    offset: int
    limit: int
    after: object | None = None
    before: object | None = None
    purpose: Purpose = Purpose.PAGE


@dataclass(frozen=True)
class Page(Generic[R]):
    """The rows of a page and how many rows the list has now; None if that is not known."""

    rows: Sequence[R]
    total: int | None = None


class PageSource(Protocol):
    """Asked for pages by the model; answers later with the model's `deliver` or `fail`.

    It must not answer inside `request` with rows that it reads on the GUI thread.
    """

    def request(self, wanted: PageRequest) -> None:
        """Starts reading the page."""
