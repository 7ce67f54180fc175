"""What the rules of suspension say of an account, in words; imports no Qt widgets."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from agentview.contract.account import ACCOUNT_STATUS_LABELS, AccountStatus
from agentview.contract.restriction import Obstacle
from agentview.contract.suspension_candidates import Check, Why
from agentview.contract.texts.suspension import KEPT_OUT, LET_THROUGH
from agentview.contract.texts.text import Text
from agentview.core.money import Money
from agentview.ui.kit.amount import money_text
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.when import show_day

_AMOUNTS = frozenset({"owing", "cents", "threshold"})
_LEAST = "least"


def check_sentence(check: Check, currency: str) -> str:
    """What a rule says, with its numbers."""
    sentences = KEPT_OUT if check.stands else LET_THROUGH
    template = Text(QCoreApplication.translate("Errors", sentences[check.obstacle].what))
    values = {name: _shown(check.obstacle, name, value, currency) for name, value in check.values.items()}
    return template.filled(values).what


def reasons(checks: tuple[Check, ...], currency: str) -> str:
    """All that keeps an account out, as one text; nothing where nothing does."""
    return " ".join(check_sentence(check, currency) for check in checks if check.stands)


def obstacle_word(obstacle: Obstacle) -> str:
    """What keeps an account out, in a few words."""
    return {
        Obstacle.NO_RULES: _word("No rules in force"),
        Obstacle.ACCOUNT_STATUS: _word("Account not Active"),
        Obstacle.NO_ACTIVE_SERVICE: _word("No active service"),
        Obstacle.OWES_LITTLE: _word("Owes too little"),
        Obstacle.NOT_OLD: _word("Not overdue long enough"),
        Obstacle.OPEN_CASE: _word("Open case"),
        Obstacle.OMITTED: _word("Omit From Auto-Restrict"),
        Obstacle.EXCLUDED_GROUP: _word("Group left out"),
        Obstacle.EXEMPT: _word("Exempt"),
        Obstacle.PAYMENT_PLAN: _word("Payment plan"),
        Obstacle.CREDIT: _word("Pending credit"),
        Obstacle.DISPUTE: _word("In dispute"),
        Obstacle.COMPLAINT: _word("Ombudsman case"),
        Obstacle.RESTORED_LATELY: _word("Restored lately"),
        Obstacle.PROMISE: _word("Promise to pay"),
        Obstacle.PAYMENT_UNDER_WAY: _word("Payment on its way"),
        Obstacle.NO_NOTICE: _word("No notice sent"),
    }[obstacle]


def obstacle_words(checks: tuple[Check, ...]) -> str:
    """All that keeps an account out, in a few words each."""
    return ", ".join(obstacle_word(check.obstacle) for check in checks if check.stands)


def verdict_chip(why: Why) -> ChipValue:
    """Whether the rules would restrict an account."""
    if why.is_eligible:
        return ChipValue(Tone.BAD, "!", _word("Would be restricted"), verdict_sentence(why))
    return ChipValue(Tone.SUCCESS, "\u2713", _word("Kept out"), verdict_sentence(why))


def verdict_sentence(why: Why) -> str:
    """Whether the rules would restrict an account, and what speaks against it."""
    if why.rule_set_id is None:
        return _word("No rules are in force, so nobody is restricted.")
    if why.is_eligible:
        return _word("{rules} would restrict it: nothing speaks against it.").replace("{rules}", why.rule_set)
    count = sum(check.stands for check in why.checks)
    if count == 1:
        return _word("{rules} leaves it alone for one reason.").replace("{rules}", why.rule_set)
    told = _word("{rules} leaves it alone for {count} reasons.").replace("{count}", str(count))
    return told.replace("{rules}", why.rule_set)


def check_glyph(check: Check) -> str:
    """What stands before a rule: a bar where it keeps the account out, a tick where it does not."""
    return "\u00d7" if check.stands else "\u2713"


def check_spoken(check: Check, currency: str) -> str:
    """A rule as it is read out: the glyph is not."""
    told = _word("Keeps it out: {sentence}") if check.stands else _word("Lets it through: {sentence}")
    return told.replace("{sentence}", check_sentence(check, currency))


def _shown(obstacle: Obstacle, name: str, value: object, currency: str) -> str:
    is_amount = name in _AMOUNTS or (name == _LEAST and obstacle is Obstacle.OWES_LITTLE)
    if is_amount and isinstance(value, int):
        return money_text(Money(value, currency))
    if name == "day" and isinstance(value, str) and value:
        return show_day(date.fromisoformat(value))
    if name == "status" and isinstance(value, int):
        return QCoreApplication.translate("Values", ACCOUNT_STATUS_LABELS[AccountStatus(value)])
    return str(value)


def _word(text: str) -> str:
    return QCoreApplication.translate("Why", text)
