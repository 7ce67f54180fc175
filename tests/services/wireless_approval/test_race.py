"""Two approvers decide one level at one moment: one decision stands, the other is told (R-WL-19)."""

import pytest

from agentview.contract import wireless_approvals as contract
from agentview.contract.wireless import ApprovalStatus as S
from agentview.contract.wireless import WirelessStatus
from tests import wireless_world as world
from tests.fixtures.backend import Backend
from tests.services.test_races import at_once, calling
from tests.services.wireless_approval.approving import PREDEFINED, Approving, asked, seen, step
from tests.services.wireless_orders.requesting import BOSS, MANAGER

M, B = world.MANAGER_USER, world.BOSS_USER


@pytest.mark.parametrize("again", range(3))
@pytest.mark.parametrize("is_rejected", [False, True])
def test_r_wl_19_of_two_decisions_at_once_one_stands(
    local_backend: Backend, again: int, *, is_rejected: bool
) -> None:
    world.furnish(local_backend)
    approving = Approving(local_backend)
    order = approving.waiting(step(PREDEFINED, M, B), step(PREDEFINED, M, B))
    other = (
        calling(local_backend, BOSS, contract.REJECT, **seen(order), reason="No")
        if is_rejected
        else calling(local_backend, BOSS, contract.APPROVE, **seen(order))
    )
    outcome = at_once(calling(local_backend, MANAGER, contract.APPROVE, **seen(order)), other)
    assert sorted(outcome) == ["E-STALE", "done"], (again, outcome)
    after = approving.stand(order)
    is_first_mine = outcome[0] == "done"
    settled = {status for _, status in asked(after, 1)}
    if is_first_mine or not is_rejected:
        assert settled == {S.APPROVED, S.SKIPPED}
        assert (after.status, after.level) == (WirelessStatus.AWAITING_APPROVAL, 2), "no level was skipped"
    else:
        assert settled == {S.REJECTED, S.SKIPPED}
        assert after.status is WirelessStatus.APPROVAL_REJECTED
