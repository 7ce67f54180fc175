"""The rules of activating and finalising, with their boundaries."""

import calendar
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentview.contract.provisioning import TransferType
from agentview.core.money import Money
from agentview.services.provisioning.rules import (
    Activation,
    Period,
    activation_refusals,
    cancellation_refusals,
    first_period,
    month_after,
    unused_credit,
)

TODAY = date(2026, 11, 16)
CLOSED = Period(date(2026, 9, 1), date(2026, 9, 30), is_closed=True)
OPEN = Period(date(2026, 10, 1), date(2026, 10, 31))

GOOD = Activation(
    transfer_type=TransferType.NEW,
    start_on=TODAY,
    today=TODAY,
    backdate_limit_days=90,
    may_backdate=False,
    is_backdate_confirmed=False,
    identifier="+61355500142",
    identifier_label="Phone number",
    identifier_pattern=r"\+\d{8,15}",
    source_start_on=None,
    source_periods=(),
    first_period_end_on=None,
    honours_first_period_end=False,
    may_set_first_period_end=False,
)
MOVED = replace(
    GOOD, transfer_type=TransferType.CHOWN, source_start_on=date(2026, 8, 1), source_periods=(CLOSED, OPEN)
)


def codes(facts: Activation) -> list[str]:
    return [refusal.code for refusal in activation_refusals(facts)]


def test_a_good_activation_is_not_refused() -> None:
    assert codes(GOOD) == []
    assert codes(MOVED) == []


def test_r_prv_09_without_a_start_date() -> None:
    assert codes(replace(GOOD, start_on=None)) == ["E-START-DATE"]


@pytest.mark.parametrize("kind", [TransferType.CHOWN, TransferType.UPGRADE])
@pytest.mark.parametrize(
    ("start_on", "expected"),
    [
        (CLOSED.from_on, ["E-CLOSED-PERIOD"]),
        (CLOSED.to_on, ["E-CLOSED-PERIOD"]),
        (CLOSED.to_on + timedelta(days=1), []),
        (OPEN.to_on, []),
    ],
)
def test_r_prv_10_and_r_prv_11_closed_periods_of_the_source(
    kind: TransferType, start_on: date, expected: list[str]
) -> None:
    assert codes(replace(MOVED, transfer_type=kind, start_on=start_on)) == expected


def test_r_prv_10_says_until_when_it_is_closed() -> None:
    refusal = activation_refusals(replace(MOVED, start_on=CLOSED.to_on))[0]
    assert refusal.values == {"until": "2026-09-30"}
    assert refusal.field == "service_start_on"


def test_a_service_cannot_replace_one_before_that_one_began() -> None:
    assert codes(replace(MOVED, start_on=date(2026, 8, 1))) == ["E-DATE-ORDER"]
    assert codes(replace(MOVED, start_on=date(2026, 8, 2))) == []


def test_r_prv_12_a_new_service_may_have_started_in_the_past() -> None:
    assert codes(replace(GOOD, start_on=TODAY - timedelta(days=90))) == []


def test_r_prv_13_past_the_limit_needs_the_power_and_a_confirmation() -> None:
    early = replace(GOOD, start_on=TODAY - timedelta(days=91))
    assert codes(early) == ["E-BACKDATE"]
    assert codes(replace(early, is_backdate_confirmed=True)) == ["E-BACKDATE"]
    assert codes(replace(early, may_backdate=True)) == ["E-CONFIRM-BACKDATE"]
    assert codes(replace(early, may_backdate=True, is_backdate_confirmed=True)) == []


def test_r_prv_13_concerns_new_services_only() -> None:
    long_ago = replace(MOVED, start_on=TODAY - timedelta(days=100), source_start_on=None, source_periods=())
    assert codes(long_ago) == []


def test_r_prv_15_the_first_period_end() -> None:
    end = replace(
        GOOD,
        first_period_end_on=TODAY + timedelta(days=1),
        honours_first_period_end=True,
        may_set_first_period_end=True,
    )
    assert codes(end) == []
    assert codes(replace(end, honours_first_period_end=False)) == ["E-FIRST-PERIOD-PLAN"]
    assert codes(replace(end, may_set_first_period_end=False)) == ["E-POWER"]
    assert codes(replace(end, first_period_end_on=TODAY)) == ["E-FIRST-PERIOD-ORDER"]


def test_r_prv_16_the_next_period_starts_the_day_after() -> None:
    period = first_period(TODAY, TODAY + timedelta(days=9))
    assert period == Period(TODAY, date(2026, 11, 25))
    assert first_period(date(2026, 1, 31), None) == Period(date(2026, 1, 31), date(2026, 2, 27))


@pytest.mark.parametrize(("identifier", "code"), [("", "E-IDENTIFIER-MISSING"), ("0355", "E-IDENTIFIER")])
def test_the_identifier_must_be_there_and_fit(identifier: str, code: str) -> None:
    assert codes(replace(GOOD, identifier=identifier)) == [code]
    assert codes(replace(GOOD, identifier="anything", identifier_pattern=None)) == []


def test_all_reasons_come_at_once() -> None:
    assert codes(replace(GOOD, start_on=None, identifier="")) == ["E-START-DATE", "E-IDENTIFIER-MISSING"]


def test_r_prv_28_a_service_does_not_end_before_it_started() -> None:
    assert [r.code for r in cancellation_refusals(None, TODAY)] == ["E-END-DATE"]
    assert [r.code for r in cancellation_refusals(TODAY - timedelta(days=1), TODAY)] == ["E-DATE-ORDER"]
    assert cancellation_refusals(TODAY, TODAY) == ()


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)))
def test_a_month_later_is_the_same_day_or_the_month_s_last(day: date) -> None:
    later = month_after(day)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == 1
    assert later.day == min(day.day, calendar.monthrange(later.year, later.month)[1])


@given(st.integers(0, 10**6), st.integers(1, 60), st.integers(-70, 70))
def test_a_credit_never_exceeds_the_fee_and_is_never_a_charge(fee: int, days: int, offset: int) -> None:
    period = Period(TODAY, TODAY + timedelta(days=days - 1), is_closed=True)
    credit = unused_credit(Money(fee, "AUD"), period, TODAY + timedelta(days=offset))
    assert -fee <= credit.minor <= 0


def test_r_mig_30_formula_ten_of_thirty_days_unused() -> None:
    period = Period(date(2026, 9, 1), date(2026, 9, 30), is_closed=True)
    assert unused_credit(Money(4990, "AUD"), period, date(2026, 9, 20)).minor == -1663
