"""What people call a customer and a contact, and how a contact reads in full; imports no Qt."""

from __future__ import annotations

from agentview.contract.customers import Contact, CustomerDetail, RevealedContact
from agentview.core.phone import grouped
from agentview.ui.kit.when import show_day


def customer_word(customer: CustomerDetail) -> str:
    """What people call a customer: the name, or the account number of one without a name."""
    return customer.name or customer.account_no


def contact_word(contact: Contact) -> str:
    """What people call a contact; one without a name has a number."""
    return contact.name or contact.phone or contact.mobile or contact.email or ""


def revealed_text(contact: RevealedContact, name: str) -> str:
    """A value of a contact in full: a number as it was typed where it was typed in groups, else grouped."""
    if name in ("phone", "mobile"):
        typed, number = str(getattr(contact, f"{name}_as_typed") or ""), str(getattr(contact, name) or "")
        has_groups = bool(typed) and not typed.lstrip("+").isdecimal()
        return (typed if has_groups or not number else grouped(number)).replace(" ", "\u00a0")
    value = getattr(contact, name)
    return show_day(value) if name == "date_of_birth" and value is not None else str(value or "")
