"""Pools, the plans in them, the plans of the catalogue, and when a contract blocks a migration (S-15)."""

import pytest

from agentview.contract import contract_catalogue, contract_types, migrations
from agentview.contract import contract_pools as contract
from agentview.contract.contract_pools import BlockSetting, PoolDetail
from agentview.core.errors import Conflict, Denied, NotFound
from tests.services.belongings import give_every_power
from tests.services.contract_catalogue.cataloguing import (
    ADMIN,
    PLAN,
    Attempts,
    add_pool,
    add_type,
    bind,
    put,
    read_pool,
    set_default,
    trail,
    withdraw_plan,
)
from tests.services.holdings import hold
from tests.services.provisioning.working import Working


@pytest.fixture
def pool(working: Working) -> PoolDetail:
    """Return a pool with two mobile plans."""
    made = add_pool(working, add_type(working))
    put(working, made, "MOB-80", 20, upgrade_charge_cents=1500)
    put(working, made, "MOB-40", 10)
    return read_pool(working, made)


def take_out(pool: PoolDetail, code: str) -> dict[str, object]:
    [version] = [one.version for one in pool.plans if one.code == code]
    return {"pool_id": pool.row.pool_id, "plan_id": PLAN[code], "version": version}


def chosen(working: Working) -> int:
    """Begin a migration from MOB-40 to MOB-80 and save the plan; return its order."""
    begun = working.call("harbour_csa", migrations.START, package_id=hold(working.backend).package_id)
    page = {"page": "PACKAGE", "go_on_at": "SERVICES", "form": {"winning_plan_id": PLAN["MOB-80"]}}
    at = {"order_id": begun.order_id, "version": begun.version}
    working.call("harbour_csa", migrations.SAVE_PAGE, **at, **page)
    return begun.order_id


def test_s_15_a_pool_shows_its_plans_by_weight_with_what_moving_to_them_costs(
    working: Working, pool: PoolDetail
) -> None:
    assert [(one.code, one.weight, one.upgrade_charge_cents) for one in pool.plans] == [
        ("MOB-40", 10, None),
        ("MOB-80", 20, 1500),
    ]
    assert (pool.row.name, pool.row.contract_type, pool.row.plans, pool.currency) == (
        "Mobile",
        "24 months",
        2,
        "AUD",
    )
    assert [row.name for row in working.call(ADMIN, contract.POOLS).rows] == ["Mobile"]
    assert working.call(ADMIN, contract.POOLS, filter={"text": "xyz"}).rows == ()


def test_r_mig_11_a_plan_that_nobody_can_be_moved_to_is_told(working: Working, pool: PoolDetail) -> None:
    assert [one.fits for one in pool.plans] == [False, False]
    [kind] = working.call("harbour_csa", contract.POOLS).rows
    plan = working.call(ADMIN, contract_catalogue.PLAN, plan_id=PLAN["MOB-80"])
    working.call(
        ADMIN,
        contract_catalogue.SET_CONTRACT_TYPE,
        plan_id=PLAN["MOB-80"],
        version=plan.version,
        contract_type_id=kind.contract_type_id,
    )
    withdraw_plan(working.backend, "MOB-40")
    assert [(one.code, one.fits, one.is_sold) for one in read_pool(working, pool).plans] == [
        ("MOB-40", False, False),
        ("MOB-80", True, True),
    ]


def test_a_pool_is_renamed_and_no_two_have_one_name(working: Working, pool: PoolDetail) -> None:
    type_id = pool.row.contract_type_id
    for name, code in (("", "E-POOL-NAME"), ("Mobile", "E-POOL-EXISTS")):
        error = working.refused(ADMIN, contract.CREATE_POOL, name=name, contract_type_id=type_id)
        assert (error.code, error.refusals[0].field) == (code, "name")
    working.call(ADMIN, contract.CREATE_POOL, name="Other", contract_type_id=type_id)
    at = {"pool_id": pool.row.pool_id, "version": pool.row.version}
    assert working.refused(ADMIN, contract.RENAME_POOL, **at, name="Other").code == "E-POOL-EXISTS"
    done = working.call(ADMIN, contract.RENAME_POOL, **at, name="Phones")
    assert (done.name, read_pool(working, pool).row.name) == ("Phones", "Phones")
    late = working.refused(ADMIN, contract.RENAME_POOL, **at, name="Late")
    assert isinstance(late, Conflict)
    assert ("rename", "name", "Mobile", "Phones") in trail(working.backend, "contract_pool")


