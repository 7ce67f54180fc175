"""What was done to an order, its files and its stock checks, on its page (S-18, R-HW-28)."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from agentview.contract import hardware_orders as contract
from agentview.contract.hardware import HardwareCommand, StockStatus
from agentview.core.errors import Refusal, Unavailable
from agentview.models.hardware import StockCheck
from agentview.services.unit import Unit
from agentview.ui.kit.button import IconButton
from agentview.ui.kit.field import ChoiceField
from agentview.ui.kit.timeline import TimelineEntry
from agentview.ui.navigation import BATCH
from agentview.ui.views.hardware import item_fields
from agentview.ui.views.hardware import order_actions as keys
from agentview.ui.views.hardware.order_past import FIRST
from tests import build, build_hardware
from tests.services.hardware_orders.ordering import BACK, LEAD, Ordering, at
from tests.ui.views.hardware.seat import Seat, Sit

TWO = ((build_hardware.PHONE, 2), (build_hardware.CASE, 3))


def entries(seat: Seat) -> tuple[TimelineEntry, ...]:
    """What stands in the timeline, newest first."""
    return seat.page.layout_of_page.history.timeline._entries


def heads(seat: Seat) -> list[str]:
    return [entry.head for entry in entries(seat)]


def links(widget: QWidget) -> list[IconButton]:
    return [one for one in widget.findChildren(IconButton) if one.isVisibleTo(widget)]


def test_s_18_the_history_says_who_did_what_and_why(ordering: Ordering, sit: Sit) -> None:
    ordering.switch_fraud_check()
    order = ordering.generated(TWO)
    ordering.fraud_fails(order)
    order = ordering.call(LEAD, contract.OVERRIDE_FRAUD, **at(ordering.look(order)), reason="Known here")
    order = ordering.call(LEAD, contract.CANCEL, **at(order), reason="Ordered twice")
    seat = sit()
    seat.open(order)
    said = {entry.head: entry for entry in entries(seat)}
    assert heads(seat)[:4] == ["Cancelled", "Fraud check overridden", "Held by the fraud check", "Generated"]
    assert (said["Cancelled"].who, said["Cancelled"].body) == ("Harbour Lead", "Ordered twice")
    assert said["Fraud check overridden"].body == "Known here"
    assert said["Held by the fraud check"].who == "AgentView"
    assert said["Held by the fraud check"].body
    assert "E-FRAUD" not in said["Held by the fraud check"].body
    assert {"Added 2 \u00d7 PH-X1", "Added 3 \u00d7 CASE-1", "Begun"} <= set(said)
    assert "Delivery method: \u2014 \u2192 Courier, next day" in said


def test_a_batch_names_its_warehouse_and_opens_for_who_may_run_jobs(ordering: Ordering, sit: Sit) -> None:
    order = ordering.sent()
    [batch] = order.batches
    seat = sit(BACK)
    seat.open(order)
    [shown] = [entry for entry in entries(seat) if entry.head.startswith("Sales order request")]
    assert (shown.who, shown.body) == ("Sydney", batch.file_name)
    [link] = links(seat.page.layout_of_page.history.timeline)
    assert "Jobs and batches" in link.toolTip()
    link.click()
    assert [(one.kind, one.record_id) for one in seat.shell.targets] == [(BATCH, batch.batch_id)]
    other = sit()
    other.open(order)
    assert [entry.opens for entry in entries(other)] == [None] * len(entries(other))
    assert links(other.page.layout_of_page.history.timeline) == []


def test_older_entries_come_when_they_are_asked_for(ordering: Ordering, sit: Sit) -> None:
    order = ordering.ready()
    for qty in range(2, FIRST + 4):
        order = ordering.call(
            "harbour_csa", contract.CHANGE_LINE, **at(order), line_id=order.lines[0].line_id, qty=qty
        )
    seat = sit()
    seat.open(order)
    card = seat.page.layout_of_page.history
    assert len(entries(seat)) == FIRST
    assert "Begun" not in heads(seat)
    assert card.older.isVisibleTo(card)
    card.older.click()
    seat.settle()
    assert heads(seat)[-1] == "Begun"
    assert not card.older.isVisibleTo(card)


def test_a_history_that_cannot_be_read_says_so_and_is_tried_again(ordering: Ordering, sit: Sit) -> None:
    seat = sit()
    page = seat.open(ordering.ready())
    before = heads(seat)
    page.past._on_failed(Unavailable(Refusal("E-UNAVAILABLE")))
    card = page.layout_of_page.history
    assert seat.says("What happened could not be read.")
    assert heads(seat) == before
    card.again.click()
    seat.settle()
    assert not seat.says("What happened could not be read.")


def check(ordering: Ordering, order: contract.HardwareOrder) -> None:
    """Let a check find one phone, where two are wanted, and no answer for the cases."""

    def work(unit: Unit) -> None:
        for product, found, status in (
            (build_hardware.PHONE, 1, StockStatus.LOW),
            (build_hardware.CASE, None, StockStatus.UNAVAILABLE),
        ):
            unit.session.add(
                StockCheck(
                    provider_id=build.HARBOUR,
                    hardware_order_id=order.order_id,
                    warehouse_id=build_hardware.SYDNEY,
                    product_id=product,
                    requested_qty=2,
                    available_qty=found,
                    status=status.value,
                    checked_at=unit.now,
                    checked_by="harbour_csa",
                )
            )

    ordering.system(work)


def test_r_hw_28_stock_checks_stand_on_the_page_and_a_shortage_warns_before_generate(
    ordering: Ordering, sit: Sit
) -> None:
    order = ordering.ready(TWO)
    seat = sit()
    page = seat.open(order)
    card = page.layout_of_page.checks
    assert not card.isVisibleTo(page)
    check(ordering, order)
    page.presenter.read()
    seat.settle()
    assert card.isVisibleTo(page)
    assert [(one.sku, one.available, one.result, one.checked_by) for one in card.source.rows] == [
        ("CASE-1", None, StockStatus.UNAVAILABLE, "Harbour Csa"),
        ("PH-X1", 1, StockStatus.LOW, "Harbour Csa"),
    ]
    assert seat.says("Fruit Phone X1 128 GB: 2 wanted, 1 in stock.", page)
    assert page._cause(HardwareCommand.GENERATE) is None
    viewer = sit("harbour_prov")
    shown = viewer.open(order)
    assert not shown.layout_of_page.checks.isVisibleTo(shown)
    assert not viewer.page.past.may_see_checks


def test_the_box_of_warehouses_is_as_wide_as_its_longest_name(ordering: Ordering, sit: Sit) -> None:
    ordering.change_warehouse(build_hardware.SYDNEY, name="Sydney Alexandria, hall seven")
    seat = sit()
    seat.open(ordering.start()).run(HardwareCommand.EDIT_LINES)
    seat.settle()
    box = seat.dialog.form.input(item_fields.WAREHOUSE)
    assert isinstance(box, ChoiceField)
    seat.type(seat.dialog.products.search, "ph-x1")
    seat.dialog.products._on_rest()
    seat.settle()
    longest = max(box.fontMetrics().horizontalAdvance(box.itemText(at)) for at in range(box.count()))
    assert box.width() > longest
    seat.dialog.reject()


def test_i_copies_the_serials_of_the_chosen_line(ordering: Ordering, sit: Sit) -> None:
    order = ordering.ship(ordering.sent(TWO))
    seat = sit()
    page = seat.open(order)
    seat.on_lines(Qt.Key.Key_I)
    assert seat.shell.copied == ["\n".join(unit.serial_no for unit in order.lines[0].units)]
    seat.on_lines(Qt.Key.Key_Down)
    assert page.cause_of_line(keys.SERIALS) == "Nothing of this line has a serial yet."
    seat.on_lines(Qt.Key.Key_I)
    assert len(seat.shell.copied) == 1
