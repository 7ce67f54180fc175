"""The simulated warehouse keeps what the port promises, and behaves as its address says."""

from datetime import date

from agentview.adaptors.stock_http import HttpStock
from agentview.adaptors.stock_port import Asked, Available, Silence, StockSystem, Unavailable, silent
from agentview.adaptors.stock_simulator import StockSimulator
from agentview.adaptors.stock_sources import stock_system
from agentview.contract.hardware import StockSource
from agentview.contract.texts import TEXTS

ASKED = (Asked("PH-X1", 2), Asked("CASE-1", 1))


def test_it_is_a_warehouse_that_always_says_the_same() -> None:
    system: StockSystem = StockSimulator("SYD")
    answers = system.check(ASKED)
    assert set(answers) == {"PH-X1", "CASE-1"}
    assert answers == StockSimulator("SYD").check(ASKED)
    assert answers != StockSimulator("MEL").check(ASKED), "another warehouse has other stock"


def test_its_address_says_what_is_special() -> None:
    system = StockSimulator("SYD", "PH-X1=4, CASE-1=0@2026-12-01;LIC=?")
    answers = system.check((*ASKED, Asked("LIC", 1)))
    assert answers == {
        "PH-X1": Available(4),
        "CASE-1": Available(0, date(2026, 12, 1)),
        "LIC": Unavailable(Silence.NOT_KNOWN),
    }


def test_a_silent_one_never_answers() -> None:
    assert StockSimulator("SYD", " Silent ").check(ASKED) == silent(ASKED, Silence.TIMEOUT)


def test_a_warehouse_is_asked_as_it_is_set() -> None:
    assert isinstance(stock_system(StockSource.HTTP, "SYD", "http://127.0.0.1"), HttpStock)
    assert isinstance(stock_system(StockSource.SIMULATOR, "SYD", ""), StockSimulator)
    assert stock_system(StockSource.FILE, "SYD", "") is None


def test_every_silence_has_a_text() -> None:
    assert {why.value for why in Silence} <= set(TEXTS)
