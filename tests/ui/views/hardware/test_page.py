"""The page of an order by keys, over the real services (S-18)."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agentview.contract import hardware_orders as contract
from agentview.contract.feed import Change, Topic
from agentview.contract.hardware import (
    BillingMode,
    FraudStatus,
    HardwareCommand,
    HardwareLineStatus,
    HardwareStatus,
    StockStatus,
)
from agentview.gateway.port import FeedNews, LinkState
from agentview.models.hardware import StockCheck
from agentview.services.unit import Unit
from agentview.ui.failure_words import AGAIN
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.navigation import ACCOUNT, STOCK_CHECK
from agentview.ui.views.hardware import delivery_form, item_fields
from agentview.ui.views.hardware import order_actions as keys
from agentview.ui.views.hardware.order_print import PrintDialog
from tests import build, build_hardware
from tests.services.hardware_orders.ordering import LEAD, Ordering, at
from tests.ui.fake_desk import NOON
from tests.ui.views.cut_words import clipped
from tests.ui.views.hardware.seat import Seat, Sit

K, M = Qt.Key, Qt.KeyboardModifier
TWO = ((build_hardware.PHONE, 2), (build_hardware.CASE, 3))


def news_of(order_id: int) -> FeedNews:
    change = Change(
        cursor="1-1",
        topic=Topic.HARDWARE_ORDER,
        record_id=order_id,
        verb="edit_lines",
        actor_id=2,
        actor="Grace",
        at=NOON,
    )
    return FeedNews(changes=(change,))


def find(seat: Seat, text: str) -> None:
    """Type into the picker, and wait for what it finds."""
    search = seat.dialog.products.search
    seat.type(search, text)
    seat.dialog.products._on_rest()
    seat.settle()


def test_items_are_added_by_keys_alone_one_after_the_other(ordering: Ordering, sit: Sit) -> None:
    """S-18: A, type, arrows, Ctrl+Enter adds and stays; Enter adds and closes."""
    seat = sit()
    page = seat.open(ordering.deliver(ordering.start()))
    assert seat.says("Nothing is ordered yet")
    add = page.layout_of_page.buttons[HardwareCommand.EDIT_LINES.value]
    assert add.hasFocus(), "without lines it is where the page begins"
    seat.key(add, K.Key_A)
    find(seat, "phone")
    seat.key(seat.dialog.products.search, K.Key_Down)
    assert seat.dialog.products.current().sku == "PH-X1"
    seat.dialog.form.input(item_fields.ENROL).click()
    seat.key(seat.dialog.products.search, K.Key_Return, M.ControlModifier)
    assert seat.dialog is not None
    assert seat.says("Added 1 Fruit Phone X1 128 GB", seat.dialog)
    assert seat.dialog.products.search.hasFocus()
    find(seat, "case")
    quantity = seat.dialog.form.input(item_fields.QTY)
    quantity.selectAll()
    seat.type(quantity, "12")
    seat.key(quantity, K.Key_Return)
    assert seat.dialog is None
    assert [(line.sku, line.qty, line.is_enrolment_requested) for line in seat.order.lines] == [
        ("PH-X1", 1, True),
        ("CASE-1", 12, False),
    ]
    assert seat.says("Ready: generate it")
    seat.key(add, K.Key_G)
    asked = seat.dialog
    assert asked is not None, "the dialog gave the focus back to the button"
    assert "Generate" in asked.windowTitle()
    assert seat.says("2 lines, 13 units,", asked)
    asked.reject()


def test_enter_right_after_typing_takes_the_only_one_that_fits(ordering: Ordering, sit: Sit) -> None:
    seat = sit()
    page = seat.open(ordering.start())
    page.run(HardwareCommand.EDIT_LINES)
    seat.settle()
    seat.type(seat.dialog.products.search, "sim-n")
    seat.key(seat.dialog.products.search, K.Key_Return)
    assert seat.dialog is None
    assert [line.sku for line in seat.order.lines] == ["SIM-N"]


def test_a_quantity_that_is_none_stands_beside_its_field(ordering: Ordering, sit: Sit) -> None:
    seat = sit()
    seat.open(ordering.start()).run(HardwareCommand.EDIT_LINES)
    seat.settle()
    quantity = seat.dialog.form.input(item_fields.QTY)
    for wrong in ("0", "1.5", "99999", ""):
        quantity.selectAll()
        QTest.keyClick(quantity, K.Key_Delete)
        seat.type(quantity, wrong)
        seat.key(quantity, K.Key_Return)
        assert seat.says("A whole number from 1 to 10,000", seat.dialog), wrong
    assert seat.line.keys_of(contract.ADD_LINE) == []
    seat.dialog.reject()


def test_plus_minus_and_delete_change_the_lines_and_undo_brings_one_back(
    ordering: Ordering, sit: Sit
) -> None:
    seat = sit()
    page = seat.open(ordering.ready(TWO))
    assert page.layout_of_page.lines.table.hasFocus()
    seat.on_lines(K.Key_Plus)
    seat.on_lines(K.Key_Plus)
    seat.on_lines(K.Key_Minus)
    assert [line.qty for line in seat.order.lines] == [3, 3]
    seat.on_lines(K.Key_Down)
    seat.on_lines(K.Key_Delete)
    assert [line.sku for line in seat.order.lines] == ["PH-X1"]
    assert seat.toasts.said[-1] == "Removed 3 Leather case"
    seat.toasts.undoes[-1]()
    seat.settle()
    assert [(line.sku, line.qty) for line in seat.order.lines] == [("PH-X1", 3), ("CASE-1", 3)]


def test_the_last_piece_is_not_counted_down(ordering: Ordering, sit: Sit) -> None:
    seat = sit()
    page = seat.open(ordering.ready())
    seat.on_lines(K.Key_Minus)
    assert [line.qty for line in seat.order.lines] == [1]
    assert "remove the item" in (page.cause_of_line(keys.LESS) or "")


def test_a_line_gets_another_warehouse_in_its_form(ordering: Ordering, sit: Sit) -> None:
    seat = sit()
    seat.open(ordering.ready(TWO))
    seat.on_lines(K.Key_E)
    seat.dialog.form.set_values({item_fields.WAREHOUSE: str(build_hardware.MELBOURNE)})
    seat.dialog.verb_button.click()
    seat.settle()
    assert seat.dialog is None
    line = seat.order.lines[0]
    assert (line.warehouse, line.qty) == ("Melbourne", 2)


def test_the_delivery_is_filled_in_and_refusals_stand_beside_their_fields(
    ordering: Ordering, sit: Sit
) -> None:
    """R-HW-06: what is missing is said by its name; what cannot be right stays as it was typed."""
    seat = sit()
    page = seat.open(ordering.add(ordering.start()))
    cause = page._cause(HardwareCommand.GENERATE) or ""
    assert "Delivery method of the delivery is missing" in cause
    seat.on_lines(K.Key_D)
    form = seat.dialog.form
    form.set_values(
        {
            "name": "Mia Marlow",
            "line1": "1 Quay Street",
            "city": "Sydney",
            "region": "NSW",
            "postcode": "2000",
            "country": "au",
            "phone": "not a number",
            "delivery_method_id": str(build_hardware.COURIER),
            "billing_mode": BillingMode.IMMEDIATE.value,
        }
    )
    seat.key(form.input("name"), K.Key_Return, M.ControlModifier)
    assert seat.dialog is not None
    assert seat.says("telephone number of the delivery cannot be read", seat.dialog)
    assert form.values()["phone"] == "not a number"
    form.set_values({"phone": "0491 570 156"})
    seat.key(form.input("name"), K.Key_Return, M.ControlModifier)
    assert seat.dialog is None
    assert seat.order.billing_mode is BillingMode.IMMEDIATE
    kept = ordering.call(LEAD, contract.REVEAL, order_id=seat.order.order_id, reason="test")
    assert (kept.name, kept.address.country, kept.phone) == ("Mia Marlow", "AU", "+61491570156")
    assert page._cause(HardwareCommand.GENERATE) is None


def test_what_is_hidden_in_the_delivery_stays_unless_it_is_typed_over(ordering: Ordering, sit: Sit) -> None:
    """A colleague changes the instructions alone: name, address and telephone are kept."""
    order = ordering.ready()
    seat = sit(LEAD)
    seat.open(order)
    assert seat.order.delivery.is_masked
    seat.on_lines(K.Key_D)
    seat.dialog.form.set_values({"instructions": "Ring twice"})
    seat.dialog.verb_button.click()
    seat.settle()
    assert seat.dialog is None
    kept = ordering.call(LEAD, contract.REVEAL, order_id=order.order_id, reason="test")
    assert (kept.name, kept.address.line1, kept.email) == ("Mia Marlow", "1 Quay Street", "mia@example.com")
    assert ordering.look(order).delivery.instructions == "Ring twice"


def test_the_dialog_is_as_wide_as_its_longest_choice(
    ordering: Ordering, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The operator names the ways of delivery; other languages have longer words."""
    monkeypatch.setattr(delivery_form, "method_word", lambda method: f"{method.name} by a courier " * 3)
    seat = sit()
    seat.open(ordering.ready())
    seat.on_lines(K.Key_D)
    (column,) = seat.dialog.findChildren(ScrollColumn)
    assert seat.dialog.rect().contains(column.geometry())
    assert clipped(seat.dialog) == []


