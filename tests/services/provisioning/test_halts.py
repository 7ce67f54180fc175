"""Halt with a public reason, amend and resubmit from the retailer's side."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from agentview.contract import provisioning as contract
from agentview.contract.provisioning import HaltCode, TaskStatus, View
from agentview.models.customer import Account
from agentview.models.database import Stamp
from agentview.models.party import Provider
from agentview.models.subscription import ServiceSubscription
from agentview.models.trail import EventInstance
from agentview.models.work_item import WorkItem
from tests import build
from tests.services.provisioning.working import Working, at, package_of


@pytest.mark.parametrize(
    "given", [{}, {"code": HaltCode.OTHER}, {"text": "Why"}, {"code": "OTHER", "text": "  "}]
)
def test_r_prv_17_no_halt_without_a_reason(working: Working, given: dict[str, object]) -> None:
    task = working.new()
    refused = working.refused("meridian_prov", contract.HALT, **at(task), **given)
    assert {one.code for one in refused.refusals} == {"E-REASON"}
    assert working.read("meridian_prov", task).row.status is TaskStatus.AWAITING_PROVISIONING


def test_r_prv_18_order_service_and_task_show_the_halt_at_once(working: Working) -> None:
    task = working.new()
    working.halt(task)
    for who in ("harbour_csa", "harbour_viewer"):
        seen = working.read(who, task)
        assert (seen.row.status, seen.order_status) == (TaskStatus.PROVISIONING_HALTED, "PROVISIONING_HALTED")
        assert seen.halt is not None
        assert (seen.halt.code, seen.halt.text) == (HaltCode.ADDRESS_INVALID, "No such address")
    with working.backend.database.read() as session:
        service = session.scalars(select(ServiceSubscription)).one()
        assert (service.provisioning_state, service.halt_reason_public) == ("HALTED", "No such address")
        assert session.scalars(select(WorkItem.status)).all() == ["OPEN"]
        assert session.scalars(select(EventInstance.event_type)).all() == ["PROVISIONING_HALTED"]


def test_d_21_the_internal_note_stays_on_its_side(working: Working) -> None:
    task = working.new()
    working.halt(task)
    ours = [entry.text for entry in working.read("meridian_prov", task).timeline]
    theirs = [entry.text for entry in working.read("harbour_csa", task).timeline]
    assert "psst" in ours
    assert "psst" not in theirs
    assert "No such address" in theirs


def test_a_halted_task_has_no_claimant_and_its_clock_stands(working: Working) -> None:
    task = working.new()
    working.backend.clock.move(timedelta(hours=1))
    working.halt(task)
    working.backend.clock.move(timedelta(days=3))
    working.sign_in_again()
    halted = working.read("meridian_prov", task)
    assert halted.row.claimed_by is None
    assert halted.row.paused_remaining_seconds == 3 * 3600
    working.call("harbour_csa", contract.RESUBMIT, **at(halted), note="Checked on site")
    again = working.read("meridian_prov", task)
    assert again.row.due_at == working.backend.clock.now() + timedelta(hours=3)
    assert again.row.paused_remaining_seconds is None


def test_r_prv_19_only_a_halted_task_is_resubmitted(working: Working) -> None:
    task = working.new()
    assert working.refused("harbour_csa", contract.RESUBMIT, **at(task), note="x").code == "E-STATE"


def test_r_prv_20_something_must_have_changed_or_be_said(working: Working) -> None:
    task = working.new()
    working.halt(task)
    halted = working.read("harbour_csa", task)
    assert working.refused("harbour_csa", contract.RESUBMIT, **at(halted)).code == "E-NOTHING-CHANGED"
    address = contract.AddressFields(line1="4 Pier Road", country="AU")
    working.call(
        "harbour_csa",
        contract.AMEND,
        **at(halted),
        fields=halted.fields.model_copy(update={"address": address}),
    )
    amended = working.read("harbour_csa", task)
    working.call("harbour_csa", contract.RESUBMIT, **at(amended))
    assert working.read("meridian_prov", task).row.status is TaskStatus.AWAITING_PROVISIONING


def test_r_prv_20_a_change_before_the_halt_does_not_count(working: Working) -> None:
    task = working.new()
    fields = task.fields.model_copy(update={"supplier_reference": "NX-1"})
    working.call("meridian_prov", contract.EDIT, **at(task), fields=fields)
    working.halt(task)
    halted = working.read("harbour_csa", task)
    assert halted.halt is not None
    assert halted.halt.changes == ()
    assert working.refused("harbour_csa", contract.RESUBMIT, **at(halted)).code == "E-NOTHING-CHANGED"


def test_r_prv_21_the_next_attempt_keeps_the_earlier_reason(working: Working) -> None:
    task = working.new()
    working.halt(task)
    working.call("harbour_csa", contract.RESUBMIT, **at(working.read("harbour_csa", task)), note="Again")
    seen = working.read("harbour_csa", task)
    assert (seen.row.attempt_no, seen.halt, seen.order_status) == (2, None, "ORDER_COMPLETED")
    assert [(one.number, one.outcome, one.halt_text) for one in seen.attempts] == [
        (2, None, None),
        (1, "PROVISIONING_HALTED", "No such address"),
    ]


def test_r_prv_22_the_wholesaler_does_not_resubmit_for_the_retailer(working: Working) -> None:
    task = working.new()
    working.halt(task)
    halted = working.read("meridian_lead", task)
    assert (
        working.refused("meridian_lead", contract.RESUBMIT, **at(halted), note="x").code == "E-NOT-RETAILER"
    )


def test_r_prv_22_the_customer_resubmits_where_the_portal_allows_it(working: Working) -> None:
    task = working.new()
    working.halt(task)
    halted = working.read("harbour_viewer", task)
    refused = working.refused("harbour_viewer", contract.RESUBMIT, **at(halted), note="Please")
    assert refused.code == "E-PORTAL-OFF"
    with working.backend.database.write(Stamp("test", build.START)) as session:
        allow = update(Provider).where(Provider.id == build.HARBOUR).values(customers_may_resubmit=True)
        session.execute(allow)
    working.call("harbour_viewer", contract.RESUBMIT, **at(halted), note="Please")


def test_r_prv_23_the_retailer_edits_a_halted_request_and_sees_what_changed(working: Working) -> None:
    task = working.new()
    working.halt(task)
    halted = working.read("harbour_csa", task)
    fields = halted.fields.model_copy(update={"identifier": "+61491570158"})
    working.call("harbour_csa", contract.AMEND, **at(halted), fields=fields)
    seen = working.read("meridian_prov", task)
    assert seen.halt is not None
    assert [(one.field, one.old, one.new, one.by) for one in seen.halt.changes] == [
        ("identifier", "+61491570156", "+61491570158", "Harbour Csa")
    ]


def test_r_prv_23_what_belongs_to_the_provisioner_is_not_amended(working: Working) -> None:
    task = working.new()
    working.halt(task)
    halted = working.read("harbour_csa", task)
    fields = halted.fields.model_copy(update={"supplier_reference": "X"})
    refused = working.refused("harbour_csa", contract.AMEND, **at(halted), fields=fields)
    assert (refused.code, refused.refusals[0].field) == ("E-NOT-YOUR-FIELD", "supplier_reference")


def test_r_prv_39_an_order_is_edited_only_while_it_is_halted(working: Working) -> None:
    task = working.new()
    seen = working.read("harbour_csa", task)
    refused = working.refused("harbour_csa", contract.AMEND, **at(seen), fields=seen.fields)
    assert refused.code == "E-STATE"


def test_sm_1_an_account_that_may_not_order_does_not_resubmit(working: Working) -> None:
    task = working.new()
    working.halt(task)
    with working.backend.database.write(Stamp("test", build.START)) as session:
        session.execute(update(Account).where(Account.id == build.MARLOW).values(status=2))
    halted = working.read("harbour_csa", task)
    refused = working.refused("harbour_csa", contract.RESUBMIT, **at(halted), note="x")
    assert refused.code == "E-ACCOUNT-STATUS"


def test_d_23_a_halted_cancellation_halts_its_request(working: Working) -> None:
    task = working.cancel(package_of(working.backend, working.active()))
    working.halt(task)
    halted = working.read("harbour_csa", task)
    assert halted.order_reference.startswith("CR-")
    assert halted.order_status == "PROVISIONING_HALTED"
    working.call("harbour_csa", contract.RESUBMIT, **at(halted), note="Confirmed")
    assert working.read("harbour_csa", task).order_status == "ORDER_COMPLETED"


def test_one_resubmitted_task_of_two_leaves_the_order_halted(working: Working) -> None:
    item = {"id": "1", "action": "add", "productOffering": {"id": "DUO"}}
    party = {"id": build.ACCOUNT_NO[build.MARLOW], "role": "customer"}
    first, second = working.place(relatedParty=[party], productOrderItem=[item])
    for task in (first, second):
        who = "meridian_prov" if task.row.service_type == "Mobile" else "harbour_prov"
        working.halt(task, who)
    working.call("harbour_csa", contract.RESUBMIT, **at(working.read("harbour_csa", first)), note="x")
    assert working.read("harbour_csa", second).order_status == "PROVISIONING_HALTED"
    working.call("harbour_csa", contract.RESUBMIT, **at(working.read("harbour_csa", second)), note="x")
    assert working.read("harbour_csa", second).order_status == "ORDER_COMPLETED"


def test_aborting_a_halted_task_frees_the_order_and_its_case(working: Working) -> None:
    task = working.new()
    working.halt(task)
    working.call(
        "harbour_lead", contract.ABORT, **at(working.read("harbour_lead", task)), reason="Not wanted"
    )
    seen = working.read("harbour_csa", task)
    assert (seen.row.status, seen.order_status) == (TaskStatus.ABORTED, "ORDER_COMPLETED")
    assert [attempt.outcome for attempt in seen.attempts] == ["PROVISIONING_HALTED"]
    with working.backend.database.read() as session:
        assert session.scalars(select(WorkItem.status)).all() == ["RESOLVED"]


def test_r_prv_43_halted_tasks_show_only_in_their_view(working: Working) -> None:
    task = working.new()
    working.halt(task)
    assert working.rows("meridian_prov") == ()
    assert [row.task_id for row in working.rows("meridian_prov", view=View.HALTED)] == [task.row.task_id]
