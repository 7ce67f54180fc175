"""A package with the account that holds it, for whoever may know of it (D-31)."""

from sqlalchemy import select

from agentview.models.customer import Account
from agentview.models.subscription import PackageSubscription
from agentview.services.customer_scope import account_of, held_account, not_there
from agentview.services.unit import Unit


def package_with_account(
    unit: Unit, package_id: int, *, is_held: bool = False
) -> tuple[PackageSubscription, Account]:
    """Return a package with its account; held to be changed. Raises NotFound (`E-NOT-FOUND`).

    Two commands on one customer come one after the other, and the second sees what the first did.
    """
    account_id = unit.session.scalars(
        select(PackageSubscription.account_id).where(PackageSubscription.id == package_id)
    ).first()
    if account_id is None:
        raise not_there("package_id", package_id)
    account = held_account(unit, account_id) if is_held else account_of(unit, account_id)
    return unit.session.get_one(PackageSubscription, package_id, populate_existing=True), account
