"""Interface files hold what the schemas say, come back as they were written, and every problem is told."""

import io
import json
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agentview.core.errors import Rejected
from agentview.files.interfaces import json_blocks
from agentview.files.interfaces.checking import MOST_PROBLEMS, check, read, read_header
from agentview.files.interfaces.device_enrolment_request import (
    ENROLMENT_REQUEST,
    DeviceEnrolmentRequest,
    EnrolmentOrder,
    RequestedDevice,
)
from agentview.files.interfaces.device_enrolment_response import (
    DeviceEnrolmentResponse,
    EnrolledDevice,
    EnrolmentError,
    RespondedOrder,
    enrolment_response,
)
from agentview.files.interfaces.json_writer import write, write_counted
from agentview.files.interfaces.problem import problems_of
from agentview.files.interfaces.sales_order_dispatch import DISPATCH, DispatchOrder, dispatch_header
from agentview.files.interfaces.sales_order_request import REQUEST, RequestOrder
from agentview.files.interfaces.whole_file import read_whole, write_whole
from tests.adaptors.warehouse.values import (
    NOON,
    dispatch_file,
    dispatch_orders,
    header,
    plain_dispatch,
    request_header,
    request_orders,
)

_GOOD: dict[str, Any] = {
    "interfaceCategory": "Sales Order",
    "interfaceType": "Sales Order Dispatch",
    "version": "1.2",
    "externalFileName": "D1.json",
    "recordCount": 1,
    "wareHouse": {"id": "SYD"},
    "orders": [{"id": "HO-1", "lines": [{"lineId": 1, "status": "OK", "shippedQuantity": 1}]}],
}


def told(document: object) -> set[tuple[int | None, str, str]]:
    checked = check(io.BytesIO(json.dumps(document).encode()), DISPATCH)
    return {(problem.record, problem.field, problem.code) for problem in checked.problems}


@settings(max_examples=40)
@given(orders=st.lists(request_orders, max_size=5))
def test_a_request_has_the_fields_of_its_schema(orders: list[RequestOrder]) -> None:
    """R-HW-12, R-HW-15."""
    content = b"".join(write(REQUEST, request_header(len(orders)), orders))
    document = json.loads(content)
    assert (document["interfaceCategory"], document["interfaceType"]) == (
        "Sales Order",
        "Sales Order Request",
    )
    assert (document["version"], document["identifier"]) == ("1.1", 7)
    assert document["batchDateTime"] == document["extractLoadDateTime"] == "2026-11-26T12:00:00Z"
    assert document["recordCount"] == len(document["orders"]) == len(orders)
    for order in document["orders"]:
        assert order["id"]
        assert isinstance(order["accountId"], int)
        assert order["deliveryMethod"]["id"]
        assert isinstance(order["fraudCheckRequired"], bool)
    assert list(read(io.BytesIO(content), REQUEST)) == orders
    assert b"".join(write(REQUEST, request_header(len(orders)), orders)) == content


@settings(max_examples=40)
@given(orders=st.lists(dispatch_orders, max_size=8), after=st.integers(0, 9))
def test_a_dispatch_comes_back_wherever_its_header_stands(orders: list[DispatchOrder], after: int) -> None:
    first = b"".join(write(DISPATCH, header(len(orders)), orders))
    last = b"".join(write_counted(DISPATCH, header, orders))
    pretty = json.dumps(json.loads(first), indent=1).encode()
    for content in (first, last, pretty, b"\xef\xbb\xbf" + first):
        checked = check(io.BytesIO(content), DISPATCH)
        assert checked.is_good
        assert checked.header == header(len(orders)) == read_header(io.BytesIO(content), DISPATCH)
        assert list(read(io.BytesIO(content), DISPATCH, after)) == orders[after:]


