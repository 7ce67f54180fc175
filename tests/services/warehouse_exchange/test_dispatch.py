"""Sales Order Dispatch: what an answer of a warehouse changes (R-HW-17 to R-HW-24, R-HW-30, R-HW-31)."""

from datetime import date

import pytest
from sqlalchemy import update

from agentview.contract.feed import Topic
from agentview.models.batch import Batch
from agentview.models.database import Stamp
from agentview.models.enrolment import DeviceEnrolment
from agentview.models.hardware import HardwareOrder, HardwareOrderLine, HardwareUnit
from agentview.models.money import Invoice
from agentview.models.subscription import Cardline
from agentview.models.trail import AuditEntry, ChangeRow
from agentview.models.work_item import WorkItem
from tests import build
from tests.build_hardware import (
    ALPINE_PHONE,
    ALPINE_POST,
    CASE,
    FRUIT,
    LICENCE,
    MELBOURNE,
    PHONE,
    PLAIN_PHONE,
    SYDNEY,
    VIENNA,
)
from tests.services.warehouse_exchange.breaking import broken_off_at, is_broken_off
from tests.services.warehouse_exchange.depot import Depot, dispatch_file, line, record

DISPATCH = "SALES_ORDER_DISPATCH"

GOOD = "350000000001004"
"""An IMEI whose check digit is right."""


def sent(depot: Depot, *lines: tuple[int, ...], **order: object) -> tuple[int, list[int]]:
    """Make an order that has been sent; return its id and those of its lines."""
    order_id = depot.order(*lines, **order)  # type: ignore[arg-type]
    depot.request()
    depot.take_all()
    return order_id, [one.id for one in depot.lines(order_id)]


def answer(depot: Depot, name: str, *records: dict[str, object], **header: object) -> Batch:
    """Let Sydney answer with a file, and take it in; return its batch."""
    depot.at(SYDNEY).send(name, dispatch_file(name, records, **header))  # type: ignore[arg-type]
    depot.dispatch(SYDNEY)
    return depot.batches(DISPATCH)[-1]


def heard_of(depot: Depot, order_id: int) -> list[str]:
    """Return what open screens were told of an order."""
    changes = depot.rows(ChangeRow)
    return [
        one.verb for one in changes if (one.topic, one.record_id) == (Topic.HARDWARE_ORDER.value, order_id)
    ]


def counted(batch: Batch) -> tuple[int, int, int, int]:
    """Return what was applied, refused and known, and how many records were read."""
    return batch.ok_count, batch.refused_count, batch.duplicate_count, batch.record_count


def test_when_all_lines_are_dispatched_the_order_is_complete(depot: Depot) -> None:
    """R-HW-20, R-HW-24: serials are stored, tracking is kept, the file is archived."""
    order, [phone, case] = sent(depot, (PHONE, SYDNEY, 1), (CASE, SYDNEY, 1))
    told = record(order, line(phone, "IMEI-1", tracking="T-1", unit=1), line(case, unit=1))
    batch = answer(depot, "D1.json", told)
    assert depot.orders()[order] == "COMPLETE"
    first, second = depot.lines(order)
    assert (first.status, first.shipped_qty, first.tracking_no) == ("DISPATCHED", 1, "T-1")
    assert (first.dispatched_at, first.dispatch_batch_id) == (build.START, batch.id)
    assert second.status == "DISPATCHED"
    [unit] = depot.rows(HardwareUnit)
    assert (unit.line_id, unit.serial_type, unit.serial_no) == (phone, "IMEI", "IMEI-1")
    assert (batch.status, counted(batch)) == ("PROCESSED", (2, 0, 0, 2))
    assert [row.completed_at for row in depot.rows(HardwareOrder)] == [build.START]
    assert depot.at(SYDNEY).on("processing") == depot.at(SYDNEY).on("inbox") == []
    assert len(depot.at(SYDNEY).on("archive")) == 1


