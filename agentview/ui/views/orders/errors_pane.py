"""The Provisioning Errors page (S-09): list with check boxes, the error beside it, retry and abort."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.network import ErrorFilter, ErrorRow, NetworkBulkCommand
from agentview.contract.value import RefusalInfo
from agentview.core.power import Power
from agentview.gateway.port import LinkState
from agentview.ui.failure_words import cause_text, offline_text
from agentview.ui.kit.action import ActionText, make_action, refuse_action
from agentview.ui.kit.appearance import look
from agentview.ui.lists.checks import CHECK, RowChecks
from agentview.ui.lists.offered import Offered
from agentview.ui.lists.pane import ListPane
from agentview.ui.lists.selection_bar import BulkVerb, SelectionBar
from agentview.ui.lists.split import ListAndDetail
from agentview.ui.navigation import ACCOUNT, Desk, Target
from agentview.ui.views.orders.error_detail import ABORT, CUSTOMER, RETRY, ErrorDetail
from agentview.ui.views.orders.errors_bulk import preview
from agentview.ui.views.orders.errors_dialog import ErrorsDialog
from agentview.ui.views.orders.errors_spec import KEY, spec_of


class ErrorsPane(QWidget):
    """`counted(counts)` tells how many errors each view has."""

    counted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        super().__init__()
        self._desk = desk
        self._offered = Offered()
        self.checks: RowChecks[ErrorRow] = RowChecks(lambda row: row.request_id)
        self.checks.setParent(self)
        self.dialog: ErrorsDialog | None = None
        self.list: ListPane[ErrorFilter, ErrorRow] = ListPane(
            desk, spec_of(self._offered, self.checks), owner=self
        )
        self.detail = ErrorDetail(desk, self.list.times)
        self.bar = SelectionBar(_verbs())
        self.row_actions = self._make_actions()
        split = ListAndDetail(self.list, self.detail, desk.settings, f"{KEY}.split", self.list.least_width)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        column.addWidget(self.list.head)
        column.addWidget(self.bar)
        column.addWidget(split, 1)
        self.setFocusProxy(self.list.table)
        # Who may not see the list has nothing to choose from.
        self.detail.setVisible(desk.has(Power.MANAGE_HALTED_SUBSCRIPTIONS))
        self._connect()
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
        """Closes what is open and stops reading."""
        if self.dialog is not None:
            self.dialog.close()
        self.detail.close_down()
        self.list.close_down()

    def actions_by_group(self) -> Mapping[str, Sequence[QAction]]:
        """Every action of this page."""
        name = QCoreApplication.translate("ErrorsPane", "Provisioning errors")
        return {name: (*self.row_actions.values(), *self.list.list_actions())}

    def chosen(self) -> list[ErrorRow]:
        """What a command is for: the checked rows, else the selected ones, else the one beside the list."""
        current = self.list.current()
        shown = [] if current is None else [current]
        return list(self.checks.rows.values()) or self.list.selected() or shown

    def run(self, command: NetworkBulkCommand) -> None:
        """Opens the dialog of a command for what is chosen."""
        rows = self.chosen()
        if self.dialog is not None or not rows or self._cause(command.value) is not None:
            return
        shown = preview(self._desk, command, rows, lambda row: self._against(row, command.value) or ())
        self.dialog = ErrorsDialog(self, self._desk, shown)
        self.dialog.ended.connect(self._on_ended)
        self.dialog.open()

    @Slot()
    def show_state(self) -> None:
        """Opens and closes the commands for what is chosen now."""
        for key in (RETRY, ABORT):
            cause = self._cause(key)
            refuse_action(self.row_actions[key], cause)
            for button in (self.bar.buttons[key], self.detail.buttons[key]):
                button.set_refusal(cause)
        self.bar.show_count(len(self.chosen()))

    # Inside

    def _make_actions(self) -> dict[str, QAction]:
        translate = QCoreApplication.translate
        texts = {
            RETRY: (ActionText(translate("ErrorsPane", "Retry..."), "R", "refresh"), self._on_retry),
            ABORT: (ActionText(translate("ErrorsPane", "Abort..."), "Shift+A", "close"), self._on_abort),
            CHECK: (
                ActionText(translate("ErrorsPane", "Check the row"), "Space", "check"),
                self.checks.toggle_current,
            ),
            CUSTOMER: (ActionText(translate("ErrorsPane", "Open customer"), "C", "user"), self._on_customer),
            "log": (ActionText(translate("ErrorsPane", "Open the log"), "L", "list"), self._on_log),
        }
        return {key: make_action(self.list.table, text, run) for key, (text, run) in texts.items()}

    def _connect(self) -> None:
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.list.selection_moved.connect(self.show_state)
        self.list.counted.connect(self.counted)
        self.checks.attach(self.list)
        self.checks.moved.connect(self.show_state)
        self.bar.wanted.connect(self._on_wanted)
        self.detail.wanted.connect(self._on_wanted)

    def _against(self, row: ErrorRow, command: str) -> tuple[RefusalInfo, ...] | None:
        return self._offered.against(row.commands, command)

    def _cause(self, command: str) -> str | None:
        """Why a command is closed: no line, no link, or what stands against every row that is chosen."""
        rows = self.chosen()
        if not rows:
            return QCoreApplication.translate("ErrorsPane", "Choose a line first.")
        if self._desk.shell.link is LinkState.LOST:
            return offline_text()
        reasons = [self._against(row, command) for row in rows]
        if not all(reasons):
            return None
        return cause_text(self._desk.texts, [one for reason in reasons if reason for one in reason])

    @Slot(object)
    def _on_chosen(self, row: ErrorRow | None) -> None:
        self.detail.show_row(row)
        self.show_state()

    @Slot(object)
    def _on_opened(self, _row: ErrorRow) -> None:
        self._on_log()

    @Slot(str)
    def _on_wanted(self, key: str) -> None:
        if key == CUSTOMER:
            self._on_customer()
        else:
            self.run(NetworkBulkCommand(key))

    @Slot()
    def _on_retry(self) -> None:
        self.run(NetworkBulkCommand.RETRY)

    @Slot()
    def _on_abort(self) -> None:
        self.run(NetworkBulkCommand.ABORT)

    @Slot()
    def _on_customer(self) -> None:
        row = self.list.current()
        if row is not None:
            self._desk.shell.open_target(Target(ACCOUNT, row.account_id, row.customer))

    @Slot()
    def _on_log(self) -> None:
        """Moves on to the error beside the list, where its log stands."""
        self.detail.read()
        self.detail.buttons[RETRY].setFocus()

    @Slot(int)
    def _on_ended(self, done: int) -> None:
        self.dialog = None
        self.setFocus()
        if done:
            said = QCoreApplication.translate("ErrorsPane", "%n done", None, done)
            self._desk.toasts.say(said)
            self.checks.clear()
            self.list.presenter.reload()


def _verbs() -> tuple[BulkVerb, ...]:
    translate = QCoreApplication.translate
    return (
        BulkVerb(RETRY, translate("ErrorsPane", "Retry...")),
        BulkVerb(ABORT, translate("ErrorsPane", "Abort..."), is_danger=True),
    )
