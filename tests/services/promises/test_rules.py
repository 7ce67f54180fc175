"""What becomes of a promise, drawn near every boundary (E.3)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentview.contract.ledger import PromiseStatus
from agentview.contract.promises import MOST_A_YEAR, MOST_DAYS_AHEAD
from agentview.services.promises.rules import Came, Standing, Word, outcome, paid, refusals

TODAY = date(2026, 11, 16)
NEAR = st.integers(-3, 3).map(lambda days: TODAY + timedelta(days=days))


@st.composite
def words(draw: st.DrawFn) -> Word:
    """Draw a promise that was taken on its day or before."""
    taken = draw(NEAR)
    return Word(draw(st.integers(1, 5)), taken, taken + timedelta(days=draw(st.integers(0, 3))))


PAYMENTS = st.lists(st.builds(Came, NEAR, st.integers(1, 3)), max_size=5)


@given(words(), PAYMENTS, NEAR)
def test_e_3_a_promise_is_kept_broken_or_open_and_no_two_of_them(
    word: Word, payments: list[Came], today: date
) -> None:
    in_time = [one.cents for one in payments if one.on >= word.taken_on and one.on <= word.promised_for]
    found = outcome(word, paid(word, payments), today)
    if sum(in_time) >= word.amount_cents:
        assert found is PromiseStatus.KEPT
    elif today <= word.promised_for:
        assert found is PromiseStatus.OPEN
    else:
        assert found is PromiseStatus.BROKEN


@given(words(), PAYMENTS, st.builds(Came, NEAR, st.integers(1, 3)), NEAR)
def test_e_3_more_money_never_breaks_a_promise_and_time_never_keeps_one(
    word: Word, payments: list[Came], more: Came, today: date
) -> None:
    before = outcome(word, paid(word, payments), today)
    if before is PromiseStatus.KEPT:
        assert outcome(word, paid(word, [*payments, more]), today) is PromiseStatus.KEPT
    elif before is PromiseStatus.BROKEN:
        assert outcome(word, paid(word, payments), today + timedelta(days=1)) is PromiseStatus.BROKEN


@pytest.mark.parametrize(
    ("cents", "days", "status"),
    [(49, 0, "OPEN"), (50, 0, "KEPT"), (49, 1, "BROKEN"), (50, 1, "KEPT"), (0, -1, "OPEN")],
)
def test_e_3_to_the_cent_and_to_the_day(cents: int, days: int, status: str) -> None:
    word = Word(50, TODAY - timedelta(days=2), TODAY)
    assert outcome(word, cents, TODAY + timedelta(days=days)) == status


def codes(standing: Standing, cents: int, days: int) -> list[str]:
    return [one.code for one in refusals(standing, cents, TODAY + timedelta(days=days), TODAY)]


@pytest.mark.parametrize(
    ("days", "is_refused"),
    [(-1, True), (0, False), (MOST_DAYS_AHEAD, False), (MOST_DAYS_AHEAD + 1, True)],
)
def test_e_3_a_promise_is_for_today_or_a_day_soon(days: int, *, is_refused: bool) -> None:
    assert codes(Standing(50, "AUD", 0, None), 50, days) == ["E-PROMISE-DAY"] * is_refused


@pytest.mark.parametrize(("cents", "is_refused"), [(1, False), (50, False), (51, True)])
def test_e_3_no_more_is_promised_than_is_owed(cents: int, *, is_refused: bool) -> None:
    assert codes(Standing(50, "AUD", 0, None), cents, 0) == ["E-PROMISE-MORE"] * is_refused


def test_e_3_every_reason_is_told_at_once() -> None:
    wrong = Standing(0, "AUD", MOST_A_YEAR, TODAY)
    assert codes(wrong, 50, -1) == ["E-PROMISE-MORE", "E-PROMISE-OPEN", "E-PROMISE-YEAR", "E-PROMISE-DAY"]
    assert codes(Standing(50, "AUD", MOST_A_YEAR - 1, None), 50, 0) == []
