"""What the engine looks after beside the runs: what time asks for, what was left lying, what is old."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Select, delete, exists, select

from agentview.contract.jobs import Trigger
from agentview.models.job_run import IS_OPEN, JobPause, JobRun
from agentview.models.party import Provider
from agentview.services.unit import SYSTEM_NAME, Unit
from agentview.services.work import (
    JobSpec,
    Ticket,
    Transaction,
    Wish,
    hand_over,
    has_open_run,
    ticket_of,
)

KEPT = timedelta(days=90)
"""How long a run that has ended is to be seen."""

_AT_ONCE = 200


def slot_of(now: datetime, every: timedelta) -> datetime:
    """Return the time of the schedule that was reached last."""
    step = int(every.total_seconds())
    return datetime.fromtimestamp(int(now.timestamp()) // step * step, UTC)


def providers_of(session: Transaction, spec: JobSpec) -> Sequence[int]:
    """Return the providers for which the schedule of a job is on."""
    is_paused = exists().where(JobPause.provider_id == Provider.id, JobPause.job == spec.name)
    return session.scalars(select(Provider.id).where(~is_paused).order_by(Provider.id)).all()


def ask_in_time(unit: Unit, spec: JobSpec, provider_id: int, slot: datetime) -> int | None:
    """Ask for the round of a schedule's time, once over all processes; none beside one that is open."""
    if has_open_run(unit.session, provider_id, spec.name):
        return None
    return unit.request_run(
        Wish(
            job=spec.name,
            provider_id=provider_id,
            trigger=Trigger.SCHEDULE,
            asked_by=SYSTEM_NAME,
            asked_at=unit.now,
            key=f"at-{slot.isoformat()}",
        )
    )


def has_unhanded(session: Transaction) -> bool:
    """Say whether a run waits that no engine has taken yet."""
    return session.execute(_unhanded().limit(1)).first() is not None


def hand_over_waiting(unit: Unit) -> int:
    """Hand over runs that were asked for where there was no engine; return how many."""
    rows = unit.session.scalars(_unhanded().limit(_AT_ONCE).with_for_update(skip_locked=True)).all()
    for row in rows:
        hand_over(unit.session, unit.engine, row)
    return len(rows)


def open_tickets(session: Transaction, before: datetime) -> list[Ticket]:
    """Return the tickets of open runs that were asked for before a moment."""
    handed = select(JobRun).where(IS_OPEN, JobRun.is_handed, JobRun.created_at < before)
    return [ticket_of(row) for row in session.scalars(handed.order_by(JobRun.id).limit(_AT_ONCE))]


def hand_over_again(unit: Unit, lost: Collection[Ticket]) -> int:
    """Hand over anew what the engine knows nothing of any more; return how many."""
    number = 0
    for ticket in lost:
        found = select(JobRun).where(JobRun.id == ticket.run_id, JobRun.turn == ticket.turn, IS_OPEN)
        row = unit.session.scalars(found.with_for_update()).first()
        if row is None:
            continue
        row.turn += 1
        unit.session.flush()
        hand_over(unit.session, unit.engine, row)
        number += 1
    return number


def forget_old(unit: Unit) -> int:
    """Delete some of the runs that ended long ago; return how many."""
    old = select(JobRun.id).where(JobRun.ended_at < unit.now - KEPT).limit(_AT_ONCE)
    gone = unit.session.scalars(delete(JobRun).where(JobRun.id.in_(old)).returning(JobRun.id)).all()
    return len(gone)


def _unhanded() -> Select[JobRun]:
    return select(JobRun).where(IS_OPEN, ~JobRun.is_handed).order_by(JobRun.id)
