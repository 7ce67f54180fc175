"""An order not approved in time expires; time stands still while an answer is awaited (R-WL-26)."""

from datetime import timedelta

import pytest

from agentview.contract import wireless_approvals as contract
from agentview.contract.wireless import ApprovalStatus as S
from agentview.contract.wireless import WirelessStatus
from tests import wireless_world as world
from tests.services.wireless_approval.approving import DAY, PREDEFINED, Approving, asked, seen, step
from tests.services.wireless_orders.requesting import BOSS, MANAGER

M, B = world.MANAGER_USER, world.BOSS_USER
SECOND = timedelta(seconds=1)
STEPS = (step(PREDEFINED, M), step(PREDEFINED, B))


@pytest.mark.parametrize("days", [30, 2])
def test_r_wl_26_it_expires_after_its_days_not_at_their_end(approving: Approving, days: int) -> None:
    order = approving.waiting(*STEPS, expiry_days=days)
    approving.later(days * DAY)
    assert approving.expire() == 0
    approving.later(SECOND)
    assert approving.refused(MANAGER, contract.APPROVE, **seen(order)).code == "E-WL-EXPIRED"
    assert (approving.expire(), approving.expire()) == (1, 0)
    order = approving.stand(order)
    assert (order.status, order.level, order.expires_at) == (WirelessStatus.EXPIRED, 0, None)
    assert (asked(order, 1), asked(order, 2)) == ([(M, S.EXPIRED)], [(B, S.CANCELLED)])
    assert approving.refused(MANAGER, contract.APPROVE, **seen(order)).code == "E-STATE"


def test_r_wl_26_at_the_last_moment_it_is_approved(approving: Approving) -> None:
    order = approving.waiting(*STEPS)
    approving.later(30 * DAY)
    order = approving.approve(order, MANAGER)
    assert approving.approve(order, BOSS).status is WirelessStatus.SUBMITTED_TO_VENDOR
    approving.later(SECOND)
    assert approving.expire() == 0


def test_r_wl_26_a_level_does_not_begin_the_time_anew(approving_here: Approving) -> None:
    order = approving_here.waiting(*STEPS)
    approving_here.later(20 * DAY)
    after = approving_here.approve(order, MANAGER)
    assert after.expires_at == order.expires_at


def test_sm_6_the_time_stands_still_while_an_answer_is_awaited(approving: Approving) -> None:
    order = approving.waiting(*STEPS)
    approving.later(29 * DAY)
    order = approving.ask(order, MANAGER)
    assert (order.expires_at, order.seconds_left) == (None, 24 * 3600)
    approving.later(100 * DAY)
    assert approving.expire() == 0
    order = approving.answer(order)
    assert order.seconds_left is None
    approving.later(DAY)
    assert approving.expire() == 0
    approving.later(SECOND)
    assert approving.expire() == 1
    assert approving.stand(order).status is WirelessStatus.EXPIRED
