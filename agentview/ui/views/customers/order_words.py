"""The words of a customer's orders: what they are and where they stand."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.customers import CustomerOrder, RequestKind
from agentview.contract.orders import OrderStatus, OrderType
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.theme import Tone
from agentview.ui.texts.request_type import order_type_word

_LOOKS = {
    OrderStatus.ORDER_INCOMPLETE: (Tone.WARNING, "\u25d4"),
    OrderStatus.ORDER_COMPLETED: (Tone.SUCCESS, "\u2713"),
    OrderStatus.PROVISIONING_HALTED: (Tone.BAD, "!"),
    OrderStatus.ORDER_PENDING: (Tone.PROGRESS, "\u25d0"),
    OrderStatus.ORDER_QUARANTINED: (Tone.WARNING, "||"),
    OrderStatus.ORDER_FAILED: (Tone.BAD, "!"),
    OrderStatus.ORDER_CANCELLED: (Tone.NEUTRAL, "\u00d7"),
}


def order_chip(order: CustomerOrder) -> ChipValue:
    """Where an order or cancel request stands; one that is halted says so first."""
    if order.halt_reason:
        word = QCoreApplication.translate("CustomerOrder", "Provisioning Halted")
        return ChipValue(Tone.BAD, "!", word, f"{word}: {order.halt_reason}")
    if order.status in set(OrderStatus):
        status = OrderStatus(order.status)
        return ChipValue(*_LOOKS[status], status_words()[status])
    return ChipValue(Tone.NEUTRAL, "", order.status.replace("_", " ").capitalize())


def is_incomplete(order: CustomerOrder) -> bool:
    """Whether it was begun and not submitted."""
    return order.status == OrderStatus.ORDER_INCOMPLETE


def longest_status() -> str:
    """The longest word of a status, for the width of a column."""
    return max(status_words().values(), key=len)


def type_word(order: CustomerOrder) -> str:
    """What was asked for."""
    if order.kind is RequestKind.CANCEL_REQUEST:
        return QCoreApplication.translate("CustomerOrder", "Cancel")
    known = {kind.value: kind for kind in OrderType}.get(order.type)
    return order_type_word(known) if known is not None else order.type.replace("_", " ").capitalize()


def status_words() -> dict[OrderStatus, str]:
    """The exact label of each status of an order."""
    translate = QCoreApplication.translate
    return {
        OrderStatus.ORDER_INCOMPLETE: translate("CustomerOrder", "Order Incomplete"),
        OrderStatus.ORDER_COMPLETED: translate("CustomerOrder", "Order Completed"),
        OrderStatus.PROVISIONING_HALTED: translate("CustomerOrder", "Provisioning Halted"),
        OrderStatus.ORDER_PENDING: translate("CustomerOrder", "Order Pending"),
        OrderStatus.ORDER_QUARANTINED: translate("CustomerOrder", "Order Quarantined"),
        OrderStatus.ORDER_FAILED: translate("CustomerOrder", "Order Failed"),
        OrderStatus.ORDER_CANCELLED: translate("CustomerOrder", "Order Cancelled"),
    }
