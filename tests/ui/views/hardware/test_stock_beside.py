"""From an order to the check of its stock and back, in the area as the shell composes it (S-18, S-19)."""

from PySide6.QtCore import Qt

from agentview.contract.hardware import HardwareCommand
from agentview.core.power import Power
from agentview.ui.navigation import HARDWARE_ORDER, STOCK_CHECK, Target
from agentview.ui.views import hardware, stock
from agentview.ui.views.stock.view import StockAreaView
from tests import build_hardware
from tests.services.hardware_orders.ordering import Ordering
from tests.ui.fake_desk import person
from tests.ui.views.hardware.seat import Seat, Sit

TWO = ((build_hardware.PHONE, 2), (build_hardware.CASE, 3))


def follow(seat: Seat) -> Target:
    """Go where the shell was asked to go, as the workplace does it."""
    target = seat.shell.targets.pop()
    seat.view.open(target)
    seat.settle()
    return target


def beside(seat: Seat) -> StockAreaView:
    view = seat.view.home._views[stock.AREA.key]
    assert isinstance(view, StockAreaView)
    return view


def test_s_leads_to_the_stock_of_the_order_and_back(ordering: Ordering, sit: Sit) -> None:
    """R-HW-05: the check has the order's products and quantities, and leaves the order as it is."""
    order = ordering.ready(TWO)
    seat = sit(pages=(stock.AREA,))
    seat.open(order)
    seat.on_lines(Qt.Key.Key_S)
    target = follow(seat)
    assert (target.kind, target.record_id) == (STOCK_CHECK, order.order_id)
    pane = beside(seat).front()
    assert [(row.sku, row.qty) for row in pane.presenter.rows] == [("PH-X1", 2), ("CASE-1", 3)]
    assert seat.view.page() is None
    assert ordering.look(order).version == order.version
    seat.key(pane, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    target = follow(seat)
    assert (target.kind, target.record_id) == (HARDWARE_ORDER, order.order_id)
    assert seat.page.order_id == order.order_id


def test_what_is_added_from_the_check_stands_in_the_order(ordering: Ordering, sit: Sit) -> None:
    order = ordering.ready()
    seat = sit(pages=(stock.AREA,))
    seat.open(order)
    seat.page.run(HardwareCommand.CHECK_STOCK)
    follow(seat)
    host = beside(seat).front().presenter.host
    assert host is not None
    row = next(iter(beside(seat).front().presenter.rows))
    host.add(row)
    seat.settle()
    assert len(ordering.look(order).lines) == 2


def test_the_check_is_in_the_search_box_for_who_may_check() -> None:
    beginnings = hardware.make_area((stock.AREA,)).beginnings
    [found] = [one for one in beginnings if one.target == Target(STOCK_CHECK, 0)]
    assert found.word() == "Stock check"
    assert not found.is_for(person())
    assert found.is_for(person().model_copy(update={"powers": (Power.STOCK_CHECK,)}))
