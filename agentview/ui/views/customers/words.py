"""The words of the customers area: types, kinds, fields, amounts, in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.customers import AccountType, ContactKind, RequestKind, SerialKind
from agentview.core.money import Money
from agentview.core.phone import grouped
from agentview.ui.kit.amount import money_text

NO_VALUE = "\u2014"
DOT = "  \u00b7  "


def amount_text(minor: int, currency: str) -> str:
    """An amount with its currency, never broken in the middle; zero is 0.00."""
    return money_text(Money(minor, currency))


def account_type_word(account_type: AccountType) -> str:
    """What kind of customer it is."""
    translate = QCoreApplication.translate
    return {
        AccountType.CONSUMER: translate("Customers", "Consumer"),
        AccountType.BUSINESS: translate("Customers", "Business"),
    }[account_type]


def contact_kind_word(kind: ContactKind) -> str:
    """What a contact is for."""
    translate = QCoreApplication.translate
    return {
        ContactKind.ACCOUNT_HOLDER: translate("Customers", "Account holder"),
        ContactKind.SERVICE_CONTACT: translate("Customers", "Service contact"),
        ContactKind.BILLING: translate("Customers", "Billing"),
        ContactKind.DELIVERY: translate("Customers", "Delivery"),
    }[kind]


def request_kind_word(kind: RequestKind) -> str:
    """An order, or a cancel request."""
    translate = QCoreApplication.translate
    return {
        RequestKind.ORDER: translate("Customers", "Order"),
        RequestKind.CANCEL_REQUEST: translate("Customers", "Cancel request"),
    }[kind]


def serial_word(kind: SerialKind) -> str:
    """What people call a serial number."""
    translate = QCoreApplication.translate
    return {
        SerialKind.IMEI: translate("Customers", "IMEI"),
        SerialKind.ICCID: translate("Customers", "ICCID (SIM card)"),
    }[kind]


def identifier_text(identifier: str | None) -> str:
    """A service identifier as people read it; a telephone number in groups."""
    return grouped(identifier) if identifier else ""


def field_word(name: str) -> str:
    """The label of a field of any form of this area; an unknown one shows its own name as words."""
    return _field_words().get(name) or name.replace("_", " ").capitalize()


def _field_words() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "name": translate("CustomerField", "Name"),
        "account_no": translate("CustomerField", "Account number"),
        "account_type": translate("CustomerField", "Type"),
        "profile_id": translate("CustomerField", "Profile"),
        "export_reference": translate("CustomerField", "Reference in other systems"),
        "omit_from_auto_restrict": translate("CustomerField", "Omit From Auto-Restrict"),
        "kind": translate("CustomerField", "For"),
        "contact_name": translate("CustomerField", "Name"),
        "phone": translate("CustomerField", "Phone"),
        "mobile": translate("CustomerField", "Mobile"),
        "email": translate("CustomerField", "E-mail"),
        "date_of_birth": translate("CustomerField", "Date of birth"),
        "language": translate("CustomerField", "Language"),
        "may_email": translate("CustomerField", "May be written to by e-mail"),
        "may_sms": translate("CustomerField", "May be written to by SMS"),
        "line1": translate("CustomerField", "Address line 1"),
        "line2": translate("CustomerField", "Address line 2"),
        "city": translate("CustomerField", "City"),
        "region": translate("CustomerField", "Region"),
        "postcode": translate("CustomerField", "Postcode"),
        "country": translate("CustomerField", "Country (two letters)"),
        "identifier": translate("CustomerField", "Identifier"),
        "vanity_name": translate("CustomerField", "Vanity name"),
        "imei": translate("CustomerField", "IMEI"),
        "iccid": translate("CustomerField", "ICCID (SIM card)"),
        "serials": translate("CustomerField", "Serial numbers"),
        "text": translate("CustomerField", "Note"),
        "audience": translate("CustomerField", "Who reads it"),
        "is_alert": translate("CustomerField", "Show it as an alert in the header until somebody ends it"),
        "note": translate("CustomerField", "Note"),
        "reason": translate("CustomerField", "Reason"),
        "status": translate("CustomerField", "Status"),
        "start_on": translate("CustomerField", "Start"),
        "end_on": translate("CustomerField", "End"),
        "address": translate("CustomerField", "Address"),
        "assigned_to": translate("CustomerField", "Assigned to"),
    }
