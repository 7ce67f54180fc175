"""R-CON-01, R-MIG-23, 27: ends, remaining months and fees of contracts, at their boundaries."""

from datetime import date

import pytest

from agentview.contract.contract_terms import BreakOutMethod, LengthUnit
from agentview.core.money import Money
from agentview.models.contract import ContractType
from agentview.services.contracts.rules import (
    break_out_fee,
    contract_end,
    is_early_upgrade,
    months_later,
    moved_end,
    remaining_months,
)

ACCESS_FEE = Money(2500, "AUD")


@pytest.mark.parametrize(
    ("started_on", "length", "unit", "end_on"),
    [
        (date(2026, 5, 1), 12, LengthUnit.MONTH, date(2027, 4, 30)),
        (date(2026, 1, 31), 1, LengthUnit.MONTH, date(2026, 2, 27)),
        (date(2024, 2, 29), 1, LengthUnit.YEAR, date(2025, 2, 27)),
        (date(2026, 12, 1), 1, LengthUnit.MONTH, date(2026, 12, 31)),
        (date(2026, 11, 16), 1, LengthUnit.DAY, date(2026, 11, 16)),
        (date(2026, 11, 16), 30, LengthUnit.DAY, date(2026, 12, 15)),
    ],
)
def test_r_con_01_a_contract_ends_its_length_after_it_started(
    started_on: date, length: int, unit: LengthUnit, end_on: date
) -> None:
    assert contract_end(started_on, length, unit) == end_on


def test_r_con_03_renewed_it_ends_its_length_later() -> None:
    assert moved_end(date(2027, 4, 30), 12, LengthUnit.MONTH) == date(2028, 4, 30)
    assert moved_end(date(2026, 11, 15), 10, LengthUnit.DAY) == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("end_on", "months"),
    [
        (date(2026, 11, 15), 0),
        (date(2026, 11, 16), 1),
        (date(2026, 12, 15), 1),
        (date(2026, 12, 16), 2),
        (date(2027, 5, 15), 6),
        (date(2027, 5, 16), 7),
        (date(2027, 5, 28), 7),
    ],
)
def test_r_mig_23_begun_months_count_whole_and_the_last_day_still_binds(end_on: date, months: int) -> None:
    """6.4 months from 16 November are 28 May."""
    assert remaining_months(end_on, date(2026, 11, 16)) == months


def terms(
    method: BreakOutMethod, amount: int | None = None, percent: int | None = None, early: int | None = None
) -> ContractType:
    return ContractType(
        break_out_method=method.value,
        break_out_amount_cents=amount,
        break_out_percent=percent,
        early_upgrade_remaining_months=early,
    )


PERCENT = BreakOutMethod.PERCENT_REMAINING_ACCESS_FEE


@pytest.mark.parametrize(
    ("its", "remaining", "fee"),
    [
        (terms(BreakOutMethod.FIXED, 5000), 7, 5000),
        (terms(BreakOutMethod.FIXED, 5000), 1, 5000),
        (terms(BreakOutMethod.FIXED, 5000), 0, 0),
        (terms(BreakOutMethod.PER_REMAINING_MONTH, 1000), 7, 7000),
        (terms(BreakOutMethod.PER_REMAINING_MONTH, 1000), 0, 0),
        (terms(PERCENT, percent=50), 7, 8750),
        (terms(PERCENT, percent=0), 7, 0),
        (terms(PERCENT, percent=100), 1, 2500),
        (terms(PERCENT), 7, 0),
        (terms(BreakOutMethod.FIXED), 7, 0),
    ],
)
def test_r_mig_23_the_break_out_fee(its: ContractType, remaining: int, fee: int) -> None:
    assert break_out_fee(its, ACCESS_FEE, remaining) == Money(fee, "AUD")


@pytest.mark.parametrize(("access_fee", "fee"), [(1, 1), (3, 2), (2, 1)])
def test_r_mig_23_half_a_cent_is_rounded_up(access_fee: int, fee: int) -> None:
    assert break_out_fee(terms(PERCENT, percent=50), Money(access_fee, "AUD"), 1) == Money(fee, "AUD")


@pytest.mark.parametrize(("remaining", "limit", "is_early"), [(3, 3, True), (4, 3, False), (3, None, False)])
def test_r_mig_27_as_many_months_as_the_type_says_are_eligible(
    remaining: int, limit: int | None, *, is_early: bool
) -> None:
    assert is_early_upgrade(terms(BreakOutMethod.FIXED, early=limit), remaining) is is_early


def test_the_last_of_a_shorter_month_stands_for_its_missing_days() -> None:
    assert months_later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_later(date(2026, 11, 16), -12) == date(2025, 11, 16)