@settings(max_examples=25)
@given(size=st.integers(1, 700), indent=st.sampled_from([None, 0, 3]), data=st.data())
def test_blocks_end_where_records_do(size: int, indent: int | None, data: st.DataObject) -> None:
    """However few bytes come at once."""
    orders = data.draw(st.lists(dispatch_orders, max_size=6))
    content = json.dumps(json.loads(dispatch_file(orders).read()), indent=indent).encode()

    class Slow(io.BytesIO):
        def read(self, _size: int | None = -1) -> bytes:
            return super().read(size)

    assert list(read(Slow(content), DISPATCH)) == orders
    assert check(Slow(content), DISPATCH).is_good


def test_many_records_are_read_in_quick_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    orders = plain_dispatch(20_000)
    content = dispatch_file(orders).read()
    careful = []
    slow = json_blocks.JsonBlocks._careful_block

    def counted(blocks: "json_blocks.JsonBlocks[Any, Any]") -> "json_blocks.Block[Any]":
        block = slow(blocks)
        careful.append(len(block.values))
        return block

    monkeypatch.setattr(json_blocks.JsonBlocks, "_careful_block", counted)
    assert list(read(io.BytesIO(content), DISPATCH)) == orders
    assert check(io.BytesIO(content), DISPATCH).records == len(orders)
    assert sum(careful) < 0.2 * 2 * len(orders)


def test_a_wrong_count_is_our_mistake_when_we_write() -> None:
    with pytest.raises(ValueError, match="counts other records"):
        list(write(DISPATCH, header(2), plain_dispatch(1)))


def test_a_good_file_has_no_problem() -> None:
    assert told(_GOOD) == set()
    assert told(dict(reversed(_GOOD.items()))) == set()


@pytest.mark.parametrize("name", sorted(_GOOD))
def test_each_property_is_required(name: str) -> None:
    """R-HW-17."""
    assert (None, name, "E-INTERFACE-MISSING") in told({key: _GOOD[key] for key in _GOOD if key != name})


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"interfaceType": "Sales Order Request"}, "interfaceType", "E-INTERFACE-VALUE"),
        ({"interfaceCategory": "Sales"}, "interfaceCategory", "E-INTERFACE-VALUE"),
        ({"version": "1.1"}, "version", "E-INTERFACE-VALUE"),
        ({"version": 1.2}, "version", "E-INTERFACE-VALUE"),
        ({"comment": "x"}, "comment", "E-INTERFACE-UNKNOWN"),
        ({"Jo Marlow, 1 High St": 1}, "?", "E-INTERFACE-UNKNOWN"),
        ({"externalFileName": "x" * 21}, "externalFileName", "E-INTERFACE-LONG"),
        ({"externalFileName": ""}, "externalFileName", "E-INTERFACE-MISSING"),
        ({"externalFileName": "a b"}, "externalFileName", "E-INTERFACE-CHARACTERS"),
        ({"externalFileName": "../a"}, "externalFileName", "E-INTERFACE-CHARACTERS"),
        ({"externalFileName": "D1\n"}, "externalFileName", "E-INTERFACE-CHARACTERS"),
        ({"recordCount": -1}, "recordCount", "E-INTERFACE-RANGE"),
        ({"recordCount": 2}, "recordCount", "E-INTERFACE-COUNT"),
        ({"recordCount": "1"}, "recordCount", "E-INTERFACE-TYPE"),
        ({"recordCount": True}, "recordCount", "E-INTERFACE-TYPE"),
        ({"wareHouse": "SYD"}, "wareHouse", "E-INTERFACE-TYPE"),
        ({"wareHouse": {}}, "wareHouse.id", "E-INTERFACE-MISSING"),
        ({"wareHouse": {"id": "SYD", "name": "x"}}, "wareHouse.name", "E-INTERFACE-UNKNOWN"),
        ({"transmitDateTime": "yesterday"}, "transmitDateTime", "E-INTERFACE-TYPE"),
    ],
)
def test_a_wrong_header_refuses_the_whole_file(change: dict[str, object], field: str, code: str) -> None:
    """R-HW-14, R-HW-17."""
    assert (None, field, code) in told({**_GOOD, **change})


