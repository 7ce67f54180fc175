"""Decisions, questions and answers, level by level (SM-6, R-WL-17, 18, 19, 22, 23)."""

import pytest

from agentview.contract import wireless_approvals as contract
from agentview.contract import wireless_orders
from agentview.contract.wireless import ApprovalStatus as S
from agentview.contract.wireless import OrderType, WirelessStatus
from tests import wireless_world as world
from tests.services.wireless_approval.approving import (
    DEPUTY,
    PREDEFINED,
    Approving,
    asked,
    open_commands,
    seen,
    step,
)
from tests.services.wireless_orders.requesting import BOSS, MANAGER, WORKER

M, B, D = world.MANAGER_USER, world.BOSS_USER, world.DEPUTY_USER
DECISIONS = {"approve", "reject", "request_information", "edit_by_approver"}


def test_r_wl_17_without_a_policy_nobody_has_to_approve(approving: Approving) -> None:
    order = approving.submitted(OrderType.ACCESSORY)
    assert (order.status, order.level, order.round_no) == (WirelessStatus.SUBMITTED_TO_VENDOR, 0, 1)
    assert approving.stand(order).rounds == ()


def test_r_wl_18_each_level_opens_after_the_one_below(approving: Approving) -> None:
    steps = [step(PREDEFINED, one) for one in (M, B, D, M, B)]
    order = approving.waiting(*steps)
    for level, (user, who) in enumerate(((M, MANAGER), (B, BOSS), (D, DEPUTY), (M, MANAGER)), start=1):
        assert (order.status, order.level, order.levels) == (WirelessStatus.AWAITING_APPROVAL, level, 5)
        assert asked(order) == [(user, S.PENDING)]
        assert all(status is S.NOT_READY for _, status in asked(order, level + 1))
        other = DEPUTY if who != DEPUTY else BOSS
        assert approving.stand(order, who).rounds[0].levels[level - 1].parts[0].can_decide
        refused = approving.refused(other, contract.APPROVE, **seen(order))
        assert refused.code in {"E-WL-NOT-APPROVER", "E-NOT-FOUND"}
        order = approving.approve(order, who)
    order = approving.approve(order, BOSS, "Fine")
    assert (order.status, order.level, order.expires_at) == (WirelessStatus.SUBMITTED_TO_VENDOR, 0, None)
    last = order.rounds[0].levels[4].parts[0]
    assert (last.status, last.reason, last.decided_by and last.decided_by.user_id) == (S.APPROVED, "Fine", B)


def test_r_wl_18_a_policy_has_five_levels_at_most(approving_here: Approving) -> None:
    with pytest.raises(ValueError, match="at most 5"):
        approving_here.policy(*[step(PREDEFINED, M)] * 6)


@pytest.mark.parametrize("is_rejected", [False, True])
def test_r_wl_19_the_first_decision_settles_a_level(approving: Approving, *, is_rejected: bool) -> None:
    order = approving.waiting(step(PREDEFINED, M, B, D), step(PREDEFINED, B))
    done = approving.reject(order, BOSS) if is_rejected else approving.approve(order, BOSS)
    mine = S.REJECTED if is_rejected else S.APPROVED
    assert asked(done, 1) == [(M, S.SKIPPED), (B, mine), (D, S.SKIPPED)]
    assert asked(done, 2) == [(B, S.CANCELLED if is_rejected else S.PENDING)]
    late = approving.refused(MANAGER, contract.APPROVE, **seen(order))
    assert late.code == "E-STALE"
    assert late.values["by"] == "Marlow Boss"
    again = approving.refused(MANAGER, contract.APPROVE, **seen(done))
    assert again.code == ("E-STATE" if is_rejected else "E-WL-NOT-APPROVER")


