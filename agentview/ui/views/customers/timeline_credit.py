"""Says what happened to the credit of a customer: cases, holds, promises, plans, exemptions, messages."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from agentview.contract.account import ACCOUNT_STATUS_LABELS
from agentview.contract.customers import TimelineEntry
from agentview.contract.notifications import NotificationCommand
from agentview.contract.status import HoldCause
from agentview.contract.suspension_cases import CaseCommand
from agentview.ui.kit.when import show_day
from agentview.ui.texts.restriction import cause_word

_C = CaseCommand
PLACE, LIFT = "place_hold", "lift_hold"


def credit_head(entry: TimelineEntry) -> str | None:
    """What happened, in a few words; None for what is not about credit."""
    word = _words().get((entry.entity, entry.action))
    if word is None:
        return _status(entry) if (entry.entity, entry.action) == ("account", "status") else None
    if entry.entity == "service":
        return word.replace("{cause}", _cause(entry.new or entry.old or ""))
    return word.replace("{what}", _what(entry.new or "")) if "{what}" in word else word


def _words() -> dict[tuple[str, str], str]:
    return {
        **_case_words(),
        **_agreed_words(),
        ("service", PLACE): _word("Hold placed: {cause}"),
        ("service", LIFT): _word("Hold lifted: {cause}"),
        ("notification", "queue"): _word("Message queued"),
        ("notification", NotificationCommand.ACCEPTED.value): _word("Message sent"),
        ("notification", NotificationCommand.TRY_LATER.value): _word("Message is tried again later"),
        ("notification", NotificationCommand.WITHHOLD.value): _word("Message not sent"),
        ("notification", NotificationCommand.FAIL.value): _word("Message could not be delivered"),
        ("notification", NotificationCommand.RESEND.value): _word("Message sent again"),
    }


def _case_words() -> dict[tuple[str, str], str]:
    case = "restriction_case"
    return {
        (case, _C.FLAG.value): _word("Flagged by the rules"),
        (case, _C.START_RESTRICTING.value): _word("Restricting begins"),
        (case, _C.DROP.value): _word("Flag dropped without action"),
        (case, _C.ALL_RESTRICTED.value): _word("Restricted: all services are barred"),
        (case, _C.START_RESTORING.value): _word("Restoring begins"),
        (case, _C.ALL_RESTORED.value): _word("Restored: no service is barred by it any more"),
        (case, _C.EMPTIED.value): _word("Restriction closed: no service is left in it"),
        (case, _C.RESTRICT.value): _word("Restricted by hand"),
        (case, _C.RESTORE.value): _word("Restored by hand"),
    }


def _agreed_words() -> dict[tuple[str, str], str]:
    return {
        ("payment_promise", "take"): _word("Promise to pay: {what}"),
        ("payment_promise", "cancel"): _word("Promise to pay cancelled: {what}"),
        ("payment_promise", "keep"): _word("Promise to pay kept: {what}"),
        ("payment_promise", "break"): _word("Promise to pay broken: {what}"),
        ("payment_plan", "create"): _word("Payment plan agreed"),
        ("payment_plan", "cancel"): _word("Payment plan cancelled"),
        ("payment_plan", "complete"): _word("Payment plan completed"),
        ("payment_plan", "fail"): _word("Payment plan failed"),
        ("suspension_exemption", "exempt"): _word("Exempt from the rules: {what}"),
        ("suspension_exemption", "end_exemption"): _word("Exemption ended"),
        ("complaint", "open"): _word("Case of the ombudsman: {what}"),
        ("complaint", "close"): _word("Case of the ombudsman closed: {what}"),
    }


def _status(entry: TimelineEntry) -> str:
    told = _word("Account: {old} \u2192 {new}").replace("{old}", _status_word(entry.old))
    return told.replace("{new}", _status_word(entry.new))


def _status_word(value: str | None) -> str:
    known = ACCOUNT_STATUS_LABELS.get(int(value), value) if value and value.isdecimal() else value
    return QCoreApplication.translate("Values", known) if known else "\u2014"


def _cause(value: str) -> str:
    return cause_word(HoldCause(value)) if value in set(HoldCause) else value


def _what(value: str) -> str:
    """What was agreed, with its days as people read them."""
    return ", ".join(_day_or_text(part) for part in value.split(", "))


def _day_or_text(part: str) -> str:
    try:
        return show_day(date.fromisoformat(part))
    except ValueError:
        return part


def _word(text: str) -> str:
    return QCoreApplication.translate("CustomerTimeline", text)
