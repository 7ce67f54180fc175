"""A warehouse is asked over real HTTP in the form of TMF687, and no answer of it does harm."""

import gzip
import json
import socket
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agentview.adaptors import stock_http
from agentview.adaptors.stock_http import LARGEST_ANSWER, HttpStock
from agentview.adaptors.stock_port import Asked, Available, Silence, StockAnswer, Unavailable, silent
from agentview.adaptors.stock_tmf687 import CHECK, QUERY, read_check, read_query
from tests.fixtures.warehouse_server import Reply, Task, Warehouse, product_stock, warehouse

PHONE, CASE = Asked("PH-X1", 2), Asked("CASE-1", 1)
BOTH = (PHONE, CASE)


@pytest.fixture
def place() -> Iterator[Warehouse]:
    """Return a warehouse with a few pieces."""
    with warehouse(PH_X1=4, CASE_1=0) as opened:
        yield opened


def answers_with(place: Warehouse, reply: Reply) -> None:
    place.reply = lambda _path, _task: reply


def said(place: Warehouse, body: bytes) -> dict[str, StockAnswer]:
    """Return what both products come to when the warehouse answers these bytes."""
    answers_with(place, Reply(body))
    return dict(HttpStock(place.url).check(BOTH))


def test_several_products_are_asked_for_in_one_question(place: Warehouse) -> None:
    assert HttpStock(place.url).check(BOTH) == {"PH-X1": Available(4), "CASE-1": Available(0)}
    [(path, task)] = place.questions
    assert path == "/tmf-api/stock/v4/checkProductStock"
    assert task["@type"] == "CheckProductStock"
    assert task["instantSyncCheck"] is True
    for item in task["checkProductStockItem"]:
        assert {"id", "requestedQuantity", "checkedProductStock"} <= set(item), "required by the schema"
    assert task["checkProductStockItem"][0]["requestedQuantity"] == {"amount": 2, "units": "piece"}


@pytest.mark.parametrize(
    ("amount", "pieces"),
    [(4, 4), (4.0, 4), ("4", 4), ("4.00", 4), (" 4 ", 4), (2.9, 2), ("0.5", 0), (-3, 0), ("1e2", 100)],
)
def test_quantities_come_as_numbers_and_as_texts(place: Warehouse, amount: object, pieces: int) -> None:
    place.levels["PH-X1"] = amount
    assert HttpStock(place.url).check([PHONE]) == {"PH-X1": Available(pieces)}


@pytest.mark.parametrize(
    "amount", ["", "many", "NaN", "Infinity", "-Infinity", "1e999999999", 10**12, True, [], {}, "4" * 5000]
)
def test_what_is_no_quantity_spoils_only_its_product(place: Warehouse, amount: object) -> None:
    def reply(_path: str, task: Task) -> Reply:
        items = task["checkProductStockItem"]
        for item, level in zip(items, (amount, 7), strict=True):
            item["checkedProductStock"]["productStockLevel"] = {"amount": level}
        return Reply(json.dumps(task).encode())

    place.reply = reply
    answers = HttpStock(place.url).check(BOTH)
    assert answers == {"PH-X1": Unavailable(Silence.MALFORMED), "CASE-1": Available(7)}


def test_where_a_check_tells_no_quantity_the_level_is_asked_for(place: Warehouse) -> None:
    place.tells_levels = False
    assert HttpStock(place.url).check(BOTH) == {"PH-X1": Available(4), "CASE-1": Available(0)}
    asked = [task["searchCriteria"]["stockedProduct"] for task in place.asked("queryProductStock")]
    assert [one["productSpecification"]["id"] for one in asked] == ["PH-X1", "CASE-1"]


def test_a_warehouse_without_levels_says_whether_there_are_enough(place: Warehouse) -> None:
    place.tells_levels = False
    place.reply = lambda path, _task: Reply(b"{}", 404) if path.endswith(QUERY) else None
    answers = HttpStock(place.url).check(BOTH)
    assert answers == {"PH-X1": Available(2, is_at_least=True), "CASE-1": Available(0)}
    assert len(place.asked("queryProductStock")) == 1, "nobody waits for the same refusal twice"


def test_a_warehouse_that_offers_no_checks_is_asked_for_its_levels(place: Warehouse) -> None:
    place.reply = lambda path, _task: Reply(b"{}", 501) if path.endswith(CHECK) else None
    assert HttpStock(place.url).check(BOTH) == {"PH-X1": Available(4), "CASE-1": Available(0)}


def test_levels_of_several_places_are_one() -> None:
    stocks = [
        product_stock("PH-X1", 24),
        product_stock("PH-X1", "15.0", replenishmentDate="2026-12-03T08:00:00Z"),
        product_stock("PH-X1", 7, productStockStatusType="reserved"),
        product_stock("OTHER", 100),
    ]
    body = json.dumps({"state": "done", "queryProductStockItem": stocks}).encode()
    assert read_query(body, "PH-X1") == Available(39, date(2026, 12, 3))
    assert read_query(body, "NONE") == Unavailable(Silence.NOT_KNOWN)


def test_when_more_is_expected_is_told(place: Warehouse) -> None:
    def reply(_path: str, task: Task) -> Reply:
        for item, day in zip(task["checkProductStockItem"], ("2026-12-01", "soon"), strict=True):
            item["checkedProductStock"] |= {"productStockLevel": {"amount": 0}, "replenishmentDate": day}
        return Reply(json.dumps(task).encode(), 200)

    place.reply = reply
    answers = HttpStock(place.url).check(BOTH)
    assert answers == {"PH-X1": Available(0, date(2026, 12, 1)), "CASE-1": Available(0)}


