"""What a migration costs, as functions of values: sums, signs, rounding (R-MIG-23, 25 to 28, 30, 31, 39)."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentview.contract.contract_terms import BreakOutMethod, ContractFee, LengthUnit
from agentview.contract.migration_quote import ChargeKind, ContractAction, Direction, Quote, QuoteLine
from agentview.core.money import Money, round_half_up
from agentview.models.contract import Contract, ContractType
from agentview.services.contracts.fee import break_out, early_upgrade
from agentview.services.contracts.rules import (
    break_out_fee,
    contract_end,
    is_early_upgrade,
    months_later,
    moved_end,
    remaining_months,
)
from agentview.services.migrations.money import QuoteFacts, Usage, excess_of, period_of, quote
from agentview.services.provisioning.rules import Period

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
DECEMBER = Period(date(2026, 12, 1), date(2026, 12, 31), True)
PLAIN = QuoteFacts(
    currency="AUD",
    effective_on=date(2026, 11, 21),
    direction=Direction.UPGRADE,
    contract_action=ContractAction.NONE,
    pool_id=1,
    pool="Home",
    charge_cents=0,
    discount_cents=0,
    contract_fee=None,
    is_fee_waived=False,
    losing_access_fee_cents=4990,
    winning_access_fee_cents=6990,
    usages=(Usage(NOVEMBER, 0, None, True),),
    first_period_end_on=None,
)
CENTS = st.integers(min_value=0, max_value=10**9)
DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 12, 31))


def of_kind(found: Quote, kind: ChargeKind) -> list[QuoteLine]:
    return [line for line in found.lines if line.kind is kind]


def terms(method: BreakOutMethod, amount: int | None = None, percent: int | None = None) -> ContractType:
    return ContractType(
        break_out_method=method.value, break_out_amount_cents=amount, break_out_percent=percent
    )


def fee(amount: int, *, is_early: bool = False) -> ContractFee:
    return ContractFee(
        on=PLAIN.effective_on,
        amount_cents=amount,
        currency="AUD",
        method=BreakOutMethod.FIXED,
        is_early_upgrade=is_early,
        remaining_months=3,
        unit_cents=amount,
        percent=None,
        access_fee_cents=4990,
    )


@pytest.mark.parametrize(
    ("end_on", "months"),
    [
        (date(2026, 11, 20), 0),
        (date(2026, 11, 21), 1),
        (date(2026, 12, 20), 1),
        (date(2026, 12, 21), 2),
        (date(2027, 6, 2), 7),
    ],
)
def test_r_mig_23_begun_months_count_and_the_last_day_still_binds(end_on: date, months: int) -> None:
    assert remaining_months(end_on, date(2026, 11, 21)) == months


@pytest.mark.parametrize(
    ("kind", "amount", "percent", "months", "expected"),
    [
        (BreakOutMethod.FIXED, 5000, None, 7, 5000),
        (BreakOutMethod.FIXED, 5000, None, 0, 0),
        (BreakOutMethod.FIXED, None, None, 7, 0),
        (BreakOutMethod.PER_REMAINING_MONTH, 1000, None, 7, 7000),
        (BreakOutMethod.PER_REMAINING_MONTH, 1000, None, 0, 0),
        (BreakOutMethod.PERCENT_REMAINING_ACCESS_FEE, None, 50, 7, 8750),
        (BreakOutMethod.PERCENT_REMAINING_ACCESS_FEE, None, None, 7, 0),
    ],
)
def test_r_mig_23_the_three_ways_of_a_break_out_fee(
    kind: BreakOutMethod, amount: int | None, percent: int | None, months: int, expected: int
) -> None:
    assert break_out_fee(terms(kind, amount, percent), Money(2500, "AUD"), months).minor == expected


def test_r_mig_23_a_half_cent_is_rounded_up() -> None:
    half = terms(BreakOutMethod.PERCENT_REMAINING_ACCESS_FEE, percent=50)
    assert [break_out_fee(half, Money(cents, "AUD"), 1).minor for cents in (1, 2, 3)] == [1, 1, 2]


@given(CENTS, st.integers(1, 120), st.integers(0, 100))
def test_r_mig_23_a_share_of_the_fees_is_never_more_than_the_fees(
    cents: int, months: int, percent: int
) -> None:
    found = break_out_fee(
        terms(BreakOutMethod.PERCENT_REMAINING_ACCESS_FEE, percent=percent), Money(cents, "AUD"), months
    )
    assert 0 <= found.minor <= cents * months
    assert abs(found.minor - Fraction(cents * months * percent, 100)) <= Fraction(1, 2)


@given(DAYS, DAYS)
def test_r_mig_23_fewer_months_are_left_the_later_it_is(end_on: date, on: date) -> None:
    left = remaining_months(end_on, on)
    assert (left == 0) is (on > end_on)
    assert remaining_months(end_on, on + timedelta(days=1)) <= left
    assert months_later(on, left) > end_on


@given(DAYS, st.integers(1, 60), st.sampled_from(LengthUnit))
def test_r_con_01_a_contract_ends_the_day_before_the_same_day(
    started_on: date, length: int, unit: LengthUnit
) -> None:
    end_on = contract_end(started_on, length, unit)
    assert end_on >= started_on
    if unit is LengthUnit.DAY:
        assert (end_on - started_on).days == length - 1
    else:
        months = length * (12 if unit is LengthUnit.YEAR else 1)
        assert end_on == months_later(started_on, months) - timedelta(days=1)
        assert remaining_months(end_on, started_on) == months
    assert moved_end(end_on, length, unit) > end_on


@pytest.mark.parametrize(
    ("direction", "kind"),
    [
        (Direction.UPGRADE, ChargeKind.UPGRADE_CHARGE),
        (Direction.CROSSGRADE, ChargeKind.CROSSGRADE_CHARGE),
        (Direction.DOWNGRADE, ChargeKind.DOWNGRADE_CHARGE),
    ],
)
@pytest.mark.parametrize(("charge", "lines"), [(0, []), (1, [1]), (1500, [1500])])
def test_r_mig_25_the_charge_of_the_direction_and_none_for_nothing(
    direction: Direction, kind: ChargeKind, charge: int, lines: list[int]
) -> None:
    found = quote(replace(PLAIN, direction=direction, charge_cents=charge))
    assert [line.amount_cents for line in of_kind(found, kind)] == lines
    assert not of_kind(found, ChargeKind.BREAK_OUT_FEE)


@given(CENTS)
def test_r_mig_39_a_discount_is_a_negative_line(discount: int) -> None:
    found = quote(replace(PLAIN, usages=(), discount_cents=discount))
    assert [line.amount_cents for line in of_kind(found, ChargeKind.MIGRATION_DISCOUNT)] == (
        [-discount] if discount else []
    )
    assert found.total_cents == -discount


@pytest.mark.parametrize(("remaining", "is_eligible"), [(0, True), (2, True), (3, True), (4, False)])
def test_r_mig_27_the_boundary_of_an_early_upgrade(remaining: int, *, is_eligible: bool) -> None:
    early = ContractType(early_upgrade_remaining_months=3)
    assert is_early_upgrade(early, remaining) is is_eligible
    assert is_early_upgrade(ContractType(early_upgrade_remaining_months=None), remaining) is False


@pytest.mark.parametrize(("own", "amount"), [(2500, 2500), (0, 0), (None, 9000)])
def test_r_mig_27_the_early_upgrade_fee_replaces_the_break_out_fee(own: int | None, amount: int) -> None:
    row = terms(BreakOutMethod.FIXED, 9000)
    row.early_upgrade_remaining_months, row.early_upgrade_fee_cents = 3, own
    bound = Contract(end_on=date(2027, 2, 20))
    found = early_upgrade(bound, row, Money(4990, "AUD"), date(2026, 11, 21))
    assert found is not None
    assert (found.amount_cents, found.remaining_months) == (amount, 3)
    assert early_upgrade(bound, row, Money(4990, "AUD"), date(2026, 11, 20)) is None
    assert break_out(bound, row, Money(4990, "AUD"), date(2026, 11, 21)).amount_cents == 9000


@pytest.mark.parametrize(
    ("action", "is_waived", "total"),
    [
        (ContractAction.EARLY_UPGRADE, False, 2500),
        (ContractAction.EARLY_UPGRADE, True, 0),
        (ContractAction.BREAK_OUT, False, 2500),
        (ContractAction.BREAK_OUT, True, 2500),
    ],
)
def test_r_mig_26_and_28_only_an_early_upgrade_fee_is_waived(
    action: ContractAction, *, is_waived: bool, total: int
) -> None:
    found = quote(
        replace(PLAIN, usages=(), contract_action=action, contract_fee=fee(2500), is_fee_waived=is_waived)
    )
    [line] = [line for line in found.lines if line.kind is not ChargeKind.ACCESS_FEE]
    assert (found.total_cents, line.amount_cents) == (total, 2500)
    assert line.is_charged is (total > 0)


def test_r_mig_26_the_charge_of_the_pool_stays_where_the_early_fee_is_waived() -> None:
    facts = replace(PLAIN, usages=(), charge_cents=1500, is_fee_waived=True)
    early = replace(facts, contract_action=ContractAction.EARLY_UPGRADE, contract_fee=fee(2500))
    assert quote(early).total_cents == 1500


@pytest.mark.parametrize(
    ("effective_on", "credit"),
    [
        (date(2026, 11, 21), 1663),
        (date(2026, 11, 30), 166),
        (date(2026, 11, 1), 4990),
        (date(2026, 11, 16), 2495),
    ],
)
def test_r_mig_30_the_day_of_the_migration_belongs_to_the_winning_package(
    effective_on: date, credit: int
) -> None:
    [line] = of_kind(quote(replace(PLAIN, effective_on=effective_on)), ChargeKind.PRORATA_CREDIT)
    assert (line.amount_cents, line.is_charged) == (-credit, True)
    assert line.values["days"] == 30


def test_r_mig_30_a_later_billed_period_is_credited_in_full_and_an_open_one_is_not() -> None:
    billed = replace(PLAIN, usages=(Usage(NOVEMBER, 0, None, True), Usage(DECEMBER, 0, None, True)))
    lines = of_kind(quote(billed), ChargeKind.PRORATA_CREDIT)
    assert [line.amount_cents for line in lines] == [-1663, -4990]
    is_open = Usage(Period(DECEMBER.from_on, DECEMBER.to_on), 0, None, True)
    lines = of_kind(quote(replace(billed, usages=(billed.usages[0], is_open))), ChargeKind.PRORATA_CREDIT)
    assert [line.amount_cents for line in lines] == [-1663]


def test_r_mig_30_no_period_is_known_before_the_first() -> None:
    assert period_of((), PLAIN.effective_on) is None
    assert period_of((NOVEMBER,), date(2026, 10, 31)) is None
    following = period_of((NOVEMBER,), date(2027, 1, 31))
    assert following is not None
    assert (following.from_on, following.to_on) == (date(2027, 1, 1), date(2027, 1, 31))


@given(CENTS, st.integers(0, 400), st.integers(1, 400))
def test_r_mig_30_a_credit_is_the_opposite_of_its_charge(cents: int, part: int, whole: int) -> None:
    charge = Money(cents, "AUD").times(part, whole)
    assert Money(-cents, "AUD").times(part, whole) == -charge
    assert abs(charge.minor - Fraction(cents * part, whole)) <= Fraction(1, 2)
    assert round_half_up(Fraction(-cents * part, whole)) == -charge.minor


@given(CENTS, st.integers(0, 29))
def test_r_mig_30_used_and_unused_days_make_up_the_fee_to_the_cent_of_rounding(cents: int, day: int) -> None:
    facts = replace(PLAIN, losing_access_fee_cents=cents, effective_on=NOVEMBER.from_on + timedelta(days=day))
    credit = sum(line.amount_cents for line in of_kind(quote(facts), ChargeKind.PRORATA_CREDIT))
    kept = Money(cents, "AUD").times(day, 30).minor
    assert -cents <= credit <= 0
    assert abs(kept - (cents + credit)) <= 1


@pytest.mark.parametrize(
    ("used", "included", "is_prorated", "excess"),
    [
        (2000, 3000, True, 0),
        (2001, 3000, True, 1),
        (2001, 3000, False, 0),
        (3000, 3000, False, 0),
        (3001, 3000, False, 1),
        (9999, None, True, 0),
        (1, 0, False, 1),
    ],
)
def test_r_mig_31_less_is_included_only_where_the_plan_is_prorated(
    used: int, included: int | None, *, is_prorated: bool, excess: int
) -> None:
    usage = Usage(NOVEMBER, used, included, is_prorated)
    assert excess_of(usage, PLAIN.effective_on)[0] == excess
    lines = of_kind(quote(replace(PLAIN, usages=(usage,))), ChargeKind.EXCESS_USAGE)
    assert [line.amount_cents for line in lines] == ([excess] if excess else [])


@given(
    charge=CENTS,
    discount=CENTS,
    leaving=st.one_of(st.none(), CENTS),
    used=CENTS,
    included=CENTS,
    action=st.sampled_from(ContractAction),
    is_fee_waived=st.booleans(),
    effective_on=st.dates(date(2026, 11, 1), date(2027, 3, 31)),
)
def test_the_total_is_the_sum_of_what_is_charged(
    *,
    charge: int,
    discount: int,
    leaving: int | None,
    used: int,
    included: int,
    action: ContractAction,
    is_fee_waived: bool,
    effective_on: date,
) -> None:
    facts = replace(
        PLAIN,
        charge_cents=charge,
        discount_cents=discount,
        contract_fee=fee(leaving) if leaving is not None else None,
        contract_action=action,
        is_fee_waived=is_fee_waived,
        usages=(Usage(NOVEMBER, used, included, True), Usage(DECEMBER, 0, included, True)),
        effective_on=effective_on,
    )
    found = quote(facts)
    assert found.total_cents == sum(line.amount_cents for line in found.lines if line.is_charged)
    assert not any(line.is_charged and line.is_waived for line in found.lines)
    assert all(line.amount_cents for line in found.lines if line.is_charged)
    given_back = {ChargeKind.PRORATA_CREDIT, ChargeKind.MIGRATION_DISCOUNT}
    assert all((line.amount_cents < 0) is (line.kind in given_back) for line in found.lines)
    assert quote(facts).fingerprint == found.fingerprint


def test_another_quote_has_another_fingerprint() -> None:
    other = replace(PLAIN, charge_cents=1)
    assert len({quote(PLAIN).fingerprint, quote(other).fingerprint}) == 2


@given(CENTS, st.integers(0, 28))
def test_r_mig_30_a_day_later_no_more_is_credited(cents: int, day: int) -> None:
    def credit(days: int) -> int:
        on = NOVEMBER.from_on + timedelta(days=days)
        facts = replace(PLAIN, losing_access_fee_cents=cents, effective_on=on)
        return sum(line.amount_cents for line in of_kind(quote(facts), ChargeKind.PRORATA_CREDIT))

    assert credit(day) <= credit(day + 1) <= 0


@given(used=CENTS, included=CENTS, day=st.integers(0, 29), is_prorated=st.booleans())
def test_r_mig_31_excess_and_allowance_make_up_what_was_used(
    *, used: int, included: int, day: int, is_prorated: bool
) -> None:
    usage = Usage(NOVEMBER, used, included, is_prorated)
    excess, allowance, used_days = excess_of(usage, NOVEMBER.from_on + timedelta(days=day))
    assert (used_days, excess) == (day, max(0, used - allowance))
    assert 0 <= allowance <= included
    assert is_prorated or allowance == included
    more = excess_of(replace(usage, used_cents=used + 1), NOVEMBER.from_on + timedelta(days=day))[0]
    assert more - excess == int(used >= allowance)


@given(CENTS, st.integers(1, 120))
def test_r_mig_23_a_fee_per_month_is_exact_and_a_fixed_one_does_not_grow(cents: int, months: int) -> None:
    each = terms(BreakOutMethod.PER_REMAINING_MONTH, cents)
    assert break_out_fee(each, Money(0, "AUD"), months).minor == cents * months
    fixed = terms(BreakOutMethod.FIXED, cents)
    assert break_out_fee(fixed, Money(0, "AUD"), months).minor == cents


@given(CENTS, CENTS)
def test_r_mig_28_a_waived_fee_changes_the_total_by_exactly_itself(leaving: int, charge: int) -> None:
    early = replace(
        PLAIN,
        charge_cents=charge,
        contract_action=ContractAction.EARLY_UPGRADE,
        contract_fee=fee(leaving, is_early=True),
    )
    assert quote(early).total_cents - quote(replace(early, is_fee_waived=True)).total_cents == leaving
