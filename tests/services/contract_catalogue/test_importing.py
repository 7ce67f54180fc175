"""Pool plans are imported from lines: tried out one by one, then all of them or none (S-15, E51)."""

from typing import Any

import pytest

from agentview.contract import pool_import as contract
from agentview.contract.contract_pools import PoolDetail
from agentview.contract.op import Op
from agentview.contract.pool_import import LineEffect, PoolLineVerdict
from agentview.core.errors import Denied
from tests.services.belongings import give_every_power
from tests.services.contract_catalogue.cataloguing import ADMIN, add_pool, add_type, put, read_pool, trail
from tests.services.every_row import everything
from tests.services.provisioning.working import Working

BOTH: tuple[Op[Any, Any], ...] = (contract.CHECK_PLANS, contract.IMPORT_PLANS)


@pytest.fixture
def pool(working: Working) -> PoolDetail:
    """Return a pool with one mobile plan."""
    made = add_pool(working, add_type(working))
    put(working, made, "MOB-40", 10, upgrade_charge_cents=1500)
    return read_pool(working, made)


def line(number: int, code: str, weight: int | None = 20, **more: object) -> dict[str, object]:
    return {"number": number, "pool": "Mobile", "plan_code": code, "weight": weight, **more}


def checked(working: Working, *lines: dict[str, object]) -> tuple[PoolLineVerdict, ...]:
    before = everything(working.backend)
    verdicts = working.call(ADMIN, contract.CHECK_PLANS, lines=lines).verdicts
    assert everything(working.backend) == before, "a dry run writes nothing"
    return verdicts


def codes(verdict: PoolLineVerdict) -> list[str]:
    return [one.code for one in verdict.refusals]


def test_each_line_says_what_it_comes_to(working: Working, pool: PoolDetail) -> None:
    verdicts = checked(
        working,
        line(2, "MOB-80", upgrade_discount_cents=700),
        line(3, "MOB-40", 10, upgrade_charge_cents=1500),
    )
    assert [(one.number, one.effect, one.changed, one.plan) for one in verdicts] == [
        (2, LineEffect.ADDED, (), "Plan MOB-80"),
        (3, LineEffect.SAME, (), "Plan MOB-40"),
    ]
    [changed] = checked(working, line(2, "MOB-40", 11))
    assert changed.effect is LineEffect.CHANGED
    assert changed.changed == ("weight", "upgrade_charge_cents"), "an empty charge is nothing"
    assert pool.row.plans == 1


def test_each_line_says_every_reason_against_it(working: Working, pool: PoolDetail) -> None:
    unread = {"code": "E-POOL-WEIGHT", "field": "weight"}
    verdicts = checked(
        working,
        line(2, "NONE", pool="Nowhere"),
        line(3, "ALP-40"),
        line(4, "MOB-80", None),
        line(5, "MOB-80"),
        line(6, "DUO", None, refusals=[unread]),
    )
    assert [codes(one) for one in verdicts] == [
        ["E-POOL-UNKNOWN", "E-POOL-PLAN"],
        ["E-POOL-PLAN"],
        ["E-POOL-WEIGHT"],
        ["E-POOL-TWICE"],
        ["E-POOL-WEIGHT"],
    ]
    assert {one.effect for one in verdicts} == {None}
    assert read_pool(working, pool) == pool


def test_a_file_is_imported_and_a_second_time_changes_nothing(working: Working, pool: PoolDetail) -> None:
    lines = [
        line(2, "MOB-40", 11, upgrade_charge_cents=1500),
        line(3, "MOB-80", 20, downgrade_discount_cents=300),
    ]
    done = working.call(ADMIN, contract.IMPORT_PLANS, lines=lines)
    assert (done.added, done.changed, done.same) == (1, 1, 0)
    now = read_pool(working, pool)
    assert [(one.code, one.weight, one.downgrade_discount_cents) for one in now.plans] == [
        ("MOB-40", 11, None),
        ("MOB-80", 20, 300),
    ]
    assert ("put_plan", "MOB-40/weight", "10", "11") in trail(working.backend, "contract_pool")
    again = working.call(ADMIN, contract.IMPORT_PLANS, lines=lines)
    assert (again.added, again.changed, again.same) == (0, 0, 2)
    assert read_pool(working, pool) == now


def test_one_line_that_cannot_be_taken_keeps_the_whole_file_out(working: Working, pool: PoolDetail) -> None:
    lines = [line(2, "MOB-80"), line(3, "NONE"), line(4, "OTHER")]
    error = working.refused(ADMIN, contract.IMPORT_PLANS, lines=lines)
    assert (error.code, error.values) == ("E-POOL-LINES", {"lines": 2, "first": 3})
    assert read_pool(working, pool) == pool


def test_r_gen_10_lines_reach_no_other_provider_s_pools(working: Working, pool: PoolDetail) -> None:
    give_every_power(working.backend, "alpine_lead")
    for op in BOTH:
        for user in ("harbour_lead", "harbour_csa"):
            assert isinstance(working.refused(user, op, lines=[line(2, "MOB-80")]), Denied)
    [verdict] = working.call("alpine_lead", contract.CHECK_PLANS, lines=[line(2, "MOB-40")]).verdicts
    assert (codes(verdict), verdict.plan) == (["E-POOL-UNKNOWN", "E-POOL-PLAN"], "")
    assert isinstance(read_pool(working, pool), PoolDetail)
    give_every_power(working.backend, "harbour_viewer")
    for op in BOTH:
        error = working.refused("harbour_viewer", op, lines=[line(2, "MOB-80")])
        assert error.code == "E-STAFF-ONLY"
