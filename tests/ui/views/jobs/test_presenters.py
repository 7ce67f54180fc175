"""S-20: how quick runs are, and what the list of batches asks for, without a screen."""

from datetime import timedelta

from agentview.contract.hardware import BatchStatus
from agentview.contract.jobs import RunRow, RunStatus, Trigger
from agentview.ui.views.jobs.batch_list import BatchListFilter, BatchView, asked
from agentview.ui.views.jobs.pace import WINDOW, Pace, duration, share
from tests.ui.fake_desk import NOON

SECOND = timedelta(seconds=1)


def run(done: int, total: int | None = 1000, status: RunStatus = RunStatus.RUNNING) -> RunRow:
    return RunRow(
        run_id=1,
        job="sweep",
        trigger=Trigger.SCHEDULE,
        asked_by="",
        status=status,
        total=total,
        done=done,
        failed=0,
        created_at=NOON,
        started_at=NOON,
        ended_at=NOON + 100 * SECOND if status is RunStatus.SUCCEEDED else None,
        attempts=1,
        is_stopping=False,
        error=None,
        error_values={},
        commands=(),
    )


def test_the_rate_is_that_of_the_last_seconds_and_tells_the_rest() -> None:
    pace = Pace()
    for second, done in ((10, 10), (30, 10), (35, 60), (50, 210)):
        pace.hear([run(done)], NOON + second * SECOND)
    now = NOON + 50 * SECOND
    assert now - (NOON + 30 * SECOND) == WINDOW
    assert pace.rate(run(210), now) == 10.0
    assert pace.rest(run(210), now) == 79 * SECOND


def test_before_a_second_reading_the_rate_is_that_of_the_whole_run() -> None:
    pace = Pace()
    pace.hear([run(100)], NOON + 10 * SECOND)
    assert pace.rate(run(100), NOON + 10 * SECOND) == 10.0
    assert pace.rate(run(0), NOON + 10 * SECOND) is None
    assert pace.rest(run(100, total=None), NOON + 10 * SECOND) is None


def test_a_run_that_was_taken_back_is_measured_anew() -> None:
    pace = Pace()
    pace.hear([run(500)], NOON + 10 * SECOND)
    pace.hear([run(400)], NOON + 11 * SECOND)
    pace.hear([run(420)], NOON + 13 * SECOND)
    assert pace.rate(run(420), NOON + 13 * SECOND) == 10.0


def test_a_run_that_ended_tells_its_own_rate_and_has_no_rest() -> None:
    ended = run(1000, status=RunStatus.SUCCEEDED)
    pace = Pace()
    pace.hear([ended], NOON + 200 * SECOND)
    assert pace.rate(ended, NOON + 200 * SECOND) == 10.0
    assert pace.rest(ended, NOON + 200 * SECOND) is None
    assert duration(ended, NOON + 200 * SECOND) == 100 * SECOND
    assert (share(ended), share(run(250)), share(run(3, total=None))) == (1.0, 0.25, 0.0)


def test_a_view_and_states_that_exclude_each_other_ask_for_nothing() -> None:
    assert asked(BatchListFilter(view=BatchView.FAILED, statuses=(BatchStatus.SENT,))) is None
    both = asked(
        BatchListFilter(view=BatchView.UNDER_WAY, statuses=(BatchStatus.STAGED, BatchStatus.SENT), text="syd")
    )
    assert both is not None
    assert (both.statuses, both.text) == ((BatchStatus.STAGED,), "syd")
    alone = asked(BatchListFilter(statuses=(BatchStatus.SENT,)))
    assert alone is not None
    assert alone.statuses == (BatchStatus.SENT,)
