"""EDIFACT on the warehouse's side: ORDERS in, DESADV out."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import BinaryIO

from agentview.adaptors.warehouse.edifact_file import Written, component, edifact_blocks, edifact_segments
from agentview.adaptors.warehouse.edifact_format import FRAUD, ORDERED, SHIPPED, free_text
from agentview.adaptors.warehouse.gathered_order import GatheredOrder
from agentview.adaptors.warehouse.port import Parties
from agentview.files.interfaces.sales_order_dispatch import DispatchLine, DispatchOrder, SalesOrderDispatch
from agentview.files.interfaces.sales_order_request import RequestOrder

_SERIALS = 5
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class EdifactWarehouse:
    """Reads request files and writes dispatch files."""

    def __init__(self, parties: Parties) -> None:
        """Name operator and warehouse in the envelope."""
        self._parties = (parties.warehouse, parties.operator)

    def read_request(self, stream: BinaryIO) -> Iterator[RequestOrder]:
        """Yield the records of a request file."""
        order = GatheredOrder()
        for _, segment in edifact_segments(stream):
            tag = segment[0][0]
            if tag == "UNH":
                order = GatheredOrder()
            elif tag == "UNT":
                yield order.as_order()
            else:
                _take(order, tag, segment)

    def write_dispatch(self, header: SalesOrderDispatch, orders: Iterable[DispatchOrder]) -> Iterator[bytes]:
        """Yield a dispatch file."""
        at = header.transform_date_time or _EPOCH
        bodies = (_advice(place, order) for place, order in enumerate(orders, 1))
        return edifact_blocks("DESADV", self._parties, 1, at, bodies)


def _take(order: GatheredOrder, tag: str, segment: list[list[str]]) -> None:
    match tag:
        case "BGM":
            order.number = component(segment, 2)
        case "FTX":
            _read(order, segment)
        case "NAD":
            _deliver(order, segment)
        case "COM":
            _call(order, component(segment, 1), component(segment, 1, 1))
        case "TOD":
            order.method = component(segment, 3, 3)
        case "LIN":
            order.begin_line(component(segment, 3), "0")
        case "QTY" if component(segment, 1) == ORDERED:
            order.set_quantity(component(segment, 1, 1))
        case "RFF":
            _refer(order, segment)


def _read(order: GatheredOrder, segment: list[list[str]]) -> None:
    if component(segment, 1) == "DIN":
        order.instructions += "".join(segment[4])
    else:
        order.is_fraud_checked = component(segment, 4) == FRAUD


def _call(order: GatheredOrder, text: str, kind: str) -> None:
    if kind == "TE":
        order.phone = text
    else:
        order.email = text


def _deliver(order: GatheredOrder, segment: list[list[str]]) -> None:
    order.name = "".join(segment[4])
    streets = [component(segment, 5, place) for place in range(4)]
    order.streets = ["".join(streets[:2]), "".join(streets[2:])]
    city, region, postcode, country = (component(segment, place) for place in range(6, 10))
    order.place = (city, region, postcode, country)


def _refer(order: GatheredOrder, segment: list[list[str]]) -> None:
    if component(segment, 1) == "ADE":
        order.account = int(component(segment, 1, 1))
    else:
        order.name_line(component(segment, 1, 1))
        if unit := component(segment, 1, 2):
            order.number_unit(unit)


def _advice(place: int, order: DispatchOrder) -> Iterator[Written]:
    yield ("BGM", "351", str(place), "9")
    yield ("RFF", ("ON", order.id))
    yield ("CPS", "1")
    for number, line in enumerate(order.lines, 1):
        yield ("LIN", str(number))
        yield from _shipped(line)
    yield ("CNT", ("2", str(len(order.lines))))


def _shipped(line: DispatchLine) -> Iterator[Written]:
    yield ("QTY", (SHIPPED, str(line.shipped_quantity)))
    serials = line.serial_numbers
    for at in range(0, len(serials), _SERIALS):
        yield ("GIN", "BN", *((serial,) for serial in serials[at : at + _SERIALS]))
    yield ("RFF", ("LI", str(line.line_id), "" if line.unit is None else str(line.unit)))
    if line.tracking_number:
        yield ("RFF", ("CN", line.tracking_number))
    if line.carrier:
        yield ("RFF", ("CAR", line.carrier))
    if line.status == "ERROR":
        yield from free_text("AAO", line.error_text, line.error_code)
