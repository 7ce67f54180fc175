"""What an order says as facts (S-18)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.hardware_orders import HardwareOrder, OrderLine, RevealedDelivery
from agentview.core.phone import grouped
from agentview.ui.kit.facts import Fact, unbroken
from agentview.ui.navigation import ACCOUNT, Target
from agentview.ui.texts.hardware import billing_word, delivery_word
from agentview.ui.views.hardware.delivery_form import address_line
from agentview.ui.views.hardware.line_columns import all_serials
from agentview.ui.views.hardware.words import amount, joined


def order_facts(order: HardwareOrder) -> list[Fact]:
    """Whose it is, what it comes to, and how it is billed."""
    opens = Target(ACCOUNT, order.account_id, order.customer)
    lines = sum(line.amount_cents for line in order.lines)
    facts = [
        Fact(_word("Order no"), order.reference, can_copy=True),
        Fact(_word("Customer"), joined((order.customer, order.account_no)), opens=opens, tip=order.customer),
        Fact(_word("Items"), amount(lines, order.currency)),
        Fact(_word("Delivery"), amount(order.total_cents - lines, order.currency)),
        Fact(_word("Total, without tax"), amount(order.total_cents, order.currency)),
        Fact(delivery_word("billing_mode"), billing_word(order.billing_mode)),
    ]
    optional = (
        (_word("Passed the fraud check because"), order.fraud_override_reason),
        (_word("Reason"), order.close_reason),
    )
    return facts + [Fact(label, value) for label, value in optional if value]


def delivery_facts(order: HardwareOrder, shown: RevealedDelivery | None) -> list[Fact]:
    """Where it goes; in full for a while once somebody asked."""
    delivery = order.delivery
    name, phone, email = delivery.name, delivery.phone, delivery.email
    address = delivery.address
    if shown is not None:
        name, phone, email, address = shown.name, shown.phone, shown.email, shown.address
    return [
        Fact(delivery_word("name"), name),
        Fact(_word("Address"), address_line(address)),
        Fact(delivery_word("phone"), unbroken(grouped(phone)) if phone else ""),
        Fact(delivery_word("email"), email),
        Fact(delivery_word("delivery_method_id"), delivery.delivery_method),
        Fact(delivery_word("instructions"), delivery.instructions),
    ]


def line_hint(line: OrderLine | None) -> str:
    """What a line says that its columns have no room for."""
    if line is None:
        return ""
    tracking = joined((line.carrier, line.tracking_no))
    parts = (
        _word("Error: {text}").replace("{text}", joined((line.error_code, line.error_text)))
        if line.error_text or line.error_code
        else "",
        _word("Its devices are enrolled with their maker.") if line.is_enrolment_requested else "",
        _word("Tracking: {text}").replace("{text}", tracking) if tracking else "",
        all_serials(line).replace("\n", ", "),
    )
    return "\n".join(part for part in parts if part)


def _word(text: str) -> str:
    return QCoreApplication.translate("HardwareOrder", text)
