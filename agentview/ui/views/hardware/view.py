"""The hardware area: its pages on a fixed tab, each order on a tab of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.hardware_list import HardwareRow
from agentview.contract.hardware_orders import START, HardwareOrder, StartRequest
from agentview.core.errors import Unknown
from agentview.core.power import Power
from agentview.core.reference import Prefix, reference
from agentview.gateway.port import FeedNews, LinkState
from agentview.ui.area import Area
from agentview.ui.failure_words import offline_text
from agentview.ui.kit.action import ActionText, make_action, refuse_action, tip_with_key
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.record_tabs import Record, RecordTabs
from agentview.ui.navigation import HARDWARE_ORDER, NEW_HARDWARE_ORDER, Desk, Target
from agentview.ui.sending import NewKey, Sending, new_key
from agentview.ui.views.hardware.customer_dialog import CustomerDialog
from agentview.ui.views.hardware.home import ORDERS, HardwareHome
from agentview.ui.views.hardware.order_page import OrderPage


class HardwareView(QObject):
    """An `AreaView`."""

    def __init__(self, desk: Desk, pages: Sequence[Area] = (), make_key: NewKey = new_key) -> None:
        """Shows the orders, and beside them `pages` of other packages."""
        self.root = QWidget()
        super().__init__(self.root)
        self._desk, self._make_key = desk, make_key
        self._is_open = True
        self._begins: dict[int, Sending[StartRequest, HardwareOrder]] = {}
        self.dialog: CustomerDialog | None = None
        self.home = HardwareHome(desk, pages)
        translate = QCoreApplication.translate
        self.tabs = RecordTabs(
            self.home, translate("Hardware", "Hardware"), translate("Hardware", "Open hardware orders")
        )
        tip = translate("Hardware", "Order hardware for a customer")
        text = ActionText(translate("Hardware", "New hardware order"), "Ctrl+N", "plus", tip)
        self._new = make_action(self.root, text, self.choose_customer)
        self._primary = self._make_primary(text)
        column = QVBoxLayout(self.root)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        self.home.orders.wanted.connect(self._on_wanted)
        self.home.orders.new_wanted.connect(self.choose_customer)
        self.home.moved.connect(self._on_shown)
        self.tabs.reopen_wanted.connect(self._on_reopen)
        self.tabs.shown.connect(self._on_shown)
        self._unsubscribe = desk.shell.on_news(self._hear)
        self._show_state()
        self.home.start()

    # What the shell asks (AreaView)

    @property
    def widget(self) -> QWidget:
        """What fills the window below the header."""
        return self.root

    @property
    def primary(self) -> Button | None:
        """New hardware order, for who may order."""
        return self._primary

    def action_groups(self) -> Mapping[str, Sequence[QAction]]:
        """Every action of what is in front, for the key sheet and the command box."""
        page = self.page()
        groups: dict[str, Sequence[QAction]] = {}
        groups.update(self.home.actions_by_group() if page is None else page.action_groups())
        tabs = QCoreApplication.translate("Hardware", "Tabs")
        groups[tabs] = (self._new, *self.tabs.actions_of_tabs())
        return groups

    def open(self, target: Target) -> None:
        """Shows an order, begins one for an account, or shows what a page beside the orders opens."""
        if target.kind == HARDWARE_ORDER:
            self.show_order(target.record_id, target.title)
        elif target.kind == NEW_HARDWARE_ORDER:
            if target.record_id:
                self.new_order(target.record_id)
            else:
                self.choose_customer()
        else:
            key = self.home.page_of(target)
            if key is not None:
                self.tabs.show_record(None)
                self.home.open(key, target)

    def take_focus(self) -> None:
        """Puts the focus where work goes on: the order in front, or the page."""
        self._on_shown()
        page = self.page()
        if page is None:
            self.home.take_focus()
        else:
            page.take_focus()

    def close(self) -> None:
        """Saves drafts, drops calls and stops hearing news; a second time does nothing."""
        if not self._is_open:
            return
        self._is_open = False
        self._unsubscribe()
        self._desk.runner.drop(self)
        if self.dialog is not None:
            self.dialog.reject()
        self.tabs.close_all()
        self.home.close_down()

    # What the parts do together

    def page(self) -> OrderPage | None:
        """The order in front; None while the home is."""
        widget = self.tabs.current_widget
        return widget if isinstance(widget, OrderPage) else None

    def show_order(self, order_id: int, title: str = "") -> None:
        """Shows an order on its tab, which is made unless there is one."""
        if self.tabs.show_record(order_id):
            return
        page = OrderPage(self._desk, order_id)

        def rename(name: str) -> None:
            self.tabs.rename(order_id, name)

        page.renamed.connect(rename)
        shown = title or reference(Prefix.HARDWARE_ORDER, order_id)
        self.tabs.open(Record(order_id, shown, page, close=page.end))
        page.take_focus()

    def new_order(self, account_id: int) -> None:
        """Begins an order for a customer; a press that got no answer is sent again under its key."""
        if self._cause() is not None:
            return
        sending = self._begins.get(account_id)
        if sending is None:
            sending = Sending(START, StartRequest(account_id=account_id), self._make_key())
            self._begins[account_id] = sending

        def begun(order: HardwareOrder) -> None:
            self._begins.pop(account_id, None)
            self.show_order(order.order_id, order.reference)

        def failed(error: Exception) -> None:
            if not isinstance(error, Unknown):
                self._begins.pop(account_id, None)
            doing = QCoreApplication.translate("Hardware", "New hardware order")
            self._desk.shell.show_error(error, doing)

        sending.send(self._desk, begun, failed, self)

    @Slot()
    def choose_customer(self) -> None:
        """Asks for whom an order is begun."""
        if self._cause() is not None or self.dialog is not None:
            return
        self.dialog = CustomerDialog(self.root, self._desk)
        self.dialog.picked.connect(self.new_order)
        self.dialog.finished.connect(self._on_chosen)
        self.dialog.open()

    # Inside

    def _make_primary(self, text: ActionText) -> Button | None:
        if not self._desk.has(Power.CREATE_HARDWARE_ORDER):
            return None
        button = Button(text.text, ButtonKind.PRIMARY, tip=tip_with_key(text.tip, text.key))
        # The shell puts it into its header; until then it must belong to somebody.
        button.setParent(self.root)
        button.hide()
        button.pressed_once.connect(self.choose_customer)
        return button

    def _cause(self) -> str | None:
        if not self._desk.has(Power.CREATE_HARDWARE_ORDER):
            return QCoreApplication.translate("Hardware", "You may not order hardware. Ask a supervisor.")
        return offline_text() if self._desk.shell.link is LinkState.LOST else None

    def _show_state(self) -> None:
        cause = self._cause()
        refuse_action(self._new, cause)
        if self._primary is not None:
            self._primary.set_refusal(cause)

    def _hear(self, _news: FeedNews) -> None:
        self._show_state()

    @Slot()
    def _on_chosen(self) -> None:
        self.dialog = None

    @Slot()
    def _on_shown(self) -> None:
        """An order in front has a primary button of its own, and so may a page beside the orders."""
        if self._primary is not None:
            self._primary.setVisible(self.page() is None and self.home.key == ORDERS)

    @Slot(object)
    def _on_wanted(self, row: HardwareRow) -> None:
        self.show_order(row.order_id, row.reference)

    @Slot(object, str)
    def _on_reopen(self, key: object, title: str) -> None:
        if isinstance(key, int):
            self.show_order(key, title)
