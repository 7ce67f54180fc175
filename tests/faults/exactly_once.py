"""What must hold of a trade after all faults: every deed was done, and once."""

from collections import Counter, defaultdict
from typing import Any

from agentview.models.batch import Batch
from agentview.models.enrolment import DeviceEnrolment
from agentview.models.hardware import HardwareOrder, HardwareOrderLine, HardwareUnit
from agentview.models.job_run import JobRun
from agentview.models.subscription import Cardline
from agentview.models.work_item import WorkItem
from tests.build_hardware import SYDNEY
from tests.faults.trade import CODES, KNOWN, PARTNERS, PROGRAMME, Taken, Trade
from tests.world import assert_world

_GOOD = {"PROCESSED", "PROCESSED_WITH_ERRORS"}


def assert_all(trade: Trade) -> None:
    """See that the whole path was gone by everything, once."""
    assert_requested_once(trade)
    assert_dispatched_once(trade)
    assert_asked_once(trade)
    assert_enrolled_once(trade)
    assert_quiet(trade)


def assert_requested_once(trade: Trade) -> None:
    """R-HW-16, R-HW-26: one published file holds an order for a warehouse, and each of its pieces once."""
    trade.take()
    files: dict[tuple[str, str], set[str]] = defaultdict(set)
    asked: Counter[tuple[str, str, int, int | None]] = Counter()
    for taken in _taken(trade, *CODES.values()):
        assert taken.content["recordCount"] == len(taken.content["orders"])
        for order in taken.content["orders"]:
            files[taken.partner, order["id"]].add(taken.name)
            for line in order["lines"]:
                asked[taken.partner, order["id"], line["lineId"], line.get("unit")] += 1
    wanted = Counter(
        (CODES[line.warehouse_id or 0], f"HO-{line.hardware_order_id}", line.id, unit)
        for line in trade.depot.rows(HardwareOrderLine)
        if line.request_batch_id is not None
        for unit in (range(1, line.qty + 1) if line.warehouse_id == SYDNEY else (None,))
    )
    _same(asked, wanted, "pieces that were asked for")
    assert {len(names) for names in files.values()} <= {1}, "an order is in two files"
    _assert_names_differ(trade, *CODES.values())
    assert {one.status for one in trade.depot.batches()} <= {"SENT"}
    unsent = [row for row in trade.depot.rows(HardwareOrder) if row.status == "AWAITING_GENERATION"]
    assert unsent == [], "an order is stranded"


def assert_dispatched_once(trade: Trade) -> None:
    """R-HW-19, R-HW-24, R-HW-31: records count, serials are stored, lines are billed once; all is done."""
    batches = {row.external_file_name: row for row in trade.depot.batches("SALES_ORDER_DISPATCH")}
    serials: list[str] = []
    for partner, name, content in trade.sent:
        if partner == PROGRAMME:
            continue
        lines = [line for order in content["orders"] for line in order["lines"]]
        serials += [serial for line in lines for serial in line.get("serialNumbers", ())]
        assert name in batches, "a file was not taken in"
        batch = batches[name]
        assert batch.status in _GOOD, "a file is stranded"
        told = batch.ok_count + batch.refused_count + batch.duplicate_count
        assert told == len(lines), "a record was counted twice, or not at all"
        assert batch.duplicate_count == 0, "a record was applied a second time"
    ours = {line.id for line in trade.depot.rows(HardwareOrderLine) if line.request_batch_id is not None}
    stored = [unit.serial_no for unit in trade.depot.rows(HardwareUnit) if unit.line_id in ours]
    _same(Counter(stored), Counter(serials), "serials that were stored")
    charged = Counter(
        (row.hardware_order_line_id, row.kind)
        for row in trade.depot.rows(Cardline)
        if row.hardware_order_line_id in ours
    )
    billed = {key for key, kind in charged if kind == "HARDWARE"}
    assert billed == ours, "a line was not billed"
    assert set(charged.values()) <= {1}, "a line was billed twice"
    assert {row.status for row in trade.depot.rows(HardwareOrder)} <= {"COMPLETE"}, "an order is stranded"
    _assert_put_away(trade, *CODES.values())


def assert_asked_once(trade: Trade) -> None:
    """R-ENR-03: the programme was asked for each device in one published file, once."""
    trade.take()
    asked = Counter(
        device["deviceId"]
        for taken in _taken(trade, PROGRAMME)
        for order in taken.content["orders"]
        for device in order["devices"]
    )
    wanted = Counter(row.serial_no for row in trade.depot.rows(DeviceEnrolment))
    _same(asked, wanted, "devices that were asked for")
    _assert_names_differ(trade, PROGRAMME)
    assert {one.status for one in trade.depot.batches("ENROL_REQUEST")} <= {"SENT"}


def assert_enrolled_once(trade: Trade) -> None:
    """R-HW-19, R-ENR-06: each answer counted once, and every device is enrolled."""
    batches = Counter(
        (row.external_file_name, row.status)
        for row in trade.depot.batches("ENROL_RESPONSE")
        if row.external_file_name is not None
    )
    wanted = Counter((name, "PROCESSED") for partner, name, _ in trade.sent if partner == PROGRAMME)
    _same(batches, wanted, "answers that counted")
    assert {row.status for row in trade.depot.rows(DeviceEnrolment)} <= {"ENROLLED"}, "a device is stranded"
    _assert_put_away(trade, PROGRAMME)


def assert_refused_once(trade: Trade) -> None:
    """R-HW-17, R-HW-19: each bad file is one failed batch with one case, and on its shelf, once."""
    failed = [row for row in trade.depot.rows(Batch) if row.status == "FAILED"]
    wanted = Counter((name, code) for _, name, code in trade.refused)
    _same(Counter((row.file_name, row.error_code) for row in failed), wanted, "files that were refused")
    cases = Counter(row.level_id for row in trade.depot.rows(WorkItem) if row.level == "BATCH")
    _same(cases, Counter(row.id for row in failed), "cases of files")
    shelves = Counter(
        name.split(".", 2)[2]
        for partner in PARTNERS
        for shelf in ("quarantine", "duplicate")
        for name in trade.lies(partner, shelf)
    )
    reports = Counter(f"{name}.report.json" for _, name, code in trade.refused if code != KNOWN)
    _same(shelves, reports + Counter(name for _, name, _ in trade.refused), "files on the shelves")


def assert_quiet(trade: Trade) -> None:
    """D-33: every run came to an end, and all that holds at any time holds."""
    runs = {row.status for row in trade.depot.rows(JobRun)}
    assert runs <= {"SUCCEEDED", "SUCCEEDED_WITH_ERRORS"}, runs
    assert_world(trade.backend.database)


def _same(found: Counter[Any], wanted: Counter[Any], what: str) -> None:
    assert found == wanted, f"{what}: too often {found - wanted}, not (often enough) {wanted - found}"


def _taken(trade: Trade, *partners: str) -> list[Taken]:
    return [one for one in trade.taken if one.partner in partners]


def _assert_names_differ(trade: Trade, *partners: str) -> None:
    names = Counter((one.partner, one.name) for one in _taken(trade, *partners))
    assert set(names.values()) <= {1}, "a file was published twice"


def _assert_put_away(trade: Trade, *partners: str) -> None:
    for partner in partners:
        assert trade.lies(partner, "inbox") == trade.lies(partner, "processing") == []
        kept = sorted(name.split(".", 2)[2] for name in trade.lies(partner, "archive"))
        assert kept == sorted(name for whose, name, _ in trade.sent if whose == partner)
