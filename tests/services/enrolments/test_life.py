"""SM-4 and R-ENR: devices are enrolled, refused, asked for again, voided and let go."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from sqlalchemy import select

from agentview.contract import enrolments as contract
from agentview.contract import worklist
from agentview.contract.hardware import EnrolmentRequestType, EnrolmentStatus, RecordOutcome
from agentview.contract.worklist import CaseStatus, CaseType
from agentview.core.errors import AgentViewError, Conflict, Denied, NotFound
from agentview.models.database import Stamp
from agentview.models.hardware import HardwareOrder, HardwareUnit
from agentview.models.hardware_catalogue import Product
from agentview.services.enrolments.dispatched import RETURNED
from agentview.services.unit import Unit
from tests import build, build_hardware
from tests.services.enrolments.enrolling import Enrolling, serial
from tests.world import assert_world

S = EnrolmentStatus
DENIED = ("GRX-1056", "The device is not known to the manufacturer.")


def test_r_enr_02_a_dispatched_unit_that_was_asked_for_waits_for_its_programme(enrolling: Enrolling) -> None:
    [asked] = enrolling.dispatch()
    [plain] = enrolling.dispatch(is_requested=False)
    assert [enrolling.status(one) for one in (asked, plain)] == [S.ENROL_PENDING, S.NOT_REQUESTED]
    seen = enrolling.detail(asked)
    assert (seen.row.attempt_no, seen.row.order_id, seen.organisation_ref) == (
        1,
        asked.order_id,
        "ORG-MARLOW",
    )
    assert [(event.action, event.new) for event in seen.timeline] == [("dispatch", "ENROL_PENDING")]


def test_sm_4_a_device_is_enrolled_and_let_go(enrolling: Enrolling) -> None:
    [device] = enrolling.dispatch()
    enrolling.send()
    seen = enrolling.detail(device)
    assert (seen.row.status, seen.row.request_type) == (S.ENROL_SENT, EnrolmentRequestType.ORDER)
    enrolling.simulate()
    enrolling.take_in()
    seen = enrolling.detail(device)
    assert (seen.row.status, seen.enrolled_at) == (S.ENROLLED, enrolling.backend.clock.now())
    assert seen.provider_device_id == f"DEV-{device.serial_no[-8:]}"
    left = enrolling.do("harbour_csa", contract.UNENROL, device, reason="The customer leaves")
    assert left.status is S.UNENROL_PENDING
    enrolling.round_trip()
    seen = enrolling.detail(device)
    assert (seen.row.status, seen.row.request_type) == (S.UNENROLLED, EnrolmentRequestType.RETURN)
    assert seen.unenrol_reason == "The customer leaves"
    assert [(one.request_type.value, one.outcome) for one in seen.attempts] == [
        ("RETURN", RecordOutcome.OK),
        ("ORDER", RecordOutcome.OK),
    ]
    assert [event.action for event in seen.timeline] == [
        "accept",
        "send",
        "unenrol",
        "accept",
        "send",
        "dispatch",
    ]
    assert_world(enrolling.backend.database)


def test_r_enr_06_what_a_programme_says_is_kept_and_noted_on_the_case(enrolling: Enrolling) -> None:
    [device] = enrolling.dispatch(serial(1, "91"))
    enrolling.round_trip()
    seen = enrolling.detail(device)
    assert (seen.row.status, seen.row.last_error) == (S.ENROL_ERROR, DENIED[1])
    case = enrolling.call("harbour_back", worklist.CASE, case_id=seen.case_id)
    assert (case.row.type, case.row.level, case.row.level_id) == (
        CaseType.ENROLMENT_ERROR,
        "ENROLMENT",
        device.enrolment_id,
    )
    assert [note.text for note in case.notes] == [DENIED[1]]
    enrolling.do("harbour_back", contract.RESUBMIT, device)
    enrolling.round_trip()
    again = enrolling.detail(device)
    assert (again.row.status, again.row.attempt_no, again.case_id) == (S.ENROL_ERROR, 2, seen.case_id)
    case = enrolling.call("harbour_back", worklist.CASE, case_id=seen.case_id)
    assert len(case.notes) == 2, "one case, with every text"
    enrolling.do("harbour_back", contract.RESUBMIT, device)
    enrolling.send()
    enrolling.answer(enrolling.orders()[0].id)
    enrolling.take_in()
    assert enrolling.status(device) is S.ENROLLED
    ended = enrolling.call("harbour_back", worklist.CASE, case_id=seen.case_id)
    assert (ended.row.status, ended.resolution) == (CaseStatus.RESOLVED, "ENROLLED")
    assert enrolling.detail(device).row.last_error is None
    assert_world(enrolling.backend.database)


def test_r_enr_06_a_long_text_is_cut_at_a_thousand_characters(enrolling: Enrolling) -> None:
    [device] = enrolling.dispatch()
    enrolling.send()
    enrolling.answer(enrolling.orders()[0].id, ("A", "x" * 900), ("B", "y" * 900))
    enrolling.take_in()
    text = enrolling.detail(device).row.last_error
    assert text == "x" * 900 + "; " + "y" * 98


@pytest.mark.parametrize("on_success", [True, False])
@pytest.mark.parametrize("on_failure", [True, False])
def test_r_enr_07_each_event_is_raised_by_its_own_switch(
    enrolling: Enrolling, *, on_success: bool, on_failure: bool
) -> None:
    enrolling.programme(has_event_on_success=on_success, has_event_on_failure=on_failure)
    enrolling.dispatch(serial(1), serial(2, "91"))
    enrolling.round_trip()
    cases = enrolling.call("harbour_lead", worklist.CASES).rows
    wanted = {CaseType.ENROLMENT_DONE} if on_success else set()
    wanted |= {CaseType.ENROLMENT_ERROR} if on_failure else set()
    assert {case.type for case in cases} == wanted
    assert len(cases) == len(wanted)


def test_r_enr_08_a_refused_enrolment_leaves_the_order_complete(enrolling: Enrolling) -> None:
    [device] = enrolling.dispatch(serial(1, "91"))
    enrolling.round_trip()
    with enrolling.backend.database.read() as session:
        order = session.get_one(HardwareOrder, device.order_id)
        assert (order.status, order.row_version) == ("COMPLETE", 1)


def test_r_enr_01_later_requests_need_product_agreement_and_dispatch(enrolling: Enrolling) -> None:
    [marlow] = enrolling.dispatch(is_requested=False)
    [other] = enrolling.dispatch(is_requested=False, account=build.OKONKWO)
    assert enrolling.refuse("harbour_csa", contract.REQUEST, other).code == "E-NO-AGREEMENT"
    done = enrolling.do("harbour_csa", contract.REQUEST, marlow)
    assert done.status is S.ENROL_PENDING
    [gone] = enrolling.dispatch(is_requested=False)
    enrolling.give_back([gone])
    assert enrolling.refuse("harbour_csa", contract.REQUEST, gone).code == "E-NOT-DISPATCHED"
    [plain] = enrolling.dispatch(is_requested=False)
    with enrolling.backend.database.write(Stamp("test", build.START)) as session:
        session.get_one(Product, build_hardware.PHONE).enrolment_provider_id = None
    refused = enrolling.refuse("harbour_csa", contract.REQUEST, plain)
    assert (refused.code, refused.refusals[0].rule) == ("E-ENROL-UNSUPPORTED", "R-ENR-01")


def test_r_enr_01_a_wrong_check_digit_is_not_enrolled(enrolling: Enrolling) -> None:
    good = serial(7)
    wrong = good[:-1] + str((int(good[-1]) + 1) % 10)
    [device] = enrolling.dispatch(wrong)
    seen = enrolling.detail(device)
    assert (seen.row.status, seen.timeline[0].text) == (S.NOT_REQUESTED, "E-SERIAL")
    assert enrolling.refuse("harbour_csa", contract.REQUEST, device).code == "E-SERIAL"


def test_sm_4_who_may_what(enrolling: Enrolling) -> None:
    [device] = enrolling.dispatch()
    assert enrolling.open_commands(device) == {"void_enrolment"}
    assert enrolling.open_commands(device, "harbour_csa") == set()
    assert isinstance(enrolling.refuse("harbour_csa", contract.VOID, device), Denied)
    assert isinstance(enrolling.refuse("harbour_prov", contract.UNENROL, device, reason="x"), Denied)
    enrolling.round_trip()
    assert enrolling.open_commands(device, "harbour_csa") == {"unenrol"}
    assert enrolling.refuse("harbour_csa", contract.UNENROL, device).code == "E-REASON"
    assert enrolling.refuse("harbour_back", contract.RESUBMIT, device).code == "E-STATE"
    strange = enrolling.refused("alpine_csa", contract.DEVICE, enrolment_id=device.enrolment_id)
    assert isinstance(strange, NotFound)


def test_sm_4_what_was_not_sent_is_voided_at_once(enrolling: Enrolling) -> None:
    [device] = enrolling.dispatch()
    assert enrolling.do("harbour_back", contract.VOID, device).status is S.VOIDED
    enrolling.send()
    assert enrolling.folder.sent() == []
    assert enrolling.open_commands(device) == set()


def test_sm_4_what_is_on_its_way_is_not_voided_as_if_it_had_never_been_sent(enrolling: Enrolling) -> None:
    [device] = enrolling.dispatch()
    enrolling.folder.is_gone = True
    with pytest.raises(AgentViewError):
        enrolling.send()
    assert enrolling.refuse("harbour_back", contract.VOID, device).code == "E-ENROL-BATCHED"
    enrolling.folder.is_gone = False
    enrolling.send()
    assert enrolling.status(device) is S.ENROL_SENT


def test_sm_4_what_was_sent_is_voided_there_first_and_asked_for_again(enrolling: Enrolling) -> None:
    [device] = enrolling.dispatch()
    enrolling.send()
    [first] = enrolling.orders()
    assert enrolling.do("harbour_back", contract.VOID, device).status is S.ENROL_PENDING
    assert enrolling.refuse("harbour_back", contract.VOID, device).code == "E-ENROL-VOID-DUE"
    enrolling.send()
    voided, ordered = enrolling.orders()
    assert [voided.request_type, ordered.request_type] == ["VOID", "ORDER"]
    assert voided.devices == ordered.devices
    enrolling.answer(first.id, DENIED)
    enrolling.take_in()
    assert enrolling.status(device) is S.ENROL_SENT, "an answer to what was voided changes nothing"
    enrolling.answer(voided.id)
    enrolling.take_in()
    assert enrolling.status(device) is S.ENROL_SENT
    enrolling.answer(ordered.id)
    enrolling.take_in()
    assert enrolling.status(device) is S.ENROLLED
    assert enrolling.detail(device).is_void_due is False


def test_r_enr_09_a_returned_unit_is_let_go(enrolling: Enrolling) -> None:
    [enrolled] = enrolling.dispatch()
    enrolling.round_trip()
    [waiting] = enrolling.dispatch()
    [plain] = enrolling.dispatch(is_requested=False)
    assert enrolling.give_back([enrolled, waiting, plain]) == 2
    states = [enrolling.status(one) for one in (enrolled, waiting, plain)]
    assert states == [S.UNENROL_PENDING, S.VOIDED, S.NOT_REQUESTED]
    assert enrolling.detail(enrolled).unenrol_reason == RETURNED
    enrolling.send()
    assert [order.request_type for order in enrolling.orders()] == ["RETURN"]


@pytest.mark.parametrize("errors", [(), (DENIED,)])
def test_r_enr_09_a_unit_that_came_back_before_the_answer_is_let_go_with_it(
    enrolling: Enrolling, errors: tuple[tuple[str, str], ...]
) -> None:
    [device] = enrolling.dispatch()
    enrolling.send()
    assert enrolling.give_back([device]) == 0
    enrolling.answer(enrolling.orders()[0].id, *errors)
    enrolling.take_in()
    assert enrolling.status(device) is S.UNENROL_PENDING
    enrolling.round_trip()
    assert enrolling.status(device) is S.UNENROLLED
    assert_world(enrolling.backend.database)


def test_r_enr_10_a_serial_stands_at_a_programme_once(enrolling: Enrolling) -> None:
    number = serial(77)
    [first] = enrolling.dispatch(number)
    enrolling.round_trip()
    enrolling.give_back([first])
    [again] = enrolling.dispatch(number)
    seen = enrolling.detail(again)
    assert (seen.row.status, seen.timeline[0].text) == (S.NOT_REQUESTED, "E-ENROL-LISTED")
    refused = enrolling.refuse("harbour_csa", contract.REQUEST, again)
    assert isinstance(refused, Conflict)
    told = (refused.code, refused.values["customer"], refused.values["state"], refused.values["enrolment_id"])
    assert told == ("E-ENROL-LISTED", "Marlow Dental Group", "UNENROL_PENDING", first.enrolment_id)
    enrolling.round_trip()
    assert enrolling.do("harbour_csa", contract.REQUEST, again).status is S.ENROL_PENDING


def test_r_enr_10_an_override_takes_the_place_of_the_other_record(enrolling: Enrolling) -> None:
    number = serial(78)
    [first] = enrolling.dispatch(number)
    enrolling.round_trip()
    enrolling.give_back([first])
    enrolling.send()
    enrolling.answer(enrolling.orders()[0].id, ("GRX-50013", "Locked"))
    enrolling.take_in()
    assert enrolling.status(first) is S.UNENROL_ERROR
    [again] = enrolling.dispatch(number)
    denied = enrolling.refuse("harbour_csa", contract.REQUEST, again, is_override=True)
    assert isinstance(denied, Denied)
    enrolling.do("harbour_back", contract.REQUEST, again, is_override=True)
    old = enrolling.detail(first)
    assert (old.row.status, old.case_id) == (S.UNENROLLED, None)
    enrolling.send()
    assert [order.request_type for order in enrolling.orders()] == ["OVERRIDE"]
    enrolling.simulate()
    enrolling.take_in()
    seen = enrolling.detail(again)
    assert (seen.row.status, seen.row.request_type, seen.is_override) == (
        S.ENROLLED,
        EnrolmentRequestType.OVERRIDE,
        False,
    )
    assert_world(enrolling.backend.database)


def test_r_enr_10_what_is_under_way_is_not_overridden(enrolling: Enrolling) -> None:
    number = serial(79)
    [first] = enrolling.dispatch(number)
    enrolling.round_trip()
    enrolling.give_back([first])
    [again] = enrolling.dispatch(number)
    refused = enrolling.refuse("harbour_back", contract.REQUEST, again, is_override=True)
    assert [refusal.code for refusal in refused.refusals] == ["E-ENROL-LISTED", "E-STATE"]
    assert enrolling.status(first) is S.UNENROL_PENDING


def test_r_enr_10_of_two_requests_at_once_for_one_serial_one_gets_through(enrolling: Enrolling) -> None:
    for body in range(5):
        number = serial(100 + body)
        [first] = enrolling.dispatch(number, is_requested=False)
        enrolling.act(partial(_hide, unit_id=first.unit_id))
        [second] = enrolling.dispatch(number, is_requested=False)
        enrolling.act(partial(_hide, unit_id=first.unit_id, is_returned=False, number=f"X{body}"))

        def ask(user: str, device_id: int) -> str:
            try:
                enrolling.call(user, contract.REQUEST, enrolment_id=device_id, version=1)
            except AgentViewError as error:
                return f"{error.code} {error.values.get('customer')}"
            return "done"

        people = ("harbour_csa", "harbour_lead")
        for user in people:
            enrolling.on(user)
        with ThreadPoolExecutor(2) as pool:
            told = sorted(pool.map(ask, people, (first.enrolment_id, second.enrolment_id)))
        assert told == ["E-ENROL-LISTED Marlow Dental Group", "done"]


def _hide(unit: Unit, unit_id: int, *, is_returned: bool = True, number: str | None = None) -> None:
    """Let a unit be as if it were returned, or be out under another serial: a unit is out once."""
    row = unit.session.get_one(HardwareUnit, unit_id)
    row.is_returned = is_returned
    row.serial_no = number or row.serial_no


def test_d_08_resubmitting_a_return_overrides_nothing(enrolling: Enrolling) -> None:
    [device] = enrolling.dispatch(serial(5, "93"))
    enrolling.round_trip()
    enrolling.do("harbour_csa", contract.UNENROL, device, reason="Sold")
    enrolling.round_trip()
    assert enrolling.status(device) is S.UNENROL_ERROR
    refused = enrolling.refuse("harbour_back", contract.RESUBMIT, device, is_override=True)
    assert refused.code == "E-OVERRIDE-RETURN"
    assert enrolling.do("harbour_back", contract.RESUBMIT, device).status is S.UNENROL_PENDING
    assert enrolling.detail(device).row.attempt_no == 2


def test_r_prv_41_what_was_changed_meanwhile_is_told_with_who_did_it(enrolling: Enrolling) -> None:
    [device] = enrolling.dispatch()
    old = enrolling.detail(device).row.version
    enrolling.send()
    stale = enrolling.refused("harbour_back", contract.VOID, enrolment_id=device.enrolment_id, version=old)
    assert (stale.code, stale.values["status"]) == ("E-STALE", "ENROL_SENT")


def test_sm_4_many_are_asked_for_again_at_once_each_with_its_result(enrolling: Enrolling) -> None:
    devices = enrolling.dispatch(serial(1, "91"), serial(2, "91"), serial(3))
    enrolling.round_trip()
    asked = [
        {"enrolment_id": one.enrolment_id, "version": enrolling.detail(one).row.version} for one in devices
    ]
    results = enrolling.call("harbour_back", contract.RESUBMIT_MANY, enrolments=asked).results
    assert [one.acted is not None for one in results] == [True, True, False]
    assert (results[2].refusals[0].code, results[2].reference) == ("E-STATE", devices[2].serial_no)
    with enrolling.backend.database.read() as session:
        assert session.scalars(select(HardwareOrder.status)).all() == ["COMPLETE"]
