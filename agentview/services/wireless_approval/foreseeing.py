"""Who would approve an order, and whom its requester chooses (T12): told before it is submitted."""

from collections.abc import Sequence

from sqlalchemy import select

from agentview.contract.wireless import ApproverKind
from agentview.contract.wireless_approvals import ChooseRequest, ForeseenLevel, ForeseeRequest
from agentview.contract.wireless_approvals import Foreseen as Answer
from agentview.contract.wireless_orders import WirelessCommand
from agentview.core.errors import rejected
from agentview.models.wireless_approval import ApprovalChoice, ApprovalPolicyStep
from agentview.models.wireless_order import WirelessOrder
from agentview.services.provisioning.facts import refusal_error
from agentview.services.unit import Unit
from agentview.services.wireless_approval.approvers import cast_all
from agentview.services.wireless_approval.holding import judge, lock
from agentview.services.wireless_approval.matching import policy_of, steps_of
from agentview.services.wireless_approval.people import candidates, is_candidate, named
from agentview.services.wireless_forms.matter import Matter, matter_of, tell


def foresee(unit: Unit, request: ForeseeRequest) -> Answer:
    """Return who would approve an order as it is now; no levels: nobody has to. Raises NotFound."""
    return _foreseen(unit, matter_of(unit, request.order_id), request.text)


def choose(unit: Unit, request: ChooseRequest) -> Answer:
    """Choose who approves a level of the own draft, or take the choice back (T12).

    Raises Rejected (`E-STATE`, `E-WL-NOT-REQUESTER`, `E-WL-NO-CHOICE`, `E-WL-CANNOT-APPROVE`), Conflict.
    """
    found = lock(unit, request.order_id, request.version)
    refusals = judge(unit, found, None, WirelessCommand.EDIT)
    if refusals:
        raise refusal_error(refusals)
    policy = policy_of(unit, found)
    steps = steps_of(unit, policy.id if policy is not None else None)
    step = next((one for one in steps if one.level == request.level), None)
    if step is None or step.approver_kind != ApproverKind.USER_DEFINED.value:
        raise rejected("E-WL-NO-CHOICE", field="level", rule="R-WL-17")
    _put(unit, found.order, step, request.approver_id)
    found.order.updated_at = unit.now
    tell(unit, found.order, "choose_approver", new=str(request.level))
    return _foreseen(unit, matter_of(unit, request.order_id))


def levels_of(
    unit: Unit, order: WirelessOrder, steps: Sequence[ApprovalPolicyStep], text: str = ""
) -> tuple[ForeseenLevel, ...]:
    """Return who would approve each level of a policy; `text` narrows whom the requester can choose."""
    casts = cast_all(unit, order, steps)
    people = named(unit, [one for cast in casts for one in cast.user_ids])
    chosen = set(
        unit.session.scalars(select(ApprovalChoice.level).where(ApprovalChoice.order_id == order.id))
    )
    return tuple(
        ForeseenLevel(
            level=cast.level,
            approvers=tuple(people[one] for one in cast.user_ids),
            is_default=cast.is_default,
            is_chosen=cast.level in chosen,
            candidates=candidates(unit, order, step.approver_user_ids, text) if _is_free(step) else (),
        )
        for step, cast in zip(steps, casts, strict=True)
    )


def _is_free(step: ApprovalPolicyStep) -> bool:
    return step.approver_kind == ApproverKind.USER_DEFINED.value


def _put(unit: Unit, order: WirelessOrder, step: ApprovalPolicyStep, approver_id: int | None) -> None:
    row = unit.session.get(ApprovalChoice, (order.id, step.level))
    if approver_id is None:
        if row is not None:
            unit.session.delete(row)
        return
    if not is_candidate(unit, order, step.approver_user_ids, approver_id):
        raise rejected("E-WL-CANNOT-APPROVE", field="approver_id", rule="R-WL-22")
    if row is None:
        row = ApprovalChoice(order_id=order.id, level=step.level)
        unit.session.add(row)
    row.approver_user_id = approver_id


def _foreseen(unit: Unit, found: Matter, text: str = "") -> Answer:
    policy = policy_of(unit, found)
    steps = steps_of(unit, policy.id) if policy is not None else ()
    return Answer(
        order_id=found.order.id,
        version=found.order.row_version,
        policy_id=policy.id if policy is not None else None,
        policy=policy.name if policy is not None else "",
        levels=levels_of(unit, found.order, steps, text),
    )