def test_pieces_may_come_one_by_one(depot: Depot) -> None:
    """R-HW-13, R-HW-20: the line is dispatched with its last piece."""
    order, [phone] = sent(depot, (PHONE, SYDNEY, 2))
    answer(depot, "D1.json", record(order, line(phone, "IMEI-1", unit=1)))
    [row] = depot.lines(order)
    assert (row.status, row.shipped_qty, depot.orders()[order]) == ("SENT", 1, "AWAITING_DISPATCH")
    answer(depot, "D2.json", record(order, line(phone, "IMEI-2", unit=2)))
    [row] = depot.lines(order)
    assert (row.status, row.shipped_qty, depot.orders()[order]) == ("DISPATCHED", 2, "COMPLETE")
    assert len(depot.rows(Cardline)) == 1


def test_screens_hear_of_an_order_that_stays_what_it_is(depot: Depot) -> None:
    """SM-3: one of its lines was dispatched, the other is still at its warehouse."""
    order, [phone, _] = sent(depot, (PHONE, SYDNEY, 1), (CASE, SYDNEY, 1))
    before = len(heard_of(depot, order))
    answer(depot, "D1.json", record(order, line(phone, "IMEI-1", unit=1)))
    assert depot.orders()[order] == "AWAITING_DISPATCH"
    assert heard_of(depot, order)[before:] == ["dispatch"]


def test_a_line_in_error_puts_the_order_in_error(depot: Depot) -> None:
    """R-HW-21, R-HW-23, D-09: with the warehouse's text and a case; what was dispatched is billed."""
    order, [phone, case] = sent(depot, (PHONE, SYDNEY, 1), (CASE, SYDNEY, 1))
    told = record(order, line(phone, unit=1, error=("OOS", "Out of stock")), line(case, unit=1))
    batch = answer(depot, "D1.json", told)
    assert depot.orders()[order] == "ERROR"
    first, second = depot.lines(order)
    assert (first.status, first.error_code, first.error_text) == ("ERROR", "OOS", "Out of stock")
    assert second.status == "DISPATCHED"
    assert [row.hardware_order_line_id for row in depot.rows(Cardline)] == [case]
    [item] = depot.rows(WorkItem)
    assert (item.type_code, item.level, item.level_id) == ("DISP", "HARDWARE_ORDER", order)
    assert (item.code, item.account_id, item.department) == ("OOS", build.MARLOW, "BACKOFFICE")
    assert (batch.status, counted(batch)) == ("PROCESSED_WITH_ERRORS", (1, 1, 0, 2))
    assert depot.records(batch.id)[0].error_text == "Out of stock"


def test_lines_that_are_still_sent_are_taken_while_the_order_is_in_error(depot: Depot) -> None:
    """SM-3, D-09, R-HW-31: they are billed, each once, and the case is not raised twice."""
    order, [phone, case, other] = sent(depot, (PHONE, SYDNEY, 1), (CASE, SYDNEY, 1), (CASE, SYDNEY, 1))
    answer(depot, "D1.json", record(order, line(phone, unit=1, error=("OOS", "Out")), line(case, unit=1)))
    answer(depot, "D2.json", record(order, line(other, unit=1)))
    assert depot.orders()[order] == "ERROR"
    assert [one.status for one in depot.lines(order)] == ["ERROR", "DISPATCHED", "DISPATCHED"]
    assert sorted(row.hardware_order_line_id or 0 for row in depot.rows(Cardline)) == [case, other]
    assert len(depot.rows(WorkItem)) == 1


def test_a_piece_that_comes_later_keeps_what_was_told_before(depot: Depot) -> None:
    """R-HW-21: the tracking number of the first piece, and the error of the one that failed."""
    order, [phone] = sent(depot, (PHONE, SYDNEY, 3))
    answer(depot, "D1.json", record(order, line(phone, "A", unit=1, tracking="T-1")))
    answer(depot, "D2.json", record(order, line(phone, unit=2, error=("OOS", "Out"))))
    answer(depot, "D3.json", record(order, line(phone, "C", unit=3)))
    [row] = depot.lines(order)
    assert (row.status, row.shipped_qty, row.tracking_no) == ("ERROR", 2, "T-1")
    assert (row.error_code, row.error_text) == ("OOS", "Out")


