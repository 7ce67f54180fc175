"""Tells by mail what becomes of a wireless order (R-WL-31)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import or_, select

from agentview.contract.notifications import Channel
from agentview.contract.wireless import ApprovalStatus, DelegationScope, Milestone, OrderType
from agentview.core.money import Money
from agentview.core.reference import Prefix, reference
from agentview.models.party import User
from agentview.models.wireless_approval import Approval, ApprovalDelegation, ApprovalPolicyStep
from agentview.models.wireless_catalogue import WirelessSetting
from agentview.models.wireless_company import Employee
from agentview.models.wireless_order import WirelessOrder
from agentview.services.notifications.queueing import Draft, queue_to
from agentview.services.unit import Unit

EVENT = "WIRELESS_{}"
"""How the log of messages calls a milestone."""
_OPEN = (ApprovalStatus.PENDING.value, ApprovalStatus.INFO_REQUESTED.value)
_TO_APPROVERS = frozenset({Milestone.APPROVAL_STEP, Milestone.ANSWERED})


@dataclass(frozen=True, slots=True)
class _Words:
    subject: str
    body: str


_TOLD: dict[Milestone, _Words] = {
    Milestone.SUBMITTED: _Words("was submitted", "Your request was submitted."),
    Milestone.APPROVAL_STEP: _Words(
        "waits for approval", "Your request waits for approval, level {level} of {levels}."
    ),
    Milestone.REJECTED: _Words("was rejected", "Your request was rejected. The reason:\n{said}"),
    Milestone.INFO_REQUESTED: _Words(
        "needs an answer", "An approver has a question about your request. Answer it in AgentView."
    ),
    Milestone.APPROVED: _Words("was approved", "Your request was approved."),
    Milestone.SUBMITTED_TO_VENDOR: _Words("is with the vendor", "Your request went to the vendor."),
    Milestone.SHIPPED: _Words("was shipped", "Something of your request is on its way."),
    Milestone.COMPLETED: _Words("is complete", "Your request is complete."),
    Milestone.FAILED: _Words("could not be fulfilled", "Your request could not be fulfilled."),
    Milestone.CANCELLED: _Words("was cancelled", "Your request was cancelled."),
    Milestone.EXPIRED: _Words(
        "expired", "Your request was not approved in time. You can order the same once more."
    ),
}
"""What the requester reads."""
_ASKED: dict[Milestone, _Words] = {
    Milestone.APPROVAL_STEP: _Words("waits for your decision", "A request waits for your decision."),
    Milestone.ANSWERED: _Words("was answered", "The requester has answered. It waits for your decision."),
}
"""What approvers read."""


def tell(unit: Unit, order: WirelessOrder, milestone: Milestone) -> None:
    """Queue the mails of a milestone, unless the provider switched it off (R-WL-31).

    Each holds a link that opens the order. People without an address get none. Told twice of the same state
    of an order, a milestone goes out once.
    """
    unit.session.flush()
    if is_silent(unit, order.provider_id, milestone):
        return
    if milestone in _TO_APPROVERS:
        for address in dict.fromkeys(_approvers(unit, order)):
            _write(unit, order, milestone, _ASKED[milestone], address)
    if milestone in _TOLD:
        for address in _addresses(unit, [order.requester_user_id]):
            _write(unit, order, milestone, _TOLD[milestone], address)


def is_silent(unit: Unit, provider_id: int, milestone: Milestone) -> bool:
    """Say whether a provider switched the mails of a milestone off."""
    silent = unit.session.scalars(
        select(WirelessSetting.silent_milestones).where(WirelessSetting.provider_id == provider_id)
    ).first()
    return milestone.value in (silent or ())


def link_to(order_id: int) -> str:
    """Return the link that opens an order in AgentView."""
    return f"agentview:wireless/{reference(Prefix.WIRELESS_ORDER, order_id)}"


def _write(unit: Unit, order: WirelessOrder, milestone: Milestone, words: _Words, address: str) -> None:
    name = reference(Prefix.WIRELESS_ORDER, order.id)
    said = words.body.format(level=order.level, levels=order.levels, said=order.close_reason)
    draft = Draft(
        account_id=order.account_id,
        service_id=None,
        event_instance_id=None,
        template_id=None,
        event_type=EVENT.format(milestone.value),
        channel=Channel.EMAIL,
        subject=f"{name} {words.subject}",
        body="\n\n".join((said, "\n".join(_about(order)), f"Open it: {link_to(order.id)}")),
        from_address="",
        once=f"{name}:{words.subject}:{order.row_version}",
    )
    queue_to(unit, draft, address)


def _about(order: WirelessOrder) -> Iterator[str]:
    """Say what an order is, without a person's data."""
    kind = OrderType(order.type_code).value.replace("_", " ").capitalize()
    yield f"Request: {kind}"
    once, monthly = (Money(one, order.currency).decimal() for one in _costs(order))
    yield f"Costs: {once} {order.currency} once, {monthly} {order.currency} a month"
    if order.is_policy_exception:
        yield "It breaks the mobile policy."


def _costs(order: WirelessOrder) -> tuple[int, int]:
    return order.onetime_cost_cents, order.monthly_cost_cents


def _approvers(unit: Unit, order: WirelessOrder) -> Iterator[str]:
    """Yield the addresses of who decides the open level, of their delegates, and of who reads along."""
    asked = unit.session.scalars(
        select(Approval.approver_user_id).where(
            Approval.order_id == order.id,
            Approval.round_no == order.round_no,
            Approval.level == order.level,
            Approval.status.in_(_OPEN),
        )
    ).all()
    yield from _addresses(unit, {*asked, *_delegates(unit, order, asked)} - {order.requester_user_id})
    copies = unit.session.scalars(
        select(ApprovalPolicyStep.cc).where(
            ApprovalPolicyStep.policy_id == order.policy_id, ApprovalPolicyStep.level == order.level
        )
    ).first()
    yield from copies or ()


def _delegates(unit: Unit, order: WirelessOrder, user_ids: Iterable[int]) -> Iterable[int]:
    delegation = ApprovalDelegation
    return unit.session.scalars(
        select(delegation.to_user_id).where(
            delegation.from_user_id.in_(user_ids),
            delegation.is_active,
            delegation.from_date <= unit.today,
            delegation.to_date >= unit.today,
            or_(delegation.scope == DelegationScope.ALL.value, delegation.policy_id == order.policy_id),
        )
    ).all()


def _addresses(unit: Unit, user_ids: Iterable[int]) -> Iterator[str]:
    """Yield where people are written to: where they sign in with, else where the company knows them."""
    rows = unit.session.execute(
        select(User.email, Employee.email.label("company"))
        .outerjoin(Employee, Employee.user_id == User.id)
        .where(User.id.in_(list(user_ids)), User.is_active)
        .order_by(User.id)
    )
    yield from (address for row in rows if (address := row.email or row.company))
