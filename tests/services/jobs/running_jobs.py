"""People who look after jobs, and runs that are carried out at once, without the engine."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event
from typing import Any, TypeVar

from agentview.contract import jobs as contract
from agentview.contract.jobs import RunRow
from agentview.contract.op import Message, Op
from agentview.core.errors import AgentViewError
from agentview.gateway.port import Gateway
from agentview.jobs.carrying import Carrier
from agentview.jobs.durable import DurableWork
from agentview.jobs.job import Job, Run
from agentview.models.job_run import JobRun
from agentview.services.network.system import SYSTEM
from agentview.services.work import JobSpec
from tests.build import HARBOUR
from tests.fixtures.backend import Backend

Res = TypeVar("Res", bound=Message)
T = TypeVar("T")
SWEEP, BATCH, ASIDE, RARE = "sweep", "batch", "aside", "rare"
EVERY = timedelta(minutes=15)


class NoMemory:
    """Steps whose results nobody remembers."""

    def step(self, _name: str, work: Callable[[], T]) -> T:
        """Do it."""
        return work()


@dataclass
class RunningJobs:
    """Three jobs on a backend: a round with a schedule, a round without, and one for a thing at a time.

    What a run does is put into `deed` before it is carried out.
    """

    backend: Backend
    deed: Callable[[Run], None] = lambda _run: None
    stopping: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        self._gateways: dict[str, Gateway] = {}
        self.jobs = (
            Job(JobSpec(SWEEP, EVERY), self._do, tries=3),
            Job(JobSpec(ASIDE), self._do),
            Job(JobSpec(BATCH, is_round=False), self._do, tries=3),
            Job(JobSpec(RARE, is_seen_once_run=True), self._do),
        )
        self.work = DurableWork(self.jobs)
        self.backend.dispatcher.engine = self.work
        self.carrier = Carrier(self.backend.embedded, self.work.all, self.stopping)

    def _do(self, run: Run) -> None:
        self.deed(run)

    def call(self, username: str, op: Op[Any, Res], **request: object) -> Res:
        """Carry out an operation as a person."""
        if username not in self._gateways:
            self._gateways[username] = self.backend.gateway(username)
        return self._gateways[username].call(op, op.request.model_validate(request))

    def refused(self, op: Op[Any, Res], **request: object) -> AgentViewError:
        """Return the error that a supervisor of Harbour gets; there must be one."""
        try:
            answer = self.call("harbour_lead", op, **request)
        except AgentViewError as error:
            return error
        raise AssertionError(f"{op.name} was not refused: {answer!r}")

    def enqueue(self, job: str, key: str | None = None, **payload: object) -> int | None:
        """Ask for a run as a service does."""
        return self.backend.dispatcher.act(
            SYSTEM, lambda unit: unit.enqueue(job, key, payload, provider_id=HARBOUR)
        )

    def run_now(self, job: str = SWEEP) -> int:
        """Start a round by hand."""
        return self.call("harbour_lead", contract.RUN_NOW, job=job).run_id

    def row(self, run_id: int) -> RunRow:
        """Return a run as a supervisor sees it."""
        return self.call("harbour_lead", contract.RUN, run_id=run_id)

    def turn(self, run_id: int) -> int:
        """Return the present turn of a run."""
        with self.backend.database.read() as session:
            return session.get_one(JobRun, run_id).turn

    def carry_out(self, run_id: int, deed: Callable[[Run], None] | None = None) -> RunRow:
        """Carry out the present turn of a run, and return how it then stands."""
        if deed is not None:
            self.deed = deed
        self.carrier.carry_out(run_id, self.turn(run_id), NoMemory())
        return self.row(run_id)