@pytest.mark.parametrize(
    ("line", "field", "code"),
    [
        ({}, "status", "E-INTERFACE-MISSING"),
        ({"status": "SENT"}, "status", "E-INTERFACE-VALUE"),
        ({"status": "OK", "lineId": 0}, "lineId", "E-INTERFACE-RANGE"),
        ({"status": "OK", "lineId": 2**63}, "lineId", "E-INTERFACE-RANGE"),
        ({"status": "OK", "lineId": 1.5}, "lineId", "E-INTERFACE-TYPE"),
        ({"status": "OK", "serialNumbers": "x"}, "serialNumbers", "E-INTERFACE-TYPE"),
        ({"status": "OK", "serialNumbers": ["1", ""]}, "serialNumbers[1]", "E-INTERFACE-MISSING"),
        ({"status": "OK", "unit": 0}, "unit", "E-INTERFACE-RANGE"),
        ({"status": "ERROR", "errorText": "x" * 1_001}, "errorText", "E-INTERFACE-LONG"),
        ({"status": "ERROR", "errorText": "a\u0000"}, "errorText", "E-INTERFACE-CHARACTERS"),
        ({"status": "ERROR", "errorText": None}, "errorText", "E-INTERFACE-TYPE"),
        ({"status": "OK", "price": 1}, "price", "E-INTERFACE-UNKNOWN"),
    ],
)
def test_a_wrong_line_is_told_with_its_record(line: dict[str, object], field: str, code: str) -> None:
    """R-HW-17."""
    good = _GOOD["orders"][0]
    bad = {"id": "HO-2", "lines": [{"lineId": 1, "status": "OK"}, {"lineId": 2, **line}]}
    document = {**_GOOD, "orders": [good, bad], "recordCount": 2}
    assert told(document) == {(2, f"lines[1].{field}", code)}


def test_a_name_twice_is_a_problem_and_a_default_that_is_written_is_none() -> None:
    content = json.dumps(_GOOD).replace('"status": "OK"', '"status": "ERROR", "status": "OK"')
    problems = check(io.BytesIO(content.encode()), DISPATCH).problems
    assert [(one.record, one.code) for one in problems] == [(1, "E-INTERFACE-TWICE")]
    explicit = json.dumps(_GOOD).replace('"status": "OK"', '"status": "OK", "carrier": "", "unit": null')
    assert check(io.BytesIO(explicit.encode()), DISPATCH).is_good


def test_a_name_twice_far_behind_the_first_block_is_found() -> None:
    content = dispatch_file(plain_dispatch(9_000)).read()
    twice = content.replace(b'"lineId":8999,', b'"lineId":1,"lineId":8999,')
    problems = check(io.BytesIO(twice), DISPATCH).problems
    assert [(one.record, one.code) for one in problems] == [(8_999, "E-INTERFACE-TWICE")]


def test_a_wrong_value_far_behind_the_first_block_is_told_with_its_record() -> None:
    content = dispatch_file(plain_dispatch(9_000)).read()
    wrong = content.replace(b'"lineId":8999,', b'"lineId":"x",').replace(b"TRK00004000", b"\\u0007")
    problems = check(io.BytesIO(wrong), DISPATCH).problems
    assert [(one.record, one.code) for one in problems] == [
        (4_000, "E-INTERFACE-CHARACTERS"),
        (8_999, "E-INTERFACE-TYPE"),
    ]


def test_problems_are_told_to_a_limit_and_counted_beyond_it() -> None:
    orders = [{"id": "", "lines": []} for _ in range(MOST_PROBLEMS)]
    checked = check(io.BytesIO(json.dumps({**_GOOD, "orders": orders}).encode()), DISPATCH)
    assert len(checked.problems) == MOST_PROBLEMS
    assert checked.problem_count == 2 * MOST_PROBLEMS + 1
    assert not checked.is_good


def test_a_problem_says_nothing_of_what_stood_there() -> None:
    secret = "Zoe Marlow"
    document = {
        **_GOOD,
        secret: secret,
        "version": secret,
        "orders": [{"id": [secret], secret: 1, "lines": 3}],
    }
    checked = check(io.BytesIO(json.dumps(document).encode()), DISPATCH)
    assert checked.problem_count > 3
    assert secret not in repr([problem.refusal for problem in checked.problems])


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "lines", "status", "lineId"]), inner)
    ),
    max_leaves=8,
)


