"""The search of orders (S-04): Enter opens an order, an incomplete one where it was left (R-PRV-38)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.order_search import OrderFilter, OrderRow, OrderView
from agentview.ui.kit.action import ActionText, make_action, refuse_action
from agentview.ui.lists.pane import ListPane
from agentview.ui.navigation import ACCOUNT, Desk, Target
from agentview.ui.views.orders.search_spec import SPEC


class SearchPane(QWidget):
    """`wanted(order id, reference)` tells which order is to be shown."""

    wanted = Signal(int, str)

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        super().__init__()
        self._desk = desk
        self.list: ListPane[OrderFilter, OrderRow] = ListPane(desk, SPEC, owner=self)
        translate = QCoreApplication.translate
        texts = {
            "open": (ActionText(translate("SearchPane", "Open the order"), "O", "list"), self._on_open),
            "customer": (
                ActionText(translate("SearchPane", "Open customer"), "C", "user"),
                self._on_customer,
            ),
        }
        self.row_actions = {
            key: make_action(self.list.table, text, run) for key, (text, run) in texts.items()
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        self.setFocusProxy(self.list.table)
        self.list.opened.connect(self._on_opened)
        self.list.chosen.connect(self._on_chosen)
        self.list.empty_pressed.connect(self.list.toggle_filter)
        self._on_chosen(None)

    def start(self) -> None:
        """Shows the view that was looked at last; at first that is nothing, with the fields to search by."""
        self.list.start()
        if self.list.presenter.view == OrderView.ALL:
            self.list.filter.show()

    def take_focus(self) -> bool:
        """Puts the focus on what was found; where nothing is, on the first field to search by."""
        if self.list.table.isVisible():
            self.list.table.setFocus()
        else:
            self.list.filter.show()
            self.list.filter.focus_first()
        return True

    def close_down(self) -> None:
        """Stops reading."""
        self.list.close_down()

    def actions_by_group(self) -> Mapping[str, Sequence[QAction]]:
        """Every action of this page."""
        name = QCoreApplication.translate("SearchPane", "Search orders")
        return {name: (*self.row_actions.values(), *self.list.list_actions())}

    # Inside

    @Slot(object)
    def _on_chosen(self, row: OrderRow | None) -> None:
        translate = QCoreApplication.translate
        none = translate("SearchPane", "Choose a line first.") if row is None else None
        refuse_action(self.row_actions["open"], none)
        no_customer = translate("SearchPane", "The order has no customer yet.")
        is_bare = row is not None and row.account_id is None
        refuse_action(self.row_actions["customer"], no_customer if is_bare else none)

    @Slot(object)
    def _on_opened(self, row: OrderRow) -> None:
        self.wanted.emit(row.order_id, row.reference)

    @Slot()
    def _on_open(self) -> None:
        row = self.list.current()
        if row is not None:
            self._on_opened(row)

    @Slot()
    def _on_customer(self) -> None:
        row = self.list.current()
        if row is not None and row.account_id is not None:
            self._desk.shell.open_target(Target(ACCOUNT, row.account_id, row.customer or ""))
