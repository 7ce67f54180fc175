"""What must be done next with an order, in one sentence."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from agentview.contract.hardware import FraudStatus, HardwareCommand, HardwareLineStatus, HardwareStatus
from agentview.contract.hardware_orders import HardwareOrder
from agentview.ui.failure_words import cause_text
from agentview.ui.kit.banner import BannerText
from agentview.ui.kit.plural import plural
from agentview.ui.kit.theme import Tone
from agentview.ui.navigation import Texts
from agentview.ui.views.hardware.delivery_form import in_words


def next_step(order: HardwareOrder, texts: Texts) -> BannerText:
    """The sentence with the tone of how urgent it is."""
    return _STEPS[order.status](order, texts)


def _new(order: HardwareOrder, texts: Texts) -> BannerText:
    if not order.lines:
        return BannerText(Tone.INFO, _word("Add what the customer wants (A)."))
    against = next(
        (one.refusals for one in order.commands if one.command == HardwareCommand.GENERATE.value), ()
    )
    cause = cause_text(texts, in_words(against))
    if cause:
        return BannerText(Tone.WARNING, _word("Not ready yet."), cause)
    if order.warnings:
        short = " ".join(texts.refusal(one.refusal()).what for one in order.warnings)
        ready = _word("It can be generated all the same (G): the warehouse decides.")
        return BannerText(Tone.WARNING, _word("Ready, but stock is short."), short, ready)
    return BannerText(
        Tone.INFO, _word("Ready: generate it (G), then the next run sends it to its warehouse.")
    )


def _generated(order: HardwareOrder, texts: Texts) -> BannerText:
    if order.fraud is FraudStatus.FAILED:
        told = dict.fromkeys(texts.refusal(one.refusal()).what for one in order.fraud_reasons)
        reasons = " ".join(told)
        return BannerText(
            Tone.BAD,
            _word("Held by the fraud check; nothing goes to a warehouse."),
            reasons,
            _word("Correct the delivery (D) and check again (F), or let it pass with a reason (P)."),
        )
    if order.fraud is FraudStatus.PENDING:
        return BannerText(
            Tone.INFO, _word("Wait for the fraud check; the next run sends the order once it has passed.")
        )
    return BannerText(Tone.INFO, _word("Nothing to do: the next run sends it to its warehouse."))


def _sent(order: HardwareOrder, _texts: Texts) -> BannerText:
    places = dict.fromkeys(
        line.warehouse for line in order.lines if line.status is HardwareLineStatus.SENT and line.warehouse
    )
    text = _word("Nothing to do: {warehouses} will answer.")
    return BannerText(
        Tone.PROGRESS, text.replace("{warehouses}", ", ".join(places) or _word("the warehouse"))
    )


def _failed(order: HardwareOrder, _texts: Texts) -> BannerText:
    failed = [line for line in order.lines if line.status is HardwareLineStatus.ERROR]
    one, many = _word("1 line failed."), _word("{count} lines failed.")
    told = "; ".join(dict.fromkeys(f"{line.sku}: {line.error_text or line.error_code}" for line in failed))
    return BannerText(
        Tone.BAD,
        plural(one, many, len(failed)),
        f"{told}.",
        _word("Mend the cause and retry (R), or close the order with a reason."),
    )


def _complete(order: HardwareOrder, _texts: Texts) -> BannerText:
    if order.close_reason:
        text = _word("Closed: {reason}").replace("{reason}", order.close_reason)
        return BannerText(Tone.NEUTRAL, text)
    if all(line.status is not HardwareLineStatus.DISPATCHED for line in order.lines):
        return BannerText(Tone.NEUTRAL, _word("Nothing is left to do: all that was dispatched came back."))
    return BannerText(
        Tone.SUCCESS, _word("Nothing is left to do. What comes back is returned on its line (T).")
    )


def _cancelled(order: HardwareOrder, _texts: Texts) -> BannerText:
    text = _word("Cancelled: {reason}").replace("{reason}", order.close_reason)
    return BannerText(Tone.NEUTRAL, text if order.close_reason else _word("Cancelled; nothing is sent."))


_STEPS: dict[HardwareStatus, Callable[[HardwareOrder, Texts], BannerText]] = {
    HardwareStatus.NEW: _new,
    HardwareStatus.AWAITING_GENERATION: _generated,
    HardwareStatus.AWAITING_DISPATCH: _sent,
    HardwareStatus.ERROR: _failed,
    HardwareStatus.COMPLETE: _complete,
    HardwareStatus.CANCELLED: _cancelled,
}


def _word(text: str) -> str:
    return QCoreApplication.translate("HardwareStep", text)