def test_nothing_is_billed_before_the_order_is_complete(depot: Depot) -> None:
    """R-HW-22, R-HW-23: then one pending charge a line."""
    order, [phone, case] = sent(depot, (PHONE, SYDNEY, 1), (CASE, SYDNEY, 1))
    answer(depot, "D1.json", record(order, line(case, unit=1)))
    assert depot.rows(Cardline) == []
    answer(depot, "D2.json", record(order, line(phone, "IMEI-1", unit=1)))
    charges = {row.hardware_order_line_id: row for row in depot.rows(Cardline)}
    assert {key: (row.amount_ex_cents, row.status) for key, row in charges.items()} == {
        phone: (99900, "PENDING"),
        case: (2950, "PENDING"),
    }
    assert depot.rows(Invoice) == []


def test_an_immediate_order_is_invoiced_the_day_it_is_complete(depot: Depot) -> None:
    """R-HW-22: with tax."""
    order, [case] = sent(depot, (CASE, SYDNEY, 1), billing="IMMEDIATE")
    answer(depot, "D1.json", record(order, line(case, unit=1)))
    [invoice] = depot.rows(Invoice)
    assert (invoice.issued_on, invoice.total_inc_cents) == (date(2026, 11, 16), 3245)
    [charge] = depot.rows(Cardline)
    assert (charge.status, charge.invoice_id) == ("BILLED", invoice.id)


def test_a_record_of_an_unknown_line_is_an_error_and_nothing_else(depot: Depot) -> None:
    """R-HW-18, R-GEN-05, R-GEN-06: unknown order or line, another order's line; the others are applied."""
    order, [case] = sent(depot, (CASE, SYDNEY, 1))
    other, [second] = sent(depot, (CASE, SYDNEY, 1))
    batch = answer(
        depot,
        "D1.json",
        record(999_999, line(case, unit=1)),
        record(order, line(888_888, unit=1)),
        record(order, line(second, unit=1)),
        {"id": "PO-1", "lines": [line(case, unit=1)]},
        {"id": "nonsense", "lines": [line(2**40, unit=1)]},
        record(order, line(case, unit=1)),
    )
    assert counted(batch) == (1, 5, 0, 6)
    assert [one.error_code for one in depot.records(batch.id)] == ["E-DISPATCH-LINE"] * 5 + [None]
    assert [one.line_id for one in depot.records(batch.id)] == [None] * 5 + [case]
    assert depot.orders()[order] == "COMPLETE"
    assert depot.orders()[other] == "AWAITING_DISPATCH"
    [item] = depot.rows(WorkItem)
    assert (item.type_code, item.level_id, item.account_id) == ("BATF", batch.id, None)


def test_lines_of_another_warehouse_or_provider_are_unknown(depot: Depot) -> None:
    """R-HW-18, R-GEN-10: a warehouse answers for its own lines alone."""
    order, [case] = sent(depot, (CASE, MELBOURNE, 1))
    alpine = Depot(depot.backend, depot.folder, build.ALPINE)
    foreign, [phone] = sent(
        alpine, (ALPINE_PHONE, VIENNA, 1), account_id=build.ALPINE_LEE, method=ALPINE_POST
    )
    batch = answer(depot, "D1.json", record(order, line(case)), record(foreign, line(phone, "IMEI-9")))
    assert counted(batch) == (0, 2, 0, 2)
    assert depot.orders() == {order: "AWAITING_DISPATCH", foreign: "AWAITING_DISPATCH"}
    assert depot.rows(HardwareUnit) == []


