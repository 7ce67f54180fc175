"""How a presenter gets work done off the GUI thread; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Runner(Protocol):
    """Runs calls elsewhere and answers on the GUI thread."""

    def submit(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None],
        owner: object,
        *,
        newest: str = "",
    ) -> None:
        """Runs `work` and calls exactly one of the two receivers later.

        With a name in `newest`, an earlier call of the same owner and name that has not answered
        yet is forgotten (the newest request wins). Nothing is called once the owner was dropped.
        """

    def drop(self, owner: object) -> None:
        """Forgets every unanswered call of this owner, for example because its screen closed."""
