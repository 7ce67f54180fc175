"""Whose customers somebody may see: those of the own provider; a VIEWER the own account alone (R-GEN-10)."""

from sqlalchemy import ColumnElement, and_, or_, select

from agentview.contract.hardware import HardwareCommand
from agentview.core.caller import Caller
from agentview.core.errors import Denied, NotFound, Refusal
from agentview.models.customer import Account, CustomerNote
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.models.trail import AuditEntry
from agentview.services.unit import Unit

_OF_FRAUD = (HardwareCommand.FRAUD_CLEARED.value, HardwareCommand.FRAUD_HELD.value)


def visible(caller: Caller) -> ColumnElement[bool]:
    """Customers of the caller's own provider. A wholesaler sees none of its retailers' customers."""
    own = Account.provider_id == caller.provider_id
    return own if caller.account_id is None else and_(own, Account.id == caller.account_id)


def is_customer(caller: Caller) -> bool:
    """Say whether a customer looks at the own account: what the staff keeps to itself is not shown."""
    return caller.account_id is not None


def refuse_customers(unit: Unit) -> None:
    """Raise Denied (`E-STAFF-ONLY`) where a customer looks at the own account, whatever was granted."""
    if is_customer(unit.caller):
        raise Denied(Refusal("E-STAFF-ONLY"))


def readable_notes(caller: Caller) -> ColumnElement[bool]:
    """Notes that the caller may read: a customer the shared ones alone."""
    if is_customer(caller):
        return and_(CustomerNote.is_shared, ~CustomerNote.is_system)
    return CustomerNote.id.is_not(None)


def readable_entries(caller: Caller) -> ColumnElement[bool]:
    """Entries of a timeline that the caller may read: open ones, and what the own provider keeps.

    What a fraud check finds is the staff's alone, though the job that writes it works for no provider.
    """
    if is_customer(caller):
        return and_(~AuditEntry.is_internal, AuditEntry.action.not_in(_OF_FRAUD))
    return or_(~AuditEntry.is_internal, AuditEntry.provider_id == caller.provider_id)


def account_of(unit: Unit, account_id: int) -> Account:
    """Return a customer to read. Raises NotFound (`E-NOT-FOUND`), also for one of another provider."""
    found = unit.session.scalars(
        select(Account).where(Account.id == account_id, visible(unit.caller))
    ).first()
    return _there(found, account_id)


def held_account(unit: Unit, account_id: int) -> Account:
    """Return a customer to change, held until the end of the transaction.

    Of two people at once the second sees what the first did.
    """
    found = unit.session.scalars(
        select(Account)
        .where(Account.id == account_id, visible(unit.caller))
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).first()
    return _there(found, account_id)


def service_of(unit: Unit, service_id: int, *, is_held: bool = False) -> tuple[ServiceSubscription, Account]:
    """Return a service with its customer; held to be changed. Raises NotFound (`E-NOT-FOUND`)."""
    wanted = (
        select(ServiceSubscription, Account)
        .join(PackageSubscription, PackageSubscription.id == ServiceSubscription.package_subscription_id)
        .join(Account, Account.id == PackageSubscription.account_id)
        .where(ServiceSubscription.id == service_id, visible(unit.caller))
        .execution_options(populate_existing=True)
    )
    if is_held:
        wanted = wanted.with_for_update(of=ServiceSubscription, key_share=True)
    row = unit.session.execute(wanted).first()
    if row is None:
        raise not_there("service_id", service_id)
    return row.ServiceSubscription, row.Account


def not_there(name: str, number: int) -> NotFound:
    """Return the error for a record that is not there, or not for this caller."""
    return NotFound(Refusal("E-NOT-FOUND", values={name: number}))


def _there(found: Account | None, account_id: int) -> Account:
    if found is None:
        raise not_there("account_id", account_id)
    return found
