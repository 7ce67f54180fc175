"""Whom a task concerns: the one filter that keeps providers apart (R-GEN-10, D-31)."""

from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, false, or_, true

from agentview.contract.provisioning import Side
from agentview.core.caller import Caller
from agentview.models.provisioning import ProvisioningTask

T = ProvisioningTask


class Reach(NamedTuple):
    """Whose tasks somebody may see: those of a provider; for a VIEWER those of one account."""

    provider_id: int
    account_id: int | None


def visible(caller: Caller) -> ColumnElement[bool]:
    """Tasks worked or asked for by the own provider; for a VIEWER those of the own account."""
    if caller.account_id is not None:
        return and_(T.retailer_id == caller.provider_id, T.account_id == caller.account_id)
    return or_(T.queue_provider_id == caller.provider_id, T.retailer_id == caller.provider_id)


def on_side(caller: Caller | Reach, side: Side) -> ColumnElement[bool]:
    """Tasks of one side of the queue."""
    if side is Side.WORK:
        return T.queue_provider_id == caller.provider_id if caller.account_id is None else false()
    own = T.account_id == caller.account_id if caller.account_id is not None else true()
    return and_(T.retailer_id == caller.provider_id, own)
