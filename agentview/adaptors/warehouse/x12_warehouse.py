"""X12 on the warehouse's side: 940 in, 945 out."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import BinaryIO

from agentview.adaptors.warehouse.edi_segments import Segment, chunks
from agentview.adaptors.warehouse.gathered_order import GatheredOrder
from agentview.adaptors.warehouse.port import Parties
from agentview.adaptors.warehouse.x12_file import padded, plain, x12_blocks, x12_segments
from agentview.adaptors.warehouse.x12_format import FRAUD, NOT_SHIPPED
from agentview.files.interfaces.sales_order_dispatch import DispatchLine, DispatchOrder, SalesOrderDispatch
from agentview.files.interfaces.sales_order_request import RequestOrder

_REFERENCE_SIZE = 45
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class X12Warehouse:
    """Reads request files and writes dispatch files."""

    def __init__(self, parties: Parties) -> None:
        """Name operator and warehouse in the envelope."""
        self._parties = (parties.warehouse, parties.operator)

    def read_request(self, stream: BinaryIO) -> Iterator[RequestOrder]:
        """Yield the records of a request file."""
        order = GatheredOrder()
        for _, segment in x12_segments(stream):
            if segment[0] == "ST":
                order = GatheredOrder()
            elif segment[0] == "SE":
                yield order.as_order()
            else:
                _take(order, padded(segment))

    def write_dispatch(self, header: SalesOrderDispatch, orders: Iterable[DispatchOrder]) -> Iterator[bytes]:
        """Yield a dispatch file."""
        at = header.transform_date_time or _EPOCH
        return x12_blocks(("SW", "945"), self._parties, 1, at, map(_advice, orders))


def _take(order: GatheredOrder, segment: Segment) -> None:
    match segment[0]:
        case "W05":
            order.number = segment[2]
        case "N1" | "N2" | "N3" | "N4":
            _deliver(order, segment)
        case "PER":
            order.phone, order.email = segment[4], segment[6]
        case "NTE":
            order.instructions += segment[2]
        case "W66":
            order.method = segment[5]
        case "W01":
            order.begin_line(segment[5], segment[1])
        case "N9":
            _refer(order, segment)


def _deliver(order: GatheredOrder, segment: Segment) -> None:
    match segment[0]:
        case "N1":
            order.name = segment[2]
        case "N2":
            order.name += segment[1] + segment[2]
        case "N3":
            order.streets.append(segment[1] + segment[2])
        case "N4":
            order.place = (segment[1], segment[2], segment[3], segment[4])


def _refer(order: GatheredOrder, segment: Segment) -> None:
    match segment[1]:
        case "11":
            order.account = int(segment[2])
        case "ZZ":
            order.is_fraud_checked = segment[2] == FRAUD
        case "LI":
            order.name_line(segment[2])
        case "IX":
            order.number_unit(segment[2])


def _advice(order: DispatchOrder) -> Iterator[Sequence[str]]:
    yield ("W06", "N", plain(order.id))
    for place, line in enumerate(order.lines, 1):
        yield ("LX", str(place))
        if line.tracking_number:
            yield ("MAN", "GM", plain(line.tracking_number))
        count = str(line.shipped_quantity)
        yield ("W12", "CC" if line.status == "OK" else NOT_SHIPPED, count, count, "", "EA")
        yield from (("N9", *map(plain, one)) for one in _references(line))


def _references(line: DispatchLine) -> Iterator[tuple[str, ...]]:
    yield ("LI", str(line.line_id))
    if line.unit is not None:
        yield ("IX", str(line.unit))
    yield from (("SE", serial) for serial in line.serial_numbers)
    if line.carrier:
        yield ("SCA", line.carrier)
    if line.error_code:
        yield ("TD", line.error_code)
    yield from (("TD", "", part) for part in chunks(line.error_text, _REFERENCE_SIZE))
