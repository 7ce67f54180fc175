"""X12: Warehouse Shipping Order (940) out, Warehouse Shipping Advice (945) in."""

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from agentview.adaptors.warehouse.advice import Advice
from agentview.adaptors.warehouse.dispatch_json import Loose, dispatch_json
from agentview.adaptors.warehouse.edi_segments import Segment, chunks
from agentview.adaptors.warehouse.encoded_text import cannot_read
from agentview.adaptors.warehouse.port import Arrival, Parties
from agentview.adaptors.warehouse.x12_file import NAME, padded, plain, x12_blocks, x12_segments
from agentview.files.interfaces.sales_order_request import RequestLine, RequestOrder, SalesOrderRequest

NAME_SIZE, ADDRESS_SIZE, NOTE_SIZE = 60, 55, 80
FRAUD = "FRAUD CHECK REQUIRED"
NOT_SHIPPED = "ZZ"
_SHIPPED = frozenset({"CC", "CL", "CM", "CP", "PR", "SS"})


class X12Format:
    """Separators are `*`, `~` and `>` out, any in; texts lose them, for X12 has no way to keep them."""

    name = NAME
    suffix = ".x12"

    def __init__(self, parties: Parties) -> None:
        """Name operator and warehouse in the envelope."""
        self._parties = (parties.operator, parties.warehouse)

    def write(self, header: SalesOrderRequest, orders: Iterable[RequestOrder]) -> Iterator[bytes]:
        """Yield a request file."""
        sets = map(_shipping_order, orders)
        return x12_blocks(("OW", "940"), self._parties, header.identifier, header.batch_date_time, sets)

    def read(self, stream: BinaryIO, arrival: Arrival) -> Iterator[bytes]:
        """Yield the dispatch. Raises Rejected (`E-WAREHOUSE-FILE`) also where a count does not add up."""
        return dispatch_json(arrival, _records(stream))


def _shipping_order(order: RequestOrder) -> Iterator[Sequence[str]]:
    yield ("W05", "N", plain(order.id))
    first, *more = chunks(plain(order.delivery_name), NAME_SIZE)
    yield ("N1", "ST", first)
    yield from (("N2", *more[at : at + 2]) for at in range(0, len(more), 2))
    at = order.delivery_address
    yield ("N3", *_halves(at.line1))
    if at.line2:
        yield ("N3", *_halves(at.line2))
    yield ("N4", *map(plain, (at.city, at.region, at.postcode, at.country)))
    contact = order.contact_details
    if contact.phone or contact.email:
        yield ("PER", "DC", "", "TE", plain(contact.phone), "EM", plain(contact.email))
    yield ("N9", "11", str(order.account_id))
    if order.fraud_check_required:
        yield ("N9", "ZZ", FRAUD)
    yield from (("NTE", "DEL", part) for part in chunks(plain(order.delivery_instructions), NOTE_SIZE))
    yield ("W66", "PP", "ZZ", "", "", plain(order.delivery_method.id))
    for place, line in enumerate(order.lines, 1):
        yield from _ordered(place, line)
    yield ("W76", str(sum(line.quantity for line in order.lines)))


def _halves(text: str) -> tuple[str, str]:
    """Return a line of an address as the two elements of N3."""
    bare = plain(text)
    return bare[:ADDRESS_SIZE], bare[ADDRESS_SIZE:]


def _ordered(place: int, line: RequestLine) -> Iterator[Sequence[str]]:
    yield ("LX", str(place))
    yield ("W01", str(line.quantity), "EA", "", "VN", plain(line.sku))
    yield ("N9", "LI", str(line.line_id))
    if line.unit is not None:
        yield ("N9", "IX", str(line.unit))


def _records(stream: BinaryIO) -> Iterator[Loose]:
    """Yield a record for each 945."""
    advice = Advice(NAME)
    for at, segment in x12_segments(stream):
        if segment[0] == "ST":
            if segment[1] != "945":
                raise cannot_read(NAME, "other_message", at)
            advice = Advice(NAME)
        elif segment[0] == "SE":
            yield advice.record()
        else:
            _take(advice, padded(segment), at)


def _take(advice: Advice, segment: Segment, at: int) -> None:
    """Take what a segment of a 945 says; those that say nothing needed are passed over."""
    match segment[0]:
        case "W06":
            advice.order = segment[2]
        case "W27":
            advice.carrier = segment[2]
        case "LX":
            advice.begin_line(at)
        case "MAN":
            advice.tell("trackingNumber", segment[2])
        case "W12":
            is_shipped = segment[1] in _SHIPPED
            advice.settle(segment[3], is_shipped=is_shipped)
            if not is_shipped and segment[1] != NOT_SHIPPED:
                advice.tell("errorCode", segment[1])
        case "N9":
            _refer(advice, segment)


def _refer(advice: Advice, segment: Segment) -> None:
    match segment[1]:
        case "LI":
            advice.tell_number("lineId", segment[2])
        case "IX":
            advice.tell_number("unit", segment[2])
        case "SE":
            advice.add_serial(segment[2])
        case "SCA":
            advice.tell("carrier", segment[2])
        case "TD":
            advice.tell("errorCode", segment[2])
            advice.add_error_text(segment[3])
