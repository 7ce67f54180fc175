"""The parts of approvers in an order: whose are open, which of them is the caller's, how they end."""

from collections.abc import Collection, Sequence

from sqlalchemy import select, update

from agentview.contract.wireless import ApprovalStatus
from agentview.models.wireless_approval import Approval
from agentview.models.wireless_order import WirelessOrder
from agentview.services.unit import Unit
from agentview.services.wireless_approval.delegation import delegators
from agentview.services.wireless_approval.missing import end_missing

A, S = Approval, ApprovalStatus
OPEN = frozenset({S.PENDING.value, S.INFO_REQUESTED.value})
_UNDECIDED = OPEN | {S.NOT_READY.value}


def parts_of(unit: Unit, order: WirelessOrder, level: int | None = None) -> Sequence[Approval]:
    """Return the parts of the present round, of one level or of all."""
    wanted = select(A).where(A.order_id == order.id, A.round_no == order.round_no)
    if level is not None:
        wanted = wanted.where(A.level == level)
    wanted = wanted.order_by(A.level, A.id).execution_options(populate_existing=True)
    return unit.session.scalars(wanted).all()


def open_parts(unit: Unit, order: WirelessOrder) -> Sequence[Approval]:
    """Return the parts of the open level that are not decided."""
    return [one for one in parts_of(unit, order, order.level) if one.status in OPEN]


def own_part(unit: Unit, order: WirelessOrder) -> Approval | None:
    """Return the open part in which the caller decides: the own one, else a delegator's (R-WL-21)."""
    found = {one.approver_user_id: one for one in open_parts(unit, order)}
    askers = (unit.caller.user_id, *delegators(unit, order.policy_id))
    return next((found[one] for one in askers if one in found), None)


def is_approver(unit: Unit, order: WirelessOrder) -> bool:
    """Say whether the caller decides the open level, as delegate or default approver too."""
    return own_part(unit, order) is not None


def has_decided(unit: Unit, order: WirelessOrder) -> bool:
    """Say whether the caller was an approver of an order: may order the same once more (R-WL-27)."""
    mine = select(A.id).where(
        A.order_id == order.id,
        A.status != S.NOT_READY.value,
        (A.approver_user_id == unit.caller.user_id) | (A.decided_by_user_id == unit.caller.user_id),
    )
    return unit.session.scalars(mine.limit(1)).first() is not None


def close_parts(
    unit: Unit,
    order: WirelessOrder,
    status: ApprovalStatus,
    *,
    of: Collection[str] = _UNDECIDED,
) -> None:
    """End the parts of the present round that are not decided, as an order that is over leaves them."""
    unit.session.execute(
        update(A)
        .where(A.order_id == order.id, A.round_no == order.round_no, A.status.in_(of))
        .values(status=status.value),
        execution_options={"synchronize_session": False},
    )


def stop(unit: Unit, order: WirelessOrder, status: ApprovalStatus = S.CANCELLED) -> None:
    """Take an order out of approval: whoever cancels it calls this (SM-6)."""
    unit.session.flush()
    close_parts(unit, order, status)
    end_missing(unit, order)
    order.level, order.waiting_since = 0, None
    order.expires_at, order.expiry_left_seconds = None, None
