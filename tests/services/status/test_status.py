"""Why a service does not work, as people of each role are told (S-24)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from agentview.contract import status as contract
from agentview.contract.provisioning import ABORT, RESUBMIT
from agentview.contract.status import Cause, Finding, ServiceStatus, Severity, Step, StepKind
from agentview.core.errors import Denied, NotFound
from agentview.core.power import Role
from agentview.models.customer import Account, AccountStatusChange
from agentview.models.database import Stamp
from agentview.models.money import Invoice, PaymentPlan
from agentview.models.network import NetworkRequest
from agentview.models.order import Order
from agentview.models.subscription import ServiceHold, ServiceSubscription
from agentview.models.suspension import RestrictionCase, SuspensionRuleSet
from tests import build
from tests.fixtures.backend import Backend
from tests.fixtures.statements import statements
from tests.services.holdings import Held, hold
from tests.services.provisioning.working import Working, at

TODAY = date(2026, 11, 16)


@pytest.fixture
def working(backend: Backend) -> Working:
    return Working(backend)


def add(backend: Backend, *rows: object) -> None:
    with backend.database.write(Stamp("test", build.START)) as session:
        session.add_all(rows)


def change(backend: Backend, service_id: int, **values: object) -> None:
    with backend.database.write(Stamp("test", build.START)) as session:
        service = session.get_one(ServiceSubscription, service_id)
        for name, value in values.items():
            setattr(service, name, value)


def a_hold(service_id: int, **values: object) -> ServiceHold:
    filled: dict[str, Any] = {
        "service_subscription_id": service_id,
        "cause": "NON_PAYMENT",
        "origin": "AUTO",
        "bar_code": "BAR10",
        "reason": "rule set Standard",
        "placed_at": build.START - timedelta(days=2),
        "placed_by": "AgentView",
        **values,
    }
    return ServiceHold(**filled)


def invoice(number: int, due_cents: int, days_overdue: int, **values: object) -> Invoice:
    due_on = TODAY - timedelta(days=days_overdue)
    filled: dict[str, Any] = {
        "account_id": build.MARLOW,
        "invoice_no": f"INV-{number}",
        "issued_on": due_on - timedelta(days=14),
        "due_on": due_on,
        "currency": "AUD",
        "total_inc_cents": max(due_cents, 5000),
        "amount_due_inc_cents": due_cents,
        "disputed_cents": 0,
        "status": "ISSUED",
        **values,
    }
    return Invoice(**filled)


def rule_set(days_ago: int = 300, threshold: int = 1000, **values: object) -> SuspensionRuleSet:
    filled: dict[str, Any] = {
        "provider_id": build.HARBOUR,
        "name": f"Standard {days_ago}",
        "effective_from": TODAY - timedelta(days=days_ago),
        "minimum_overdue_cents": 5000,
        "minimum_overdue_days": 14,
        "restoration_threshold_cents": threshold,
        "resuspend_days": 7,
        "status": "ENABLED",
        **values,
    }
    return SuspensionRuleSet(**filled)


def report(
    working: Working, username: str = "harbour_csa", account: int = build.MARLOW
) -> contract.StatusReport:
    return working.call(username, contract.SERVICES, account_id=account)


def of(working: Working, held: Held, username: str = "harbour_csa", number: int = 0) -> ServiceStatus:
    services = report(working, username).services
    return next(one for one in services if one.service_id == held.service_ids[number])


def first(working: Working, held: Held, username: str = "harbour_csa", number: int = 0) -> Finding:
    return of(working, held, username, number).findings[0]


def step(finding: Finding, kind: StepKind) -> Step:
    return next(one for one in finding.steps if one.kind is kind)


def test_a_service_that_nothing_stops_is_said_to_work(working: Working) -> None:
    held = hold(working.backend)
    finding = first(working, held)
    assert (finding.cause, finding.severity) == (Cause.WORKS, Severity.FINE)
    assert [one.kind for one in finding.steps] == [StepKind.CHECK_DEVICE]
    seen = report(working)
    assert seen.findings == ()
    assert seen.money.owing_cents == 0
    assert seen.may_order.is_open


def test_r_sus_18_unpaid_says_since_when_and_what_restores_it(working: Working) -> None:
    held = hold(working.backend)
    add(
        working.backend,
        rule_set(),
        rule_set(days_ago=-1, threshold=0),
        rule_set(days_ago=2, threshold=0, status="PROPOSED"),
        invoice(1, 0, 90, status="PAID"),
        invoice(2, 8_000, 43),
        invoice(3, 5_000, 12),
        a_hold(held.service_ids[0]),
    )
    change(working.backend, held.service_ids[0], restriction_status="RESTRICTED")
    service = of(working, held)
    finding = service.findings[0]
    assert (finding.cause, finding.severity) == (Cause.HELD_UNPAID, Severity.LIMITED)
    assert finding.values["unpaid_since_on"] == "2026-10-04"
    assert finding.values["amount_cents"] == 12_000
    assert (service.network, service.bar, service.placed_by) == ("CONFIRMED", "BAR10", "AgentView")
    money = report(working).money
    assert (money.owing_cents, money.overdue_cents, money.to_restore_cents) == (13_000, 13_000, 12_000)
    assert (money.oldest_overdue_days, money.threshold_cents, money.rule_set) == (43, 1000, "Standard 300")
    assert [(one.invoice_no, one.overdue_days) for one in money.invoices] == [("INV-2", 43), ("INV-3", 12)]
    assert [one.kind for one in finding.steps] == [StepKind.PAY, StepKind.NOTE_PROMISE, StepKind.LIFT]
    assert step(finding, StepKind.NOTE_PROMISE).is_open
    lift = step(finding, StepKind.LIFT)
    assert lift.roles == (Role.SUPERVISOR, Role.CREDIT_CONTROLLER)
    assert [refusal.code for refusal in lift.refusals] == ["E-POWER"]


def test_r_sus_23_a_hold_that_a_person_placed_is_not_lifted_by_paying(working: Working) -> None:
    held = hold(working.backend)
    (service_id,) = held.service_ids
    change(working.backend, service_id, restriction_status="RESTRICTED")
    add(
        working.backend,
        a_hold(service_id),
        a_hold(service_id, origin="MANUAL", cause="LOST_OR_STOLEN", bar_code="BAR_ALL", reason="SIM lost"),
        a_hold(service_id, origin="MANUAL", cause="FRAUD", bar_code="BAR_ALL", lifted_at=build.START),
    )
    service = of(working, held)
    finding = service.findings[0]
    assert (finding.cause, finding.severity) == (Cause.HELD_ALL, Severity.STOPPED)
    assert (finding.values["hold"], finding.values["reason"]) == ("LOST_OR_STOLEN", "SIM lost")
    assert service.further_holds == 1
    assert StepKind.PAY not in {one.kind for one in finding.steps}


def test_d_26_what_the_network_was_asked_is_not_what_it_confirmed(working: Working) -> None:
    held = hold(working.backend)
    (service_id,) = held.service_ids
    add(working.backend, a_hold(service_id, origin="MANUAL", cause="CUSTOMER_REQUEST"))
    causes: dict[str, list[Cause]] = {}
    for status in ("NONE", "RESTRICT_PENDING", "RESTRICTED", "RESTRICT_FAILED"):
        change(working.backend, service_id, restriction_status=status)
        causes[status] = [one.cause for one in of(working, held).findings]
    assert causes == {
        "NONE": [Cause.HELD, Cause.RESTRICT_PENDING],
        "RESTRICT_PENDING": [Cause.HELD, Cause.RESTRICT_PENDING],
        "RESTRICTED": [Cause.HELD],
        "RESTRICT_FAILED": [Cause.RESTRICT_FAILED, Cause.WORKS],
    }


def test_d_26_a_bar_that_nothing_holds_is_told_from_one_that_is_being_lifted(working: Working) -> None:
    held = hold(working.backend)
    causes = {}
    for status in ("RESTRICTED", "RESTORE_PENDING", "RESTORE_FAILED"):
        change(working.backend, held.service_ids[0], restriction_status=status)
        causes[status] = first(working, held).cause
    assert causes == {
        "RESTRICTED": Cause.BARRED_WITHOUT_CAUSE,
        "RESTORE_PENDING": Cause.RESTORE_PENDING,
        "RESTORE_FAILED": Cause.RESTORE_FAILED,
    }


def test_r_prv_18_a_halted_order_says_why_and_who_resubmits(working: Working) -> None:
    task = working.new()
    working.halt(task, text="No such address")
    (service,) = report(working).services
    finding = service.findings[0]
    assert (finding.cause, finding.severity) == (Cause.TASK_HALTED, Severity.STOPPED)
    assert finding.values["reason"] == "No such address"
    assert finding.values["by"] == "Meridian Wholesale"
    again = step(finding, StepKind.RESUBMIT)
    assert (again.is_open, again.command, again.record_id) == (True, "resubmit", task.row.task_id)
    assert not step(finding, StepKind.ABORT).is_open
    lead = report(working, "harbour_lead").services[0].findings[0]
    assert step(lead, StepKind.ABORT).is_open
    auditor = report(working, "harbour_auditor").services[0].findings[0]
    assert step(auditor, StepKind.RESUBMIT).roles == (Role.CSA, Role.SUPERVISOR)


def test_what_is_said_of_a_task_is_what_its_commands_do(working: Working) -> None:
    task = working.new()
    working.halt(task)
    finding = report(working).services[0].findings[0]
    seen = working.read("harbour_csa", task)
    assert step(finding, StepKind.ABORT).refusals
    refused = working.refused("harbour_csa", ABORT, **at(seen), reason="x")
    assert {refusal.code for refusal in refused.refusals} == {
        refusal.code for refusal in step(finding, StepKind.ABORT).refusals
    }
    working.call("harbour_csa", RESUBMIT, **at(seen), note="Corrected")
    waiting = report(working).services[0].findings[0]
    assert (waiting.cause, waiting.severity) == (Cause.TASK_OPEN, Severity.WAITING)
    complete = step(waiting, StepKind.COMPLETE)
    assert (complete.command, complete.provider) == ("activate", "Meridian Wholesale")
    assert complete.roles == (Role.PROVISIONER, Role.SUPERVISOR)
    assert not complete.is_open


def test_what_the_network_refused_is_retried_by_who_may(working: Working) -> None:
    held = hold(working.backend, "BOX", status="PreActive")
    order = Order(
        provider_id=build.HARBOUR,
        account_id=build.MARLOW,
        order_type="NEW",
        status="ORDER_FAILED",
        source="API",
        requested_on=TODAY,
    )
    add(working.backend, order)
    request = NetworkRequest(
        reference="PO-1/N1",
        provider_id=build.HARBOUR,
        account_id=build.MARLOW,
        order_id=order.id,
        service_subscription_id=held.service_ids[0],
        action="ACTIVATE",
        status="REFUSED",
        failure_text="Date of birth is missing",
        attempt_no=1,
        requested_at=build.START,
        finished_at=build.START,
    )
    add(working.backend, request)
    finding = first(working, held)
    assert (finding.cause, finding.values["reason"]) == (Cause.NETWORK_REFUSED, "Date of birth is missing")
    assert not step(finding, StepKind.RETRY_NETWORK).is_open
    assert step(first(working, held, "harbour_lead"), StepKind.RETRY_NETWORK).is_open
    assert [one.reference for one in report(working).orders] == [f"PO-{order.id}"]
    with working.backend.database.write(Stamp("test", build.START)) as session:
        session.get_one(NetworkRequest, request.id).status = "SENT"
    assert first(working, held).cause is Cause.NETWORK_ASKED


@pytest.mark.parametrize(
    ("status", "restriction", "cause", "severity"),
    [
        ("Cancelled", "NONE", Cause.SERVICE_ENDED, Severity.STOPPED),
        ("Aborted", "NONE", Cause.SERVICE_ABORTED, Severity.STOPPED),
        ("PreActive", "NONE", Cause.NOT_STARTED, Severity.STOPPED),
        ("PendingCancel", "NONE", Cause.ENDING, Severity.NOTICE),
        ("PendingProvCancel", "NONE", Cause.ENDING, Severity.NOTICE),
    ],
)
def test_each_state_has_an_answer(
    working: Working, status: str, restriction: str, cause: Cause, severity: Severity
) -> None:
    held = hold(working.backend)
    change(working.backend, held.service_ids[0], status=status, restriction_status=restriction)
    finding = first(working, held)
    assert (finding.cause, finding.severity) == (cause, severity)


def test_a_service_that_starts_later_says_when(working: Working) -> None:
    held = hold(working.backend, start_on=TODAY + timedelta(days=3))
    assert first(working, held).cause is Cause.STARTS_LATER


def test_a_cancellation_can_be_aborted_by_who_may(working: Working) -> None:
    task = working.active()
    package = hold(working.backend)
    working.cancel(f"PS-{package.package_id}")
    finding = first(working, package)
    assert finding.cause is Cause.ENDING
    assert step(finding, StepKind.COMPLETE).command == "finalise_cancellation"
    assert step(first(working, package, "harbour_lead"), StepKind.ABORT).is_open
    assert task.row.task_id


@pytest.mark.parametrize(
    ("status", "cause"),
    [
        (2, Cause.ACCOUNT_CLOSED_TO_ORDERS),
        (3, Cause.ACCOUNT_CANCELLED),
        (4, Cause.ACCOUNT_PARENT),
        (5, Cause.ACCOUNT_SUSPENDED),
        (6, Cause.ACCOUNT_CLOSED_TO_ORDERS),
        (7, Cause.ACCOUNT_SYSTEM),
        (8, Cause.ACCOUNT_SUSPENDED),
    ],
)
def test_table_3_3_the_account_s_status_is_said_and_only_active_may_order(
    working: Working, status: int, cause: Cause
) -> None:
    hold(working.backend)
    with working.backend.database.write(Stamp("test", build.START)) as session:
        account = session.get_one(Account, build.MARLOW)
        account.status, account.status_reason = status, "Non-payment"
        session.add(
            AccountStatusChange(
                account_id=build.MARLOW,
                from_status=1,
                to_status=status,
                changed_at=build.START,
                changed_by="AgentView",
            )
        )
    seen = report(working)
    assert seen.findings[0].cause is cause
    assert (seen.account_status, seen.account_reason, seen.account_since) == (
        status,
        "Non-payment",
        build.START,
    )
    assert [refusal.code for refusal in seen.may_order.refusals] == ["E-ACCOUNT-STATUS"]
    is_stopped = status in {3, 7}
    assert (seen.services[0].findings[0].severity is Severity.STOPPED) is is_stopped


def test_overdue_without_a_bar_is_a_notice(working: Working) -> None:
    hold(working.backend)
    add(working.backend, invoice(1, 2_500, 3), invoice(2, 9_900, -10))
    seen = report(working)
    (finding,) = seen.findings
    assert (finding.cause, finding.severity) == (Cause.OVERDUE, Severity.NOTICE)
    assert (finding.values["overdue_cents"], finding.values["days"]) == (2_500, 3)
    assert (seen.money.owing_cents, seen.money.to_restore_cents) == (12_400, None)


def test_the_worst_comes_first_and_what_is_over_last(working: Working) -> None:
    over = hold(working.backend, status="Cancelled")
    fine = hold(working.backend)
    held = hold(working.backend)
    add(working.backend, a_hold(held.service_ids[0]))
    waiting = working.new()
    order = [one.service_id for one in report(working).services]
    with working.backend.database.read() as session:
        new = session.get_one(ServiceSubscription, max(order)).id
    assert order == [held.service_ids[0], new, fine.service_ids[0], over.service_ids[0]]
    assert waiting.row.task_id


def test_a_payment_plan_that_runs_is_shown(working: Working) -> None:
    for status in ("IN_PROGRESS", "COMPLETED"):
        add(
            working.backend,
            PaymentPlan(
                account_id=build.MARLOW,
                start_on=TODAY,
                frequency="MONTHLY",
                number_of_payments=3,
                status=status,
            ),
        )
    assert [one.status for one in report(working).money.plans] == ["IN_PROGRESS"]


def test_a_customer_does_not_read_who_placed_a_hold_and_why(working: Working) -> None:
    held = hold(working.backend)
    add(
        working.backend,
        a_hold(held.service_ids[0], origin="MANUAL", cause="FRAUD", reason="Suspect", placed_by="Stuart"),
    )
    service = of(working, held, "harbour_viewer")
    assert (service.hold_reason, service.placed_by) == ("", "")
    assert not {"reason", "by"} & set(service.findings[0].values)
    assert "Suspect" not in report(working, "harbour_viewer").model_dump_json()
    assert "Suspect" in report(working).model_dump_json()


def test_r_gen_10_another_provider_s_customer_is_not_there(working: Working) -> None:
    hold(working.backend)
    for stranger in ("alpine_csa", "alpine_lead", "meridian_prov"):
        error = working.refused(stranger, contract.SERVICES, account_id=build.MARLOW)
        assert isinstance(error, NotFound | Denied)
    other = working.refused("harbour_viewer", contract.SERVICES, account_id=build.BRIGHT)
    assert isinstance(other, NotFound)


def test_r_gen_10_another_provider_s_rule_set_has_no_effect(working: Working) -> None:
    add(working.backend, rule_set(provider_id=build.ALPINE), invoice(1, 100, 1))
    assert report(working).money.to_restore_cents is None


def count(backend: Backend, work: Callable[[], object]) -> int:
    with statements(backend.database) as sent:
        work()
    return len(sent)


def test_the_number_of_queries_is_the_same_whatever_a_customer_has(local_backend: Backend) -> None:
    gateway = local_backend.gateway("harbour_csa")
    request = contract.StatusRequest(account_id=build.MARLOW)

    def ask() -> object:
        return gateway.call(contract.SERVICES, request)

    hold(local_backend)
    ask()
    few = count(local_backend, ask)
    add(local_backend, rule_set())
    for number in range(12):
        held = hold(local_backend, "DUO")
        rows = [a_hold(service_id) for service_id in held.service_ids]
        add(local_backend, *rows, invoice(number, 100, number))
    Working(local_backend).new()
    assert count(local_backend, ask) == few
    assert few <= 14


def a_case(backend: Backend, service_id: int, **values: object) -> int:
    """Write a case that restricts the account, with its hold on a service."""
    filled: dict[str, Any] = {
        "provider_id": build.HARBOUR,
        "account_id": build.MARLOW,
        "origin": "AUTO",
        "state": "RESTRICTED",
        "flagged_at": build.START - timedelta(days=3),
        "owing_cents_at_flag": 8_000,
        **values,
    }
    with backend.database.write(Stamp("test", build.START)) as session:
        case = RestrictionCase(**filled)
        session.add(case)
        session.flush()
        session.add(a_hold(service_id, case_id=case.id))
        return case.id


def test_s_24_what_the_network_was_asked_and_what_it_confirmed_are_two_facts(working: Working) -> None:
    held = hold(working.backend)
    (service_id,) = held.service_ids
    asked, confirmed = build.START - timedelta(hours=2), build.START - timedelta(hours=1)
    add(working.backend, a_hold(service_id))
    change(working.backend, service_id, restriction_status="RESTRICT_PENDING", bar_wanted="BAR10")
    change(working.backend, service_id, bar_wanted_at=asked)
    service = of(working, held)
    assert (service.asked_at, service.confirmed_at) == (asked, None)
    assert "confirmed_at" not in service.findings[0].values
    change(working.backend, service_id, bar_confirmed="BAR10", bar_confirmed_at=confirmed)
    service = of(working, held)
    assert (service.asked_at, service.confirmed_at) == (asked, confirmed)
    assert service.findings[0].values["asked_at"] == asked.isoformat()
    assert service.findings[0].values["confirmed_at"] == confirmed.isoformat()
    change(working.backend, service_id, bar_wanted="", bar_wanted_at=build.START)
    assert of(working, held).confirmed_at is None, "it confirmed the bar, not that it is to go"


def test_s_24_who_may_restores_the_case_from_where_the_cause_is_said(working: Working) -> None:
    held = hold(working.backend)
    (service_id,) = held.service_ids
    case_id = a_case(working.backend, service_id)
    lift = step(first(working, held, "harbour_lead"), StepKind.LIFT)
    assert (lift.command, lift.record_id, lift.reference) == ("restore", case_id, f"SC-{case_id}")
    assert lift.is_open
    assert step(first(working, held, "harbour_lead"), StepKind.NOTE_PROMISE).command == "take_promise"
    refused = step(first(working, held), StepKind.LIFT)
    assert (refused.command, refused.record_id) == ("", None)
    assert [one.code for one in refused.refusals] == ["E-POWER"]
    assert step(first(working, held), StepKind.NOTE_PROMISE).command == "add_note"


def test_r_sus_23_a_hold_of_no_case_is_not_restored_with_it(working: Working) -> None:
    held = hold(working.backend)
    (service_id,) = held.service_ids
    a_case(working.backend, service_id)
    add(working.backend, a_hold(service_id, origin="MANUAL", cause="FRAUD", bar_code="BAR_ALL"))
    lift = step(first(working, held, "harbour_lead"), StepKind.LIFT)
    assert (lift.command, lift.record_id) == ("", None)


def test_a_flagged_case_offers_nothing_to_restore(working: Working) -> None:
    held = hold(working.backend)
    (service_id,) = held.service_ids
    a_case(working.backend, service_id, state="FLAGGED")
    lift = step(first(working, held, "harbour_lead"), StepKind.LIFT)
    assert (lift.command, [one.code for one in lift.refusals]) == ("", ["E-STATE"])
