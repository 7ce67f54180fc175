"""Cancelling packages and services from the customer screen."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import select

from agentview.contract import cancelling as contract
from agentview.contract.cancelling import CancelReason, TimeFrame
from agentview.contract.op import Op
from agentview.contract.provisioning import ACTIVATE, HALT, HaltCode
from agentview.core.errors import AgentViewError, Denied, NotFound, Rejected
from agentview.models.attachment import Attachment
from agentview.models.database import Stamp
from agentview.models.network import NetworkRequest
from agentview.models.order import CancelRequest, Order
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.models.trail import AuditEntry
from tests import build
from tests.fixtures.backend import Backend
from tests.migration_world import PER_MONTH, bind, contract_type
from tests.services.holdings import PERIOD_END, Held, group, hold, package_status, service_status
from tests.services.provisioning.working import Working
from tests.world import assert_world

TODAY = date(2026, 11, 16)
WHY = {"reason": CancelReason.MOVING}


@pytest.fixture
def working(backend: Backend) -> Working:
    return Working(backend)


def codes(error: AgentViewError) -> set[str]:
    return {refusal.code for refusal in error.refusals}


def cancelled(working: Working, held: Held, **more: object) -> contract.CancelAnswer:
    return working.call("harbour_csa", contract.CANCEL_PACKAGE, package_id=held.package_id, **{**WHY, **more})


def refused(working: Working, held: Held, **more: object) -> set[str]:
    request = {"package_id": held.package_id, **WHY, **more}
    return codes(working.refused("harbour_csa", contract.CANCEL_PACKAGE, **request))


def request_of(backend: Backend, request_id: int) -> CancelRequest:
    with backend.database.read() as session:
        return session.get_one(CancelRequest, request_id)


def test_r_prv_29_a_package_is_cancelled_with_all_its_services(working: Working) -> None:
    held = hold(working.backend, "DUO")
    answer = cancelled(working, held, note="Moving abroad")
    (made,) = answer.requests
    assert (made.reference, made.end_on, made.package) == ("CR-1", TODAY, f"PS-{held.package_id}")
    assert made.task_references == ("CR-1/1", "CR-1/2", "CR-1/3")
    assert package_status(working.backend, held.package_id) == "PendingProvCancel"
    statuses = {service_status(working.backend, one) for one in held.service_ids}
    assert statuses == {"PendingProvCancel"}
    kept = request_of(working.backend, made.request_id)
    assert (kept.reason_code, kept.note, kept.time_frame) == ("MOVING", "Moving abroad", "IMMEDIATE")
    task = working.find("harbour_csa", "CR-1/1")
    assert (task.row.transfer_type, task.row.requested_on) == ("CANCEL", TODAY)
    assert_world(working.backend.database)


def test_r_prv_29_what_the_network_ends_by_itself_becomes_pending_cancellation(working: Working) -> None:
    held = hold(working.backend, "TALK")
    cancelled(working, held)
    assert [service_status(working.backend, one) for one in held.service_ids] == [
        "PendingProvCancel",
        "PendingCancel",
    ]


def test_r_prv_31_the_time_frame_gives_the_last_day(working: Working) -> None:
    first, second = hold(working.backend), hold(working.backend)
    at_end = cancelled(working, first, time_frame=TimeFrame.END_OF_PERIOD)
    assert at_end.requests[0].end_on == PERIOD_END
    day = TODAY + timedelta(days=40)
    later = cancelled(working, second, time_frame=TimeFrame.NOMINATED_DATE, nominated_on=day)
    assert later.requests[0].end_on == day
    assert request_of(working.backend, later.requests[0].request_id).nominated_on == day
    assert working.find("harbour_csa", "CR-2/1").row.requested_on == day


def test_r_prv_31_a_nominated_day_in_the_past_is_refused(working: Working) -> None:
    held = hold(working.backend)
    nominated = {"time_frame": TimeFrame.NOMINATED_DATE}
    yesterday = {**nominated, "nominated_on": TODAY - timedelta(days=1)}
    assert refused(working, held, **yesterday) == {"E-NOMINATED-PAST"}
    assert refused(working, held, **nominated) == {"E-NOMINATED-DAY"}
    assert refused(working, held, nominated_on=TODAY) == {"E-NOMINATED-UNUSED"}
    assert package_status(working.backend, held.package_id) == "Active"
    assert cancelled(working, held, **nominated, nominated_on=TODAY).requests[0].end_on == TODAY


def test_r_prv_31_the_power_and_a_reason_are_needed(working: Working) -> None:
    held = hold(working.backend)
    for username in ("harbour_prov", "harbour_viewer", "harbour_auditor"):
        error = working.refused(username, contract.CANCEL_PACKAGE, package_id=held.package_id, **WHY)
        assert isinstance(error, Denied)
    assert package_status(working.backend, held.package_id) == "Active"


def test_r_prv_30_a_mandatory_service_ends_with_its_package_alone(working: Working) -> None:
    held = hold(working.backend, "DUO")
    mandatory, _, optional = held.service_ids
    error = working.refused("harbour_csa", contract.CANCEL_SERVICE, service_id=mandatory, **WHY)
    assert codes(error) == {"E-MANDATORY"}
    answer = working.call("harbour_csa", contract.CANCEL_SERVICE, service_id=optional, **WHY)
    assert answer.requests[0].task_references == ("CR-1/1",)
    assert [service_status(working.backend, one) for one in held.service_ids] == [
        "Active",
        "Active",
        "PendingProvCancel",
    ]
    assert package_status(working.backend, held.package_id) == "Active"
    again = working.refused("harbour_csa", contract.CANCEL_SERVICE, service_id=optional, **WHY)
    assert codes(again) == {"E-STATE"}


def test_r_prv_29_a_service_that_is_ending_already_keeps_its_own_request(working: Working) -> None:
    held = hold(working.backend, "DUO")
    working.call("harbour_csa", contract.CANCEL_SERVICE, service_id=held.service_ids[2], **WHY)
    answer = cancelled(working, held)
    assert answer.requests[0].task_references == ("CR-2/1", "CR-2/2")
    assert_world(working.backend.database)


def test_r_prv_33_a_package_that_is_followed_or_about_to_be_is_not_cancelled(working: Working) -> None:
    held, newer = hold(working.backend), hold(working.backend)
    with working.backend.database.write(Stamp("test", build.START)) as session:
        session.get_one(PackageSubscription, held.package_id).followed_by_id = newer.package_id
    assert refused(working, held) == {"E-FOLLOWED"}
    working.chown(f"PS-{newer.package_id}")
    assert refused(working, newer) == {"E-OPEN-ORDER"}


def test_every_reason_is_given_at_once(working: Working) -> None:
    held, newer = hold(working.backend), hold(working.backend)
    with working.backend.database.write(Stamp("test", build.START)) as session:
        session.get_one(PackageSubscription, held.package_id).followed_by_id = newer.package_id
    asked = {"nominated_on": TODAY, "attachment_id": 99}
    assert refused(working, held, **asked) == {"E-FOLLOWED", "E-NOMINATED-UNUSED", "E-ATTACHMENT"}
    preview = working.call(
        "harbour_csa",
        contract.PREVIEW_PACKAGE,
        package_id=held.package_id,
        time_frame=TimeFrame.NOMINATED_DATE,
    )
    assert {refusal.code for refusal in preview.refusals} == {"E-FOLLOWED", "E-NOMINATED-DAY"}


def test_e_11_what_was_never_active_is_aborted_with_its_open_tasks(working: Working) -> None:
    tasks = working.place(
        relatedParty=[{"id": build.ACCOUNT_NO[build.MARLOW], "role": "customer"}],
        productOrderItem=[{"id": "1", "action": "add", "productOffering": {"id": "DUO"}}],
    )
    mobile, line = tasks
    working.call(
        "meridian_prov",
        ACTIVATE,
        task_id=mobile.row.task_id,
        version=mobile.row.version,
        identifier="+61491570156",
        service_start_on=TODAY,
    )
    seen = working.read("harbour_prov", line)
    working.call(
        "harbour_prov",
        HALT,
        task_id=line.row.task_id,
        version=seen.row.version,
        code=HaltCode.NO_CAPACITY,
        text="No port free",
    )
    with working.backend.database.read() as session:
        package_id = session.scalars(select(PackageSubscription.id)).one()
    preview = working.call("harbour_csa", contract.PREVIEW_PACKAGE, package_id=package_id)
    assert [one.outcome for one in preview.packages[0].services] == ["TASK", "ABORTED"]
    answer = working.call("harbour_csa", contract.CANCEL_PACKAGE, package_id=package_id, **WHY)
    assert answer.aborted_tasks == ("PO-1/2",)
    assert answer.requests[0].task_references == ("CR-1/1",)
    assert working.read("harbour_prov", line).row.status == "ABORTED"
    assert package_status(working.backend, package_id) == "PendingProvCancel"
    assert_world(working.backend.database)


def test_r_prv_32_the_primary_package_takes_its_group_along(working: Working) -> None:
    family = group(working.backend)
    primary = hold(working.backend, group_id=family, is_primary=True)
    second = hold(working.backend, "MOB-80", group_id=family)
    waiting = hold(working.backend, "MOB-80", group_id=family, status="PreActive")
    over = hold(working.backend, group_id=family, status="Cancelled")
    preview = working.call("harbour_csa", contract.PREVIEW_PACKAGE, package_id=primary.package_id)
    assert (preview.group, preview.type_number, preview.refusals) == ("Family", 3, ())
    assert [one.package_id for one in preview.packages] == [
        primary.package_id,
        second.package_id,
        waiting.package_id,
    ]
    assert refused(working, primary) == {"E-CONFIRM-GROUP"}
    assert refused(working, primary, typed_number=2) == {"E-CONFIRM-GROUP"}
    answer = cancelled(working, primary, typed_number=3)
    first, other = answer.requests
    kept = request_of(working.backend, other.request_id)
    assert kept.group_request_id == first.request_id
    assert [package_status(working.backend, one.package_id) for one in (primary, second, waiting, over)] == [
        "PendingProvCancel",
        "PendingProvCancel",
        "Aborted",
        "Cancelled",
    ]
    assert_world(working.backend.database)


def test_r_prv_32_another_package_of_a_group_ends_alone(working: Working) -> None:
    family = group(working.backend)
    primary = hold(working.backend, group_id=family, is_primary=True)
    second = hold(working.backend, group_id=family)
    cancelled(working, second)
    assert package_status(working.backend, primary.package_id) == "Active"


def test_r_prv_32_a_group_ends_as_a_whole_or_not_at_all(working: Working) -> None:
    family = group(working.backend)
    primary = hold(working.backend, group_id=family, is_primary=True)
    second = hold(working.backend, group_id=family)
    with working.backend.database.write(Stamp("test", build.START)) as session:
        session.get_one(PackageSubscription, second.package_id).followed_by_id = primary.package_id
    assert refused(working, primary, typed_number=2) == {"E-FOLLOWED"}
    assert package_status(working.backend, primary.package_id) == "Active"


def test_a_package_ends_at_the_end_of_a_period_only_where_it_has_one(working: Working) -> None:
    held = hold(working.backend, start_on=date(2026, 12, 5))
    assert refused(working, held, time_frame=TimeFrame.NOMINATED_DATE, nominated_on=TODAY) == {"E-END-EARLY"}
    working.backend.clock.move(timedelta(days=60))
    working.sign_in_again()
    assert refused(working, held, time_frame=TimeFrame.END_OF_PERIOD) == {"E-NO-PERIOD"}


def test_a_file_of_the_customer_s_own_goes_along(working: Working) -> None:
    held = hold(working.backend)
    with working.backend.database.write(Stamp("test", build.START)) as session:
        for key, (account, is_whole) in enumerate(
            [(build.MARLOW, True), (build.MARLOW, False), (build.BRIGHT, True)], start=1
        ):
            session.add(
                Attachment(
                    id=key,
                    provider_id=build.HARBOUR,
                    account_id=account,
                    name="letter.pdf",
                    media_type="application/pdf",
                    size=1,
                    sha256="0" * 64,
                    is_whole=is_whole,
                )
            )
    assert refused(working, held, attachment_id=2) == {"E-ATTACHMENT"}
    assert refused(working, held, attachment_id=3) == {"E-ATTACHMENT"}
    answer = cancelled(working, held, attachment_id=1)
    assert request_of(working.backend, answer.requests[0].request_id).attachment_id == 1


ABOUT_A_PACKAGE = (contract.PREVIEW_PACKAGE, contract.CANCEL_PACKAGE)
ABOUT_A_SERVICE = (contract.PREVIEW_SERVICE, contract.CANCEL_SERVICE)


@pytest.mark.parametrize("op", ABOUT_A_PACKAGE + ABOUT_A_SERVICE, ids=lambda op: op.name)
def test_r_gen_10_another_provider_s_customer_is_not_there(working: Working, op: Op[Any, Any]) -> None:
    held = hold(working.backend, "DUO")
    subject: dict[str, object] = (
        {"package_id": held.package_id} if op in ABOUT_A_PACKAGE else {"service_id": held.service_ids[2]}
    )
    request = {**subject, **(WHY if op.command else {})}
    for stranger in ("alpine_csa", "alpine_lead"):
        assert isinstance(working.refused(stranger, op, **request), NotFound)
    assert isinstance(working.refused("meridian_prov", op, **request), NotFound | Denied)
    nobody = {**request, **dict.fromkeys(subject, 999_999)}
    assert isinstance(working.refused("harbour_lead", op, **nobody), NotFound)


def test_a_viewer_cancels_an_optional_service_of_the_own_account_alone(working: Working) -> None:
    own, other = hold(working.backend, "DUO"), hold(working.backend, "DUO", build.BRIGHT)
    gone = working.refused("harbour_viewer", contract.CANCEL_SERVICE, service_id=other.service_ids[2], **WHY)
    assert isinstance(gone, NotFound)
    working.call("harbour_viewer", contract.CANCEL_SERVICE, service_id=own.service_ids[2], **WHY)


def test_of_two_people_who_cancel_at_once_one_gets_through(local_backend: Backend) -> None:
    held = hold(local_backend, "DUO")
    gate = Barrier(2)
    gateways = [local_backend.gateway(name) for name in ("harbour_csa", "harbour_lead")]

    def attempt(number: int) -> str:
        request = contract.CancelPackageRequest(package_id=held.package_id, reason=CancelReason.PRICE)
        gate.wait(20)
        try:
            gateways[number].call(contract.CANCEL_PACKAGE, request)
        except Rejected as error:
            return error.code
        return "done"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(attempt, range(2)))
    assert outcomes == ["E-STATE", "done"]
    with local_backend.database.read() as session:
        assert len(session.scalars(select(CancelRequest)).all()) == 1
        assert len(session.scalars(select(ProvisioningTask)).all()) == 3
    assert_world(local_backend.database)


def test_it_stands_in_the_customer_s_timeline(working: Working) -> None:
    held = hold(working.backend)
    cancelled(working, held)
    with working.backend.database.read() as session:
        entries = session.execute(
            select(AuditEntry.entity, AuditEntry.action, AuditEntry.actor).where(
                AuditEntry.account_id == build.MARLOW
            )
        ).all()
    assert ("cancel_request", "submit", "Harbour Csa") in {tuple(entry) for entry in entries}
    assert {"package", "service", "task"} <= {entry.entity for entry in entries}


@pytest.mark.parametrize("kind", ["package", "service"])
def test_rows_are_refused_for_the_same_reasons(working: Working, kind: str) -> None:
    """The verdict of the preview is the verdict of the command, in every state."""
    read: dict[str, Callable[[Held], tuple[Op[Any, Any], Op[Any, Any], dict[str, int]]]] = {
        "package": lambda held: (*ABOUT_A_PACKAGE, {"package_id": held.package_id}),
        "service": lambda held: (*ABOUT_A_SERVICE, {"service_id": held.service_ids[0]}),
    }
    for status in ("PreActive", "PendingCancel", "PendingProvCancel", "Cancelled", "Aborted"):
        preview, command, subject = read[kind](hold(working.backend, status=status))
        shown = working.call("harbour_csa", preview, **subject)
        error = working.refused("harbour_csa", command, **subject, **WHY)
        assert {refusal.code for refusal in shown.refusals} == codes(error)
        assert "E-STATE" in codes(error)


def asked_of_the_network(backend: Backend, held: Held, status: str) -> None:
    """Write down that the platform was asked to start the last service of a package."""
    with backend.database.write(Stamp("test", build.START)) as session:
        service = session.get_one(ServiceSubscription, held.service_ids[-1])
        service.status, service.start_on = "PreActive", None
        order = Order(
            provider_id=build.HARBOUR,
            account_id=build.MARLOW,
            package_subscription_id=held.package_id,
            order_type="NEW",
            status="ORDER_FAILED" if status == "REFUSED" else "ORDER_PENDING",
            source="API",
            requested_on=TODAY,
        )
        session.add(order)
        session.flush()
        session.add(
            NetworkRequest(
                reference="PO-1/N1",
                provider_id=build.HARBOUR,
                account_id=build.MARLOW,
                order_id=order.id,
                service_subscription_id=service.id,
                action="ACTIVATE",
                status=status,
                attempt_no=1,
                requested_at=build.START,
            )
        )


def test_e_11_what_the_network_refused_to_start_is_given_up(working: Working) -> None:
    held = hold(working.backend, "TALK")
    asked_of_the_network(working.backend, held, "REFUSED")
    cancelled(working, held)
    assert [service_status(working.backend, one) for one in held.service_ids] == [
        "PendingProvCancel",
        "Aborted",
    ]
    with working.backend.database.read() as session:
        assert session.scalars(select(NetworkRequest.status)).one() == "ABORTED"


def test_what_the_network_was_asked_and_has_not_answered_comes_first(working: Working) -> None:
    held = hold(working.backend, "TALK")
    asked_of_the_network(working.backend, held, "SENT")
    assert refused(working, held) == {"E-OPEN-ORDER"}
    assert package_status(working.backend, held.package_id) == "Active"


def test_the_preview_tells_of_the_contract_that_ends_with_the_package(working: Working) -> None:
    held = hold(working.backend)
    type_id = contract_type(working.backend, PER_MONTH)
    bind(working.backend, held.package_id, type_id, TODAY + timedelta(days=45))
    (package,) = working.call("harbour_csa", contract.PREVIEW_PACKAGE, package_id=held.package_id).packages
    told = package.contract
    assert told is not None
    assert (told.name, told.end_on) == ("24 months", TODAY + timedelta(days=45))
    assert (told.break_out_cents, told.currency) == (2000, "AUD")
    free = hold(working.backend)
    (other,) = working.call("harbour_csa", contract.PREVIEW_PACKAGE, package_id=free.package_id).packages
    assert other.contract is None
