"""The search for customers (S-02): a line of fields, what they find, and who was opened last."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.customer_search import CustomerRow
from agentview.ui.kit import card
from agentview.ui.kit.action import ActionText, make_action, refuse_action
from agentview.ui.kit.appearance import look
from agentview.ui.lists.pane import ListPane
from agentview.ui.navigation import Desk
from agentview.ui.views.customers.search_recent import remember
from agentview.ui.views.customers.search_spec import spec_for


class CustomerSearchPane(QObject):
    """`customer_chosen(account_id, title)` opens a customer, `background_wanted` leaves the search in front.

    `new_wanted()` asks for a new customer. What was opened is kept with `remember`, wherever it was found.
    """

    customer_chosen = Signal(int, str)
    background_wanted = Signal(int, str)
    new_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        """Reads who was opened last."""
        super().__init__(parent)
        self._desk = desk
        self.widget = QWidget()
        self.list = ListPane(desk, spec_for(desk), owner=self.widget)
        column = QVBoxLayout(self.widget)
        column.setContentsMargins(0, look().px(8), 0, 0)
        column.addWidget(self.list)
        self.widget.setFocusProxy(self.list)
        # Whoever comes here searches: the fields stand open, where other lists hide their filter.
        self.list.filter.show()
        self._actions = self._make_actions()
        self.list.opened.connect(self._on_opened)
        self.list.empty_pressed.connect(self.new_wanted)
        self.list.chosen.connect(self._on_chosen)
        self._show_state(None)
        self.list.start()

    def lead_with(self, *parts: QWidget) -> None:
        """Puts parts before the line above the list."""
        lead = QWidget()
        lead.setLayout(card.row(*parts))
        self.list.header.lead_with(lead)

    def take_focus(self) -> None:
        """Puts the focus into the first field; Down goes on to what was found."""
        self.list.filter.show()
        self.list.filter.focus_first()

    def remember(self, account_id: int) -> None:
        """Keep a customer among those who were opened last, and show it there."""
        remember(self._desk.gateway, self._desk.runner, self, account_id, self._on_kept)

    def close(self) -> None:
        """Stops reading and hearing news; a second time does nothing."""
        self._desk.runner.drop(self)
        self.list.close_down()

    def actions(self) -> tuple[QAction, ...]:
        """What can be done here, for the key sheet and the command box."""
        return (*self._actions, *self.list.list_actions())

    def _on_kept(self) -> None:
        """Reads those who were opened last anew, unless somebody looks at them: they would jump."""
        if not self.widget.isVisible() and not self.list.presenter.narrowed_by:
            self.list.presenter.reload()

    def _make_actions(self) -> tuple[QAction, ...]:
        translate = QCoreApplication.translate
        table = self.list.table
        return (
            make_action(table, ActionText(translate("Customers", "Open customer"), "O", "user"), self._open),
            make_action(
                table,
                ActionText(
                    translate("Customers", "Open on a tab behind"),
                    "Ctrl+Return",
                    "",
                    translate("Customers", "Open the customer and stay in the search"),
                ),
                self._open_behind,
            ),
            make_action(
                table, ActionText(translate("Customers", "Copy account number"), "Y", "copy"), self._copy
            ),
        )

    def _open(self) -> None:
        row = self.list.current()
        if row is not None:
            self._on_opened(row)

    def _open_behind(self) -> None:
        for row in self.list.selected():
            self.background_wanted.emit(row.account_id, row.name)

    def _copy(self) -> None:
        row = self.list.current()
        if row is not None:
            self._desk.shell.copy_text(row.account_no)

    def _show_state(self, row: CustomerRow | None) -> None:
        nobody = QCoreApplication.translate("Customers", "No customer is chosen")
        for action in self._actions:
            refuse_action(action, None if row is not None else nobody)

    @Slot(object)
    def _on_opened(self, row: CustomerRow) -> None:
        self.customer_chosen.emit(row.account_id, row.name)

    @Slot(object)
    def _on_chosen(self, row: CustomerRow | None) -> None:
        self._show_state(row)
