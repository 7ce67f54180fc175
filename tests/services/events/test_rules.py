"""Which threshold of an invoice counts today, and which of several is told of (R-EVT-06, 07, 09)."""

from datetime import date, timedelta

import pytest

from agentview.contract.events import EventType
from agentview.services.events.rules import (
    LATE_DAYS,
    Step,
    first_contact,
    offset_of,
    overdue_days,
    told_and_missed,
)
from agentview.services.recommended_events.setting_up import steps
from agentview.services.suspension.rules import Due
from agentview.services.suspension.rules import overdue_days as days_of_the_rules

TODAY = date(2026, 3, 29)
OVERDUE, DUE = EventType.INVOICE_OVERDUE, EventType.INVOICE_DUE


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def counts(step: Step, due_on: date) -> bool:
    first, last = step.due_days(TODAY)
    return first <= due_on <= last


@pytest.mark.parametrize(("days", "expected"), [(2, False), (3, True), (4, True)])
def test_r_evt_06_overdue_counts_from_its_day_on(days: int, expected: bool) -> None:
    assert counts(Step(1, OVERDUE, offset_of(OVERDUE, 3)), day(-days)) is expected


@pytest.mark.parametrize(
    ("period", "in_days", "expected"),
    [(0, 1, False), (0, 0, True), (3, 4, False), (3, 3, True), (3, 2, True)],
)
def test_r_evt_07_due_counts_on_the_day_or_so_many_days_before(
    period: int, in_days: int, expected: bool
) -> None:
    assert counts(Step(1, DUE, offset_of(DUE, period)), day(in_days)) is expected


def test_a_threshold_of_long_ago_is_not_told_of() -> None:
    step = Step(1, OVERDUE, 3)
    assert counts(step, day(-3 - LATE_DAYS))
    assert not counts(step, day(-4 - LATE_DAYS))


def test_a_mapping_tells_of_what_comes_after_it_was_switched_on() -> None:
    step = Step(1, OVERDUE, 3, since=TODAY)
    assert counts(step, day(-3))
    assert not counts(step, day(-4))


def test_of_several_thresholds_the_newest_is_told_of() -> None:
    """After days on which nothing ran nobody gets several reminders at once (D-26)."""
    due, three, seven = Step(1, DUE, -3), Step(2, OVERDUE, 3), Step(3, OVERDUE, 7)
    told, missed = told_and_missed([three, due, seven], day(-40), day(-8))
    assert (told, missed) == ([seven], [three, due])


@pytest.mark.parametrize(("lead", "is_told"), [(9, True), (10, True), (11, False)])
def test_invoice_due_is_not_sent_for_what_was_issued_late(lead: int, is_told: bool) -> None:
    """E43: issued ten days before it is due."""
    step = Step(1, DUE, 0, lead_limit_days=lead)
    told, missed = told_and_missed([step], day(-10), day(0))
    assert (bool(told), bool(missed)) == (is_told, not is_told)


@pytest.mark.parametrize("least", [0, 3, 14, 20])
def test_r_evt_09_the_warning_is_on_the_day_before_the_rules_act(least: int) -> None:
    """The rules act when age > y, so on day y + 1; the warning is of day y."""
    warning = next(step for step in steps(least) if step.description.startswith("24-hour"))
    assert warning.threshold == least
    due_on = day(0)
    warned_on = due_on + timedelta(days=offset_of(OVERDUE, warning.threshold))
    invoice = Due(due_on, 5_000, 0)
    assert (days_of_the_rules(invoice, warned_on) or 0) == least
    assert days_of_the_rules(invoice, warned_on + timedelta(days=1)) == least + 1


def test_without_rules_there_is_no_warning() -> None:
    assert [step.threshold for step in steps(None) if step.event_type is OVERDUE] == [3, 7, 14]
    assert [step.threshold for step in steps(7) if step.event_type is OVERDUE] == [3, 7, 14]
    assert [step.threshold for step in steps(10) if step.event_type is OVERDUE] == [3, 7, 10, 14]


def test_days_are_never_below_nothing() -> None:
    assert [overdue_days(day(offset), TODAY) for offset in (1, 0, -1)] == [0, 0, 1]


def test_the_contact_for_billing_is_greeted_first() -> None:
    assert first_contact([("ACCOUNT_HOLDER", "Anna Berger"), ("BILLING", "Books")]) == "Books"
    assert first_contact([("OTHER", "Somebody")]) == "Somebody"
    assert first_contact([]) == ""
