"""Halted requests (S-08): the list, the request beside it, and its edit, resubmit and abort."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.halted import HaltedFilter, HaltedRow
from agentview.contract.provisioning import TaskCommand
from agentview.gateway.port import LinkState
from agentview.ui.failure_words import cause_text, offline_text
from agentview.ui.kit.action import ActionText, make_action, refuse_action
from agentview.ui.kit.appearance import look
from agentview.ui.lists.offered import Offered
from agentview.ui.lists.pane import ListPane
from agentview.ui.lists.split import ListAndDetail
from agentview.ui.navigation import ACCOUNT, Desk, Target
from agentview.ui.views.orders.halted_detail import COMMANDS, CUSTOMER, ORDER, HaltedDetail
from agentview.ui.views.orders.halted_dialog import HaltedDialog
from agentview.ui.views.orders.halted_forms import against
from agentview.ui.views.orders.halted_spec import KEY, spec_of


class HaltedPane(QWidget):
    """`wanted(order id, reference)` tells which order is to be shown."""

    wanted = Signal(int, str)

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        super().__init__()
        self._desk = desk
        self._offered = Offered()
        self._pending: TaskCommand | None = None
        self.dialog: HaltedDialog | None = None
        self.list: ListPane[HaltedFilter, HaltedRow] = ListPane(desk, spec_of(self._offered), owner=self)
        self.detail = HaltedDetail(desk, self.list.times)
        self.row_actions = self._make_actions()
        split = ListAndDetail(self.list, self.detail, desk.settings, f"{KEY}.split", self.list.least_width)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        column.addWidget(self.list.head)
        column.addWidget(split, 1)
        self.setFocusProxy(self.list.table)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.detail.wanted.connect(self.run)
        self.detail.was_read.connect(self._on_read)
        back = QShortcut(QKeySequence("Esc"), self.detail)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.list.table.setFocus)
        self.show_state()

    def start(self) -> None:
        """Reads the list for the first time."""
        self.list.start()

    def take_focus(self) -> bool:
        """Puts the focus on the list; False where nothing is listed."""
        if not self.list.table.isVisible():
            return False
        self.list.table.setFocus()
        return True

    def close_down(self) -> None:
        """Closes what is open, which keeps its draft, and stops reading."""
        if self.dialog is not None:
            self.dialog.close()
        self.detail.close_down()
        self.list.close_down()

    def actions_by_group(self) -> Mapping[str, Sequence[QAction]]:
        """Every action of this page."""
        name = QCoreApplication.translate("HaltedPane", "Halted requests")
        return {name: (*self.row_actions.values(), *self.list.list_actions())}

    @Slot(str)
    def run(self, key: str) -> None:
        """Does what a button or key says with the request that is shown."""
        row = self.detail.row
        if row is None:
            return
        if key == CUSTOMER:
            self._desk.shell.open_target(Target(ACCOUNT, row.account_id, row.customer))
        elif key == ORDER:
            if row.order_id is not None:
                self.wanted.emit(row.order_id, row.reference.split("/", maxsplit=1)[0])
        elif self._cause(key) is None:
            self._open(TaskCommand(key))

    @Slot()
    def show_state(self) -> None:
        """Opens and closes the commands for the request that is shown."""
        self.detail.show_refusals(self._cause)
        for command in COMMANDS:
            refuse_action(self.row_actions[command.value], self._cause(command.value))
        none = self._nothing_chosen()
        refuse_action(self.row_actions[CUSTOMER], none)
        row = self.detail.row
        no_order = QCoreApplication.translate("HaltedPane", "A cancellation has no order.")
        refuse_action(self.row_actions[ORDER], no_order if row is not None and row.order_id is None else none)

    # Inside

    def _make_actions(self) -> dict[str, QAction]:
        translate = QCoreApplication.translate
        texts = {
            TaskCommand.AMEND.value: ActionText(translate("HaltedPane", "Edit order..."), "E", "edit"),
            TaskCommand.RESUBMIT.value: ActionText(translate("HaltedPane", "Resubmit..."), "R", "refresh"),
            TaskCommand.ABORT.value: ActionText(translate("HaltedPane", "Abort..."), "Shift+A", "close"),
            ORDER: ActionText(translate("HaltedPane", "Open the order"), "O", "list"),
            CUSTOMER: ActionText(translate("HaltedPane", "Open customer"), "C", "user"),
        }
        return {key: make_action(self.list.table, text, self._runner(key)) for key, text in texts.items()}

    def _runner(self, key: str) -> Callable[[], None]:
        return lambda: self.run(key)

    def _nothing_chosen(self) -> str | None:
        if self.detail.row is not None:
            return None
        return QCoreApplication.translate("HaltedPane", "Choose a line first.")

    def _cause(self, command: str) -> str | None:
        """Why a command is closed for the request that is shown: the same reasons as the services give."""
        row = self.detail.row
        if row is None:
            return self._nothing_chosen()
        if self._desk.shell.link is LinkState.LOST:
            return offline_text()
        task = self.detail.task
        reasons = self._offered.against(row.commands, command)
        if task is not None:
            reasons = against(task, TaskCommand(command))
        return cause_text(self._desk.texts, reasons or ())

    def _open(self, command: TaskCommand) -> None:
        """Opens the dialog of a command; where the request is still being read, as soon as it is."""
        task = self.detail.task
        if task is None:
            self._pending = command
            return
        if self.dialog is None:
            self.dialog = HaltedDialog(self, self._desk, (task, command), self)
            self.dialog.sent.connect(self._on_sent)
            self.dialog.finished.connect(self._on_finished)
            self.dialog.open()

    @Slot(object)
    def _on_chosen(self, row: HaltedRow | None) -> None:
        self._pending = None
        self.detail.show_row(row)
        self.show_state()

    @Slot(object)
    def _on_opened(self, _row: HaltedRow) -> None:
        self.detail.take_focus()

    @Slot(object)
    def _on_read(self, _task: object) -> None:
        self.show_state()
        command, self._pending = self._pending, None
        if command is not None and self._cause(command.value) is None:
            self._open(command)

    @Slot()
    def _on_sent(self) -> None:
        row = self.detail.row
        said = QCoreApplication.translate("HaltedPane", "{order}: done")
        if row is not None:
            self._desk.toasts.say(said.replace("{order}", row.reference))
        self.list.presenter.reload()
        self.detail.read()

    @Slot()
    def _on_finished(self) -> None:
        self.dialog = None
        self.list.table.setFocus()
