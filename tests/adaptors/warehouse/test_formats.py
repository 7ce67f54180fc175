"""What is written in a format is what the other side reads, in both directions and for any text."""

import io
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import pytest
import pyx12.x12file
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pydifact.control.characters import Characters
from pydifact.token import Token
from pydifact.tokenizer import Tokenizer

from agentview.adaptors.warehouse.edifact_file import edifact_segments
from agentview.adaptors.warehouse.formats import FORMATS, format_named, warehouse_named
from agentview.adaptors.warehouse.port import Arrival
from agentview.adaptors.warehouse.x12_file import plain
from agentview.files.interfaces.checking import Checked, check, read
from agentview.files.interfaces.sales_order_dispatch import DISPATCH, DispatchOrder, SalesOrderDispatch
from agentview.files.interfaces.sales_order_request import ContactDetails, DeliveryAddress, RequestOrder
from tests.adaptors.warehouse.values import (
    FILE_NAME,
    WAREHOUSE,
    dispatch_orders,
    header,
    plain_dispatch,
    request_header,
    request_orders,
)

ARRIVAL = Arrival(FILE_NAME, WAREHOUSE)


def sent(form: str, orders: Sequence[RequestOrder]) -> bytes:
    return b"".join(format_named(form).write(request_header(len(orders)), orders))


def received(form: str, content: bytes) -> tuple[Checked[SalesOrderDispatch], list[DispatchOrder]]:
    spooled = io.BytesIO(b"".join(format_named(form).read(io.BytesIO(content), ARRIVAL)))
    checked = check(spooled, DISPATCH)
    spooled.seek(0)
    return checked, list(read(spooled, DISPATCH))


def answered(form: str, orders: Sequence[DispatchOrder]) -> bytes:
    return b"".join(warehouse_named(form).write_dispatch(header(len(orders)), orders))


def as_x12(order: RequestOrder) -> RequestOrder:
    at, contact = order.delivery_address, order.contact_details
    texts = (at.line1, at.line2, at.city, at.region, at.postcode, at.country)
    return replace(
        order,
        delivery_instructions=plain(order.delivery_instructions),
        delivery_name=plain(order.delivery_name),
        delivery_address=DeliveryAddress(*map(plain, texts)),
        contact_details=ContactDetails(plain(contact.phone), plain(contact.email)),
    )


def line_as_x12(order: DispatchOrder) -> DispatchOrder:
    lines = [
        replace(
            line,
            tracking_number=plain(line.tracking_number),
            carrier=plain(line.carrier),
            error_text=plain(line.error_text),
        )
        for line in order.lines
    ]
    return replace(order, lines=lines)


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=30)
@given(orders=st.lists(request_orders, max_size=4))
def test_a_warehouse_reads_what_was_requested(form: str, orders: list[RequestOrder]) -> None:
    """R-HW-12, R-HW-15."""
    expected = list(map(as_x12, orders)) if form == "X12" else orders
    content = sent(form, orders)
    assert list(warehouse_named(form).read_request(io.BytesIO(content))) == expected
    assert sent(form, orders) == content


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=30)
@given(orders=st.lists(dispatch_orders, min_size=1, max_size=4))
def test_what_a_warehouse_dispatched_is_read(form: str, orders: list[DispatchOrder]) -> None:
    """R-HW-17: a good file has no problem."""
    expected = list(map(line_as_x12, orders)) if form == "X12" else orders
    checked, records = received(form, answered(form, orders))
    assert records == expected
    assert checked.problems == ()
    assert checked.header is not None
    assert (checked.header.external_file_name, checked.header.ware_house.id) == (FILE_NAME, WAREHOUSE)
    assert checked.header.record_count == checked.records == len(orders)


@settings(max_examples=30)
@given(orders=st.lists(request_orders, min_size=1, max_size=3))
def test_another_reader_of_x12_finds_nothing_wrong(orders: list[RequestOrder]) -> None:
    with io.StringIO(sent("X12", orders).decode()) as text:
        reader = pyx12.x12file.X12Reader(text)
        found = [segment.format("~", "*", ">") for segment in reader]
        assert reader.pop_errors() == []
    assert sum(one.startswith("ST*940") for one in found) == len(orders)
    reader.cleanup()
    assert reader.pop_errors() == []


