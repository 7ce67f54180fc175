"""The plans that a package may go to, why others are hidden, and where each leads (R-MIG-11, 12, 13)."""

from collections.abc import Iterable
from datetime import date

import pytest

from agentview.contract import contract_catalogue as catalogue
from agentview.contract import migrations as contract
from agentview.contract.migration_quote import Direction
from agentview.contract.migrations import HiddenBy, HiddenPlan, PlanSort, WinningPlan, WinningPlans
from tests import build
from tests import migration_world as world
from tests.migration_world import Place
from tests.services.belongings import give_every_power
from tests.services.holdings import Held, hold
from tests.services.migrating import CSA
from tests.services.provisioning.working import Working

ADMIN = "harbour_admin"
UP, SAME, DOWN = Direction.UPGRADE, Direction.CROSSGRADE, Direction.DOWNGRADE


def plans(working: Working, held: Held, by: str = CSA, **more: object) -> WinningPlans:
    return working.call(by, contract.PLANS, package_id=held.package_id, **more)


def codes(found: Iterable[WinningPlan]) -> list[str]:
    return [plan.code for plan in found]


def hidden(working: Working, held: Held, code: str, by: str = CSA) -> HiddenPlan:
    found = working.call(by, contract.HIDDEN_PLANS, package_id=held.package_id, text=code).plans
    return next(plan for plan in found if plan.code == code)


@pytest.mark.usefixtures("home")
def test_r_mig_11_the_list_holds_the_other_plans_of_the_pool(working: Working) -> None:
    assert codes(plans(working, hold(working.backend)).plans) == ["MOB-80", "DUO"]


@pytest.mark.parametrize(
    ("more", "types", "rule"),
    [
        ({"status": "WITHDRAWN"}, (build.MOBILE,), HiddenBy.WITHDRAWN),
        ({"kind": "BUY"}, (build.MOBILE,), HiddenBy.BUY),
        ({"default_type": None}, (build.MOBILE,), HiddenBy.CONTRACT_TYPE),
        ({}, (build.SIP,), HiddenBy.SERVICE_TYPE),
    ],
)
def test_r_mig_11_a_plan_of_the_pool_is_hidden_by_one_rule_and_says_which(
    working: Working, more: dict[str, object], types: tuple[int, ...], rule: HiddenBy
) -> None:
    backend = working.backend
    type_id = world.contract_type(backend)
    world.make_default(backend, type_id, "MOB-40")
    world.plan(backend, "OTHER", *types, **{"default_type": type_id, **more})  # type: ignore[arg-type]
    world.pool(backend, type_id, (Place("MOB-40", 10), Place("OTHER", 20)))
    held = hold(backend)
    assert plans(working, held).plans == ()
    assert hidden(working, held, "OTHER").hidden_by == (rule,)


def test_r_mig_11_a_plan_of_another_pool_is_hidden_and_names_nothing_to_who_cannot_mend_it(
    working: Working, home: world.Home
) -> None:
    backend, held = working.backend, hold(working.backend)
    world.plan(backend, "OTHER", default_type=home.type_id)
    world.pool(backend, home.type_id, (Place("OTHER", 1), Place("TALK", 2)), "Other pool")
    plan = hidden(working, held, "OTHER")
    assert plan.hidden_by == (HiddenBy.POOL,)
    assert (plan.pools, plan.contract_type_id) == ((), None)
    assert hidden(working, held, "MOB-40").hidden_by[0] is HiddenBy.SAME_PLAN
    assert hidden(working, held, "MOB-80").hidden_by == ()


def test_r_mig_11_no_default_contract_type_equals_none(working: Working) -> None:
    backend = working.backend
    world.pool(backend, world.contract_type(backend))
    assert codes(plans(working, hold(backend)).plans) == ["MOB-80", "DUO"]


@pytest.mark.usefixtures("home")
def test_r_mig_11_every_rule_that_hides_a_plan_is_said(working: Working) -> None:
    world.plan(working.backend, "OTHER", build.SIP, kind="BUY", status="WITHDRAWN")
    found = hidden(working, hold(working.backend), "OTHER")
    assert set(found.hidden_by) == set(HiddenBy) - {HiddenBy.SAME_PLAN}
    assert found.missing_service_types == ("Mobile",)


@pytest.mark.usefixtures("home")
def test_r_mig_11_a_bundle_goes_to_a_plan_with_what_remains_after_dropping(working: Working) -> None:
    held = hold(working.backend, "DUO")
    shown = plans(working, held)
    assert codes(shown.plans) == ["MOB-80", "MOB-40"]
    assert shown.plans[0].dropped == ("Broadband", "SIP trunk")
    assert plans(working, held, dropped_service_ids=held.service_ids[1:]).total == 2
    assert plans(working, held, dropped_service_ids=held.service_ids[2:]).total == 0
    assert plans(working, held, dropped_service_ids=()).total == 0


