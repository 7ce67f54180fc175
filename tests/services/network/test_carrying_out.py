"""Services of automatic types are asked of the platform, once, and follow what it answers."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import select, update

from agentview.adaptors.provisioning_port import Done, NotKnown, Refused, Unknown
from agentview.contract import orders
from agentview.contract.network import NetworkStatus
from agentview.core.errors import Refusal, Unavailable
from agentview.jobs.network import NetworkJob
from agentview.models.customer import Contact
from agentview.models.database import Stamp
from agentview.models.network import NetworkLog, NetworkRequest
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.models.trail import AuditEntry, EventInstance
from agentview.models.work_item import WorkItem
from agentview.services.network.errand import Errand, take_errand
from agentview.services.network.outcome import record
from agentview.services.network.rules import LEASE, PATIENCE, due_at, last_day, start_day, wait_before
from agentview.services.network.system import SYSTEM
from tests import build
from tests.product_order import add, delete, order
from tests.services.network.carrying import (
    FINE,
    MISMATCH,
    NO_ACCOUNT,
    NO_BIRTH_DATE,
    SILENT,
    SILENT_FIRST,
    Carrying,
)

D, R, S, P = NetworkStatus.DONE, NetworkStatus.REFUSED, NetworkStatus.SENT, NetworkStatus.PENDING


def take(carrying: Carrying) -> Errand:
    errand = carrying.backend.dispatcher.act(SYSTEM, take_errand)
    assert errand is not None
    return errand


def test_r_prv_02_an_automatic_service_has_a_request_and_no_task(carrying: Carrying) -> None:
    request_id = carrying.box()
    assert carrying.standing(request_id) == (P, "PreActive", "ORDER_PENDING")
    with carrying.backend.database.read() as session:
        assert session.scalars(select(ProvisioningTask)).all() == []


def test_sm_0_done_makes_service_and_package_active_and_the_order_completed(carrying: Carrying) -> None:
    request_id = carrying.box()
    carrying.run()
    assert carrying.standing(request_id) == (D, "Active", "ORDER_COMPLETED")
    with carrying.backend.database.read() as session:
        service = session.scalars(select(ServiceSubscription)).one()
        package = session.scalars(select(PackageSubscription)).one()
        assert (package.status, package.start_on, service.start_on) == ("Active", *[date(2026, 11, 16)] * 2)
        events = session.scalars(select(EventInstance.event_type)).all()
        assert sorted(events) == ["NEW_PACKAGE_ACTIVATION", "SERVICE_ACTIVATION"]
        actors = set(session.scalars(select(AuditEntry.actor).where(AuditEntry.entity == "network_request")))
        assert actors == {"Harbour Csa", "AgentView"}


def test_r_prv_07_the_package_is_activated_once_where_a_person_works_too(carrying: Carrying) -> None:
    placed = carrying.place(add("TALK", number="TRK-1"))
    carrying.run()
    assert len(placed.task_references) == 1
    with carrying.backend.database.read() as session:
        states = session.execute(select(ServiceSubscription.status, ServiceSubscription.start_on)).all()
        assert sorted(row.status for row in states) == ["Active", "PreActive"]
        kinds = session.scalars(select(EventInstance.event_type)).all()
        assert sorted(kinds) == ["NEW_PACKAGE_ACTIVATION", "SERVICE_ACTIVATION"]


def test_an_order_with_tasks_too_stays_completed_whatever_the_platform_says(carrying: Carrying) -> None:
    carrying.place(add("TALK", number=NO_ACCOUNT), add("BOX", "2", number=NO_ACCOUNT))
    carrying.run()
    with carrying.backend.database.read() as session:
        states = session.execute(select(NetworkRequest.status, NetworkRequest.failure_code)).all()
    assert ("REFUSED", "MISSING_ACCOUNT_NUMBER") in [tuple(row) for row in states]
    assert {row.status for row in carrying.errors()} == {"PreActive"}


@pytest.mark.parametrize(
    ("mailbox", "code", "status"),
    [
        (NO_BIRTH_DATE, "MISSING_DATE_OF_BIRTH", "ORDER_FAILED"),
        (NO_ACCOUNT, "MISSING_ACCOUNT_NUMBER", "ORDER_FAILED"),
        (MISMATCH, "RECORD_MISMATCH", "ORDER_QUARANTINED"),
    ],
)
def test_sm_0_a_refusal_fails_or_quarantines_the_order(
    carrying_here: Carrying, mailbox: str, code: str, status: str
) -> None:
    carrying = carrying_here
    request_id = carrying.box(mailbox)
    carrying.run()
    assert carrying.standing(request_id) == (R, "PreActive", status)
    with carrying.backend.database.read() as session:
        case = session.scalars(select(WorkItem)).one()
        assert (case.type_code, case.code, case.status) == ("NETE", code, "OPEN")
        assert (case.network_request_id, case.department) == (request_id, "SUPERVISOR")
        assert session.get_one(NetworkRequest, request_id).failure_text


def test_silence_is_asked_about_and_never_sent_blindly_again(carrying_here: Carrying) -> None:
    carrying = carrying_here
    request_id = carrying.box(SILENT_FIRST)
    assert carrying.run() == 1
    assert carrying.standing(request_id) == (S, "PreActive", "ORDER_PENDING")
    assert carrying.run() == 0, "not before its time"
    assert carrying.later(timedelta(seconds=31)) == 1
    assert carrying.standing(request_id) == (D, "Active", "ORDER_COMPLETED")
    [(_, reference), _] = carrying.platform.asked
    assert carrying.platform.asked == [("request", reference), ("ask", reference)]
    assert carrying.platform.simulator.times_requested(reference) == 1


def test_who_is_never_answered_is_asked_ever_more_rarely_and_tells_somebody(carrying_here: Carrying) -> None:
    carrying = carrying_here
    request_id = carrying.box(SILENT)
    carrying.run()
    for _ in range(PATIENCE):
        carrying.later(timedelta(hours=1))
    kinds = [kind for kind, _ in carrying.platform.asked]
    assert kinds == ["request", *["ask"] * PATIENCE]
    with carrying.backend.database.read() as session:
        assert session.scalars(select(WorkItem.code)).all() == ["NO_ANSWER"]
        row = session.get_one(NetworkRequest, request_id)
        assert row.next_try_at == carrying.backend.clock.now() + wait_before(PATIENCE)
    assert carrying.errors() == (), "nothing was refused"


def test_what_the_platform_never_received_is_sent_with_the_same_reference(carrying_here: Carrying) -> None:
    carrying = carrying_here
    request_id = carrying.box()
    errand = take(carrying)
    assert not errand.is_question
    # The process dies here: the platform was not reached.
    assert carrying.run() == 0, "another has it, for all that anybody knows"
    carrying.later(LEASE + timedelta(seconds=1))
    assert [kind for kind, _ in carrying.platform.asked] == ["ask", "request"]
    assert len({reference for _, reference in carrying.platform.asked}) == 1
    assert carrying.standing(request_id) == (D, "Active", "ORDER_COMPLETED")


def test_an_answer_counts_once_though_two_bring_it(carrying_here: Carrying) -> None:
    carrying = carrying_here
    request_id = carrying.box()
    first = take(carrying)
    carrying.backend.clock.move(LEASE + timedelta(seconds=1))
    second = take(carrying)
    assert second.is_question
    act = carrying.backend.dispatcher.act
    assert not act(first.caller, lambda unit: record(unit, first, NotKnown())), "its lease is another's"
    assert act(second.caller, lambda unit: record(unit, second, Done()))
    assert not act(first.caller, lambda unit: record(unit, first, Refused("X", "late")))
    assert carrying.standing(request_id) == (D, "Active", "ORDER_COMPLETED")
    with carrying.backend.database.read() as session:
        assert session.scalars(select(NetworkLog.outcome)).all() == ["DONE"]


def test_of_many_workers_one_gets_each_request(carrying_here: Carrying) -> None:
    carrying = carrying_here
    wanted = {carrying.box(f"box-{number}0") for number in range(4)}
    start = Barrier(4)

    def work() -> list[int]:
        start.wait(timeout=20)
        taken = iter(lambda: carrying.backend.dispatcher.act(SYSTEM, take_errand), None)
        return [errand.request_id for errand in taken]

    with ThreadPoolExecutor(4) as pool:
        taken = [one for future in [pool.submit(work) for _ in range(4)] for one in future.result()]
    assert sorted(taken) == sorted(wanted)


def test_without_the_lease_two_would_get_it(carrying_here: Carrying, monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: with the guard gone the same request is taken twice."""
    carrying = carrying_here
    carrying.box()
    monkeypatch.setattr(
        "agentview.services.network.errand._free", lambda _now: NetworkRequest.id.is_not(None)
    )
    first, second = take(carrying), take(carrying)
    assert first.request_id == second.request_id


