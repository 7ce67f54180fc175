"""Money is exact, rounds half-up, and treats credits as the opposite of charges."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentview.core.money import Money, round_half_up

amounts = st.integers(min_value=-(10**9), max_value=10**9)


@given(amounts, st.integers(0, 400), st.integers(1, 400))
def test_r_gen_04_a_credit_is_exactly_the_opposite_of_its_charge(minor: int, part: int, whole: int) -> None:
    assert Money(-minor, "AUD").times(part, whole) == -Money(minor, "AUD").times(part, whole)


@given(st.fractions(min_value=-(10**6), max_value=10**6))
def test_r_gen_04_rounding_is_half_up_and_never_further_than_half(amount: Fraction) -> None:
    rounded = round_half_up(amount)
    assert abs(rounded - amount) <= Fraction(1, 2)
    if abs(amount) - abs(int(amount)) == Fraction(1, 2):
        assert abs(rounded) == abs(int(amount)) + 1


@pytest.mark.parametrize(
    ("minor", "part", "whole", "expected"),
    [(4990, 10, 30, 1663), (5, 1, 2, 3), (-5, 1, 2, -3), (1, 0, 30, 0)],
)
def test_r_mig_30_the_published_example_and_the_halves(
    minor: int, part: int, whole: int, expected: int
) -> None:
    assert Money(minor, "AUD").times(part, whole).minor == expected


def test_amounts_of_two_currencies_do_not_mix() -> None:
    with pytest.raises(ValueError, match="cannot mix"):
        Money(1, "AUD") + Money(1, "EUR")


def test_the_decimal_has_two_places() -> None:
    assert Money(-4990, "AUD").decimal() == Decimal("-49.90")
    assert Money(1, "AUD") - Money(3, "AUD") == Money(-2, "AUD")