@pytest.mark.parametrize("said", ["", "  "])
def test_r_wl_23_rejecting_and_asking_need_words(approving: Approving, said: str) -> None:
    order = approving.waiting(step(PREDEFINED, M))
    for op, name in ((contract.REJECT, "reason"), (contract.ASK, "question")):
        refused = approving.refused(MANAGER, op, **seen(order), **{name: said})
        assert refused.code == "E-WL-SAY-WHY"
    order = approving.ask(order, MANAGER)
    assert approving.refused(WORKER, contract.ANSWER, **seen(order), answer=said).code == "E-WL-SAY-WHY"
    assert approving.stand(order).version == order.version


def test_sm_6_a_rejected_order_is_over_with_its_reason(approving: Approving) -> None:
    order = approving.reject(approving.waiting(step(PREDEFINED, M)), MANAGER, "Too dear")
    assert order.status is WirelessStatus.APPROVAL_REJECTED
    shown = approving.call(WORKER, wireless_orders.GET, order_id=order.order_id)
    assert (shown.close_reason, shown.level, shown.expires_at) == ("Too dear", 0, None)
    assert shown.closed_at is not None


def test_sm_6_a_question_keeps_the_level_until_it_is_answered(approving: Approving) -> None:
    order = approving.ask(approving.waiting(step(PREDEFINED, M, B)), MANAGER)
    assert (order.status, order.level) == (WirelessStatus.INFO_REQUESTED, 1)
    assert asked(order) == [(M, S.INFO_REQUESTED), (B, S.PENDING)]
    assert approving.refused(BOSS, contract.APPROVE, **seen(order)).code == "E-STATE"
    assert approving.refused(MANAGER, contract.ANSWER, **seen(order), answer="x").code == "E-WL-NOT-REQUESTER"
    assert open_commands(approving.stand(order, WORKER)) == {"answer"}
    order = approving.answer(order)
    [question] = order.questions
    assert (question.question, question.answer, question.level) == ("What for?", "For work", 1)
    assert asked(order) == [(M, S.PENDING), (B, S.PENDING)]
    assert open_commands(approving.stand(order, BOSS)) == DECISIONS
    assert approving.approve(order, BOSS).status is WirelessStatus.SUBMITTED_TO_VENDOR


def test_r_wl_22_nobody_decides_the_own_order(approving: Approving) -> None:
    """Neither who requested it, nor who gets what it brings: the default approver steps in."""
    approving.policy(step(PREDEFINED, M, default=B))
    own = approving.stand(approving.submitted(OrderType.ACCESSORY, MANAGER))
    assert asked(own) == [(B, S.PENDING)]
    assert own.rounds[0].levels[0].parts[0].is_default
    assert approving.refused(MANAGER, contract.APPROVE, **seen(own)).code == "E-WL-OWN-ORDER"
    brought = approving.stand(approving.submitted(OrderType.ACCESSORY, beneficiary_id=world.MANAGER))
    assert asked(brought) == [(B, S.PENDING)]
    assert approving.refused(MANAGER, contract.APPROVE, **seen(brought)).code == "E-WL-OWN-ORDER"
    assert approving.approve(brought, BOSS).status is WirelessStatus.SUBMITTED_TO_VENDOR


def test_r_wl_22_a_delegate_does_not_decide_the_own_order(approving: Approving) -> None:
    approving.delegate(BOSS, M)
    approving.policy(step(PREDEFINED, B))
    order = approving.stand(approving.submitted(OrderType.ACCESSORY, MANAGER))
    assert asked(order) == [(B, S.PENDING)]
    assert approving.refused(MANAGER, contract.APPROVE, **seen(order)).code == "E-WL-OWN-ORDER"
    assert approving.rows(MANAGER) == ()


def test_sm_6_a_cancelled_order_asks_nobody_any_more(approving: Approving) -> None:
    order = approving.waiting(step(PREDEFINED, M), step(PREDEFINED, B))
    approving.call(WORKER, wireless_orders.CANCEL, **seen(order), comment="Found one")
    order = approving.stand(order)
    assert (order.status, order.level) == (WirelessStatus.CANCELLED, 0)
    assert asked(order, 1) == [(M, S.CANCELLED)]
    assert approving.refused(MANAGER, contract.APPROVE, **seen(order)).code == "E-STATE"
    assert approving.rows(MANAGER) == ()
