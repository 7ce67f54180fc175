"""Sales Order Request: what goes to which warehouse (R-HW-08, R-HW-12 to R-HW-16, R-HW-25, R-HW-27)."""

import io
import re
from datetime import timedelta

import pytest
from sqlalchemy import update

from agentview.adaptors.warehouse.formats import format_named
from agentview.contract.hardware import Granularity
from agentview.core.errors import Unavailable
from agentview.files.interfaces.checking import check
from agentview.files.interfaces.sales_order_request import REQUEST
from agentview.models.batch import Batch
from agentview.models.database import Stamp
from agentview.models.hardware import HardwareOrderLine
from agentview.models.hardware_catalogue import Warehouse
from agentview.models.trail import AuditEntry
from agentview.services.partner_folder import temporary_name
from agentview.services.sales_order_request.naming import file_name
from agentview.services.sales_order_request.records import outgoing, records
from tests import build
from tests.build_hardware import CASE, CLOSED, LICENCE, MELBOURNE, PHONE, SYDNEY
from tests.services.warehouse_exchange.depot import Depot, dispatch_file, line, record


def set_warehouse(depot: Depot, warehouse_id: int, **values: object) -> None:
    """Change a warehouse."""
    with depot.backend.database.write(Stamp("test", build.START)) as session:
        session.execute(update(Warehouse).where(Warehouse.id == warehouse_id).values(**values))


def test_an_order_goes_to_each_of_its_warehouses_in_a_batch_of_its_own(depot: Depot) -> None:
    """R-HW-12, R-HW-16: each batch counts its records, and the order awaits its dispatch."""
    order = depot.order((PHONE, SYDNEY, 2), (CASE, MELBOURNE, 3))
    depot.request()
    sydney, melbourne = depot.taken(SYDNEY), depot.taken(MELBOURNE)
    assert [one.lines[0].unit for one in sydney] == [1, 2]
    assert [(one.id, one.lines[0].quantity) for one in melbourne] == [(f"HO-{order}", 3)]
    assert [batch.record_count for batch in depot.batches()] == [2, 1]
    assert [batch.status for batch in depot.batches()] == ["SENT", "SENT"]
    assert depot.orders()[order] == "AWAITING_DISPATCH"
    assert {one.status for one in depot.lines(order)} == {"SENT"}


def test_orders_of_one_warehouse_share_a_batch(depot: Depot) -> None:
    """R-HW-12."""
    orders = [depot.order((CASE, MELBOURNE, 1), (LICENCE, MELBOURNE, 2)) for _ in range(3)]
    depot.request()
    [batch] = depot.batches()
    assert batch.record_count == 3
    assert [one.id for one in depot.taken(MELBOURNE)] == [f"HO-{order}" for order in orders]


@pytest.mark.parametrize(
    ("granularity", "told"),
    [
        (Granularity.PER_UNIT, [[(0, 1, 1)], [(0, 1, 2)], [(1, 1, 1)]]),
        (Granularity.PER_PRODUCT, [[(0, 2, None)], [(1, 1, None)]]),
        (Granularity.PER_ORDER, [[(0, 2, None), (1, 1, None)]]),
    ],
)
def test_a_record_stands_for_what_the_warehouse_wants(
    depot: Depot, granularity: Granularity, told: list[list[tuple[int, int, int | None]]]
) -> None:
    """R-HW-13: a piece, a line with its quantity, or the order's part; the batch keeps a record of each."""
    set_warehouse(depot, SYDNEY, granularity=granularity.value)
    order = depot.order((PHONE, SYDNEY, 2), (CASE, SYDNEY, 1))
    ids = [one.id for one in depot.lines(order)]
    depot.request()
    expected = [[(ids[at], qty, unit) for at, qty, unit in lines] for lines in told]
    found = depot.taken(SYDNEY)
    assert [[(one.line_id, one.quantity, one.unit) for one in each.lines] for each in found] == expected
    [batch] = depot.batches()
    kept = [(one.seq, one.hardware_order_id) for one in depot.records(batch.id)]
    assert kept == [(seq, order) for seq in range(1, len(told) + 1)]
    assert batch.record_count == len(told)


