"""The stock check asks each warehouse by itself and shows each answer when it comes (S-19)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any, cast

import pytest

from agentview.contract import hardware_catalogue, hardware_orders, stock
from agentview.contract.feed import Change, Topic
from agentview.contract.hardware import HardwareCommand, ProductKind, SerialType, StockSource, StockStatus
from agentview.contract.hardware_catalogue import ProductRow, Products
from agentview.contract.hardware_orders import AddLineRequest, HardwareOrder
from agentview.contract.op import Op
from agentview.contract.stock import (
    CheckedProduct,
    CheckStockRequest,
    ProductStock,
    StockCell,
    StockChecked,
    StockWarehouse,
)
from agentview.core.clock import ManualClock
from agentview.core.errors import Conflict, NotSignedIn, Refusal, Unavailable, Unknown
from agentview.core.power import Role
from agentview.gateway.port import FeedNews, Gateway
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.texts.errors import CodeTexts
from agentview.ui.views.stock.arrivals import Arrival
from agentview.ui.views.stock.order_host import OrderPlace
from agentview.ui.views.stock.pasting import Pasted, PastedLine, pasted_lines
from agentview.ui.views.stock.presenter import StockPresenter
from agentview.ui.views.stock.rows import Asking, Failed, StockRow
from tests.ui.fake_desk import NOON, FakeShell, desk, person

PLACES = tuple(
    StockWarehouse(warehouse_id=at, code=code, name=name, source=source, is_asked=at != 3)
    for at, code, name, source in (
        (1, "SYD", "Sydney", StockSource.FILE),
        (2, "MEL", "Melbourne", StockSource.HTTP),
        (3, "OLD", "Old depot", StockSource.FILE),
    )
)
HAVE = {1: {1: 5, 7: 9}, 2: {1: 1, 7: 0}}
"""What each warehouse has, by product."""


def product(number: int, name: str = "Phone") -> ProductRow:
    return ProductRow(
        product_id=number,
        sku=f"SKU-{number}",
        name=name,
        kind=ProductKind.HANDSET,
        price_cents=100,
        currency="AUD",
        is_serialised=True,
        serial_type=SerialType.IMEI,
        enrolment_programme="",
        ships_from=(),
    )


def order_of(*wanted: tuple[int, int], version: int = 1) -> HardwareOrder:
    """Return an order that wants (product, quantity), each on a line from Sydney."""
    lines = [
        {
            "line_id": number,
            "product_id": product_id,
            "sku": f"SKU-{product_id}",
            "product": f"Product {product_id}",
            "warehouse_id": 1,
            "warehouse": "Sydney",
            "qty": qty,
            "unit_price_cents": 100,
            "amount_cents": 100 * qty,
            "status": "NEW",
            "can_be_enrolled": False,
            "is_enrolment_requested": False,
            "shipped_qty": 0,
            "units": (),
            "unit_count": 0,
            "tracking_no": "",
            "carrier": "",
            "error_code": "",
            "error_text": "",
            "is_billed": False,
            "return_until": None,
        }
        for number, (product_id, qty) in enumerate(wanted, start=1)
    ]
    delivery: dict[str, object] = {
        "name": "",
        "address": {},
        "phone": "",
        "email": "",
        "delivery_method_id": None,
        "delivery_method": "",
        "price_cents": 0,
        "instructions": "",
        "is_masked": False,
    }
    return HardwareOrder.model_validate(
        {
            "order_id": 4,
            "version": version,
            "reference": "HO-4",
            "account_id": 1,
            "account_no": "AC-1",
            "customer": "Marlow",
            "status": "NEW",
            "fraud": "NOT_REQUIRED",
            "fraud_reasons": (),
            "fraud_override_reason": "",
            "fraud_overridden_by": "",
            "billing_mode": "NEXT_INVOICE",
            "currency": "AUD",
            "delivery": delivery,
            "lines": lines,
            "total_cents": 0,
            "created_by": "x",
            "created_at": NOON,
            "generated_by": "",
            "generated_at": None,
            "completed_at": None,
            "close_reason": "",
            "batches": (),
            "warnings": (),
            "commands": [{"command": name, "refusals": ()} for name in OPEN],
        }
    )


def cell(warehouse_id: int, available: int, wanted: int) -> StockCell:
    status = StockStatus.OK if available >= wanted else StockStatus.LOW if available else StockStatus.NONE
    return StockCell(
        warehouse_id=warehouse_id,
        result=status,
        available=available,
        is_at_least=False,
        is_held=True,
        expected_on=None,
        as_of=NOON,
        refusal=None,
    )


def product_stock(number: int, wanted: int, warehouse_id: int) -> ProductStock:
    return ProductStock(
        product_id=number,
        sku=f"SKU-{number}",
        name=f"Product {number}",
        kind=ProductKind.HANDSET,
        price_cents=100,
        currency="AUD",
        requested=wanted,
        is_on_sale=True,
        cells=(cell(warehouse_id, HAVE[warehouse_id].get(number, 0), wanted),),
    )


@dataclass
class FakeServices:
    """Answers as `HAVE` says; `errors` are raised once for a warehouse, `held` waits before answering."""

    asked: list[tuple[CheckStockRequest, str | None]] = field(default_factory=list)
    errors: dict[int, Exception] = field(default_factory=dict)
    held: dict[int, Event] = field(default_factory=dict)
    order: HardwareOrder = field(default_factory=lambda: order_of((1, 2)))
    added: list[tuple[AddLineRequest, str | None]] = field(default_factory=list)
    adding: Exception | None = None

    def call(self, op: Op[Any, Any], request: Any, *, key: str | None = None) -> Any:  # noqa: ANN401 - as the port
        if op is stock.WAREHOUSES:
            return stock.StockWarehouses(rows=PLACES)
        if op is hardware_catalogue.PRODUCTS:
            number = request.text.removeprefix("SKU-")
            known = [int(number)] if number.isdigit() and int(number) < 90 else [1]
            return Products(rows=tuple(map(product, known)), has_more=False)
        if op is hardware_orders.GET:
            return self.order
        if op is hardware_orders.ADD_LINE:
            self.added.append((request, key))
            if self.adding is not None:
                raise self.adding
            self.order = order_of((1, 2), (request.product_id, request.qty), version=request.version + 1)
            return self.order
        assert op is stock.CHECK
        self.asked.append((request, key))
        [warehouse_id] = request.warehouse_ids
        if warehouse_id in self.held:
            assert self.held[warehouse_id].wait(20)
        if warehouse_id in self.errors:
            raise self.errors.pop(warehouse_id)
        products = tuple(
            CheckedProduct(
                stock=product_stock(one.product_id, one.qty, warehouse_id),
                substitutes=(product_stock(7, one.qty, warehouse_id),) if one.product_id == 1 else (),
            )
            for one in request.products
        )
        return StockChecked(warehouses=(), products=products, checked_at=NOON)


@dataclass
class FakeView:
    """Remembers what was shown."""

    found: list[Products] = field(default_factory=list)
    places: list[Sequence[StockWarehouse]] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)
    orders: list[HardwareOrder] = field(default_factory=list)
    added: list[tuple[int, int]] = field(default_factory=list)
    pasted: list[Pasted] = field(default_factory=list)
    times: int = 0

    def show_products(self, found: Products) -> None:
        self.found.append(found)

    def show_search_failed(self, error: Exception) -> None:
        self.failures.append(error)

    def show_warehouses(self, places: Sequence[StockWarehouse]) -> None:
        self.places.append(places)

    def show_failed(self, error: Exception) -> None:
        self.failures.append(error)

    def show_rows(self) -> None:
        self.times += 1

    def show_pasted(self, pasted: Pasted) -> None:
        self.pasted.append(pasted)

    def show_order(self, order: HardwareOrder) -> None:
        self.orders.append(order)

    def show_order_failed(self, error: Exception) -> None:
        self.failures.append(error)

    def show_added(self, row: StockRow, order: HardwareOrder) -> None:
        self.added.append((row.product_id, order.version))

    def show_not_added(self, error: Exception) -> None:
        self.failures.append(error)


@dataclass
class Seat:
    """A presenter with what it works with."""

    presenter: StockPresenter
    services: FakeServices
    runner: HeldRunner
    view: FakeView
    shell: FakeShell

    @property
    def row(self) -> StockRow:
        return self.presenter.rows[0]

    def available(self) -> dict[int, object]:
        """Return what is shown of the first product, by warehouse."""
        return {
            at: one.available if isinstance(one, StockCell) else type(one).__name__
            for at, one in self.row.cells.items()
        }


@pytest.fixture
def sit(tmp_path: Path) -> Callable[..., Seat]:
    """Return what sits a person down, with the warehouses known and one product chosen."""

    def make(place: OrderPlace | None = None) -> Seat:
        services, runner, view = FakeServices(), HeldRunner(), FakeView()
        made = desk(
            cast("Gateway", services), runner, CodeTexts(ManualClock(NOON)), tmp_path, person(Role.CSA)
        )
        presenter = StockPresenter(made, view, place)
        presenter.start()
        runner.run_all()
        if place is None:
            presenter.add_product(product(1))
        assert isinstance(made.shell, FakeShell)
        return Seat(presenter, services, runner, view, made.shell)

    return make


def test_each_connected_warehouse_is_asked_by_itself_under_a_key_of_its_own(sit: Callable[..., Seat]) -> None:
    seat = sit()
    assert [place.code for place in seat.presenter.places] == ["SYD", "MEL"]
    seat.presenter.set_quantity(1, 3)
    seat.presenter.check()
    assert seat.available() == {1: "Asking", 2: "Asking"}
    seat.runner.run_all()
    assert seat.available() == {1: 5, 2: 1}
    assert sorted(request.warehouse_ids for request, _ in seat.services.asked) == [(1,), (2,)]
    assert len({key for _, key in seat.services.asked}) == 2
    assert {one.qty for request, _ in seat.services.asked for one in request.products} == {3}
    assert not seat.presenter.is_checking
    assert seat.shell.read_at == [NOON, NOON]


def test_a_column_is_filled_while_another_warehouse_is_waited_for(sit: Callable[..., Seat]) -> None:
    seat = sit()
    seat.services.held[2] = Event()
    seat.presenter.check()
    seat.runner.run_next()
    assert seat.available() == {1: 5, 2: "Asking"}
    assert seat.presenter.is_checking
    seat.services.held[2].set()
    seat.runner.run_next()
    assert seat.available() == {1: 5, 2: 1}


def test_a_question_that_fails_is_told_of_its_warehouse_alone(sit: Callable[..., Seat]) -> None:
    seat = sit()
    seat.services.errors[2] = Unavailable(Refusal("E-DATABASE"))
    seat.presenter.check()
    seat.runner.run_all()
    assert seat.available() == {1: 5, 2: "Failed"}
    failed = seat.row.cells[2]
    assert isinstance(failed, Failed)
    assert failed.error.code == "E-DATABASE"
    assert not seat.presenter.is_checking


def test_after_signing_in_again_only_the_lost_question_is_asked_again(sit: Callable[..., Seat]) -> None:
    seat = sit()
    seat.services.errors[2] = NotSignedIn(Refusal("E-SESSION-ENDED"))
    seat.presenter.check()
    _, take = seat.runner.held[0]
    with pytest.raises(NotSignedIn):
        take_twice(take)
    # The shell repeats the held call once somebody has signed in.
    assert take()[0] in {1, 2}
    assert sorted(request.warehouse_ids for request, _ in seat.services.asked) == [(1,), (2,), (2,)]


def take_twice(take: Callable[[], Arrival]) -> None:
    """Take both answers: which of them comes first is not known."""
    take()
    take()


def test_another_quantity_makes_answers_on_the_way_worthless(sit: Callable[..., Seat]) -> None:
    seat = sit()
    seat.presenter.check()
    seat.presenter.set_quantity(1, 9)
    seat.runner.run_all()
    assert seat.row.cells == {}
    assert not seat.presenter.is_checking


def test_r_hw_28_what_can_be_sold_instead_is_shown_once_nobody_has_enough(sit: Callable[..., Seat]) -> None:
    seat = sit()
    seat.presenter.set_quantity(1, 5)
    seat.presenter.check()
    seat.runner.run_all()
    assert seat.presenter.substitutes == (), "Sydney has enough"
    seat.presenter.set_quantity(1, 6)
    seat.presenter.check()
    seat.runner.run_next()
    assert seat.presenter.substitutes == (), "somebody is waited for"
    seat.runner.run_all()
    found = seat.presenter.substitutes
    assert len(found) == 1
    other = found[0]
    assert (other.product_id, other.instead_of, other.source) == (7, "Phone", 1)
    seat.presenter.take_instead(other)
    assert [row.product_id for row in seat.presenter.rows] == [1, 7]
    assert seat.presenter.rows[1].found, "what is known of it comes with it"


def test_the_same_product_again_is_one_more_of_it(sit: Callable[..., Seat]) -> None:
    seat = sit()
    seat.presenter.add_product(product(1))
    assert [(row.product_id, row.qty) for row in seat.presenter.rows] == [(1, 2)]
    for qty in (0, -1, stock.MOST_PIECES + 1):
        seat.presenter.set_quantity(1, qty)
    assert seat.row.qty == 2
    seat.presenter.remove(1)
    assert seat.presenter.rows == ()
    seat.presenter.check()
    assert seat.runner.held == [], "nobody is asked for nothing"


def test_no_more_products_than_a_check_takes(sit: Callable[..., Seat]) -> None:
    seat = sit()
    took = [seat.presenter.add_product(product(number)) for number in range(2, stock.MOST_PRODUCTS + 2)]
    assert took.count(False) == 1
    assert len(seat.presenter.rows) == stock.MOST_PRODUCTS


PLACE = OrderPlace(4, "HO-4")
OPEN = (HardwareCommand.CHECK_STOCK.value, HardwareCommand.EDIT_LINES.value)


def ordered(seat: Seat) -> list[tuple[int, int, str]]:
    """Return product, quantity and warehouse of the lines for each row."""
    return [(row.product_id, row.qty, row.ships_from) for row in seat.presenter.rows]


def test_r_hw_05_what_an_order_asks_for_is_checked_for_it_at_once(sit: Callable[..., Seat]) -> None:
    seat = sit(PLACE)
    assert ordered(seat) == [(1, 2, "Sydney")]
    assert {request.hardware_order_id for request, _ in seat.services.asked} == {4}
    assert seat.available() == {1: 5, 2: 1}
    assert seat.services.added == [], "a check leaves the order as it is"
    alone = sit()
    alone.presenter.check()
    alone.runner.run_all()
    assert {request.hardware_order_id for request, _ in alone.services.asked} == {None}


def test_lines_of_one_product_are_one_row(sit: Callable[..., Seat]) -> None:
    seat = sit(PLACE)
    seat.services.order = order_of((1, 2), (7, 1), (1, 3), version=2)
    seat.presenter.check_order()
    seat.runner.run_all()
    assert ordered(seat) == [(1, 5, "Sydney"), (7, 1, "Sydney")]
    assert [one.qty for one in seat.services.asked[-1][0].products] == [5, 1]


def test_a_row_follows_the_order_and_what_was_typed_beside_it_stays(sit: Callable[..., Seat]) -> None:
    seat = sit(PLACE)
    seat.presenter.add_product(product(9))
    seat.presenter.set_quantity(9, 4)
    seat.presenter.set_quantity(1, 8)
    seat.services.order = order_of((1, 2), version=2)
    assert seat.presenter.host is not None
    seat.presenter.host.read()
    seat.runner.run_all()
    assert [(row.product_id, row.qty) for row in seat.presenter.rows] == [(1, 8), (9, 4)], "nothing new"
    seat.services.order = order_of((1, 3), version=3)
    seat.presenter.host.read()
    seat.runner.run_all()
    assert [(row.product_id, row.qty) for row in seat.presenter.rows] == [(1, 3), (9, 4)]


def test_news_of_the_order_do_not_stop_a_check_that_runs(sit: Callable[..., Seat]) -> None:
    seat = sit(PLACE)
    before = len(seat.services.asked)
    seat.presenter.check()
    assert seat.presenter.host is not None
    seat.presenter.host.take(order_of((1, 2), version=2))
    assert seat.presenter.is_checking
    seat.runner.run_all()
    assert seat.available() == {1: 5, 2: 1}
    assert len(seat.services.asked) == before + 2


def test_a_product_goes_into_the_order_from_the_warehouse_that_has_it(sit: Callable[..., Seat]) -> None:
    seat = sit(PLACE)
    seat.presenter.set_quantity(1, 6)
    seat.presenter.check()
    seat.runner.run_all()
    [other] = seat.presenter.substitutes
    seat.presenter.add_to_order(other)
    seat.runner.run_all()
    [(request, _)] = seat.services.added
    assert (request.order_id, request.version, request.product_id, request.qty, request.warehouse_id) == (
        4, 1, 7, 6, 1,
    )  # fmt: skip
    assert seat.view.added == [(7, 2)]
    assert [(row.product_id, row.ships_from, row.instead_of) for row in seat.presenter.rows] == [
        (1, "Sydney", ""), (7, "Sydney", ""),
    ]  # fmt: skip
    assert seat.presenter.rows[1].found, "what is known of it comes with it"


def test_an_addition_without_an_answer_is_sent_again_under_its_key(sit: Callable[..., Seat]) -> None:
    seat = sit(PLACE)
    seat.presenter.add_product(product(9))
    seat.services.adding = Unknown(Refusal("E-UNKNOWN"))
    row = seat.presenter.rows[1]
    for _ in range(2):
        seat.presenter.add_to_order(row)
        assert seat.presenter.host is not None
        assert seat.presenter.host.is_sending
        seat.presenter.add_to_order(row)
        seat.runner.run_all()
    assert len({key for _, key in seat.services.added}) == 1
    assert len(seat.services.added) == 2, "while one is on its way no second goes out"
    seat.services.adding = Conflict(Refusal("E-STALE"))
    seat.services.order = order_of((1, 2), version=5)
    seat.presenter.add_to_order(row)
    seat.runner.run_all()
    seat.services.adding = None
    seat.presenter.add_to_order(row)
    seat.runner.run_all()
    assert [request.version for request, _ in seat.services.added] == [1, 1, 1, 5]
    assert len({key for _, key in seat.services.added}) == 2


def test_an_order_that_cannot_be_read_is_told_and_stock_can_be_checked(sit: Callable[..., Seat]) -> None:
    seat = sit(PLACE)
    asked = len(seat.services.asked)
    seat.presenter.check_order()
    error = Unavailable(Refusal("E-SERVER"))
    seat.runner.fail_next(error)
    assert seat.view.failures == [error]
    seat.runner.run_all()
    assert len(seat.services.asked) == asked
    seat.presenter.check()
    seat.runner.run_all()
    assert len(seat.services.asked) == asked + 2


def test_a_stopped_check_keeps_what_has_been_answered(sit: Callable[..., Seat]) -> None:
    seat = sit()
    seat.services.held[2] = Event()
    seat.presenter.check()
    seat.runner.run_next()
    seat.presenter.stop()
    assert seat.available() == {1: 5}
    assert not seat.presenter.is_checking
    seat.services.held.pop(2).set()
    seat.runner.run_all()
    assert seat.available() == {1: 5}, "who answers later is not heard"
    seat.presenter.check()
    seat.runner.run_all()
    assert seat.available() == {1: 5, 2: 1}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("SKU-1\t4\nSKU-2\t1,200\n", [("SKU-1", 4), ("SKU-2", 1200)]),
        ("SKU-1;4\r\nSKU-2;\r\n\r\n", [("SKU-1", 4), ("SKU-2", 1)]),
        ('"SKU-1",2\nSKU-1,3', [("SKU-1", 5)]),
        ("SKU\tQuantity\nSKU-1\t1 200", [("SKU", None), ("SKU-1", 1200)]),
        (
            "SKU-1\t0\nSKU-2\t-1\nSKU-3\t99999\nSKU-4\t2.5\nSKU-5\t\u0663",
            [(f"SKU-{n}", None) for n in range(1, 6)],
        ),
        ("  \n\t3\n", []),
    ],
)
def test_lines_of_a_spreadsheet_are_read(text: str, lines: list[tuple[str, int | None]]) -> None:
    assert pasted_lines(text) == tuple(PastedLine(*line) for line in lines)


def test_products_are_pasted_from_a_spreadsheet(sit: Callable[..., Seat]) -> None:
    seat = sit()
    seat.presenter.paste("SKU\tQty\nsku-1\t4\nSKU-7\t2\nSKU-99\t1\n")
    seat.runner.run_all()
    assert [(row.product_id, row.qty) for row in seat.presenter.rows] == [(1, 4), (7, 2)]
    [told] = seat.view.pasted
    assert (told.unknown, told.left_out) == (("SKU", "SKU-99"), 0)
    seat.presenter.paste("\n".join(f"SKU-{number}\t1" for number in range(10, 70)))
    seat.runner.run_all()
    assert len(seat.presenter.rows) == stock.MOST_PRODUCTS
    assert seat.view.pasted[-1].left_out == 60 - (stock.MOST_PRODUCTS - 2)


def test_news_of_a_warehouse_that_is_shown_says_that_this_is_of_before(sit: Callable[..., Seat]) -> None:
    seat = sit()
    seat.presenter.check()
    seat.runner.run_all()
    for warehouse_id, is_outdated in ((3, False), (1, True)):
        change = Change(
            cursor="1-1",
            topic=Topic.STOCK,
            record_id=warehouse_id,
            verb="load_stock",
            actor_id=None,
            actor="",
            at=NOON,
        )
        seat.shell.tell(FeedNews((change,)))
        assert seat.presenter.is_outdated is is_outdated
    seat.presenter.check()
    assert not seat.presenter.is_outdated
    assert isinstance(seat.row.cells[1], Asking)


def test_what_cannot_be_read_is_told(sit: Callable[..., Seat]) -> None:
    seat = sit()
    seat.presenter.start()
    error = Unavailable(Refusal("E-SERVER"))
    seat.runner.fail_next(error)
    seat.runner.fail_next(error)
    assert seat.view.failures == [error, error]


def test_a_closed_screen_hears_nothing_any_more(sit: Callable[..., Seat]) -> None:
    seat = sit()
    seat.presenter.check()
    seat.presenter.close()
    before = seat.view.times
    seat.runner.run_all()
    assert seat.view.times == before
    assert seat.shell.listeners == []
