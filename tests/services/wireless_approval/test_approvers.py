"""Who approves: six kinds of approver, the default one, and nobody (R-WL-20, R-WL-22, T12, T17)."""

import pytest

from agentview.contract import wireless_approvals as contract
from agentview.contract.wireless import ApprovalStatus as S
from agentview.contract.wireless import ApproverKind as K
from agentview.contract.wireless import OrderType
from agentview.models.base import Base
from agentview.models.party import User
from agentview.models.wireless_company import Employee, OrgUnit
from agentview.services.wireless_approval import people
from tests import wireless_world as world
from tests.services.wireless_approval.approving import (
    LEAD_USER,
    PREDEFINED,
    WORKER_USER,
    Approving,
    asked,
    away,
    seen,
    step,
)
from tests.services.wireless_orders.requesting import ADMIN, BOSS, MANAGER, WORKER

M, B, D = world.MANAGER_USER, world.BOSS_USER, world.DEPUTY_USER


def who(approving: Approving, *steps: dict[str, object], by: str = WORKER, **more: object) -> list[int]:
    approving.policy(*steps)
    order = approving.stand(approving.submitted(OrderType.ACCESSORY, by, **more))
    return [user for user, _ in asked(order)]


@pytest.mark.parametrize(
    ("kind", "beneficiary", "expected"),
    [
        (K.EMP_REPORTING_MANAGER, None, [M]),
        (K.EMP_REPORTING_MANAGER, world.MANAGER, [B]),
        (K.EMP_REPORTING_MANAGER, world.COLLEAGUE, [M]),
        (K.EMP_HIERARCHY_MANAGER, None, [M]),
        (K.ORG_REPORTING, None, [M]),
        (K.ORG_REPORTING, world.COLLEAGUE, [D]),
        (K.ORG_HIERARCHY, world.COLLEAGUE, [B]),
    ],
)
def test_t17_managers_of_whom_it_is_for_are_found(
    approving_here: Approving, kind: K, beneficiary: int | None, expected: list[int]
) -> None:
    """COLLEAGUE's unit has no manager: that is the default approver's, or of the unit above."""
    beneficiary_id = beneficiary or world.WORKER
    assert who(approving_here, step(kind, default=D), beneficiary_id=beneficiary_id) == expected


@pytest.mark.parametrize("kind", [K.EMP_HIERARCHY_MANAGER, K.ORG_HIERARCHY])
def test_t17_a_hierarchy_goes_up_from_level_to_level(approving: Approving, kind: K) -> None:
    order = approving.waiting(step(kind), step(kind), step(kind, default=D))
    assert (asked(order, 1), asked(order, 2), asked(order, 3)) == (
        [(M, S.PENDING)],
        [(B, S.NOT_READY)],
        [(D, S.NOT_READY)],
    )
    order = approving.approve(approving.approve(order, MANAGER), BOSS)
    assert asked(order) == [(D, S.PENDING)]


@pytest.mark.parametrize("kind", [K.EMP_HIERARCHY_MANAGER, K.ORG_HIERARCHY])
def test_r_wl_22_a_hierarchy_passes_over_who_asked(approving_here: Approving, kind: K) -> None:
    assert who(approving_here, step(kind, default=D), by=MANAGER, beneficiary_id=world.WORKER) == [B]


def test_t17_a_circle_of_managers_ends(approving_here: Approving) -> None:
    approving_here.set_row(Employee, world.BOSS, manager_id=world.WORKER)
    approving_here.set_row(User, M, is_active=False)
    approving_here.set_row(User, B, is_active=False)
    assert who(approving_here, step(K.EMP_HIERARCHY_MANAGER, default=D)) == [D]
    approving_here.set_row(OrgUnit, world.HEAD, parent_id=world.CLINIC)
    assert who(approving_here, step(K.ORG_HIERARCHY, default=D)) == [D]


MISSING: dict[str, tuple[type[Base], int, dict[str, object]]] = {
    "disabled": (User, M, {"is_active": False}),
    "absent": (Employee, world.MANAGER, {**away()}),
    "other company": (User, M, {"account_id": 2}),
}


@pytest.mark.parametrize("why", MISSING)
def test_r_wl_20_the_default_approver_steps_in(approving: Approving, why: str) -> None:
    table, key, values = MISSING[why]
    approving.policy(step(PREDEFINED, M, default=B))
    approving.set_row(table, key, **values)
    order = approving.stand(approving.submitted(OrderType.ACCESSORY))
    [part] = order.rounds[0].levels[0].parts
    assert (part.approver.user_id, part.is_default, part.status) == (B, True, S.PENDING)
    assert approving.cases() == []


def test_r_wl_20_who_is_absent_with_a_delegate_is_not_missing(approving_here: Approving) -> None:
    approving_here.delegate(MANAGER, D)
    approving_here.set_row(Employee, world.MANAGER, **away())
    assert who(approving_here, step(PREDEFINED, M, default=B)) == [M]


