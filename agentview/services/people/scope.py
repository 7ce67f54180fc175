"""Whose people somebody administers: those of the own provider (R-GEN-10, D-31)."""

from sqlalchemy import ColumnElement, false

from agentview.core.caller import Caller
from agentview.models.party import User


def administered(caller: Caller) -> ColumnElement[bool]:
    """People of the own provider; none for somebody who is limited to one account."""
    if caller.account_id is not None:
        return false()
    return User.provider_id == caller.provider_id
