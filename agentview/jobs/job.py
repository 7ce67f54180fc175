"""What a job is: how services know it, what carries it out, and what that is given to work with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from agentview.core.caller import Caller
from agentview.gateway.dispatch import Dispatcher
from agentview.gateway.embedded import Embedded
from agentview.jobs.worker import Stopped
from agentview.services.unit import Unit
from agentview.services.work import JobSpec

T = TypeVar("T")


class Cancelled(Stopped):
    """Somebody cancelled the run."""


class TakenAway(Stopped):
    """The run was begun again elsewhere, because this process was taken for dead."""


class Interrupted(Stopped):
    """This process ends; another one goes on with the run."""


class Run(Protocol):
    """A run that is being carried out, and what its handler works with.

    A handler may be broken off anywhere and is then called again from its beginning, by this process or by
    another one. What it does must therefore be written so that a second time changes nothing: conditional
    UPDATEs, unique keys, files whose names follow from the run.
    """

    @property
    def embedded(self) -> Embedded:
        """The services in this process."""
        ...

    @property
    def caller(self) -> Caller:
        """The program, acting for the provider of the run."""
        ...

    @property
    def run_id(self) -> int:
        """The number of the run."""
        ...

    @property
    def payload(self) -> Mapping[str, Any]:
        """What the run was asked for with."""
        ...

    @property
    def dispatcher(self) -> Dispatcher:
        """What opens transactions: `dispatcher.act(run.caller, work)`."""
        ...

    @property
    def now(self) -> datetime:
        """The present moment."""
        ...

    def act(self, work: Callable[[Unit], T]) -> T:
        """Do something in a transaction of its own, as the program acting for the provider."""
        ...

    def progress(self, done: int, total: int | None = None, failed: int = 0) -> None:
        """Say how many records are done, of how many, and how many of them failed.

        Call it between two blocks: here the run ends where it was cancelled, this process stops, or another
        one took it over. Whatever it raises must pass through.
        """
        ...

    def step(self, name: str, work: Callable[[], T]) -> T:
        """Do something of which the result (JSON values) is remembered: after a crash it is not done again.

        It is done twice where the process dies between the deed and the remembering of it.
        """
        ...


@dataclass(frozen=True, slots=True)
class Job:
    """A job: `handler` carries a run of it out.

    `has_work` keeps the schedule from asking for rounds that would find nothing; it is asked with no
    transaction open, for a provider. Unavailable is tried again `tries` times, later and later.
    """

    spec: JobSpec
    handler: Callable[[Run], None]
    has_work: Callable[[Embedded, int], bool] | None = None
    tries: int = 5
