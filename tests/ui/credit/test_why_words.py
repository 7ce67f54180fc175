"""What the rules say of an account is said with its numbers, each as people read it (S-24)."""

from datetime import UTC, datetime
from typing import Any

import pytest

from agentview.contract.restriction import Obstacle
from agentview.contract.suspension_candidates import Check, Why
from agentview.contract.texts.suspension import KEPT_OUT, LET_THROUGH
from agentview.ui.credit.why_words import (
    check_sentence,
    check_spoken,
    obstacle_word,
    reasons,
    verdict_chip,
    verdict_sentence,
)
from agentview.ui.kit.theme import Tone

VALUES: dict[str, Any] = {
    "rule_set": "Standard",
    "status": 5,
    "services": 2,
    "owing": 4_999,
    "least": 5_000,
    "days": 14,
    "groups": "Hospitals",
    "day": "2026-11-20",
    "cents": 4_000,
    "threshold": 1_000,
}


def check(obstacle: Obstacle, *, stands: bool = True) -> Check:
    return Check(obstacle=obstacle, stands=stands, values=VALUES)


def why(*checks: Check, rule_set_id: int | None = 1) -> Why:
    return Why(
        account_id=7,
        account_no="004-1007",
        customer="Marlow Dental",
        rule_set_id=rule_set_id,
        rule_set="Standard" if rule_set_id else "",
        currency="AUD",
        is_eligible=not any(one.stands for one in checks),
        checks=checks,
        owing_cents=4_999,
        overdue_days=14,
        threshold_cents=1_000,
        to_restore_cents=3_999,
        restored_by=(),
        invoices=(),
        next_window=None,
        as_of=datetime(2026, 11, 16, tzinfo=UTC),
    )


@pytest.mark.parametrize("obstacle", list(Obstacle))
def test_every_rule_is_said_with_its_numbers_both_ways(obstacle: Obstacle) -> None:
    for stands, sentences in ((True, KEPT_OUT), (False, LET_THROUGH)):
        sentence = check_sentence(check(obstacle, stands=stands), "AUD")
        assert "{" not in sentence
        assert sentence.endswith(sentences[obstacle].what[-6:].rpartition("}")[2])
    assert obstacle_word(obstacle)


def test_amounts_are_money_and_days_are_days() -> None:
    assert (
        check_sentence(check(Obstacle.OWES_LITTLE), "AUD")
        == "It owes 49.99\u00a0AUD, less than 50.00\u00a0AUD."
    )
    older = Check(obstacle=Obstacle.NOT_OLD, stands=True, values={"days": 14, "least": 14})
    assert check_sentence(older, "AUD") == "The oldest of it is overdue for 14 days, not more than 14."
    assert check_sentence(check(Obstacle.EXEMPT), "AUD") == "It is exempt to the end of 20 Nov 2026."
    assert "Suspended" in check_sentence(check(Obstacle.ACCOUNT_STATUS), "AUD")


def test_the_verdict_says_by_which_rules_and_for_how_many_reasons() -> None:
    through = check(Obstacle.OPEN_CASE, stands=False)
    assert verdict_sentence(why(through)) == "Standard would restrict it: nothing speaks against it."
    assert verdict_chip(why(through)).tone is Tone.BAD
    one, two = check(Obstacle.EXEMPT), check(Obstacle.DISPUTE)
    assert verdict_sentence(why(one, through)) == "Standard leaves it alone for one reason."
    assert verdict_sentence(why(one, two)) == "Standard leaves it alone for 2 reasons."
    assert verdict_chip(why(one)).tone is Tone.SUCCESS
    assert "No rules are in force" in verdict_sentence(why(check(Obstacle.NO_RULES), rule_set_id=None))


def test_only_what_keeps_it_out_is_a_reason_and_the_glyph_is_not_read_out() -> None:
    both = (check(Obstacle.OPEN_CASE), check(Obstacle.OMITTED, stands=False))
    assert reasons(both, "AUD") == "It has an open case already."
    assert check_spoken(both[0], "AUD") == "Keeps it out: It has an open case already."
    assert check_spoken(both[1], "AUD").startswith("Lets it through: ")
