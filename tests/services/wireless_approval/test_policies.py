"""Policies: saved, switched, tried on an order; what holds for all orders (R-WL-17, R-WL-18, S-33)."""

import pytest

from agentview.contract import approval_policies as contract
from agentview.contract import wireless_approvals
from agentview.contract.wireless import ApprovalStatus, ApproverKind, OrderType, WirelessStatus
from tests import build
from tests import wireless_world as world
from tests.services.wireless_approval.approving import (
    LEAD,
    PREDEFINED,
    WORKER_USER,
    Approving,
    asked,
    step,
)
from tests.services.wireless_orders.requesting import ADMIN, MANAGER, WORKER

M, B = world.MANAGER_USER, world.BOSS_USER


def test_s_33_a_policy_is_off_at_first_and_decides_once_it_is_on(approving: Approving) -> None:
    fields = {"name": "All", "priority": 1, "steps": [step(PREDEFINED, M)]}
    made = approving.call(ADMIN, contract.SAVE, fields=fields)
    assert (made.is_active, [one.command for one in made.commands if one.is_open]) == (
        False,
        ["save", "enable"],
    )
    assert approving.submitted(OrderType.ACCESSORY).status is WirelessStatus.SUBMITTED_TO_VENDOR
    at = {"policy_id": made.policy_id, "version": made.version}
    on = approving.call(ADMIN, contract.ENABLE, **at)
    assert approving.refused(ADMIN, contract.ENABLE, **at).code == "E-STALE"
    assert approving.submitted(OrderType.ACCESSORY).status is WirelessStatus.AWAITING_APPROVAL
    off = approving.call(ADMIN, contract.DISABLE, policy_id=on.policy_id, version=on.version)
    again = approving.refused(ADMIN, contract.DISABLE, policy_id=off.policy_id, version=off.version)
    assert again.code == "E-STATE"
    assert approving.submitted(OrderType.ACCESSORY).status is WirelessStatus.SUBMITTED_TO_VENDOR


def test_s_33_all_that_was_said_is_kept(approving: Approving) -> None:
    steps = (
        step(ApproverKind.EMP_HIERARCHY_MANAGER, default=B),
        step(PREDEFINED, M, B, cc=("office@example.com",)),
    )
    conditions = {"types": ["ACCESSORY"], "vendors": ["NORTHERN"], "total_above_cents": 0}
    made = approving.policy(*steps, conditions=conditions, account_id=build.MARLOW, expiry_days=7)
    listed = approving.call(ADMIN, contract.LIST)
    assert listed.rows == (made,)
    assert {one.user_id for one in listed.people} == {M, B}
    assert made.customer
    assert [(one.code, one.name) for one in listed.vendors] == [
        ("NORTHERN", "Northern Wireless"),
        ("SOUTHERN", "Southern Mobile"),
    ], "of the own provider alone"
    fields = made.fields.model_dump(mode="json")
    changed = {**fields, "name": "Other", "steps": fields["steps"][:1]}
    at = {"policy_id": made.policy_id, "version": made.version}
    after = approving.call(ADMIN, contract.SAVE, **at, fields=changed)
    assert (after.fields.name, len(after.fields.steps), after.is_active) == ("Other", 1, True)
    assert approving.refused(ADMIN, contract.SAVE, **at, fields=fields).code == "E-STALE"


def test_s_33_what_cannot_be_is_refused_with_its_field(approving: Approving) -> None:
    approving.policy(step(PREDEFINED, M), priority=9_000)

    def refusals(*steps: dict[str, object], **said: object) -> set[tuple[str, str | None]]:
        fields = {"name": "New", "priority": 8_000, "steps": steps, **said}
        refused = approving.refused(ADMIN, contract.SAVE, fields=fields)
        return {(one.code, one.field) for one in refused.refusals}

    assert refusals(step(), step(PREDEFINED, WORKER_USER)) == {
        ("E-WL-NO-APPROVERS", "steps/1"),
        ("E-WL-CANNOT-APPROVE", "steps/2"),
    }
    assert refusals(step(PREDEFINED, M, default=999)) == {("E-WL-CANNOT-APPROVE", "steps/1")}
    assert refusals(priority=9_000) == {("E-WL-PRIORITY", "priority")}
    assert refusals(conditions={"vendors": ["NOBODY"]}) == {("E-WL-VENDOR-CODE", "conditions/vendors")}
    none_between = {"total_above_cents": 5, "total_below_cents": 6}
    assert refusals(conditions=none_between) == {("E-WL-TOTALS", "conditions/total_below_cents")}
    assert refusals(account_id=build.ALPINE_LEE) == {("E-NOT-FOUND", "account_id")}