def test_r_mig_11_a_plan_in_two_pools_stands_once_in_the_pool_of_the_contract(
    working: Working, home: world.Home
) -> None:
    backend = working.backend
    terms = world.contract_type(backend, world.RENEWING)
    second = world.pool(backend, terms, (Place("MOB-40", 50), Place("MOB-80", 20)), "Second")
    free, bound = hold(backend), hold(backend)
    world.bind(backend, bound.package_id, terms, date(2027, 1, 31))
    assert [(one.pool_id, one.direction) for one in plans(working, free, text="MOB-80").plans] == [
        (home.pool_id, UP)
    ]
    assert [(one.pool_id, one.direction) for one in plans(working, bound, text="MOB-80").plans] == [
        (second, DOWN)
    ]


def test_r_mig_12_an_empty_list_says_to_whom_it_is_shown_what_mends_it(working: Working) -> None:
    backend = working.backend
    home = world.contract_type(backend)
    world.make_default(backend, home, "MOB-40")
    pool_id = world.pool(backend, home, (Place("MOB-40", 10),))
    held = hold(backend)
    give_every_power(backend, ADMIN)
    asked, shown = plans(working, held).refusal, plans(working, held, ADMIN).refusal
    assert asked is not None
    assert shown is not None
    assert (asked.code, shown.code) == ("E-NO-WINNING-PLAN-ASK", "E-NO-WINNING-PLAN")
    assert plans(working, held, text="nothing is called so").refusal is None
    plan = hidden(working, held, "MOB-80", ADMIN)
    assert [pool.pool_id for pool in plan.pools] == [pool_id]
    assert plan.contract_type_id == home


def test_r_mig_12_both_fixes_bring_a_plan_into_the_list(working: Working) -> None:
    backend = working.backend
    home = world.contract_type(backend)
    world.make_default(backend, home, "MOB-40")
    world.pool(backend, home, (Place("MOB-40", 10),))
    held = hold(backend)
    give_every_power(backend, ADMIN)
    plan = hidden(working, held, "MOB-80", ADMIN)
    working.call(ADMIN, catalogue.PUT_PLAN, pool_id=plan.pools[0].pool_id, plan_id=plan.plan_id, weight=30)
    plan = hidden(working, held, "MOB-80", ADMIN)
    assert plan.hidden_by == (HiddenBy.CONTRACT_TYPE,)
    working.call(
        ADMIN,
        catalogue.SET_CONTRACT_TYPE,
        plan_id=plan.plan_id,
        version=plan.plan_version,
        contract_type_id=plan.contract_type_id,
    )
    assert codes(plans(working, held).plans) == ["MOB-80"]


@pytest.mark.parametrize(
    ("losing", "winning", "direction"),
    [(10, 20, UP), (20, 20, SAME), (50, 20, DOWN), (19, 20, UP), (21, 20, DOWN), (0, 1, UP), (0, 0, SAME)],
)
def test_r_mig_13_the_weights_alone_say_where_it_leads(
    working: Working, losing: int, winning: int, direction: Direction
) -> None:
    type_id = world.contract_type(working.backend)
    world.pool(working.backend, type_id, (Place("MOB-80", losing), Place("MOB-40", winning)))
    [plan] = plans(working, hold(working.backend, "MOB-80")).plans
    assert (plan.direction, plan.weight) == (direction, winning)


@pytest.mark.parametrize(
    ("weight", "charge", "discount"), [(1, 7, 30), (2, 5, 20), (3, 3, 10)], ids=("up", "cross", "down")
)
def test_r_mig_25_the_row_of_the_winning_plan_sets_the_price(
    working: Working, weight: int, charge: int, discount: int
) -> None:
    place = Place("MOB-80", 2, 7, 5, 3, 30, 20, 10)
    dear = Place("MOB-40", weight, 900, 900, 900, 900, 900, 900)
    world.pool(working.backend, world.contract_type(working.backend), (dear, place))
    [plan] = plans(working, hold(working.backend)).plans
    assert (plan.charge_cents, plan.discount_cents) == (charge, discount)
    assert plan.fee_cents == charge - discount


@pytest.mark.usefixtures("home")
def test_the_list_is_sorted_and_read_page_by_page(working: Working) -> None:
    held = hold(working.backend)
    by_fee = plans(working, held, sort=PlanSort.ACCESS_FEE)
    assert codes(by_fee.plans) == ["MOB-80", "DUO"]
    assert codes(plans(working, held, sort=PlanSort.NAME).plans) == ["DUO", "MOB-80"]
    second = plans(working, held, sort=PlanSort.NAME, offset=1, limit=1)
    assert (codes(second.plans), second.total) == (["MOB-80"], 2)
    assert codes(plans(working, held, text="mob").plans) == ["MOB-80"]
    assert plans(working, held, text="%").total == 0
