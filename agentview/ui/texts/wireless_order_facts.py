"""All that a wireless order says, as it is confirmed, read and fulfilled."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from agentview.contract.wireless import FieldType, ItemKind
from agentview.contract.wireless_orders import OrderField, ShipTo, Subject, WirelessOrder
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.when import show_day
from agentview.ui.texts.wireless_fields import choice_word, field_label

OLD_DEVICE = "old_device"
ROLES = ("beneficiary_id", "line_id", "device_id", OLD_DEVICE, "vendor_id")


def subjects_of(order: WirelessOrder) -> dict[str, Subject]:
    """Whom and what an order is about; where a device is chosen, the one that it replaces is the old one."""
    chosen = [one for one in order.items if one.kind is ItemKind.DEVICE]
    device, old = order.device, None
    if chosen and order.device is not None:
        new = Subject(subject_id=chosen[0].offer_id, name=", ".join(one.name for one in chosen))
        device, old = new, order.device
    found = (order.beneficiary, order.line, device, old, order.vendor)
    return {role: one for role, one in zip(ROLES, found, strict=True) if one is not None}


def order_facts(order: WirelessOrder) -> list[Fact]:
    """All that an order says, as it is confirmed and read."""
    facts = [Fact(role_word(role), subject_text(one)) for role, one in subjects_of(order).items()]
    facts += [Fact(field_label(one.field), field_text(one)) for one in order.fields if one.is_filled]
    facts += [Fact(not_asked_label(one), field_text(one)) for one in order.not_asked]
    if order.preferred_date is not None:
        facts.append(Fact(_word("Preferred date"), show_day(order.preferred_date)))
    if order.ship_to is not None and order.is_shipped:
        facts.append(Fact(_word("Goes to"), address_text(order.ship_to)))
    facts.append(Fact(_word("Why it is needed"), order.justification))
    if order.is_policy_overwritten:
        facts.append(Fact(_word("Policy"), _word("Ordered against the mobile policy")))
    return list({fact.label: fact for fact in facts if fact.value}.values())


def not_asked_label(one: OrderField) -> str:
    """What a field is called that holds something and is asked for no more."""
    return _word("{field} (no longer asked)").replace("{field}", field_label(one.field))


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
        OLD_DEVICE: _word("Replaces"),
        "vendor_id": _word("Carrier"),
    }[role]


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessRequest", text)
