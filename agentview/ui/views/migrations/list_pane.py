"""The list of migrations (S-13): Enter resumes an incomplete one, and shows any other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.migration_list import MigrationFilter, MigrationRow
from agentview.core.power import Power
from agentview.ui.kit.action import ActionText, make_action, refuse_action, tip_with_key
from agentview.ui.kit.button import Button
from agentview.ui.lists.offered import Offered
from agentview.ui.lists.pane import ListPane
from agentview.ui.navigation import ACCOUNT, Desk, Target
from agentview.ui.views.migrations.bulk_dialog import BulkMigrationDialog
from agentview.ui.views.migrations.list_spec import spec_of

MANY_KEY = "Ctrl+Shift+I"
"""As customers are imported."""


class MigrationListPane(QWidget):
    """`wanted(row)` tells which migration is to be shown."""

    wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        super().__init__()
        self._desk = desk
        self.offered = Offered()
        self.list: ListPane[MigrationFilter, MigrationRow] = ListPane(desk, spec_of(self.offered), owner=self)
        translate = QCoreApplication.translate
        texts = {
            "open": (
                ActionText(translate("MigrationList", "Open the migration"), "O", "list"),
                self._on_open,
            ),
            "customer": (
                ActionText(translate("MigrationList", "Open customer"), "C", "user"),
                self._on_customer,
            ),
        }
        self.row_actions = {
            key: make_action(self.list.table, text, run) for key, (text, run) in texts.items()
        }
        tip = translate(
            "MigrationList", "Migrate the packages of a file or of a plan, each line looked at first"
        )
        many = ActionText(translate("MigrationList", "Migrate many..."), MANY_KEY, "upload", tip)
        self.bulk: BulkMigrationDialog | None = None
        self.many = make_action(self, many, self.begin_many)
        self.many_button = Button(many.text, icon_name="upload", tip=tip_with_key(tip, MANY_KEY))
        self.many_button.pressed_once.connect(self.begin_many)
        denied = translate("MigrationList", "You may not migrate packages.")
        refusal = None if desk.has(Power.PKG_CANCEL_MIGRATE) else denied
        refuse_action(self.many, refusal)
        self.many_button.set_refusal(refusal)
        self.list.header.lead_with(self.many_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        self.setFocusProxy(self.list.table)
        self.list.opened.connect(self.wanted)
        self.list.chosen.connect(self._on_chosen)
        self._on_chosen(None)

    def start(self) -> None:
        """Reads the list for the first time."""
        self.list.start()

    def take_focus(self) -> None:
        """Puts the focus on the list."""
        self.list.table.setFocus()

    def close_down(self) -> None:
        """Stops reading; a bulk migration stops after its step and can go on."""
        if self.bulk is not None:
            self.bulk.reject()
        self.list.close_down()

    @Slot()
    def begin_many(self) -> None:
        """Opens the bulk migration; one at a time."""
        if self.bulk is None:
            self.bulk = BulkMigrationDialog(self, self._desk)
            self.bulk.finished.connect(self._on_many_over)
            self.bulk.open()

    def actions_by_group(self) -> Mapping[str, Sequence[QAction]]:
        """Every action of this page."""
        name = QCoreApplication.translate("MigrationList", "List of migrations")
        return {name: (self.many, *self.row_actions.values(), *self.list.list_actions())}

    # Inside

    @Slot(object)
    def _on_chosen(self, row: MigrationRow | None) -> None:
        none = QCoreApplication.translate("MigrationList", "Choose a line first.") if row is None else None
        for action in self.row_actions.values():
            refuse_action(action, none)

    @Slot()
    def _on_many_over(self) -> None:
        self.bulk = None

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
