"""Decisions of approvers, their questions, and the answers (SM-6, R-WL-19, R-WL-21, R-WL-23)."""

from collections.abc import Sequence

from agentview.contract.wireless import ApprovalStatus, Milestone, WirelessStatus
from agentview.contract.wireless_approvals import (
    AnswerRequest,
    ApproveRequest,
    AskRequest,
    AssignRequest,
    RejectRequest,
    Standing,
)
from agentview.contract.wireless_orders import WirelessCommand
from agentview.core.errors import rejected
from agentview.models.wireless_approval import Approval, InfoRequest
from agentview.models.wireless_order import WirelessOrder
from agentview.services.unit import Unit
from agentview.services.wireless_approval.clock import pause, resume
from agentview.services.wireless_approval.holding import Held, hold, lock
from agentview.services.wireless_approval.missing import end_missing
from agentview.services.wireless_approval.opening import ask_in, open_level
from agentview.services.wireless_approval.parts import open_parts, stop
from agentview.services.wireless_approval.people import eligible
from agentview.services.wireless_approval.questions import open_question
from agentview.services.wireless_approval.standing import standing_of
from agentview.services.wireless_forms.matter import tell
from agentview.services.wireless_news import tell as send_news

S = ApprovalStatus
C = WirelessCommand


def approve(unit: Unit, request: ApproveRequest) -> Standing:
    """Approve the open level; the others of it are asked no more (R-WL-19), the next level is (R-WL-18).

    Raises as `hold`.
    """
    held = hold(unit, request.order_id, request.version, C.APPROVE)
    order = held.order
    _decide(unit, held, S.APPROVED, request.comment)
    tell(unit, order, C.APPROVE.value, new=_level(order), reason=request.comment or None)
    open_level(unit, order, order.level + 1)
    return standing_of(unit, order.id)


def reject(unit: Unit, request: RejectRequest) -> Standing:
    """Reject an order, with a reason that its requester reads (R-WL-23). Raises as `hold`."""
    held = hold(unit, request.order_id, request.version, C.REJECT, request.reason)
    order = held.order
    _decide(unit, held, S.REJECTED, request.reason)
    told = _level(order)
    order.status, order.close_reason = WirelessStatus.APPROVAL_REJECTED.value, request.reason
    order.closed_at = unit.now
    stop(unit, order)
    tell(unit, order, C.REJECT.value, new=told, reason=request.reason)
    send_news(unit, order, Milestone.REJECTED)
    return standing_of(unit, order.id)


def ask(unit: Unit, request: AskRequest) -> Standing:
    """Ask the requester; the level stays as it is, and the time to expire stands still. Raises as `hold`."""
    held = hold(unit, request.order_id, request.version, C.REQUEST_INFO, request.question)
    order = held.order
    if held.part is not None:
        held.part.status = S.INFO_REQUESTED.value
    unit.session.add(
        InfoRequest(
            order_id=order.id,
            level=order.level,
            asked_by_user_id=unit.caller.user_id,
            asked_at=unit.now,
            question=request.question,
        )
    )
    order.status = WirelessStatus.INFO_REQUESTED.value
    pause(unit, order)
    tell(unit, order, C.REQUEST_INFO.value, new=_level(order), reason=request.question)
    send_news(unit, order, Milestone.INFO_REQUESTED)
    return standing_of(unit, order.id)


def answer(unit: Unit, request: AnswerRequest) -> Standing:
    """Answer a question; the level decides on, and the time to expire goes on. Raises as `hold`."""
    held = hold(unit, request.order_id, request.version, C.ANSWER, request.answer)
    order = held.order
    question = open_question(unit, order)
    if question is not None:
        question.answered_by_user_id, question.answered_at = unit.caller.user_id, unit.now
        question.answer = request.answer
    for part in open_parts(unit, order):
        part.status = S.PENDING.value
    order.status = WirelessStatus.AWAITING_APPROVAL.value
    resume(unit, order)
    tell(unit, order, C.ANSWER.value, new=_level(order), reason=request.answer)
    send_news(unit, order, Milestone.ANSWERED)
    return standing_of(unit, order.id)


def assign(unit: Unit, request: AssignRequest) -> Standing:
    """Name who decides a level that nobody can decide; it is off the Admin worklist then (R-WL-20).

    Raises Rejected (`E-WL-HAS-APPROVER`, `E-WL-CANNOT-APPROVE`, `E-STATE`), Conflict (`E-STALE`), NotFound.
    """
    order = lock(unit, request.order_id, request.version).order
    if order.status != WirelessStatus.AWAITING_APPROVAL.value:
        raise rejected("E-STATE", state=order.status, command="assign")
    asked = open_parts(unit, order)
    if eligible(unit, order, [one.approver_user_id for one in asked], order.policy_id):
        raise rejected("E-WL-HAS-APPROVER", rule="R-WL-20")
    if not eligible(unit, order, [request.approver_id], order.policy_id):
        raise rejected("E-WL-CANNOT-APPROVE", field="approver_id", rule="R-WL-22")
    _skip(unit, asked)
    ask_in(unit, order, request.approver_id, is_default=True)
    end_missing(unit, order)
    order.waiting_since = unit.now
    tell(unit, order, "assign", new=_level(order))
    send_news(unit, order, Milestone.APPROVAL_STEP)
    return standing_of(unit, order.id)


def _decide(unit: Unit, held: Held, status: ApprovalStatus, reason: str) -> None:
    """Write a decision into its part, with who decided (R-WL-21); the others of the level are skipped."""
    part = held.part
    if part is None:  # pragma: no cover - the guard has refused before
        raise rejected("E-WL-NOT-APPROVER", rule="SM-6")
    part.status, part.reason = status.value, reason
    part.decided_at, part.decided_by_user_id = unit.now, unit.caller.user_id
    unit.session.flush()
    _skip(unit, open_parts(unit, held.order))


def _skip(unit: Unit, parts: Sequence[Approval]) -> None:
    for one in parts:
        one.status = S.SKIPPED.value
    unit.session.flush()


def _level(order: WirelessOrder) -> str:
    return f"{order.level}/{order.levels}"
