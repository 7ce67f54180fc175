"""The negative controls of killed workers: without a guard the same check finds what went wrong."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.faults import careless_exchange as careless
from tests.faults.exactly_once import (
    assert_asked_once,
    assert_dispatched_once,
    assert_quiet,
    assert_requested_once,
)
from tests.faults.exchange_jobs import DISPATCH, ENROL, REQUEST, SOURCE
from tests.faults.trade import Trade, trading

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
Play = Callable[[Trade], None]


def killed_when_published(trade: Trade) -> None:
    """A worker dies when it has published a request, which the warehouse takes at once."""
    trade.order()
    trade.ask(REQUEST)
    trade.workers.die("sales_order_request.after_publish")
    trade.take()
    trade.workers.finish()


def killed_when_asked(trade: Trade) -> None:
    """A worker dies when it has published what the programme is asked for, which takes it at once."""
    trade.device()
    trade.ask(ENROL)
    trade.workers.die("device_enrolment_request.after_publish")
    trade.take()
    trade.workers.finish()


def killed_between_blocks(trade: Trade) -> None:
    """A worker dies between two blocks of a dispatch file."""
    trade.order()
    with sound(trade):
        trade.do(REQUEST)
    trade.ship()
    trade.ask(DISPATCH)
    trade.workers.die("sales_order_dispatch.after_block")
    trade.workers.finish()


def killed_with_a_file(trade: Trade) -> None:
    """A worker dies when it has taken a file, and has not written down yet that it has."""
    trade.order()
    with sound(trade):
        trade.do(REQUEST)
    trade.ship()
    trade.ask(DISPATCH)
    trade.workers.die("sales_order_dispatch.after_claim")
    trade.workers.finish()


def shipped_at_last(trade: Trade) -> None:
    """What a warehouse had not it ships later, when the rest was billed; a worker dies each time."""
    order = trade.order()
    with sound(trade):
        trade.do(REQUEST)
    case = trade.depot.lines(order)[-1].id
    trade.ship(fails=lambda line: line == case)
    trade.ask(DISPATCH)
    trade.workers.die("sales_order_dispatch.after_block")
    trade.workers.finish()
    lines = {"lineId": case, "unit": 1, "status": "OK", "shippedQuantity": 1, "serialNumbers": []}
    trade.put("SYD", [{"id": f"HO-{order}", "lines": [lines]}])
    trade.ask(DISPATCH)
    trade.workers.die("sales_order_dispatch.after_finish")
    trade.workers.finish()


@contextmanager
def sound(trade: Trade) -> Iterator[None]:
    """Let workers with all guards do something first."""
    source, trade.source = trade.source, SOURCE
    try:
        yield
    finally:
        trade.source = source


def without_walls(trade: Trade) -> None:
    """Take the unique index away that keeps a line from being billed twice."""
    with trade.backend.database.engine.begin() as connection:
        connection.execute(text("DROP INDEX uq_cardline_once_per_hardware_line"))


CONTROLS: dict[str, tuple[Play, Callable[[Trade], None], str, str]] = {
    "a request": (
        killed_when_published,
        assert_requested_once,
        careless.SENDS_AGAIN,
        "pieces that were asked for: too often",
    ),
    "a device": (
        killed_when_asked,
        assert_asked_once,
        careless.SENDS_AGAIN,
        "devices that were asked for: too often",
    ),
    "a block": (
        killed_between_blocks,
        assert_dispatched_once,
        careless.APPLIES_AGAIN,
        "a record was counted twice",
    ),
    "a line": (shipped_at_last, assert_dispatched_once, careless.BILLS_AGAIN, "a line was billed twice"),
    "a file": (killed_with_a_file, assert_dispatched_once, careless.FORGETS_FILES, "not taken in"),
}


@pytest.fixture
def trade(sqlite_url: str, tmp_path: Path) -> Iterator[Trade]:
    """Return the trade."""
    with trading(sqlite_url, tmp_path) as opened:
        yield opened


@pytest.mark.parametrize("name", CONTROLS)
def test_control_without_its_guard_the_check_fails(trade: Trade, name: str) -> None:
    play, check, source, told = CONTROLS[name]
    trade.source = source
    if source == careless.BILLS_AGAIN:
        without_walls(trade)
    play(trade)
    with pytest.raises(AssertionError, match=told):
        check(trade)


@pytest.mark.parametrize("name", CONTROLS)
def test_with_its_guard_the_same_play_ends_well(trade: Trade, name: str) -> None:
    """R-HW-19, R-HW-26, R-HW-31: else the control would prove nothing but that the play is a bad one."""
    play, check, _, _ = CONTROLS[name]
    play(trade)
    check(trade)
    assert_quiet(trade)
