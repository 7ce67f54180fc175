"""The hardware area as the shell sees it: the list, opening, beginning, pages of other packages (S-17)."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from agentview.contract import hardware_list, hardware_orders
from agentview.contract.hardware import HardwareCommand, HardwareStatus
from agentview.contract.hardware_list import HardwareView as View
from agentview.contract.session import Person
from agentview.models.customer import Account
from agentview.models.database import Stamp
from agentview.services.search.index import index_account
from agentview.services.session.caller import NOBODY
from agentview.services.unit import Unit
from agentview.ui.area import Area
from agentview.ui.kit.button import Button
from agentview.ui.navigation import ACCOUNT, HARDWARE_ORDER, NEW_HARDWARE_ORDER, Desk, Target
from agentview.ui.texts.hardware import hardware_chip
from agentview.ui.views import hardware
from agentview.ui.views.hardware.order_page import OrderPage
from tests import build
from tests.fixtures.backend import Backend
from tests.services.hardware_orders.ordering import LEAD, Ordering
from tests.ui.fake_desk import person
from tests.ui.views.hardware.seat import Seat, Sit

K, M = Qt.Key, Qt.KeyboardModifier


def rows(seat: Seat) -> list[str]:
    model = seat.view.home.orders.list.model
    known = map(model.row, model.known_positions())
    return [row.reference for row in known if row is not None]


def test_orders_are_listed_newest_first_and_enter_opens_one(ordering: Ordering, sit: Sit) -> None:
    """S-17: columns with the exact labels; Enter opens a tab, a second time the same one."""
    first, second = ordering.start(), ordering.generated()
    seat = sit()
    pane = seat.view.home.orders
    assert rows(seat) == [second.reference, first.reference]
    titles = [column.title() for column in pane.list.model.columns]
    assert titles == [
        "Order no",
        "Account",
        "Status",
        "Fraud",
        "Lines",
        "Total",
        "Delivery name",
        "Created by",
        "Generated",
        "Updated",
    ]
    for _ in range(2):
        seat.view.tabs.show_record(None)
        seat.key(pane.list.table, K.Key_Return)
        assert seat.page.order_id == second.order_id
    assert len(list(seat.view.tabs.open_keys())) == 1


def test_every_state_is_shown_by_its_exact_label() -> None:
    assert [hardware_chip(status).word for status in HardwareStatus] == [
        "New order",
        "Awaiting Generation",
        "Awaiting Dispatch",
        "Complete",
        "Error",
        "Cancelled",
    ]


def test_pills_narrow_and_count(ordering: Ordering, sit: Sit) -> None:
    ordering.start()
    ordering.ship(ordering.sent())
    seat = sit()
    pane = seat.view.home.orders.list
    assert pane.presenter.counts[View.NEW.value] == 1
    pane.presenter.choose_view(View.ENDED.value)
    seat.settle()
    assert len(rows(seat)) == 1
    assert seat.view.home.orders.list.current().status is HardwareStatus.COMPLETE  # type: ignore[union-attr]


def test_generate_cancel_and_retry_act_from_the_list(ordering: Ordering, sit: Sit) -> None:
    order = ordering.ready()
    seat = sit()
    pane = seat.view.home.orders
    assert not pane.row_actions[HardwareCommand.RETRY.value].isEnabled()
    seat.key(pane.list.table, K.Key_G)
    dialog = pane.commands.dialog
    assert dialog is not None
    assert dialog.windowTitle() == f"Generate {order.reference}?"
    dialog.verb_button.click()  # type: ignore[attr-defined]
    seat.settle()
    assert ordering.look(order).status is HardwareStatus.AWAITING_GENERATION
    current = pane.list.current()
    assert current is not None
    assert current.status is HardwareStatus.AWAITING_GENERATION
    assert not pane.row_actions[HardwareCommand.GENERATE.value].isEnabled()


def test_list_leads_to_the_customer_and_copies_the_number(ordering: Ordering, sit: Sit) -> None:
    order = ordering.start()
    seat = sit()
    table = seat.view.home.orders.list.table
    seat.key(table, K.Key_C)
    seat.key(table, K.Key_C, M.ControlModifier | M.ShiftModifier)
    assert [(one.kind, one.record_id) for one in seat.shell.targets] == [(ACCOUNT, order.account_id)]
    assert seat.shell.copied == [order.reference]


def test_an_order_begins_for_a_customer_who_is_found_while_typing(
    sqlite_backend: Backend, ordering: Ordering, sit: Sit
) -> None:
    """Ctrl+N, a name, Enter: the order is begun and in front."""
    del ordering
    with sqlite_backend.database.write(Stamp("seed", build.START)) as session:
        for account in session.query(Account).all():
            index_account(Unit(session, NOBODY, build.START), account)
    seat = sit()
    seat.view.choose_customer()
    dialog = seat.view.dialog
    assert dialog is not None
    assert not dialog.verb_button.isEnabled()
    seat.type(dialog.customers.search, "marlow")
    dialog.customers._on_rest()
    seat.settle()
    seat.key(dialog.customers.search, K.Key_Return)
    assert seat.view.dialog is None
    assert seat.order.customer == "Marlow Dental Group"
    add = seat.page.layout_of_page.buttons[HardwareCommand.EDIT_LINES.value]
    assert seat.view.root.window().focusWidget() is add


def test_an_order_begun_without_an_answer_is_begun_once(ordering: Ordering, sit: Sit) -> None:
    """The second press goes out under the same key (R-HW-01)."""
    seat = sit()
    seat.line.loses.add(hardware_orders.START.name)
    seat.view.open(Target(NEW_HARDWARE_ORDER, build.MARLOW))
    seat.settle()
    assert len(seat.shell.errors) == 1
    seat.view.open(Target(NEW_HARDWARE_ORDER, build.MARLOW))
    seat.settle()
    first, again = seat.line.keys_of(hardware_orders.START)
    assert first == again
    assert ordering.look(seat.order).reference == "HO-1"
    seat.view.open(Target(NEW_HARDWARE_ORDER, build.MARLOW))
    seat.settle()
    assert seat.order.reference == "HO-2"


def test_a_number_opens_its_order_and_a_closed_tab_comes_back(ordering: Ordering, sit: Sit) -> None:
    order = ordering.generated()
    seat = sit("harbour_back")
    seat.view.open(Target(HARDWARE_ORDER, order.order_id, order.reference))
    seat.settle()
    assert seat.order.reference == order.reference
    seat.view.tabs.close_record(order.order_id)
    seat.view.tabs.reopen_wanted.emit(order.order_id, order.reference)
    seat.settle()
    assert seat.order.reference == order.reference


def test_who_may_not_order_reads_and_is_told_why(ordering: Ordering, sit: Sit) -> None:
    """D-19: a provisioner sees the list and the page; every command says why it is closed."""
    order = ordering.ready()
    seat = sit("harbour_prov")
    assert seat.view.primary is None
    seat.view.choose_customer()
    assert seat.view.dialog is None
    page = seat.open(order)
    assert "create hardware order" in (page._cause(HardwareCommand.GENERATE) or "")


def test_an_empty_view_says_why_and_leads_on(sit: Sit) -> None:
    seat = sit()
    assert seat.says("No hardware orders here")
    seat.view.home.orders.list.presenter.choose_view(View.ERROR.value)
    seat.settle()
    assert seat.says("No order has failed")


class Guest:
    """A page of another package, as small as it can be."""

    def __init__(self, desk: Desk) -> None:
        del desk
        self.widget: QWidget = QLabel("Stock stands here")
        self.primary = Button("Check now")
        self.primary.setParent(self.widget)
        self.opened: list[Target] = []
        self.is_closed = False

    def action_groups(self) -> dict[str, list[object]]:
        return {"Stock": []}

    def open(self, target: Target) -> None:
        self.opened.append(target)

    def take_focus(self) -> None:
        self.widget.setFocus()

    def close(self) -> None:
        self.is_closed = True


def guest_area(made: list[Guest], *, is_for: bool = True) -> Area:
    def build_guest(desk: Desk) -> Guest:
        made.append(Guest(desk))
        return made[-1]

    return Area(
        "stock",
        lambda: "Stock check",
        "search",
        build_guest,  # type: ignore[arg-type] # its actions are none
        lambda _person: is_for,
        lambda: "How stock is checked.",
        frozenset({"stock_check"}),
    )


def test_pages_of_other_packages_stand_beside_the_orders(ordering: Ordering, sit: Sit) -> None:
    """The shell composes them: Alt+2 shows one, a target opens it, its primary takes our place."""
    made: list[Guest] = []
    area = hardware.make_area((guest_area(made),))
    assert "stock_check" in area.kinds
    assert "How stock is checked." in area.summary()
    order = ordering.start()
    seat = sit(pages=(guest_area(made),))
    assert made == []
    assert seat.view.home.pills.isVisible()
    seat.key(seat.view.home.orders.list.table, K.Key_2, M.AltModifier)
    [guest] = made
    assert seat.says("Stock stands here")
    assert guest.primary.isVisible()
    seat.open(order)
    seat.view.open(Target("stock_check", order.order_id))
    seat.settle()
    assert [target.record_id for target in guest.opened] == [order.order_id]
    assert not isinstance(seat.view.tabs.current_widget, OrderPage)
    assert "Stock" in seat.view.action_groups()
    seat.view.home.show_page("orders")
    assert not guest.primary.isVisible()
    seat.view.close()
    assert guest.is_closed


def test_a_page_is_left_out_for_whom_it_is_not(sit: Sit) -> None:
    seat = sit(pages=(guest_area([], is_for=False),))
    assert not seat.view.home.pills.isVisible()


def test_a_new_order_can_be_begun_from_anywhere_by_who_may() -> None:
    [beginning] = hardware.make_area().beginnings
    assert beginning.target == Target(NEW_HARDWARE_ORDER, 0)
    assert beginning.word() == "New hardware order"

    def allowed(who: Person) -> bool:
        return beginning.is_for(who)

    assert not allowed(person())


def test_the_list_is_exported_as_it_is_seen(ordering: Ordering, sit: Sit, tmp_path: Path) -> None:
    ordering.start()
    seat = sit(LEAD)
    pane = seat.view.home.orders.list
    pane.open_export()
    [dialog] = [one for one in pane.findChildren(QWidget) if type(one).__name__ == "ExportDialog"]
    dialog.form.set_values({"format": "csv", "path": str(tmp_path / "orders.csv")})  # type: ignore[attr-defined]
    dialog.verb_button.click()  # type: ignore[attr-defined]
    seat.settle()
    written = (tmp_path / "orders.csv").read_text(encoding="utf-8-sig")
    assert written.splitlines()[0].startswith("Order no")
    assert "HO-1" in written
    assert len(seat.line.keys_of(hardware_list.EXPORT)) >= 1
