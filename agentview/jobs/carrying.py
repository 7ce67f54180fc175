"""Carries one run out: begins it, calls the handler, and writes down how it ended."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event
from typing import Any, Protocol, TypeVar

from agentview.contract.jobs import RunCommand
from agentview.core import log
from agentview.core.caller import Caller
from agentview.core.errors import AgentViewError, Conflict, Scalar, Unavailable
from agentview.core.fault_point import fault_point
from agentview.gateway.dispatch import Dispatcher
from agentview.gateway.embedded import Embedded
from agentview.jobs.job import Cancelled, Interrupted, Job, TakenAway
from agentview.jobs.worker import fault_of
from agentview.services.jobs.running import (
    Begun,
    Count,
    End,
    Hold,
    Standing,
    begin,
    finish,
    note_progress,
    postpone,
)
from agentview.services.network.system import SYSTEM
from agentview.services.unit import Unit

T = TypeVar("T")

_AGAIN_SECONDS = 2.0
_FIRST_WAIT_SECONDS = 5.0
_LONGEST_WAIT_SECONDS = 600.0
_TOLD = frozenset({"state", "command", "job", "kind", "partner", "count", "line", "version", "record_id"})
"""The values of an error that are kept: none of them is what somebody typed. Numbers are kept all."""


class Steps(Protocol):
    """Remembers the results of steps."""

    def step(self, name: str, work: Callable[[], T]) -> T:
        """Do a step, or return what it gave before."""
        ...


@dataclass(slots=True)
class RunInHand:
    """A run that this process carries out."""

    embedded: Embedded
    caller: Caller
    hold: Hold
    payload: Mapping[str, Any]
    steps: Steps
    stopping: Event
    count: Count = field(default_factory=Count)

    @property
    def run_id(self) -> int:
        """The number of the run."""
        return self.hold.run_id

    @property
    def dispatcher(self) -> Dispatcher:
        """What opens transactions."""
        return self.embedded.dispatcher

    @property
    def now(self) -> datetime:
        """The present moment."""
        return self.dispatcher.clock.now()

    def act(self, work: Callable[[Unit], T]) -> T:
        """Do something in a transaction of its own."""
        return self.dispatcher.act(self.caller, work)

    def progress(self, done: int, total: int | None = None, failed: int = 0) -> None:
        """Write down how far it is. Raises Cancelled, TakenAway, Interrupted."""
        self.count = Count(done, total, failed)
        standing = self.dispatcher.act(SYSTEM, lambda unit: note_progress(unit, self.hold, self.count))
        if standing is Standing.LOST:
            raise TakenAway
        if standing is Standing.CANCELLED:
            raise Cancelled
        if self.stopping.is_set():
            raise Interrupted

    def step(self, name: str, work: Callable[[], T]) -> T:
        """Do a step, or return what it gave before the crash."""
        return self.steps.step(name, work)


class Carrier:
    """Carries out runs of `jobs` in the database of `embedded`, as the engine calls it."""

    def __init__(self, embedded: Embedded, jobs: Mapping[str, Job], stopping: Event) -> None:
        """Interrupt runs once `stopping` is set."""
        self._embedded = embedded
        self._jobs = jobs
        self._stopping = stopping

    def carry_out(self, run_id: int, turn: int, steps: Steps) -> None:
        """Carry out a turn of a run; a turn that is past already does nothing."""
        begun = self._surely(lambda unit: begin(unit, run_id, turn))
        if begun is None:
            return
        fault_point("job.begun")
        run = RunInHand(self._embedded, begun.caller, begun.hold, begun.payload, steps, self._stopping)
        job = self._jobs.get(begun.job)
        if job is None:
            self._end(run, End(RunCommand.FAIL, "E-JOB-UNKNOWN", {"job": begun.job}))
            return
        fault = fault_of(lambda: self._handle(job, run), begun.job)
        fault_point("job.handled")
        self._settle(job, begun, run, fault)
        fault_point("job.ended")

    def _handle(self, job: Job, run: RunInHand) -> None:
        if self._stopping.is_set():
            raise Interrupted
        job.handler(run)

    def _settle(self, job: Job, begun: Begun, run: RunInHand, fault: Exception | None) -> None:
        if isinstance(fault, TakenAway):
            log.warn("job.taken_away", operation=begun.job, record_id=run.run_id)
        elif isinstance(fault, Interrupted):
            self._put_off(run, 0.0, End(RunCommand.POSTPONE))
        elif isinstance(fault, Cancelled):
            self._end(run, End(RunCommand.STOP))
        elif isinstance(fault, Unavailable) and begun.put_offs + 1 < job.tries:
            log.warn("job.put_off", operation=begun.job, record_id=run.run_id, code=fault.code)
            self._put_off(run, _wait(begun.put_offs), _failure(fault))
        elif fault is not None:
            self._end(run, _failure(fault))
        else:
            has_errors = run.count.failed > 0
            self._end(run, End(RunCommand.SUCCEED_WITH_ERRORS if has_errors else RunCommand.SUCCEED))

    def _put_off(self, run: RunInHand, seconds: float, end: End) -> None:
        try:
            self._surely(lambda unit: postpone(unit, run.hold, seconds, end))
        except Conflict:
            # Another round waits behind this one: it does what is left.
            self._end(run, End(RunCommand.FAIL, end.code, end.values) if end.code else End(RunCommand.STOP))

    def _end(self, run: RunInHand, end: End) -> None:
        if not self._surely(lambda unit: finish(unit, run.hold, end)):
            log.warn("job.taken_away", record_id=run.run_id)

    def _surely(self, work: Callable[[Unit], T]) -> T:
        """Write down what must be written, however long the database does not answer.

        When the process ends meanwhile it is left: the run stays open, and is handed over anew.
        """
        while True:
            try:
                return self._embedded.dispatcher.act(SYSTEM, work)
            except Unavailable:
                if self._stopping.wait(_AGAIN_SECONDS):
                    raise


def _wait(put_offs: int) -> float:
    """Return how long to wait, four times as long after each time that it was put off."""
    return min(_FIRST_WAIT_SECONDS * 4.0**put_offs, _LONGEST_WAIT_SECONDS)


def _failure(fault: Exception) -> End:
    if not isinstance(fault, AgentViewError):
        return End(RunCommand.FAIL, "E-JOB-BUG")
    kept: dict[str, Scalar] = {
        name: value
        for name, value in fault.values.items()
        if isinstance(value, int | float) or (name in _TOLD and isinstance(value, str))
    }
    return End(RunCommand.FAIL, fault.code, kept)
