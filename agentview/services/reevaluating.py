"""Has an account looked at anew by the rules of suspension, because money of it moved (R-SUS-20)."""

from sqlalchemy import exists, select

from agentview.models.suspension import CASE_IS_OPEN, RestrictionCase
from agentview.services.unit import Unit

JOB = "suspension_account"


def ask_again(unit: Unit, account_id: int, cause: str, *, owes_more: bool = False) -> None:
    """Ask once for what `cause` names, such as `payment-7-RECEIVED`. Ask last: it is written and told before.

    Without an open case nothing can be dropped or restored, and less that is owed flags nobody: only where
    it `owes_more` the account may be picked now (R-SUS-25).
    """
    has_case = select(exists().where(RestrictionCase.account_id == account_id, CASE_IS_OPEN))
    if owes_more or unit.session.scalar(has_case):
        unit.enqueue(JOB, f"account:{account_id}:{cause}", {"account_id": account_id})
