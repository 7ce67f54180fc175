"""The simulated warehouse answers each request once, in the format that it was asked in."""

import io
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from stdnum import imei as real_imei

from agentview.adaptors.exchange.exchange import Exchange
from agentview.adaptors.exchange.local_store import LocalStore
from agentview.adaptors.warehouse.formats import FORMATS, format_named, warehouse_named
from agentview.adaptors.warehouse.port import Arrival
from agentview.adaptors.warehouse.serials import serial
from agentview.adaptors.warehouse.simulator import Behaviour, WarehouseSimulator, answer_name
from agentview.core.clock import ManualClock
from agentview.core.serial import is_serial
from agentview.files.interfaces.checking import check, read
from agentview.files.interfaces.sales_order_dispatch import DISPATCH, DispatchLine, DispatchOrder
from agentview.files.interfaces.sales_order_request import (
    ContactDetails,
    DeliveryAddress,
    DeliveryMethod,
    RequestLine,
    RequestOrder,
    per_product,
    per_unit,
)
from tests.adaptors.warehouse.values import NOON, request_header

ORDER = RequestOrder(
    id="HO-7",
    account_id=1001,
    delivery_method=DeliveryMethod("STD"),
    delivery_instructions="Leave it at the door.",
    delivery_name="Zoë Marlow",
    delivery_address=DeliveryAddress("1 High Street", city="Sydney", postcode="2000", country="AU"),
    contact_details=ContactDetails("+61491570156"),
    fraud_check_required=False,
    lines=[
        RequestLine(1, "PHONE-X", 2),
        RequestLine(2, "PHONE-OOS", 1),
        RequestLine(3, "PHONE-PART", 3),
        RequestLine(4, "PHONE-LOST", 1),
        RequestLine(5, "OFFICE-LIC", 10),
    ],
)


def shared(root: Path, clock: ManualClock) -> Exchange:
    exchange = Exchange(LocalStore(root), clock)
    exchange.prepare()
    return exchange


def send(exchange: Exchange, form: str, name: str, orders: list[RequestOrder]) -> None:
    exchange.stage(name, format_named(form).write(request_header(len(orders)), orders))
    exchange.publish(name)


def fetch(exchange: Exchange, clock: ManualClock, form: str) -> dict[str, list[DispatchOrder]]:
    exchange.ready()
    clock.move(timedelta(seconds=10))
    found = {}
    for one in exchange.ready():
        assert exchange.claim(one.name)
        with exchange.open(one.name) as file:
            spooled = io.BytesIO(b"".join(format_named(form).read(file, Arrival(one.name, "SYD"))))
        assert check(spooled, DISPATCH).is_good
        spooled.seek(0)
        found[one.name] = list(read(spooled, DISPATCH))
    return found


@pytest.mark.parametrize("form", FORMATS)
def test_a_request_is_answered_in_its_format(tmp_path: Path, form: str) -> None:
    clock = ManualClock(NOON)
    exchange = shared(tmp_path, clock)
    simulator = WarehouseSimulator(tmp_path, "SYD", warehouse_named(form), clock)
    send(exchange, form, "R0000001.dat", [ORDER])
    assert (simulator.work(), simulator.work()) == (1, 0)
    [(name, [answer])] = fetch(exchange, clock, form).items()
    assert name == "D0000001.dat"
    assert answer.id == "HO-7"
    lines = {line.line_id: line for line in answer.lines}
    assert {number: line.status for number, line in lines.items()} == {1: "OK", 2: "ERROR", 3: "OK", 5: "OK"}
    assert [len(lines[number].serial_numbers) for number in (1, 2, 3, 5)] == [2, 0, 2, 0]
    assert [lines[number].shipped_quantity for number in (1, 2, 3, 5)] == [2, 0, 2, 10]
    assert lines[2].error_code == "OUT_OF_STOCK"


def test_granularity_makes_the_records() -> None:
    """R-HW-13."""
    units = list(per_unit(ORDER))
    assert Counter(one.lines[0].line_id for one in units) == {1: 2, 2: 1, 3: 3, 4: 1, 5: 10}
    assert all(one.lines[0].quantity == 1 for one in units)
    keys = {(one.lines[0].line_id, one.lines[0].unit) for one in units}
    assert len(keys) == len(units)
    assert [one.lines for one in per_product(ORDER)] == [[line] for line in ORDER.lines]


