"""All that a wireless order says, as it is confirmed, read and fulfilled."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from agentview.contract.wireless import FieldType
from agentview.contract.wireless_orders import OrderField, ShipTo, Subject, WirelessOrder
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.when import show_day
from agentview.ui.texts.wireless_fields import choice_word, field_label

ROLES = ("beneficiary_id", "line_id", "device_id", "vendor_id")


def order_facts(order: WirelessOrder) -> list[Fact]:
    """All that an order says, as it is confirmed and read."""
    subjects = (
        (role_word(role), one)
        for role, one in zip(ROLES, (order.beneficiary, order.line, order.device, order.vendor), strict=True)
    )
    facts = [Fact(word, subject_text(one)) for word, one in subjects if one is not None]
    facts += [Fact(field_label(one.field), field_text(one)) for one in order.fields if one.is_filled]
    if order.preferred_date is not None:
        facts.append(Fact(_word("Preferred date"), show_day(order.preferred_date)))
    if order.ship_to is not None and order.is_shipped:
        facts.append(Fact(_word("Goes to"), address_text(order.ship_to)))
    facts.append(Fact(_word("Why it is needed"), order.justification))
    if order.is_policy_overwritten:
        facts.append(Fact(_word("Policy"), _word("Ordered against the mobile policy")))
    return list({fact.label: fact for fact in facts if fact.value}.values())


def subject_text(one: Subject) -> str:
    """A person, line or device with what more is known of it."""
    return ", ".join(part for part in (one.name, one.more) if part)


def address_text(address: ShipTo) -> str:
    """An address on one line."""
    place = " ".join(part for part in (address.postal_code, address.city) if part)
    express = _word("by express") if address.is_expedited else ""
    parts = (
        address.name,
        address.attention_to,
        address.line1,
        place,
        address.state,
        address.country,
        express,
    )
    return ", ".join(part for part in parts if part)


def field_text(one: OrderField) -> str:
    """What was typed into a field, as people read it."""
    if one.field.type is FieldType.CHOICE:
        return choice_word(one.text)
    if one.field.type is FieldType.DATE:
        try:
            return show_day(date.fromisoformat(one.text))
        except ValueError:
            return one.text
    return one.text


def role_word(role: str) -> str:
    """What whom or what an order is about is called."""
    return {
        "beneficiary_id": _word("For"),
        "line_id": _word("Line"),
        "device_id": _word("Device"),
        "vendor_id": _word("Carrier"),
    }[role]


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessRequest", text)
