"""A stock file is taken in whole or not at all, after a dry run that says what each line comes to."""

from datetime import date, timedelta
from typing import Any

from agentview.contract import stock_file
from agentview.contract.hardware import StockSource
from agentview.contract.op import Op
from agentview.contract.stock_file import StockEffect, StockLineVerdict
from agentview.core.errors import Denied, NotFound
from agentview.core.power import Power
from tests import build
from tests.build_hardware import CASE, PHONE, PLAIN_PHONE, SYDNEY, VIENNA
from tests.services.every_row import everything
from tests.services.people.administering import give
from tests.services.provisioning.working import Working
from tests.services.stock.stocking import BACK, CSA, asked_at, filed, known, news, trail

LATER = build.START + timedelta(minutes=5)
BOTH: tuple[Op[Any, Any], ...] = (stock_file.CHECK_FILE, stock_file.LOAD_FILE)


def line(number: int, sku: str, available: int | None, **more: object) -> dict[str, object]:
    return {"number": number, "sku": sku, "available": available, **more}


def file(*lines: dict[str, object], **more: object) -> dict[str, object]:
    return {"warehouse_id": SYDNEY, "file_name": "stock.csv", "lines": lines, "as_of": LATER, **more}


def tried(working: Working, *lines: dict[str, object], **more: object) -> tuple[StockLineVerdict, ...]:
    working.on(BACK)
    before = everything(working.backend)
    verdicts = working.call(BACK, stock_file.CHECK_FILE, **file(*lines, **more)).verdicts
    assert everything(working.backend) == before, "a dry run writes nothing"
    return verdicts


def test_each_line_says_what_it_comes_to_and_is_taken_in(working: Working) -> None:
    filed(working.backend, SYDNEY, PHONE, 7)
    filed(working.backend, SYDNEY, CASE, 3)
    lines = (
        line(2, "PH-X1", 5, expected_on="2026-12-01"),
        line(3, "CASE-1", 3),
        line(4, "PH-B2", 9),
        line(5, "FORKLIFT", 2),
    )
    found = [(one.effect, one.was, one.product) for one in tried(working, *lines)]
    assert found == [
        (StockEffect.CHANGED, 7, "Fruit Phone X1 128 GB"),
        (StockEffect.SAME, 3, "Leather case"),
        (StockEffect.ADDED, None, "Basic Phone B2"),
        (StockEffect.PASSED_OVER, None, ""),
    ]
    done = working.call(BACK, stock_file.LOAD_FILE, **file(*lines))
    assert (done.added, done.changed, done.same, done.passed_over) == (1, 1, 1, 1)
    assert known(working.backend) == {
        (SYDNEY, PHONE): (5, date(2026, 12, 1), LATER),
        (SYDNEY, CASE): (3, None, LATER),
        (SYDNEY, PLAIN_PHONE): (9, None, LATER),
    }
    [entry] = trail(working.backend, "load_stock")
    assert entry.new_value == "stock.csv: 1 + 1 of 4"
    assert news(working.backend) == [("STOCK", SYDNEY, "load_stock")]


def test_each_line_says_every_reason_against_it_and_then_none_is_taken_in(working: Working) -> None:
    filed(working.backend, SYDNEY, PHONE, 7, LATER + timedelta(minutes=1))
    unread = {"code": "E-STOCK-QUANTITY", "field": "available"}
    lines = (
        line(2, "PH-B2", 9),
        line(3, "PH-B2", 8),
        line(4, "", None),
        line(5, "CASE-1", None, refusals=[unread]),
        line(6, "PH-X1", 1),
    )
    codes = [[one.code for one in verdict.refusals] for verdict in tried(working, *lines)]
    assert codes == [
        [],
        ["E-STOCK-TWICE"],
        ["E-STOCK-SKU", "E-STOCK-QUANTITY"],
        ["E-STOCK-QUANTITY"],
        ["E-STOCK-OLDER"],
    ]
    before = known(working.backend)
    refused = working.refused(BACK, stock_file.LOAD_FILE, **file(*lines))
    assert refused.code == "E-STOCK-LINES"
    assert refused.values == {"lines": 4, "first": 3}
    assert known(working.backend) == before


def test_without_a_moment_a_file_tells_of_now(working: Working) -> None:
    working.call(BACK, stock_file.LOAD_FILE, **file(line(2, "PH-X1", 5), as_of=None))
    assert known(working.backend)[SYDNEY, PHONE][2] == build.START


def test_a_file_of_tomorrow_is_refused(working: Working) -> None:
    ahead = file(line(2, "PH-X1", 5), as_of=build.START + timedelta(days=1))
    for op in BOTH:
        assert working.refused(BACK, op, **ahead).code == "E-STOCK-AHEAD"
    assert known(working.backend) == {}


def test_a_warehouse_that_answers_itself_takes_no_file(working: Working) -> None:
    asked_at(working.backend, SYDNEY, StockSource.SIMULATOR)
    for op in BOTH:
        assert working.refused(BACK, op, **file(line(2, "PH-X1", 5))).code == "E-STOCK-LIVE"


def test_d_19_who_may_load_a_file(working: Working) -> None:
    give(working, "harbour_viewer", Power.STOCK_ADJUST)
    for op in BOTH:
        assert isinstance(working.refused(CSA, op, **file(line(2, "PH-X1", 5))), Denied)
        refused = working.refused("harbour_viewer", op, **file(line(2, "PH-X1", 5)))
        assert refused.code == "E-STAFF-ONLY"
        foreign = file(line(2, "PH-X1", 5), warehouse_id=VIENNA)
        assert isinstance(working.refused(BACK, op, **foreign), NotFound)
    assert known(working.backend) == {}
