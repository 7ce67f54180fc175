"""Edit, activate, finalise, abort: what they do to services, packages, charges and events."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from agentview.contract import provisioning as contract
from agentview.contract import search
from agentview.contract.provisioning import TaskStatus
from agentview.core.errors import Conflict
from agentview.models.database import Stamp
from agentview.models.events import EventMapping
from agentview.models.subscription import BillingPeriod, Cardline, PackageSubscription
from agentview.models.trail import EventInstance
from tests import build
from tests.services.provisioning.working import Working, at, package_of, service_of

MONDAY = date(2026, 11, 16)


def events(working: Working) -> list[str]:
    with working.backend.database.read() as session:
        return list(session.scalars(select(EventInstance.event_type).order_by(EventInstance.id)))


def test_r_prv_05_and_06_a_service_is_pre_active_until_it_is_activated(working: Working) -> None:
    task = working.new()
    assert (task.service_status, task.package_status) == ("PreActive", "PreActive")
    done = working.call("meridian_prov", contract.ACTIVATE, **at(task), service_start_on=MONDAY)
    assert done.status is TaskStatus.COMPLETED
    seen = working.read("harbour_viewer", task)
    assert (seen.service_status, seen.row.status) == ("Active", TaskStatus.COMPLETED)
    assert seen.attempts[0].outcome == "COMPLETED"


def test_r_prv_07_the_first_service_activates_the_package_with_both_events(working: Working) -> None:
    item = {"id": "1", "action": "add", "productOffering": {"id": "DUO"}}
    first, second = working.place(
        relatedParty=[{"id": build.ACCOUNT_NO[build.MARLOW], "role": "customer"}], productOrderItem=[item]
    )
    assert {first.row.service_type, second.row.service_type} == {"Mobile", "Broadband"}
    mobile, line = (first, second) if first.row.service_type == "Mobile" else (second, first)
    working.call(
        "meridian_prov", contract.ACTIVATE, **at(mobile), service_start_on=MONDAY, identifier="+61491570156"
    )
    assert events(working) == ["SERVICE_ACTIVATION", "NEW_PACKAGE_ACTIVATION"]
    later = MONDAY + timedelta(days=2)
    working.call(
        "harbour_prov", contract.ACTIVATE, **at(line), service_start_on=later, identifier="NBN1234567"
    )
    assert events(working) == ["SERVICE_ACTIVATION", "NEW_PACKAGE_ACTIVATION", "SERVICE_ACTIVATION"]
    with working.backend.database.read() as session:
        package = session.scalars(select(PackageSubscription)).one()
        assert (package.status, package.start_on) == ("Active", MONDAY), (
            "R-PRV-08: billing starts with the first"
        )


def test_r_prv_07_an_event_that_is_switched_off_is_not_raised(working: Working) -> None:
    with working.backend.database.write(Stamp("test", build.START)) as session:
        off = update(EventMapping).where(EventMapping.event_type == "NEW_PACKAGE_ACTIVATION")
        session.execute(off.values(is_enabled=False))
    working.active()
    assert events(working) == ["SERVICE_ACTIVATION"]


def test_an_order_is_activated_once_only(working: Working) -> None:
    task = working.new()
    working.call("meridian_prov", contract.ACTIVATE, **at(task), service_start_on=MONDAY)
    late = working.refused("meridian_prov2", contract.ACTIVATE, **at(task), service_start_on=MONDAY)
    assert isinstance(late, Conflict)
    assert (late.code, late.values["by"], late.values["status"]) == ("E-STALE", "Meridian Prov", "COMPLETED")
    again = working.read("meridian_prov", task)
    assert working.refused("meridian_prov", contract.ACTIVATE, **at(again)).code == "E-STATE"
    assert events(working).count("SERVICE_ACTIVATION") == 1


def test_every_reason_against_an_activation_comes_at_once_and_nothing_changes(working: Working) -> None:
    task = working.new(phone="nonsense")
    refused = working.refused("meridian_prov", contract.ACTIVATE, **at(task))
    assert [(one.code, one.field) for one in refused.refusals] == [
        ("E-START-DATE", "service_start_on"),
        ("E-IDENTIFIER", "identifier"),
    ]
    seen = working.read("meridian_prov", task)
    assert (seen.row.status, seen.row.version) == (TaskStatus.AWAITING_PROVISIONING, task.row.version)


def test_r_prv_13_a_supervisor_confirms_a_start_before_the_limit(working: Working) -> None:
    task = working.new()
    early = MONDAY - timedelta(days=100)
    refused = working.refused("meridian_prov", contract.ACTIVATE, **at(task), service_start_on=early)
    assert refused.code == "E-BACKDATE"
    asked = working.refused("meridian_lead", contract.ACTIVATE, **at(task), service_start_on=early)
    assert asked.code == "E-CONFIRM-BACKDATE"
    working.call(
        "meridian_lead", contract.ACTIVATE, **at(task), service_start_on=early, confirm_backdate=True
    )


def test_r_prv_16_the_first_period_ends_as_set(working: Working) -> None:
    task = working.new("MOB-40")
    end = MONDAY + timedelta(days=9)
    working.call(
        "meridian_prov", contract.ACTIVATE, **at(task), service_start_on=MONDAY, first_period_end_on=end
    )
    with working.backend.database.read() as session:
        period = session.scalars(select(BillingPeriod)).one()
        assert (period.from_on, period.to_on, period.is_closed) == (MONDAY, end, False)


def test_r_prv_15_a_plan_that_does_not_honour_it_takes_no_first_period_end(working: Working) -> None:
    task = working.new("MOB-80")
    assert not working.read("meridian_prov", task).can_set_first_period_end
    end = MONDAY + timedelta(days=9)
    fields = {"service_start_on": MONDAY, "first_period_end_on": end}
    refused = working.refused("meridian_prov", contract.ACTIVATE, **at(task), **fields)
    assert refused.code == "E-FIRST-PERIOD-PLAN"
    edited = working.refused(
        "meridian_prov", contract.EDIT, **at(task), fields=task.fields.model_copy(update=fields)
    )
    assert edited.code == "E-FIRST-PERIOD-PLAN"


def close_period(working: Working, reference: str, from_on: date, to_on: date) -> None:
    package = int(reference.removeprefix("PS-"))
    with working.backend.database.write(Stamp("test", build.START)) as session:
        session.execute(
            update(BillingPeriod)
            .where(BillingPeriod.package_subscription_id == package)
            .values(from_on=from_on, to_on=to_on, is_closed=True)
        )


@pytest.mark.parametrize("kind", ["chown", "upgrade"])
def test_r_prv_10_and_11_the_source_s_closed_periods_bound_the_start(working: Working, kind: str) -> None:
    source = package_of(working.backend, working.active())
    close_period(working, source, date(2026, 9, 1), date(2026, 10, 31))
    task = working.chown(source) if kind == "chown" else working.upgrade(source)
    assert working.read("meridian_prov", task).closed_until == date(2026, 10, 31)
    inside = working.refused(
        "meridian_prov", contract.ACTIVATE, **at(task), service_start_on=date(2026, 10, 31)
    )
    assert inside.code == "E-CLOSED-PERIOD"
    working.call("meridian_prov", contract.ACTIVATE, **at(task), service_start_on=date(2026, 11, 1))


def statuses(working: Working) -> list[tuple[str, date | None]]:
    with working.backend.database.read() as session:
        rows = session.execute(
            select(PackageSubscription.status, PackageSubscription.end_on).order_by(PackageSubscription.id)
        )
        return [(row.status, row.end_on) for row in rows]


def test_chown_ends_the_former_owner_s_service_the_day_before(working: Working) -> None:
    source = package_of(working.backend, working.active())
    task = working.chown(source)
    assert (task.row.customer, task.source_customer) == ("Kelechi Okonkwo", "Marlow Dental Group")
    working.call("meridian_prov", contract.ACTIVATE, **at(task), service_start_on=MONDAY)
    assert statuses(working) == [("Cancelled", date(2026, 11, 15)), ("Active", None)]


def test_upgrade_ends_the_source_package_the_day_before(working: Working) -> None:
    source = package_of(working.backend, working.active())
    task = working.upgrade(source)
    working.call("meridian_prov", contract.ACTIVATE, **at(task), service_start_on=MONDAY)
    assert statuses(working) == [("Cancelled", date(2026, 11, 15)), ("Active", None)]


def test_r_prv_28_finalise_cancellation(working: Working) -> None:
    task = working.cancel(package_of(working.backend, working.active()))
    assert task.row.reference.startswith("CR-"), "D-23"
    assert task.service_status == "PendingProvCancel"
    early = working.refused("meridian_prov", contract.FINALISE, **at(task), service_end_on=date(2026, 8, 31))
    assert (early.code, early.values["earliest"]) == ("E-DATE-ORDER", "2026-09-01")
    assert working.refused("meridian_prov", contract.FINALISE, **at(task)).code == "E-END-DATE"
    working.call("meridian_prov", contract.FINALISE, **at(task), service_end_on=date(2026, 9, 1))
    assert working.read("harbour_csa", task).service_status == "Cancelled"
    assert statuses(working) == [("Cancelled", date(2026, 9, 1))]


def credited(working: Working) -> Sequence[int]:
    with working.backend.database.read() as session:
        return session.scalars(select(Cardline.amount_ex_cents)).all()


def test_sm_1_the_unused_days_of_a_billed_period_are_credited(working: Working) -> None:
    source = package_of(working.backend, working.active())
    close_period(working, source, date(2026, 9, 1), date(2026, 9, 30))
    task = working.cancel(source)
    working.call("meridian_prov", contract.FINALISE, **at(task), service_end_on=date(2026, 9, 20))
    assert credited(working) == [-1663]


def test_a_period_that_is_not_billed_yet_gives_no_credit(working: Working) -> None:
    task = working.cancel(package_of(working.backend, working.active()))
    working.call("meridian_prov", contract.FINALISE, **at(task), service_end_on=date(2026, 9, 20))
    assert credited(working) == []


def test_r_prv_26_abort_of_a_new_task_aborts_service_and_package(working: Working) -> None:
    task = working.new()
    assert working.refused("meridian_lead", contract.ABORT, **at(task)).code == "E-REASON"
    assert working.refused("meridian_prov", contract.ABORT, **at(task), reason="x").code == "E-POWER"
    working.call("meridian_lead", contract.ABORT, **at(task), reason="Ordered twice")
    seen = working.read("harbour_csa", task)
    assert (seen.row.status, seen.service_status, seen.package_status) == (
        TaskStatus.ABORTED,
        "Aborted",
        "Aborted",
    )


def test_r_prv_27_abort_of_a_cancellation_keeps_the_service(working: Working) -> None:
    task = working.cancel(package_of(working.backend, working.active()))
    working.call("meridian_lead", contract.ABORT, **at(task), reason="The customer stays")
    seen = working.read("harbour_csa", task)
    assert (seen.service_status, seen.package_status) == ("Active", "Active")


def test_aborting_a_change_of_owner_leaves_the_source_active(working: Working) -> None:
    source = package_of(working.backend, working.active())
    task = working.chown(source)
    working.call("meridian_lead", contract.ABORT, **at(task), reason="Wrong account")
    assert statuses(working) == [("Active", None), ("Aborted", None)]


def test_r_prv_25_a_completed_task_is_not_aborted(working: Working) -> None:
    task = working.active()
    assert working.refused("meridian_lead", contract.ABORT, **at(task), reason="x").code == "E-STATE"


def test_r_prv_41_the_second_save_with_an_older_version_is_refused(working: Working) -> None:
    task = working.new()
    fields = task.fields.model_copy(update={"supplier_reference": "NX-1"})
    working.call("meridian_prov", contract.EDIT, **at(task), fields=fields)
    stale = working.refused("meridian_prov", contract.EDIT, **at(task), fields=fields)
    assert isinstance(stale, Conflict)
    assert stale.code == "E-STALE"
    assert working.read("meridian_prov", task).fields.supplier_reference == "NX-1"


def test_edits_are_audited_field_by_field(working: Working) -> None:
    task = working.new()
    address = contract.AddressFields(line1="4 Pier Road", city="Sydney", country="AU")
    fields = task.fields.model_copy(update={"address": address, "service_start_on": MONDAY})
    working.call("meridian_prov", contract.EDIT, **at(task), fields=fields)
    entries = [entry for entry in working.read("meridian_prov", task).timeline if entry.field]
    changed = {entry.field: (entry.old, entry.new) for entry in entries}
    assert changed["address"][1] == "4 Pier Road, Sydney, AU"
    assert changed["service_start_on"] == (None, "2026-11-16")
    assert set(changed) == {"address", "service_start_on"}


def test_r_prv_42_the_identifier_of_a_live_service_is_changed_only_when_confirmed(working: Working) -> None:
    task = working.cancel(service_or_package(working))
    fields = task.fields.model_copy(update={"identifier": "+61491570999"})
    refused = working.refused("meridian_prov", contract.EDIT, **at(task), fields=fields)
    assert refused.code == "E-CONFIRM-IDENTIFIER"
    working.call("meridian_prov", contract.EDIT, **at(task), fields=fields, confirm_identifier=True)
    assert working.read("meridian_prov", task).fields.identifier == "+61491570999"


def service_or_package(working: Working) -> str:
    task = working.active()
    assert service_of(working.backend, task).startswith("SS-")
    return package_of(working.backend, task)


def test_a_date_that_the_transfer_type_does_not_have_is_refused(working: Working) -> None:
    task = working.new()
    fields = task.fields.model_copy(update={"service_end_on": MONDAY})
    refused = working.refused("meridian_prov", contract.EDIT, **at(task), fields=fields)
    assert (refused.code, refused.refusals[0].field) == ("E-FIELD-UNUSED", "service_end_on")


def test_a_task_is_found_by_its_new_identifier(working: Working) -> None:
    task = working.new()
    fields = task.fields.model_copy(update={"identifier": "+61491570999"})
    working.call("meridian_prov", contract.EDIT, **at(task), fields=fields)
    hits = working.call("meridian_prov", search.FIND, text="0999").hits
    assert [hit.record_id for hit in hits] == [task.row.task_id]