@pytest.mark.parametrize(
    "change",
    [
        {"interfaceType": "Sales Order Request"},
        {"interfaceCategory": "Device Enrolment"},
        {"version": "1.1"},
        {"surprise": 1},
        {"wareHouse": {"id": "SYD", "surprise": 1}},
        {"wareHouse": {"id": "MEL"}},
        {"wareHouse": None},
        {"recordCount": 7},
        {"recordCount": -1},
        {"externalFileName": "a name with spaces"},
        {"externalFileName": "N" * 21},
    ],
    ids=str,
)
def test_a_bad_file_is_refused_as_a_whole(depot: Depot, change: dict[str, object]) -> None:
    """R-HW-17, R-HW-14: no line changes, the file lies in quarantine with a report, and a case is raised."""
    order, [case] = sent(depot, (CASE, SYDNEY, 1))
    batch = answer(depot, "D1.json", record(order, line(case, unit=1)), **change)
    assert batch.status == "FAILED"
    assert batch.report
    assert batch.error_code == batch.report[0]["code"]
    assert depot.orders()[order] == "AWAITING_DISPATCH"
    assert depot.records(batch.id) == []
    kept = depot.at(SYDNEY).on("quarantine")
    assert len(kept) == 2
    assert kept[1] == f"{kept[0]}.report.json"
    [item] = depot.rows(WorkItem)
    assert (item.type_code, item.code) == ("BATF", batch.error_code)


def test_one_bad_record_refuses_the_file(depot: Depot) -> None:
    """R-HW-17: the good ones before it change nothing either."""
    order, [case] = sent(depot, (CASE, SYDNEY, 1))
    batch = answer(depot, "D1.json", record(order, line(case, unit=1)), {"id": "HO-1", "lines": []})
    assert batch.status == "FAILED"
    assert batch.report[0]["values"] == {"record": 2}
    assert depot.orders()[order] == "AWAITING_DISPATCH"


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff\xfe\x00nonsense", b'{"orders": [' + b"[" * 900])
def test_what_cannot_be_read_is_refused(depot: Depot, content: bytes) -> None:
    """R-HW-17."""
    depot.at(SYDNEY).send("D1.json", content)
    depot.dispatch(SYDNEY)
    [batch] = depot.batches(DISPATCH)
    assert batch.status == "FAILED"
    assert len(depot.at(SYDNEY).on("quarantine")) == 2


def test_a_file_of_the_same_name_is_refused_as_duplicate(depot: Depot) -> None:
    """R-HW-19: whatever it holds and however it is called in the folder; other files are not."""
    order, [case, other] = sent(depot, (CASE, SYDNEY, 1), (CASE, SYDNEY, 1))
    answer(depot, "D1.json", record(order, line(case, unit=1)))
    again = answer(depot, "D1.json", record(order, line(other, unit=1)))
    assert (again.status, again.error_code) == ("FAILED", "E-BATCH-DUPLICATE")
    depot.at(SYDNEY).send("renamed", dispatch_file("D1.json", [record(order, line(other, unit=1))]))
    depot.dispatch(SYDNEY)
    assert depot.batches(DISPATCH)[-1].error_code == "E-BATCH-DUPLICATE"
    assert depot.orders()[order] == "AWAITING_DISPATCH"
    assert len(depot.at(SYDNEY).on("duplicate")) == 2
    answer(depot, "D2.json", record(order, line(other, unit=1)))
    assert depot.orders()[order] == "COMPLETE"


def test_a_mended_file_may_bear_the_name_of_the_bad_one(depot: Depot) -> None:
    """R-HW-19: what was refused as a whole was not processed."""
    order, [case] = sent(depot, (CASE, SYDNEY, 1))
    answer(depot, "D1.json", record(order, line(case, unit=1)), version="9")
    answer(depot, "D1.json", record(order, line(case, unit=1)))
    assert depot.orders()[order] == "COMPLETE"


def test_a_record_that_was_told_before_is_a_duplicate(depot: Depot) -> None:
    """R-HW-31: in the same file or a later one; nothing is stored or billed twice."""
    order, [phone] = sent(depot, (PHONE, SYDNEY, 2))
    first, second = line(phone, "IMEI-1", unit=1), line(phone, "IMEI-2", unit=2)
    batch = answer(depot, "D1.json", record(order, first), record(order, first))
    assert counted(batch) == (1, 0, 1, 2)
    batch = answer(depot, "D2.json", record(order, first, second))
    assert counted(batch) == (1, 0, 1, 2)
    batch = answer(depot, "D3.json", record(order, first, second))
    assert counted(batch) == (0, 0, 2, 2)
    assert len(depot.rows(HardwareUnit)) == 2
    assert len(depot.rows(Cardline)) == 1


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"unit": 1}, "E-DISPATCH-SERIALS"),
        ({"unit": 1, "serials": ["A", "B"]}, "E-DISPATCH-SERIALS"),
        ({"unit": 1, "serials": ["A", "B"], "shipped": 2}, "E-DISPATCH-QUANTITY"),
        ({"serials": ["A"], "shipped": 1}, "E-DISPATCH-QUANTITY"),
        ({"serials": ["A", "A"], "shipped": 2}, "E-DISPATCH-SERIAL-TWICE"),
        ({"shipped": 0}, "E-DISPATCH-QUANTITY"),
        ({"unit": 3, "serials": ["A"]}, "E-DISPATCH-UNIT"),
    ],
    ids=str,
)
def test_serials_must_fit_what_was_shipped(depot: Depot, told: dict[str, object], code: str) -> None:
    """R-HW-24: else the record is refused, the line stays as it is, and back office hears of it."""
    order, [phone] = sent(depot, (PHONE, SYDNEY, 2))
    values = dict(told)
    serials = values.pop("serials", [])
    batch = answer(depot, "D1.json", record(order, line(phone, *serials, **values)))  # type: ignore[misc,arg-type]
    assert [one.error_code for one in depot.records(batch.id)] == [code]
    assert (batch.status, counted(batch)) == ("PROCESSED_WITH_ERRORS", (0, 1, 0, 1))
    [row] = depot.lines(order)
    assert (row.status, row.shipped_qty) == ("SENT", 0)
    assert depot.rows(HardwareUnit) == []
    assert [item.type_code for item in depot.rows(WorkItem)] == ["BATF"]


