"""How many accounts a run may restrict, on both sides of each limit (D-26)."""

from datetime import date

import pytest

from agentview.contract.suspension_candidates import Breaker
from agentview.services.suspension.ramp import Allowance, Before, allowance, twice_usual
from agentview.services.suspension.rules import RuleSet

RULES = RuleSet(
    "Standard",
    date(2026, 1, 1),
    5_000,
    14,
    1_000,
    first_run_cap=25,
    second_run_percent=10,
    breaker_percent=5,
)


@pytest.mark.parametrize(
    ("run", "acted", "waiting", "would"),
    [
        (1, 0, 24, 24),
        (1, 0, 25, 25),
        (1, 0, 26, 25),
        (1, 20, 100, 5),
        (1, 25, 100, 0),
        (1, 30, 100, 0),
        (2, 0, 100, 10),
        (2, 0, 101, 11),
        (2, 10, 90, 0),
        (2, 0, 1, 1),
        (2, 0, 0, 0),
        (3, 0, 500, 500),
        (3, 400, 100, 100),
    ],
)
def test_d_26_the_first_run_is_capped_the_second_takes_a_share(
    run: int, acted: int, waiting: int, would: int
) -> None:
    found = allowance(RULES, run, Before(acted, 1_000_000), waiting)
    assert found == Allowance(run, acted, would, waiting - would)
    assert not found.is_broken


@pytest.mark.parametrize(
    ("acted", "waiting", "is_broken"), [(0, 50, False), (0, 51, True), (1, 50, True), (60, 0, False)]
)
def test_d_26_the_breaker_stops_a_run_of_more_than_its_share_of_all_accounts(
    acted: int, waiting: int, is_broken: bool
) -> None:
    found = allowance(RULES, 3, Before(acted, 1_000), waiting)
    if is_broken:
        assert found == Allowance(3, acted, 0, 0, (Breaker.SHARE,), stopped=waiting)
    else:
        assert found == Allowance(3, acted, waiting, 0)
    assert found.is_broken is is_broken


@pytest.mark.parametrize(
    ("acted", "waiting", "twice", "is_broken"),
    [(0, 20, 20, False), (0, 21, 20, True), (1, 20, 20, True), (21, 0, 20, False), (0, 999, None, False)],
)
def test_d_26_the_breaker_stops_a_run_of_more_than_twice_a_usual_day(
    acted: int, waiting: int, twice: int | None, is_broken: bool
) -> None:
    found = allowance(RULES, 3, Before(acted, 1_000_000, twice), waiting)
    assert found.broken_by == ((Breaker.USUAL,) if is_broken else ())
    assert (found.would, found.stopped) == ((0, waiting) if is_broken else (waiting, 0))


def test_both_breakers_are_named() -> None:
    found = allowance(RULES, 3, Before(0, 100, 2), 50)
    assert found.broken_by == (Breaker.SHARE, Breaker.USUAL)


@pytest.mark.parametrize(
    ("acted", "confirmed", "would", "held_back"),
    [(0, 60, 60, 0), (0, 40, 40, 20), (40, 40, 0, 20), (50, 40, 0, 10)],
)
def test_d_26_a_confirmed_run_goes_on_to_so_many_and_no_more(
    acted: int, confirmed: int, would: int, held_back: int
) -> None:
    found = allowance(RULES, 3, Before(acted, 100, None, confirmed), 60 - acted)
    assert found == Allowance(3, acted, would, held_back)
    assert found.most == max(acted, confirmed)


def test_to_confirm_opens_no_more_than_the_ramp_does() -> None:
    found = allowance(RULES, 1, Before(0, 100, None, 500), 60)
    assert (found.would, found.held_back) == (25, 35)


@pytest.mark.parametrize(
    ("days", "twice"),
    [((), None), ((1, 1, 1, 1), None), ((1, 2, 3, 4, 5), 6), ((1, 2, 3, 4, 5, 6), 7), ((9, 1, 1, 1, 9), 2)],
)
def test_what_is_usual_is_the_median_of_five_days_at_least(days: tuple[int, ...], twice: int | None) -> None:
    assert twice_usual(days) == twice
