"""The list of runs, declared (S-20)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QCoreApplication

from agentview.contract.feed import Topic
from agentview.contract.jobs import RUNS, JobName, RunRow, RunsRequest, RunStatus, Trigger
from agentview.contract.op import Message
from agentview.gateway.port import Gateway
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.mark import Share
from agentview.ui.kit.plural import plural
from agentview.ui.kit.when import show_full, show_moment
from agentview.ui.lists.reading import Answer, Ask, Pages
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.spec import EmptyText, FilterField, ListSpec, ListWords, Narrowing, PillView
from agentview.ui.navigation import Desk
from agentview.ui.texts.run import job_word, longest_job_word, longest_run_status, run_chip, trigger_word
from agentview.ui.views.jobs.pace import Pace, duration, share
from agentview.ui.views.jobs.words import done_text, error_text, length_text, rate_text, rest_text


class RunView(StrEnum):
    """Which runs are listed."""

    ALL = "ALL"
    OPEN = "OPEN"
    FAILED = "FAILED"


_STATUSES: dict[RunView, tuple[RunStatus, ...]] = {
    RunView.ALL: (),
    RunView.OPEN: (RunStatus.QUEUED, RunStatus.RUNNING),
    RunView.FAILED: (RunStatus.FAILED, RunStatus.SUCCEEDED_WITH_ERRORS),
}


class RunFilter(Message):
    """What the list shows."""

    view: RunView = RunView.ALL
    job: JobName | None = None


def run_list(pace: Pace) -> ListSpec[RunFilter, RunRow]:
    """The list; each page that is read tells `pace` how far runs are."""
    return ListSpec(
        key="jobs.runs",
        first=RunFilter(),
        order=SortOrder("CREATED", descending=True),
        columns=_columns_with(pace),
        row_id=lambda row: row.run_id,
        pages=Pages(_reading(pace), can_jump=False),
        words=_words,
        topics=frozenset({Topic.JOB_RUN}),
        fields=_fields,
        views=_views,
        summary=_summary,
    )


def _reading(pace: Pace) -> Callable[[Gateway, Ask[RunFilter]], Answer[RunRow]]:
    def read(gateway: Gateway, ask: Ask[RunFilter]) -> Answer[RunRow]:
        wanted = RunsRequest(
            job=ask.filter.job, statuses=_STATUSES[ask.filter.view], after=ask.after, limit=ask.limit
        )
        page = gateway.call(RUNS, wanted)
        pace.hear(page.rows, page.as_of)
        return Answer(page.rows, last=page.last, as_of=page.as_of)

    return read


def _columns_with(pace: Pace) -> Callable[[Desk, ServerTime], Sequence[Column[RunRow]]]:
    def columns(desk: Desk, times: ServerTime) -> Sequence[Column[RunRow]]:
        return (*_what(desk), *_how_far(times, pace), *_outcome(desk, times))

    return columns


def _what(_desk: Desk) -> tuple[Column[RunRow], ...]:
    translate = QCoreApplication.translate
    return (
        Column(
            "run",
            lambda: translate("Jobs", "Run"),
            lambda row: str(row.run_id),
            Kind.ID,
            sample=lambda: "99999",
        ),
        Column(
            "job",
            lambda: translate("Jobs", "Job"),
            lambda row: job_word(row.job),
            sample=longest_job_word,
            least=longest_job_word,
        ),
        Column(
            "state",
            lambda: translate("Jobs", "State"),
            lambda row: run_chip(row.status, is_stopping=row.is_stopping).word,
            Kind.CHIP,
            mark=lambda row: run_chip(row.status, is_stopping=row.is_stopping),
            sample=longest_run_status,
            tip=lambda row: run_chip(row.status, is_stopping=row.is_stopping).spoken,
        ),
        Column(
            "trigger",
            lambda: translate("Jobs", "Trigger"),
            lambda row: trigger_word(row.trigger),
            sample=lambda: max(map(trigger_word, Trigger), key=len),
            strong=False,
            gives_way=5,
        ),
        Column(
            "who",
            lambda: translate("Jobs", "Who"),
            lambda row: row.asked_by,
            sample=lambda: "Grace Okafor",
            strong=False,
            gives_way=6,
        ),
    )


def _how_far(times: ServerTime, pace: Pace) -> tuple[Column[RunRow], ...]:
    translate = QCoreApplication.translate
    return (
        Column(
            "done",
            lambda: translate("Jobs", "Progress"),
            done_text,
            Kind.AGE,
            mark=lambda row: Share(done_text(row), share(row)),
            sample=lambda: "100,000 / 100,000",
        ),
        Column(
            "rate",
            lambda: translate("Jobs", "Rate"),
            lambda row: rate_text(row, pace, times.now()),
            Kind.NUMBER,
            sample=lambda: "9,999 / s",
            gives_way=3,
        ),
        Column(
            "rest",
            lambda: translate("Jobs", "Rest"),
            lambda row: rest_text(row, pace, times.now()),
            Kind.NUMBER,
            sample=lambda: "59 min",
            gives_way=4,
        ),
        Column(
            "failed",
            lambda: translate("Jobs", "Failed"),
            lambda row: count_text(row.failed),
            Kind.NUMBER,
            sample=lambda: "9,999",
        ),
    )


def _outcome(desk: Desk, times: ServerTime) -> tuple[Column[RunRow], ...]:
    translate = QCoreApplication.translate
    return (
        Column(
            "duration",
            lambda: translate("Jobs", "Duration"),
            lambda row: length_text(duration(row, times.now())),
            Kind.NUMBER,
            sample=lambda: "59 min",
            gives_way=2,
        ),
        Column(
            "begun",
            lambda: translate("Jobs", "Begun"),
            lambda row: show_moment(row.started_at or row.created_at, times.now(), desk.zone),
            sample=lambda: "12 Mar 14:02",
            least=lambda: "12 Mar 14:02",
            strong=False,
            tip=lambda row: show_full(row.started_at or row.created_at, desk.zone),
            gives_way=1,
        ),
        Column(
            "error",
            lambda: translate("Jobs", "Error"),
            lambda row: error_text(row, desk.texts),
            stretch=True,
            strong=False,
            sample=lambda: "The services do not answer",
            least=lambda: "The services",
            tip=lambda row: error_text(row, desk.texts),
            gives_way=7,
        ),
    )


def _fields() -> tuple[FilterField, ...]:
    translate = QCoreApplication.translate
    return (
        FilterField("job", translate("Jobs", "Job"), Narrowing.GIVEN, shown=lambda job: job_word(str(job))),
    )


def _views(_desk: Desk) -> tuple[PillView, ...]:
    translate = QCoreApplication.translate
    return (
        PillView(RunView.ALL.value, translate("Jobs", "All runs"), is_counted=False),
        PillView(RunView.OPEN.value, translate("Jobs", "Waiting or running"), is_counted=False),
        PillView(RunView.FAILED.value, translate("Jobs", "Failed or with errors"), is_counted=False),
    )


def _words() -> ListWords:
    translate = QCoreApplication.translate
    one, many = translate("Jobs", "1 run"), translate("Jobs", "{count} runs")
    return ListWords(
        translate("Jobs", "Runs"),
        partial(plural, one, many),
        _empty,
        "job-runs",
    )


def _empty(view: str) -> EmptyText:
    translate = QCoreApplication.translate
    if view == RunView.OPEN.value:
        return EmptyText(
            translate("Jobs", "Nothing waits or runs"),
            translate("Jobs", "Rounds start by their schedules, or by Run now above."),
        )
    if view == RunView.FAILED.value:
        return EmptyText(
            translate("Jobs", "No run has failed"),
            translate("Jobs", "A run that fails stands here with its reason until it is retried."),
        )
    return EmptyText(
        translate("Jobs", "Nothing has run yet"),
        translate("Jobs", "Rounds start by their schedules, or by Run now above."),
    )


def _summary(row: RunRow) -> str:
    """What a screen reader hears for a run."""
    chip = run_chip(row.status, is_stopping=row.is_stopping)
    return ", ".join((job_word(row.job), str(row.run_id), chip.word, done_text(row)))
