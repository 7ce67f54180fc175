"""What the engine writes about a run: begun, how far, ended, put off. Each is one conditional UPDATE.

The number of the attempt fences: whoever was taken for dead and is not can write nothing any more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import func, update

from agentview.contract.feed import Topic
from agentview.contract.jobs import RunCommand, RunStatus
from agentview.core.caller import Caller
from agentview.core.errors import Scalar
from agentview.models.job_run import JobRun
from agentview.models.party import Provider
from agentview.services.jobs.lifecycle import sources, target
from agentview.services.network.system import system_of
from agentview.services.unit import Unit
from agentview.services.work import hand_over


@dataclass(frozen=True, slots=True)
class Hold:
    """The right to write about a run, as long as nobody began it again."""

    run_id: int
    attempt: int


@dataclass(frozen=True, slots=True)
class Begun:
    """A run that was begun: for which provider, as whom, what is to be done, and how often it was put off."""

    hold: Hold
    job: str
    is_round: bool
    caller: Caller
    payload: dict[str, Any]
    put_offs: int


@dataclass(frozen=True, slots=True)
class Count:
    """How many records there are (None: not known), and how many were done, some of them in vain."""

    done: int = 0
    total: int | None = None
    failed: int = 0


@dataclass(frozen=True, slots=True)
class End:
    """How a run ended; `values` hold no personal data."""

    command: RunCommand
    code: str | None = None
    values: Mapping[str, Scalar] | None = None


class Standing(Enum):
    """What whoever runs it learns: go on, stop because somebody cancelled it, or that it was taken away."""

    GOES_ON = "goes on"
    CANCELLED = "cancelled"
    LOST = "lost"


def begin(unit: Unit, run_id: int, turn: int) -> Begun | None:
    """Begin a run, or begin it again after a crash; None where it ended or went on with another turn.

    A round waits here for the transactions that were told that it sees what they write (`services.work`).
    """
    values = {
        "status": target(RunCommand.START),
        "attempts": JobRun.attempts + 1,
        "started_at": func.coalesce(JobRun.started_at, unit.now),
    }
    changed = (
        update(JobRun)
        .where(JobRun.id == run_id, JobRun.turn == turn, JobRun.status.in_(sources(RunCommand.START)))
        .values(**values)
        .returning(JobRun.id)
    )
    if unit.session.scalars(changed, execution_options={"synchronize_session": False}).first() is None:
        return None
    row = unit.session.get_one(JobRun, run_id, populate_existing=True)
    _tell(unit, row, "started")
    provider = unit.session.get_one(Provider, row.provider_id)
    return Begun(
        Hold(row.id, row.attempts),
        row.job,
        row.is_round,
        system_of(provider),
        dict(row.payload),
        row.put_off_count,
    )


def note_progress(unit: Unit, hold: Hold, count: Count) -> Standing:
    """Write down how far a run is, and learn whether it is to go on."""
    values = {"total_count": count.total, "done_count": count.done, "failed_count": count.failed}
    row = _change(unit, hold, RunStatus.RUNNING.value, values)
    if row is None:
        return Standing.LOST
    _tell(unit, row, "progress")
    return Standing.GOES_ON if row.cancel_asked_at is None else Standing.CANCELLED


def finish(unit: Unit, hold: Hold, end: End) -> bool:
    """End a run; say whether it was still the caller's to end."""
    values = {
        "status": target(end.command),
        "ended_at": unit.now,
        "error_code": end.code,
        "error_values": dict(end.values or {}),
    }
    row = _change(unit, hold, sources(end.command)[0], values)
    if row is None:
        return False
    _tell(unit, row, row.status.lower())
    return True


def postpone(unit: Unit, hold: Hold, after_seconds: float, end: End) -> bool:
    """Put a run off: it waits again, for another turn some time later. Say whether it was the caller's.

    Where `end` has a code, that counts as a try in vain.

    Raises Conflict (`E-DUPLICATE`) for a round behind which another one waits already.
    """
    values = {
        "status": target(RunCommand.POSTPONE),
        "turn": JobRun.turn + 1,
        "put_off_count": JobRun.put_off_count + (1 if end.code else 0),
        "error_code": end.code,
        "error_values": dict(end.values or {}),
    }
    row = _change(unit, hold, sources(RunCommand.POSTPONE)[0], values)
    if row is None:
        return False
    hand_over(unit.session, unit.engine, row, after_seconds)
    _tell(unit, row, "postponed")
    return True


def _change(unit: Unit, hold: Hold, status: str, values: Mapping[str, object]) -> JobRun | None:
    changed = (
        update(JobRun)
        .where(JobRun.id == hold.run_id, JobRun.attempts == hold.attempt, JobRun.status == status)
        .values(**values)
        .returning(JobRun.id)
    )
    found = unit.session.scalars(changed, execution_options={"synchronize_session": False}).first()
    return None if found is None else unit.session.get_one(JobRun, hold.run_id, populate_existing=True)


def _tell(unit: Unit, row: JobRun, verb: str) -> None:
    unit.changed(Topic.JOB_RUN, row.id, verb, (row.provider_id, None))
