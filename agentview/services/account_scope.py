"""Whose customers somebody may know of: the one way to an account, or a package, by its id (D-31)."""

from sqlalchemy import select

from agentview.core.errors import NotFound, Refusal
from agentview.models.customer import Account
from agentview.models.subscription import PackageSubscription
from agentview.services.unit import Unit


def account_of(unit: Unit, account_id: int, *, is_held: bool = False) -> Account:
    """Return an account of the caller's provider; a VIEWER's own alone.

    `is_held` keeps it until the end of the transaction: two commands on one customer come one after the
    other, and the second sees what the first did. Raises NotFound (`E-NOT-FOUND`).
    """
    wanted = select(Account).where(Account.id == account_id, Account.provider_id == unit.caller.provider_id)
    if is_held:
        wanted = wanted.with_for_update(key_share=True).execution_options(populate_existing=True)
    account = unit.session.scalars(wanted).first()
    if account is None or unit.caller.account_id not in (None, account.id):
        raise NotFound(Refusal("E-NOT-FOUND", values={"account_id": account_id}))
    return account


def package_with_account(
    unit: Unit, package_id: int, *, is_held: bool = False
) -> tuple[PackageSubscription, Account]:
    """Return a package with its account, which is kept as in `account_of`. Raises NotFound."""
    account_id = unit.session.scalars(
        select(PackageSubscription.account_id).where(PackageSubscription.id == package_id)
    ).first()
    if account_id is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"package_id": package_id}))
    account = account_of(unit, account_id, is_held=is_held)
    return unit.session.get_one(PackageSubscription, package_id, populate_existing=True), account
