"""What is told of one message beside the log: how it stands, its facts and its proof."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from agentview.contract.notifications import NotificationCopy, NotificationStatus
from agentview.ui.kit.banner import BannerText
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.theme import Tone
from agentview.ui.navigation import NOTIFICATION, Target
from agentview.ui.views.events.words import (
    NOTHING,
    channel_word,
    event_word,
    full_moment,
    order_sentence,
    reason_sentences,
)

MASK = "\u2022"
"""Stands for what of an address is hidden from the reader."""


def title_of(copy: NotificationCopy) -> str:
    """What a message is called: its subject, or its event."""
    return copy.subject or event_word(copy.row.event_type)


def line_of(copy: NotificationCopy) -> str:
    """What it tells of, how and to whom."""
    row = copy.row
    parts = (event_word(row.event_type), channel_word(row.channel), row.customer)
    return " \u00b7 ".join(part for part in parts if part)


def banner_of(copy: NotificationCopy) -> BannerText:
    """How a message stands: why it did not go out, or that it may come before or after (R-EVT-15)."""
    row = copy.row
    if row.reason is not None:
        cause, next_step = reason_sentences(row.reason)
        return BannerText(Tone.WARNING, cause, _word("It was not sent."), next_step)
    if row.status is NotificationStatus.ERROR:
        tried = _word("It was tried {count} times.").replace("{count}", str(copy.attempts))
        return BannerText(
            Tone.BAD,
            _word("The server did not take it."),
            _word("{tried} It said: {error}.").replace("{tried}", tried).replace("{error}", _said(row.error)),
            _word("Mend what it names, then resend."),
        )
    return BannerText(Tone.INFO, _word("When it arrives"), order_sentence())


def facts_of(copy: NotificationCopy, zone: ZoneInfo) -> tuple[Fact, ...]:
    """Whom it is to, what it tells of, and what it belongs to."""
    row = copy.row
    facts = [
        Fact(_word("To"), row.to, can_copy=MASK not in row.to),
        Fact(_word("Contact"), copy.contact),
        Fact(_word("From"), copy.from_address),
        Fact(_word("Account"), row.account_no, can_copy=True),
        Fact(_word("Service"), row.service),
        Fact(_word("Queued"), _moment(row.at, zone)),
    ]
    if row.digest_id is not None:
        facts.append(_message(_word("Went out as a part of"), row.digest_id))
    if copy.digest_ids:
        facts.append(Fact(_word("Holds"), _word("{count} messages").replace("{count}", _count(copy))))
    if row.resend_of_id is not None:
        facts.append(_message(_word("Sent again for"), row.resend_of_id))
    return tuple(facts)


def proof_of(copy: NotificationCopy, zone: ZoneInfo) -> tuple[Fact, ...]:
    """How often it was tried, when it went out, and what the server answered."""
    row = copy.row
    facts = [
        Fact(_word("Attempts"), str(copy.attempts)),
        Fact(_word("Sent"), _moment(row.sent_at, zone)),
    ]
    if row.status is NotificationStatus.QUEUED:
        facts.append(Fact(_word("Tried next"), _moment(row.next_try_at, zone)))
    if row.error and row.status is not NotificationStatus.ERROR:
        facts.append(Fact(_word("Last error"), row.error))
    facts.append(Fact(_word("Answer of the server"), copy.proof))
    return tuple(facts)


def number_of(notification_id: int) -> str:
    """What a message is called where another one names it."""
    return _word("Message {number}").replace("{number}", str(notification_id))


def _said(error: str) -> str:
    """What the server said, without the full stop that follows it."""
    return error.strip().rstrip(".") or NOTHING


def _message(label: str, notification_id: int) -> Fact:
    name = number_of(notification_id)
    return Fact(label, name, opens=Target(NOTIFICATION, notification_id, name), tip=name)


def _count(copy: NotificationCopy) -> str:
    return count_text(len(copy.digest_ids))


def _moment(at: datetime | None, zone: ZoneInfo) -> str:
    return NOTHING if at is None else full_moment(at, zone)


def _word(text: str) -> str:
    return QCoreApplication.translate("NotificationLog", text)