def test_two_people_change_the_delivery_and_both_sides_are_shown(ordering: Ordering, sit: Sit) -> None:
    """D-46: what was typed is kept, and one side is picked for each field that both changed."""
    order = ordering.ready()
    seat = sit()
    seat.open(order)
    seat.on_lines(K.Key_D)
    dialog = seat.dialog
    dialog.form.set_values({"instructions": "Mine"})
    ordering.deliver(ordering.look(order), instructions="Theirs")
    dialog.verb_button.click()
    seat.settle()
    assert seat.dialog is dialog
    assert dialog._conflict is not None
    dialog._conflict.resolved.emit({"instructions": True})
    seat.settle()
    dialog.verb_button.click()
    seat.settle()
    assert ordering.look(order).delivery.instructions == "Mine"


def test_the_delivery_is_shown_in_full_for_a_reason_and_hidden_again(ordering: Ordering, sit: Sit) -> None:
    order = ordering.ready()
    seat = sit(LEAD)
    page = seat.open(order)
    assert not seat.says("mia@example.com")
    seat.on_lines(K.Key_V)
    seat.dialog.form.set_values({"reason": "The customer asked"})
    seat.dialog.verb_button.click()
    seat.settle()
    assert seat.says("mia@example.com")
    assert seat.says("1 Quay Street")
    page._hiding.timeout.emit()
    seat.settle()
    assert not seat.says("mia@example.com")


