"""The words of jobs and their runs: schedules, numbers, why a run ended; imports no Qt widgets."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from agentview.contract.jobs import JobRow, RunRow
from agentview.core.errors import Refusal
from agentview.ui.kit.local_format import count_text, fraction_text
from agentview.ui.kit.when import show_full, show_short
from agentview.ui.navigation import Texts
from agentview.ui.views.jobs.pace import Pace

NOTHING = "\u2014"
_SLOW = 10


def schedule_text(row: JobRow) -> str:
    """How often a job runs by itself."""
    translate = QCoreApplication.translate
    if row.every_seconds is None:
        return translate("Jobs", "as things happen")
    text = translate("Jobs", "every {time}")
    return text.replace("{time}", show_short(timedelta(seconds=row.every_seconds)))


def due_text(row: JobRow, now: datetime) -> str:
    """When the schedule asks for the next round."""
    translate = QCoreApplication.translate
    if row.paused_at is not None:
        return translate("Jobs", "Paused by {name}").replace("{name}", row.paused_by)
    if row.due_at is None:
        return NOTHING
    gap = row.due_at - now
    if gap <= timedelta(seconds=0):
        return translate("Jobs", "now")
    return translate("Jobs", "in {time}").replace("{time}", show_short(gap))


def done_text(row: RunRow) -> str:
    """How many records are done, of how many."""
    if row.total is None:
        return count_text(row.done) if row.done else NOTHING
    return f"{count_text(row.done)} / {count_text(row.total)}"


def rate_text(row: RunRow, pace: Pace, now: datetime) -> str:
    """How many records a second."""
    rate = pace.rate(row, now)
    if rate is None:
        return NOTHING
    number = fraction_text(rate, 1) if rate < _SLOW else count_text(round(rate))
    return QCoreApplication.translate("Jobs", "{number} / s").replace("{number}", number)


def rest_text(row: RunRow, pace: Pace, now: datetime) -> str:
    """How long a run will take yet."""
    rest = pace.rest(row, now)
    return NOTHING if rest is None else length_text(rest)


def clock_text(at: datetime, zone: ZoneInfo) -> str:
    """A moment to the second in the person's own zone."""
    return show_full(at, zone).split("\n", maxsplit=1)[0].removesuffix(zone.key).rstrip()


def length_text(length: timedelta | None) -> str:
    """A length of time, in one unit."""
    return NOTHING if length is None else show_short(length)


def error_text(row: RunRow, texts: Texts) -> str:
    """Why a run ended, in words; "" where nothing went wrong."""
    if row.error is None:
        return ""
    return texts.refusal(Refusal(row.error, values=row.error_values)).sentences