def test_a_file_is_what_the_interface_says(depot: Depot) -> None:
    """R-HW-15: fixed header values, and of each order id, account and way of delivery."""
    order = depot.order((PHONE, SYDNEY, 1))
    depot.request()
    [(name, content)] = depot.at(SYDNEY).take()
    checked = check(io.BytesIO(content), REQUEST)
    assert checked.is_good
    assert checked.header is not None
    header = checked.header
    assert (header.interface_category, header.interface_type) == ("Sales Order", "Sales Order Request")
    assert (header.version, header.identifier, header.record_count) == ("1.1", 1, 1)
    assert header.batch_date_time == build.START
    [told] = depot.read(SYDNEY, content)
    assert (told.id, told.account_id, told.delivery_method.id) == (f"HO-{order}", build.MARLOW, "COURIER")
    assert told.delivery_address.line1 == "1 Quay Street"
    assert told.contact_details.phone == "+61355501234"
    assert re.fullmatch(r"[a-zA-Z0-9._-]{1,20}", name)


@pytest.mark.parametrize("suffix", [".json", ".csv", ".xml", ".x12", ".edi"])
def test_names_of_files_are_short_and_plain(suffix: str) -> None:
    """R-HW-14: also the last one that there can be."""
    for identifier in (1, 2**31 - 1):
        assert re.fullmatch(r"^([a-zA-Z0-9._-])+$", file_name(identifier, suffix))
        assert len(file_name(identifier, suffix)) <= 20
    with pytest.raises(ValueError, match="SOR"):
        file_name(1, ".much-too-long")
    with pytest.raises(ValueError, match="SOR"):
        file_name(1, ".j son")


def test_batches_of_a_warehouse_are_numbered_and_named_after_each_other(depot: Depot) -> None:
    """R-HW-14: a name is never given twice to one partner."""
    for _ in range(2):
        depot.order((PHONE, SYDNEY, 1))
        depot.request()
    names = [batch.external_file_name for batch in depot.batches()]
    assert names == [file_name(1, ".json"), file_name(2, ".json")]
    assert [name for name, _ in depot.at(SYDNEY).take()] == names


def test_a_folder_that_does_not_answer_leaves_the_order_as_it_is(depot: Depot) -> None:
    """R-HW-16: nothing is SENT; another warehouse is not held up; later all is sent, once."""
    order = depot.order((PHONE, SYDNEY, 1), (CASE, MELBOURNE, 1))
    depot.at(SYDNEY).is_down = True
    with pytest.raises(Unavailable):
        depot.request()
    assert depot.orders()[order] == "AWAITING_GENERATION"
    assert [one.status for one in depot.lines(order)] == ["GENERATED", "SENT"]
    assert [batch.status for batch in depot.batches()] == ["CREATED", "SENT"]
    depot.at(SYDNEY).is_down = False
    depot.request()
    assert depot.orders()[order] == "AWAITING_DISPATCH"
    assert len(depot.taken(SYDNEY)) == len(depot.taken(MELBOURNE)) == 1
    assert len(depot.batches()) == 2


def test_a_file_has_the_same_bytes_whenever_it_is_written(depot: Depot) -> None:
    """R-HW-26: its times are the batch's."""
    depot.order((PHONE, SYDNEY, 2), (CASE, SYDNEY, 1))
    depot.request()
    [batch] = depot.batches()
    depot.backend.clock.move(timedelta(hours=1))
    with depot.backend.database.read() as session:
        found = outgoing(session, batch.id)
        again = b"".join(format_named("JSON").write(found.header, records(session, batch.id)))
    [(_, content)] = depot.at(SYDNEY).take()
    assert again == content


def test_a_warehouse_that_is_not_connected_gets_nothing(depot: Depot) -> None:
    """R-HW-12: what it would ship waits until it is connected."""
    order = depot.order((PHONE, CLOSED, 1))
    depot.request()
    assert depot.batches() == []
    set_warehouse(depot, CLOSED, is_connected=True)
    depot.request()
    assert depot.orders()[order] == "AWAITING_DISPATCH"


