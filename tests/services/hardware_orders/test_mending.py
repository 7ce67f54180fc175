"""Failed hardware orders are tried again or closed, dispatched lines come back (R-HW-21, 27, 30, SM-3)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from agentview.contract import hardware_orders as contract
from agentview.contract.hardware import HardwareLineStatus, HardwareStatus
from agentview.models.database import Stamp
from agentview.models.hardware import HardwareOrderLine, HardwareUnit
from agentview.models.job_run import JobRun
from agentview.services.hardware_lifecycle import order_status
from tests import build
from tests.build_hardware import CASE, LICENCE, PHONE, SIM_CARD
from tests.services.hardware_orders.ordering import BACK, CSA, LEAD, Ordering, at, open_commands
from tests.services.hardware_orders.test_generating import cases
from tests.world import assert_world

L = HardwareLineStatus
S = HardwareStatus
RETURN = contract.RETURN_LINE


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        ({L.CANCELLED}, S.CANCELLED),
        ({L.CANCELLED, L.DISPATCHED}, S.COMPLETE),
        ({L.ERROR, L.GENERATED, L.SENT, L.DISPATCHED}, S.ERROR),
        ({L.GENERATED, L.SENT, L.DISPATCHED}, S.AWAITING_GENERATION),
        ({L.SENT, L.DISPATCHED, L.CANCELLED}, S.AWAITING_DISPATCH),
        ({L.DISPATCHED, L.RETURNED}, S.COMPLETE),
        ({L.RETURNED}, S.COMPLETE),
    ],
)
def test_r_hw_30_the_state_of_an_order_is_that_of_its_lines(lines: set[L], status: S) -> None:
    assert order_status(lines) is status


def test_r_hw_27_a_retry_sends_the_failed_lines_and_no_others(ordering: Ordering) -> None:
    order = ordering.sent(((PHONE, 1), (CASE, 1), (SIM_CARD, 1)))
    ordering.ship(order, order.lines[0])
    failed = ordering.fail(order, order.lines[1])
    assert cases(ordering) == [("DISP", "OPEN", order.order_id)]
    assert failed.lines[1].error_code == "NO_STOCK"
    again = ordering.call(BACK, contract.RETRY, **at(failed))
    assert [line.status for line in again.lines] == [L.DISPATCHED, L.GENERATED, L.SENT]
    assert (again.lines[1].error_code, again.lines[1].error_text) == ("", "")
    assert again.status is S.AWAITING_GENERATION
    assert cases(ordering) == [("DISP", "RESOLVED", order.order_id)]
    with ordering.backend.database.read() as session:
        batches = session.scalars(
            select(HardwareOrderLine.request_batch_id).order_by(HardwareOrderLine.id)
        ).all()
        waiting = session.scalars(select(JobRun.job).where(JobRun.status == "QUEUED")).all()
    assert [batch is None for batch in batches] == [False, True, False]
    assert waiting == ["sales_order_request"]


def test_r_hw_27_one_of_several_failed_lines_is_tried_again_by_itself(ordering: Ordering) -> None:
    order = ordering.fail(ordering.sent(((PHONE, 1), (CASE, 1))))
    first, second = order.lines
    again = ordering.call(CSA, contract.RETRY, **at(order), line_ids=[first.line_id])
    assert [line.status for line in again.lines] == [L.GENERATED, L.ERROR]
    assert again.status is S.ERROR
    assert cases(ordering) == [("DISP", "OPEN", order.order_id)]
    error = ordering.refused(CSA, contract.RETRY, **at(again), line_ids=[first.line_id, second.line_id])
    assert [(one.code, one.values["state"]) for one in error.refusals] == [("E-LINE-STATE", "GENERATED")]
    foreign = ordering.sent().lines[0].line_id
    assert ordering.refused(CSA, contract.RETRY, **at(again), line_ids=[foreign]).code == "E-NOT-FOUND"


def test_r_hw_30_an_order_is_closed_complete_or_cancelled(ordering: Ordering) -> None:
    order = ordering.fail(ordering.sent(((PHONE, 1), (CASE, 1))))
    assert ordering.refused(CSA, contract.CLOSE, **at(order), reason="x").code == "E-POWER"
    closed = ordering.call(LEAD, contract.CLOSE, **at(order), reason="Out of stock for good")
    assert (closed.status, closed.close_reason) == (S.CANCELLED, "Out of stock for good")
    assert {line.status for line in closed.lines} == {L.CANCELLED}
    assert ordering.charges(closed) == []
    assert cases(ordering) == [("DISP", "RESOLVED", order.order_id)]
    half = ordering.sent(((PHONE, 1), (CASE, 1), (LICENCE, 1)))
    ordering.ship(half, half.lines[0])
    failed = ordering.fail(half, half.lines[1])
    closed = ordering.call(LEAD, contract.CLOSE, **at(failed), reason="Enough")
    assert [line.status for line in closed.lines] == [L.DISPATCHED, L.CANCELLED, L.CANCELLED]
    assert closed.status is S.COMPLETE
    assert_world(ordering.backend.database)


def test_r_hw_30_an_order_is_not_closed_while_a_batch_of_it_is_being_written(ordering: Ordering) -> None:
    order = ordering.fail(ordering.sent(((PHONE, 1), (CASE, 1))))
    again = ordering.call(CSA, contract.RETRY, **at(order), line_ids=[order.lines[0].line_id])
    ordering.claim(again)
    error = ordering.refused(LEAD, contract.CLOSE, **at(again), reason="x")
    assert error.code == "E-BATCH-WRITTEN"


@pytest.mark.parametrize(("late", "is_open"), [(timedelta(0), True), (timedelta(seconds=1), False)])
def test_sm_3_a_line_comes_back_until_its_last_day(
    ordering: Ordering, late: timedelta, is_open: bool
) -> None:
    order = ordering.ship(ordering.sent())
    [line] = order.lines
    assert line.return_until == build.START + timedelta(days=30)
    ordering.backend.clock.move(timedelta(days=30) + late)
    ordering.sign_in_again()
    asked = {**at(order), "line_id": line.line_id, "reason": "Broken"}
    if not is_open:
        assert ordering.refused(CSA, RETURN, **asked).code == "E-RETURN-OVER"
        return
    returned = ordering.call(CSA, RETURN, **asked)
    assert (returned.status, returned.lines[0].status) == (S.COMPLETE, L.RETURNED)
    assert ordering.charges(order)[-1] == ("HARDWARE_CREDIT", -99_900, "PENDING")
    assert all(piece.is_returned for piece in returned.lines[0].units)
    again = ordering.refused(CSA, RETURN, **at(returned), line_id=line.line_id, reason="x")
    assert (again.code, again.values["state"]) == ("E-LINE-STATE", "RETURNED")
    assert_world(ordering.backend.database)


def test_sm_3_a_serialised_line_comes_back_only_when_its_numbers_are_known(ordering: Ordering) -> None:
    order = ordering.ship(ordering.sent(((PHONE, 1), (CASE, 1))), serials=False)
    phone, case = order.lines
    error = ordering.refused(CSA, RETURN, **at(order), line_id=phone.line_id, reason="x")
    assert [one.code for one in error.refusals] == ["E-SERIAL-UNKNOWN"]
    returned = ordering.call(CSA, RETURN, **at(order), line_id=case.line_id, reason="x")
    assert returned.lines[1].status is L.RETURNED


def test_a_returned_number_is_dispatched_again(ordering: Ordering) -> None:
    order = ordering.ship(ordering.sent())
    ordering.call(CSA, RETURN, **at(order), line_id=order.lines[0].line_id, reason="x")
    serial = order.lines[0].units[0].serial_no
    other = ordering.sent()

    with ordering.backend.database.write(Stamp("test", build.START)) as session:
        session.add(
            HardwareUnit(
                provider_id=build.HARBOUR,
                line_id=other.lines[0].line_id,
                serial_type="IMEI",
                serial_no=serial,
            )
        )
    assert ordering.look(other).lines[0].units[0].serial_no == serial


def test_commands_of_a_line_are_those_that_the_service_allows(ordering: Ordering) -> None:
    order = ordering.sent(((PHONE, 1), (CASE, 1)))
    ordering.ship(order, order.lines[0])
    failed = ordering.fail(order, order.lines[1])
    opened = [{one.command for one in line.commands if one.is_open} for line in failed.lines]
    assert opened == [set(), {"retry"}]
    assert open_commands(failed) == {"retry"}
    assert open_commands(ordering.look(order, LEAD)) == {"retry", "close"}