def find_too_little(ordering: Ordering, order: contract.HardwareOrder) -> None:
    """Let the last stock check have found one phone."""

    def work(unit: Unit) -> None:
        unit.session.add(
            StockCheck(
                provider_id=build.HARBOUR,
                hardware_order_id=order.order_id,
                warehouse_id=build_hardware.SYDNEY,
                product_id=build_hardware.PHONE,
                requested_qty=2,
                available_qty=1,
                status=StockStatus.LOW.value,
                checked_at=unit.now,
                checked_by="test",
            )
        )

    ordering.system(work)


def test_generating_names_the_order_and_its_warnings_and_is_safe_by_default(
    ordering: Ordering, sit: Sit
) -> None:
    """R-HW-07, R-HW-28: a shortage warns; Esc and Enter keep the order as it is."""
    order = ordering.ready(TWO)
    find_too_little(ordering, order)
    seat = sit()
    page = seat.open(order)
    seat.on_lines(K.Key_G)
    assert seat.dialog.windowTitle() == f"Generate {order.reference}?"
    assert seat.says("Fruit Phone X1 128 GB: 2 wanted, 1 in stock.", seat.dialog)
    assert seat.dialog.keep_button.hasFocus()
    seat.key(seat.dialog, K.Key_Escape)
    assert ordering.look(order).status is HardwareStatus.NEW
    seat.on_lines(K.Key_G)
    seat.key(seat.dialog, K.Key_Return, M.ControlModifier)
    assert seat.order.status is HardwareStatus.AWAITING_GENERATION
    assert seat.toasts.said[-1] == f"{order.reference}: Awaiting Generation"
    assert not page.layout_of_page.buttons[HardwareCommand.EDIT_LINES.value].isVisible()
    assert "Awaiting Generation" in (page._cause(HardwareCommand.EDIT_LINES) or "")


def test_an_order_is_cancelled_for_a_reason(ordering: Ordering, sit: Sit) -> None:
    seat = sit()
    seat.open(ordering.ready())
    seat.on_lines(K.Key_X, M.ShiftModifier)
    seat.dialog.verb_button.click()
    assert seat.says("Fill this in", seat.dialog)
    seat.dialog.form.set_values({"reason": "Ordered twice"})
    seat.dialog.verb_button.click()
    seat.settle()
    assert seat.order.status is HardwareStatus.CANCELLED
    assert seat.says("Cancelled: Ordered twice")