def test_a_warehouse_without_a_folder_gets_nothing(depot: Depot) -> None:
    """R-HW-25: its orders can still be cancelled."""
    set_warehouse(depot, SYDNEY, exchange_url="")
    depot.order((PHONE, SYDNEY, 1))
    depot.request()
    assert depot.batches() == []


def test_another_provider_is_left_alone(depot: Depot) -> None:
    """R-GEN-10: a round is for one provider."""
    order = depot.order((PHONE, SYDNEY, 1))
    depot.provider_id = build.ALPINE
    depot.request()
    assert depot.batches() == []
    assert depot.orders()[order] == "AWAITING_GENERATION"


def test_what_was_retried_is_sent_again_and_nothing_else(depot: Depot) -> None:
    """R-HW-27: also while other lines of the order are still in error."""
    order = depot.order((CASE, MELBOURNE, 1), (LICENCE, MELBOURNE, 1))
    depot.request()
    depot.taken(MELBOURNE)
    first, second = (one.id for one in depot.lines(order))
    with depot.backend.database.write(Stamp("test", build.START)) as session:
        failed = update(HardwareOrderLine).values(status="ERROR", request_batch_id=None)
        session.execute(failed.where(HardwareOrderLine.hardware_order_id == order))
        session.execute(
            update(HardwareOrderLine).where(HardwareOrderLine.id == second).values(status="GENERATED")
        )
    depot.request()
    [told] = depot.taken(MELBOURNE)
    assert [one.line_id for one in told.lines] == [second]
    assert [one.status for one in depot.lines(order)] == ["ERROR", "SENT"]
    assert depot.orders()[order] == "ERROR"
    assert first != second


def test_pieces_that_were_shipped_are_not_asked_for_again(depot: Depot) -> None:
    """R-HW-27: of a line whose second piece failed, that piece alone is sent again."""
    order = depot.order((PHONE, SYDNEY, 3))
    [line_id] = [one.id for one in depot.lines(order)]
    depot.request()
    depot.taken(SYDNEY)
    told = [
        record(order, line(line_id, "SERIAL-1", unit=1)),
        record(order, line(line_id, unit=2, error=("OUT", "None left"))),
        record(order, line(line_id, "SERIAL-3", unit=3)),
    ]
    depot.at(SYDNEY).send("D1.json", dispatch_file("D1.json", told))
    depot.dispatch(SYDNEY)
    with depot.backend.database.write(Stamp("test", build.START)) as session:
        session.execute(update(HardwareOrderLine).values(status="GENERATED", request_batch_id=None))
    depot.request()
    assert [[one.unit for one in each.lines] for each in depot.taken(SYDNEY)] == [[2]]
    depot.at(SYDNEY).send(
        "D2.json", dispatch_file("D2.json", [record(order, line(line_id, "SERIAL-2", unit=2))])
    )
    depot.dispatch(SYDNEY)
    assert depot.orders()[order] == "COMPLETE"
    assert depot.lines(order)[0].shipped_qty == 3


def test_the_trail_says_what_was_sent(depot: Depot) -> None:
    """R-GEN-01: of the batch each step, of the order that it went out, with the name of the file."""
    order = depot.order((PHONE, SYDNEY, 1))
    depot.request()
    entries = depot.rows(AuditEntry)
    [batch] = depot.rows(Batch)
    assert [one.action for one in entries if one.entity == "batch"] == ["start_batch", "stage", "send"]
    [went] = [one for one in entries if one.entity == "hardware_order"]
    assert (went.entity_id, went.new_value, went.reason) == (order, "AWAITING_DISPATCH", batch.file_name)
    assert went.account_id == build.MARLOW


def test_a_temporary_file_is_hidden() -> None:
    """R-HW-16: a warehouse leaves alone what is not whole."""
    assert temporary_name("SOR1.json", "abc") == ".SOR1.json.abc.part"
