"""For whom somebody decides today (R-WL-21)."""

from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select

from agentview.contract.wireless import DelegationScope
from agentview.models.wireless_approval import ApprovalDelegation
from agentview.services.unit import Unit

D = ApprovalDelegation


def is_current(on: date) -> ColumnElement[bool]:
    """Delegations that hold on a day: from its first day to its last, both included (R-WL-21)."""
    return and_(D.is_active, D.from_date <= on, D.to_date >= on)


def is_valid(on: date, policy_id: int | None) -> ColumnElement[bool]:
    """Delegations that hold on a day for the orders of a policy."""
    of_all = D.scope == DelegationScope.ALL.value
    return and_(is_current(on), or_(of_all, D.policy_id == policy_id))


def delegators(unit: Unit, policy_id: int | None) -> tuple[int, ...]:
    """Return for whom the caller decides about orders of a policy today; not for their delegators' own."""
    found = unit.session.scalars(
        select(D.from_user_id).where(D.to_user_id == unit.caller.user_id, is_valid(unit.today, policy_id))
    )
    return tuple(sorted(set(found)))
