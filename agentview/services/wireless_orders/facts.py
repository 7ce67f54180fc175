"""What the lifecycle of a wireless order looks at, and what may be done to one now (SM-6)."""

from collections.abc import Collection, Iterable

from sqlalchemy import or_, select

from agentview.contract.value import CommandState
from agentview.contract.wireless import ApprovalStatus, DelegationScope, WirelessStatus
from agentview.contract.wireless_orders import WirelessCommand
from agentview.core.errors import Refusal
from agentview.models.wireless_approval import Approval, ApprovalDelegation
from agentview.models.wireless_order import WirelessOrder
from agentview.services.provisioning.facts import refusal_error
from agentview.services.unit import Unit
from agentview.services.wireless_forms.lifecycle import LIFECYCLE, WirelessFacts
from agentview.services.wireless_forms.matter import Matter

C = WirelessCommand
OFFERED = (C.EDIT, C.CONFIRM, C.SUBMIT, C.DISCARD, C.CANCEL, C.RESUBMIT, C.ANSWER)
"""What a requester does to an order; the commands of approvers and of fulfilment stand on their screens."""


def facts_of(
    found: Matter,
    unit: Unit,
    *,
    problems: tuple[Refusal, ...] = (),
    is_approver: bool = False,
    is_said: bool = True,
) -> WirelessFacts:
    """Return what an order is judged by."""
    person = found.beneficiary
    return WirelessFacts(
        is_requester=found.order.requester_user_id == unit.caller.user_id,
        is_approver=is_approver,
        is_beneficiary=person is not None and person.user_id == unit.caller.user_id,
        is_confirmed=found.order.confirmed_at is not None,
        is_edited=found.order.edit_count > 0,
        is_said=is_said,
        needs_vendor=found.definition.needs_vendor,
        problems=problems,
    )


def approves(unit: Unit, order: WirelessOrder) -> bool:
    """Say whether the caller approves an order: it is, or was, one's own turn, or that of a delegator.

    While an order waits, only the open level counts; once it is over, whoever had a part in its last round.
    """
    return order.id in approved_by(unit, [order.id])


def approved_by(unit: Unit, order_ids: Collection[int]) -> set[int]:
    """Return the orders of these that the caller approves, in one statement."""
    delegators = select(ApprovalDelegation.from_user_id).where(
        ApprovalDelegation.to_user_id == unit.caller.user_id,
        ApprovalDelegation.is_active,
        ApprovalDelegation.from_date <= unit.today,
        ApprovalDelegation.to_date >= unit.today,
        or_(
            ApprovalDelegation.scope == DelegationScope.ALL.value,
            ApprovalDelegation.policy_id == WirelessOrder.policy_id,
        ),
    )
    is_over = WirelessOrder.level == 0
    is_turn = Approval.level == WirelessOrder.level
    wanted = (
        select(WirelessOrder.id)
        .join(Approval, Approval.order_id == WirelessOrder.id)
        .where(
            WirelessOrder.id.in_(order_ids),
            Approval.round_no == WirelessOrder.round_no,
            Approval.status != ApprovalStatus.NOT_READY.value,
            or_(is_over, is_turn),
            or_(Approval.approver_user_id == unit.caller.user_id, Approval.approver_user_id.in_(delegators)),
        )
    )
    return set(unit.session.scalars(wanted))


def demand(unit: Unit, status: WirelessStatus, command: WirelessCommand, facts: WirelessFacts) -> None:
    """Raise every reason why the caller cannot do `command` now: Rejected or Denied."""
    verdict = LIFECYCLE.judge(status, command, facts, unit.caller.powers)
    if not verdict.is_open:
        raise refusal_error(verdict.refusals)


def command_states(
    unit: Unit, status: WirelessStatus, facts: WirelessFacts, commands: Iterable[WirelessCommand] = OFFERED
) -> tuple[CommandState, ...]:
    """Say of each command whether it is open to the caller."""
    verdicts = (LIFECYCLE.judge(status, one, facts, unit.caller.powers) for one in commands)
    return tuple(CommandState.of(verdict.command.value, verdict.refusals) for verdict in verdicts)
