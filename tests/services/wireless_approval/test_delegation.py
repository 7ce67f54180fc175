"""A delegate of today decides, and the record holds both (R-WL-21)."""

from datetime import timedelta

import pytest

from agentview.contract import approval_delegations as delegations
from agentview.contract import wireless_approvals as contract
from agentview.contract.wireless import WirelessStatus
from tests import wireless_world as world
from tests.services.wireless_approval.approving import (
    DAY,
    DEPUTY,
    LEAD,
    PREDEFINED,
    WORKER_USER,
    Approving,
    seen,
    step,
)
from tests.services.wireless_orders.requesting import ADMIN, BOSS, MANAGER, WORKER

M, B, D = world.MANAGER_USER, world.BOSS_USER, world.DEPUTY_USER


def test_r_wl_21_the_record_holds_delegate_and_delegator(approving: Approving) -> None:
    approving.delegate(MANAGER, D)
    order = approving.waiting(step(PREDEFINED, M))
    [row] = approving.rows(DEPUTY)
    assert (row.order_id, row.delegator) == (order.order_id, "Marlow Manager")
    done = approving.approve(order, DEPUTY, "For Mo")
    [part] = done.rounds[0].levels[0].parts
    assert (part.approver.user_id, part.decided_by and part.decided_by.user_id) == (M, D)
    assert done.status is WirelessStatus.SUBMITTED_TO_VENDOR


@pytest.mark.parametrize(
    ("days", "decides"), [((0, 0), True), ((-3, 0), True), ((0, 3), True), ((1, 3), False)]
)
def test_r_wl_21_it_holds_from_the_first_day_to_the_last(
    approving_here: Approving, days: tuple[int, int], *, decides: bool
) -> None:
    approving_here.delegate(MANAGER, D, days)
    order = approving_here.waiting(step(PREDEFINED, M))
    assert bool(approving_here.rows(DEPUTY)) is decides
    if decides:
        assert approving_here.approve(order, DEPUTY).status is WirelessStatus.SUBMITTED_TO_VENDOR
    else:
        assert approving_here.refused(DEPUTY, contract.APPROVE, **seen(order)).code == "E-NOT-FOUND"


def test_r_wl_21_the_day_after_it_is_over(approving: Approving) -> None:
    approving.delegate(MANAGER, D, (0, 1))
    order = approving.waiting(step(PREDEFINED, M))
    approving.later(DAY)
    assert len(approving.rows(DEPUTY)) == 1
    approving.later(DAY)
    assert approving.rows(DEPUTY) == ()
    assert approving.refused(DEPUTY, contract.APPROVE, **seen(order)).code == "E-NOT-FOUND"
    assert approving.approve(order, MANAGER).status is WirelessStatus.SUBMITTED_TO_VENDOR


def test_r_wl_21_it_may_be_for_one_policy(approving: Approving) -> None:
    other = approving.policy(step(PREDEFINED, B), conditions={"types": ["SUSPEND"]})
    order = approving.waiting(step(PREDEFINED, M))
    approving.delegate(MANAGER, D, policy_id=other.policy_id)
    assert approving.rows(DEPUTY) == ()
    assert approving.refused(DEPUTY, contract.APPROVE, **seen(order)).code in {
        "E-NOT-FOUND",
        "E-WL-NOT-APPROVER",
    }
    approving.delegate(MANAGER, D, policy_id=order.policy_id)
    assert len(approving.rows(DEPUTY)) == 1
    assert approving.approve(order, DEPUTY).status is WirelessStatus.SUBMITTED_TO_VENDOR


def test_r_wl_21_a_delegate_of_a_delegate_decides_nothing(approving_here: Approving) -> None:
    approving_here.delegate(MANAGER, D)
    approving_here.delegate(DEPUTY, B)
    order = approving_here.waiting(step(PREDEFINED, M))
    assert approving_here.rows(BOSS) == ()
    assert approving_here.refused(BOSS, contract.APPROVE, **seen(order)).code == "E-NOT-FOUND"


def test_r_wl_21_an_ended_one_holds_no_more(approving: Approving) -> None:
    approving.delegate(MANAGER, D, (0, 9))
    order = approving.waiting(step(PREDEFINED, M))
    [shown] = approving.call(DEPUTY, delegations.LIST).rows
    assert (shown.is_valid, shown.can_end, shown.giver.user_id) == (True, True, M)
    assert approving.call(LEAD, delegations.LIST).rows == ()
    at = {"delegation_id": shown.delegation_id, "version": shown.version}
    assert approving.refused(LEAD, delegations.END, **at).code == "E-NOT-FOUND"
    ended = approving.call(MANAGER, delegations.END, **at)
    assert (ended.is_active, ended.is_valid, ended.can_end) == (False, False, False)
    assert approving.refused(MANAGER, delegations.END, **at).code == "E-STALE"
    again = {**at, "version": ended.version}
    assert approving.refused(MANAGER, delegations.END, **again).code == "E-STATE"
    assert approving.refused(DEPUTY, contract.APPROVE, **seen(order)).code == "E-NOT-FOUND"


def test_r_wl_21_what_cannot_be_delegated_is_refused(approving: Approving) -> None:
    day = world.TODAY

    def refused(by: str, taker: int, first: timedelta, last: timedelta, **more: object) -> str:
        days = {"from_date": day + first, "to_date": day + last}
        return approving.refused(by, delegations.DELEGATE, taker_id=taker, **days, **more).code

    now = timedelta()
    assert refused(MANAGER, D, DAY, now) == "E-WL-DAYS"
    assert refused(MANAGER, D, -2 * DAY, -DAY) == "E-WL-DAYS"
    assert refused(MANAGER, M, now, DAY) == "E-WL-SELF"
    assert refused(MANAGER, WORKER_USER, now, DAY) == "E-WL-CANNOT-APPROVE"
    assert refused(MANAGER, D, now, DAY, policy_id=999) == "E-NOT-FOUND"
    assert refused(MANAGER, D, now, DAY, giver_id=B) == "E-POWER"
    assert refused(WORKER, D, now, DAY) == "E-POWER"
    assert approving.refused(WORKER, delegations.LIST).code == "E-POWER"
    assert approving.refused(MANAGER, delegations.LIST, is_all=True).code == "E-POWER"
    approving.delegate(ADMIN, D, giver_id=M)
    [shown] = approving.call(ADMIN, delegations.LIST, is_all=True).rows
    assert (shown.giver.user_id, shown.taker.user_id) == (M, D)
    offered = approving.call(MANAGER, delegations.TAKERS, text="marlow d")
    assert [one.user_id for one in offered.people] == [D]