def test_all_pieces_of_a_line_may_come_in_one_record(depot: Depot) -> None:
    """R-HW-13, R-HW-24."""
    order, [phone] = sent(depot, (PHONE, SYDNEY, 2))
    answer(depot, "D1.json", record(order, line(phone, "A", "B", shipped=2)))
    assert depot.orders()[order] == "COMPLETE"
    assert [unit.serial_no for unit in depot.rows(HardwareUnit)] == ["A", "B"]


def test_a_serial_that_is_out_is_not_taken_again(depot: Depot) -> None:
    """R-HW-24: unless the earlier unit came back."""
    first, [one] = sent(depot, (PHONE, SYDNEY, 1))
    second, [two] = sent(depot, (PHONE, SYDNEY, 1))
    answer(depot, "D1.json", record(first, line(one, "A", unit=1)))
    batch = answer(depot, "D2.json", record(second, line(two, "A", unit=1)))
    assert [each.error_code for each in depot.records(batch.id)] == ["E-DISPATCH-SERIAL-TWICE"]
    with depot.backend.database.write(Stamp("test", build.START)) as session:
        session.execute(update(HardwareUnit).values(is_returned=True))
    answer(depot, "D3.json", record(second, line(two, "A", unit=1)))
    assert depot.orders()[second] == "COMPLETE"


@pytest.mark.parametrize("status", ["NEW", "GENERATED", "CANCELLED"])
def test_a_line_that_its_warehouse_does_not_have_is_left_alone(depot: Depot, status: str) -> None:
    """SM-3: a record counts for a line that was sent."""
    order = depot.order((CASE, SYDNEY, 1))
    [case] = [one.id for one in depot.lines(order)]
    with depot.backend.database.write(Stamp("test", build.START)) as session:
        session.execute(update(HardwareOrderLine).values(status=status))
    batch = answer(depot, "D1.json", record(order, line(case, unit=1)))
    assert [one.error_code for one in depot.records(batch.id)] == ["E-DISPATCH-STATE"]
    assert depot.lines(order)[0].status == status


