"""How a service asks for work in its own transaction, and what carries such work out (D-33)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from agentview.contract.jobs import RunStatus, Trigger
from agentview.models.dialect import insert_unless_there
from agentview.models.job_run import IS_OPEN, JobRun

Transaction: TypeAlias = Session
"""The session of a transaction that is under way."""

_TRIES = 10


@dataclass(frozen=True, slots=True)
class JobSpec:
    """What services know of a job.

    A *round* does all that there is to do for a provider; one runs at a time, and it may be started by hand
    or each `every`. A job that is no round does one thing, which is named by a key. One that
    `is_seen_once_run` is told of only where it has run: elsewhere there is nothing for it to do.
    """

    name: str
    every: timedelta | None = None
    is_round: bool = True
    is_seen_once_run: bool = False


@dataclass(frozen=True, slots=True)
class Ticket:
    """A turn of a run for the engine: runs of the same `lane` are carried out one after the other."""

    run_id: int
    turn: int
    lane: str
    after_seconds: float = 0.0

    @property
    def name(self) -> str:
        """The name by which the engine knows it; the same ticket twice is one piece of work."""
        return f"run-{self.run_id}.{self.turn}"


class WorkEngine(Protocol):
    """Carries work out later, in this process or another one."""

    jobs: tuple[JobSpec, ...]

    def hand_over(self, session: Session, ticket: Ticket) -> bool:
        """Take a ticket within the session's transaction; say whether it was taken."""
        ...


class NoEngine:
    """Takes nothing: what is asked for waits in its row for any process with an engine."""

    jobs: tuple[JobSpec, ...] = ()

    def hand_over(self, _session: Session, _ticket: Ticket) -> bool:
        """Leave the ticket."""
        return False


NO_ENGINE = NoEngine()


@dataclass(frozen=True, slots=True)
class Wish:
    """Work to be done for a provider: a round, or the one thing that `key` names.

    A round has a key only where it must not come twice: the time of a schedule.
    """

    job: str
    provider_id: int
    trigger: Trigger
    asked_by: str
    asked_at: datetime
    is_round: bool = True
    key: str | None = None
    payload: Mapping[str, object] | None = None
    user_id: int | None = None


def ask(session: Session, engine: WorkEngine, wish: Wish) -> int | None:
    """Write a run down and hand it over, in the caller's transaction; return its id.

    None: the same is asked for already. Of a key that is for good; of a round as long as the one that waits
    has not begun, and it cannot begin before this transaction ends: it will see what was written here.
    """
    for _ in range(_TRIES):
        if wish.is_round and _waits_already(session, wish):
            return None
        run_id = insert_unless_there(session, JobRun, _values(wish))
        if run_id is not None:
            hand_over(session, engine, session.get_one(JobRun, run_id))
            return run_id
        if wish.key is not None:
            return None
    raise RuntimeError("a round can neither be found nor asked for")


def hand_over(session: Session, engine: WorkEngine, row: JobRun, after_seconds: float = 0.0) -> None:
    """Offer the present turn of a run to the engine; where it takes none, its sweep finds the row."""
    row.is_handed = engine.hand_over(session, ticket_of(row, after_seconds))


def ticket_of(row: JobRun, after_seconds: float = 0.0) -> Ticket:
    """Return the ticket of a run's present turn."""
    lane = f"{row.job}/{row.provider_id}" if row.is_round else f"run-{row.id}"
    return Ticket(row.id, row.turn, lane, after_seconds)


def has_open_run(session: Session, provider_id: int, job: str) -> bool:
    """Say whether a run of the job waits or runs for the provider."""
    found = select(JobRun.id).where(JobRun.provider_id == provider_id, JobRun.job == job, IS_OPEN).limit(1)
    return session.execute(found).first() is not None


def _waits_already(session: Session, wish: Wish) -> bool:
    """Say whether a round waits; it is kept from beginning until this transaction ends."""
    waiting = (
        select(JobRun.id)
        .where(
            JobRun.provider_id == wish.provider_id,
            JobRun.job == wish.job,
            JobRun.is_round,
            JobRun.status == RunStatus.QUEUED.value,
        )
        .with_for_update(read=True)
    )
    return session.execute(waiting).first() is not None


def _values(wish: Wish) -> dict[str, object]:
    return {
        "provider_id": wish.provider_id,
        "job": wish.job,
        "is_round": wish.is_round,
        "run_key": wish.key,
        "payload": dict(wish.payload or {}),
        "trigger": wish.trigger.value,
        "asked_by": wish.asked_by,
        "user_id": wish.user_id,
        "status": RunStatus.QUEUED.value,
        "created_at": wish.asked_at,
        "done_count": 0,
        "failed_count": 0,
        "attempts": 0,
        "turn": 1,
        "put_off_count": 0,
        "is_handed": False,
        "error_values": {},
    }
