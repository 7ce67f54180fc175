"""Tries policies on an order: which one decides, why the others do not, and who would approve (S-33)."""

from collections.abc import Sequence

from sqlalchemy import select

from agentview.contract.approval_policies import PolicyFields, TestRequest, TestResult, Tried
from agentview.core.errors import NotFound, Refusal
from agentview.models.wireless_approval import ApprovalPolicy, ApprovalPolicyStep
from agentview.services.contract_catalogue.scope import own_provider
from agentview.services.unit import Unit
from agentview.services.wireless_approval.foreseeing import levels_of
from agentview.services.wireless_approval.matching import facts_of, is_exempt, known, steps_of
from agentview.services.wireless_approval.policies import as_steps
from agentview.services.wireless_approval.rules import Known, OrderFacts, deciding, missed
from agentview.services.wireless_forms.matter import Matter, matter_of

P = ApprovalPolicy
_DRAFT = 0
"""The id of a policy that is not saved yet; of equals it is asked first."""


def test(unit: Unit, request: TestRequest) -> TestResult:
    """Try all policies on an order, with a draft in place of the one named; nothing is changed.

    Raises NotFound.
    """
    own_provider(unit)
    found = matter_of(unit, request.order_id)
    rows = unit.session.scalars(
        select(P).where(P.provider_id == found.order.provider_id).order_by(P.priority, P.id)
    ).all()
    if request.policy_id is not None and request.policy_id not in {row.id for row in rows}:
        raise NotFound(Refusal("E-NOT-FOUND", values={"policy_id": request.policy_id}))
    facts = facts_of(unit, found)
    tried = _tried(rows, request, found)
    exempt = is_exempt(unit, found)
    active = [one for one, _, is_active in tried if is_active]
    winner = None if exempt else deciding(active, found.order.account_id, facts)
    steps = _steps(unit, winner, request)
    return TestResult(
        order_id=found.order.id,
        reference=found.reference,
        is_exempt=exempt,
        tried=tuple(
            Tried(
                policy_id=one.policy_id or None,
                name=name,
                priority=one.priority,
                is_active=is_active,
                missed=_missed(one, found, facts),
                decides=winner is not None and one.policy_id == winner,
            )
            for one, name, is_active in tried
        ),
        levels=levels_of(unit, found.order, steps),
    )


def _tried(
    rows: Sequence[ApprovalPolicy], request: TestRequest, found: Matter
) -> list[tuple[Known, str, bool]]:
    draft = request.draft
    tried = [
        (known(row), row.name, row.is_active) for row in rows if draft is None or row.id != request.policy_id
    ]
    if draft is not None:
        tried.append((_known_draft(draft, request.policy_id), draft.name, True))
    tried.sort(key=lambda one: (one[0].priority, one[0].policy_id))
    own = {None, found.order.account_id}
    return [one for one in tried if one[0].account_id in own or one[0].policy_id == request.policy_id]


def _known_draft(draft: PolicyFields, policy_id: int | None) -> Known:
    return Known(policy_id or _DRAFT, draft.account_id, draft.priority, draft.conditions)


def _missed(one: Known, found: Matter, facts: OrderFacts) -> tuple[str, ...]:
    is_other = one.account_id not in {None, found.order.account_id}
    return (*(("account_id",) if is_other else ()), *missed(one.conditions, facts))


def _steps(unit: Unit, winner: int | None, request: TestRequest) -> Sequence[ApprovalPolicyStep]:
    if winner is None:
        return ()
    if request.draft is not None and winner == (request.policy_id or _DRAFT):
        return as_steps(winner, request.draft.steps)
    return steps_of(unit, winner)
