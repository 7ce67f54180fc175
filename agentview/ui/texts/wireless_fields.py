"""What the fields of wireless orders, their choices, and the kinds of items are called."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.wireless import DeviceStatus, ItemKind
from agentview.contract.wireless_forms import Fault, FieldId, FormField, ReplaceReason, SuspendReason
from agentview.ui.texts.wireless_inventory import device_chip


def field_label(field: FormField) -> str:
    """The provider's own word for a field, else the usual one."""
    return field.label or field_word(field.field_id)


def field_word(field_id: FieldId) -> str:
    """What a field is usually called."""
    return {
        FieldId.PREFERRED_AREA_CODE: _word("Preferred area code"),
        FieldId.CONTACT_PHONE: _word("Contact phone"),
        FieldId.CONTACT_EXTENSION: _word("Extension"),
        FieldId.INSTRUCTIONS: _word("Additional instructions"),
        FieldId.COMMENTS: _word("Comments"),
        FieldId.REASON: _word("Reason"),
        FieldId.PREFERRED_DATE: _word("Preferred date"),
        FieldId.EFFECTIVE_DATE: _word("Effective date"),
        FieldId.DESTINATION: _word("Destination"),
        FieldId.TRAVEL_FROM: _word("Travel from"),
        FieldId.TRAVEL_TO: _word("Travel to"),
        FieldId.FAULT: _word("What is wrong"),
        FieldId.FAULT_DESCRIPTION: _word("Description of the fault"),
        FieldId.OLD_DEVICE: _word("What becomes of the old device"),
        FieldId.MOBILE_NUMBER: _word("Mobile number"),
        FieldId.SERIAL_TYPE: _word("Kind of serial number"),
        FieldId.SERIAL_NO: _word("Serial number"),
        FieldId.CURRENT_CARRIER: _word("Current carrier"),
        FieldId.CARRIER_ACCOUNT_NO: _word("Account number at the carrier"),
        FieldId.NAME_ON_INVOICE: _word("Name on the invoice"),
        FieldId.TAX_ID: _word("Tax number"),
        FieldId.BILLING_ADDRESS: _word("Billing address"),
        FieldId.PIN: _word("PIN at the carrier"),
        FieldId.PERSONAL_EMAIL: _word("Personal e-mail"),
    }[field_id]


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
