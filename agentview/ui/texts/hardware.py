"""What the states of hardware orders, their lines and their fraud checks are called, and how they look."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.hardware import BillingMode, FraudStatus, HardwareLineStatus, HardwareStatus
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.theme import Tone


def hardware_chip(status: HardwareStatus) -> ChipValue:
    """The chip of an order's state (SM-3)."""
    translate = QCoreApplication.translate
    return {
        HardwareStatus.NEW: ChipValue(
            Tone.NEUTRAL,
            "+",
            translate("Hardware", "New order"),
            translate("Hardware", "New order: nothing goes to a warehouse before it is generated"),
        ),
        HardwareStatus.AWAITING_GENERATION: ChipValue(
            Tone.INFO,
            "\u25cb",
            translate("Hardware", "Awaiting Generation"),
            translate("Hardware", "Awaiting Generation: it goes to the warehouse with the next run"),
        ),
        HardwareStatus.AWAITING_DISPATCH: ChipValue(
            Tone.PROGRESS,
            "\u203a",
            translate("Hardware", "Awaiting Dispatch"),
            translate("Hardware", "Awaiting Dispatch: the warehouse has it, and has not answered yet"),
        ),
        HardwareStatus.COMPLETE: ChipValue(
            Tone.SUCCESS,
            "\u2713",
            translate("Hardware", "Complete"),
            translate("Hardware", "Complete: everything that was wanted is dispatched"),
        ),
        HardwareStatus.ERROR: ChipValue(
            Tone.BAD,
            "!",
            translate("Hardware", "Error"),
            translate("Hardware", "Error: the warehouse could not dispatch a line; somebody must act"),
        ),
        HardwareStatus.CANCELLED: ChipValue(
            Tone.NEUTRAL,
            "\u00d7",
            translate("Hardware", "Cancelled"),
            translate("Hardware", "Cancelled: nothing is sent"),
        ),
    }[status]


def longest_hardware_status() -> str:
    """The longest word of a state, for the width of its column."""
    return max((hardware_chip(one).word for one in HardwareStatus), key=len)


def fraud_chip(fraud: FraudStatus) -> ChipValue:
    """The chip of a fraud check."""
    translate = QCoreApplication.translate
    return {
        FraudStatus.NOT_REQUIRED: ChipValue(
            Tone.NEUTRAL,
            "\u2013",
            translate("Hardware", "Not required"),
            translate("Hardware", "No fraud check is required"),
        ),
        FraudStatus.PENDING: ChipValue(
            Tone.INFO,
            "\u25cb",
            translate("Hardware", "Pending"),
            translate("Hardware", "The fraud check is not done yet; nothing goes to a warehouse"),
        ),
        FraudStatus.PASSED: ChipValue(
            Tone.SUCCESS,
            "\u2713",
            translate("Hardware", "Passed"),
            translate("Hardware", "The fraud check has passed"),
        ),
        FraudStatus.FAILED: ChipValue(
            Tone.BAD,
            "!",
            translate("Hardware", "Failed"),
            translate("Hardware", "The fraud check holds this order; nothing goes to a warehouse"),
        ),
    }[fraud]


def longest_fraud() -> str:
    """The longest word of a fraud check, for the width of its column."""
    return max((fraud_chip(one).word for one in FraudStatus), key=len)


def line_chip(status: HardwareLineStatus) -> ChipValue:
    """The chip of a line's state (SM-3)."""
    translate = QCoreApplication.translate
    return {
        HardwareLineStatus.NEW: ChipValue(
            Tone.NEUTRAL, "+", translate("Hardware", "New"), translate("Hardware", "New: not generated yet")
        ),
        HardwareLineStatus.GENERATED: ChipValue(
            Tone.INFO,
            "\u25cb",
            translate("Hardware", "Generated"),
            translate("Hardware", "Generated: it waits for the next run to its warehouse"),
        ),
        HardwareLineStatus.SENT: ChipValue(
            Tone.PROGRESS,
            "\u203a",
            translate("Hardware", "Sent"),
            translate("Hardware", "Sent: its warehouse has not answered yet"),
        ),
        HardwareLineStatus.DISPATCHED: ChipValue(
            Tone.SUCCESS,
            "\u2713",
            translate("Hardware", "Dispatched"),
            translate("Hardware", "Dispatched: on its way to the customer"),
        ),
        HardwareLineStatus.ERROR: ChipValue(
            Tone.BAD,
            "!",
            translate("Hardware", "Error"),
            translate("Hardware", "Error: its warehouse could not dispatch it"),
        ),
        HardwareLineStatus.CANCELLED: ChipValue(
            Tone.NEUTRAL,
            "\u00d7",
            translate("Hardware", "Cancelled"),
            translate("Hardware", "Cancelled: it is not sent"),
        ),
        HardwareLineStatus.RETURNED: ChipValue(
            Tone.NEUTRAL,
            "\u21a9",
            translate("Hardware", "Returned"),
            translate("Hardware", "Returned: the customer gave it back, and it is credited"),
        ),
    }[status]


def longest_line_status() -> str:
    """The longest word of a line's state, for the width of its column."""
    return max((line_chip(one).word for one in HardwareLineStatus), key=len)


def billing_word(mode: BillingMode) -> str:
    """When an order is billed (R-HW-22)."""
    translate = QCoreApplication.translate
    return {
        BillingMode.IMMEDIATE: translate("Hardware", "At once, when it is complete"),
        BillingMode.NEXT_INVOICE: translate("Hardware", "With the next invoice"),
    }[mode]


def delivery_word(name: str) -> str:
    """What a field of the delivery is called, in forms and in refusals."""
    return delivery_words()[name]


def delivery_words() -> dict[str, str]:
    """What each field of the delivery is called."""
    translate = QCoreApplication.translate
    return {
        "name": translate("HardwareDelivery", "Delivery name"),
        "line1": translate("HardwareDelivery", "Street and number"),
        "line2": translate("HardwareDelivery", "Second line"),
        "city": translate("HardwareDelivery", "City"),
        "region": translate("HardwareDelivery", "State or region"),
        "postcode": translate("HardwareDelivery", "Postcode"),
        "country": translate("HardwareDelivery", "Country"),
        "phone": translate("HardwareDelivery", "Phone"),
        "email": translate("HardwareDelivery", "E-mail"),
        "delivery_method_id": translate("HardwareDelivery", "Delivery method"),
        "instructions": translate("HardwareDelivery", "Instructions"),
        "billing_mode": translate("HardwareDelivery", "Billing"),
    }
