"""Edits the account summary of a customer, in the version that was seen."""

from sqlalchemy import select

from agentview.contract.customers import (
    CustomerCommand,
    CustomerFields,
    CustomerKept,
    EditCustomerRequest,
)
from agentview.core.errors import Refusal, refuse_if_any
from agentview.core.text import fold
from agentview.models.customer import Account, AccountProfile, Contact
from agentview.services.customer_news import refuse_old, tell
from agentview.services.customer_scope import held_account, is_customer
from agentview.services.customers.commands import CUSTOMER, Facts, demand
from agentview.services.customers.queries import live_tasks_of
from agentview.services.customers.typed import NAME, REFERENCE, Refusals, long_refusals, one_line
from agentview.services.search.index import index_account, index_task
from agentview.services.unit import Unit

_SORTED = 400


def edit(unit: Unit, request: EditCustomerRequest) -> CustomerKept:
    """Replace the editable fields; an older version is refused with both sides (R-PRV-41)."""
    account = held_account(unit, request.account_id)
    facts = Facts(account.status, is_customer(unit.caller))
    demand(CUSTOMER[CustomerCommand.EDIT], facts, unit.caller)
    before = _shown(account)
    refuse_old(unit, account, request.version, dict(before))
    refuse_if_any(field_refusals(unit, request.fields) + _nameless_refusals(unit, account, request.fields))
    write_fields(account, request.fields)
    _audit(unit, account, before)
    if account.name != before["name"]:
        index_account(unit, account)
        for task in live_tasks_of(unit, account.id):
            index_task(unit, task)
    tell(unit, account, "edit")
    return kept(account)


def kept(account: Account) -> CustomerKept:
    """Return a customer after a change."""
    return CustomerKept(
        account_id=account.id, account_no=account.account_no, name=account.name, version=account.row_version
    )


def write_fields(account: Account, fields: CustomerFields) -> None:
    """Write the fields; a customer without a name is called by the account number."""
    account.name = one_line(fields.name) or account.account_no
    account.name_key = fold(account.name)[:_SORTED]
    account.account_type = fields.account_type.value
    account.profile_id = fields.profile_id
    account.export_reference = one_line(fields.export_reference) or None
    account.omit_from_auto_restrict = fields.omit_from_auto_restrict


def field_refusals(unit: Unit, fields: CustomerFields) -> Refusals:
    """Return every reason against the fields of a customer."""
    is_known = unit.session.get(AccountProfile, fields.profile_id) is not None
    return (
        *long_refusals(one_line(fields.name), "name", NAME),
        *long_refusals(one_line(fields.export_reference), "export_reference", REFERENCE),
        *(() if is_known else (Refusal("E-PROFILE", "profile_id"),)),
    )


def _nameless_refusals(unit: Unit, account: Account, fields: CustomerFields) -> Refusals:
    """A customer has a name, or a contact."""
    if fields.name:
        return ()
    contact = select(Contact.id).where(Contact.account_id == account.id).limit(1)
    if unit.session.scalars(contact).first() is not None:
        return ()
    return (Refusal("E-NAME-OR-NUMBER", "name"),)


def _shown(account: Account) -> dict[str, str]:
    return {
        "name": account.name,
        "account_type": account.account_type,
        "profile_id": str(account.profile_id),
        "export_reference": account.export_reference or "",
        "omit_from_auto_restrict": "yes" if account.omit_from_auto_restrict else "no",
    }


def _audit(unit: Unit, account: Account, before: dict[str, str]) -> None:
    for name, new in _shown(account).items():
        if new != before[name]:
            unit.audit(
                "account",
                account.id,
                "edit",
                field=name,
                old=before[name] or None,
                new=new or None,
                account_id=account.id,
            )
