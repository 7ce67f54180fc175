"""The stock check of an order, as a person handles it on the real services (S-19, R-HW-05)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agentview.contract.hardware import StockSource
from agentview.contract.hardware_orders import HardwareOrder
from agentview.ui.kit.a11y import nameless
from agentview.ui.navigation import HARDWARE_ORDER, STOCK_CHECK, Target
from agentview.ui.views.stock.commands import ADD, CHECK, LEAVE, USE
from agentview.ui.views.stock.use_dialog import UseDialog
from tests.build_hardware import CASE, LICENCE, MELBOURNE, PHONE, PLAIN_PHONE, SYDNEY
from tests.fixtures.backend import Backend
from tests.services.hardware_orders.ordering import Ordering
from tests.services.stock.stocking import asked_at, filed, rows
from tests.ui.views.stock.counter import Counter, OpenCounter

CSA = "harbour_csa"


@pytest.fixture
def ordering(sqlite_backend: Backend) -> Ordering:
    """Return who orders; the stock of Sydney is known from a file, that of Melbourne from a simulator."""
    asked_at(sqlite_backend, MELBOURNE, StockSource.SIMULATOR, "PH-X1=20 CASE-1=1 LIC-MDM=50")
    for product, available in ((PHONE, 1), (CASE, 3), (PLAIN_PHONE, 9)):
        filed(sqlite_backend, SYDNEY, product, available)
    return Ordering(sqlite_backend)


def opened(open_counter: OpenCounter, order: HardwareOrder) -> Counter:
    """Come from an order to its stock check, and wait until it is answered."""
    counter = open_counter(CSA)
    counter.view.open(Target(STOCK_CHECK, order.order_id, order.reference))
    counter.wait(lambda: bool(counter.pane.presenter.rows) and counter.pane.presenter.rows[0].is_settled)
    counter.wait(counter.matrix.table.hasFocus)
    return counter


def test_r_hw_05_the_lines_of_an_order_are_checked_and_it_stays_as_it_is(
    ordering: Ordering, open_counter: OpenCounter, sqlite_backend: Backend
) -> None:
    order = ordering.ready(((PHONE, 2), (CASE, 4)))
    counter = opened(open_counter, order)
    assert counter.shown(counter.matrix) == [
        ["Fruit Phone X1 128 GB", "PH-X1", "Sydney", "2", "Enough: 20", "Low: 1"],
        ["Leather case", "CASE-1", "Sydney", "4", "Low: 1", "Low: 3"],
    ]
    assert counter.pane.bar is not None
    assert (
        counter.pane.bar.title.text()
        == f"{order.reference} \u00b7 {order.customer} \u00b7 2 lines \u00b7 6 units"
    )
    assert {row.hardware_order_id for row in rows(sqlite_backend)} == {order.order_id}
    assert len(rows(sqlite_backend)) == 4
    now = ordering.look(order)
    assert {one.code for one in now.warnings} == {"E-STOCK-SHORT"}, "what was found is shown beside it"
    assert now.model_copy(update={"warnings": ()}) == order.model_copy(update={"warnings": ()})
    assert nameless(counter.view.widget) == []
    assert counter.view.pane.presenter.rows == (), "the check without an order is another one"


def test_the_way_back_leads_to_the_order(ordering: Ordering, open_counter: OpenCounter) -> None:
    order = ordering.ready()
    counter = opened(open_counter, order)
    QTest.keyClick(counter.matrix.table, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert counter.pane.bar is not None
    counter.pane.bar.back.click()
    assert counter.shell.targets == [Target(HARDWARE_ORDER, order.order_id, order.reference)] * 2


def test_coming_again_checks_again_and_without_an_order_all_is_as_it_was(
    ordering: Ordering, open_counter: OpenCounter, sqlite_backend: Backend
) -> None:
    order = ordering.ready()
    counter = open_counter(CSA)
    counter.find("Leather")
    counter.view.open(Target(STOCK_CHECK, order.order_id, order.reference))
    counter.wait(lambda: bool(counter.pane.presenter.rows) and counter.pane.presenter.rows[0].is_settled)
    pane = counter.pane
    ordering.add(order, LICENCE)
    counter.view.open(Target(STOCK_CHECK, order.order_id, order.reference))
    counter.wait(lambda: len(counter.pane.presenter.rows) == 2)
    counter.wait(lambda: all(row.is_settled for row in counter.pane.presenter.rows))
    assert counter.pane is pane
    assert LICENCE in {row.product_id for row in rows(sqlite_backend)}
    pane.run(LEAVE)
    assert counter.pane is counter.view.pane
    assert [row[0] for row in counter.shown(counter.matrix)] == ["Leather case"]
    assert counter.view.of_order is None


def test_a_substitute_is_added_to_the_order(ordering: Ordering, open_counter: OpenCounter) -> None:
    order = ordering.ready(((PHONE, 9),))
    counter = opened(open_counter, order)
    assert not counter.pane.commands.buttons[ADD].isEnabled()
    assert "has it already" in counter.pane.commands.buttons[ADD].accessibleDescription()
    counter.pane.presenter.set_quantity(PHONE, 21)
    counter.check()
    counter.instead.table.setFocus()
    assert counter.pane.chosen_part.title.text() == "Basic Phone B2"
    # A press with the mouse takes the focus from the list first.
    counter.pane.commands.buttons[ADD].setFocus()
    counter.pane.commands.buttons[ADD].click()
    counter.wait(lambda: bool(counter.toasts.said))
    assert counter.toasts.said == [f"Basic Phone B2 added to {order.reference}"]
    now = ordering.look(order)
    assert [(line.product_id, line.qty, line.warehouse_id) for line in now.lines] == [
        (PHONE, 9, SYDNEY), (PLAIN_PHONE, 21, SYDNEY),
    ]  # fmt: skip


def test_a_line_ships_from_the_warehouse_that_has_enough(
    ordering: Ordering, open_counter: OpenCounter
) -> None:
    order = ordering.ready(((PHONE, 9),))
    counter = opened(open_counter, order)
    QTest.keyClick(counter.matrix.table, Qt.Key.Key_W)
    dialog = counter.dialog(UseDialog)
    assert isinstance(dialog, UseDialog)
    form = dialog._form
    assert form is not None
    assert form.values() == {"warehouse_id": str(MELBOURNE)}, "the first that has enough"
    dialog.verb_button.click()
    counter.wait(lambda: counter.shown(counter.matrix)[0][2] == "Melbourne")
    [line] = ordering.look(order).lines
    assert (line.warehouse_id, line.qty) == (MELBOURNE, 9)
    assert counter.shown(counter.matrix)[0][4:] == ["Enough: 20", "Low: 1"], "what was found stays"


def test_of_two_lines_of_a_product_one_is_chosen(ordering: Ordering, open_counter: OpenCounter) -> None:
    order = ordering.ready(((PHONE, 1),))
    order = ordering.add(order, PHONE, qty=3)
    counter = opened(open_counter, order)
    assert counter.shown(counter.matrix)[0][2:4] == ["Sydney", "4"]
    counter.pane.run(USE)
    dialog = counter.dialog(UseDialog)
    assert isinstance(dialog, UseDialog)
    form = dialog._form
    assert form is not None
    form.set_values({"line_id": str(order.lines[1].line_id)})
    dialog.verb_button.click()
    counter.wait(lambda: counter.shown(counter.matrix)[0][2] == "Sydney, Melbourne")
    assert [line.warehouse_id for line in ordering.look(order).lines] == [SYDNEY, MELBOURNE]


def test_of_a_generated_order_nothing_is_checked_or_changed_and_the_reason_is_told(
    ordering: Ordering, open_counter: OpenCounter, sqlite_backend: Backend
) -> None:
    order = ordering.ready()
    counter = opened(open_counter, order)
    before = len(rows(sqlite_backend))
    ordering.generate(order)
    buttons = counter.pane.commands.buttons
    counter.wait(lambda: not buttons[CHECK].isEnabled())
    assert not buttons[USE].isEnabled()
    assert "Awaiting Generation" in buttons[USE].accessibleDescription()
    QTest.keyClick(counter.matrix.table, Qt.Key.Key_F5)
    assert not counter.pane.presenter.is_checking
    assert len(rows(sqlite_backend)) == before


@pytest.mark.usefixtures("ordering")
def test_an_order_that_is_not_there_is_told(open_counter: OpenCounter) -> None:
    counter = open_counter(CSA)
    counter.view.open(Target(STOCK_CHECK, 987_654, "HO-987654"))
    counter.wait(lambda: bool(counter.shell.errors))
    error, doing = counter.shell.errors[0]
    assert (getattr(error, "code", ""), doing) == ("E-NOT-FOUND", "Read HO-987654")
