"""An approver edits an order once; it is approved anew from level 1 (R-WL-22, R-WL-24)."""

import pytest

from agentview.contract import wireless_approvals as contract
from agentview.contract import wireless_orders
from agentview.contract.wireless import ApprovalStatus as S
from agentview.contract.wireless import ItemKind, OrderType, WirelessStatus
from agentview.contract.wireless_approvals import Standing
from tests import wireless_world as world
from tests.build_hardware import CASE
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
from tests.services.wireless_orders.samples import SAMPLES

M, B, D = world.MANAGER_USER, world.BOSS_USER, world.DEPUTY_USER
THREE = (step(PREDEFINED, M), step(PREDEFINED, B), step(PREDEFINED, D))


def content(qty: object = 1, **changes: object) -> dict[str, object]:
    items = ({"kind": ItemKind.ACCESSORY, "offer_id": CASE, "qty": qty},)
    return {**SAMPLES[OrderType.ACCESSORY].content, "items": items, **changes}


def edit(approving: Approving, order: Standing, by: str, **changes: object) -> Standing:
    return approving.call(by, contract.EDIT, **seen(order), content=content(**changes))


def test_r_wl_24_earlier_levels_decide_anew_and_the_editor_need_not(approving: Approving) -> None:
    order = approving.approve(approving.waiting(*THREE), MANAGER)
    order = edit(approving, order, BOSS)
    assert (order.status, order.round_no, order.level) == (WirelessStatus.AWAITING_APPROVAL, 2, 1)
    assert [asked(order, level) for level in (1, 2, 3)] == [
        [(M, S.PENDING)],
        [(B, S.APPROVED)],
        [(D, S.NOT_READY)],
    ]
    former = order.rounds[1]
    assert [part.status for level in former.levels for part in level.parts] == [S.SUPERSEDED] * 3
    order = approving.approve(order, MANAGER)
    assert (order.level, asked(order)) == (3, [(D, S.PENDING)])
    assert approving.approve(order, DEPUTY).status is WirelessStatus.SUBMITTED_TO_VENDOR
    shown = approving.call(WORKER, wireless_orders.GET, order_id=order.order_id)
    assert (shown.items[0].qty, shown.edit_count) == (1, 1)


def test_r_wl_24_no_second_edit_is_possible(approving: Approving) -> None:
    order = edit(approving, approving.waiting(*THREE), MANAGER)
    assert order.level == 2
    refused = approving.refused(BOSS, contract.EDIT, **seen(order), content=content())
    assert refused.code == "E-WL-EDITED-ONCE"
    assert "edit_by_approver" not in open_commands(approving.stand(order, BOSS))


def test_r_wl_24_also_while_an_answer_is_awaited(approving: Approving) -> None:
    order = approving.ask(approving.waiting(*THREE), MANAGER)
    order = edit(approving, order, MANAGER)
    assert (order.status, order.level) == (WirelessStatus.AWAITING_APPROVAL, 2)
    assert order.expires_at is not None
    assert order.seconds_left is None


def test_r_wl_24_the_only_approver_who_edits_has_approved(approving: Approving) -> None:
    assert edit(approving, approving.waiting(THREE[0]), MANAGER).status is WirelessStatus.SUBMITTED_TO_VENDOR


def test_r_wl_24_a_policy_that_is_broken_now_may_ask_more_people(approving: Approving) -> None:
    """The editor's level of the other policy is the one that would ask the editor."""
    approving.policy(
        step(PREDEFINED, B),
        step(PREDEFINED, M),
        step(PREDEFINED, D),
        conditions={"total_above_cents": 10_000},
    )
    order = edit(approving, approving.waiting(step(PREDEFINED, M)), MANAGER, qty=5)
    assert (order.levels, order.level) == (3, 1)
    assert [asked(order, one) for one in (1, 2)] == [[(B, S.PENDING)], [(M, S.APPROVED)]]


def test_r_wl_22_nobody_edits_the_own_order(approving: Approving) -> None:
    approving.policy(step(PREDEFINED, M, default=B))
    own = approving.stand(approving.submitted(OrderType.ACCESSORY, MANAGER))
    assert approving.refused(MANAGER, contract.EDIT, **seen(own), content=content()).code == "E-WL-OWN-ORDER"
    assert approving.refused(WORKER, contract.EDIT, **seen(own), content=content()).code in {
        "E-POWER",
        "E-NOT-FOUND",
    }


@pytest.mark.parametrize(("by", "beneficiary"), [(MANAGER, world.MANAGER), (DEPUTY, world.MANAGER)])
def test_r_wl_22_nobody_makes_it_the_own_order_by_an_edit(
    approving: Approving, by: str, beneficiary: int
) -> None:
    """Neither for oneself, nor as a delegate for who delegated."""
    approving.delegate(MANAGER, D)
    order = approving.waiting(*THREE)
    wanted = content(beneficiary_id=beneficiary)
    assert approving.refused(by, contract.EDIT, **seen(order), content=wanted).code == "E-WL-OWN-ORDER"
    assert approving.stand(order).version == order.version


def test_r_wl_24_what_could_not_be_submitted_is_not_saved(approving: Approving) -> None:
    order = approving.waiting(*THREE)
    refused = approving.refused(MANAGER, contract.EDIT, **seen(order), content=content(ship_to={}))
    assert {one.code for one in refused.refusals} == {"E-WL-SHIP-TO"}
    after = approving.stand(order)
    assert (after.version, after.round_no) == (order.version, 1)
