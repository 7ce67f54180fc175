"""Opens the dialogs of the worklist, one at a time, and tells what came of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.worklist import CaseBulkCommand, CaseCommand, CaseDetail, CaseRow
from agentview.ui.navigation import Desk, Target
from agentview.ui.views.worklist.bulk_dialog import CaseBulkDialog
from agentview.ui.views.worklist.case_dialog import CaseDialog
from agentview.ui.views.worklist.presenter import CasePresenter
from agentview.ui.views.worklist.raise_dialog import RaiseDialog


class CaseDialogs(QObject):
    """`acted(command, CaseActed)`, `raised(CaseActed)`, `bulk_ended(done)`, `stale()`."""

    acted = Signal(str, object)
    raised = Signal(object)
    bulk_ended = Signal(int)
    stale = Signal()

    def __init__(self, desk: Desk, presenter: CasePresenter, window: QWidget) -> None:
        """Opens nothing yet."""
        super().__init__(window)
        self._desk, self._presenter, self._window = desk, presenter, window
        self.current: CaseDialog | CaseBulkDialog | RaiseDialog | None = None

    def open_case(self, command: CaseCommand, case: CaseDetail) -> None:
        """Asks for what a command on one case needs."""
        people = self._presenter.assignable(case.row.department)
        dialog = CaseDialog(self._window, self._desk, command, case, people, self._version)
        dialog.acted.connect(self.acted)
        dialog.stale.connect(self.stale)
        self._open(dialog)

    def open_bulk(self, command: CaseBulkCommand, rows: Sequence[CaseRow]) -> None:
        """Asks for what a command on many cases needs; offered is who works all their departments."""
        departments = {row.department for row in rows}
        able = [set(self._presenter.assignable(department)) for department in departments]
        people = tuple(one for one in self._presenter.colleagues if all(one in some for some in able))
        dialog = CaseBulkDialog(self._window, self._desk, command, rows, people)
        dialog.ended.connect(self.bulk_ended)
        self._open(dialog)

    def open_new(self, about: Target) -> None:
        """Asks what a new case is about."""
        dialog = RaiseDialog(self._window, self._desk, about)
        dialog.raised.connect(self.raised)
        self._open(dialog)

    def close(self) -> None:
        """Saves what was typed, and closes."""
        if isinstance(self.current, CaseDialog | RaiseDialog):
            self.current.saver.save_now()
        if self.current is not None:
            self.current.close()

    def _open(self, dialog: CaseDialog | CaseBulkDialog | RaiseDialog) -> None:
        self.current = dialog
        dialog.finished.connect(self._on_finished)
        dialog.open()

    def _version(self) -> int:
        detail = self._presenter.detail
        return 1 if detail is None else detail.row.version

    @Slot()
    def _on_finished(self) -> None:
        self.current = None
