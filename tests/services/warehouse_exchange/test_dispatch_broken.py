"""Sales Order Dispatch, broken off anywhere and run at once: each record counts once (R-HW-19, R-HW-31)."""

import shutil
from collections.abc import Callable
from typing import BinaryIO

import pytest

from agentview.core.errors import rejected
from agentview.models.batch import Batch
from agentview.models.hardware import HardwareUnit
from agentview.models.subscription import Cardline
from agentview.models.trail import AuditEntry
from agentview.models.work_item import WorkItem
from agentview.services.sales_order_dispatch import applying
from tests.build_hardware import CASE, PHONE, SYDNEY
from tests.services.warehouse_exchange.breaking import (
    at_once,
    broken_off_at,
    is_broken_off,
    meanwhile_at,
)
from tests.services.warehouse_exchange.depot import Depot, dispatch_file, line, record

POINTS = (
    "sales_order_dispatch.after_register",
    "sales_order_dispatch.after_claim",
    "sales_order_dispatch.after_adopt",
    "sales_order_dispatch.after_keep",
    "sales_order_dispatch.after_validate",
    "sales_order_dispatch.after_block",
    "sales_order_dispatch.after_archive",
    "sales_order_dispatch.after_finish",
)
REFUSAL_POINTS = ("sales_order_dispatch.after_put_away", "sales_order_dispatch.after_refuse")


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settle two records in a transaction, so that a file has several blocks."""
    monkeypatch.setattr(applying, "BLOCK", 2)


def answered(depot: Depot) -> list[int]:
    """Make five orders that are sent, and let their warehouse answer: three shipped, one not, one unknown."""
    orders = [depot.order((PHONE, SYDNEY, 1), (CASE, SYDNEY, 1)) for _ in range(4)]
    depot.request()
    depot.take_all()
    records = []
    for order in orders:
        phone, case = (one.id for one in depot.lines(order))
        told = line(phone, f"IMEI-{order}", unit=1)
        if order == orders[-1]:
            told = line(phone, unit=1, error=("OOS", "Out"))
        records.append(record(order, told, line(case, unit=1)))
    records.insert(2, record(orders[0], line(9_999_999, unit=1)))
    depot.at(SYDNEY).send("D1.json", dispatch_file("D1.json", records))
    return orders


def assert_each_once(depot: Depot, orders: list[int]) -> None:
    """Whatever happened on the way, the world is as after one undisturbed round."""
    [batch] = [one for one in depot.rows(Batch) if one.kind == "SALES_ORDER_DISPATCH"]
    assert batch.status == "PROCESSED_WITH_ERRORS"
    counts = (batch.ok_count, batch.refused_count, batch.duplicate_count)
    assert (counts, batch.record_count) == ((7, 2, 0), 9)
    assert [one.seq for one in depot.records(batch.id)] == list(range(1, 10))
    assert [depot.orders()[order] for order in orders] == ["COMPLETE"] * 3 + ["ERROR"]
    assert sorted(unit.serial_no for unit in depot.rows(HardwareUnit)) == [
        f"IMEI-{key}" for key in orders[:3]
    ]
    billed = [row.hardware_order_line_id for row in depot.rows(Cardline) if row.kind == "HARDWARE"]
    dispatched = [one.id for key in orders for one in depot.lines(key) if one.status == "DISPATCHED"]
    assert sorted(key or 0 for key in billed) == sorted(dispatched)
    assert sorted(item.type_code for item in depot.rows(WorkItem)) == ["BATF", "DISP"]
    moved = [
        one
        for one in depot.rows(AuditEntry)
        if (one.entity, one.action) == ("hardware_order_line", "dispatch")
    ]
    assert len(moved) == 8
    folder = depot.at(SYDNEY)
    assert folder.on("inbox") == folder.on("processing") == folder.on("duplicate") == []
    assert len(folder.on("archive")) == 1


@pytest.mark.parametrize("point", POINTS)
def test_broken_off_twice_each_record_counts_once(depot: Depot, point: str) -> None:
    """R-HW-31: at each point, and again while it recovers; `after_block` is passed several times."""
    orders = answered(depot)
    with broken_off_at(point, times=2) as passed:
        for _ in range(2):
            if is_broken_off(lambda: depot.dispatch(SYDNEY)):
                assert passed[-1] == point
    depot.dispatch(SYDNEY)
    depot.dispatch(SYDNEY)
    assert_each_once(depot, orders)


def test_every_point_is_passed(depot: Depot) -> None:
    """R-HW-31: a point that nobody passes any more would prove nothing."""
    orders = answered(depot)
    with broken_off_at("none") as passed:
        depot.dispatch(SYDNEY)
    assert set(passed) == set(POINTS)
    assert_each_once(depot, orders)


@pytest.mark.parametrize("runs", [2, 4])
def test_runs_at_once_count_each_record_once(depot: Depot, runs: int) -> None:
    """R-HW-31."""
    orders = answered(depot)
    at_once(*[lambda: depot.dispatch(SYDNEY)] * runs)
    depot.dispatch(SYDNEY)
    assert_each_once(depot, orders)


@pytest.mark.parametrize("point", POINTS)
def test_a_run_that_overtakes_another_one_changes_nothing_twice(depot: Depot, point: str) -> None:
    """R-HW-31: a whole other round in the moment when the first one passes the point."""
    orders = answered(depot)
    with meanwhile_at(point, lambda: depot.dispatch(SYDNEY)):
        depot.dispatch(SYDNEY)
    depot.dispatch(SYDNEY)
    assert_each_once(depot, orders)


def test_a_block_that_another_run_has_settled_is_left_out(depot: Depot) -> None:
    """R-HW-31: the other one settles the next block, and dies before the file is done."""
    orders = answered(depot)

    def settle_one_block() -> None:
        with broken_off_at("sales_order_dispatch.after_block"):
            assert is_broken_off(lambda: depot.dispatch(SYDNEY))

    with meanwhile_at("sales_order_dispatch.after_block", settle_one_block):
        depot.dispatch(SYDNEY)
    depot.dispatch(SYDNEY)
    assert_each_once(depot, orders)


def bad(name: str) -> bytes:
    """Return a file that is refused as a whole."""
    return dispatch_file(name, [], version="0")


def good(name: str) -> bytes:
    """Return a file with nothing in it."""
    return dispatch_file(name, [])


@pytest.mark.parametrize(
    ("content", "shelf", "code"),
    [(bad, "quarantine", "E-INTERFACE-VALUE"), (good, "duplicate", "E-BATCH-DUPLICATE")],
)
@pytest.mark.parametrize("point", REFUSAL_POINTS)
def test_broken_off_twice_a_file_is_refused_once(
    depot: Depot, point: str, content: Callable[[str], bytes], shelf: str, code: str
) -> None:
    """R-HW-17, R-HW-19: one batch, one case, the file on its shelf."""
    depot.at(SYDNEY).send("D1.json", good("D1.json"))
    depot.dispatch(SYDNEY)
    depot.at(SYDNEY).send("D1.json", content("D1.json"))
    with broken_off_at(point, times=2):
        for _ in range(2):
            is_broken_off(lambda: depot.dispatch(SYDNEY))
    depot.dispatch(SYDNEY)
    states = [(one.status, one.error_code) for one in depot.batches("SALES_ORDER_DISPATCH")]
    assert states == [("PROCESSED", None), ("FAILED", code)]
    assert len(depot.rows(WorkItem)) == 1
    assert [name for name in depot.at(SYDNEY).on(shelf) if not name.endswith(".report.json")] != []
    assert depot.at(SYDNEY).on("processing") == depot.at(SYDNEY).on("inbox") == []


def test_two_files_of_one_name_wait_for_each_other(depot: Depot) -> None:
    """R-HW-19: the second lies in the inbox until the first is done, and is then a duplicate, not lost."""
    orders = answered(depot)
    with broken_off_at("sales_order_dispatch.after_block"):
        assert is_broken_off(lambda: depot.dispatch(SYDNEY))
    depot.at(SYDNEY).send("D1.json", good("D1.json"))
    depot.dispatch(SYDNEY)
    assert depot.at(SYDNEY).on("inbox") == ["D1.json"]
    depot.dispatch(SYDNEY)
    assert [depot.orders()[order] for order in orders] == ["COMPLETE"] * 3 + ["ERROR"]
    assert depot.batches("SALES_ORDER_DISPATCH")[1].error_code == "E-BATCH-DUPLICATE"
    assert len(depot.at(SYDNEY).on("duplicate")) == 1


def test_a_file_that_the_warehouse_took_back_is_forgotten(depot: Depot) -> None:
    """R-HW-19: before anybody had taken it."""
    depot.at(SYDNEY).send("D1.json", good("D1.json"))
    with broken_off_at("sales_order_dispatch.after_register"):
        assert is_broken_off(lambda: depot.dispatch(SYDNEY))
    (depot.at(SYDNEY).root / "inbox" / "D1.json").unlink()
    depot.dispatch(SYDNEY)
    assert depot.batches("SALES_ORDER_DISPATCH") == []


@pytest.mark.parametrize("point", ["after_keep", "after_validate", "after_block", "after_archive"])
def test_who_goes_on_has_not_the_files_that_the_dead_one_kept(depot: Depot, point: str) -> None:
    """R-HW-31: it runs on another computer; the file is still held in the warehouse's folder."""
    orders = answered(depot)
    with broken_off_at(f"sales_order_dispatch.{point}"):
        assert is_broken_off(lambda: depot.dispatch(SYDNEY))
    shutil.rmtree(depot.folder / "payloads")
    depot.dispatch(SYDNEY)
    assert_each_once(depot, orders)


def test_a_file_that_is_too_large_is_refused_once_whoever_dies(
    depot: Depot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R-HW-17, D-36: nobody kept a copy of it, and the next file of its name does not wait for ever."""
    folder = depot.at(SYDNEY)
    read = folder.open

    def too_large(held: str) -> BinaryIO:
        with read(held):
            raise rejected("E-EXCHANGE-LARGE", name=held, megabytes=200)

    folder.send("D1.json", good("D1.json"))
    monkeypatch.setattr(folder, "open", too_large)
    with broken_off_at("sales_order_dispatch.after_put_away"):
        assert is_broken_off(lambda: depot.dispatch(SYDNEY))
    depot.dispatch(SYDNEY)
    [batch] = depot.batches("SALES_ORDER_DISPATCH")
    assert (batch.status, batch.error_code) == ("FAILED", "E-EXCHANGE-GONE")
    assert len(depot.rows(WorkItem)) == 1
    monkeypatch.undo()
    folder.send("D1.json", good("D1.json"))
    depot.dispatch(SYDNEY)
    assert [one.status for one in depot.batches("SALES_ORDER_DISPATCH")] == ["FAILED", "PROCESSED"]
