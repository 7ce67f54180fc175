"""What was done to a hardware order, in a few words: on its own page and on that of its customer."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from agentview.contract.hardware import (
    BillingMode,
    HardwareCommand,
    HardwareLineStatus,
    HardwareStatus,
)
from agentview.core.money import Money
from agentview.ui.kit.amount import money_text
from agentview.ui.kit.facts import NO_VALUE
from agentview.ui.kit.theme import Tone
from agentview.ui.texts.charge import charge_word
from agentview.ui.texts.hardware import billing_word, delivery_words, hardware_chip, line_chip

LINE, CHARGE = "hardware_order_line", "cardline"
C = HardwareCommand


@dataclass(frozen=True)
class Deed:
    """An entry of the trail; `about` is the SKU of a line, or the field that changed."""

    entity: str
    action: str
    about: str = ""
    old: str | None = None
    new: str | None = None


def deed_word(deed: Deed) -> str:
    """What was done; an action that is not known shows its own name."""
    if deed.entity == CHARGE:
        return _charge(deed)
    if deed.entity == LINE:
        return _line(deed)
    if deed.action == C.EDIT_DELIVERY.value:
        return _delivery(deed)
    word = _words().get(deed.action)
    if word is None:
        return deed.action.replace("_", " ").capitalize()
    return (
        word.replace("{sku}", deed.about)
        .replace("{old}", deed.old or NO_VALUE)
        .replace("{new}", deed.new or NO_VALUE)
        .replace("{state}", state_word(deed.new))
    )


def deed_tone(deed: Deed) -> Tone:
    """How good or bad it was."""
    if deed.action == C.DISPATCH.value:
        return {
            HardwareStatus.COMPLETE.value: Tone.SUCCESS,
            HardwareLineStatus.DISPATCHED.value: Tone.SUCCESS,
            HardwareStatus.ERROR.value: Tone.BAD,
        }.get(deed.new or "", Tone.PROGRESS)
    return {
        C.GENERATE.value: Tone.INFO,
        C.SEND.value: Tone.PROGRESS,
        C.FRAUD_CLEARED.value: Tone.SUCCESS,
        C.FRAUD_HELD.value: Tone.BAD,
        C.OVERRIDE_FRAUD.value: Tone.WARNING,
        C.RETRY.value: Tone.INFO,
        C.CLOSE.value: Tone.WARNING,
        C.RETURN_LINE.value: Tone.WARNING,
        "reveal": Tone.WARNING,
    }.get(deed.action, Tone.NEUTRAL)


def state_word(state: str | None) -> str:
    """What a state of an order is called."""
    if state in set(HardwareStatus):
        return hardware_chip(HardwareStatus(state)).word
    return state or NO_VALUE


def _words() -> dict[str, str]:
    return {
        C.START.value: _word("Begun"),
        "add_line": _word("Added {new} \u00d7 {sku}"),
        "change_line": _word("{sku}: {old} \u2192 {new}"),
        "remove_line": _word("Removed {old} \u00d7 {sku}"),
        C.CHECK_STOCK.value: _word("Stock checked: {new}"),
        C.GENERATE.value: _word("Generated"),
        C.FRAUD_CLEARED.value: _word("Fraud check passed"),
        C.FRAUD_HELD.value: _word("Held by the fraud check"),
        C.RECHECK_FRAUD.value: _word("To be checked for fraud again"),
        C.OVERRIDE_FRAUD.value: _word("Fraud check overridden"),
        C.SEND.value: _word("Sent: {state}"),
        C.DISPATCH.value: _word("Answered: {state}"),
        C.RETRY.value: _word("Failed lines are sent again"),
        C.CLOSE.value: _word("Closed: {state}"),
        "cancel_lines": _word("Lines cancelled: {new}"),
        C.CANCEL.value: _word("Cancelled"),
        C.RETURN_LINE.value: _word("Returned {new} \u00d7 {sku}"),
        "reveal": _word("Delivery shown in full"),
    }


def _delivery(deed: Deed) -> str:
    if deed.old is None and deed.new is None and deed.about:
        return _word("{field} changed").replace("{field}", _field(deed.about))
    said = _word("{field}: {old} \u2192 {new}").replace("{field}", _field(deed.about))
    return said.replace("{old}", _value(deed.old)).replace("{new}", _value(deed.new))


def _field(name: str) -> str:
    return delivery_words().get(name) or name.replace("_", " ").capitalize()


def _value(value: str | None) -> str:
    if value in set(BillingMode):
        return billing_word(BillingMode(value))
    return value or NO_VALUE


def _line(deed: Deed) -> str:
    word = line_chip(HardwareLineStatus(deed.new)).word if deed.new in set(HardwareLineStatus) else ""
    return ": ".join(part for part in (deed.about, word or deed.new or deed.action) if part)


def _charge(deed: Deed) -> str:
    """What was charged or credited, as "1500 AUD" in the trail, in the words of an invoice."""
    minor, _, currency = (deed.new or "").partition(" ")
    is_money = currency and minor.removeprefix("-").isdecimal()
    if not is_money:
        return f"{charge_word(deed.about)}: {deed.new or NO_VALUE}"
    cents = int(minor)
    word = _word("Charged {amount} ({what})") if cents >= 0 else _word("Credited {amount} ({what})")
    said = word.replace("{amount}", money_text(Money(abs(cents), currency)))
    return said.replace("{what}", charge_word(deed.about))


def _word(text: str) -> str:
    return QCoreApplication.translate("HardwareHistory", text)
