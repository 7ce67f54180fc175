"""A runner for tests: holds every call until the test runs it, in any order, without threads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from agentview.core.errors import AgentViewError
from agentview.ui.kit.tickets import Tickets

T = TypeVar("T")


class HeldRunner:
    """Calls wait in `held`, oldest first, until the test runs or fails them."""

    def __init__(self) -> None:
        """Holds nothing yet."""
        self.held: list[tuple[int, Callable[[], Any]]] = []
        self._tickets = Tickets()

    def submit(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None],
        owner: object,
        *,
        newest: str = "",
    ) -> None:
        """Holds the call; see `Runner.submit`."""
        receive: Callable[[Any], None] = on_done
        self.held.append((self._tickets.issue(owner, newest, receive, on_error), work))

    def drop(self, owner: object) -> None:
        """Forgets every unanswered call of this owner."""
        self._tickets.drop(owner)

    def run_next(self, index: int = 0) -> None:
        """Runs one held call (0 is the oldest, -1 the newest) and answers it if still wanted.

        An error of the call goes to `on_error` when it is one of the kinds that services raise;
        a bug in the call is raised into the test.
        """
        number, work = self.held.pop(index)
        try:
            answer = work()
        except (AgentViewError, RuntimeError, ValueError, LookupError, OSError) as error:
            self._answer_error(number, error)
            return
        ticket = self._tickets.redeem(number)
        if ticket is not None:
            ticket.on_done(answer)

    def run_all(self) -> None:
        """Runs held calls, and those that their answers ask for, until none is left."""
        while self.held:
            self.run_next()

    def fail_next(self, error: Exception, index: int = 0) -> None:
        """Answers one held call with this error instead of running it."""
        number, _ = self.held.pop(index)
        self._answer_error(number, error)

    def _answer_error(self, number: int, error: Exception) -> None:
        ticket = self._tickets.redeem(number)
        if ticket is not None:
            ticket.on_error(error)
