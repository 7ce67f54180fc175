"""Jobs: what the program does by itself, each run of it, and what people may do about them (S-20)."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import Field

from agentview.contract.op import Message, Nothing, Op
from agentview.contract.value import CommandState, RecordId
from agentview.core.errors import Scalar
from agentview.core.power import Power


class RunStatus(StrEnum):
    """How far a run is."""

    QUEUED = "QUEUED"
    RUNNING = "RUNNING"
    SUCCEEDED = "SUCCEEDED"
    SUCCEEDED_WITH_ERRORS = "SUCCEEDED_WITH_ERRORS"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"


class RunCommand(StrEnum):
    """What happens to a run. People cancel and retry; the rest the engine does."""

    START = "start"
    SUCCEED = "succeed"
    SUCCEED_WITH_ERRORS = "succeed_with_errors"
    FAIL = "fail"
    POSTPONE = "postpone"
    STOP = "stop"
    CANCEL = "cancel"
    RETRY = "retry"


class Trigger(StrEnum):
    """What asked for a run: something that happened, the time, or a person."""

    EVENT = "EVENT"
    SCHEDULE = "SCHEDULE"
    PERSON = "PERSON"


JobName: TypeAlias = Annotated[str, Field(pattern=r"^[a-z][a-z_]{0,39}$")]


class RunRow(Message):
    """A run: of which job, who asked for it, how far it is, and what it did with how many records.

    `total` is None as long as nobody knows. `is_stopping`: somebody cancelled it, and it has yet to hear of
    it. `error` is the code of what ended it, with `error_values`.
    """

    run_id: int
    job: str
    trigger: Trigger
    asked_by: str
    status: RunStatus
    total: int | None
    done: int
    failed: int
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    attempts: int
    is_stopping: bool
    error: str | None
    error_values: dict[str, Scalar]
    commands: tuple[CommandState, ...]


class JobRow(Message):
    """A job, its schedule (None: only as things happen), and its last run.

    `due_at` is when the schedule asks for the next round; None while it is paused or there is none.
    """

    job: str
    is_round: bool
    every_seconds: int | None
    due_at: datetime | None
    paused_at: datetime | None
    paused_by: str
    last_run: RunRow | None
    run_now: CommandState


class JobRows(Message):
    """All jobs; `as_of` is the moment that they were read."""

    rows: tuple[JobRow, ...]
    as_of: datetime


class RunsRequest(Message):
    """One page of runs, newest first, behind the row named by `after`; of one job, of some states."""

    job: JobName | None = None
    statuses: tuple[RunStatus, ...] = Field(default=(), max_length=len(RunStatus))
    after: str | None = Field(default=None, min_length=1, max_length=500)
    limit: int = Field(default=100, ge=1, le=200)


class RunRows(Message):
    """A page of runs; `last` names its end for the next page, None where there is none."""

    rows: tuple[RunRow, ...]
    last: str | None
    as_of: datetime


class RunRef(Message):
    """A run."""

    run_id: RecordId


class JobRef(Message):
    """A job of the own provider."""

    job: JobName


class Asked(Message):
    """A run was asked for."""

    run_id: int


JOBS = Op("jobs.overview", Nothing, JobRows, False, Power.RUN_JOBS, "List the jobs with their last runs")
RUNS = Op("jobs.runs", RunsRequest, RunRows, False, Power.RUN_JOBS, "List a page of runs")
RUN = Op("jobs.run", RunRef, RunRow, False, Power.RUN_JOBS, "Read one run")
RUN_NOW = Op("jobs.run_now", JobRef, Asked, True, Power.RUN_JOBS, "Start a round of a job")
RETRY = Op("jobs.retry", RunRef, RunRow, True, Power.RUN_JOBS, "Try a failed run again")
CANCEL = Op("jobs.cancel", RunRef, RunRow, True, Power.RUN_JOBS, "Cancel a run that has not ended")
PAUSE = Op("jobs.pause", JobRef, JobRow, True, Power.RUN_JOBS, "Let the schedule of a job rest")
RESUME = Op("jobs.resume", JobRef, JobRow, True, Power.RUN_JOBS, "Let the schedule of a job go on")
