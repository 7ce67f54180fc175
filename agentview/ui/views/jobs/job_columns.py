"""The columns of the jobs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.jobs import JobRow
from agentview.ui.kit.column import Column, Kind
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.when import show_full, show_moment
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.navigation import Desk
from agentview.ui.texts.run import job_word, longest_run_status, run_chip
from agentview.ui.views.jobs.words import NOTHING, due_text, schedule_text


def job_columns(desk: Desk, times: ServerTime) -> tuple[Column[JobRow], ...]:
    """Job, schedule, last run, its state, next due."""
    translate = QCoreApplication.translate

    def last(row: JobRow) -> str:
        run = row.last_run
        if run is None:
            return translate("Jobs", "never")
        return show_moment(run.started_at or run.created_at, times.now(), desk.zone)

    def last_full(row: JobRow) -> str:
        run = row.last_run
        return "" if run is None else show_full(run.started_at or run.created_at, desk.zone)

    def due_full(row: JobRow) -> str:
        at = row.paused_at or row.due_at
        return "" if at is None else show_full(at, desk.zone)

    return (
        Column(
            "job",
            lambda: translate("Jobs", "Job"),
            lambda row: job_word(row.job),
            sample=lambda: "Device enrolment response",
            stretch=True,
        ),
        Column(
            "schedule",
            lambda: translate("Jobs", "Schedule"),
            schedule_text,
            sample=lambda: translate("Jobs", "as things happen"),
            strong=False,
        ),
        Column(
            "last",
            lambda: translate("Jobs", "Last run"),
            last,
            sample=lambda: "12 Mar 14:02",
            strong=False,
            tip=last_full,
        ),
        Column(
            "state",
            lambda: translate("Jobs", "State"),
            lambda row: _chip(row).word,
            Kind.CHIP,
            mark=_chip,
            sample=longest_run_status,
            tip=lambda row: _chip(row).spoken,
        ),
        Column(
            "due",
            lambda: translate("Jobs", "Next due"),
            lambda row: due_text(row, times.now()),
            sample=lambda: translate("Jobs", "Paused by {name}").replace("{name}", "Grace Okafor"),
            strong=False,
            tip=due_full,
        ),
    )


def _chip(row: JobRow) -> ChipValue:
    if row.last_run is None:
        return ChipValue(Tone.NEUTRAL, "\u2013", QCoreApplication.translate("Jobs", "Not run"))
    return run_chip(row.last_run.status, is_stopping=row.last_run.is_stopping)


def job_summary(row: JobRow) -> str:
    """What a screen reader hears for a job."""
    paused = QCoreApplication.translate("Jobs", "schedule paused") if row.paused_at is not None else ""
    parts = (job_word(row.job), schedule_text(row), _chip(row).word, paused)
    return ", ".join(part for part in parts if part and part != NOTHING)