def test_serials_are_real_ones_and_the_same_again() -> None:
    serials = [serial("IMEI", "HO-7/1", piece) for piece in range(500)]
    assert all(map(real_imei.is_valid, serials))
    assert serials == [serial("IMEI", "HO-7/1", piece) for piece in range(500)]
    assert len(set(serials)) == 500


def test_each_kind_of_product_bears_numbers_of_its_kind(tmp_path: Path) -> None:
    clock = ManualClock(NOON)
    exchange = shared(tmp_path, clock)
    order = replace(
        ORDER, lines=[RequestLine(1, "CARD", 1), RequestLine(2, "ROUTER", 1), RequestLine(3, "CASE", 1)]
    )
    send(exchange, "JSON", "R1.json", [order])
    kinds = {"CARD": "ICCID", "ROUTER": "MSN"}
    side = warehouse_named("JSON")
    WarehouseSimulator(tmp_path, "SYD", side, clock, serial_type_of=kinds.get).work()
    [[answer]] = fetch(exchange, clock, "JSON").values()
    [card], [router], none = (line.serial_numbers for line in answer.lines)
    assert is_serial("ICCID", card)
    assert is_serial("MSN", router)
    assert none == []


def test_pieces_that_come_one_by_one_have_serials_of_their_own(tmp_path: Path) -> None:
    clock = ManualClock(NOON)
    exchange = shared(tmp_path, clock)
    send(exchange, "JSON", "R1.json", list(per_unit(replace(ORDER, lines=[RequestLine(1, "PHONE-X", 3)]))))
    WarehouseSimulator(tmp_path, "SYD", warehouse_named("JSON"), clock).work()
    [answers] = fetch(exchange, clock, "JSON").values()
    lines: list[DispatchLine] = [answer.lines[0] for answer in answers]
    assert [line.unit for line in lines] == [1, 2, 3]
    assert len({line.serial_numbers[0] for line in lines}) == 3


def test_of_pieces_that_come_one_by_one_some_may_be_missing(tmp_path: Path) -> None:
    clock = ManualClock(NOON)
    exchange = shared(tmp_path, clock)
    order = replace(ORDER, lines=[RequestLine(1, "PHONE-PART", 3)])
    send(exchange, "JSON", "R1.json", list(per_unit(order)))
    WarehouseSimulator(tmp_path, "SYD", warehouse_named("JSON"), clock).work()
    [answers] = fetch(exchange, clock, "JSON").values()
    assert [answer.lines[0].status for answer in answers] == ["OK", "ERROR", "ERROR"]


def test_a_turn_that_was_interrupted_gives_the_same_file_again(tmp_path: Path) -> None:
    clock = ManualClock(NOON)
    exchange = shared(tmp_path, clock)
    simulator = WarehouseSimulator(tmp_path, "SYD", warehouse_named("CSV"), clock)
    send(exchange, "CSV", "R1.csv", [ORDER])
    simulator.work()
    first = (tmp_path / "inbox" / "D1.csv").read_bytes()
    (tmp_path / "taken" / "R1.csv").replace(tmp_path / "outbox" / "R1.csv")
    assert simulator.work() == 1
    assert (tmp_path / "inbox" / "D1.csv").read_bytes() == first


def test_a_file_that_is_only_staged_is_not_taken(tmp_path: Path) -> None:
    clock = ManualClock(NOON)
    exchange = shared(tmp_path, clock)
    exchange.stage("R1.csv", [b"half"])
    assert WarehouseSimulator(tmp_path, "SYD", warehouse_named("CSV"), clock).work() == 0
    assert exchange.is_staged("R1.csv")


def test_silence_answers_nothing_and_behaviour_can_be_chosen(tmp_path: Path) -> None:
    clock = ManualClock(NOON)
    exchange = shared(tmp_path, clock)
    mute = Behaviour(silent=("",))
    send(exchange, "XML", "R1.xml", [ORDER])
    assert WarehouseSimulator(tmp_path, "SYD", warehouse_named("XML"), clock, mute).work() == 1
    assert fetch(exchange, clock, "XML") == {}


def test_answers_have_other_names_than_requests() -> None:
    assert [answer_name(name) for name in ("R1.json", "D1.json")] == ["D1.json", "A1.json"]
