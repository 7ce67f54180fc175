"""Finds the parties of an order: the customer, the provider, and the new owner (D-25)."""

from sqlalchemy import select

from agentview.contract.account import AccountStatus
from agentview.contract.orders import OrderType, ProductOrder, RelatedParty
from agentview.core.errors import Refusal, Value
from agentview.core.text import fold
from agentview.models.customer import Account
from agentview.services.orders.key import is_customer
from agentview.services.unit import Unit

_CATEGORIES = {
    "chown": OrderType.CHOWN,
    "changeofownership": OrderType.CHOWN,
    "upgrade": OrderType.UPGRADE,
    "port": OrderType.PORT_CHURN,
    "portin": OrderType.PORT_CHURN,
    "churn": OrderType.PORT_CHURN,
    "portchurn": OrderType.PORT_CHURN,
}
_PARTIES = "/relatedParty"


def order_type(order: ProductOrder) -> OrderType:
    """Return what the order does by its category; any other category is a NEW order."""
    bare = "".join(char for char in fold(order.category) if char.isalnum())
    return _CATEGORIES.get(bare, OrderType.NEW)


def provider_refusals(unit: Unit, order: ProductOrder) -> tuple[Refusal, ...]:
    """Refuse an order for another provider than the caller's own, known here or not."""
    found = _party(order, "serviceprovider")
    if found is None or fold(found[1].id) == fold(unit.caller.provider_code):
        return ()
    return (Refusal("E-PROVIDER", f"{found[0]}/id", "D-25", {"provider": found[1].id}),)


def hold_customer(unit: Unit, order: ProductOrder) -> None:
    """Hold the customer's account until the end of the transaction.

    Two orders of one customer therefore come one after the other, and the second sees what the first did.
    """
    found = _customer(order)
    if found is not None:
        unit.session.execute(
            select(Account.id)
            .where(Account.provider_id == unit.caller.provider_id, Account.account_no == found[1].id)
            .with_for_update(key_share=True)
        )


def customer(unit: Unit, order: ProductOrder) -> tuple[Account | None, tuple[Refusal, ...]]:
    """Find the account of the customer at the caller's provider."""
    found = _customer(order)
    if found is None:
        return None, (Refusal("E-CUSTOMER-MISSING", _PARTIES, "D-25"),)
    pointer, party = found
    account = _account(unit, party.id)
    if account is None:
        return None, (Refusal("E-ACCOUNT", f"{pointer}/id", "D-25", {"account": party.id}),)
    return account, ()


def holder(
    unit: Unit, order: ProductOrder, account: Account | None
) -> tuple[Account | None, tuple[Refusal, ...]]:
    """Find who will hold what is ordered: the new owner of a change of ownership, else the customer."""
    if order_type(order) is not OrderType.CHOWN:
        return account, ()
    found = _party(order, "newowner")
    if found is None:
        return None, (Refusal("E-NEW-OWNER-MISSING", _PARTIES, "D-25"),)
    pointer, party = found
    owner = _account(unit, party.id)
    if owner is None:
        return None, (Refusal("E-ACCOUNT", f"{pointer}/id", "D-25", {"account": party.id}),)
    if owner is account:
        return None, (Refusal("E-SAME-OWNER", f"{pointer}/id", "D-25", {"account": party.id}),)
    return owner, status_refusals(owner, f"{pointer}/id")


def status_refusals(account: Account, field: str = _PARTIES) -> tuple[Refusal, ...]:
    """Only an Active account may order (SM-0)."""
    if account.status == AccountStatus.ACTIVE:
        return ()
    values: dict[str, Value] = {"status": account.status, "account": account.account_no}
    return (Refusal("E-ACCOUNT-STATUS", field, "SM-0", values),)


def _account(unit: Unit, number: str) -> Account | None:
    """Find an account by its number; one of another provider, or not a VIEWER's own, is not there."""
    account = unit.session.scalars(
        select(Account).where(Account.provider_id == unit.caller.provider_id, Account.account_no == number)
    ).first()
    own_only = unit.caller.account_id
    if account is None or own_only not in (None, account.id):
        return None
    return account


def _party(order: ProductOrder, role: str) -> tuple[str, RelatedParty] | None:
    for at, party in enumerate(order.related_party):
        if "".join(char for char in fold(party.role) if char.isalnum()) == role:
            return f"{_PARTIES}/{at}", party
    return None


def _customer(order: ProductOrder) -> tuple[str, RelatedParty] | None:
    """Return the party that is the customer, with its JSON pointer."""
    named = _party(order, "customer")
    if named is not None:
        return named
    for at, party in enumerate(order.related_party):
        if not party.role and is_customer(party.referred_type):
            return f"{_PARTIES}/{at}", party
    return None