def test_a_product_that_is_not_answered_for_is_not_known(place: Warehouse) -> None:
    del place.levels["CASE-1"]
    assert HttpStock(place.url).check(BOTH) == {
        "PH-X1": Available(4),
        "CASE-1": Unavailable(Silence.NOT_KNOWN),
    }


@pytest.mark.parametrize(
    ("state", "why"),
    [("terminatedWithError", Silence.REFUSED), ("inProgress", Silence.LATER), ("accepted", Silence.LATER)],
)
def test_a_task_that_is_not_done_is_no_answer(place: Warehouse, state: str, why: Silence) -> None:
    assert said(place, json.dumps({"state": state}).encode()) == silent(BOTH, why)
    item = {"id": "1", "state": state}
    partly = {"state": "done", "checkProductStockItem": [item]}
    assert said(place, json.dumps(partly).encode())["PH-X1"] == Unavailable(why)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>Sign in</html>",
        b"[]",
        b"null",
        b'"done"',
        b'{"checkProductStockItem": [',
        b"\xff\xfe{}",
        b'{"state": "\xff"}',
        b"[" * 200_000,
        b'{"a":' * 100_000,
    ],
)
def test_what_cannot_be_read_is_said_to_be_so(place: Warehouse, body: bytes) -> None:
    assert said(place, body) == silent(BOTH, Silence.MALFORMED)


def test_an_answer_of_another_shape_answers_nothing(place: Warehouse) -> None:
    shapes: tuple[object, ...] = ({}, 7, [None, "x", 1], [{"id": "3"}], [{"id": ["1"]}], [{"id": {}}])
    for items in shapes:
        answers = said(place, json.dumps({"checkProductStockItem": items}).encode())
        assert answers == silent(BOTH, Silence.NOT_KNOWN), items
    stocks: tuple[object, ...] = (None, 7, [], {"productStockLevel": 5}, {"productStockLevel": {}})
    for stock in stocks:
        one = {"id": "1", "checkedProductStock": stock}
        answers = said(place, json.dumps({"checkProductStockItem": [one]}).encode())
        assert answers["PH-X1"] == Unavailable(Silence.MALFORMED), stock


def test_an_answer_without_end_is_not_read_to_its_end(place: Warehouse) -> None:
    assert said(place, b" " * (LARGEST_ANSWER + 1)) == silent(BOTH, Silence.LARGE)
    assert said(place, b" " * LARGEST_ANSWER) == silent(BOTH, Silence.MALFORMED), "so much is read"


def test_a_compressed_answer_is_not_unfolded(place: Warehouse) -> None:
    bomb = gzip.compress(b" " * (50 * LARGEST_ANSWER))
    answers_with(place, Reply(bomb, headers={"Content-Encoding": "gzip"}))
    assert HttpStock(place.url).check(BOTH) == silent(BOTH, Silence.MALFORMED)


@pytest.mark.parametrize("status", [301, 302, 307, 400, 401, 403, 409, 500, 503])
def test_a_refusal_is_told_and_nobody_is_led_elsewhere(place: Warehouse, status: int) -> None:
    answers_with(place, Reply(b"{}", status, headers={"Location": f"{place.url}/elsewhere"}))
    why = Silence.KEY if status in {401, 403} else Silence.REFUSED
    assert HttpStock(place.url).check(BOTH) == silent(BOTH, why)
    assert len(place.questions) == 1


def test_an_answer_that_breaks_off_is_none(place: Warehouse) -> None:
    answers_with(place, Reply(b'{"checkProductStockItem": []}', is_cut=True))
    assert HttpStock(place.url).check(BOTH) == silent(BOTH, Silence.UNREACHABLE)


def test_a_warehouse_that_says_nothing_is_not_waited_for(place: Warehouse) -> None:
    place.is_silent = True
    assert HttpStock(place.url, connect_seconds=1.0, answer_seconds=0.2).check(BOTH) == silent(
        BOTH, Silence.TIMEOUT
    )


def test_a_warehouse_that_is_not_there_cannot_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert HttpStock(f"http://127.0.0.1:{port}").check(BOTH) == silent(BOTH, Silence.UNREACHABLE)


@pytest.mark.parametrize(
    "address", ["", "stock", "ftp://127.0.0.1/", "file:///etc/passwd", "http://", "http://[", "http://a:b"]
)
def test_an_address_that_is_none_is_told(address: str) -> None:
    assert HttpStock(address).check(BOTH) == silent(BOTH, Silence.ADDRESS)


def test_it_waits_three_seconds_for_a_line_and_twenty_for_an_answer() -> None:
    assert (stock_http.CONNECT_SECONDS, stock_http.ANSWER_SECONDS) == (3.0, 20.0)


NAMES = (
    "id",
    "state",
    "checkProductStockItem",
    "checkedProductStock",
    "productStockLevel",
    "amount",
    "availabilityResult",
    "stockedProduct",
    "productSpecification",
    "queryProductStockItem",
)
number = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
anything = st.recursive(
    st.none() | st.booleans() | number | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=20,
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(answer=anything)
def test_every_json_is_an_answer_or_cannot_be_read(answer: object) -> None:
    body = json.dumps(answer).encode()
    try:
        told = read_check(body, BOTH)
    except ValueError:
        assert not isinstance(answer, dict)
    else:
        assert set(told) == {"PH-X1", "CASE-1"}
    try:
        assert isinstance(read_query(body, "PH-X1"), Available | Unavailable)
    except ValueError:
        return