@settings(max_examples=30)
@given(orders=st.lists(request_orders, min_size=1, max_size=3))
def test_another_reader_of_edifact_finds_the_same_texts(orders: list[RequestOrder]) -> None:
    text = sent("EDIFACT", orders).decode().removeprefix("UNA:+.? '\n")
    tokens = list(Tokenizer().get_tokens(text, Characters.from_str("UNA:+.? '")))
    kinds = Counter(token.type for token in tokens)
    assert kinds[Token.Type.TERMINATOR] == len(list(edifact_segments(io.BytesIO(text.encode()))))
    values = {token.value for token in tokens if token.type is Token.Type.CONTENT}
    for order in orders:
        assert {order.id, order.delivery_method.id, order.lines[0].sku} <= values
        assert not order.contact_details.email or order.contact_details.email in values


@pytest.mark.parametrize("form", ["CSV", "XML", "JSON", "X12", "EDIFACT"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_usual_encodings_are_read(form: str, encoding: str) -> None:
    orders = plain_dispatch(30)
    content = answered(form, orders).decode().replace('encoding="UTF-8"', "")
    assert received(form, content.encode(encoding))[1] == orders


@pytest.mark.parametrize("separator", [";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r"])
def test_other_separators_and_line_ends_of_csv_are_read(separator: str, end: str) -> None:
    orders = plain_dispatch(30)
    text = answered("CSV", orders).decode().replace(",", separator).replace("\r\n", end)
    assert received("CSV", text.encode())[1] == orders


def test_marks_of_another_edi_writer_are_taken_from_its_file() -> None:
    orders = plain_dispatch(5)
    x12 = answered("X12", orders).decode().replace("~\n", "\x1c").replace("*", "\x1d")
    assert received("X12", x12.encode())[1] == orders
    edifact = answered("EDIFACT", orders).decode()[9:].replace("\n", "")
    assert received("EDIFACT", edifact.encode())[1] == orders
    marked = "UNA|!.\\ ;" + edifact.translate(str.maketrans("+:'", "!|;"))
    assert received("EDIFACT", marked.encode())[1] == orders


def test_lines_of_one_record_stand_together_in_csv() -> None:
    text = "order,line,status,record\nHO-1,1,ok,1\nHO-1,2,error,1\nHO-1,3,OK,2\nHO-2,4,OK,\nHO-2,5,OK,\n"
    _, records = received("CSV", text.encode())
    assert [[line.line_id for line in one.lines] for one in records] == [[1, 2], [3], [4], [5]]


@pytest.mark.parametrize(
    ("form", "content", "field", "code"),
    [
        ("CSV", "order,line,status,shipped\nHO-1,x,OK,1\n", "lines[0].lineId", "E-INTERFACE-TYPE"),
        ("CSV", "order,line,status,shipped\nHO-1,1,FINE,1\n", "lines[0].status", "E-INTERFACE-VALUE"),
        ("CSV", "order,line,status,shipped\nHO-1,1,OK,-1\n", "lines[0].shippedQuantity", "E-INTERFACE-TYPE"),
        ("CSV", "order,line,status,records\nHO-1,1,OK,2\n", "recordCount", "E-INTERFACE-COUNT"),
        ("XML", "<a><orders><id>HO-1</id><lines/></orders></a>", "lines[0]", "E-INTERFACE-TYPE"),
        ("XML", "<a><orders><id>1</id><name>Jo</name></orders></a>", "name", "E-INTERFACE-UNKNOWN"),
        ("XML", '<a><orders size="1"><id>1</id></orders></a>', "?", "E-INTERFACE-UNKNOWN"),
    ],
)
def test_a_wrong_value_is_told_with_its_place(form: str, content: str, field: str, code: str) -> None:
    """R-HW-17."""
    checked, _ = received(form, content.encode())
    assert not checked.is_good
    assert (field, code) in {(problem.field, problem.code) for problem in checked.problems}


def test_codes_of_edi_say_why_a_line_was_not_shipped() -> None:
    x12 = answered("X12", plain_dispatch(1)).decode().replace("W12*CC*1*1", "W12*BK*1*0")
    line = received("X12", x12.encode())[1][0].lines[0]
    assert (line.status, line.error_code, line.shipped_quantity) == ("ERROR", "BK", 0)


def test_a_carrier_in_the_head_of_an_advice_is_that_of_all_lines() -> None:
    x12 = answered("X12", plain_dispatch(1)).decode()
    x12 = x12.replace("N9*SCA*Couriers Müller", "N9*ZZ*").replace("LX*1~", "W27*M*DHL~LX*1~")
    x12 = x12.replace("SE*9*", "SE*10*")
    assert received("X12", x12.encode())[1][0].lines[0].carrier == "DHL"


def test_names_of_files_are_bytes_of_the_values_alone() -> None:
    suffixes = [format_named(form).suffix for form in FORMATS]
    assert len(set(suffixes)) == len(FORMATS)
    assert [format_named(form).name for form in FORMATS] == list(FORMATS)
    assert all(a != b for a, b in pairwise(suffixes))
