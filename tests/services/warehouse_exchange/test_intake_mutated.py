"""Dispatch files with anything wrong in them, from the inbox to the database, in every format.

R-HW-17, R-HW-18, R-HW-19, R-HW-30, R-HW-31, R-GEN-10; reliability 11 to 14.
"""

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agentview.adaptors.warehouse.formats import FORMATS, format_named, warehouse_named
from agentview.adaptors.warehouse.port import Arrival
from agentview.contract.hardware import HardwareLineStatus, HardwareStatus
from agentview.contract.texts import TEXTS
from agentview.core.reference import Prefix, reference
from agentview.files.interfaces.checking import read
from agentview.files.interfaces.sales_order_dispatch import (
    DISPATCH,
    DispatchLine,
    DispatchOrder,
    dispatch_header,
)
from agentview.models.batch import Batch
from agentview.models.hardware import HardwareOrderLine
from agentview.models.subscription import Cardline
from agentview.services.hardware_lifecycle import order_status
from agentview.services.sales_order_dispatch.receiving import RAW
from tests.adaptors.mutations import MUTATIONS, mutated
from tests.build_hardware import SYDNEY
from tests.services.warehouse_exchange import sent_world
from tests.services.warehouse_exchange.depot import Depot, processed
from tests.services.warehouse_exchange.sent_world import Asked
from tests.world import assert_world

EXAMPLES = 12
_SLOW = {"one long line", "nest"}
"""Megabytes of the same: the formats are tested with them."""
_COUNT = re.compile(rb"(recordCount\"?[:>])\d+")
_NAMES = ("D1.dat", "D2.dat")


@dataclass(frozen=True, slots=True)
class World:
    """A world whose warehouses were asked, and what they were asked for."""

    form: str
    path: Path
    folder: Path
    lines: Sequence[Asked]


