"""Adds a customer: account, contact, address and a first note, all or nothing."""

from agentview.contract.account import AccountStatus
from agentview.contract.customers import CustomerCommand, CustomerKept, NewCustomerRequest
from agentview.core.errors import Refusal, refuse_if_any
from agentview.core.text import fold
from agentview.models.customer import Address
from agentview.models.party import Provider
from agentview.services.customer_news import tell
from agentview.services.customer_scope import is_customer
from agentview.services.customers.account_number import insert_account
from agentview.services.customers.commands import CUSTOMER, Facts, demand
from agentview.services.customers.contacts import write_contact
from agentview.services.customers.edit import field_refusals, kept
from agentview.services.customers.known import known_refusals
from agentview.services.customers.notes import write_note
from agentview.services.customers.typed import (
    REFERENCE,
    Refusals,
    TypedContact,
    contact_refusals,
    long_refusals,
    one_line,
)
from agentview.services.search.index import index_account
from agentview.services.unit import Unit


def create(unit: Unit, request: NewCustomerRequest) -> CustomerKept:
    """Add a customer with at least a name or a number.

    Raises Rejected: every wrong field, `E-CUSTOMER-KNOWN` until confirmed, `E-ACCOUNT-TAKEN`.
    """
    facts = Facts(AccountStatus.ACTIVE, is_customer(unit.caller))
    demand(CUSTOMER[CustomerCommand.EDIT], facts, unit.caller)
    refuse_if_any(creation_refusals(unit, request))
    contact = _contact(unit, request)
    account = insert_account(unit, one_line(request.account_no), _values(unit, request))
    unit.audit("account", account.id, "create", new=account.account_no, account_id=account.id)
    if not contact.is_empty:
        write_contact(unit, account, contact)
    if any(request.address.model_dump().values()):
        unit.session.add(Address(account_id=account.id, **request.address.model_dump()))
    index_account(unit, account)
    if request.note:
        write_note(unit, account, request.note)
    tell(unit, account, "create")
    return kept(account)


def creation_refusals(unit: Unit, request: NewCustomerRequest) -> Refusals:
    """Return every reason why a customer cannot be added; who seems known already is asked about last."""
    contact = _contact(unit, request)
    found = _refusals(unit, request, contact)
    if found or request.confirm_duplicate:
        return found
    numbers = (contact.phone.read, contact.mobile.read)
    return known_refusals(unit, one_line(request.fields.name), request.address, numbers)


def _contact(unit: Unit, request: NewCustomerRequest) -> TypedContact:
    region = unit.session.get_one(Provider, unit.caller.provider_id).region
    return TypedContact.of(request.contact, region)


def _refusals(unit: Unit, request: NewCustomerRequest, contact: TypedContact) -> Refusals:
    is_nameless = not (request.fields.name or contact.has_number)
    return (
        *((Refusal("E-NAME-OR-NUMBER", "name"),) if is_nameless else ()),
        *long_refusals(one_line(request.account_no), "account_no", REFERENCE),
        *field_refusals(unit, request.fields),
        *_of_contact(contact_refusals(contact, unit.today)),
    )


def _of_contact(refusals: Refusals) -> Refusals:
    """Say of which part of the form the fields are: both parts have a name."""
    return tuple(
        Refusal(refusal.code, f"contact.{refusal.field}", refusal.rule, refusal.values)
        for refusal in refusals
    )


def _values(unit: Unit, request: NewCustomerRequest) -> dict[str, object]:
    name = one_line(request.fields.name)
    return {
        "name": name,
        "name_key": fold(name)[:400],
        "account_type": request.fields.account_type.value,
        "profile_id": request.fields.profile_id,
        "export_reference": one_line(request.fields.export_reference) or None,
        "omit_from_auto_restrict": request.fields.omit_from_auto_restrict,
        "status": AccountStatus.ACTIVE.value,
        "opened_on": unit.today,
    }
