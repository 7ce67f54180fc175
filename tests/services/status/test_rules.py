"""Restricting for money, to the cent and to the day."""

from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest

from agentview.contract.status import Bar, HoldCause, HoldOrigin
from agentview.services.status.rules import (
    Due,
    Hold,
    RuleSet,
    overdue,
    overdue_days,
    owing,
    rule_set_in_force,
    strongest,
    to_restore,
)

TODAY = date(2026, 11, 16)
AT = datetime(2026, 11, 1, tzinfo=UTC)


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


def hold(
    bar: Bar = Bar.OUTGOING,
    origin: HoldOrigin = HoldOrigin.AUTO,
    cause: HoldCause = HoldCause.NON_PAYMENT,
    days: int = 0,
) -> Hold:
    return Hold(cause, origin, bar, "", AT + timedelta(days=days), "")


def test_d_26_the_strongest_hold_rules_in_whatever_order_they_were_placed() -> None:
    ranked = [
        hold(Bar.ALL, HoldOrigin.MANUAL, HoldCause.FRAUD, days=9),
        hold(Bar.ALL, HoldOrigin.AUTO),
        hold(origin=HoldOrigin.MANUAL, cause=HoldCause.FRAUD, days=3),
        hold(origin=HoldOrigin.MANUAL, cause=HoldCause.CUSTOMER_REQUEST),
        hold(),
        hold(days=1),
    ]
    for mixed in permutations(ranked):
        assert strongest(mixed) is ranked[0]
    for at in range(len(ranked)):
        assert strongest(reversed(ranked[at:])) is ranked[at]
    assert strongest([]) is None
