"""The list of hardware orders (S-17): Enter opens one on a tab; some commands act from here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.hardware import HardwareCommand
from agentview.contract.hardware_list import HardwareFilter, HardwareRow
from agentview.contract.hardware_orders import GET, HardwareOrder, OrderRef
from agentview.gateway.port import FeedNews, LinkState
from agentview.ui.failure_words import cause_text, offline_text
from agentview.ui.kit.action import ActionText, make_action, refuse_action
from agentview.ui.kit.local_format import count_text
from agentview.ui.lists.offered import Offered
from agentview.ui.lists.pane import ListPane
from agentview.ui.lists.selection_bar import BulkVerb, SelectionBar
from agentview.ui.navigation import ACCOUNT, Desk, Target
from agentview.ui.views.hardware.bulk_dialog import MANY, BulkDialog
from agentview.ui.views.hardware.list_spec import spec_of
from agentview.ui.views.hardware.order_commands import OrderCommands
from agentview.ui.views.hardware.words import command_word

OPEN, CUSTOMER, COPY = "open", "customer", "copy"
_COMMANDS = {
    HardwareCommand.GENERATE: ("G", "play"),
    HardwareCommand.RETRY: ("R", "refresh"),
    HardwareCommand.CHECK_STOCK: ("S", "search"),
    HardwareCommand.CANCEL: ("Shift+X", ""),
}


class HardwareListPane(QWidget):
    """`wanted(row)` tells which order is to be shown, `new_wanted()` that one is to be begun."""

    wanted = Signal(object)
    new_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        super().__init__()
        self._desk = desk
        self.offered = Offered()
        self.commands = OrderCommands(desk, self)
        self.bulk: BulkDialog | None = None
        self.list: ListPane[HardwareFilter, HardwareRow] = ListPane(desk, spec_of(self.offered), owner=self)
        self.row_actions = self._make_actions()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.selection = SelectionBar(
            tuple(BulkVerb(command.value, command_word(command)) for command in MANY)
        )
        self.list.column.addWidget(self.selection)
        column.addWidget(self.list)
        self.setFocusProxy(self.list.table)
        self.list.opened.connect(self.wanted)
        self.list.chosen.connect(self._on_chosen)
        self.list.empty_pressed.connect(self.new_wanted)
        self.list.selection_moved.connect(self._on_selection)
        self.selection.wanted.connect(self._on_many)
        self.commands.done.connect(self._on_done)
        self._unsubscribe = desk.shell.on_news(self._hear)
        self._show_state()

    def start(self) -> None:
        """Reads the list for the first time."""
        self.list.start()

    def take_focus(self) -> None:
        """Puts the focus on the list."""
        self.list.table.setFocus()

    def close_down(self) -> None:
        """Stops reading and hearing."""
        self._unsubscribe()
        self.commands.close()
        if self.bulk is not None:
            self.bulk.reject()
        self._desk.runner.drop(self)
        self.list.close_down()

    def actions_by_group(self) -> Mapping[str, Sequence[QAction]]:
        """Every action of this list."""
        name = QCoreApplication.translate("HardwareList", "List of hardware orders")
        return {name: (*self.row_actions.values(), *self.list.list_actions())}

    # Inside

    def _make_actions(self) -> dict[str, QAction]:
        translate, table = QCoreApplication.translate, self.list.table
        made = {
            OPEN: make_action(
                table, ActionText(translate("HardwareList", "Open the order"), "O", "box"), self._on_open
            ),
            CUSTOMER: make_action(
                table, ActionText(translate("HardwareList", "Open customer"), "C", "user"), self._on_customer
            ),
            COPY: make_action(
                self,
                ActionText(translate("HardwareList", "Copy order number"), "Ctrl+Shift+C", "copy"),
                self._on_copy,
            ),
        }
        runs = {
            HardwareCommand.GENERATE: self._on_generate,
            HardwareCommand.RETRY: self._on_retry,
            HardwareCommand.CHECK_STOCK: self._on_check_stock,
            HardwareCommand.CANCEL: self._on_cancel,
        }
        for command, (key, icon_name) in _COMMANDS.items():
            text = ActionText(command_word(command), key, icon_name)
            owner = table if len(key) == 1 else self
            made[command.value] = make_action(owner, text, runs[command])
        return made

    def _cause(self, command: HardwareCommand, row: HardwareRow) -> str | None:
        if self._desk.shell.link is LinkState.LOST:
            return offline_text()
        against = self.offered.against(row.commands, command.value)
        if against is None:
            return QCoreApplication.translate("HardwareList", "This order does not offer it.")
        return cause_text(self._desk.texts, against)

    @Slot(object)
    def _on_chosen(self, _row: object) -> None:
        self._show_state()

    def _show_state(self) -> None:
        row = self.list.current()
        none = QCoreApplication.translate("HardwareList", "Choose a line first.") if row is None else None
        for key in (OPEN, CUSTOMER, COPY):
            refuse_action(self.row_actions[key], none)
        is_many = self.list.table.selected_count() > 1
        for command in _COMMANDS:
            cause = none if row is None else self._cause(command, row)
            if is_many and command in MANY:
                cause = offline_text() if self._desk.shell.link is LinkState.LOST else None
            refuse_action(self.row_actions[command.value], cause)

    def _hear(self, _news: FeedNews) -> None:
        self._show_state()

    @Slot()
    def _on_open(self) -> None:
        row = self.list.current()
        if row is not None:
            self.wanted.emit(row)

    @Slot()
    def _on_customer(self) -> None:
        row = self.list.current()
        if row is not None:
            self._desk.shell.open_target(Target(ACCOUNT, row.account_id, row.customer))

    @Slot()
    def _on_copy(self) -> None:
        row = self.list.current()
        if row is not None:
            self._desk.shell.copy_text(row.reference)

    @Slot()
    def _on_generate(self) -> None:
        self._run_or_many(HardwareCommand.GENERATE)

    @Slot()
    def _on_retry(self) -> None:
        self._run_or_many(HardwareCommand.RETRY)

    @Slot()
    def _on_check_stock(self) -> None:
        self._run(HardwareCommand.CHECK_STOCK)

    @Slot()
    def _on_cancel(self) -> None:
        self._run(HardwareCommand.CANCEL)

    @Slot()
    def _on_selection(self) -> None:
        self.selection.show_count(self.list.table.selected_count())
        self._show_state()

    @Slot(str)
    def _on_many(self, key: str) -> None:
        """Asks about all selected orders; each is judged for itself when it is its turn."""
        rows = self.list.selected()
        if not rows or self.bulk is not None or self._desk.shell.link is LinkState.LOST:
            return
        self.bulk = BulkDialog(self, self._desk, HardwareCommand(key), rows)
        self.bulk.ended.connect(self._on_many_ended)
        self.bulk.open()

    @Slot(int)
    def _on_many_ended(self, done: int) -> None:
        self.bulk = None
        if done:
            told = QCoreApplication.translate("HardwareList", "{count} orders done")
            self._desk.toasts.say(told.replace("{count}", count_text(done)))
            self.list.presenter.reload()
        self.list.table.setFocus()

    def _run_or_many(self, command: HardwareCommand) -> None:
        if self.list.table.selected_count() > 1:
            self._on_many(command.value)
        else:
            self._run(command)

    def _run(self, command: HardwareCommand) -> None:
        """Reads the order as it is now, then asks."""
        row = self.list.current()
        if row is None or self._cause(command, row) is not None:
            return
        gateway, wanted = self._desk.gateway, OrderRef(order_id=row.order_id)

        def on_read(order: HardwareOrder) -> None:
            self.commands.run(command, order)

        self._desk.runner.submit(
            lambda: gateway.call(GET, wanted), on_read, self._desk.shell.show_error, self, newest="order"
        )

    @Slot(object)
    def _on_done(self, _order: object) -> None:
        self.list.presenter.reload()
