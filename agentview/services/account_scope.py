"""Whose customers somebody may know of: the one way to an account by its id (D-31)."""

from sqlalchemy import select

from agentview.core.errors import NotFound, Refusal
from agentview.models.customer import Account
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