def test_r_wl_20_absence_has_a_first_and_a_last_day(approving_here: Approving) -> None:
    day = world.TODAY
    for first, last, is_there in (
        (day, day, False),
        (None, day, False),
        (day, None, False),
        (day.replace(day=day.day + 1), None, True),
        (None, day.replace(day=day.day - 1), True),
        (None, None, True),
    ):
        approving_here.set_row(Employee, world.MANAGER, absent_from=first, absent_to=last)
        assert who(approving_here, step(PREDEFINED, M, default=B)) == [M if is_there else B], (first, last)


def test_r_wl_20_of_several_only_who_is_there_is_asked(approving_here: Approving) -> None:
    approving_here.set_row(Employee, world.MANAGER, **away())
    assert who(approving_here, step(PREDEFINED, M, D, LEAD_USER, default=B)) == [D, LEAD_USER]


def test_r_wl_20_who_is_away_when_the_level_opens_is_not_asked(approving: Approving) -> None:
    order = approving.waiting(step(PREDEFINED, M), step(PREDEFINED, B, default=D))
    assert asked(order, 2) == [(B, S.NOT_READY)]
    approving.set_row(User, B, is_active=False)
    assert asked(approving.approve(order, MANAGER)) == [(D, S.PENDING)]


def test_r_wl_20_with_nobody_at_all_it_is_a_case_for_administrators(approving: Approving) -> None:
    approving.policy(step(PREDEFINED, M))
    approving.set_row(User, M, is_active=False)
    order = approving.stand(approving.submitted(OrderType.ACCESSORY))
    assert (order.status, order.level, order.rounds) == ("AWAITING_APPROVAL", 1, ())
    [case] = approving.cases()
    assert (case.department, case.status, case.level_id) == ("ADMIN", "OPEN", order.order_id)
    assert approving.refused(BOSS, contract.ASSIGN, **seen(order), approver_id=B).code == "E-POWER"
    for nobody in (WORKER_USER, M):
        refused = approving.refused(ADMIN, contract.ASSIGN, **seen(order), approver_id=nobody)
        assert refused.code == "E-WL-CANNOT-APPROVE"
    order = approving.call(ADMIN, contract.ASSIGN, **seen(order), approver_id=B)
    assert asked(order) == [(B, S.PENDING)]
    assert approving.cases()[0].status == "RESOLVED"
    again = approving.refused(ADMIN, contract.ASSIGN, **seen(order), approver_id=D)
    assert again.code == "E-WL-HAS-APPROVER"
    assert approving.approve(order, BOSS).status == "SUBMITTED_TO_VENDOR"


def test_t12_the_requester_chooses_where_the_policy_lets_it(approving: Approving) -> None:
    approving.policy(step(K.USER_DEFINED, M, B), step(PREDEFINED, D))
    draft = approving.drafted(OrderType.ACCESSORY)
    foreseen = approving.call(WORKER, contract.FORESEE, order_id=draft.order_id)
    assert [one.user_id for one in foreseen.levels[0].candidates] == [B, M]
    assert foreseen.levels[0].approvers == ()
    assert foreseen.levels[1].candidates == ()

    def choose(level: int, user: int | None) -> dict[str, object]:
        return {**seen(draft), "level": level, "approver_id": user}

    assert approving.refused(WORKER, contract.CHOOSE, **choose(2, M)).code == "E-WL-NO-CHOICE"
    assert approving.refused(WORKER, contract.CHOOSE, **choose(1, D)).code == "E-WL-CANNOT-APPROVE"
    chosen = approving.call(WORKER, contract.CHOOSE, **choose(1, B))
    assert [one.user_id for one in chosen.levels[0].approvers] == [B]
    order = approving.submit(approving.confirm(approving.look(draft)))
    assert asked(approving.stand(order)) == [(B, S.PENDING)]
    assert approving.refused(WORKER, contract.CHOOSE, **{**choose(1, M), **seen(order)}).code == "E-STATE"


def test_t12_who_is_not_shown_at_first_is_found_and_chosen(
    approving: Approving, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The requester's own choice reaches everybody who can approve, by the beginning of the name."""
    monkeypatch.setattr(people, "_MOST_SHOWN", 1)
    approving.policy(step(K.USER_DEFINED, M, B))
    draft = approving.drafted(OrderType.ACCESSORY)
    first = approving.call(WORKER, contract.FORESEE, order_id=draft.order_id)
    assert [one.user_id for one in first.levels[0].candidates] == [B]
    found = approving.call(WORKER, contract.FORESEE, order_id=draft.order_id, text=" marlow MAN")
    assert [one.user_id for one in found.levels[0].candidates] == [M]
    none = approving.call(WORKER, contract.FORESEE, order_id=draft.order_id, text="anager")
    assert none.levels[0].candidates == ()
    approving.call(WORKER, contract.CHOOSE, **seen(draft), level=1, approver_id=M)
    order = approving.submit(approving.confirm(approving.look(draft)))
    assert asked(approving.stand(order)) == [(M, S.PENDING)]


def test_t12_whoever_was_not_chosen_is_replaced_by_the_default(approving_here: Approving) -> None:
    assert who(approving_here, step(K.USER_DEFINED, M, default=B)) == [B]