def test_a_cancellation_ends_the_service_once_the_platform_has(carrying: Carrying) -> None:
    carrying.box()
    carrying.run()
    with carrying.backend.database.read() as session:
        package_id = session.scalars(select(PackageSubscription.id)).one()
    carrying.place(delete(f"PS-{package_id}"))
    with carrying.backend.database.read() as session:
        request_id = session.scalars(select(NetworkRequest.id).where(NetworkRequest.action == "END")).one()
    assert carrying.standing(request_id) == (P, "PendingCancel", "ORDER_PENDING")
    carrying.run()
    assert carrying.standing(request_id) == (D, "Cancelled", "ORDER_COMPLETED")
    with carrying.backend.database.read() as session:
        package = session.scalars(select(PackageSubscription)).one()
        assert (package.status, package.end_on) == ("Cancelled", date(2026, 11, 16))


def test_a_nominated_day_is_served_to_its_end(carrying_here: Carrying) -> None:
    carrying = carrying_here
    carrying.box()
    carrying.run()
    carrying.place(delete("PS-1"), requestedStartDate="2026-11-20")
    assert carrying.run() == 0
    carrying.backend.clock.set(datetime(2026, 11, 20, 13, 1, tzinfo=UTC))  # past midnight in Sydney
    assert carrying.run() == 1
    with carrying.backend.database.read() as session:
        assert session.scalars(select(ServiceSubscription.end_on)).one() == date(2026, 11, 20)