@settings(max_examples=200)
@given(value=_VALUES)
def test_problems_are_found_exactly_where_a_value_does_not_fit(value: object) -> None:
    """The walk over a value agrees with what decodes it."""
    try:
        msgspec.convert(value, DispatchOrder)
    except msgspec.ValidationError:
        assert list(problems_of(value, DispatchOrder, 1))
    else:
        found = list(problems_of(value, DispatchOrder, 1))
        assert {problem.code for problem in found} <= {"E-INTERFACE-CHARACTERS"}


def _devices() -> Iterator[EnrolmentOrder]:
    for kind in ("ORDER", "RETURN", "VOID", "OVERRIDE"):
        yield EnrolmentOrder(
            id=1,
            request_type=kind,
            organisation_id="ORG-1",
            devices=[RequestedDevice("490154203237518", "IMEI")],
        )


def test_an_enrolment_request_has_the_fields_of_its_schema() -> None:
    """R-ENR-04, R-ENR-05."""
    head = DeviceEnrolmentRequest(
        identifier=3,
        batch_date_time=NOON,
        extract_load_date_time=NOON,
        record_count=4,
        device_enrolment_provider_id="APPLE-DEP",
    )
    content = b"".join(write(ENROLMENT_REQUEST, head, _devices()))
    document = json.loads(content)
    assert (document["interfaceCategory"], document["version"]) == ("Device Enrolment", "1.1")
    assert document["interfaceType"] == "Device Enrolment Request"
    assert [one["requestType"] for one in document["orders"]] == ["ORDER", "RETURN", "VOID", "OVERRIDE"]
    assert check(io.BytesIO(content), ENROLMENT_REQUEST).header == head
    assert list(read(io.BytesIO(content), ENROLMENT_REQUEST)) == list(_devices())
    wrong = content.replace(b'"ORDER"', b'"RE"')
    assert [one.field for one in check(io.BytesIO(wrong), ENROLMENT_REQUEST).problems] == ["requestType"]


def test_an_enrolment_response_is_read_and_written_whole() -> None:
    """R-ENR-06."""
    errors = [EnrolmentError("DEP-ERR-3003", "x" * 1_000)]
    order = RespondedOrder(7, errors, [EnrolledDevice("490154203237518", "P-1")])
    response = enrolment_response("E1.json", "APPLE-DEP", order, NOON)
    content = write_whole(response)
    assert read_whole(io.BytesIO(content), DeviceEnrolmentResponse) == response
    assert json.loads(content)["interfaceType"] == "Device Enrolment Response"


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('"version":"1.0"', '"version":"1.1"', "version"),
        ("x" * 1_000, "x" * 1_001, "order.errors[0].errorMessage"),
        ("DEP-ERR-3003", "D" * 101, "order.errors[0].id"),
        ("E1.json", "a" * 21, "externalFileName"),
        ('"id":7', '"id":"7"', "order.id"),
        ('"order":', '"other":', "order"),
        ('"id":7', '"id":7,"id":8', None),
        ('"id":7', '"id":', None),
    ],
)
def test_a_wrong_response_is_refused(old: str, new: str, field: str | None) -> None:
    """R-ENR-06: limits of M7."""
    order = RespondedOrder(7, [EnrolmentError("DEP-ERR-3003", "x" * 1_000)])
    content = write_whole(enrolment_response("E1.json", "APPLE-DEP", order)).decode().replace(old, new)
    with pytest.raises(Rejected) as refused:
        read_whole(io.BytesIO(content.encode()), DeviceEnrolmentResponse)
    assert field in {refusal.field for refusal in refused.value.refusals}


def test_names_of_files_are_those_of_the_source() -> None:
    """R-HW-14."""
    assert dispatch_header("a" * 20, "SYD", 0).external_file_name == "a" * 20
