"""What stands against a migration, all at once and each with its way out (R-MIG-01 to 10, 35, 38)."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import func, select

from agentview.contract import migrations as contract
from agentview.contract import provisioning, transfers
from agentview.contract.contract_terms import ContractStatus
from agentview.contract.migrations import Blocker, Preflight, Remedy
from agentview.contract.network import NetworkStatus
from agentview.contract.op import Op
from agentview.contract.orders import PLACE
from agentview.core.errors import AgentViewError
from agentview.core.power import Role
from agentview.models.customer import Account
from agentview.models.database import Stamp
from agentview.models.migration import Migration
from agentview.models.network import NetworkRequest
from agentview.models.party import Agent
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from tests import build
from tests import migration_world as world
from tests.fixtures.backend import Backend
from tests.product_order import add, order
from tests.services.holdings import hold
from tests.services.migrating import CSA, begin, chosen, submitted
from tests.services.provisioning.working import Working, at, package_of
from tests.services.test_races import at_once, calling

LEAD = "harbour_lead"
TODAY = world.TODAY
SOON = date(2027, 1, 31)


def check(working: Working, package_id: int, by: str = CSA) -> Preflight:
    return working.call(by, contract.CHECK, package_id=package_id)


def codes(found: Preflight | AgentViewError) -> list[str]:
    if isinstance(found, Preflight):
        return [one.refusal.code for one in found.blockers]
    return [one.code for one in found.refusals]


def only(flight: Preflight, code: str) -> Blocker:
    [found] = [one for one in flight.blockers if one.refusal.code == code]
    return found


def remedies(blocker: Blocker) -> list[tuple[Remedy, int]]:
    return [(link.remedy, link.record_id) for link in blocker.links]


def set_service(backend: Backend, service_id: int, status: str) -> None:
    with backend.database.write(Stamp("test", build.START)) as session:
        session.get_one(ServiceSubscription, service_id).status = status


def number_of_package(reference: str) -> int:
    return int(reference.removeprefix("PS-"))


@pytest.mark.usefixtures("home")
def test_nothing_stands_against_an_active_package_of_a_pool(working: Working) -> None:
    flight = check(working, hold(working.backend).package_id)
    assert (flight.blockers, flight.plan_count, flight.contract) == ((), 2, None)
    assert [(one.command, one.refusals) for one in flight.commands] == [("start_migration", ())]


@pytest.mark.parametrize("status", [ContractStatus.ACTIVE, ContractStatus.RENEWED])
def test_r_mig_01_a_contract_blocks_where_no_plan_shares_the_pool(
    working: Working, status: ContractStatus
) -> None:
    held = hold(working.backend)
    type_id = world.contract_type(working.backend)
    world.bind(working.backend, held.package_id, type_id, SOON, status=status)
    blocker = only(check(working, held.package_id), "E-UNDER-CONTRACT")
    assert remedies(blocker) == [(Remedy.BREAK_OUT, held.package_id)]
    assert (blocker.refusal.rule, blocker.refusal.values["until"]) == ("R-MIG-01", SOON.isoformat())


@pytest.mark.parametrize("status", [ContractStatus.ENDED, ContractStatus.BROKEN])
def test_r_mig_01_a_contract_that_is_over_does_not_block(working: Working, status: ContractStatus) -> None:
    held = hold(working.backend)
    type_id = world.contract_type(working.backend)
    world.bind(working.backend, held.package_id, type_id, SOON, status=status)
    assert codes(check(working, held.package_id)) == []


@pytest.mark.parametrize(("is_strict", "blocked"), [(False, []), (True, ["E-UNDER-CONTRACT"])])
def test_r_mig_01_both_readings_of_a_contract_inside_the_pool(
    working: Working, home: world.Home, *, is_strict: bool, blocked: list[str]
) -> None:
    held = hold(working.backend)
    world.bind(working.backend, held.package_id, home.type_id, SOON)
    if is_strict:
        world.block_under_contract(working.backend)
    assert codes(check(working, held.package_id)) == blocked


def test_r_mig_01_the_strict_reading_of_another_provider_counts_for_its_own(
    working: Working, home: world.Home
) -> None:
    held = hold(working.backend)
    world.bind(working.backend, held.package_id, home.type_id, SOON)
    world.block_under_contract(working.backend, build.ALPINE)
    assert codes(check(working, held.package_id)) == []


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("status", ["PreActive", "PendingProvCancel", "Cancelled", "Aborted"])
def test_r_mig_02_a_package_that_is_not_active_blocks(working: Working, status: str) -> None:
    held = hold(working.backend, status=status)
    blocker = only(check(working, held.package_id), "E-PKG-NOT-ACTIVE")
    assert blocker.refusal.values["status"] == status


@pytest.mark.usefixtures("home")
def test_r_mig_03_one_service_that_is_not_active_blocks_and_is_opened(working: Working) -> None:
    held = hold(working.backend, "DUO")
    set_service(working.backend, held.service_ids[1], "PendingProvCancel")
    flight = check(working, held.package_id)
    assert codes(flight) == ["E-SERVICES-NOT-ACTIVE"]
    assert remedies(flight.blockers[0]) == [(Remedy.OPEN_SERVICE, held.service_ids[1])]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("status", ["Cancelled", "Aborted"])
def test_r_mig_03_a_service_that_is_over_does_not_count(working: Working, status: str) -> None:
    held = hold(working.backend, "DUO")
    set_service(working.backend, held.service_ids[2], status)
    assert codes(check(working, held.package_id)) == []


@pytest.mark.usefixtures("home")
def test_r_mig_03_what_is_pre_active_is_aborted_at_its_task(working: Working) -> None:
    task = working.new()
    package_id = number_of_package(package_of(working.backend, task))
    blocker = only(check(working, package_id), "E-SERVICES-PRE-ACTIVE")
    assert remedies(blocker) == [(Remedy.ABORT_ORDER, task.row.task_id)]
    assert (blocker.refusal.rule, blocker.refusal.values["pre_active"]) == ("R-MIG-03", 1)


@pytest.mark.usefixtures("home")
def test_r_mig_04_another_open_migration_blocks_and_is_opened(working: Working) -> None:
    held = hold(working.backend)
    draft = begin(working, held.package_id)
    flight = check(working, held.package_id)
    assert codes(flight) == ["E-IN-MIGRATION"]
    assert remedies(flight.blockers[0]) == [(Remedy.OPEN_MIGRATION, draft.order_id)]
    assert flight.open_order_id == draft.order_id
    working.call(CSA, contract.WITHDRAW, order_id=draft.order_id, version=draft.version)
    assert codes(check(working, held.package_id)) == []


@pytest.mark.usefixtures("home")
def test_r_mig_05_an_open_change_of_ownership_blocks_and_is_opened(working: Working) -> None:
    held = hold(working.backend)
    task = working.chown(f"PS-{held.package_id}")
    blocker = only(check(working, held.package_id), "E-IN-CHOWN")
    [(remedy, order_id)] = remedies(blocker)
    assert (remedy, blocker.refusal.rule) == (Remedy.OPEN_ORDER, "R-MIG-05")
    assert task.row.reference.startswith(f"PO-{order_id}/")


@pytest.mark.usefixtures("home")
def test_r_mig_05_a_change_of_ownership_that_is_over_holds_nothing_up(working: Working) -> None:
    """One of three services is moved and two are not: the package lives on with these, the order is done."""
    held = hold(working.backend, "DUO")
    moved = working.chown(f"PS-{held.package_id}")
    name = moved.row.reference.removesuffix("/1")
    working.call("meridian_prov", provisioning.ACTIVATE, **at(moved), service_start_on=TODAY)
    for number in (2, 3):
        assert "E-IN-CHOWN" in codes(check(working, held.package_id))
        kept = working.find(LEAD, f"{name}/{number}")
        working.call(LEAD, provisioning.ABORT, **at(kept), reason="Stays")
    assert codes(check(working, held.package_id)) == []
    seen = working.call(
        CSA, transfers.PREVIEW_OWNER, package_id=held.package_id, new_account_id=build.OKONKWO
    )
    assert seen.refusals == ()


@pytest.mark.usefixtures("home")
def test_r_mig_06_an_open_upgrade_blocks_and_is_opened(working: Working) -> None:
    held = hold(working.backend)
    task = working.upgrade(f"PS-{held.package_id}")
    blocker = only(check(working, held.package_id), "E-IN-UPGRADE")
    [(remedy, order_id)] = remedies(blocker)
    assert (remedy, blocker.refusal.rule) == (Remedy.OPEN_ORDER, "R-MIG-06")
    assert task.row.reference.startswith(f"PO-{order_id}/")


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("status", list(NetworkStatus))
def test_r_mig_07_an_automatic_service_with_an_unsettled_request_blocks(
    working: Working, status: NetworkStatus
) -> None:
    working.on(CSA).call(PLACE, order("T1", add("BOX"), account=build.MARLOW))
    with working.backend.database.write(Stamp("test", build.START)) as session:
        request = session.scalars(select(NetworkRequest)).one()
        request.status = status.value
        request_id, service_id = request.id, request.service_subscription_id
        service = session.get_one(ServiceSubscription, service_id)
        package_id = service.package_subscription_id
        service.status = session.get_one(PackageSubscription, package_id).status = "Active"
    flight = check(working, package_id)
    if status in {NetworkStatus.DONE, NetworkStatus.ABORTED}:
        assert codes(flight) == []
    else:
        assert codes(flight) == ["E-AWAITING-AUTO-PROVISIONING"]
        assert remedies(flight.blockers[0]) == [(Remedy.OPEN_NETWORK_REQUEST, request_id)]


@pytest.mark.usefixtures("home")
def test_r_mig_07_the_open_task_of_a_person_is_no_blocker(working: Working) -> None:
    task = working.new()
    package_id = number_of_package(package_of(working.backend, task))
    assert "E-AWAITING-AUTO-PROVISIONING" not in codes(check(working, package_id))


@pytest.mark.usefixtures("home")
def test_r_mig_08_another_agent_s_sale_blocks_and_names_who_is_asked(working: Working) -> None:
    backend, held = working.backend, hold(working.backend)
    seller, own = world.agent(backend), world.agent(backend, "Harbour Direct")
    world.attribute(backend, seller, package_id=held.package_id)
    world.seller(backend, "pia", own)
    flight = check(working, held.package_id, "pia")
    assert codes(flight) == ["E-NOT-SALE-AGENT"]
    assert remedies(flight.blockers[0]) == [(Remedy.ASK_AGENT, seller)]
    assert working.refused("pia", contract.START, package_id=held.package_id).code == "E-NOT-SALE-AGENT"


@pytest.mark.usefixtures("home")
def test_r_mig_08_the_own_sale_and_a_sale_of_nobody_do_not_block(working: Working) -> None:
    backend = working.backend
    own = world.agent(backend)
    world.seller(backend, "pia", own)
    mine, nobodys = hold(backend), hold(backend)
    world.attribute(backend, own, package_id=mine.package_id)
    assert codes(check(working, mine.package_id, "pia")) == []
    assert codes(check(working, nobodys.package_id, "pia")) == []


@pytest.mark.usefixtures("home")
def test_r_mig_08_the_provider_s_own_people_move_every_sale(working: Working) -> None:
    held = hold(working.backend)
    world.attribute(working.backend, world.agent(working.backend), package_id=held.package_id)
    assert codes(check(working, held.package_id)) == []


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("first", "last", "blocked"),
    [
        (0, 0, []),
        (0, None, []),
        (-5, 0, []),
        (1, None, ["E-NO-ACT-ON-BEHALF"]),
        (-5, -1, ["E-NO-ACT-ON-BEHALF"]),
    ],
)
def test_r_mig_09_a_delegation_counts_from_its_first_day_to_its_last(
    working: Working, first: int, last: int | None, blocked: list[str]
) -> None:
    backend, held = working.backend, hold(working.backend)
    seller = world.agent(backend)
    world.attribute(backend, seller, package_id=held.package_id)
    person = world.seller(backend, "pia", world.agent(backend, "Harbour Direct"))
    to = None if last is None else TODAY + timedelta(days=last)
    world.delegate(backend, seller, person, TODAY + timedelta(days=first), to)
    assert codes(check(working, held.package_id, "pia")) == blocked


@pytest.mark.usefixtures("home")
def test_r_mig_09_nobody_acts_for_an_agent_that_is_not_active_any_more(working: Working) -> None:
    backend, held = working.backend, hold(working.backend)
    closed = world.agent(backend)
    world.attribute(backend, closed, package_id=held.package_id)
    world.seller(backend, "pia", closed)
    friend = world.seller(backend, "lee", world.agent(backend, "Harbour Direct"))
    world.delegate(backend, closed, friend)
    assert [codes(check(working, held.package_id, by)) for by in ("pia", "lee")] == [[], []]
    with backend.database.write(Stamp("test", build.START)) as session:
        session.get_one(Agent, closed).is_active = False
    for by in ("pia", "lee"):
        assert codes(check(working, held.package_id, by)) == ["E-NO-ACT-ON-BEHALF"]
    assert codes(check(working, held.package_id)) == [], "the provider's own people move it"


@pytest.mark.usefixtures("home")
def test_r_mig_09_the_migration_says_on_whose_behalf(working: Working) -> None:
    backend, held = working.backend, hold(working.backend)
    seller = world.agent(backend)
    world.attribute(backend, seller, package_id=held.package_id)
    world.delegate(backend, seller, world.seller(backend, "pia", world.agent(backend, "Harbour Direct")))
    draft = begin(working, held.package_id, "pia")
    with backend.database.read() as session:
        row = session.scalars(select(Migration).where(Migration.order_id == draft.order_id)).one()
    assert (row.agent_id, row.on_behalf_of_agent_id) == (seller, seller)


@pytest.mark.usefixtures("home")
def test_r_mig_10_migrating_takes_the_power(working: Working) -> None:
    held = hold(working.backend)
    for nobody in ("harbour_prov", "harbour_viewer", "harbour_auditor"):
        assert working.refused(nobody, contract.START, package_id=held.package_id).code == "E-POWER"


def test_all_blockers_are_listed_at_once(working: Working) -> None:
    backend = working.backend
    held = hold(backend, status="PreActive")
    world.bind(backend, held.package_id, world.contract_type(backend), SOON)
    with backend.database.write(Stamp("test", build.START)) as session:
        session.get_one(Account, build.MARLOW).status = 2
    expected = {"E-UNDER-CONTRACT", "E-PKG-NOT-ACTIVE", "E-SERVICES-PRE-ACTIVE", "E-ACCOUNT-STATUS"}
    assert set(codes(check(working, held.package_id))) == expected
    assert set(codes(working.refused(CSA, contract.START, package_id=held.package_id))) == expected


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("is_submitted", [False, True])
def test_r_mig_35_a_second_migration_of_a_package_is_refused(working: Working, *, is_submitted: bool) -> None:
    held = hold(working.backend)
    (submitted if is_submitted else chosen)(working, held.package_id)
    assert "E-IN-MIGRATION" in codes(working.refused(LEAD, contract.START, package_id=held.package_id))


@pytest.mark.usefixtures("home")
def test_r_mig_35_two_who_press_migrate_at_one_moment_begin_one_migration(working: Working) -> None:
    held = hold(working.backend)
    press = partial(calling, working.backend, op=contract.START, package_id=held.package_id)
    assert sorted(at_once(press(CSA), press(LEAD))) == ["E-IN-MIGRATION", "done"]
    with working.backend.database.read() as session:
        assert session.scalars(select(func.count()).select_from(Migration)).one() == 1


@pytest.mark.usefixtures("home")
def test_r_mig_38_an_agent_s_people_see_migrations_of_own_customers_only(working: Working) -> None:
    backend = working.backend
    own = world.agent(backend, visibility="OWN_ONLY")
    world.seller(backend, "pia", own)
    foreign, sold, signed = hold(backend), hold(backend), hold(backend, account=build.BRIGHT)
    world.attribute(backend, own, package_id=sold.package_id)
    world.attribute(backend, own, account_id=build.BRIGHT)
    drafts = {held: begin(working, held.package_id) for held in (foreign, sold, signed)}
    readers: tuple[Op[Any, Any], ...] = (contract.DRAFT, contract.DETAIL, contract.QUOTE)
    for op in readers:
        refused = working.refused("pia", op, order_id=drafts[foreign].order_id)
        assert refused.code == "E-NOT-FOUND"
    for held in (sold, signed):
        read = working.call("pia", contract.DETAIL, order_id=drafts[held].order_id)
        assert read.order_id == drafts[held].order_id
    assert working.refused("pia", contract.CHECK, package_id=foreign.package_id).code == "E-NOT-FOUND"


@pytest.mark.usefixtures("home")
def test_sm_2_a_supervisor_moves_another_agent_s_sale_with_a_reason(working: Working) -> None:
    backend, held = working.backend, hold(working.backend)
    world.attribute(backend, world.agent(backend), package_id=held.package_id)
    own = world.agent(backend, "Harbour Direct")
    world.seller(backend, "pia", own)
    refused = working.refused(
        "pia", contract.START, package_id=held.package_id, override_reason="Agent closed"
    )
    assert refused.code == "E-POWER"
    world.seller(backend, "lee", own, Role.SUPERVISOR)
    assert Remedy.OVERRIDE in {
        link.remedy for link in check(working, held.package_id, "lee").blockers[0].links
    }
    draft = begin(working, held.package_id, "lee", override_reason="Agent closed")
    assert draft.preflight.blockers == ()
    detail = working.call("lee", contract.DETAIL, order_id=draft.order_id)
    assert detail.override_reason == "Agent closed"
