"""A MIGRATE task on the screen: what moves where, the one completing button, and its dialog (R-PRV-14)."""

from datetime import date

from agentview.contract.migration_quote import Direction
from agentview.contract.provisioning import TaskDetail, TaskStatus, TransferType
from agentview.contract.task_migration import TaskMigration, TaskMove
from agentview.ui.kit.a11y import nameless
from agentview.ui.views.provisioning.dialog_texts import dialog_text
from agentview.ui.views.provisioning.form_fields import form_fields
from agentview.ui.views.provisioning.migration_facts import migration_facts
from agentview.ui.views.provisioning.migration_words import move_text
from agentview.ui.views.provisioning.offers import completion_of
from agentview.ui.views.provisioning.plans import PLANS, amend_values, edit_values
from agentview.ui.views.provisioning.task_dialog import TaskDialog
from agentview.ui.views.provisioning.words import type_of
from tests.ui.views.provisioning.builders import FakeGateway, acted, detail, queue_of, row
from tests.ui.views.provisioning.conftest import OpenScreen, shown_texts

FIRST, LAST = date(2026, 12, 1), "30 Nov 2026"
TODAY = date(2026, 11, 26)
KEPT = TaskMove(
    service_reference="SS-1",
    identifier_label="Phone number",
    identifier="+61355500142",
    service_type="Mobile",
    is_automatic=False,
    losing="Mobile 40",
    winning="Mobile 80",
)
DROPPED = KEPT.model_copy(
    update={"service_type": "Fax", "losing": "Fax line", "winning": "", "identifier": ""}
)


def migration(*, waits: bool = False, may_permit: bool = False) -> TaskMigration:
    return TaskMigration(
        order_id=12,
        reference="MG-12",
        losing_plan="Mobile 40",
        winning_plan="Mobile 80",
        direction=Direction.UPGRADE,
        effective_on=FIRST,
        waits_until=FIRST if waits else None,
        first_period_end_on=None,
        can_permit_early=may_permit,
        note="<b>Ring first</b>",
        moves=(KEPT, DROPPED),
    )


def task(**more: bool) -> TaskDetail:
    shown = row(1, reference="MG-12/1", transfer_type=TransferType.MIGRATE)
    return detail(shown, migration=migration(**more), source_package="PS-9", order_reference="MG-12")


def test_the_facts_say_from_where_to_where_with_each_service() -> None:
    shown = {fact.label: fact.value for fact in migration_facts(migration(waits=True))}
    assert shown["Package"] == "Mobile 40 \u2192 Mobile 80 (Upgrade)"
    assert shown["First day"].endswith("still to come")
    assert shown["Mobile"].endswith("Mobile 40 \u2192 Mobile 80")
    assert shown["Fax"] == "Fax line: ends, nothing follows it"
    assert shown["Note"] == "<b>Ring first</b>"
    automatic = KEPT.model_copy(update={"is_automatic": True})
    assert move_text(automatic).endswith("(by the carrier's platform)")


def test_its_type_and_its_one_completing_command() -> None:
    assert type_of(task().row) == "Migrate"
    assert completion_of(task().row).value == "finalise_migration"


def test_the_dialog_names_the_record_what_ends_what_begins_and_the_day() -> None:
    text = dialog_text("finalise_migration", task())
    assert text.title == "Finalise the migration MG-12/1"
    assert f"PS-9 Mobile 40 ends on {LAST}" in text.sentence.replace("\u00a0", " ")
    assert "Mobile 80 is Active from" in text.sentence
    assert "withdrawn" in dialog_text("abort", task()).sentence


def test_a_permit_is_asked_for_only_where_it_can_be_given() -> None:
    """SM-2: an early permit needs its power and a reason."""
    plan = PLANS["finalise_migration"]
    names = {"supplier_reference"}
    for waits, may_permit in ((False, False), (False, True), (True, False)):
        assert set(plan.initial(task(waits=waits, may_permit=may_permit), TODAY)) == names
    early = task(waits=True, may_permit=True)
    values = plan.initial(early, TODAY)
    assert set(values) == names | {"is_early", "reason"}
    assert [field.name for field in form_fields(plan.verb, early, values)] == list(values)
    sent = plan.request(early, {**values, "is_early": True, "reason": "Asked for"})
    assert sent.model_dump(include={"is_early", "reason"}) == {"is_early": True, "reason": "Asked for"}


def test_only_the_suppliers_reference_is_edited_and_nothing_amended() -> None:
    assert list(edit_values(task())) == ["supplier_reference"]
    assert amend_values(task()) == {}
    assert [field.name for field in form_fields("resubmit", task(), {"note": ""})] == ["note"]


def test_it_is_finalised_from_the_queue(open_screen: OpenScreen) -> None:
    shown = task()
    gateway = FakeGateway({**queue_of(shown.row), "provisioning.task": lambda _request: shown})
    gateway.answers["provisioning.finalise_migration"] = lambda _r: acted(status=TaskStatus.COMPLETED)
    screen = open_screen(shown.row, gateway=gateway)
    screen.settle()
    assert "Finalise migration..." in shown_texts(screen.view.root)
    screen.view.commands.run("complete", screen.view.chosen_row())
    screen.settle()
    dialog = screen.view.commands.dialog
    assert isinstance(dialog, TaskDialog)
    assert nameless(dialog) == []
    assert "Fax line: ends, nothing follows it" in shown_texts(dialog)
    dialog.verb_button.click()
    screen.settle()
    [sent] = screen.gateway.sent("provisioning.finalise_migration")
    assert (sent.is_early, sent.version) == (False, shown.row.version)
