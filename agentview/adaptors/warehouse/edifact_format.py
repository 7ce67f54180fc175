"""EDIFACT: ORDERS out, DESADV in."""

from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import BinaryIO

from agentview.adaptors.warehouse.advice import Advice
from agentview.adaptors.warehouse.dispatch_json import Loose, dispatch_json
from agentview.adaptors.warehouse.edi_segments import chunks
from agentview.adaptors.warehouse.edifact_file import (
    NAME,
    Written,
    component,
    edifact_blocks,
    edifact_segments,
)
from agentview.adaptors.warehouse.encoded_text import cannot_read
from agentview.adaptors.warehouse.port import Arrival, Parties
from agentview.files.interfaces.sales_order_request import RequestOrder, SalesOrderRequest

FRAUD = "FRAUD CHECK REQUIRED"
SHIPPED, ORDERED = "12", "21"
TEXT_SIZE, _PARTS_OF_TEXT = 70, 5
NAME_SIZE, _PARTS_OF_NAME = 35, 5


class EdifactFormat:
    """UTF-8 and the usual marks out, any in."""

    name = NAME
    suffix = ".edi"

    def __init__(self, parties: Parties) -> None:
        """Name operator and warehouse in the envelope."""
        self._parties = (parties.operator, parties.warehouse)

    def write(self, header: SalesOrderRequest, orders: Iterable[RequestOrder]) -> Iterator[bytes]:
        """Yield a request file."""
        created = f"{header.batch_date_time.astimezone(UTC):%Y%m%d%H%M%S}"
        bodies = (_order(order, created) for order in orders)
        return edifact_blocks("ORDERS", self._parties, header.identifier, header.batch_date_time, bodies)

    def read(self, stream: BinaryIO, arrival: Arrival) -> Iterator[bytes]:
        """Yield the dispatch. Raises Rejected (`E-WAREHOUSE-FILE`) also where a count does not add up."""
        return dispatch_json(arrival, _records(stream))


def free_text(qualifier: str, text: str, code: str = "") -> Iterator[Written]:
    """Yield the FTX segments of a text, of as many parts as one may have."""
    parts = chunks(text, TEXT_SIZE) or [""]
    for at in range(0, len(parts), _PARTS_OF_TEXT):
        yield ("FTX", qualifier, "", code if at == 0 else "", parts[at : at + _PARTS_OF_TEXT])


def _order(order: RequestOrder, created: str) -> Iterator[Written]:
    yield ("BGM", "220", order.id, "9")
    yield ("DTM", ("137", created, "204"))
    if order.delivery_instructions:
        yield from free_text("DIN", order.delivery_instructions)
    if order.fraud_check_required:
        yield from free_text("ZZZ", FRAUD)
    yield ("RFF", ("ADE", str(order.account_id)))
    yield _delivery(order)
    contact = order.contact_details
    if contact.phone or contact.email:
        yield ("CTA", "DL")
    if contact.phone:
        yield ("COM", (contact.phone, "TE"))
    if contact.email:
        yield ("COM", (contact.email, "EM"))
    yield ("TOD", "6", "", ("", "", "", order.delivery_method.id))
    for place, line in enumerate(order.lines, 1):
        yield ("LIN", str(place), "", (line.sku, "SA"))
        yield ("QTY", (ORDERED, str(line.quantity)))
        yield ("RFF", ("LI", str(line.line_id), "" if line.unit is None else str(line.unit)))
    yield ("UNS", "S")
    yield ("CNT", ("2", str(len(order.lines))))


def _delivery(order: RequestOrder) -> Written:
    at = order.delivery_address
    name = chunks(order.delivery_name, NAME_SIZE)
    name[_PARTS_OF_NAME - 1 :] = ["".join(name[_PARTS_OF_NAME - 1 :])]
    street = [part for line in (at.line1, at.line2) for part in (line[:NAME_SIZE], line[NAME_SIZE:])]
    return ("NAD", "DP", "", "", name, street, at.city, at.region, at.postcode, at.country)


def _records(stream: BinaryIO) -> Iterator[Loose]:
    """Yield a record for each DESADV."""
    advice = Advice(NAME)
    for at, segment in edifact_segments(stream):
        tag = segment[0][0]
        if tag == "UNH":
            if component(segment, 2) != "DESADV":
                raise cannot_read(NAME, "other_message", at)
            advice = Advice(NAME)
        elif tag == "UNT":
            yield advice.record()
        else:
            _take(advice, tag, segment, at)


def _take(advice: Advice, tag: str, segment: list[list[str]], at: int) -> None:
    """Take what a segment of a DESADV says; those that say nothing needed are passed over."""
    match tag:
        case "TDT":
            advice.carrier = component(segment, 5, 3)
        case "LIN":
            advice.begin_line(at)
            advice.settle("", is_shipped=True)
        case "QTY" if component(segment, 1) == SHIPPED:
            advice.settle(component(segment, 1, 1), is_shipped=True)
        case "GIN":
            for element in segment[2:]:
                advice.add_serial(element[0])
        case "FTX" if component(segment, 1) == "AAO":
            advice.settle("", is_shipped=False)
            advice.tell("errorCode", component(segment, 3))
            for part in segment[4] if len(segment) > len("FTX+") else ():
                advice.add_error_text(part)
        case "RFF":
            _refer(advice, segment)


def _refer(advice: Advice, segment: list[list[str]]) -> None:
    text = component(segment, 1, 1)
    match component(segment, 1):
        case "ON" if not advice.order:
            advice.order = text
        case "LI":
            advice.tell_number("lineId", text)
            advice.tell_number("unit", component(segment, 1, 2))
        case "CN":
            advice.tell("trackingNumber", text)
        case "CAR":
            advice.tell("carrier", text)
