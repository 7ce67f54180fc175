"""How many accounts a run may restrict, on both sides of each limit (D-26)."""

from datetime import date

import pytest

from agentview.services.suspension.ramp import Allowance, allowance
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
    found = allowance(RULES, run, acted=acted, waiting=waiting, active_accounts=1_000_000)
    assert found == Allowance(run, acted, would, waiting - would, is_broken=False)


@pytest.mark.parametrize(
    ("acted", "waiting", "is_broken"), [(0, 50, False), (0, 51, True), (1, 50, True), (60, 0, False)]
)
def test_d_26_the_breaker_stops_a_run_of_more_than_its_share_of_all_accounts(
    acted: int, waiting: int, is_broken: bool
) -> None:
    found = allowance(RULES, 3, acted=acted, waiting=waiting, active_accounts=1_000)
    assert found == Allowance(3, acted, 0 if is_broken else waiting, 0, is_broken)
