"""The engine as services see it: takes tickets in their transactions, once it has been loaded."""

import importlib
from collections.abc import Sequence
from typing import Any

from agentview.jobs.job import Job
from agentview.services.work import Ticket, Transaction


class DurableWork:
    """Hands tickets to the durable engine; until it is loaded they wait in their rows for its sweep.

    It is loaded off the way of the program's start: a desktop shows its window first.
    """

    def __init__(self, jobs: Sequence[Job]) -> None:
        """Know `jobs`."""
        self.all = {job.spec.name: job for job in jobs}
        self.jobs = tuple(job.spec for job in jobs)
        self._counter: Any = None

    def load(self, url: str) -> Any:  # noqa: ANN401 - the module is loaded late
        """Load the engine and make its tables; return its module. Takes a quarter of a second at first."""
        port = importlib.import_module("agentview.jobs.port")
        if self._counter is None:
            port.make_tables(url)
            self._counter = port.Counter(url)
        return port

    def hand_over(self, session: Transaction, ticket: Ticket) -> bool:
        """Take a ticket within the session's transaction; say whether it was taken."""
        if self._counter is None:
            return False
        self._counter.take(session, ticket)
        return True

    def close(self) -> None:
        """Let go; tickets wait in their rows again."""
        if self._counter is not None:
            self._counter.close()
            self._counter = None
