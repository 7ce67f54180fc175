"""The audit log: the list, and the chosen entry beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.audit import AuditEntryLine, AuditFilter
from agentview.ui.kit.action import ActionText, make_action
from agentview.ui.kit.appearance import look
from agentview.ui.lists.pane import ListPane
from agentview.ui.lists.split import ListAndDetail
from agentview.ui.navigation import Desk
from agentview.ui.views.administration.entry_pane import EntryPane, target_of
from agentview.ui.views.administration.log_list import log_spec


class LogPane(QWidget):
    """Reads nothing before `start`."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Puts list and entry side by side."""
        super().__init__(parent)
        self._desk = desk
        self.list: ListPane[AuditFilter, AuditEntryLine] = ListPane(desk, log_spec(), owner=self)
        self.entry = EntryPane(desk.zone)
        self._chosen: AuditEntryLine | None = None
        split = ListAndDetail(
            self.list, self.entry, desk.settings, "administration.audit.split", self.list.least_width
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        column.addWidget(self.list.head)
        column.addWidget(split, 1)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.entry.open_wanted.connect(self.open_record)
        self.entry.history_wanted.connect(self.show_history)
        translate = QCoreApplication.translate
        self._actions = (
            make_action(
                self.list.table,
                ActionText(translate("AuditLog", "Open record"), "O", "arrow-right"),
                self.open_record,
            ),
            make_action(
                self.list.table,
                ActionText(translate("AuditLog", "All about this record"), "A", "list"),
                self.show_history,
            ),
        )

    def start(self) -> None:
        """Reads the log, which is written down."""
        self.list.start()

    def close_down(self) -> None:
        """Stops reading."""
        self.list.close_down()

    def actions_shown(self) -> Sequence[QAction]:
        """Every action, for the key sheet."""
        return (*self._actions, *self.list.list_actions())

    def show_about(self, entity: str, entity_id: int) -> None:
        """Shows what was done to one record."""
        self.list.presenter.show_only(entity=entity, entity_id=entity_id)

    @Slot()
    def open_record(self) -> None:
        """Opens the record of the chosen entry in the area that shows it."""
        line = self._chosen
        target = None if line is None else target_of(line)
        if line is None:
            return
        if target is None or not self._desk.shell.open_target(target):
            text = QCoreApplication.translate("AuditLog", "None of your areas opens {record}.")
            self._desk.toasts.fail(text.replace("{record}", line.reference))

    @Slot()
    def show_history(self) -> None:
        """Lists everything that was done to the record of the chosen entry."""
        if self._chosen is not None:
            self.show_about(self._chosen.entity, self._chosen.entity_id)

    @Slot(object)
    def _on_chosen(self, line: AuditEntryLine | None) -> None:
        self._chosen = line
        self.entry.show_entry(line)

    @Slot(object)
    def _on_opened(self, line: AuditEntryLine) -> None:
        self._on_chosen(line)
        self.open_record()
