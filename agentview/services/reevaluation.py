"""Has the rules look at an account again, at once, after something changed that they look at (R-SUS-20)."""

from agentview.models.customer import Account
from agentview.services.unit import Unit

JOB = "suspension_account"


def look_again(unit: Unit, account: Account, change: str) -> None:
    """Ask for it with the changes of this transaction; `change` names what changed, and its version."""
    unit.enqueue(JOB, change, {"account_id": account.id}, provider_id=account.provider_id)
