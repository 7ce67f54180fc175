"""One order on the screen without a screen: what is read, sent, merged and told (S-18)."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from agentview.contract import hardware_orders as contract
from agentview.contract.feed import ALL_RECORDS, Change, Topic
from agentview.contract.hardware import HardwareCommand
from agentview.contract.hardware_catalogue import PRODUCT, Products
from agentview.contract.hardware_orders import HardwareOrder, OrderBatch, OrderLine
from agentview.core.errors import Refusal, Rejected
from agentview.gateway.port import FeedNews
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.texts.errors import CodeTexts
from agentview.ui.views.hardware.order_presenter import OrderPresenter, Wish
from agentview.ui.views.hardware.picker_presenter import Item, PickerPresenter
from tests import build_hardware
from tests.fixtures.backend import Backend
from tests.services.hardware_orders.ordering import LEAD, Ordering, at
from tests.ui.fake_desk import NOON, desk
from tests.ui.views.hardware.seat import Line


@dataclass
class Screen:
    """Remembers what it was told."""

    shown: list[HardwareOrder] = field(default_factory=list)
    failed: list[bool] = field(default_factory=list)
    refused: list[Exception] = field(default_factory=list)
    overtaken: list[tuple[Wish, OrderLine | None, str]] = field(default_factory=list)
    out: list[OrderLine] = field(default_factory=list)
    unknown: int = 0

    def show_order(self, order: HardwareOrder) -> None:
        self.shown.append(order)

    def show_loading(self) -> None:
        return

    def show_failed(self, error: Exception, *, is_gone: bool) -> None:
        del error
        self.failed.append(is_gone)

    def show_refused(self, error: Exception) -> None:
        self.refused.append(error)

    def show_unknown(self) -> None:
        self.unknown += 1

    def show_overtaken(self, wish: Wish, line: OrderLine | None, by: str) -> None:
        self.overtaken.append((wish, line, by))

    def taken_out(self, line: OrderLine) -> None:
        self.out.append(line)


@dataclass
class PickerScreen:
    """Remembers what the picker told it."""

    items: list[Item] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)
    unknown: int = 0

    def show_products(self, found: Products) -> None:
        del found

    def show_search_failed(self, error: Exception) -> None:
        self.errors.append(error)

    def added(self, item: Item, order: HardwareOrder) -> None:
        del order
        self.items.append(item)

    def refused(self, error: Exception) -> None:
        self.errors.append(error)

    def show_unknown(self) -> None:
        self.unknown += 1


class Case:
    """A presenter on the services with a runner that waits."""

    def __init__(self, backend: Backend, ordering: Ordering, tmp_path: Path, order: HardwareOrder) -> None:
        gateway = backend.gateway("harbour_csa")
        me = gateway.sign_in("harbour_csa", None)
        self.ordering, self.order = ordering, order
        self.line, self.runner, self.screen = Line(gateway), HeldRunner(), Screen()
        line: Any = self.line
        self.desk = desk(line, self.runner, CodeTexts(backend.clock), tmp_path, me)
        self.presenter = OrderPresenter(self.desk, self.screen, order.order_id)
        self.presenter.read()
        self.runner.run_all()

    @property
    def qty(self) -> list[int]:
        return [line.qty for line in self.presenter.shown_lines()]

    @property
    def first(self) -> int:
        return self.presenter.shown_lines()[0].line_id

    def now(self) -> HardwareOrder:
        return self.ordering.look(self.order)


@pytest.fixture
def case(sqlite_backend: Backend, ordering: Ordering, tmp_path: Path) -> Case:
    order = ordering.ready(((build_hardware.PHONE, 2), (build_hardware.CASE, 1)))
    return Case(sqlite_backend, ordering, tmp_path, order)


def test_quick_presses_show_at_once_and_go_out_as_few_calls(case: Case) -> None:
    """S-18: the quantity follows the keys; while a change is under way the later presses wait as one."""
    for _ in range(5):
        case.presenter.step_qty(case.first, 1)
    assert case.qty == [7, 1]
    case.runner.run_all()
    assert case.qty == [7, 1]
    assert case.now().lines[0].qty == 7
    assert len(case.line.keys_of(contract.CHANGE_LINE)) == 2


def test_a_quantity_stays_between_one_and_the_most(case: Case) -> None:
    case.presenter.step_qty(case.first, -10)
    assert case.qty[0] == 1
    case.presenter.step_qty(case.first, contract.MOST_UNITS + 5)
    assert case.qty[0] == contract.MOST_UNITS


def test_a_line_is_out_at_once_and_comes_back_as_it_was(case: Case) -> None:
    """R-HW-02: taking out and bringing back are commands; the copy of the price is made anew (R-HW-29)."""
    case.presenter.remove(case.first)
    assert case.qty == [1]
    case.runner.run_all()
    assert [line.qty for line in case.now().lines] == [1]
    [out] = case.screen.out
    case.presenter.restore(out)
    case.runner.run_all()
    assert sorted(line.qty for line in case.now().lines) == [1, 2]


def test_a_colleague_who_changed_another_line_is_in_nobodys_way(case: Case) -> None:
    theirs = case.now()
    case.ordering.call(LEAD, contract.CHANGE_LINE, **at(theirs), line_id=theirs.lines[1].line_id, qty=9)
    case.presenter.step_qty(case.first, 1)
    case.runner.run_all()
    assert case.qty == [3, 9]
    assert [line.qty for line in case.now().lines] == [3, 9]
    assert case.screen.overtaken == []


def test_both_sides_are_told_where_a_colleague_changed_the_same_line(case: Case) -> None:
    """D-46: theirs stands, mine is kept, and one word carries it out."""
    theirs = case.now()
    case.ordering.call(LEAD, contract.CHANGE_LINE, **at(theirs), line_id=case.first, qty=9)
    case.presenter.step_qty(case.first, 1)
    case.runner.run_all()
    [(wish, line, by)] = case.screen.overtaken
    assert line is not None
    assert (wish.qty, line.qty, bool(by)) == (3, 9, True)
    assert case.now().lines[0].qty == 9
    case.presenter.insist(wish)
    case.runner.run_all()
    assert case.now().lines[0].qty == 3


def test_a_line_that_a_colleague_took_out_is_told(case: Case) -> None:
    theirs = case.now()
    case.ordering.call(LEAD, contract.REMOVE_LINE, **at(theirs), line_id=case.first)
    case.presenter.step_qty(case.first, 1)
    case.runner.run_all()
    [(_, line, _)] = case.screen.overtaken
    assert line is None
    assert case.qty == [1]


def test_an_answer_that_is_lost_is_asked_for_again_under_its_key(case: Case) -> None:
    """Nothing happens twice, and nothing else goes out before it is known."""
    case.line.loses.add(contract.CHANGE_LINE.name)
    case.presenter.step_qty(case.first, 1)
    case.presenter.step_qty(case.first, 1)
    case.runner.run_all()
    assert (case.screen.unknown, case.presenter.is_unknown) == (1, True)
    assert len(case.line.keys_of(contract.CHANGE_LINE)) == 1
    case.presenter.again()
    case.runner.run_all()
    first, again, second = case.line.keys_of(contract.CHANGE_LINE)
    assert first == again != second
    assert case.now().lines[0].qty == 4


def test_a_refusal_drops_what_waits_and_shows_the_order_as_it_is(case: Case) -> None:
    case.presenter.step_qty(case.first, 1)
    case.presenter.remove(case.first)
    case.runner.fail_next(Rejected(Refusal("E-LINES-MANY", values={"most": 1})))
    case.runner.run_all()
    assert len(case.screen.refused) == 1
    assert case.qty == [2, 1]
    assert len(case.now().lines) == 2


def test_news_of_this_order_alone_is_read(case: Case) -> None:
    def news(record_id: int, topic: Topic = Topic.HARDWARE_ORDER) -> FeedNews:
        change = Change(
            cursor="1-1", topic=topic, record_id=record_id, verb="edit", actor_id=2, actor="Grace", at=NOON
        )
        return FeedNews(changes=(change,))

    case.presenter.hear(news(case.order.order_id + 1))
    case.presenter.hear(news(case.order.order_id, Topic.ORDER))
    assert case.runner.held == []
    case.presenter.hear(news(case.order.order_id))
    assert len(case.runner.held) == 1
    case.runner.run_all()
    case.presenter.step_qty(case.first, 1)
    case.presenter.hear(news(case.order.order_id))
    assert len(case.runner.held) == 1
    case.runner.run_all()
    assert len(case.line.keys_of(contract.GET)) == 3
    case.presenter.hear(news(ALL_RECORDS))
    assert len(case.runner.held) == 1, "one of many may be ours"


def test_news_of_a_batch_that_the_order_stands_in_is_read(case: Case) -> None:
    """The history says how far the batch is."""

    def news(batch_id: int) -> FeedNews:
        change = Change(
            cursor="1-1",
            topic=Topic.BATCH,
            record_id=batch_id,
            verb="process",
            actor_id=None,
            actor="AgentView",
            at=NOON,
        )
        return FeedNews(changes=(change,))

    batch = OrderBatch(
        batch_id=7,
        kind="SALES_ORDER_DISPATCH",
        partner="Sydney",
        file_name="D1.json",
        status="VALIDATED",
        at=NOON,
    )
    case.presenter.take(case.order.model_copy(update={"batches": (batch,)}))
    case.presenter.hear(news(8))
    assert case.runner.held == []
    case.presenter.hear(news(7))
    assert len(case.runner.held) == 1


def test_an_older_state_never_replaces_a_newer_one(case: Case) -> None:
    old = case.order
    case.presenter.step_qty(case.first, 1)
    case.runner.run_all()
    case.presenter.take(old)
    assert case.qty == [3, 1]


def test_what_the_service_says_against_a_command_is_known(case: Case) -> None:
    assert case.presenter.refusals(HardwareCommand.GENERATE) == ()
    [refusal] = case.presenter.refusals(HardwareCommand.RETRY) or ()
    assert refusal.code == "E-STATE"
    assert case.presenter.refusals(HardwareCommand.SEND) is None


def test_an_order_that_is_not_there_says_so(
    sqlite_backend: Backend, ordering: Ordering, tmp_path: Path
) -> None:
    """R-GEN-10: one of another operator is as if it were not there."""
    order = ordering.start(by=LEAD).model_copy(update={"order_id": 999_999})
    case = Case(sqlite_backend, ordering, tmp_path, order)
    assert case.screen.failed == [True]


def picker(case: Case) -> tuple[PickerPresenter, PickerScreen, Item]:
    screen = PickerScreen()
    product = case.ordering.call(LEAD, PRODUCT, product_id=build_hardware.PLAIN_PHONE)
    return PickerPresenter(case.desk, screen, case.now()), screen, Item(product, 4, None, False)


def test_an_item_goes_into_the_order_as_a_colleague_left_it(case: Case) -> None:
    """One more item is in nobody's way: it is sent again on the newer version."""
    presenter, screen, item = picker(case)
    theirs = case.now()
    case.ordering.call(LEAD, contract.CHANGE_LINE, **at(theirs), line_id=theirs.lines[0].line_id, qty=9)
    presenter.add(item)
    case.runner.run_all()
    assert screen.items == [item]
    assert [line.qty for line in case.now().lines] == [9, 1, 4]


def test_an_item_whose_answer_is_lost_is_added_once(case: Case) -> None:
    presenter, screen, item = picker(case)
    case.line.loses.add(contract.ADD_LINE.name)
    presenter.add(item)
    case.runner.run_all()
    assert (screen.unknown, presenter.is_unknown) == (1, True)
    presenter.add(item)
    presenter.again()
    case.runner.run_all()
    assert [line.qty for line in case.now().lines] == [2, 1, 4]
    first, again = case.line.keys_of(contract.ADD_LINE)
    assert first == again


def test_an_item_for_an_order_that_was_generated_meanwhile_is_refused(case: Case) -> None:
    """R-HW-02: items are added while an order is new."""
    presenter, screen, item = picker(case)
    case.ordering.generate(case.now())
    presenter.add(item)
    case.runner.run_all()
    assert screen.items == []
    [error] = screen.errors
    assert isinstance(error, Rejected)
    assert [refusal.code for refusal in error.refusals] == ["E-STATE"]
    assert [line.qty for line in case.now().lines] == [2, 1]
