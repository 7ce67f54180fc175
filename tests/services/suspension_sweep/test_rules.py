"""What is to be done about a case, on both sides of each boundary: pure."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from agentview.contract.restriction import CaseState, Obstacle
from agentview.services.suspension.rules import Due, Facts, RuleSet
from agentview.services.suspension_sweep.rules import Deed, Wish, wish
from agentview.services.suspension_sweep.work import last_night

TODAY = date(2026, 11, 16)
RULES = RuleSet("Standard", TODAY, 5_000, 14, 1_000, rule_set_id=1)
LATE = Facts(1, 1, dues=(Due(TODAY - timedelta(days=15), 5_000),), has_open_case=True)


def said(state: CaseState, facts: Facts = LATE, rules: RuleSet | None = RULES) -> Wish | None:
    return wish(state, rules, facts, TODAY, RULES)


def owing(cents: int) -> Facts:
    return replace(LATE, status=5, dues=(Due(TODAY - timedelta(days=15), cents),))


def test_r_sus_14_who_is_flagged_and_still_owes_is_restricted() -> None:
    assert said(CaseState.FLAGGED) == Wish(Deed.RESTRICT)


@pytest.mark.parametrize(
    ("facts", "obstacle"),
    [
        (replace(LATE, dues=(Due(TODAY - timedelta(days=15), 4_999),)), Obstacle.OWES_LITTLE),
        (replace(LATE, dues=(Due(TODAY - timedelta(days=14), 5_000),)), Obstacle.NOT_OLD),
        (replace(LATE, status=2), Obstacle.ACCOUNT_STATUS),
        (replace(LATE, promised_for=TODAY), Obstacle.PROMISE),
    ],
)
def test_sm_5_who_is_flagged_and_kept_out_now_is_dropped(facts: Facts, obstacle: Obstacle) -> None:
    assert said(CaseState.FLAGGED, facts) == Wish(Deed.DROP, obstacle)


def test_r_sus_10_without_rules_a_flag_is_dropped() -> None:
    assert said(CaseState.FLAGGED, rules=None) == Wish(Deed.DROP, Obstacle.NO_RULES)


@pytest.mark.parametrize("state", [CaseState.RESTRICTING, CaseState.RESTRICTED])
@pytest.mark.parametrize("rules", [RULES, None])
@pytest.mark.parametrize(("cents", "is_restored"), [(1_000, True), (1_001, False)])
def test_r_sus_18_19_restored_at_the_threshold_by_the_own_rules_where_none_are_in_force(
    state: CaseState, rules: RuleSet | None, cents: int, is_restored: bool
) -> None:
    expected = Wish(Deed.RESTORE, Obstacle.OWES_LITTLE) if is_restored else None
    assert said(state, owing(cents), rules) == expected


def test_a_promise_or_money_on_its_way_lifts_nothing() -> None:
    kept = replace(owing(9_000), promised_for=TODAY, under_way_cents=9_000)
    assert said(CaseState.RESTRICTED, kept) is None
    assert said(CaseState.RESTRICTED, replace(kept, is_omitted=True)) == Wish(Deed.RESTORE, Obstacle.OMITTED)


@pytest.mark.parametrize("state", [CaseState.RESTORING, CaseState.RESTORED, CaseState.CLOSED])
def test_a_case_that_is_over_stays_as_it_is(state: CaseState) -> None:
    assert said(state, owing(0)) is None


@pytest.mark.parametrize(
    ("now", "night"),
    [
        ("2026-11-16T16:59:00+00:00", "2026-11-15T17:00:00+00:00"),
        ("2026-11-16T17:00:00+00:00", "2026-11-16T17:00:00+00:00"),
        ("2026-04-04T18:30:00+00:00", "2026-04-04T18:00:00+00:00"),
    ],
)
def test_bars_are_compared_at_four_on_the_wall_also_when_the_clock_is_changed(now: str, night: str) -> None:
    found = last_night(datetime.fromisoformat(now), "Australia/Sydney")
    assert found == datetime.fromisoformat(night)