def test_a_pool_is_not_made_for_a_withdrawn_type(working: Working) -> None:
    row = add_type(working)
    at = {"contract_type_id": row.terms.contract_type_id, "version": row.version}
    working.call(ADMIN, contract_types.WITHDRAW_TYPE, **at)
    error = working.refused(ADMIN, contract.CREATE_POOL, name="x", contract_type_id=at["contract_type_id"])
    assert isinstance(error, NotFound)


def test_a_plan_is_taken_out_of_a_pool(working: Working, pool: PoolDetail) -> None:
    request = take_out(pool, "MOB-40")
    working.call(ADMIN, contract.TAKE_OUT_PLAN, **request)
    assert [one.code for one in read_pool(working, pool).plans] == ["MOB-80"]
    assert trail(working.backend, "contract_pool")[-1] == ("take_out_plan", "MOB-40", "10", None)
    assert isinstance(working.refused(ADMIN, contract.TAKE_OUT_PLAN, **request), Conflict)


def test_a_plan_that_was_changed_meanwhile_is_not_taken_out(working: Working, pool: PoolDetail) -> None:
    put(working, pool, "MOB-40", 30, version=take_out(pool, "MOB-40")["version"])
    late = working.refused(ADMIN, contract.TAKE_OUT_PLAN, **take_out(pool, "MOB-40"))
    assert (late.code, late.values["by"]) == ("E-STALE", "Harbour Admin")


@pytest.mark.parametrize("code", ["MOB-40", "MOB-80"])
def test_a_plan_stays_while_an_open_migration_counts_on_it(
    working: Working, pool: PoolDetail, code: str
) -> None:
    order_id = chosen(working)
    assert [one.migrations for one in read_pool(working, pool).plans] == [1, 1]
    error = working.refused(ADMIN, contract.TAKE_OUT_PLAN, **take_out(pool, code))
    assert error.code == "E-POOL-IN-MIGRATION"
    assert error.values == {"count": 1, "references": [f"MG-{order_id}"]}
    draft = working.call("harbour_csa", migrations.DRAFT, order_id=order_id)
    at = {"order_id": order_id, "version": draft.version}
    working.call("harbour_csa", migrations.WITHDRAW, **at, reason="changed their mind")
    working.call(ADMIN, contract.TAKE_OUT_PLAN, **take_out(pool, code))
    assert {one.code for one in read_pool(working, pool).plans} == {"MOB-40", "MOB-80"} - {code}


def test_another_plan_of_the_pool_can_go_meanwhile(working: Working, pool: PoolDetail) -> None:
    put(working, pool, "DUO", 30)
    chosen(working)
    working.call(ADMIN, contract.TAKE_OUT_PLAN, **take_out(read_pool(working, pool), "DUO"))
    assert [(one.code, one.migrations) for one in read_pool(working, pool).plans] == [
        ("MOB-40", 1),
        ("MOB-80", 1),
    ]


@pytest.mark.usefixtures("pool")
def test_r_mig_12_plans_are_found_with_their_contract_type_and_pools(working: Working) -> None:
    row = add_type(working, internal_name="12 months")
    set_default(working, "MOB-80", row)
    found = working.call(ADMIN, contract_catalogue.PLANS, filter={"text": "mob-"}).rows
    assert [(one.code, one.contract_type, one.pools) for one in found] == [
        ("MOB-40", "", ("Mobile",)),
        ("MOB-80", "12 months", ("Mobile",)),
    ]
    type_id = row.terms.contract_type_id
    bound = working.call(ADMIN, contract_catalogue.PLANS, filter={"contract_type_id": type_id})
    assert [one.code for one in bound.rows] == ["MOB-80"]
    free = working.call(ADMIN, contract_catalogue.PLANS, filter={"without_contract_type": True})
    assert "MOB-80" not in {one.code for one in free.rows}
    assert (free.total, "ALP-40" in {one.code for one in free.rows}) == (len(free.rows), False)


