"""Many decisions at once, each with its own result (R-WL-28)."""

from agentview.contract import wireless_approvals as contract
from agentview.contract.wireless import OrderType, WirelessStatus
from tests import wireless_world as world
from tests.services.wireless_approval.approving import PREDEFINED, Approving, seen, step
from tests.services.wireless_orders.requesting import MANAGER

M, B = world.MANAGER_USER, world.BOSS_USER


def test_r_wl_28_a_refused_one_leaves_the_others_decided(approving: Approving) -> None:
    approving.policy(step(PREDEFINED, M))
    first, second, third = (approving.stand(approving.submitted(OrderType.ACCESSORY)) for _ in range(3))
    approving.reject(second, MANAGER)
    orders = [seen(third), seen(second), seen(first), {"order_id": 999, "version": 1}]
    done = approving.call(MANAGER, contract.DECIDE_MANY, decision="APPROVE", orders=orders)
    assert [(row.order_id, row.status) for row in done.rows] == [
        (third.order_id, WirelessStatus.SUBMITTED_TO_VENDOR),
        (second.order_id, None),
        (first.order_id, WirelessStatus.SUBMITTED_TO_VENDOR),
        (999, None),
    ]
    assert [[one.code for one in row.refusals] for row in done.rows] == [
        [],
        ["E-STALE"],
        [],
        ["E-NOT-FOUND"],
    ]
    assert (done.decided, done.rows[0].reference) == (2, third.reference)
    assert approving.stand(second).status is WirelessStatus.APPROVAL_REJECTED


def test_r_wl_28_each_rejected_one_has_the_reason(approving: Approving) -> None:
    approving.policy(step(PREDEFINED, M))
    orders = [approving.stand(approving.submitted(OrderType.ACCESSORY)) for _ in range(2)]
    wanted = {"decision": "REJECT", "orders": [seen(one) for one in orders]}
    refused = approving.refused(MANAGER, contract.DECIDE_MANY, **wanted, reason=" ")
    assert refused.code == "E-WL-SAY-WHY"
    assert approving.call(MANAGER, contract.DECIDE_MANY, **wanted, reason="No budget").decided == 2
    for one in orders:
        after = approving.stand(one)
        assert after.status is WirelessStatus.APPROVAL_REJECTED
        assert after.rounds[0].levels[0].parts[0].reason == "No budget"


def test_d_19_more_than_fifty_take_a_power(approving_here: Approving) -> None:
    orders = [{"order_id": key, "version": 1} for key in range(1, 52)]
    wanted = {"decision": "APPROVE", "orders": orders}
    assert approving_here.refused(MANAGER, contract.DECIDE_MANY, **wanted).code == "E-BULK-LARGE"
    done = approving_here.call("harbour_lead", contract.DECIDE_MANY, **wanted)
    assert (len(done.rows), done.decided) == (51, 0)
