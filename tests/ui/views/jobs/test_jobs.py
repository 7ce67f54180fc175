"""S-20: jobs and their runs, as back office handles them on the real services."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel

from agentview.contract.jobs import RUNS, RunStatus
from agentview.core.errors import rejected
from agentview.core.settings import Settings
from agentview.gateway.port import FeedNews, LinkState
from agentview.jobs.job import Run
from agentview.jobs.registry import jobs_of
from agentview.ui.kit.a11y import nameless
from agentview.ui.navigation import JOB_RUN, Target
from agentview.ui.texts.run import job_word
from agentview.ui.views.jobs.run_list import RunView
from tests.services.jobs.running_jobs import ASIDE, BATCH, SWEEP, RunningJobs
from tests.ui.views.jobs.seat import Sit


def fails(run: Run) -> None:
    run.progress(2, 5)
    raise rejected("E-BATCH-NO-FILE")


def test_s_20_every_job_is_listed_with_schedule_last_run_and_next_due(running: RunningJobs, sit: Sit) -> None:
    running.carry_out(running.run_now(), lambda run: run.progress(3, 3))
    seat = sit()
    seat.choose_job(SWEEP)
    cells = seat.jobs_cells()
    assert cells[SWEEP] == ["Sweep", "every 15 min", "just now", "Succeeded", "in 15 min"]
    assert cells[BATCH] == ["Batch", "as things happen", "never", "Not run", "\u2014"]
    assert nameless(seat.view.root) == []


def test_s_20_n_starts_a_round_and_closes_itself_until_it_ends(running: RunningJobs, sit: Sit) -> None:
    seat = sit()
    seat.choose_job(SWEEP)
    seat.press(seat.view.jobs.table, Qt.Key.Key_N)
    seat.wait(lambda: bool(seat.said))
    run = seat.run(running.row(1).run_id)
    assert (run.job, run.status) == (SWEEP, RunStatus.QUEUED)
    assert seat.said == [f"Sweep: run {run.run_id} waits for a worker"]
    button = seat.view.jobs.buttons["run_now"]
    seat.wait(lambda: not button.isEnabled())
    assert "waits or is under way" in button.toolTip()
    running.carry_out(run.run_id, lambda done: done.progress(3, 3))
    seat.wait(lambda: button.isEnabled() and "3 of 3 rows" in seat.texts())


def test_s_20_what_cannot_be_started_or_paused_says_why(running: RunningJobs, sit: Sit) -> None:
    seat = sit()
    seat.choose_job(BATCH)
    buttons = seat.view.jobs.buttons
    assert "cannot be started by hand" in buttons["run_now"].toolTip()
    assert "no schedule" in buttons["pause"].toolTip()
    seat.choose_job(ASIDE)
    assert buttons["run_now"].isEnabled()
    assert not buttons["pause"].isEnabled()
    seat.shell.tell(FeedNews((), link=LinkState.LOST))
    assert not buttons["run_now"].isEnabled()
    assert running.call("harbour_lead", RUNS).rows == ()


@pytest.mark.usefixtures("running")
def test_s_20_p_pauses_a_schedule_and_resumes_it(sit: Sit) -> None:
    seat = sit()
    seat.choose_job(SWEEP)
    seat.press(seat.view.jobs.table, Qt.Key.Key_P)
    seat.wait(lambda: seat.said == ["Paused the schedule of Sweep"])
    assert seat.jobs_cells()[SWEEP][-1] == f"Paused by {seat.desk.person.display_name}"
    assert seat.view.jobs.buttons["pause"].text() == "Resume schedule"
    seat.press(seat.view.jobs.table, Qt.Key.Key_P)
    seat.wait(lambda: seat.said[1:] == ["Resumed the schedule of Sweep"])
    assert seat.jobs_cells()[SWEEP][-1] == "in 15 min"


def test_s_20_enter_lists_the_runs_of_a_job_and_a_those_of_all(running: RunningJobs, sit: Sit) -> None:
    first, second = running.run_now(), running.run_now(ASIDE)
    seat = sit()
    seat.wait(lambda: [cells[0] for cells in seat.run_cells()] == [str(second), str(first)])
    seat.choose_job(SWEEP)
    seat.press(seat.view.jobs.table, Qt.Key.Key_Return)
    seat.wait(lambda: [cells[0] for cells in seat.run_cells()] == [str(first)])
    assert seat.view.jobs.list.presenter.narrowed_by == ("job",)
    seat.press(seat.view.jobs.table, Qt.Key.Key_A)
    seat.wait(lambda: len(seat.run_cells()) == 2)


def test_s_20_a_failed_run_says_why_and_is_retried_with_r(running: RunningJobs, sit: Sit) -> None:
    run_id = running.run_now()
    running.carry_out(run_id, fails)
    seat = sit()
    seat.view.open(Target(JOB_RUN, run_id))
    assert seat.run(run_id).status is RunStatus.FAILED
    seat.wait(lambda: "The file of this batch is not kept here." in seat.texts())
    assert "2 of 5 rows" in seat.texts()
    assert not seat.view.jobs.runs.side.buttons["cancel"].isEnabled()
    seat.view.jobs.list.presenter.choose_view(RunView.FAILED.value)
    seat.wait(lambda: len(seat.run_cells()) == 1)
    assert seat.run_cells()[0][2] == "Failed"
    seat.press(seat.view.jobs.list.table, Qt.Key.Key_R)
    seat.wait(lambda: bool(seat.said))
    assert seat.said == [f"Sweep {run_id}: Waiting"]
    assert running.row(run_id).status is RunStatus.QUEUED


def test_s_20_in_a_low_window_the_details_scroll_and_no_fact_is_pressed_together(
    running: RunningJobs, sit: Sit
) -> None:
    """What is left of a window of 1366 x 768 beside the areas, below the header."""
    run_id = running.run_now()
    running.carry_out(run_id, fails)
    seat = sit()
    seat.view.root.resize(1100, 640)
    seat.view.open(Target(JOB_RUN, run_id))
    seat.run(run_id)
    seat.wait(lambda: "The file of this batch is not kept here." in seat.texts())
    side = seat.view.jobs.runs.side
    QCoreApplication.sendPostedEvents()
    labels = side.facts.findChildren(QLabel)
    assert {"Asked for", "Begun", "Attempts"} <= {label.text() for label in labels}
    for label in (*labels, *seat.view.jobs.runs.banner.findChildren(QLabel)):
        if label.isVisible():
            assert label.height() >= label.fontMetrics().lineSpacing(), label.text()
    assert side.sections.isAncestorOf(seat.view.jobs.runs.banner), "it scrolls with the facts"


def test_s_20_x_cancels_a_run_that_waits(running: RunningJobs, sit: Sit) -> None:
    run_id = running.run_now()
    seat = sit()
    seat.view.open(Target(JOB_RUN, run_id))
    seat.run(run_id)
    seat.wait(lambda: bool(seat.run_cells()))
    seat.press(seat.view.jobs.list.table, Qt.Key.Key_X)
    seat.wait(lambda: seat.said == [f"Sweep {run_id}: Cancelled"])
    assert running.row(run_id).status is RunStatus.CANCELLED


def test_s_20_a_run_in_front_is_read_again_though_no_news_come_and_not_behind_another_tab(
    running: RunningJobs, sit: Sit
) -> None:
    run_id = running.run_now()
    seat = sit()
    seat.view.open(Target(JOB_RUN, run_id))
    shown: list[str] = []
    reads: list[str] = []

    def runs(run: Run) -> None:
        running.backend.clock.move(timedelta(seconds=4))
        run.progress(40, 100)
        jobs = seat.view.jobs
        jobs._on_tick()
        seat.wait(lambda: "40 of 100 rows" in seat.texts())
        shown.append(seat.texts())
        seat.wait(lambda: jobs.presenter.is_one_open)
        jobs.presenter.read = lambda: reads.append("jobs")  # type: ignore[method-assign]
        seat.view.bar.setCurrentIndex(1)
        jobs._on_tick()
        shown.append(f"behind: {reads}")
        seat.view.bar.setCurrentIndex(0)
        jobs._on_tick()

    seat.run(run_id)
    running.carry_out(run_id, runs)
    assert "10 / s, 6 s left" in shown[0]
    assert shown[1] == "behind: []"
    assert "jobs" in reads


@pytest.mark.usefixtures("running")
def test_names_of_jobs_are_not_cut_off_in_the_list_of_runs(sit: Sit) -> None:
    seat = sit()
    table = seat.view.jobs.list.table
    at = next(at for at, column in enumerate(seat.view.jobs.list.model.columns) if column.key == "job")
    names = [job_word(job.spec.name) for job in jobs_of(Settings())]
    assert len(names) >= 4
    needed = max(map(table.fontMetrics().horizontalAdvance, names))
    table.window().resize(1114, 640)
    seat.wait(lambda: table.columnWidth(at) >= needed)
