"""The parts of a plan add up to the cent, whatever is drawn; and what becomes of a plan (E50)."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentview.contract.payment_plans import GRACE_DAYS, MOST_DAYS_AHEAD, MOST_PAYMENTS, Frequency, PlanStatus
from agentview.services.payment_plans.rules import (
    Chosen,
    Schedule,
    due_days,
    instalments,
    next_day,
    outcome,
    refusals,
    split,
)

TODAY = date(2026, 11, 16)
SCHEDULES = st.builds(
    Schedule,
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.sampled_from(Frequency),
    st.integers(1, MOST_PAYMENTS),
)


@given(st.integers(0, 10**9), st.integers(1, MOST_PAYMENTS))
def test_e50_the_parts_add_up_and_the_last_one_takes_the_rest(total: int, number: int) -> None:
    parts = split(total, number)
    assert (len(parts), sum(parts)) == (number, total)
    assert len(set(parts[:-1])) <= 1
    assert 0 <= parts[-1] - total // number < number
    assert min(parts) >= 0


@given(SCHEDULES)
def test_e50_the_days_begin_with_the_first_and_go_on(schedule: Schedule) -> None:
    days = due_days(schedule)
    assert (len(days), days[0]) == (schedule.number, schedule.start_on)
    steps = [(after - before).days for before, after in pairwise(days)]
    allowed = {
        Frequency.WEEKLY: {7},
        Frequency.FORTNIGHTLY: {14},
        Frequency.MONTHLY: {28, 29, 30, 31},
    }[schedule.frequency]
    assert set(steps) <= allowed
    if schedule.frequency is Frequency.MONTHLY:
        assert all(day.day == schedule.start_on.day or (day + timedelta(days=1)).day == 1 for day in days)


def test_e50_a_month_without_the_day_has_its_last() -> None:
    assert due_days(Schedule(date(2027, 1, 31), Frequency.MONTHLY, 4)) == (
        date(2027, 1, 31),
        date(2027, 2, 28),
        date(2027, 3, 31),
        date(2027, 4, 30),
    )
    assert due_days(Schedule(date(2027, 12, 30), Frequency.MONTHLY, 3))[2] == date(2028, 2, 29)


@given(st.integers(1, 10**6), st.integers(0, 10**6), SCHEDULES)
def test_e50_parts_are_paid_from_the_first_on(total: int, paid: int, schedule: Schedule) -> None:
    parts = instalments(total, schedule, min(paid, total))
    told = [part.is_paid for part in parts if part.amount_cents]
    assert told == sorted(told, reverse=True)
    assert sum(part.amount_cents for part in parts if part.is_paid) <= min(paid, total)
    assert all(told) == (paid >= total)
    unpaid = [part.due_on for part in parts if not part.is_paid]
    assert next_day(parts) == (unpaid[0] if unpaid else None)


@given(st.integers(1, 10**6), st.integers(0, 10**6), SCHEDULES, st.integers(-40, 40))
def test_e50_more_paid_never_makes_a_plan_fail_and_time_never_mends_one(
    total: int, left: int, schedule: Schedule, days: int
) -> None:
    left, today = min(left, total), schedule.start_on + timedelta(days=days)
    found = outcome(total, left, schedule, today)
    assert (found is PlanStatus.COMPLETED) == (left == 0)
    if found is PlanStatus.IN_PROGRESS:
        assert outcome(total, left - 1, schedule, today) is not PlanStatus.FAILED
    if found is PlanStatus.FAILED:
        assert outcome(total, left, schedule, today + timedelta(days=1)) is PlanStatus.FAILED


@pytest.mark.parametrize(
    ("paid", "days", "status"),
    [
        (0, GRACE_DAYS, "IN_PROGRESS"),
        (0, GRACE_DAYS + 1, "FAILED"),
        (33, GRACE_DAYS + 1, "IN_PROGRESS"),
        (32, GRACE_DAYS + 1, "FAILED"),
        (33, 7 + GRACE_DAYS, "IN_PROGRESS"),
        (33, 7 + GRACE_DAYS + 1, "FAILED"),
        (100, 99, "COMPLETED"),
    ],
)
def test_e50_a_part_may_be_late_by_the_days_of_grace(paid: int, days: int, status: str) -> None:
    schedule = Schedule(TODAY, Frequency.WEEKLY, 3)
    assert outcome(100, 100 - paid, schedule, TODAY + timedelta(days=days)) == status


def codes(*chosen: Chosen, days: int = 0, number: int = 2) -> list[str]:
    schedule = Schedule(TODAY + timedelta(days=days), Frequency.MONTHLY, number)
    return [one.code for one in refusals(chosen, schedule, "AUD", TODAY)]


@pytest.mark.parametrize(
    ("days", "is_refused"), [(-1, True), (0, False), (MOST_DAYS_AHEAD, False), (MOST_DAYS_AHEAD + 1, True)]
)
def test_e50_a_plan_begins_today_or_soon(days: int, *, is_refused: bool) -> None:
    assert codes(Chosen("A", 100, is_planned=False), days=days) == ["E-PLAN-START"] * is_refused


def test_e50_every_reason_is_told_at_once() -> None:
    wrong = (Chosen("A", 0, is_planned=False), Chosen("B", 1, is_planned=True))
    assert codes(*wrong, days=-1) == ["E-PLAN-PAID", "E-PLAN-INVOICE", "E-PLAN-START", "E-PLAN-CENTS"]
    assert codes(Chosen("A", 2, is_planned=False)) == []
