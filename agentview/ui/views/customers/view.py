"""The customers area: the search on a fixed tab, each opened customer on a tab of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.contracts import CONTRACT, PackageContract, PackageRef
from agentview.contract.customers import CustomerDetail, CustomerKept
from agentview.core.power import Power
from agentview.gateway.port import FeedNews, LinkState
from agentview.ui.failure_words import offline_text
from agentview.ui.kit.action import tip_with_key
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.record_tabs import Record, RecordTabs
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.navigation import (
    ACCOUNT,
    BREAK_OUT,
    NEW_CUSTOMER,
    NEW_ORDER,
    PACKAGE,
    Desk,
    Target,
)
from agentview.ui.views.customers import page_actions
from agentview.ui.views.customers.adding import Adding
from agentview.ui.views.customers.called import customer_word
from agentview.ui.views.customers.open_tabs import OpenTabs
from agentview.ui.views.customers.page import CustomerPage
from agentview.ui.views.customers.page_actions import cause_against
from agentview.ui.views.customers.search_pane import CustomerSearchPane

LOOK_MS = 5_000


class CustomersView(QObject):
    """An `AreaView`."""

    def __init__(self, desk: Desk) -> None:
        """Opens the tabs of last time; each reads its customer when it is first shown."""
        self.root = QWidget()
        super().__init__(self.root)
        self._desk = desk
        self._times = ServerTime(desk.clock)
        self._memory = OpenTabs(desk.settings, desk.person.username)
        self.find = CustomerSearchPane(desk, self.root)
        translate = QCoreApplication.translate
        self.tabs = RecordTabs(
            self.find.widget,
            translate("Customers", "Find customer"),
            translate("Customers", "Open customers"),
        )
        self.adding = Adding(desk, self.root, self._on_added)
        self.new_customer = self.adding.new_customer
        self.find.lead_with(self.adding.new_button, self.adding.import_button)
        self._new_order = self._make_primary()
        column = QVBoxLayout(self.root)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._connect()
        self._unsubscribe = desk.shell.on_news(self._hear)
        self._restore()
        self._timer.start()
        self._show_state()

    # What the shell asks (AreaView)

    @property
    def widget(self) -> QWidget:
        """What fills the window below the header."""
        return self.root

    @property
    def primary(self) -> Button | None:
        """New order, for who may order."""
        return self._new_order

    def action_groups(self) -> Mapping[str, Sequence[QAction]]:
        """Every action of area and open customer, for the key sheet and the command box."""
        page = self.page()
        groups: dict[str, Sequence[QAction]] = {} if page is None else dict(page.action_groups())
        groups[QCoreApplication.translate("Customers", "Customers")] = (
            *self.adding.actions(),
            *(self.find.actions() if page is None else ()),
            *self.tabs.actions_of_tabs(),
        )
        return groups

    def open(self, target: Target) -> None:
        """Shows a customer, or the form of a new one."""
        if target.kind == ACCOUNT:
            self.show_account(target.record_id, target.title)
        elif target.kind == NEW_CUSTOMER:
            self.tabs.show_record(None)
            self.new_customer.begin(target.title)
        elif target.kind in {PACKAGE, BREAK_OUT}:
            self._open_package(target)

    def take_focus(self) -> None:
        """Puts the focus on the open customer, or on the search."""
        page = self.page()
        if page is None:
            self.find.take_focus()
        else:
            page.take_focus()

    def close(self) -> None:
        """Saves drafts, drops calls and stops hearing news; a second time does nothing."""
        if not self._timer.isActive():
            return
        self._timer.stop()
        self._desk.runner.drop(self)
        self._unsubscribe()
        self.adding.close()
        self.find.close()
        self.tabs.close_all()

    # For the search, and within

    def show_account(self, account_id: int, title: str = "") -> None:
        """Shows a customer on its tab, which is made unless there is one."""
        if not self.tabs.show_record(account_id):
            self._open_tab(account_id, title)

    def page(self) -> CustomerPage | None:
        """The customer in front; None while the search is."""
        widget = self.tabs.current_widget
        return widget if isinstance(widget, CustomerPage) else None

    # Inside

    def _open_package(self, target: Target) -> None:
        """Shows the customer of a package with the package chosen; for BREAK_OUT its dialog too."""
        gateway, request = self._desk.gateway, PackageRef(package_id=target.record_id)

        def show(bound: PackageContract) -> None:
            self.show_account(bound.account_id)
            page = self.page()
            if page is None:
                return
            page.show_package(bound.package_id)
            if target.kind == BREAK_OUT:
                page.commands.contracts.break_out(bound.package_id)

        self._desk.runner.submit(
            lambda: gateway.call(CONTRACT, request), show, self._desk.shell.show_error, self, newest="package"
        )

    def _make_primary(self) -> Button | None:
        if not self._desk.has(Power.CREATE_ORDER):
            return None
        translate = QCoreApplication.translate
        tip = tip_with_key(translate("Customers", "Begin an order of this customer"), "Ctrl+N")
        button = Button(translate("Customers", "New order"), ButtonKind.PRIMARY, tip=tip)
        # The shell puts it into its header; until then it must belong to somebody.
        button.setParent(self.root)
        button.hide()
        button.pressed_once.connect(self._on_new_order)
        return button

    def _connect(self) -> None:
        self.find.new_wanted.connect(self.new_customer.begin)
        self.find.customer_chosen.connect(self.show_account)
        self.find.background_wanted.connect(self._on_background)
        self.tabs.shown.connect(self._on_shown)
        self.tabs.closed.connect(self._on_closed)
        self.tabs.reopen_wanted.connect(self._on_reopen)
        self._timer.timeout.connect(self._on_look)

    def _restore(self) -> None:
        self._memory.load()
        current = self._memory.current
        self.tabs.blockSignals(True)
        for account_id, account_no in tuple(self._memory.accounts.items()):
            self._open_tab(account_id, account_no)
        self.tabs.show_record(current)
        self.tabs.blockSignals(False)
        self._on_shown(self.tabs.current_key)

    def _open_tab(self, account_id: int, title: str) -> None:
        page = CustomerPage(self._desk, account_id, self._times)
        page.named.connect(self._on_named)
        page.was_read.connect(self._on_read)
        shown = title or QCoreApplication.translate("Customers", "Customer")
        self.tabs.open(Record(account_id, shown, page, close=page.close_down))

    def _hear(self, news: FeedNews) -> None:
        for page in self._pages():
            page.hear(news)
        self._show_state()

    def _pages(self) -> list[CustomerPage]:
        found = [self.tabs.widget_of(key) for key in self.tabs.open_keys()]
        return [page for page in found if isinstance(page, CustomerPage)]

    def _show_state(self) -> None:
        is_lost = self._desk.shell.link is LinkState.LOST
        self.adding.show_state()
        if self._new_order is None:
            return
        page = self.page()
        if page is None:
            self._new_order.set_refusal(offline_text() if is_lost else None)
        else:
            self._new_order.set_refusal(cause_against(page_actions.NEW_ORDER, self._desk, page.presenter))

    @Slot(object)
    def _on_shown(self, key: object) -> None:
        shown = self.page()
        for page in self._pages():
            if page is not shown:
                page.hide_page()
        if shown is not None:
            shown.show_page()
        self._memory.chosen(key if isinstance(key, int) else None)
        self._show_state()

    @Slot(object)
    def _on_closed(self, key: object) -> None:
        if isinstance(key, int):
            self._memory.closed(key)

    @Slot(object, str)
    def _on_reopen(self, key: object, title: str) -> None:
        if isinstance(key, int):
            self.show_account(key, title)

    @Slot(object)
    def _on_named(self, customer: CustomerDetail) -> None:
        self.tabs.rename(customer.account_id, customer_word(customer))
        self._memory.opened(customer.account_id, customer.account_no)
        self.find.remember(customer.account_id)

    @Slot()
    def _on_read(self) -> None:
        self._show_state()

    @Slot(int, str)
    def _on_background(self, account_id: int, title: str) -> None:
        if account_id not in self.tabs.open_keys():
            self._open_tab(account_id, title)
            self.tabs.show_record(None)
            self.find.list.table.setFocus()

    @Slot()
    def _on_new_order(self) -> None:
        page = self.page()
        if page is not None:
            page.commands.new_order()
        elif not self._desk.shell.open_target(Target(NEW_ORDER, 0)):
            self._desk.toasts.fail(
                QCoreApplication.translate("Customers", "None of your areas takes orders.")
            )

    @Slot()
    def _on_look(self) -> None:
        page = self.page()
        if page is not None:
            page.presenter.look()

    def _on_added(self, kept: CustomerKept) -> None:
        self.show_account(kept.account_id, kept.name or kept.account_no)
