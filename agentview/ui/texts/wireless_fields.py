"""What the fields of wireless orders, their choices, and the kinds of items are called."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.texts.form_field import FORM_FIELDS
from agentview.contract.wireless import DeviceStatus, ItemKind
from agentview.contract.wireless_forms import Fault, FieldId, FormField, ReplaceReason, SuspendReason
from agentview.ui.texts.wireless_inventory import device_chip


def field_label(field: FormField) -> str:
    """The provider's own word for a field, else the usual one."""
    return field.label or field_word(field.field_id)


def field_word(field_id: FieldId) -> str:
    """What a field is usually called."""
    return QCoreApplication.translate("Values", FORM_FIELDS[field_id])


def choice_word(value: str) -> str:
    """What a choice is called; one that a provider made stands as it is."""
    words: dict[str, str] = {
        SuspendReason.SEASONAL: _word("Seasonal, not billed meanwhile"),
        SuspendReason.VACATION: _word("Vacation, not billed meanwhile"),
        SuspendReason.SEPARATION: _word("Separation, not billed meanwhile"),
        SuspendReason.LOST: _word("Lost"),
        SuspendReason.STOLEN: _word("Stolen"),
        SuspendReason.DAMAGED: _word("Damaged"),
        ReplaceReason.UPGRADE: _word("Upgrade"),
        ReplaceReason.BROKEN: _word("Broken"),
        Fault.MALFUNCTION: _word("It does not work as it should"),
        Fault.PHYSICAL: _word("Physical damage"),
        Fault.LIQUID: _word("Liquid damage"),
        Fault.BATTERY: _word("The battery"),
    }
    if value in words:
        return words[value]
    if value in DeviceStatus.__members__:
        return device_chip(DeviceStatus(value)).word
    return value


def kind_word(kind: ItemKind) -> str:
    """What items of a kind are called."""
    return {
        ItemKind.DEVICE: _word("Device"),
        ItemKind.PLAN: _word("Plan"),
        ItemKind.FEATURE: _word("Features"),
        ItemKind.ACCESSORY: _word("Accessories"),
        ItemKind.SIM: _word("SIM card"),
    }[kind]


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessField", text)