@pytest.mark.parametrize(
    "wrong", ["lena", "lena@", "@marlow.example", "lena@marlow", "a@b@c.example", "a b@c.de"]
)
def test_r_wl_31_who_reads_along_by_mail_has_an_address(approving_here: Approving, wrong: str) -> None:
    """Each level says which of its addresses are none; a policy with good ones is saved."""
    right = ("desk@marlow.example", "m.chen+orders@it.marlow.example")
    kind = ApproverKind.EMP_REPORTING_MANAGER.value
    good = {"kind": kind, "cc": right}
    bad = {"kind": kind, "cc": (right[0], wrong, wrong)}
    fields = {"name": "Copied", "priority": 8_000, "steps": [good, bad]}
    [refusal] = approving_here.refused(ADMIN, contract.SAVE, fields=fields).refusals
    assert (refusal.code, refusal.field) == ("E-WL-CC", "steps/2/cc")
    assert refusal.values == {"level": 2, "addresses": f"{wrong}, {wrong}"}
    assert not approving_here.call(ADMIN, contract.LIST).rows
    saved = approving_here.call(ADMIN, contract.SAVE, fields={**fields, "steps": [good]})
    assert saved.fields.steps[0].cc == right


def test_s_33_two_policies_change_places_at_once(approving: Approving) -> None:
    """R-WL-17: the highest priority decides; both are judged in the versions that were seen."""
    first = approving.policy(step(PREDEFINED, M), name="First")
    second = approving.policy(step(PREDEFINED, B), name="Second")
    other = {"other_id": first.policy_id, "other_version": first.version}
    at = {"policy_id": second.policy_id, "version": second.version}
    moved = approving.call(ADMIN, contract.MOVE, **at, **other)
    assert moved.fields.priority == first.fields.priority
    rows = approving.call(ADMIN, contract.LIST).rows
    assert [one.fields.name for one in rows] == ["Second", "First"]
    assert rows[1].fields.priority == second.fields.priority
    assert asked(approving.stand(approving.submitted(OrderType.ACCESSORY))) == [(B, ApprovalStatus.PENDING)]
    now = {"policy_id": second.policy_id, "version": moved.version}
    assert approving.refused(ADMIN, contract.MOVE, **now, **other).code == "E-STALE"
    fresh = {"other_id": first.policy_id, "other_version": rows[1].version}
    assert approving.refused(ADMIN, contract.MOVE, **at, **fresh).code == "E-STALE"
    assert approving.call(ADMIN, contract.LIST).rows == rows, "nothing moved"


@pytest.mark.parametrize("by", [LEAD, MANAGER, WORKER])
def test_s_33_only_administrators_edit_policies(approving_here: Approving, by: str) -> None:
    fields = {"name": "All", "priority": 1}
    assert approving_here.refused(by, contract.SAVE, fields=fields).code == "E-POWER"
    assert approving_here.refused(by, contract.LIST).code == "E-POWER"


def test_r_wl_18_a_changed_policy_leaves_rounds_that_have_begun(approving: Approving) -> None:
    order = approving.waiting(step(PREDEFINED, M), step(PREDEFINED, B))
    [policy] = approving.call(ADMIN, contract.LIST).rows
    fields = {**policy.fields.model_dump(mode="json"), "steps": []}
    approving.call(ADMIN, contract.SAVE, policy_id=policy.policy_id, version=policy.version, fields=fields)
    order = approving.approve(order, MANAGER)
    assert (order.level, order.levels) == (2, 2)
    assert order.rounds[0].levels[1].parts[0].approver.user_id == B


def test_s_33_policies_are_tried_on_an_order(approving: Approving) -> None:
    dear = approving.policy(step(PREDEFINED, B), conditions={"total_above_cents": 5_900})
    plain = approving.policy(step(PREDEFINED, M), name="Plain")
    order = approving.submitted(OrderType.ACCESSORY)
    found = approving.call(ADMIN, contract.TEST, order_id=order.order_id)
    assert [(one.policy_id, one.missed, one.decides) for one in found.tried] == [
        (dear.policy_id, ("total_above_cents",), False),
        (plain.policy_id, (), True),
    ]
    assert [[one.user_id for one in level.approvers] for level in found.levels] == [[M]]
    fields = dear.fields.model_dump(mode="json")
    draft = {**fields, "conditions": {"total_above_cents": 5_899}}
    asked = {"order_id": order.order_id, "policy_id": dear.policy_id}
    tried = approving.call(ADMIN, contract.TEST, **asked, draft=draft)
    assert [one.decides for one in tried.tried] == [True, False]
    assert [[one.user_id for one in level.approvers] for level in tried.levels] == [[B]]
    assert approving.call(ADMIN, contract.LIST).rows == (dear, plain), "nothing was saved"


def test_t17_a_type_is_switched_free_of_approval(approving: Approving) -> None:
    approving.policy(step(PREDEFINED, M))
    setting = approving.call(ADMIN, contract.SETTING)
    fields = {**setting.fields.model_dump(), "unapproved_types": ["ACCESSORY"]}
    saved = approving.call(ADMIN, contract.SAVE_SETTING, version=setting.version, fields=fields)
    assert saved.fields.unapproved_types == (OrderType.ACCESSORY,)
    stale = approving.refused(ADMIN, contract.SAVE_SETTING, version=setting.version, fields=fields)
    assert stale.code == "E-STALE"
    order = approving.submitted(OrderType.ACCESSORY)
    assert order.status is WirelessStatus.SUBMITTED_TO_VENDOR
    assert approving.call(ADMIN, contract.TEST, order_id=order.order_id).is_exempt
    other = approving.submitted(OrderType.SUSPEND)
    assert other.status is WirelessStatus.AWAITING_APPROVAL
    assert approving.call(WORKER, wireless_approvals.FORESEE, order_id=other.order_id).levels