@pytest.fixture(scope="module")
def world_of(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Callable[[str], World]:
    """Return what makes the world of a format, once."""
    made: dict[str, World] = {}

    def world(form: str) -> World:
        if form not in made:
            folder = tmp_path_factory.mktemp(f"asked_{form}")
            path = folder / "made" / "agentview.db"
            path.parent.mkdir()
            shutil.copyfile(sqlite_template, path)
            sent_world.make(f"sqlite:///{path}", path.parent, form)
            with sent_world.copied(path, folder / "look") as depot:
                made[form] = World(form, path, folder, sent_world.asked(depot))
        return made[form]

    return world


def shipped(asked: Asked) -> DispatchLine:
    """Return what a warehouse says of a line that it has shipped."""
    serials = [f"IMEI{asked.line_id:06}{at}" for at in range(asked.qty)] if asked.is_serialised else []
    return DispatchLine(
        line_id=asked.line_id,
        status="OK",
        shipped_quantity=asked.qty,
        serial_numbers=serials,
        tracking_number=f"T{asked.line_id}",
    )


def good_records(world: World) -> list[DispatchOrder]:
    """Return what a warehouse says that has shipped all lines that there are."""
    return [
        DispatchOrder(reference(Prefix.HARDWARE_ORDER, line.order_id), [shipped(line)])
        for line in world.lines
    ]


def _wrong_ways(good: DispatchLine) -> Iterator[DispatchLine]:
    """Yield what it may say instead."""
    yield good
    yield DispatchLine(line_id=good.line_id, status="ERROR", error_code="OOS", error_text="Out of stock")
    yield replace_line(good, shipped_quantity=good.shipped_quantity + 1)
    yield replace_line(good, shipped_quantity=0)
    yield replace_line(good, serial_numbers=["SAME"] * len(good.serial_numbers))
    yield replace_line(good, serial_numbers=[*good.serial_numbers, "MORE"])
    yield replace_line(good, unit=1, shipped_quantity=1, serial_numbers=good.serial_numbers[:1])
    yield replace_line(good, unit=9, shipped_quantity=1, serial_numbers=good.serial_numbers[:1])
    yield replace_line(good, line_id=good.line_id + 1_000_000)


def replace_line(line: DispatchLine, **values: object) -> DispatchLine:
    """Return a line with other values."""
    told = {name: getattr(line, name) for name in DispatchLine.__struct_fields__}
    return DispatchLine(**{**told, **values})


def records(lines: Sequence[Asked]) -> st.SearchStrategy[DispatchOrder]:
    """Return what may be told of a line, of whomever it is, under the number of its order or of another."""
    numbers = [reference(Prefix.HARDWARE_ORDER, line.order_id) for line in lines]
    told = st.sampled_from(lines).flatmap(
        lambda line: st.tuples(
            st.one_of(
                st.just(reference(Prefix.HARDWARE_ORDER, line.order_id)),
                st.sampled_from([*numbers, "HO-999999", "nonsense"]),
            ),
            st.sampled_from(list(_wrong_ways(shipped(line)))),
        )
    )
    return told.map(lambda one: DispatchOrder(one[0], [one[1]]))


@st.composite
def files(draw: st.DrawFn, world: World) -> tuple[str, bytes]:
    """Return a file that a warehouse may send, good or bad: its name, and what is in it."""
    told = [
        DispatchOrder(reference(Prefix.HARDWARE_ORDER, one.order_id), [shipped(one)]) for one in world.lines
    ]
    orders = draw(
        st.one_of(
            st.permutations(told),
            st.lists(records(world.lines), max_size=12),
            st.permutations(told).map(lambda some: [*some, *some[:2]]),
        )
    )
    name = draw(st.sampled_from(_NAMES))
    warehouse = draw(st.sampled_from(("SYD", "SYD", "SYD", "SYD", "VIE")))
    header = dispatch_header(name, warehouse, len(orders))
    content = b"".join(warehouse_named(world.form).write_dispatch(header, orders))
    if draw(st.integers(0, 4)) == 0:
        content = _COUNT.sub(rb"\g<1>7", content)
    return name, draw(st.one_of(st.just(content), mutated(content, sorted(set(MUTATIONS) - _SLOW))))


@pytest.mark.timeout(600)
@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_comes_counts_once_or_changes_nothing(
    world_of: Callable[[str], World], form: str, data: st.DataObject
) -> None:
    """Up to three files one after the other; each is settled record by record, or refused as a whole."""
    world = world_of(form)
    sent = data.draw(st.lists(files(world), min_size=1, max_size=3))
    with sent_world.copied(world.path, world.folder / "copy") as depot:
        others = _standing(depot, is_sydney=False)
        for name, content in sent:
            _take_in(depot, world, name, content)
            assert _standing(depot, is_sydney=False) == others, "lines of other warehouses and operators"
        _assert_orders_follow(depot)
        _assert_billed_once(depot)
        assert_world(depot.backend.database)


def test_without_anything_wrong_every_line_of_the_warehouse_is_shipped(
    world_of: Callable[[str], World],
) -> None:
    """The control of the test above: its files are taken, and change what they speak of."""
    for form in FORMATS:
        world = world_of(form)
        own = [line for line in world.lines if line.warehouse_id == SYDNEY]
        orders = good_records(world)
        header = dispatch_header("D1.dat", "SYD", len(orders))
        content = b"".join(warehouse_named(form).write_dispatch(header, orders))
        with sent_world.copied(world.path, world.folder / "copy") as depot:
            batch = _take_in(depot, world, "D1.dat", content)
            assert (batch.ok_count, batch.refused_count) == (len(own), len(world.lines) - len(own))
            assert {line[1] for line in _standing(depot, is_sydney=True)} == {"DISPATCHED"}


def _take_in(depot: Depot, world: World, name: str, content: bytes) -> Batch:
    """Let a file come in, and judge what became of it."""
    folder = depot.at(SYDNEY)
    before = _standing(depot, is_sydney=True)
    earlier = {batch.id for batch in depot.batches("SALES_ORDER_DISPATCH")}
    shelves = {shelf: len(folder.on(shelf)) for shelf in ("archive", "duplicate", "quarantine")}
    folder.send(name, content)
    depot.dispatch(SYDNEY)
    assert folder.on("inbox") == folder.on("processing") == []
    [batch] = [one for one in depot.batches("SALES_ORDER_DISPATCH") if one.id not in earlier]
    grown = {shelf: len(folder.on(shelf)) - count for shelf, count in shelves.items()}
    if processed(batch.status):
        _assert_counted(depot, world, batch)
        assert grown == {"archive": 1, "duplicate": 0, "quarantine": 0}
    else:
        assert (batch.status, depot.records(batch.id)) == ("FAILED", [])
        assert batch.error_code in TEXTS
        assert batch.report
        assert _standing(depot, is_sydney=True) == before, "nothing of a refused file is used"
        is_again = batch.error_code == "E-BATCH-DUPLICATE"
        shelf, files_there = ("duplicate", 1) if is_again else ("quarantine", 2)
        assert grown == {"archive": 0, "duplicate": 0, "quarantine": 0} | {shelf: files_there}
    return batch


def _assert_counted(depot: Depot, world: World, batch: Batch) -> None:
    """Applied + refused + duplicate are the records that a reader of the file finds."""
    with depot.payloads.open(batch.id, RAW) as raw:
        spool = depot.folder / "read.json"
        arrival = Arrival(batch.file_name or "", "SYD")
        spool.write_bytes(b"".join(format_named(world.form).read(raw, arrival)))
    with spool.open("rb") as stream:
        told = sum(len(order.lines) for order in read(stream, DISPATCH))
    found = Counter(record.outcome for record in depot.records(batch.id))
    assert batch.record_count == told == batch.ok_count + batch.refused_count + batch.duplicate_count
    counts = {"OK": batch.ok_count, "ERROR": batch.refused_count, "DUPLICATE": batch.duplicate_count}
    assert found == Counter(counts)
    assert (batch.status == "PROCESSED_WITH_ERRORS") == (batch.refused_count > 0)


def _standing(depot: Depot, *, is_sydney: bool) -> list[tuple[object, ...]]:
    """Return how each line of Sydney, or of all others, stands."""
    return [
        (line.id, line.status, line.shipped_qty, line.tracking_no, line.error_code, line.row_version)
        for line in depot.rows(HardwareOrderLine)
        if (line.warehouse_id == SYDNEY) is is_sydney
    ]


def _assert_orders_follow(depot: Depot) -> None:
    """R-HW-30."""
    for order_id, status in depot.orders().items():
        lines = [HardwareLineStatus(line.status) for line in depot.lines(order_id)]
        assert HardwareStatus(status) is order_status(lines)


def _assert_billed_once(depot: Depot) -> None:
    billed = Counter(row.hardware_order_line_id for row in depot.rows(Cardline) if row.kind == "HARDWARE")
    assert set(billed.values()) <= {1}
