"""Restricting for money, to the cent and to the day: each rule on both sides of its boundary (R-SUS)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from agentview.contract.account import AccountStatus
from agentview.contract.restriction import Obstacle
from agentview.services.suspension.rules import (
    Due,
    Facts,
    RuleSet,
    is_eligible,
    obstacles,
    overdue,
    overdue_days,
    owing,
    reasons_to_restore,
    rule_set_in_force,
    to_restore,
    verdicts,
)

TODAY = date(2026, 11, 16)
RULES = RuleSet("Standard", date(2026, 1, 1), 5_000, 14, 1_000)


def due(cents: int = 5_000, days: int = 15, disputed: int = 0) -> Due:
    return Due(TODAY - timedelta(days=days), cents, disputed)


LATE = Facts(status=AccountStatus.ACTIVE, active_services=1, dues=(due(),))
"""An account that the rules restrict: owing exactly the least, for a day more than the least."""


def kept_by(rules: RuleSet | None = RULES, **facts: Any) -> list[Obstacle]:  # noqa: ANN401 - any field of them
    return [one.obstacle for one in obstacles(rules, replace(LATE, **facts), TODAY)]


def values_of(obstacle: Obstacle, **facts: Any) -> dict[str, object]:  # noqa: ANN401 - as above
    found = verdicts(RULES, replace(LATE, **facts), TODAY)
    return dict(next(one for one in found if one.obstacle is obstacle).values)


@pytest.mark.parametrize(
    ("cents", "days", "is_restricted"),
    [(5_000, 15, True), (4_999, 15, False), (5_000, 14, False), (5_001, 16, True), (4_999, 14, False)],
)
def test_r_sus_01_and_d_01_owing_at_least_x_and_older_than_y(
    cents: int, days: int, is_restricted: bool
) -> None:
    assert is_eligible(RULES, cents, days) is is_restricted
    assert (kept_by(dues=(due(cents, days),)) == []) is is_restricted


def test_r_sus_01_says_both_numbers_and_each_that_is_short() -> None:
    assert kept_by(dues=(due(4_999, 14),)) == [Obstacle.OWES_LITTLE, Obstacle.NOT_OLD]
    assert values_of(Obstacle.OWES_LITTLE) == {"owing": 5_000, "least": 5_000}
    assert values_of(Obstacle.NOT_OLD) == {"days": 15, "least": 14}
    assert not is_eligible(RULES, 5_000, None)
    assert kept_by(dues=()) == [Obstacle.OWES_LITTLE, Obstacle.NOT_OLD]


def test_r_sus_01_the_age_is_that_of_the_oldest_and_the_sum_that_of_all() -> None:
    assert kept_by(dues=(due(1, 15), due(4_999, -5))) == []
    assert kept_by(dues=(due(1, 14), due(4_999, -5))) == [Obstacle.NOT_OLD]


@pytest.mark.parametrize("status", list(AccountStatus))
def test_r_sus_02_and_29_only_an_active_account_with_an_active_service(status: AccountStatus) -> None:
    is_active = status is AccountStatus.ACTIVE
    assert kept_by(status=status) == ([] if is_active else [Obstacle.ACCOUNT_STATUS])
    assert kept_by(active_services=0) == [Obstacle.NO_ACTIVE_SERVICE]


def test_r_sus_03_and_04_and_08_and_12_who_is_left_out() -> None:
    assert kept_by(is_omitted=True) == [Obstacle.OMITTED]
    assert kept_by(excluded_groups=("Staff", "Press")) == [Obstacle.EXCLUDED_GROUP]
    assert values_of(Obstacle.EXCLUDED_GROUP, excluded_groups=("Staff", "Press")) == {
        "groups": "Staff, Press"
    }
    assert kept_by(has_open_complaint=True) == [Obstacle.COMPLAINT]
    assert kept_by(has_open_case=True) == [Obstacle.OPEN_CASE]


@pytest.mark.parametrize(("cents", "is_kept"), [(3_999, False), (4_000, True), (5_000, True), (0, False)])
@pytest.mark.parametrize(
    ("name", "obstacle"),
    [
        ("planned_cents", Obstacle.PAYMENT_PLAN),
        ("credit_cents", Obstacle.CREDIT),
        ("under_way_cents", Obstacle.PAYMENT_UNDER_WAY),
    ],
)
def test_r_sus_05_and_06_and_d_02_what_covers_the_rest_to_the_threshold(
    name: str, obstacle: Obstacle, cents: int, is_kept: bool
) -> None:
    assert kept_by(RULES, **{name: cents}) == ([obstacle] if is_kept else [])
    assert values_of(obstacle, **{name: cents}) == {"cents": cents, "owing": 5_000, "threshold": 1_000}


@pytest.mark.parametrize(("cents", "is_kept"), [(3_999, False), (4_000, True), (9_000, True)])
def test_r_sus_07_what_is_in_dispute(cents: int, is_kept: bool) -> None:
    assert kept_by(dues=(due(disputed=cents),)) == ([Obstacle.DISPUTE] if is_kept else [])


def test_r_sus_07_of_an_invoice_no_more_is_in_dispute_than_is_due_of_it() -> None:
    assert kept_by(dues=(due(1_000, disputed=8_000), due(4_000))) == []


def test_without_cover_nothing_covers_even_where_little_is_owed() -> None:
    generous = replace(RULES, minimum_overdue_cents=500)
    assert kept_by(generous, dues=(due(900),)) == []
    assert kept_by(generous, dues=(due(900),), credit_cents=1) == [Obstacle.CREDIT]


def test_r_sus_09_restored_by_hand_it_is_eligible_again_on_the_day_itself() -> None:
    assert kept_by(resuspend_not_before=TODAY + timedelta(days=1)) == [Obstacle.RESTORED_LATELY]
    assert kept_by(resuspend_not_before=TODAY) == []


@pytest.mark.parametrize(
    ("name", "obstacle"), [("exempt_until", Obstacle.EXEMPT), ("promised_for", Obstacle.PROMISE)]
)
def test_an_exemption_and_a_promise_hold_to_the_end_of_their_day(name: str, obstacle: Obstacle) -> None:
    assert kept_by(RULES, **{name: TODAY}) == [obstacle]
    assert kept_by(RULES, **{name: TODAY - timedelta(days=1)}) == []


def test_r_sus_10_without_rules_nobody_is_restricted() -> None:
    assert kept_by(None) == [Obstacle.NO_RULES]
    assert kept_by(None, status=5, active_services=0) == [
        Obstacle.NO_RULES,
        Obstacle.ACCOUNT_STATUS,
        Obstacle.NO_ACTIVE_SERVICE,
    ]


def test_every_rule_is_told_once_and_in_order() -> None:
    assert [one.obstacle for one in verdicts(RULES, LATE, TODAY)] == list(Obstacle)
    everything = replace(
        LATE,
        status=5,
        active_services=0,
        dues=(due(10, 1, 10),),
        has_open_case=True,
        is_omitted=True,
        excluded_groups=("Staff",),
        exempt_until=TODAY,
        planned_cents=10,
        credit_cents=10,
        under_way_cents=10,
        has_open_complaint=True,
        resuspend_not_before=date.max,
        promised_for=date.max,
    )
    strict = replace(RULES, needs_notice=True)
    assert [one.obstacle for one in obstacles(strict, everything, TODAY)] == list(Obstacle)[1:]


@pytest.mark.parametrize(("owed", "is_restored"), [(1_000, True), (1_001, False), (0, True)])
def test_r_sus_18_and_19_and_d_11_who_owes_at_most_k_is_restored(owed: int, is_restored: bool) -> None:
    facts = replace(LATE, dues=(due(owed),) if owed else ())
    expected = (Obstacle.OWES_LITTLE,) if is_restored else ()
    assert reasons_to_restore(RULES, facts, TODAY) == expected


def test_sm_5_a_new_exclusion_restores_a_promise_or_money_on_its_way_does_not() -> None:
    assert reasons_to_restore(RULES, replace(LATE, is_omitted=True), TODAY) == (Obstacle.OMITTED,)
    assert reasons_to_restore(RULES, replace(LATE, dues=(due(disputed=4_000),)), TODAY) == (Obstacle.DISPUTE,)
    held = replace(LATE, promised_for=TODAY, under_way_cents=5_000, has_open_case=True)
    assert reasons_to_restore(RULES, held, TODAY) == ()


@pytest.mark.parametrize(("owed", "left"), [(999, 0), (1000, 0), (1001, 1), (13_000, 12_000)])
def test_r_sus_18_restored_is_who_owes_at_most_the_threshold(owed: int, left: int) -> None:
    assert to_restore([Due(TODAY, owed)], 1000) == left


def test_r_sus_18_it_is_the_sum_of_what_is_owed_that_counts() -> None:
    dues = [Due(TODAY - timedelta(days=30), 5_000), Due(TODAY + timedelta(days=5), 2_500)]
    assert owing(dues) == 7_500
    assert to_restore(dues, 1_000) == 6_500
    assert to_restore([], 0) == 0


def test_r_sus_07_what_is_in_dispute_does_not_count() -> None:
    dues = [Due(TODAY, 5_000, disputed_cents=4_000), Due(TODAY, 2_000, disputed_cents=9_000)]
    assert to_restore(dues, 1_000) == 0
    assert to_restore(dues, 999) == 1


def test_an_invoice_is_overdue_from_the_day_after_its_due_day() -> None:
    assert overdue_days(Due(TODAY, 1), TODAY) is None
    assert overdue_days(Due(TODAY - timedelta(days=1), 1), TODAY) == 1
    dues = [Due(TODAY - timedelta(days=days), 100) for days in (-3, 0, 2, 40)]
    assert overdue(dues, TODAY) == (200, 40)
    assert overdue([], TODAY) == (0, None)


def rules_from(day: date) -> RuleSet:
    return RuleSet(str(day), day, 5000, 14, 1000)


def test_r_sus_10_and_11_the_newest_rule_set_that_is_effective_today_rules() -> None:
    old, new = rules_from(date(2026, 1, 1)), rules_from(TODAY)
    future = rules_from(TODAY + timedelta(days=1))
    assert rule_set_in_force([future, old, new], TODAY) is new
    assert rule_set_in_force([future, old, new], TODAY - timedelta(days=1)) is old
    assert rule_set_in_force([future], TODAY) is None
