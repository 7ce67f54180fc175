"""What is set up for events and messages, and what is missing; imports no Qt widgets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from agentview.contract.delivery import DeliveryFields
from agentview.contract.events import ProfileRow, Recommended
from agentview.ui.kit.plural import plural
from agentview.ui.views.events.setup_presenter import SetUp


class State(Enum):
    """Whether something is set up. OFF: nobody switched it on, which may be meant."""

    DONE = auto()
    OFF = auto()
    MISSING = auto()


@dataclass(frozen=True)
class Check:
    """One thing that is set up or not, and what that means."""

    state: State
    head: str
    sentence: str = ""


def checks(found: SetUp) -> tuple[Check, ...]:
    """What is set up and what is missing, in the order in which it is best done."""
    fields = found.delivery.fields
    return (
        _mail(fields),
        _texts(fields),
        _helps(fields),
        _events(found.recommended),
        _warning(found.recommended),
        _switch(
            found.profiles,
            lambda one: one.is_auto_suspend,
            _word("Auto Suspend"),
            _word("Nobody is restricted by rule there. Switch it on under Event mappings, after a dry run."),
        ),
        _switch(
            found.profiles,
            lambda one: one.is_auto_unsuspend,
            _word("Auto UnSuspend"),
            _word("Who pays is not restored by itself there. Switch it on under Event mappings."),
        ),
    )


def is_complete(found: SetUp) -> bool:
    """Whether nothing of the recommended set is left to be made."""
    return all(item.is_there for item in found.recommended.items)


def _mail(fields: DeliveryFields) -> Check:
    if not fields.smtp_url:
        return Check(
            State.MISSING, _word("No mail server"), _word("E-mails are not sent, and say so in the log.")
        )
    if not fields.from_email:
        return Check(State.MISSING, _word("No sender of e-mails"), _word("E-mails are not sent without one."))
    return Check(State.DONE, _word("Mail server"), fields.from_email)


def _texts(fields: DeliveryFields) -> Check:
    if not fields.has_sms:
        return Check(
            State.OFF,
            _word("No SMS subscription"),
            _word("SMS actions are not offered, and nothing is sent."),
        )
    if not fields.sms_url:
        return Check(
            State.MISSING,
            _word("No SMS gateway"),
            _word("Text messages are not sent, and say so in the log."),
        )
    return Check(State.DONE, _word("SMS gateway"), fields.sms_sender)


def _helps(fields: DeliveryFields) -> Check:
    missing = [
        word
        for value, word in ((fields.pay_url, _word("how to pay")), (fields.care_line, _word("whom to call")))
        if not value
    ]
    if missing:
        told = _word("Messages cannot say {what}: that part of them would be empty.")
        return Check(
            State.MISSING,
            _word("Not everything that messages should say"),
            told.replace("{what}", f" {_word('and')} ".join(missing)),
        )
    return Check(State.DONE, _word("How to pay, and whom to call"), fields.care_line)


def _events(recommended: Recommended) -> Check:
    missing = sum(1 for item in recommended.items if not item.is_there)
    if missing:
        head = plural(
            _word("1 event of the recommended set is not mapped"),
            _word("{count} events of the recommended set are not mapped"),
            missing,
        )
        return Check(State.MISSING, head, _word("Customers are not told before they are restricted."))
    return Check(State.DONE, _word("The recommended set is mapped"))


def _warning(recommended: Recommended) -> Check:
    if recommended.warns_on_day is None:
        return Check(
            State.OFF,
            _word("No 24-hour warning"),
            _word("No rule set is in force, so nobody knows the day before customers are restricted."),
        )
    told = _word("It is sent {count} days after the due day, the day before the rule set restricts.")
    days = str(recommended.warns_on_day)
    return Check(State.DONE, _word("24-hour warning"), told.replace("{count}", days))


def _switch(
    profiles: tuple[ProfileRow, ...], is_on: Callable[[ProfileRow], bool], name: str, meaning: str
) -> Check:
    off = [one.name for one in profiles if not is_on(one)]
    if not off:
        return Check(State.DONE, _word("{name} is on").replace("{name}", name))
    head = _word("{name} is off for {profiles}").replace("{name}", name)
    return Check(State.OFF, head.replace("{profiles}", ", ".join(off)), meaning)


def _word(text: str) -> str:
    return QCoreApplication.translate("EventSetUp", text)
