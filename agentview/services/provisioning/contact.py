"""The customer's contact: masked, private to the retailer where it says so, revealed with an audit entry."""

from sqlalchemy import select

from agentview.contract.provisioning import ContactInfo, RetailPrice, RevealRequest
from agentview.core.errors import Denied, Refusal, rejected
from agentview.core.power import Power
from agentview.core.text import masked
from agentview.models.customer import Contact
from agentview.services.provisioning.facts import Dossier, dossier
from agentview.services.unit import Unit

RETAIL_PRICE, CUSTOMER_EMAIL, CUSTOMER_PHONE = "RETAIL_PRICE", "CUSTOMER_EMAIL", "CUSTOMER_PHONE"
NOTES = "NOTES"


def private_fields(unit: Unit, found: Dossier) -> frozenset[str]:
    """Return what the retailer hides from this caller: nothing from its own people (R-PRV-24)."""
    if found.task.retailer_id == unit.caller.provider_id:
        return frozenset()
    return frozenset(found.retailer.private_fields)


def masked_contact(unit: Unit, found: Dossier) -> ContactInfo | None:
    """Return the contact with number and address masked."""
    contact = _contact(unit, found)
    if contact is None:
        return None
    shown = _shown(unit, found, contact)
    return ContactInfo(
        name=shown.name,
        phone=masked(shown.phone) if shown.phone else None,
        email=masked(shown.email) if shown.email else None,
    )


def retail_price(unit: Unit, found: Dossier) -> RetailPrice | None:
    """Return what the customer pays, or None where that is private."""
    if RETAIL_PRICE in private_fields(unit, found):
        return None
    return RetailPrice(access_fee=found.package.access_fee_cents, currency=found.retailer.currency)


def reveal(unit: Unit, request: RevealRequest) -> ContactInfo:
    """Show the contact in full to who may see it; the asking and its reason are audited."""
    found = dossier(unit, request.task_id)
    may_own = unit.caller.has(Power.REVEAL_PII_OWN_TASK) and found.facts.claimant_id == unit.caller.user_id
    if not unit.caller.has(Power.REVEAL_PII) and not may_own:
        raise Denied(Refusal("E-REVEAL", rule="D-19"))
    if not request.reason:
        raise rejected("E-REASON", field="reason", rule="D-19")
    contact = _contact(unit, found)
    if contact is None:
        raise rejected("E-NO-CONTACT")
    unit.audit(
        "task",
        found.task.id,
        "reveal",
        reason=request.reason,
        is_internal=True,
        account_id=found.account.id,
    )
    return _shown(unit, found, contact)


def _contact(unit: Unit, found: Dossier) -> Contact | None:
    return unit.session.scalars(
        select(Contact).where(Contact.account_id == found.account.id).order_by(Contact.id).limit(1)
    ).first()


def _shown(unit: Unit, found: Dossier, contact: Contact) -> ContactInfo:
    private = private_fields(unit, found)
    return ContactInfo(
        name=contact.name,
        phone=None if CUSTOMER_PHONE in private else contact.phone,
        email=None if CUSTOMER_EMAIL in private else contact.email,
    )