def test_a_lost_answer_is_checked_again_and_nothing_happens_twice(ordering: Ordering, sit: Sit) -> None:
    seat = sit()
    page = seat.open(ordering.ready())
    seat.line.loses.add(contract.CHANGE_LINE.name)
    seat.on_lines(K.Key_Plus)
    assert seat.says("No answer came")
    assert page._cause(HardwareCommand.GENERATE) is not None
    page.layout_of_page.banner.button_pressed.emit(AGAIN)
    seat.settle()
    first, again = seat.line.keys_of(contract.CHANGE_LINE)
    assert first == again
    assert [line.qty for line in seat.order.lines] == [2]
    assert page._cause(HardwareCommand.GENERATE) is None


def held(ordering: Ordering) -> contract.HardwareOrder:
    ordering.switch_fraud_check()
    order = ordering.generated()
    ordering.fraud_fails(order)
    return ordering.look(order)


def test_what_the_fraud_check_holds_is_let_pass_by_a_supervisor_alone(ordering: Ordering, sit: Sit) -> None:
    """R-HW-09: who may not, reads why; who may, gives a reason."""
    order = held(ordering)
    seat = sit()
    page = seat.open(order)
    assert seat.says("Held by the fraud check")
    button = page.layout_of_page.buttons[HardwareCommand.OVERRIDE_FRAUD.value]
    assert button.isVisible()
    assert not button.isEnabled()
    assert "fraud override" in (page._cause(HardwareCommand.OVERRIDE_FRAUD) or "")
    lead = sit(LEAD)
    lead.open(order)
    lead.on_lines(K.Key_P)
    lead.dialog.form.set_values({"reason": "Called the customer back"})
    lead.dialog.verb_button.click()
    lead.settle()
    assert lead.order.fraud is FraudStatus.PASSED
    assert lead.says("Called the customer back")


def test_a_held_delivery_is_checked_again(ordering: Ordering, sit: Sit) -> None:
    seat = sit(LEAD)
    seat.open(held(ordering))
    seat.on_lines(K.Key_F)
    seat.dialog.verb_button.click()
    seat.settle()
    assert seat.order.fraud is FraudStatus.PENDING
    assert seat.says("Wait for the fraud check")


def failed(ordering: Ordering) -> contract.HardwareOrder:
    """An order of three lines: one is dispatched, two failed."""
    order = ordering.sent((*TWO, (build_hardware.LICENCE, 4)))
    order = ordering.ship(order, order.lines[0])
    return ordering.fail(order, *order.lines[1:])


def test_failed_lines_are_chosen_and_sent_again(ordering: Ordering, sit: Sit) -> None:
    """R-HW-27: those that are ticked, and no other."""
    seat = sit()
    seat.open(failed(ordering))
    assert seat.says("2 lines failed.")
    assert seat.says("CASE-1: Out of stock")
    seat.on_lines(K.Key_R)
    first, second = seat.dialog.lines._buttons.values()
    assert first.hasFocus()
    for button in (first, second):
        button.click()
    assert not seat.dialog.verb_button.isEnabled()
    second.click()
    seat.dialog.verb_button.click()
    seat.settle()
    states = [line.status for line in seat.order.lines]
    assert states == [
        HardwareLineStatus.DISPATCHED,
        HardwareLineStatus.ERROR,
        HardwareLineStatus.GENERATED,
    ]


def test_a_failed_order_is_closed_with_a_reason(ordering: Ordering, sit: Sit) -> None:
    seat = sit(LEAD)
    seat.open(failed(ordering))
    seat.on_lines(K.Key_F, M.ShiftModifier)
    seat.dialog.form.set_values({"reason": "The customer waits no longer"})
    seat.dialog.verb_button.click()
    seat.settle()
    assert seat.order.status is HardwareStatus.COMPLETE
    assert seat.says("Closed: The customer waits no longer")


def test_a_line_comes_back_and_the_credit_is_told_before(ordering: Ordering, sit: Sit) -> None:
    """SM-3: the credit is that of the whole line."""
    seat = sit()
    page = seat.open(ordering.ship(ordering.sent(TWO)))
    assert seat.says("Tracking: POST")
    assert page.layout_of_page.line_buttons[keys.RETURN].isVisible()
    seat.on_lines(K.Key_T)
    assert seat.says("1,998.00\u00a0AUD are credited to the account.", seat.dialog)
    seat.dialog.form.set_values({"reason": "Wrong colour"})
    seat.dialog.verb_button.click()
    seat.settle()
    assert seat.order.lines[0].status is HardwareLineStatus.RETURNED
    assert seat.toasts.said[-1] == f"{seat.order.reference}: 2 Fruit Phone X1 128 GB returned"
    assert page.cause_of_line(keys.RETURN) is not None
    assert seat.says("What comes back is returned on its line (T).")


