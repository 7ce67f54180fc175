"""What stands in the way of approvals where nothing else would: time, state, version, provider, customer."""

from datetime import timedelta
from typing import Any

import pytest

from agentview.contract import approval_delegations as delegations
from agentview.contract import wireless_approvals as contract
from agentview.contract.op import Op
from agentview.contract.wireless import OrderType
from agentview.core.power import Power
from agentview.models.party import User, UserPowerOverride
from tests import build
from tests import wireless_world as world
from tests.services.wireless_approval.approving import PREDEFINED, Approving, seen, step
from tests.services.wireless_approval.test_editing import content
from tests.services.wireless_orders.requesting import ADMIN, BOSS, MANAGER

M, B, D = world.MANAGER_USER, world.BOSS_USER, world.DEPUTY_USER
ALPINE_LEAD = list(build.USERS).index("alpine_lead") + 1
DAYS = {"from_date": world.TODAY, "to_date": world.TODAY}


@pytest.mark.parametrize(
    ("op", "said"),
    [
        (contract.APPROVE, {}),
        (contract.REJECT, {"reason": "Too dear"}),
        (contract.ASK, {"question": "What for?"}),
        (contract.EDIT, {"content": content()}),
    ],
)
def test_r_wl_26_after_its_time_nothing_is_decided(
    approving_here: Approving, op: Op[Any, Any], said: dict[str, object]
) -> None:
    """Whatever an approver does: the order is over, though no job has said so yet."""
    order = approving_here.waiting(step(PREDEFINED, M))
    approving_here.later(timedelta(days=30, seconds=1))
    assert approving_here.refused(MANAGER, op, **seen(order), **said).code == "E-WL-EXPIRED"
    assert approving_here.stand(order).version == order.version


@pytest.mark.parametrize("op", [contract.APPROVE, contract.ASSIGN])
def test_r_wl_19_a_decision_is_of_the_version_that_was_seen(approving_here: Approving, op: object) -> None:
    order = approving_here.waiting(step(PREDEFINED, M, B))
    old = {**seen(order), "version": order.version - 1}
    by, said = (MANAGER, {}) if op is contract.APPROVE else (ADMIN, {"approver_id": D})
    refused = approving_here.refused(by, op, **old, **said)  # type: ignore[arg-type]
    assert refused.code == "E-STALE"


def test_r_wl_20_only_a_level_that_waits_gets_an_approver(approving_here: Approving) -> None:
    """While an answer is awaited nobody is named, though who asked has left meanwhile."""
    order = approving_here.ask(approving_here.waiting(step(PREDEFINED, M)), MANAGER)
    approving_here.set_row(User, M, is_active=False)
    refused = approving_here.refused(ADMIN, contract.ASSIGN, **seen(order), approver_id=B)
    assert refused.code == "E-STATE"


@pytest.mark.parametrize("side", ["giver_id", "taker_id"])
def test_d_31_another_providers_people_are_not_there_to_delegate(
    approving_here: Approving, side: str
) -> None:
    people = {"giver_id": M, "taker_id": D, side: ALPINE_LEAD}
    assert approving_here.refused(ADMIN, delegations.DELEGATE, **people, **DAYS).code == "E-NOT-FOUND"


def test_r_wl_21_a_customer_sees_and_changes_the_own_delegations_alone(approving_here: Approving) -> None:
    """Whatever was granted: the office's power is none in a customer's hand."""
    with approving_here.backend.database.write(world.STAMP) as session:
        session.add(UserPowerOverride(user_id=B, power=Power.EDIT_POLICY.value, effect="GRANT"))
    approving_here.sign_in_again()
    approving_here.delegate(MANAGER, D)
    [shown] = approving_here.call(MANAGER, delegations.LIST).rows
    at = {"delegation_id": shown.delegation_id, "version": shown.version}
    assert approving_here.refused(BOSS, delegations.END, **at).code == "E-NOT-FOUND"
    assert approving_here.refused(BOSS, delegations.LIST, is_all=True).code == "E-STAFF-ONLY"
    others = {"giver_id": M, "taker_id": D}
    assert approving_here.refused(BOSS, delegations.DELEGATE, **others, **DAYS).code == "E-STAFF-ONLY"
    assert approving_here.call(MANAGER, delegations.LIST).rows == (shown,)


def test_r_wl_22_nobody_is_named_for_the_own_order(approving_here: Approving) -> None:
    """Neither who asked for it, nor who gets what it brings."""
    approving_here.policy(step(PREDEFINED, D))
    approving_here.set_row(User, D, is_active=False)
    order = approving_here.stand(
        approving_here.submitted(OrderType.ACCESSORY, MANAGER, beneficiary_id=world.BOSS)
    )
    for own in (M, B):
        refused = approving_here.refused(ADMIN, contract.ASSIGN, **seen(order), approver_id=own)
        assert refused.code == "E-WL-CANNOT-APPROVE"
