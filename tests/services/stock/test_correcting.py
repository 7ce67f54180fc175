"""What a warehouse is known to have is corrected by hand: with a reason, once, and audited."""

from datetime import date, timedelta

import pytest

from agentview.contract import stock
from agentview.contract.hardware import StockSource
from agentview.core.errors import Conflict, Denied, NotFound
from agentview.core.power import Power
from tests import build
from tests.build_hardware import ALPINE_PHONE, PHONE, SYDNEY, VIENNA
from tests.services.people.administering import give
from tests.services.provisioning.working import Working
from tests.services.stock.stocking import BACK, CSA, asked_at, filed, known, news, trail

SEEN = {"warehouse_id": SYDNEY, "product_id": PHONE, "seen_as_of": build.START}


def test_a_level_is_corrected_with_a_reason(working: Working) -> None:
    filed(working.backend, SYDNEY, PHONE, 7)
    working.backend.clock.move(timedelta(hours=1))
    done = working.call(
        BACK, stock.CORRECT, **SEEN, available=5, expected_on="2026-12-01", reason="Two are broken"
    )
    assert (done.available, done.expected_on) == (5, date(2026, 12, 1))
    assert known(working.backend) == {(SYDNEY, PHONE): (5, date(2026, 12, 1), done.as_of)}
    assert done.as_of > build.START
    [entry] = trail(working.backend, "correct")
    assert (entry.old_value, entry.new_value) == ("7", "5, 2026-12-01")
    assert (entry.field, entry.reason) == ("SYD PH-X1", "Two are broken")
    assert news(working.backend) == [("STOCK", SYDNEY, "correct")]


def test_a_level_that_nobody_knew_is_given(working: Working) -> None:
    working.call(BACK, stock.CORRECT, **{**SEEN, "seen_as_of": None}, available=0, reason="Counted")
    assert known(working.backend)[SYDNEY, PHONE][0] == 0


def test_of_two_who_correct_the_second_is_told(working: Working) -> None:
    filed(working.backend, SYDNEY, PHONE, 7)
    working.backend.clock.move(timedelta(hours=1))
    working.call(BACK, stock.CORRECT, **SEEN, available=5, reason="Counted")
    refused = working.refused("harbour_lead", stock.CORRECT, **SEEN, available=6, reason="Counted")
    assert isinstance(refused, Conflict)
    assert refused.code == "E-STALE"
    assert known(working.backend)[SYDNEY, PHONE][0] == 5


def test_a_correction_needs_a_reason(working: Working) -> None:
    refused = working.refused(BACK, stock.CORRECT, **SEEN, available=5, reason="  ")
    assert refused.code == "E-REASON"
    assert known(working.backend) == {}


@pytest.mark.parametrize("source", [StockSource.HTTP, StockSource.SIMULATOR])
def test_what_a_warehouse_says_itself_is_not_corrected(working: Working, source: StockSource) -> None:
    asked_at(working.backend, SYDNEY, source)
    refused = working.refused(
        BACK, stock.CORRECT, **{**SEEN, "seen_as_of": None}, available=5, reason="Counted"
    )
    assert refused.code == "E-STOCK-LIVE"


def test_d_19_who_may_correct(working: Working) -> None:
    refused = working.refused(CSA, stock.CORRECT, **SEEN, available=5, reason="Counted")
    assert isinstance(refused, Denied)
    give(working, "harbour_viewer", Power.STOCK_ADJUST)
    refused = working.refused("harbour_viewer", stock.CORRECT, **SEEN, available=5, reason="Counted")
    assert refused.code == "E-STAFF-ONLY"
    for other in ({"warehouse_id": VIENNA}, {"product_id": ALPINE_PHONE}):
        values = {**SEEN, **other, "seen_as_of": None}
        assert isinstance(working.refused(BACK, stock.CORRECT, **values, available=5, reason="x"), NotFound)
    assert known(working.backend) == {}
