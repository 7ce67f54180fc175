"""What the amounts, kinds and commands of hardware orders are called."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from agentview.contract.hardware import HardwareCommand, ProductKind, SerialType
from agentview.core.money import Money
from agentview.ui.kit.amount import money_text
from agentview.ui.kit.local_format import count_text

_DOT = " \u00b7 "


def amount(cents: int, currency: str) -> str:
    """An amount with its currency."""
    return money_text(Money(cents, currency))


def joined(parts: Sequence[str]) -> str:
    """Parts of a line with dots between."""
    return _DOT.join(part for part in parts if part)


def counted(template: str, count: int) -> str:
    """A text with its count."""
    return template.replace("{count}", count_text(count))


def kind_word(kind: ProductKind) -> str:
    """What a kind of hardware is called."""
    translate = QCoreApplication.translate
    return {
        ProductKind.HANDSET: translate("Hardware", "Handset"),
        ProductKind.PERIPHERAL: translate("Hardware", "Peripheral"),
        ProductKind.SOFTWARE_LICENCE: translate("Hardware", "Software licence"),
        ProductKind.SIM: translate("Hardware", "SIM card"),
        ProductKind.ACCESSORY: translate("Hardware", "Accessory"),
    }[kind]


def serial_word(kind: SerialType) -> str:
    """What the number of a unit is called."""
    if kind is SerialType.UNKNOWN:
        return QCoreApplication.translate("Hardware", "Serial")
    return kind.value.replace("_", " ")


def command_word(command: HardwareCommand) -> str:
    """What the button of a command says; dots tell that a dialog asks first."""
    translate = QCoreApplication.translate
    return {
        HardwareCommand.EDIT_LINES: translate("Hardware", "Add item..."),
        HardwareCommand.EDIT_DELIVERY: translate("Hardware", "Delivery..."),
        HardwareCommand.CHECK_STOCK: translate("Hardware", "Check stock"),
        HardwareCommand.GENERATE: translate("Hardware", "Generate..."),
        HardwareCommand.CANCEL: translate("Hardware", "Cancel order..."),
        HardwareCommand.RECHECK_FRAUD: translate("Hardware", "Check for fraud again..."),
        HardwareCommand.OVERRIDE_FRAUD: translate("Hardware", "Let it pass..."),
        HardwareCommand.RETRY: translate("Hardware", "Retry failed lines..."),
        HardwareCommand.CLOSE: translate("Hardware", "Close order..."),
        HardwareCommand.RETURN_LINE: translate("Hardware", "Return line..."),
    }[command]