def test_d_03_the_setting_is_read_and_chosen(working: Working) -> None:
    before = working.call("harbour_csa", contract.SETTING)
    assert before.contract_blocks_migration is BlockSetting.POOL_AWARE
    strict = {"contract_blocks_migration": "STRICT"}
    after = working.call(ADMIN, contract.SET_SETTING, version=before.version, **strict)
    assert working.call("harbour_csa", contract.SETTING) == after
    assert after.contract_blocks_migration is BlockSetting.STRICT
    late = working.refused(ADMIN, contract.SET_SETTING, version=before.version, **strict)
    assert isinstance(late, Conflict)
    assert trail(working.backend, "provider") == [
        ("set_setting", "contract_blocks_migration", "POOL_AWARE", "STRICT")
    ]


def test_r_mig_01_the_setting_decides_what_blocks(working: Working, pool: PoolDetail) -> None:
    row_id = pool.row.contract_type_id
    row = working.call(ADMIN, contract_types.TYPE, contract_type_id=row_id)
    for code in ("MOB-40", "MOB-80"):
        set_default(working, code, row)
    package_id = bind(working.backend, row)
    check = working.call("harbour_csa", migrations.CHECK, package_id=package_id)
    assert [one.refusal.code for one in check.blockers] == []
    setting = working.call(ADMIN, contract.SETTING)
    working.call(ADMIN, contract.SET_SETTING, version=setting.version, contract_blocks_migration="STRICT")
    check = working.call("harbour_csa", migrations.CHECK, package_id=package_id)
    assert [one.refusal.code for one in check.blockers] == ["E-UNDER-CONTRACT"]


def test_r_gen_10_another_s_pools_and_plans_are_not_there(working: Working, pool: PoolDetail) -> None:
    give_every_power(working.backend, "alpine_lead")
    at = {"pool_id": pool.row.pool_id}
    assert working.call("alpine_lead", contract.POOLS).rows == ()
    own = working.call("alpine_lead", contract_catalogue.PLANS).rows
    assert [one.code for one in own] == ["ALP-40"]
    attempts: Attempts = (
        (contract.POOL, at),
        (contract.RENAME_POOL, {**at, "version": 1, "name": "x"}),
        (contract.TAKE_OUT_PLAN, take_out(pool, "MOB-40")),
        (contract.CREATE_POOL, {"name": "x", "contract_type_id": pool.row.contract_type_id}),
        (contract_catalogue.PLAN, {"plan_id": PLAN["MOB-40"]}),
        (contract_catalogue.PUT_PLAN, {**at, "plan_id": PLAN["ALP-40"], "weight": 1}),
    )
    for op, request in attempts:
        assert isinstance(working.refused("alpine_lead", op, **request), NotFound), op.name
    assert read_pool(working, pool) == pool


def test_d_19_the_staff_reads_pools_the_administrator_changes_them_and_customers_see_none(
    working: Working, pool: PoolDetail
) -> None:
    at = {"pool_id": pool.row.pool_id}
    changes: Attempts = (
        (contract.RENAME_POOL, {**at, "version": 1, "name": "x"}),
        (contract.TAKE_OUT_PLAN, take_out(pool, "MOB-40")),
        (contract.CREATE_POOL, {"name": "x", "contract_type_id": pool.row.contract_type_id}),
        (contract.SET_SETTING, {"version": 1, "contract_blocks_migration": "STRICT"}),
        (contract_catalogue.PUT_PLAN, {**at, "plan_id": PLAN["DUO"], "weight": 1}),
    )
    reads: Attempts = (
        (contract.POOLS, {}),
        (contract.POOL, at),
        (contract.SETTING, {}),
        (contract_catalogue.PLANS, {}),
        (contract_catalogue.PLAN, {"plan_id": PLAN["DUO"]}),
    )
    for op, request in changes:
        assert isinstance(working.refused("harbour_lead", op, **request), Denied)
    for op, request in reads:
        working.call("harbour_csa", op, **request)
    give_every_power(working.backend, "harbour_viewer")
    for op, request in (*changes, *reads):
        error = working.refused("harbour_viewer", op, **request)
        assert error.code == "E-STAFF-ONLY"
