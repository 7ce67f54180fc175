"""The order of a migration wherever orders are shown: it is MG-, and nobody mistakes it for an order."""

import pytest

from agentview.contract import cancelling, customers, order_entry, order_search, search, status, transfers
from agentview.contract.search import HitKind
from agentview.contract.status import Cause
from agentview.core.errors import NotFound
from tests import build
from tests import migration_world as world
from tests.fixtures.backend import Backend
from tests.services.holdings import Held, hold
from tests.services.migrating import CSA, begin, finalise, submitted, task_of
from tests.services.provisioning.working import Working


@pytest.fixture
def working(backend: Backend) -> Working:
    """Return the people of the small operator."""
    return Working(backend)


@pytest.fixture
def held(backend: Backend) -> Held:
    """Return a package that may be migrated inside its pool."""
    world.home(backend)
    return hold(backend)


def found(working: Working, typed: str) -> list[str]:
    page = working.call(CSA, order_search.FIND, filter={"order": typed})
    return [row.reference for row in page.rows]


def test_order_search_shows_and_finds_a_migration_by_its_number(working: Working, held: Held) -> None:
    made = submitted(working, held.package_id)
    number = f"MG-{made.order_id}"
    assert found(working, number) == found(working, str(made.order_id)) == [number]
    assert found(working, f"{number}/1") == [number]
    assert found(working, f"PO-{made.order_id}") == []


def test_the_customers_orders_show_it_and_go_on_behind_it(working: Working, held: Held) -> None:
    task = working.new()
    made = submitted(working, held.package_id)
    page = working.call(CSA, customers.ORDERS, account_id=build.MARLOW, limit=1)
    assert [one.reference for one in page.orders] == [f"MG-{made.order_id}"]
    older = working.call(CSA, customers.ORDERS, account_id=build.MARLOW, after=page.orders[0].reference)
    assert task.order_reference in [one.reference for one in older.orders]


def test_the_command_box_finds_it_and_its_task(working: Working, held: Held) -> None:
    made = submitted(working, held.package_id)
    number = f"MG-{made.order_id}"
    hits = working.call(CSA, search.FIND, text=number).hits
    assert [(hit.kind, hit.reference) for hit in hits] == [
        (HitKind.ORDER, number),
        (HitKind.TASK, f"{number}/1"),
    ]
    assert working.call(CSA, search.FIND, text=f"PO-{made.order_id}").hits == ()


def test_an_mg_number_of_another_order_names_nothing(working: Working) -> None:
    order_id = working.new().order_reference.removeprefix("PO-")
    assert found(working, f"MG-{order_id}") == []
    assert working.call(CSA, search.FIND, text=f"MG-{order_id}").hits == ()


def test_order_entry_does_not_know_it(working: Working, held: Held) -> None:
    draft = begin(working, held.package_id)
    assert working.call(CSA, order_entry.DRAFTS).drafts == ()
    assert isinstance(working.refused(CSA, order_entry.DRAFT, order_id=draft.order_id), NotFound)
    assert isinstance(working.refused(CSA, order_entry.ORDER, order_id=draft.order_id), NotFound)
    gone = working.refused(CSA, order_entry.DISCARD, order_id=draft.order_id, version=draft.version)
    assert isinstance(gone, NotFound)


def test_r_mig_29_nothing_else_can_be_done_with_a_package_that_is_to_move(
    working: Working, held: Held
) -> None:
    """R-MIG-29: cancelling, change of owner and upgrade name the migration, from its first page on."""
    number = f"MG-{begin(working, held.package_id).order_id}"
    previews = (
        working.call(CSA, cancelling.PREVIEW_PACKAGE, package_id=held.package_id).refusals,
        working.call(CSA, transfers.PREVIEW_OWNER, package_id=held.package_id).refusals,
        working.call(CSA, transfers.PREVIEW_UPGRADE, package_id=held.package_id).refusals,
    )
    for refusals in previews:
        assert ("E-OPEN-ORDER", number) in {(one.code, one.values.get("reference")) for one in refusals}


def test_a_package_that_moves_is_not_active_any_more_for_other_orders(working: Working, held: Held) -> None:
    submitted(working, held.package_id)
    told = working.call(CSA, cancelling.PREVIEW_PACKAGE, package_id=held.package_id).refusals
    assert [one.code for one in told] != []


def test_r_mig_37_service_status_says_that_a_service_moves(working: Working, held: Held) -> None:
    """R-MIG-37: what is left works until then; what is to come waits for the task."""
    made = submitted(working, held.package_id)
    report = working.call(CSA, status.SERVICES, account_id=build.MARLOW)
    findings = {one.service_id: [f.cause for f in one.findings] for one in report.services}
    for service_id in held.service_ids:
        assert findings.pop(service_id) == [Cause.MOVING, Cause.WORKS]
    assert all(causes == [Cause.TASK_OPEN] for causes in findings.values())
    assert made.task_references == (f"MG-{made.order_id}/1",)


def test_service_status_says_who_stopped_a_migration(working: Working, held: Held) -> None:
    made = submitted(working, held.package_id)
    working.halt(task_of(working, made, "meridian_prov"))
    report = working.call(CSA, status.SERVICES, account_id=build.MARLOW)
    [left] = [one for one in report.services if one.service_id == held.service_ids[0]]
    assert left.findings[0].cause is Cause.MOVING_HALTED
    working_again = [one.cause for one in left.findings[1:]]
    assert working_again == [Cause.WORKS]


def test_a_finished_migration_leaves_nothing_behind(working: Working, held: Held) -> None:
    finalise(working, submitted(working, held.package_id))
    report = working.call(CSA, status.SERVICES, account_id=build.MARLOW)
    causes = {cause for one in report.services for cause in (f.cause for f in one.findings)}
    assert Cause.MOVING not in causes
