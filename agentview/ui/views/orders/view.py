"""The orders area: the lists on a fixed tab, each order that is taken or looked at on a tab of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.core.power import Power
from agentview.gateway.port import FeedNews, LinkState
from agentview.ui.failure_words import offline_text
from agentview.ui.kit.action import ActionText, make_action, refuse_action, tip_with_key
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.record_tabs import Record, RecordTabs
from agentview.ui.navigation import MIGRATION, NETWORK_REQUEST, NEW_ORDER, ORDER, Desk, Target, order_target
from agentview.ui.views.orders.home import OrdersHome
from agentview.ui.views.orders.wizard import OrderWizard


class OrdersView(QObject):
    """An `AreaView`."""

    def __init__(self, desk: Desk) -> None:
        """Shows the lists."""
        self.root = QWidget()
        super().__init__(self.root)
        self._desk = desk
        self._numbers = count(1)
        self._is_open = True
        self.home = OrdersHome(desk)
        translate = QCoreApplication.translate
        self.tabs = RecordTabs(self.home, translate("Orders", "Orders"), translate("Orders", "Open orders"))
        self._new = make_action(
            self.root,
            ActionText(
                translate("Orders", "New order"), "Ctrl+N", "plus", translate("Orders", "Take a new order")
            ),
            self._on_new,
        )
        self._primary = self._make_primary()
        column = QVBoxLayout(self.root)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        self.home.wanted.connect(self.show_order)
        self.tabs.reopen_wanted.connect(self._on_reopen)
        self.tabs.shown.connect(self._on_shown)
        self._unsubscribe = desk.shell.on_news(self._hear)
        self._show_state()

    # What the shell asks (AreaView)

    @property
    def widget(self) -> QWidget:
        """What fills the window below the header."""
        return self.root

    @property
    def primary(self) -> Button | None:
        """New order, for who may order."""
        return self._primary

    def action_groups(self) -> Mapping[str, Sequence[QAction]]:
        """Every action of what is in front, for the key sheet and the command box."""
        translate = QCoreApplication.translate
        groups: dict[str, Sequence[QAction]] = {}
        wizard = self.wizard()
        if wizard is None:
            groups.update(self.home.actions_by_group())
        else:
            groups[translate("Orders", "Order")] = tuple(wizard.actions())
        groups[translate("Orders", "Tabs")] = (self._new, *self.tabs.actions_of_tabs())
        return groups

    def open(self, target: Target) -> None:
        """Shows an order, an incomplete one where it was left (R-PRV-38), or begins one for an account."""
        if target.kind == ORDER:
            self.show_order(target.record_id, target.title)
        elif target.kind == NEW_ORDER:
            self.new_order(target.record_id or None)
        elif target.kind == NETWORK_REQUEST:
            self.tabs.show_record(None)
            self.home.show_error(target.record_id)

    def take_focus(self) -> None:
        """Puts the focus where work goes on: the order in front, or the list."""
        self._on_shown(None)
        wizard = self.wizard()
        if wizard is None:
            self.home.take_focus()
        else:
            wizard.take_focus()

    def close(self) -> None:
        """Saves drafts, drops calls and stops hearing news; a second time does nothing."""
        if not self._is_open:
            return
        self._is_open = False
        self._unsubscribe()
        self.tabs.close_all()
        self.home.close_down()

    # What the parts do together

    def wizard(self) -> OrderWizard | None:
        """The order in front; None while the lists are."""
        widget = self.tabs.current_widget
        return widget if isinstance(widget, OrderWizard) else None

    @Slot(int, str)
    def show_order(self, order_id: int, title: str = "") -> None:
        """Shows an order on its tab, which is made unless there is one; a migration in its own area."""
        target = order_target(order_id, title)
        if target.kind == MIGRATION:
            self._desk.shell.open_target(target)
            return
        for key in self.tabs.open_keys():
            widget = self.tabs.widget_of(key)
            if isinstance(widget, OrderWizard) and order_id in (key, widget.order_id):
                self.tabs.show_record(key)
                return
        wizard = self._add(order_id, title or QCoreApplication.translate("Orders", "Order"))
        wizard.resume(order_id)

    def new_order(self, account_id: int | None = None) -> None:
        """Begins an order, for a customer or for one who is chosen on the way."""
        if self._cause() is not None:
            return
        title = QCoreApplication.translate("Orders", "New order")
        self._add(f"new-{next(self._numbers)}", title).open_new(account_id)

    # Inside

    def _add(self, key: int | str, title: str) -> OrderWizard:
        wizard = OrderWizard(self._desk)

        def rename(name: str) -> None:
            self.tabs.rename(key, name)

        def go() -> None:
            self.tabs.close_record(key)

        wizard.renamed.connect(rename)
        wizard.closed.connect(go)
        self.tabs.open(
            Record(
                key,
                title,
                wizard,
                has_draft=lambda: wizard.has_draft,
                close=lambda: _end(wizard),
            )
        )
        return wizard

    def _make_primary(self) -> Button | None:
        if not self._desk.has(Power.CREATE_ORDER):
            return None
        translate = QCoreApplication.translate
        tip = tip_with_key(translate("Orders", "Take a new order"), "Ctrl+N")
        button = Button(translate("Orders", "New order"), ButtonKind.PRIMARY, tip=tip)
        # The shell puts it into its header; until then it must belong to somebody.
        button.setParent(self.root)
        button.hide()
        button.pressed_once.connect(self._on_new)
        return button

    def _cause(self) -> str | None:
        if not self._desk.has(Power.CREATE_ORDER):
            return QCoreApplication.translate("Orders", "You may not take orders. Ask a supervisor.")
        return offline_text() if self._desk.shell.link is LinkState.LOST else None

    def _show_state(self) -> None:
        cause = self._cause()
        refuse_action(self._new, cause)
        if self._primary is not None:
            self._primary.set_refusal(cause)

    def _hear(self, news: FeedNews) -> None:
        self.home.hear(news)
        self._show_state()

    @Slot(object)
    def _on_shown(self, _key: object) -> None:
        """An order in front has a primary button of its own."""
        if self._primary is not None:
            self._primary.setVisible(self.wizard() is None)

    @Slot()
    def _on_new(self) -> None:
        self.new_order()

    @Slot(object, str)
    def _on_reopen(self, key: object, title: str) -> None:
        if isinstance(key, int):
            self.show_order(key, title)


def _end(wizard: OrderWizard) -> None:
    wizard.close()
