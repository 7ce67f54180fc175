"""The jobs: read, kept fresh, started, paused; imports no Qt widgets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from agentview.contract.feed import Topic
from agentview.contract.jobs import JOBS, PAUSE, RESUME, RUN_NOW, Asked, JobRef, JobRow, JobRows, RunStatus
from agentview.contract.op import Nothing, Op
from agentview.contract.value import RefusalInfo
from agentview.gateway.port import FeedNews, LinkState
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, Sending, new_key

TOPICS = frozenset({Topic.JOB, Topic.JOB_RUN})
OPEN = frozenset({RunStatus.QUEUED, RunStatus.RUNNING})


class JobsScreen(Protocol):
    """What the presenter tells the screen."""

    def show_jobs(self, rows: tuple[JobRow, ...]) -> None:
        """Show the jobs in their order."""
        ...

    def show_jobs_failed(self, error: Exception) -> None:
        """Show that the jobs could not be read; what was read before stays on the screen."""
        ...

    def started(self, job: str, run_id: int) -> None:
        """A round of a job was asked for."""
        ...

    def schedule_changed(self, row: JobRow) -> None:
        """The schedule of a job rests, or goes on."""
        ...

    def refused(self, error: Exception) -> None:
        """A command was not carried out."""
        ...


class JobsPresenter:
    """Holds what was read last; a command goes out once at a time."""

    def __init__(self, desk: Desk, screen: JobsScreen, times: ServerTime, make_key: NewKey = new_key) -> None:
        """Reads nothing before `read`."""
        self._desk, self._screen, self._times, self._make_key = desk, screen, times, make_key
        self._is_sending = False
        self.rows: tuple[JobRow, ...] = ()

    def read(self) -> None:
        """Reads all jobs with their last runs."""
        gateway = self._desk.gateway
        self._desk.runner.submit(
            lambda: gateway.call(JOBS, Nothing()),
            self._on_read,
            self._screen.show_jobs_failed,
            self,
            newest="jobs",
        )

    def hear(self, news: FeedNews) -> bool:
        """Reads again where the news concern jobs; says whether they do."""
        is_ours = news.is_gap or any(change.topic in TOPICS for change in news.changes)
        if is_ours:
            self.read()
        return is_ours

    @property
    def is_one_open(self) -> bool:
        """Whether the last run of a job waits or runs."""
        return any(row.last_run is not None and row.last_run.status in OPEN for row in self.rows)

    def job(self, name: str | None) -> JobRow | None:
        """The job of this name, as it was read last."""
        return next((row for row in self.rows if row.job == name), None)

    def against_run_now(self, row: JobRow) -> tuple[RefusalInfo, ...]:
        """Why no round of a job can be started now."""
        return row.run_now.refusals

    def against_pause(self, row: JobRow) -> tuple[RefusalInfo, ...]:
        """Why the schedule of a job can neither be paused nor resumed."""
        if row.every_seconds is None:
            return (RefusalInfo(code="E-JOB-NO-SCHEDULE", values={"job": row.job}),)
        return ()

    def run_now(self, row: JobRow) -> None:
        """Starts a round."""
        self._send(RUN_NOW, row.job, self._on_started(row.job))

    def pause_or_resume(self, row: JobRow) -> None:
        """Lets the schedule rest, or go on where it rests."""
        op = PAUSE if row.paused_at is None else RESUME
        self._send(op, row.job, self._on_schedule)

    @property
    def is_offline(self) -> bool:
        """Whether the services do not answer."""
        return self._desk.shell.link is LinkState.LOST

    def close(self) -> None:
        """Drops what is under way."""
        self._desk.runner.drop(self)

    def _send(self, op: Op[JobRef, Any], job: str, receive: Callable[[Any], None]) -> None:
        if self._is_sending:
            return
        self._is_sending = True
        sending = Sending(op, JobRef(job=job), self._make_key())
        sending.send(self._desk, receive, self._on_refused, self)

    def _on_started(self, job: str) -> Callable[[Asked], None]:
        def receive(asked: Asked) -> None:
            self._is_sending = False
            self._screen.started(job, asked.run_id)
            self.read()

        return receive

    def _on_schedule(self, row: JobRow) -> None:
        self._is_sending = False
        self.rows = tuple(row if one.job == row.job else one for one in self.rows)
        self._screen.show_jobs(self.rows)
        self._screen.schedule_changed(row)

    def _on_refused(self, error: Exception) -> None:
        self._is_sending = False
        self._screen.refused(error)
        self.read()

    def _on_read(self, found: JobRows) -> None:
        self._times.hear(found.as_of)
        self._tell_age(self._desk.clock.now())
        self.rows = found.rows
        self._screen.show_jobs(found.rows)

    def _tell_age(self, at: datetime) -> None:
        self._desk.shell.data_read(at)
