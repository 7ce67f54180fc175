"""R-ENR-03 to 05, M6, M7: what goes to programmes and what comes back, each once, whoever dies when."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import BinaryIO

import msgspec
import pytest
from sqlalchemy import func, select

from agentview.contract import enrolments as contract
from agentview.contract import worklist
from agentview.contract.hardware import BatchStatus, EnrolmentStatus, RecordOutcome
from agentview.contract.worklist import CaseType
from agentview.core.errors import Conflict, Refusal, Unavailable, rejected
from agentview.core.fault_point import watch_fault_points
from agentview.files.interfaces.checking import check
from agentview.files.interfaces.device_enrolment_request import ENROLMENT_REQUEST
from agentview.models.batch import Batch, BatchRecord
from agentview.models.database import Stamp
from agentview.models.enrolment import DeviceEnrolment, EnrolmentRequest
from agentview.models.hardware_catalogue import DeviceEnrolmentProvider, Product
from agentview.services.enrolment_response.taking import ENROLMENT_RESPONSE, programmes
from agentview.services.inbound_batch import receive
from tests import build, build_hardware
from tests.services.enrolments.enrolling import Enrolling, TestRun, serial
from tests.world import assert_world

S = EnrolmentStatus


def batches(enrolling: Enrolling, kind: str) -> list[Batch]:
    with enrolling.backend.database.read() as session:
        return list(session.scalars(select(Batch).where(Batch.kind == kind).order_by(Batch.id)))


def test_m6_a_request_says_what_the_schema_wants(enrolling: Enrolling) -> None:
    [device] = enrolling.dispatch(serial(1))
    run = enrolling.send()
    assert (run.count, enrolling.folder.sent()) == ((1, 0), ["DER0000000001.json"])
    path = enrolling.folder.root / "outbox" / "DER0000000001.json"
    told = msgspec.json.decode(path.read_bytes())
    with path.open("rb") as stream:
        assert check(stream, ENROLMENT_REQUEST).is_good
    assert (told["interfaceCategory"], told["interfaceType"], told["version"]) == (
        "Device Enrolment",
        "Device Enrolment Request",
        "1.1",
    )
    assert (told["identifier"], told["recordCount"], told["deviceEnrolmentProviderId"]) == (1, 1, "FRUIT-DEP")
    [order] = told["orders"]
    assert order == {
        "id": enrolling.detail(device).attempts[0].request_id,
        "requestType": "ORDER",
        "organisationId": "ORG-MARLOW",
        "salesOrderId": f"HO-{device.order_id}",
        "devices": [
            {
                "deviceId": device.serial_no,
                "serialType": "IMEI",
                "sku": "PH-X1",
                "productName": "Fruit Phone X1 128 GB",
            }
        ],
    }


def test_r_enr_03_each_programme_gets_one_batch(enrolling: Enrolling) -> None:
    with enrolling.backend.database.write(Stamp("test", build.START)) as session:
        session.add(
            DeviceEnrolmentProvider(
                provider_id=build.HARBOUR,
                code="ROBOT",
                name="Robot",
                organisation_ref="R",
                exchange_url="x://",
            )
        )
        session.flush()
        robot = session.scalars(select(func.max(DeviceEnrolmentProvider.id))).one()
    devices = enrolling.dispatch(serial(1), serial(2), serial(3))
    with enrolling.backend.database.write(Stamp("test", build.START)) as session:
        moved = session.get_one(DeviceEnrolment, devices[2].enrolment_id)
        moved.enrolment_provider_id = robot
        session.get_one(Product, build_hardware.PHONE)
    enrolling.send()
    made = batches(enrolling, "ENROL_REQUEST")
    assert [(one.partner, one.record_count, one.status) for one in made] == [
        (f"programme-{build_hardware.FRUIT}", 2, "SENT"),
        (f"programme-{robot}", 1, "SENT"),
    ]
    enrolling.send()
    assert len(batches(enrolling, "ENROL_REQUEST")) == 2, "nothing waits, nothing is sent"


def test_r_enr_05_returns_go_with_the_orders_of_the_same_run(enrolling: Enrolling) -> None:
    [first] = enrolling.dispatch(serial(1))
    enrolling.round_trip()
    enrolling.do("harbour_csa", contract.UNENROL, first, reason="Sold")
    enrolling.dispatch(serial(2))
    enrolling.send()
    assert [order.request_type for order in enrolling.orders()] == ["RETURN", "ORDER"]


def test_a_programme_that_is_not_reached_gets_the_same_batch_later(enrolling: Enrolling) -> None:
    [device] = enrolling.dispatch()
    enrolling.folder.is_gone = True
    with pytest.raises(Unavailable):
        enrolling.send()
    assert enrolling.status(device) is S.ENROL_PENDING
    assert [one.status for one in batches(enrolling, "ENROL_REQUEST")] == [BatchStatus.CREATED]
    enrolling.folder.is_gone = False
    enrolling.send()
    assert [one.status for one in batches(enrolling, "ENROL_REQUEST")] == [BatchStatus.SENT]
    assert enrolling.status(device) is S.ENROL_SENT


class _Dies(BaseException):
    """The process ends here."""


def dying(point: str, work: Callable[[], object]) -> None:
    """Do something and die at a named point."""

    def hook(name: str) -> None:
        if name == point:
            raise _Dies

    stop = watch_fault_points(hook)
    try:
        with pytest.raises(_Dies):
            work()
    finally:
        stop()


@pytest.mark.parametrize("point", ["after_keep", "after_write", "after_stage", "after_publish", "after_send"])
def test_a_request_goes_out_once_wherever_the_job_dies(enrolling: Enrolling, point: str) -> None:
    devices = enrolling.dispatch(serial(1), serial(2))
    dying(f"device_enrolment_request.{point}", enrolling.send)
    if point in {"after_keep", "after_write", "after_stage"}:
        assert enrolling.folder.sent() == []
    enrolling.send()
    enrolling.send()
    assert enrolling.folder.sent() == ["DER0000000001.json"]
    assert len(enrolling.orders()) == 2
    assert {enrolling.status(one) for one in devices} == {S.ENROL_SENT}
    assert [one.status for one in batches(enrolling, "ENROL_REQUEST")] == [BatchStatus.SENT]


def test_an_answer_that_is_faster_than_the_note_of_sending_counts(enrolling: Enrolling) -> None:
    [device] = enrolling.dispatch()
    dying("device_enrolment_request.after_publish", enrolling.send)
    assert enrolling.status(device) is S.ENROL_PENDING
    enrolling.simulate()
    enrolling.take_in()
    assert enrolling.status(device) is S.ENROLLED
    enrolling.send()
    assert enrolling.status(device) is S.ENROLLED
    assert [one.status for one in batches(enrolling, "ENROL_REQUEST")] == [BatchStatus.SENT]
    assert_world(enrolling.backend.database)


@pytest.mark.parametrize(
    "point", ["after_register", "after_claim", "after_adopt", "after_keep", "after_archive", "after_process"]
)
def test_an_answer_counts_once_wherever_the_job_dies(enrolling: Enrolling, point: str) -> None:
    [device] = enrolling.dispatch(serial(1, "91"))
    enrolling.send()
    enrolling.simulate()
    dying(f"device_enrolment_response.{point}", enrolling.take_in)
    enrolling.take_in()
    enrolling.take_in()
    assert enrolling.status(device) is S.ENROL_ERROR
    [batch] = batches(enrolling, "ENROL_RESPONSE")
    assert (batch.status, batch.record_count, batch.refused_count) == ("PROCESSED_WITH_ERRORS", 1, 1)
    assert len(enrolling.call("harbour_lead", worklist.CASES).rows) == 1
    assert len(enrolling.folder.names("archive")) == 1
    assert enrolling.folder.names("processing") == enrolling.folder.names("inbox") == []


def test_of_two_rounds_at_once_each_device_is_sent_and_answered_once(enrolling: Enrolling) -> None:
    devices = enrolling.dispatch(*(serial(body) for body in range(1, 21)))
    with ThreadPoolExecutor(3) as pool:
        for one in [pool.submit(enrolling.send) for _ in range(3)]:
            one.result()
    with enrolling.backend.database.read() as session:
        asked = session.scalars(select(EnrolmentRequest.enrolment_id)).all()
    assert sorted(asked) == sorted(one.enrolment_id for one in devices)
    enrolling.simulate()
    with ThreadPoolExecutor(3) as pool:
        for one in [pool.submit(enrolling.take_in) for _ in range(3)]:
            one.result()
    enrolling.take_in()
    assert {enrolling.status(one) for one in devices} == {S.ENROLLED}
    with enrolling.backend.database.read() as session:
        outcomes = session.scalars(
            select(BatchRecord.outcome)
            .join(Batch, Batch.id == BatchRecord.batch_id)
            .where(Batch.kind == "ENROL_RESPONSE")
        ).all()
    assert outcomes == [RecordOutcome.OK] * 20


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"{", "E-INTERFACE-JSON"),
        (b'{"version\xff":1}', "E-INTERFACE-JSON"),
        (b"{}", "E-INTERFACE-MISSING"),
        (None, "E-ENROL-PROGRAMME"),
    ],
)
def test_m7_a_bad_file_changes_nothing_and_says_why(
    enrolling: Enrolling, content: bytes | None, code: str
) -> None:
    [device] = enrolling.dispatch()
    enrolling.send()
    name = enrolling.answer(enrolling.orders()[0].id, code="OTHER")
    if content is not None:
        (enrolling.folder.root / "inbox" / name).write_bytes(content)
    run = enrolling.take_in()
    assert run.count == (1, 1)
    assert enrolling.status(device) is S.ENROL_SENT
    [batch] = batches(enrolling, "ENROL_RESPONSE")
    assert (batch.status, batch.error_code, batch.external_file_name) == ("FAILED", code, None)
    assert batch.report[0]["code"] == code
    assert len(enrolling.folder.names("quarantine")) == 2, "the file, and its report"
    [case] = enrolling.call("harbour_lead", worklist.CASES).rows
    assert (case.type, case.level_id, case.code) == (CaseType.BATCH_FAILED, batch.id, code)


def test_m7_an_unknown_property_is_no_part_of_a_response(enrolling: Enrolling) -> None:
    [device] = enrolling.dispatch()
    enrolling.send()
    name = enrolling.answer(enrolling.orders()[0].id)
    path = enrolling.folder.root / "inbox" / name
    path.write_bytes(path.read_bytes().replace(b'{"version"', b'{"extra":1,"version"', 1))
    enrolling.take_in()
    assert enrolling.status(device) is S.ENROL_SENT
    assert batches(enrolling, "ENROL_RESPONSE")[0].error_code == "E-INTERFACE-UNKNOWN"


def test_m7_a_name_that_was_used_is_a_duplicate(enrolling: Enrolling) -> None:
    [device] = enrolling.dispatch()
    enrolling.send()
    order = enrolling.orders()[0].id
    name = enrolling.answer(order, ("X", "No"))
    enrolling.take_in()
    enrolling.do("harbour_back", contract.RESUBMIT, device)
    enrolling.send()
    enrolling.answer(enrolling.orders()[0].id, name=name)
    enrolling.take_in()
    assert enrolling.status(device) is S.ENROL_SENT
    assert [one.error_code for one in batches(enrolling, "ENROL_RESPONSE")] == [None, "E-BATCH-DUPLICATE"]
    assert enrolling.folder.names("duplicate") == [name]


def test_m7_a_file_that_is_too_large_is_refused_and_keeps_no_other_one_waiting(
    enrolling: Enrolling, monkeypatch: pytest.MonkeyPatch
) -> None:
    """D-36: it is not even read."""
    [device] = enrolling.dispatch()
    enrolling.send()
    order = enrolling.orders()[0].id
    enrolling.answer(order, ("X", "No"), name="A-LARGE.json")
    enrolling.answer(order, name="B-PLAIN.json")
    opened = enrolling.folder.open

    def refuse_large(held: str) -> BinaryIO:
        if held.endswith("A-LARGE.json"):
            raise rejected("E-EXCHANGE-LARGE", rule="D-36", name=held, megabytes=200)
        return opened(held)

    monkeypatch.setattr(enrolling.folder, "open", refuse_large)
    assert enrolling.take_in().count == (2, 1)
    assert enrolling.status(device) is S.ENROLLED
    large, plain = batches(enrolling, "ENROL_RESPONSE")
    assert (large.status, large.error_code, plain.status) == ("FAILED", "E-EXCHANGE-LARGE", "PROCESSED")
    assert len(enrolling.folder.names("quarantine")) == 2, "the file, and its report"


def test_two_answers_of_one_name_wait_for_each_other(enrolling: Enrolling) -> None:
    """R-HW-19: the second lies in the inbox until the first is done, and is then a duplicate."""
    [device] = enrolling.dispatch()
    enrolling.send()
    order = enrolling.orders()[0].id
    name = enrolling.answer(order)
    with enrolling.backend.database.read() as session:
        [programme] = programmes(session, build.HARBOUR)
    run = TestRun(enrolling.backend.embedded, enrolling.system)
    receive(run, ENROLMENT_RESPONSE, programme.partner, name, enrolling.folder)
    enrolling.answer(order, ("X", "No"), name=name)
    passed: list[str] = []
    stop = watch_fault_points(passed.append)
    receive(run, ENROLMENT_RESPONSE, programme.partner, name, enrolling.folder)
    stop()
    assert passed == ["device_enrolment_response.after_register"], "it is not even touched"
    assert [path.name for path in (enrolling.folder.root / "inbox").iterdir()] == [name]
    assert len(enrolling.folder.names("processing")) == 1
    assert enrolling.take_in().count == (2, 0)
    assert enrolling.status(device) is S.ENROLLED
    assert enrolling.folder.names("duplicate") == [name]


def test_m7_an_answer_about_what_was_never_asked_is_refused_and_told(enrolling: Enrolling) -> None:
    [device] = enrolling.dispatch()
    enrolling.send()
    enrolling.answer(999_999)
    enrolling.take_in()
    [batch] = batches(enrolling, "ENROL_RESPONSE")
    assert (batch.status, batch.refused_count) == ("PROCESSED_WITH_ERRORS", 1)
    with enrolling.backend.database.read() as session:
        [record] = session.scalars(select(BatchRecord).where(BatchRecord.batch_id == batch.id))
        assert (record.outcome, record.error_code) == ("ERROR", "E-ENROL-UNKNOWN")
    assert enrolling.status(device) is S.ENROL_SENT
    [case] = enrolling.call("harbour_lead", worklist.CASES).rows
    assert case.type is CaseType.BATCH_FAILED


def test_m7_an_answer_that_names_other_devices_changes_none(enrolling: Enrolling) -> None:
    [device] = enrolling.dispatch(serial(1))
    enrolling.send()
    order = enrolling.orders()[0].id
    enrolling.answer(order, devices=[serial(2)])
    enrolling.take_in()
    assert enrolling.status(device) is S.ENROL_SENT
    enrolling.answer(order, devices=[serial(1)])
    enrolling.take_in()
    assert enrolling.status(device) is S.ENROLLED


def test_m7_a_second_answer_to_a_request_is_a_duplicate(enrolling: Enrolling) -> None:
    [device] = enrolling.dispatch()
    enrolling.send()
    order = enrolling.orders()[0].id
    enrolling.answer(order)
    enrolling.answer(order, ("X", "No"))
    enrolling.take_in()
    assert enrolling.status(device) is S.ENROLLED
    first, second = batches(enrolling, "ENROL_RESPONSE")
    assert (first.ok_count, second.duplicate_count, second.status) == (1, 1, "PROCESSED")
    assert_world(enrolling.backend.database)


def test_r_gen_10_the_answer_of_another_operator_s_programme_is_about_its_own_requests(
    enrolling: Enrolling,
) -> None:
    with enrolling.backend.database.write(Stamp("test", build.START)) as session:
        programme = session.get_one(DeviceEnrolmentProvider, build_hardware.FRUIT)
        session.add(
            DeviceEnrolmentProvider(
                provider_id=build.HARBOUR,
                code="ROBOT",
                name="Robot",
                organisation_ref="R",
                exchange_url=programme.exchange_url,
            )
        )
    [device] = enrolling.dispatch()
    enrolling.send()
    order = enrolling.orders()[0].id
    enrolling.programme(exchange_url="")
    enrolling.answer(order, code="ROBOT")
    enrolling.take_in()
    assert enrolling.status(device) is S.ENROL_SENT
    assert batches(enrolling, "ENROL_RESPONSE")[0].refused_count == 1


def test_the_simulator_answers_after_its_time_and_leaves_some_unanswered(enrolling: Enrolling) -> None:
    loud, silent = enrolling.dispatch(serial(1), serial(2, "94"))
    enrolling.send()
    assert enrolling.simulate() == 1
    enrolling.backend.clock.move(timedelta(minutes=1))
    enrolling.take_in()
    assert [enrolling.status(one) for one in (loud, silent)] == [S.ENROLLED, S.ENROL_SENT]


@pytest.mark.parametrize("point", ["after_keep", "after_process", "after_archive"])
def test_who_goes_on_has_not_the_answers_that_the_dead_one_kept(enrolling: Enrolling, point: str) -> None:
    """R-HW-31: it runs on another computer; the answer counts, once."""
    [device] = enrolling.dispatch()
    enrolling.send()
    enrolling.simulate()
    dying(f"device_enrolment_response.{point}", enrolling.take_in)
    enrolling.payloads.drop(batches(enrolling, "ENROL_RESPONSE")[0].id, ".response")
    enrolling.take_in()
    assert enrolling.status(device) is S.ENROLLED
    assert [one.status for one in batches(enrolling, "ENROL_RESPONSE")] == [BatchStatus.PROCESSED]
    assert len(enrolling.folder.names("archive")) == 1
    assert enrolling.folder.names("processing") == enrolling.folder.names("inbox") == []


@pytest.mark.parametrize("is_killed", [False, True])
def test_d_36_an_answer_that_is_too_large_keeps_no_other_one_waiting(
    enrolling: Enrolling, monkeypatch: pytest.MonkeyPatch, *, is_killed: bool
) -> None:
    [device] = enrolling.dispatch()
    enrolling.send()
    enrolling.answer(1, name="A-LARGE.json")
    enrolling.answer(enrolling.orders()[0].id, name="B.json")
    read = enrolling.folder.open

    def open_small(held: str) -> BinaryIO:
        stream = read(held)
        if not held.endswith("A-LARGE.json"):
            return stream
        with stream:
            raise rejected("E-EXCHANGE-LARGE", name=held, megabytes=200)

    monkeypatch.setattr(enrolling.folder, "open", open_small)
    if is_killed:
        dying("device_enrolment_response.after_put_away", enrolling.take_in)
    enrolling.take_in()
    assert enrolling.status(device) is S.ENROLLED
    code = "E-EXCHANGE-GONE" if is_killed else "E-EXCHANGE-LARGE"
    assert [one.error_code for one in batches(enrolling, "ENROL_RESPONSE")] == [code, None]
    assert "A-LARGE.json" in enrolling.folder.names("quarantine")


def test_a_request_whose_name_is_taken_fails_alone(
    enrolling: Enrolling, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R-ENR-03: what stands in the way at one programme does not end the round of the others."""
    [device] = enrolling.dispatch()

    def refuse(_temporary: str, name: str) -> bool:
        raise Conflict(Refusal("E-EXCHANGE-EXISTS", values={"name": name}))

    monkeypatch.setattr(enrolling.folder, "publish", refuse)
    assert enrolling.send().count == (0, 1)
    assert enrolling.status(device) is S.ENROL_PENDING
    monkeypatch.undo()
    assert enrolling.send().count == (1, 0)
    assert enrolling.status(device) is S.ENROL_SENT
