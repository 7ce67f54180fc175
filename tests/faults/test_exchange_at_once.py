"""Two workers at once on PostgreSQL: one batch, one file, one of them killed; each deed is done once.

The engine lets one round of a job run at a time. Here that lane is taken away, so that only the conditional
UPDATEs and the renames decide.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.exactly_once import (
    assert_all,
    assert_asked_once,
    assert_dispatched_once,
    assert_enrolled_once,
    assert_quiet,
    assert_requested_once,
)
from tests.faults.exchange_jobs import ANSWER, DISPATCH, ENROL, REQUEST
from tests.faults.trade import Trade, trading
from tests.faults.worker_process import MEETING, wait_for_marks

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
KEYS = ("a", "b", "c", "d")


@pytest.fixture
def trade(postgres_url: str, tmp_path: Path) -> Iterator[Trade]:
    """Return the trade on PostgreSQL: SQLite has one worker at a time."""
    with trading(postgres_url, tmp_path) as opened:
        yield opened


def _begun_orders(trade: Trade) -> None:
    """Leave a batch of each warehouse that nobody has written yet."""
    for _ in range(3):
        trade.order(is_mixed=True)
    trade.ask(REQUEST)
    trade.workers.die("sales_order_request.after_keep")


def _ready_files(trade: Trade) -> None:
    for _ in range(3):
        trade.order(is_mixed=True)
    trade.do(REQUEST)
    trade.ship()


def _begun_devices(trade: Trade) -> None:
    for _ in range(3):
        trade.device()
    trade.ask(ENROL)
    trade.workers.die("device_enrolment_request.after_keep")


def _ready_answers(trade: Trade) -> None:
    for _ in range(3):
        trade.device()
    trade.do(ENROL)
    trade.enrol()


RACES: dict[str, tuple[str, Callable[[Trade], None], Callable[[Trade], None], str]] = {
    "one batch of a warehouse": (REQUEST, _begun_orders, assert_requested_once, "after_write"),
    "one staged batch": (REQUEST, _begun_orders, assert_requested_once, "after_stage"),
    "one file of a warehouse": (DISPATCH, _ready_files, assert_dispatched_once, "after_register"),
    "one block of a file": (DISPATCH, _ready_files, assert_dispatched_once, "after_validate"),
    "one batch of a programme": (ENROL, _begun_devices, assert_asked_once, "after_write"),
    "one file of a programme": (ANSWER, _ready_answers, assert_enrolled_once, "after_register"),
    "one answer": (ANSWER, _ready_answers, assert_enrolled_once, "after_keep"),
}


@pytest.mark.parametrize("name", RACES)
def test_r_hw_26_r_hw_31_two_workers_at_one_thing_do_it_once(trade: Trade, name: str) -> None:
    """They meet at the point behind which only one may get through, and pass it together."""
    job, prepare, check, point = RACES[name]
    prepare(trade)
    trade.ask(job, KEYS[0])
    with trade.workers.beside(meet=f"{job}.{point}"):
        # Asked for only now, because the first one might take all runs before the second one is there.
        wait_for_marks(trade.folder / MEETING, 1)
        trade.ask(job, *KEYS[1:])
        trade.workers.finish(meet=f"{job}.{point}")
    assert len(list((trade.folder / MEETING).iterdir())) == 2, "they did not meet"
    trade.do(job)
    check(trade)
    assert_quiet(trade)


@pytest.mark.parametrize("again", ["after_claim", "after_validate"])
def test_r_hw_19_a_file_that_a_killed_worker_held_is_taken_over(trade: Trade, again: str) -> None:
    """It lies in `processing`, under the name of the dead one's attempt, and is taken in from there."""
    trade.order()
    trade.do(REQUEST)
    trade.ship()
    trade.ask(DISPATCH)
    trade.workers.die(f"{DISPATCH}.{again}")
    [held] = trade.lies("SYD", "processing")
    assert trade.lies("SYD", "inbox") == []
    with trade.workers.beside():
        trade.workers.finish()
    assert trade.lies("SYD", "archive") == [held]
    assert_dispatched_once(trade)
    assert_quiet(trade)


def test_r_hw_26_r_hw_31_with_two_workers_of_which_one_is_killed_the_whole_path_is_gone_once(
    trade: Trade,
) -> None:
    """From generated orders to COMPLETE and ENROLLED; in each job one dies beside the other."""
    deaths = {
        REQUEST: "after_publish",
        DISPATCH: "after_block",
        ENROL: "after_stage",
        ANSWER: "after_archive",
    }
    for number in range(6):
        trade.order(is_mixed=number % 2 == 0)
    answers = {REQUEST: trade.ship, ENROL: trade.enrol}
    for job, point in deaths.items():
        trade.ask(job, *KEYS)
        with trade.workers.beside(f"{job}.{point}"):
            trade.workers.finish()
        trade.do(job)
        answers.get(job, trade.take)()
    assert_all(trade)
