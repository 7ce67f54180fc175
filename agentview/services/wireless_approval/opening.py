"""Opens the approval of an order, and each of its levels (R-WL-17, R-WL-18, R-WL-20)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from agentview.contract.wireless import ApprovalStatus, Milestone, WirelessStatus
from agentview.contract.wireless_orders import WirelessCommand
from agentview.core.errors import refuse_if_any
from agentview.models.wireless_approval import Approval
from agentview.models.wireless_order import WirelessOrder
from agentview.services.unit import Unit
from agentview.services.wireless_approval.approvers import Cast, cast_all, cast_one
from agentview.services.wireless_approval.matching import policy_of, steps_of
from agentview.services.wireless_approval.missing import raise_missing
from agentview.services.wireless_approval.parts import parts_of
from agentview.services.wireless_approval.people import eligible
from agentview.services.wireless_forms.lifecycle import LIFECYCLE, WirelessFacts
from agentview.services.wireless_forms.matter import any_matter, tell
from agentview.services.wireless_fulfilment.sending import approved
from agentview.services.wireless_news import tell as send_news

A, S = Approval, ApprovalStatus


@dataclass(frozen=True, slots=True)
class Editor:
    """Who edited an order as an approver: of which level of which policy, in whose part (R-WL-24)."""

    user_id: int
    approver_id: int
    policy_id: int | None
    level: int


def open_round(unit: Unit, order: WirelessOrder) -> None:
    """Bring a submitted order to AWAITING_APPROVAL, or on where it needs no approval (R-WL-17)."""
    send_news(unit, order, Milestone.SUBMITTED)
    begin_round(unit, order)


def begin_round(unit: Unit, order: WirelessOrder, editor: Editor | None = None) -> None:
    """Begin a round: all levels get their approvers, the first one is asked."""
    policy = policy_of(unit, any_matter(unit, order.id))
    steps = steps_of(unit, policy.id) if policy is not None else ()
    order.policy_id = policy.id if policy is not None else None
    order.round_no += 1
    order.levels = len(steps)
    if policy is None or not steps:
        finish(unit, order)
        return
    if order.status == WirelessStatus.SUBMITTED.value:
        move(order, WirelessCommand.OPEN_ROUND)
    order.expires_at, order.expiry_left_seconds = unit.now + timedelta(days=policy.expiry_days), None
    casts = cast_all(unit, order, steps)
    for cast in casts:
        _write(unit, order, cast, S.NOT_READY)
    tell(unit, order, "open_round", new=f"{policy.name}, {len(steps)}")
    if editor is not None:
        _count_editor(unit, order, casts, editor)
    open_level(unit, order, 1)


def open_level(unit: Unit, order: WirelessOrder, level: int) -> None:
    """Ask the approvers of a level as they are today; behind the last one the order is approved (R-WL-18)."""
    unit.session.flush()
    if level > order.levels:
        finish(unit, order)
        return
    if any(one.status == S.APPROVED.value for one in parts_of(unit, order, level)):
        open_level(unit, order, level + 1)
        return
    order.level, order.waiting_since = level, unit.now
    user_ids = _ask(unit, order, level)
    tell(unit, order, "open_level", new=f"{level}/{order.levels}")
    if not user_ids:
        raise_missing(unit, order)
    send_news(unit, order, Milestone.APPROVAL_STEP)


def finish(unit: Unit, order: WirelessOrder) -> None:
    """Approve an order as a whole, and have it carried out."""
    move(order, WirelessCommand.FINISH_APPROVAL)
    order.level, order.waiting_since = 0, None
    order.expires_at, order.expiry_left_seconds = None, None
    tell(unit, order, WirelessCommand.FINISH_APPROVAL.value, new=order.status)
    send_news(unit, order, Milestone.APPROVED)
    approved(unit, order)


def move(order: WirelessOrder, command: WirelessCommand) -> None:
    """Bring an order on by a command of the program. Raises Rejected (`E-STATE`)."""
    verdict = LIFECYCLE.judge(WirelessStatus(order.status), command, WirelessFacts(), frozenset())
    refuse_if_any(verdict.refusals)
    if verdict.target is not None:
        order.status = verdict.target.value


def ask_in(unit: Unit, order: WirelessOrder, user_id: int, *, is_default: bool) -> None:
    """Ask one more person on the open level."""
    _write(unit, order, Cast(order.level, (user_id,), is_default), S.PENDING)


def _ask(unit: Unit, order: WirelessOrder, level: int) -> Sequence[int]:
    """Replace the parts that were foreseen by those of today; a step that is gone keeps its people."""
    parts = parts_of(unit, order)
    foreseen = [one for one in parts if one.level == level]
    below = frozenset(one.approver_user_id for one in parts if one.level < level)
    step = next((one for one in steps_of(unit, order.policy_id) if one.level == level), None)
    if step is not None:
        cast = cast_one(unit, order, step, below)
    else:
        able = eligible(unit, order, [one.approver_user_id for one in foreseen], order.policy_id)
        cast = Cast(level, able, is_default=any(one.is_default for one in foreseen))
    _drop(unit, foreseen)
    _write(unit, order, cast, S.PENDING)
    return cast.user_ids


def _drop(unit: Unit, parts: Sequence[Approval]) -> None:
    for one in parts:
        unit.session.delete(one)
    unit.session.flush()


def _write(unit: Unit, order: WirelessOrder, cast: Cast, status: ApprovalStatus) -> None:
    is_open = status is S.PENDING
    unit.session.add_all(
        A(
            order_id=order.id,
            round_no=order.round_no,
            level=cast.level,
            approver_user_id=user_id,
            is_default=cast.is_default,
            status=status.value,
            opened_at=unit.now if is_open else None,
        )
        for user_id in cast.user_ids
    )
    unit.session.flush()


def _count_editor(unit: Unit, order: WirelessOrder, casts: Sequence[Cast], editor: Editor) -> None:
    """Count the level of who edited as approved: the editor need not approve again (R-WL-24).

    Of another policy it is the first level that would ask the editor.
    """
    level = editor.level if order.policy_id == editor.policy_id else None
    if level is None or level > order.levels:
        level = next((cast.level for cast in casts if editor.approver_id in cast.user_ids), None)
    if level is None:
        return
    _drop(unit, parts_of(unit, order, level))
    unit.session.add(
        A(
            order_id=order.id,
            round_no=order.round_no,
            level=level,
            approver_user_id=editor.approver_id,
            status=S.APPROVED.value,
            opened_at=unit.now,
            decided_at=unit.now,
            decided_by_user_id=editor.user_id,
        )
    )
    unit.session.flush()