def test_devices_are_enrolled_where_that_is_wished(depot: Depot) -> None:
    """R-ENR-01, R-ENR-02: supported, wished, serial known; supported alone can be asked for later."""
    order, [wished, plain, unable] = sent(
        depot, (PHONE, SYDNEY, 1, True), (PHONE, SYDNEY, 1), (PLAIN_PHONE, SYDNEY, 1)
    )
    told = [line(wished, GOOD, unit=1), line(plain, "B", unit=1), line(unable, "C", unit=1)]
    answer(depot, "D1.json", record(order, *told))
    units = {unit.serial_no: unit.id for unit in depot.rows(HardwareUnit)}
    found = {row.serial_no: row for row in depot.rows(DeviceEnrolment)}
    assert {key: (row.status, row.request_type) for key, row in found.items()} == {
        GOOD: ("ENROL_PENDING", "ORDER"),
        "B": ("NOT_REQUESTED", None),
    }
    assert (found[GOOD].hardware_unit_id, found[GOOD].enrolment_provider_id) == (units[GOOD], FRUIT)
    assert (found[GOOD].account_id, found[GOOD].serial_type) == (build.MARLOW, "IMEI")


def test_a_device_that_is_still_listed_is_not_listed_twice(depot: Depot) -> None:
    """R-ENR-10: sent out again before its unenrolment is done, it can be asked for later."""
    first, [one] = sent(depot, (PHONE, SYDNEY, 1, True))
    second, [two] = sent(depot, (PHONE, SYDNEY, 1, True))
    answer(depot, "D1.json", record(first, line(one, GOOD, unit=1)))
    with depot.backend.database.write(Stamp("test", build.START)) as session:
        session.execute(update(HardwareUnit).values(is_returned=True))
        session.execute(update(DeviceEnrolment).values(status="UNENROL_PENDING"))
    answer(depot, "D2.json", record(second, line(two, GOOD, unit=1)))
    assert [row.status for row in depot.rows(DeviceEnrolment)] == ["UNENROL_PENDING", "NOT_REQUESTED"]
    assert depot.orders()[second] == "COMPLETE"


def test_an_order_that_leaves_its_error_ends_its_case(depot: Depot) -> None:
    """R-HW-20: the piece that failed was shipped after all."""
    order, [phone] = sent(depot, (PHONE, SYDNEY, 1))
    answer(depot, "D1.json", record(order, line(phone, unit=1, error=("OOS", "Out"))))
    answer(depot, "D2.json", record(order, line(phone, "A", unit=1)))
    assert depot.orders()[order] == "COMPLETE"
    assert [item.status for item in depot.rows(WorkItem)] == ["RESOLVED"]
    [row] = depot.lines(order)
    assert (row.error_code, row.error_text) == (None, None)


def test_an_answer_that_comes_before_the_program_has_noted_the_sending_counts(depot: Depot) -> None:
    """R-HW-26: the file was published, and the process ended before it could write so."""
    order = depot.order((CASE, SYDNEY, 1), (LICENCE, MELBOURNE, 1))
    case = depot.lines(order)[0].id
    with broken_off_at("sales_order_request.after_publish"):
        assert is_broken_off(depot.request)
    depot.take_all()
    batch = answer(depot, "D1.json", record(order, line(case, unit=1)))
    assert counted(batch) == (1, 0, 0, 1)
    depot.request()
    assert [one.status for one in depot.lines(order)] == ["DISPATCHED", "SENT"]
    assert depot.orders()[order] == "AWAITING_DISPATCH"


def test_the_trail_says_what_a_warehouse_answered(depot: Depot) -> None:
    """R-GEN-01: each line and each order that moved, in the customer's timeline."""
    order, [case] = sent(depot, (CASE, SYDNEY, 1))
    answer(depot, "D1.json", record(order, line(case, unit=1)))
    told = {
        (one.entity, one.entity_id): (one.old_value, one.new_value, one.account_id)
        for one in depot.rows(AuditEntry)
        if one.action == "dispatch"
    }
    assert told == {
        ("hardware_order_line", case): ("SENT", "DISPATCHED", build.MARLOW),
        ("hardware_order", order): ("AWAITING_DISPATCH", "COMPLETE", build.MARLOW),
    }
