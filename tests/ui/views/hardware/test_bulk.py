"""Many orders at once from the list: generated, or their failed lines sent again (S-17)."""

from PySide6.QtCore import Qt

from agentview.contract import hardware_orders as contract
from agentview.contract.hardware import HardwareCommand, HardwareStatus
from agentview.ui.kit.table import TableView
from agentview.ui.navigation import STOCK_CHECK
from agentview.ui.views.hardware.bulk_dialog import BulkDialog
from tests.services.hardware_orders.ordering import LEAD, Ordering, at
from tests.ui.views.hardware.seat import Seat, Sit

K, M = Qt.Key, Qt.KeyboardModifier


def table(seat: Seat) -> TableView:
    return seat.view.home.orders.list.table


def dialog(seat: Seat) -> BulkDialog:
    found = seat.view.home.orders.bulk
    assert found is not None
    return found


def choose_all(seat: Seat) -> None:
    seat.key(table(seat), K.Key_A, M.ControlModifier)


def test_selected_orders_are_generated_and_those_that_cannot_say_why(ordering: Ordering, sit: Sit) -> None:
    """Each under a key of its own, in the version that was seen."""
    ready = [ordering.ready(), ordering.ready()]
    empty = ordering.start()
    seat = sit()
    pane = seat.view.home.orders
    assert not pane.selection.isVisibleTo(pane)
    choose_all(seat)
    assert pane.selection.isVisibleTo(pane)
    assert seat.says("3 selected")
    seat.key(table(seat), K.Key_G)
    assert seat.says("Generate 3 orders?", dialog(seat))
    assert dialog(seat).keep_button.hasFocus()
    dialog(seat).verb_button.click()
    seat.settle()
    assert [ordering.look(one).status for one in ready] == [HardwareStatus.AWAITING_GENERATION] * 2
    assert ordering.look(empty).status is HardwareStatus.NEW
    assert seat.says("2 done, 1 refused", dialog(seat))
    assert seat.says(f"{empty.reference}: ", dialog(seat))
    keys = seat.line.keys_of(contract.GENERATE)
    assert len(set(keys)) == 3
    assert not dialog(seat).verb_button.isEnabled()
    dialog(seat).keep_button.click()
    seat.settle()
    assert pane.bulk is None
    assert seat.toasts.said[-1] == "2 orders done"
    assert seat.view.root.window().focusWidget() is table(seat)


def test_a_lost_answer_is_checked_again_under_the_same_key(ordering: Ordering, sit: Sit) -> None:
    orders = [ordering.ready(), ordering.ready()]
    seat = sit()
    choose_all(seat)
    seat.key(table(seat), K.Key_G)
    seat.line.loses.add(contract.GENERATE.name)
    dialog(seat).verb_button.click()
    seat.settle()
    assert seat.says("No answer came", dialog(seat))
    dialog(seat).verb_button.click()
    seat.settle()
    first, again, other = seat.line.keys_of(contract.GENERATE)
    assert first == again != other
    assert {ordering.look(one).status for one in orders} == {HardwareStatus.AWAITING_GENERATION}
    assert seat.view.home.orders.bulk is None


def test_r_hw_27_failed_lines_of_many_orders_are_sent_again(ordering: Ordering, sit: Sit) -> None:
    orders = [ordering.fail(ordering.sent()) for _ in range(2)]
    seat = sit()
    choose_all(seat)
    seat.view.home.orders.selection.buttons[HardwareCommand.RETRY.value].click()
    seat.settle()
    dialog(seat).verb_button.click()
    seat.settle()
    assert {ordering.look(one).status for one in orders} == {HardwareStatus.AWAITING_GENERATION}
    assert seat.toasts.said[-1] == "2 orders done"


def test_an_order_that_somebody_changed_meanwhile_is_left_alone(ordering: Ordering, sit: Sit) -> None:
    first, second = ordering.ready(), ordering.ready()
    seat = sit()
    choose_all(seat)
    ordering.call(LEAD, contract.CHANGE_LINE, **at(first), line_id=first.lines[0].line_id, qty=9)
    seat.key(table(seat), K.Key_G)
    dialog(seat).verb_button.click()
    seat.settle()
    assert ordering.look(first).status is HardwareStatus.NEW
    assert ordering.look(second).status is HardwareStatus.AWAITING_GENERATION
    assert seat.says("1 done, 1 refused", dialog(seat))
    dialog(seat).reject()


def test_esc_leaves_them_as_they_are(ordering: Ordering, sit: Sit) -> None:
    orders = [ordering.ready(), ordering.ready()]
    seat = sit()
    choose_all(seat)
    seat.key(table(seat), K.Key_G)
    seat.key(dialog(seat), K.Key_Escape)
    assert {ordering.look(one).status for one in orders} == {HardwareStatus.NEW}
    assert seat.line.keys_of(contract.GENERATE) == []


def test_s_checks_the_stock_of_the_chosen_order(ordering: Ordering, sit: Sit) -> None:
    order = ordering.ready()
    seat = sit()
    seat.key(table(seat), K.Key_Down)
    seat.key(table(seat), K.Key_S)
    assert [(one.kind, one.record_id) for one in seat.shell.targets] == [(STOCK_CHECK, order.order_id)]
