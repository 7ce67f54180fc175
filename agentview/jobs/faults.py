"""What stands in the way at one partner keeps no other one waiting: the faults of a round."""

from collections.abc import Iterator
from contextlib import contextmanager

from agentview.core import log
from agentview.core.errors import AgentViewError, Unavailable


class Faults:
    """Keeps what goes wrong at single partners to the end of a round of `job`."""

    def __init__(self, job: str) -> None:
        """Begin with none."""
        self._job = job
        self._found: list[AgentViewError] = []

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._found)

    @contextmanager
    def kept(self, record_id: int) -> Iterator[None]:
        """Keep what goes wrong within, about the record named; that the run is stopped passes through."""
        try:
            yield
        except AgentViewError as error:
            log.warn("partner.put_off", operation=self._job, code=error.code, record_id=record_id)
            self._found.append(error)

    def raise_unreached(self) -> None:
        """Raise the first Unavailable: the round is tried again for what it kept."""
        for fault in self._found:
            if isinstance(fault, Unavailable):
                raise fault
