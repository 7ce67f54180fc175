"""The world of the migration tests: what it makes can be seen through the services, on all backends."""

from datetime import date

import pytest

from agentview.contract import migrations as contract
from agentview.contract.migration_quote import ChargeKind, Direction
from agentview.contract.migrations import HiddenBy, MigrationStatus, Preflight
from tests import build
from tests import migration_world as world
from tests.fixtures.backend import Backend
from tests.services.holdings import hold, package_status
from tests.services.migrating import CSA, begin, chosen, finalise, submitted
from tests.services.provisioning.working import Working

SOON = date(2027, 1, 31)


@pytest.fixture
def working(backend: Backend) -> Working:
    """Return the people of the small operator."""
    return Working(backend)


def checked(working: Working, package_id: int, by: str = CSA) -> Preflight:
    return working.call(by, contract.CHECK, package_id=package_id)


def codes(flight: Preflight) -> set[str]:
    return {one.refusal.code for one in flight.blockers}


@pytest.mark.parametrize(
    ("terms", "fee"),
    [(world.FIXED, 5000), (world.PER_MONTH, 3000), (world.PERCENT, 7485), (world.EARLY, 9000)],
    ids=lambda value: value.name if isinstance(value, world.Terms) else str(value),
)
def test_contracts_of_each_type_bind(working: Working, terms: world.Terms, fee: int) -> None:
    home, held = world.home(working.backend, terms), hold(working.backend)
    world.bind(working.backend, held.package_id, home.type_id, SOON)
    flight = checked(working, held.package_id)
    assert flight.contract is not None
    assert (flight.contract.terms.external_name, flight.contract.end_on) == (terms.name, SOON)
    assert flight.contract.break_out.amount_cents == fee
    assert (flight.contract.early_upgrade is not None) is (terms.early_months is not None)
    assert (flight.plan_count, flight.blockers) == (2, ())


def test_a_contract_blocks_where_no_plan_shares_the_pool(working: Working) -> None:
    world.home(working.backend)
    held = hold(working.backend, "14277")
    world.bind(working.backend, held.package_id, world.contract_type(working.backend, world.RENEWING), SOON)
    assert codes(checked(working, held.package_id)) == {"E-UNDER-CONTRACT"}


def test_the_strict_setting_blocks_inside_the_pool_too(working: Working) -> None:
    home, held = world.home(working.backend), hold(working.backend)
    world.bind(working.backend, held.package_id, home.type_id, SOON)
    world.block_under_contract(working.backend)
    assert codes(checked(working, held.package_id)) == {"E-UNDER-CONTRACT"}


def test_agents_their_people_and_what_they_may(working: Working) -> None:
    backend = working.backend
    world.home(backend)
    held, quayside = hold(backend), world.agent(backend)
    other = world.agent(backend, "Harbour Direct", visibility="OWN_ONLY")
    person, _stranger = (
        world.seller(backend, "pia", world.agent(backend)),
        world.seller(backend, "odo", other),
    )
    world.attribute(backend, quayside, package_id=held.package_id)
    assert codes(checked(working, held.package_id, "pia")) == {"E-NOT-SALE-AGENT"}
    world.delegate(backend, quayside, person, date(2026, 11, 1), date(2026, 11, 15))
    assert codes(checked(working, held.package_id, "pia")) == {"E-NO-ACT-ON-BEHALF"}
    world.delegate(backend, quayside, person)
    assert codes(checked(working, held.package_id, "pia")) == set()
    refused = working.refused("odo", contract.CHECK, package_id=held.package_id)
    assert refused.code == "E-NOT-FOUND"
    world.attribute(backend, other, account_id=build.MARLOW)
    assert codes(checked(working, held.package_id, "odo")) == {"E-NOT-SALE-AGENT"}


def test_plans_that_are_hidden_each_for_its_reason(working: Working) -> None:
    backend = working.backend
    home, held = world.home(backend), hold(backend)
    places = tuple(world.Place(code, 50) for code in ("GONE", "BOUGHT", "OTHER-TYPE", "MOB-40"))
    for code, more in (
        ("GONE", {"status": "WITHDRAWN"}),
        ("BOUGHT", {"kind": "BUY"}),
        ("OTHER-TYPE", {"default_type": None}),
        ("ALONE", {"default_type": home.type_id}),
    ):
        world.plan(backend, code, **{"default_type": home.type_id, **more})  # type: ignore[arg-type]
    world.pool(backend, home.type_id, places, "Second")
    shown = working.call(CSA, contract.HIDDEN_PLANS, package_id=held.package_id).plans
    reasons = {plan.code: plan.hidden_by for plan in shown}
    assert reasons["GONE"] == (HiddenBy.WITHDRAWN,)
    assert reasons["BOUGHT"] == (HiddenBy.BUY,)
    assert reasons["OTHER-TYPE"] == (HiddenBy.CONTRACT_TYPE,)
    assert reasons["ALONE"] == (HiddenBy.POOL,)


def test_usage_beyond_what_is_included_and_extras_are_seen(working: Working) -> None:
    backend = working.backend
    world.home(backend)
    held = hold(backend)
    world.include(backend, "MOB-40", 2000)
    world.use(backend, held.package_id, 2500)
    roaming = world.bolt_on(backend, held.package_id, service_id=held.service_ids[0])
    world.bolt_on(backend, held.package_id, "Roaming in Asia", parent_id=roaming, fee=200)
    world.bolt_on(backend, held.package_id, "Over", status="CANCELLED")
    draft = chosen(working, held.package_id)
    assert draft.quote is not None
    excess = [line for line in draft.quote.lines if line.kind is ChargeKind.EXCESS_USAGE]
    assert [line.amount_cents for line in excess] == [2500 - 1000]
    assert [(extra.name, extra.of) for extra in draft.extras] == [
        ("Roaming", ""),
        ("Roaming in Asia", "Roaming"),
    ]


def test_the_drivers_take_a_migration_to_its_end(working: Working) -> None:
    home, held = world.home(working.backend), hold(working.backend, "DUO")
    world.bind(working.backend, held.package_id, home.type_id, SOON)
    made = submitted(working, held.package_id, "MOB-40")
    assert made.status is MigrationStatus.AWAITING_PROVISIONING
    finalise(working, made)
    detail = working.call(CSA, contract.DETAIL, order_id=made.order_id)
    assert (detail.status, detail.direction) == (MigrationStatus.COMPLETED, Direction.DOWNGRADE)
    assert package_status(working.backend, held.package_id) == "Cancelled"


def test_one_person_begins_one_migration(working: Working) -> None:
    world.home(working.backend)
    held = hold(working.backend)
    assert begin(working, held.package_id).preflight.plan_count == 2
    assert codes(checked(working, held.package_id)) == {"E-IN-MIGRATION"}