def test_an_order_of_which_all_came_back_says_so(ordering: Ordering, sit: Sit) -> None:
    seat = sit()
    order = ordering.ship(ordering.sent())
    ordering.call(LEAD, contract.RETURN_LINE, **at(order), line_id=order.lines[0].line_id, reason="Broken")
    seat.open(order)
    assert seat.says("Nothing is left to do: all that was dispatched came back.")


def test_a_colleagues_change_is_shown_and_the_reader_stays_where_they_are(
    ordering: Ordering, sit: Sit
) -> None:
    """S-18: the chosen line and the focus stay."""
    order = ordering.ready((*TWO, (build_hardware.LICENCE, 4)))
    seat = sit()
    page = seat.open(order)
    table = page.layout_of_page.lines.table
    seat.on_lines(K.Key_Down)
    theirs = ordering.look(order)
    ordering.call(LEAD, contract.REMOVE_LINE, **at(theirs), line_id=theirs.lines[0].line_id)
    seat.tell(news_of(order.order_id))
    line = page.layout_of_page.lines.current()
    assert line is not None
    assert (line.sku, table.hasFocus(), len(seat.order.lines)) == ("CASE-1", True, 2)


def test_both_quantities_are_shown_and_mine_can_be_set(ordering: Ordering, sit: Sit) -> None:
    order = ordering.ready()
    seat = sit()
    page = seat.open(order)
    theirs = ordering.look(order)
    ordering.call(LEAD, contract.CHANGE_LINE, **at(theirs), line_id=theirs.lines[0].line_id, qty=9)
    seat.on_lines(K.Key_Plus)
    assert seat.says("9 now, you wanted 2")
    page.layout_of_page.banner.button_pressed.emit("insist")
    seat.settle()
    assert ordering.look(order).lines[0].qty == 2


def test_a_lost_link_closes_the_commands_and_keeps_the_page(ordering: Ordering, sit: Sit) -> None:
    seat = sit()
    page = seat.open(ordering.ready())
    seat.tell(FeedNews(link=LinkState.LOST))
    assert "do not answer" in (page._cause(HardwareCommand.GENERATE) or "")
    assert not page.layout_of_page.buttons[HardwareCommand.GENERATE.value].isEnabled()
    seat.tell(FeedNews(link=LinkState.CONNECTED))
    assert page._cause(HardwareCommand.GENERATE) is None


def test_number_customer_and_stock_check_lead_on(ordering: Ordering, sit: Sit) -> None:
    seat = sit()
    order = ordering.ready()
    seat.open(order)
    seat.on_lines(K.Key_C, M.ControlModifier | M.ShiftModifier)
    seat.on_lines(K.Key_C)
    seat.page.commands.check_stock(order)
    assert seat.shell.copied == [order.reference]
    assert [(target.kind, target.record_id) for target in seat.shell.targets] == [
        (ACCOUNT, order.account_id),
        (STOCK_CHECK, order.order_id),
    ]


def test_the_page_becomes_a_pdf_file_with_nothing_that_is_hidden(
    ordering: Ordering, sit: Sit, tmp_path: Path
) -> None:
    """S-18 print: text alone, never markup, and never what is masked for the reader."""
    seat = sit(LEAD)
    seat.open(ordering.ready(TWO))
    seat.on_lines(K.Key_P, M.ControlModifier)
    [dialog] = seat.page.findChildren(PrintDialog)
    told = " ".join(value for _, value in dialog._paper.facts)
    assert "Marlow Dental Group" in told
    assert "mia@example.com" not in told
    assert [row[0] for row in dialog._paper.rows] == ["Fruit Phone X1 128 GB", "Leather case"]
    path = tmp_path / "order.pdf"
    dialog.form.set_values({"path": str(tmp_path / "none" / "\0.pdf")})
    dialog.verb_button.click()
    seat.settle()
    assert seat.says("The file could not be written here", dialog)
    dialog.form.set_values({"path": str(path)})
    dialog.verb_button.click()
    seat.settle()
    assert path.read_bytes().startswith(b"%PDF-")
    assert seat.toasts.said[-1] == "Saved order.pdf"
