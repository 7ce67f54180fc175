"""Jobs and batches in front of one person, as their tests handle them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from agentview.contract.batches import BatchDetail
from agentview.contract.jobs import RunRow
from agentview.ui.navigation import Desk
from agentview.ui.views.jobs.view import JobsAreaView
from tests.ui.fake_desk import FakeShell, FakeToasts

WAIT = 20_000
D = TypeVar("D", bound=QDialog)


@dataclass
class Seat:
    """The area of one person, on the services."""

    view: JobsAreaView
    desk: Desk
    qtbot: QtBot

    @property
    def shell(self) -> FakeShell:
        assert isinstance(self.desk.shell, FakeShell)
        return self.desk.shell

    @property
    def said(self) -> list[str]:
        """What the toasts said."""
        assert isinstance(self.desk.toasts, FakeToasts)
        return self.desk.toasts.said

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=WAIT)

    def texts(self) -> str:
        """Return what is to be read beside the tables; what was just laid out shows with posted events."""
        QCoreApplication.sendPostedEvents()
        labels = self.view.root.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def press(self, widget: QWidget, key: Qt.Key) -> None:
        """Press a key in a widget."""
        widget.setFocus()
        QTest.keyClick(widget, key)

    # Jobs

    def choose_job(self, job: str) -> None:
        """Make a job current, once it is read."""
        self.wait(lambda: self.view.jobs.presenter.job(job) is not None)
        assert self.view.jobs.table.select_id(job)

    def jobs_cells(self) -> dict[str, list[str]]:
        """Return what the table of jobs says, by the name of the job."""
        model = self.view.jobs.model
        return {row.job: [column.text(row) for column in model.columns] for row in self.view.jobs.source.rows}

    def run_cells(self) -> list[list[str]]:
        """Return what the list of runs says."""
        model = self.view.jobs.list.model
        rows = [model.row(at) for at in range(model.rowCount())]
        return [[column.text(row) for column in model.columns] for row in rows if row is not None]

    def run(self, run_id: int) -> RunRow:
        """Wait until a run is shown, and return it."""
        presenter = self.view.jobs.runs.presenter
        self.wait(lambda: presenter.subject == run_id and presenter.detail is not None)
        assert presenter.detail is not None
        return presenter.detail

    # Batches

    def batches(self, rows: int) -> None:
        """Show the tab of batches, and wait for its rows."""
        self.view.bar.setCurrentIndex(1)
        model = self.view.batches.list.model
        self.wait(lambda: model.rowCount() == rows and (rows == 0 or model.row(0) is not None))

    def batch(self, batch_id: int) -> BatchDetail:
        """Choose a batch, and wait until it is read."""
        pane = self.view.batches
        assert pane.list.select(batch_id)
        self.wait(lambda: pane.presenter.subject == batch_id and pane.presenter.detail is not None)
        assert pane.presenter.detail is not None
        return pane.presenter.detail

    def record_cells(self) -> list[list[str]]:
        """Return what the records of the batch say."""
        model = self.view.batches.records.model
        rows = [model.row(at) for at in range(model.rowCount())]
        return [[column.text(row) for column in model.columns] for row in rows if row is not None]

    def dialog(self, kind: type[D]) -> D:
        """Wait for a dialog of this kind, and return it."""
        self.wait(lambda: bool(self._shown(kind)))
        return self._shown(kind)[-1]

    def no_dialog(self) -> None:
        self.wait(lambda: not self._shown(QDialog))

    def _shown(self, kind: type[D]) -> list[D]:
        QCoreApplication.sendPostedEvents()
        return [one for one in self.view.root.findChildren(kind) if one.isVisible()]


Sit = Callable[..., Seat]
