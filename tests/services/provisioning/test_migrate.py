"""A MIGRATE task in the queue: what it tells, when it is closed, and what it lets change (R-PRV-14, SM-2)."""

from datetime import date

import pytest

from agentview.contract import migrations, provisioning
from agentview.contract.migration_quote import Direction
from agentview.contract.provisioning import TaskDetail, TransferType
from tests import build
from tests import migration_world as world
from tests.fixtures.backend import Backend
from tests.services.holdings import Held, hold, package_status
from tests.services.migrating import CSA, finalise, submitted, task_of
from tests.services.provisioning.working import Working, at

TODAY = build.START.date()
LATER = date(2026, 12, 1)
PROVISIONER, LEAD = "meridian_prov", "meridian_lead"


@pytest.fixture
def held(backend: Backend) -> Held:
    """Return a package that may be migrated inside its pool."""
    world.home(backend)
    return hold(backend)


def refusals(task: TaskDetail, command: str) -> list[str]:
    [state] = [one for one in task.commands if one.command == command]
    return [refusal.code for refusal in state.refusals]


def test_a_task_says_from_which_plan_to_which_with_every_service(working: Working, held: Held) -> None:
    made = submitted(working, held.package_id)
    task = task_of(working, made, PROVISIONER)
    number = f"MG-{made.order_id}"
    assert (task.row.reference, task.order_reference) == (f"{number}/1", number)
    assert task.row.transfer_type is TransferType.MIGRATE
    move = task.migration
    assert move is not None
    assert (move.reference, move.direction, move.effective_on) == (number, Direction.UPGRADE, TODAY)
    assert move.waits_until is None
    assert [one.service_reference for one in move.moves] == [f"SS-{one}" for one in held.service_ids]
    assert all(one.losing and one.winning and not one.is_automatic for one in move.moves)
    assert refusals(task, "finalise_migration") == []
    assert refusals(task, "activate") != []
    assert task.milestones[-1].name == "DONE_MIGRATE"


def test_a_task_whose_day_is_to_come_is_closed_to_who_may_not_permit_it(working: Working, held: Held) -> None:
    """SM-2: the button says why; a supervisor may permit it, with a reason."""
    made = submitted(working, held.package_id, effective_on=LATER)
    task = task_of(working, made, PROVISIONER)
    assert task.migration is not None
    assert (task.migration.waits_until, task.migration.can_permit_early) == (LATER, False)
    assert refusals(task, "finalise_migration") == ["E-TOO-EARLY"]
    leads = task_of(working, made, LEAD)
    assert leads.migration is not None
    assert leads.migration.can_permit_early
    assert refusals(leads, "finalise_migration") == []
    finalise(working, made, LEAD, is_early=True, reason="The customer asked for it")
    assert package_status(working.backend, held.package_id) == "Cancelled"


def test_what_moved_can_still_be_read_when_it_is_done(working: Working, held: Held) -> None:
    made = submitted(working, held.package_id, effective_on=TODAY)
    finalise(working, made)
    move = task_of(working, made, PROVISIONER).migration
    assert move is not None
    assert [bool(one.winning) for one in move.moves] == [True] * len(held.service_ids)
    assert move.waits_until is None


def test_the_note_is_the_retailers_own_where_it_keeps_its_notes(working: Working, held: Held) -> None:
    """R-PRV-24: the wholesaler reads the note only where the retailer shows it."""
    made = submitted(working, held.package_id, note="Ring before noon")
    assert (own := task_of(working, made, CSA).migration) is not None
    assert own.note == "Ring before noon"
    task = task_of(working, made, PROVISIONER)
    assert task.migration is not None
    assert (task.migration.note == "") is ("NOTES" in task.private_fields)


def test_only_the_suppliers_reference_is_edited(working: Working, held: Held) -> None:
    made = submitted(working, held.package_id)
    task = task_of(working, made, PROVISIONER)
    plain = task.fields.model_dump(mode="json")
    typed = {**plain, "identifier": "+61491570999"}
    error = working.refused(PROVISIONER, provisioning.EDIT, **at(task), fields=typed)
    assert [one.code for one in error.refusals] == ["E-FIELD-UNUSED", "E-CONFIRM-IDENTIFIER"]
    edited = {**plain, "supplier_reference": "S-77"}
    working.call(PROVISIONER, provisioning.EDIT, **at(task), fields=edited)
    assert working.read(PROVISIONER, task).fields.supplier_reference == "S-77"


def test_a_halted_migration_is_resubmitted_and_not_amended(working: Working, held: Held) -> None:
    made = submitted(working, held.package_id)
    working.halt(task_of(working, made, PROVISIONER))
    halted = task_of(working, made, CSA)
    assert refusals(halted, "amend") == ["E-MIGRATION-FIXED"]
    working.call(CSA, provisioning.RESUBMIT, **at(halted), note="The address is right")
    assert working.call(CSA, migrations.DETAIL, order_id=made.order_id).status.value == (
        "AWAITING_PROVISIONING"
    )