def test_a_later_start_is_asked_for_on_its_day(carrying_here: Carrying) -> None:
    carrying = carrying_here
    carrying.place(add("BOX", number=FINE), requestedStartDate="2026-11-20")
    assert carrying.run() == 0
    carrying.backend.clock.set(datetime(2026, 11, 19, 13, 0, tzinfo=UTC))
    assert carrying.run() == 1
    with carrying.backend.database.read() as session:
        assert session.scalars(select(ServiceSubscription.start_on)).one() == date(2026, 11, 20)


def test_a_package_at_the_carrier_is_not_cancelled_meanwhile(carrying_here: Carrying) -> None:
    carrying = carrying_here
    carrying.place(add("TALK", number=NO_ACCOUNT), add("BOX", "2", number=NO_ACCOUNT))
    carrying.run()
    with carrying.backend.database.write(Stamp("test", build.START)) as session:
        session.execute(update(PackageSubscription).values(status="Active"))
        session.execute(update(ProvisioningTask).values(status="COMPLETED", bucket="DONE"))
    refused = carrying.refused("harbour_csa", orders.PLACE, **_document(order("X1", delete("PS-2"))))
    assert refused.refusals[0].code == "E-OPEN-ORDER"
    assert refused.values["reference"] == "PO-1/SS-3"


def _document(wanted: orders.ProductOrder) -> dict[str, object]:
    return wanted.model_dump(mode="json", by_alias=True, exclude_none=True)


def test_a_date_of_birth_that_was_missing_is_sent_with_the_next_try(carrying_here: Carrying) -> None:
    carrying = carrying_here
    carrying.failed(NO_BIRTH_DATE)
    with carrying.backend.database.write(Stamp("test", build.START)) as session:
        session.execute(
            update(Contact).where(Contact.account_id == build.MARLOW).values(date_of_birth=date(1980, 2, 1))
        )
        session.execute(update(NetworkRequest).values(status="PENDING", next_try_at=build.START))
    errand = take(carrying)
    assert errand.facts.date_of_birth == date(1980, 2, 1)
    assert (errand.attempt_no, errand.reference) == (2, "PO-1/SS-1")


def test_a_database_that_went_away_ends_no_step_half_way(carrying_here: Carrying) -> None:
    carrying = carrying_here
    request_id = carrying.box()

    class Gone:
        def request(self, *_: object) -> Done:
            raise Unavailable(Refusal("E-DATABASE"))

        def ask(self, _reference: str) -> Unknown:
            return Unknown()

    broken = replace_platform(carrying, Gone())
    with pytest.raises(Unavailable):
        broken.step()
    assert carrying.standing(request_id) == (S, "PreActive", "ORDER_PENDING")


def replace_platform(carrying: Carrying, platform: object) -> NetworkJob:
    return NetworkJob(carrying.backend.embedded, platform)  # type: ignore[arg-type]  # a broken one


def test_the_rules_of_days() -> None:
    monday, friday = date(2026, 11, 16), date(2026, 11, 20)
    assert start_day(friday, monday, None) == friday
    assert start_day(monday, friday, None) == friday, "not before it works"
    assert start_day(monday, monday, friday) == date(2026, 11, 21), "R-PRV-10, 11"
    assert last_day(monday, friday) == friday, "R-PRV-28"
    assert last_day(friday, None) == friday
    now = datetime(2026, 11, 16, 9, tzinfo=UTC)
    assert due_at(monday, "Australia/Sydney", now) == now
    assert due_at(friday, "Australia/Sydney", now) == datetime(2026, 11, 19, 13, tzinfo=UTC)


def test_waits_double_to_an_hour() -> None:
    waits = [wait_before(number).total_seconds() for number in (0, 1, 2, 50)]
    assert waits == [30, 60, 120, 3600]
