"""Workers are killed at every point of the jobs of hardware, and again while they recover: all is done once.

One world suffers a whole chain of deaths. Before each of them there is new work, so that the one who recovers
finds what the dead one left, passes the point with it or with the new work, and is killed there as well.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.exactly_once import (
    assert_asked_once,
    assert_dispatched_once,
    assert_enrolled_once,
    assert_quiet,
    assert_refused_once,
    assert_requested_once,
)
from tests.faults.exchange_jobs import ANSWER, DISPATCH, ENROL, REQUEST, STOCK_FILE
from tests.faults.stock_trade import UNREADABLE, assert_stocked_once, put_stock, send_files
from tests.faults.trade import BAD, KNOWN, PROGRAMME, Trade, trading

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
TWICE = range(2)


@dataclass(frozen=True)
class Chain:
    """A job, the points at which it is killed one after the other, and what it is given to do each time."""

    job: str
    points: tuple[str, ...]
    prepare: Callable[[Trade], object]
    """Makes what the whole chain needs."""
    feed: Callable[[Trade, str, int], object]
    """Makes new work before a death, at a point, the first or second time."""
    rest: Callable[[Trade], object]
    """Makes the last work, for the one who recovers and is not killed."""
    check: Callable[[Trade], None]


def _points(job: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{job}.{name}" for name in names)


def _nothing(_trade: Trade) -> None:
    """Nothing is needed or left."""


def _order(trade: Trade, _point: str, time: int) -> None:
    trade.order(is_mixed=time == 0)


def _ship_one(trade: Trade, _point: str, _time: int) -> None:
    trade.ship(at_most=1)


def _device(trade: Trade, _point: str, _time: int) -> None:
    trade.device()


def _enrol_one(trade: Trade, _point: str, _time: int) -> None:
    trade.enrol(at_most=1)


def _send_orders(trade: Trade) -> None:
    for number in range(8):
        trade.order(is_mixed=number == 0)
    trade.do(REQUEST)


def _send_devices(trade: Trade) -> None:
    for _ in range(8):
        trade.device()
    trade.do(ENROL)


def _ship_first(trade: Trade) -> None:
    trade.order()
    trade.do(REQUEST)
    trade.ship()
    trade.do(DISPATCH)


def _enrol_first(trade: Trade) -> None:
    trade.device()
    trade.do(ENROL)
    trade.enrol()
    trade.do(ANSWER)


def _bad_dispatch(trade: Trade, _point: str, time: int) -> None:
    name = next(name for partner, name, _ in trade.sent if partner != PROGRAMME)
    trade.put("SYD", [], *(("", BAD), (name, KNOWN))[time])


def _bad_answer(trade: Trade, _point: str, time: int) -> None:
    name = next(name for partner, name, _ in trade.sent if partner == PROGRAMME)
    trade.respond({"id": 1, "devices": []}, *(("", BAD), (name, KNOWN))[time])


def _ship_rest(trade: Trade) -> None:
    trade.ship()


def _enrol_rest(trade: Trade) -> None:
    trade.enrol()


def _stock(trade: Trade, _point: str, _time: int) -> None:
    put_stock(trade)


def _stock_rest(trade: Trade) -> None:
    put_stock(trade)


def _stock_first(trade: Trade) -> None:
    send_files(trade)
    for _ in range(3):
        put_stock(trade)
    trade.do(STOCK_FILE)


def _bad_stock(trade: Trade, _point: str, time: int) -> None:
    put_stock(trade, (UNREADABLE, KNOWN)[time])


def _is_dispatched(trade: Trade) -> None:
    assert_requested_once(trade)
    assert_dispatched_once(trade)
    assert_refused_once(trade)


def _is_enrolled(trade: Trade) -> None:
    assert_asked_once(trade)
    assert_enrolled_once(trade)
    assert_refused_once(trade)


CHAINS = {
    "request until it is written": Chain(
        REQUEST,
        _points(REQUEST, "after_check", "after_verdict", "after_claim", "after_keep"),
        _nothing,
        _order,
        _nothing,
        assert_requested_once,
    ),
    "request until it is sent": Chain(
        REQUEST,
        _points(REQUEST, "after_write", "after_stage", "after_publish", "after_send"),
        _nothing,
        _order,
        _nothing,
        assert_requested_once,
    ),
    "dispatch until it is taken": Chain(
        DISPATCH,
        _points(DISPATCH, "after_register", "after_claim", "after_adopt", "after_keep"),
        _send_orders,
        _ship_one,
        _ship_rest,
        _is_dispatched,
    ),
    "dispatch until it is done": Chain(
        DISPATCH,
        _points(DISPATCH, "after_validate", "after_block", "after_archive", "after_finish"),
        _send_orders,
        _ship_one,
        _ship_rest,
        _is_dispatched,
    ),
    "enrolment request": Chain(
        ENROL,
        _points(
            ENROL, "after_claim", "after_keep", "after_write", "after_stage", "after_publish", "after_send"
        ),
        _nothing,
        _device,
        _nothing,
        assert_asked_once,
    ),
    "enrolment response": Chain(
        ANSWER,
        _points(
            ANSWER,
            "after_register",
            "after_claim",
            "after_adopt",
            "after_keep",
            "after_archive",
            "after_process",
        ),
        _send_devices,
        _enrol_one,
        _enrol_rest,
        _is_enrolled,
    ),
    "dispatch that is refused": Chain(
        DISPATCH,
        (*_points(DISPATCH, "after_put_away", "after_refuse"), "exchange.after_move"),
        _ship_first,
        _bad_dispatch,
        _nothing,
        _is_dispatched,
    ),
    "stock file": Chain(
        STOCK_FILE,
        _points(
            STOCK_FILE,
            "after_register",
            "after_claim",
            "after_adopt",
            "after_keep",
            "after_load",
            "after_archive",
            "after_finish",
        ),
        send_files,
        _stock,
        _stock_rest,
        assert_stocked_once,
    ),
    "stock file that is refused": Chain(
        STOCK_FILE,
        (*_points(STOCK_FILE, "after_put_away", "after_refuse"), "exchange.after_move"),
        _stock_first,
        _bad_stock,
        _nothing,
        assert_stocked_once,
    ),
    "enrolment response that is refused": Chain(
        ANSWER,
        (*_points(ANSWER, "after_put_away", "after_refuse"), "exchange.after_move"),
        _enrol_first,
        _bad_answer,
        _nothing,
        _is_enrolled,
    ),
}


@pytest.fixture(params=["sqlite", "postgresql"])
def trade(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Trade]:
    """Return the trade on both databases."""
    url = request.getfixturevalue("postgres_url" if request.param == "postgresql" else "sqlite_url")
    with trading(url, tmp_path) as opened:
        yield opened


@pytest.mark.parametrize("name", CHAINS)
def test_r_hw_26_r_hw_31_killed_everywhere_and_again_in_recovery_all_is_done_once(
    trade: Trade, name: str
) -> None:
    chain = CHAINS[name]
    chain.prepare(trade)
    for point in chain.points:
        for time in TWICE:
            chain.feed(trade, point, time)
            trade.ask(chain.job)
            trade.workers.die(point)
    chain.rest(trade)
    trade.do(chain.job)
    chain.check(trade)
    assert_quiet(trade)
