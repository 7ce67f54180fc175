"""The sentences of service status in the user's language: values as amounts, days and moments."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from agentview.contract.account import ACCOUNT_STATUS_LABELS
from agentview.contract.status import (
    Bar,
    Finding,
    HoldCause,
    ServiceStatus,
    Severity,
    Step,
    StepKind,
)
from agentview.contract.texts.status import CAUSES, STEPS
from agentview.contract.texts.text import Text
from agentview.core.errors import Value
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.when import show_day, show_moment
from agentview.ui.navigation import Texts
from agentview.ui.texts.role import role_word
from agentview.ui.views.customers.words import amount_text, identifier_text

NOTE = "add_note"


class StatusWords:
    """Turns findings and steps into sentences, for one moment and place."""

    def __init__(self, texts: Texts, now: datetime, zone: ZoneInfo) -> None:
        """`now` and `zone` are those of the reader."""
        self._texts, self._now, self._zone = texts, now, zone

    def finding(self, finding: Finding, service: ServiceStatus | None = None) -> Text:
        """The three sentences of a finding: what is the matter, what it means, and why."""
        text = CAUSES[finding.cause]
        values = {
            **self._values(finding.values),
            "service": service_word(service) if service is not None else _word("The account"),
            **self._phrases(finding, service),
        }
        return Text(_sentence(text.what), _sentence(text.safe)).filled(values)

    def step(self, step: Step) -> str:
        """What is done next, in one sentence."""
        values = {**self._values(step.values), "reference": step.reference}
        if step.kind is StepKind.PAY and not step.values.get("amount_cents"):
            return _word("Enough is paid; the bar is lifted by itself.")
        return Text(_sentence(STEPS[step.kind])).filled(values).what

    def who(self, step: Step) -> str:
        """Who can do a step that this person cannot; "" where nobody must do anything."""
        if step.is_open or not step.roles:
            return ""
        roles = ", ".join(map(role_word, step.roles))
        told = _word("Who can: {roles} at {provider}.")
        parts = [told.replace("{roles}", roles).replace("{provider}", step.provider)]
        others = [refusal for refusal in step.refusals if refusal.code not in {"E-POWER", "E-OTHER-QUEUE"}]
        parts += [self._texts.refusal(refusal.refusal()).what for refusal in others]
        return " ".join(dict.fromkeys(part for part in parts if part))

    def day(self, day: date) -> str:
        """A calendar day."""
        return show_day(day)

    # Inside

    def _values(self, values: dict[str, Value]) -> dict[str, str]:
        currency = str(values.get("currency", ""))
        return {name: self._value(name, value, currency) for name, value in values.items()}

    def _value(self, name: str, value: Value, currency: str) -> str:
        if name.endswith("_cents") and isinstance(value, int):
            return amount_text(value, currency)
        if name.endswith("_on") and isinstance(value, str):
            return show_day(date.fromisoformat(value))
        if name.endswith("_at") and isinstance(value, str):
            return show_moment(datetime.fromisoformat(value), self._now, self._zone)
        if name == "status" and isinstance(value, int):
            return QCoreApplication.translate("Values", ACCOUNT_STATUS_LABELS.get(value, str(value)))
        if name == "hold":
            return hold_cause_word(HoldCause(str(value)))
        return " ".join(str(value).split())

    def _phrases(self, finding: Finding, service: ServiceStatus | None) -> dict[str, str]:
        """The parts of sentences that depend on several values."""
        values = finding.values
        is_all = values.get("bar") == Bar.ALL.value
        by, reason = str(values.get("by", "")), str(values.get("reason", ""))
        placed = _word("Placed by {by}: {reason}").replace("{by}", by).replace("{reason}", reason)
        end_on = values.get("end_on")
        ends = _word("It ends on {day}.")
        defaults = {"unpaid_since_on": _word("an earlier day"), "end_on": _word("an earlier day")}
        return {
            **{name: word for name, word in defaults.items() if name not in values},
            "cannot": _cannot(service, is_all=is_all),
            "can": _can(service, is_all=is_all),
            "restores": self._restores(finding),
            "placed": f" {' '.join(placed.split())}" if by else "",
            "network": _network(self._shown(values, "asked_at"), self._shown(values, "confirmed_at")),
            "ends": f" {ends.replace('{day}', show_day(date.fromisoformat(str(end_on))))}" if end_on else "",
        }

    def _shown(self, values: dict[str, Value], name: str) -> str:
        return self._value(name, values[name], "") if values.get(name) else ""

    def _restores(self, finding: Finding) -> str:
        cents = finding.values.get("amount_cents")
        if not isinstance(cents, int):
            return ""
        if not cents:
            return _word("Enough is paid: the bar is lifted by itself.")
        amount = amount_text(cents, str(finding.values.get("currency", "")))
        return _word("{amount} restores it.").replace("{amount}", amount)


def service_word(service: ServiceStatus) -> str:
    """What a customer calls the service: its number, else its name."""
    return identifier_text(service.identifier) or service.name


def _is_phone(service: ServiceStatus | None) -> bool:
    return service is not None and bool(service.identifier) and str(service.identifier).startswith("+")


def _cannot(service: ServiceStatus | None, *, is_all: bool) -> str:
    if is_all:
        return _word("is barred altogether")
    return _word("cannot call out") if _is_phone(service) else _word("is barred")


def _network(asked: str, confirmed: str) -> str:
    """When the network was asked, and when it confirmed: two moments, with a blank before."""
    if asked and confirmed:
        text = _word("The network was asked {asked} and confirmed it {confirmed}.")
    elif asked:
        text = _word("The network was asked {asked}.")
    else:
        return ""
    return f" {text.replace('{asked}', asked).replace('{confirmed}', confirmed)}"


def _can(service: ServiceStatus | None, *, is_all: bool) -> str:
    if is_all and _is_phone(service):
        return _word("The customer can neither call nor be called.")
    if is_all:
        return _word("Nothing goes through.")
    if _is_phone(service):
        return _word("Incoming calls still arrive.")
    return _word("What comes in still arrives.")


def _sentence(text: str) -> str:
    return QCoreApplication.translate("Errors", text) if text else ""


def _word(text: str) -> str:
    return QCoreApplication.translate("ServiceStatus", text)


def hold_cause_word(cause: HoldCause) -> str:
    """Why a service is held."""
    return {
        HoldCause.FRAUD: _word("suspected fraud"),
        HoldCause.LOST_OR_STOLEN: _word("lost or stolen"),
        HoldCause.CREDIT_LIMIT: _word("credit limit exceeded"),
        HoldCause.NON_PAYMENT: _word("unpaid invoices"),
        HoldCause.CUSTOMER_REQUEST: _word("asked for by the customer"),
        HoldCause.OTHER: _word("held by a person"),
    }[cause]


def severity_chip(severity: Severity) -> ChipValue:
    """The chip of how bad it is."""
    return {
        Severity.STOPPED: ChipValue(Tone.BAD, "!", _word("Does not work")),
        Severity.LIMITED: ChipValue(Tone.BLOCKED, "||", _word("Barred")),
        Severity.WAITING: ChipValue(Tone.PROGRESS, "\u25d0", _word("On its way")),
        Severity.NOTICE: ChipValue(Tone.WARNING, "\u25cb", _word("Works, with a notice")),
        Severity.FINE: ChipValue(Tone.SUCCESS, "\u2713", _word("Works")),
    }[severity]


def button_word(step: Step) -> str:
    """What stands on the button of a step; "" where it has none."""
    words = {
        StepKind.RESUBMIT: _word("Open {reference}"),
        StepKind.COMPLETE: _word("Open {reference}"),
        StepKind.ABORT: _word("Open {reference}"),
        StepKind.LIFT: _word("Restore now"),
        StepKind.RESTORE_ACCOUNT: _word("Restore now"),
        StepKind.NOTE_PROMISE: _word("Note a promise") if step.command == NOTE else _word("Take a promise"),
        StepKind.ORDER_ANEW: _word("New order"),
    }
    return words.get(step.kind, "").replace("{reference}", step.reference)
