"""Checks a started desktop without anybody looking: rows in the queue, names of all parts, no stall."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Slot

from agentview import __version__
from agentview.ui.kit.a11y import nameless
from agentview.ui.kit.stall import StallDetector
from agentview.ui.kit.table import TableView
from agentview.ui.shell.window import MainWindow

WAIT_MS = 60_000
_LOOK_MS = 10


class FirstRows(QObject):
    """Calls `on_painted(table)` once, when a list with rows has been painted for the first time."""

    def __init__(self, window: MainWindow, on_painted: Callable[[TableView], None]) -> None:
        """Looks at the lists of the window as they come."""
        super().__init__(window)
        self._window, self._on_painted = window, on_painted
        self._table: TableView | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_look)
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Sees the paint of the list."""
        if event.type() == QEvent.Type.Paint and self._table is not None and _has_rows(self._table):
            # The paint itself comes after this filter: tell when it is done.
            QTimer.singleShot(0, self, self._tell)
        return super().eventFilter(watched, event)

    @Slot()
    def _on_look(self) -> None:
        tables = self._window.findChildren(TableView)
        if tables:
            self._timer.stop()
            self._table = tables[0]
            self._table.viewport().installEventFilter(self)
            self._table.viewport().update()

    @Slot()
    def _tell(self) -> None:
        table, self._table = self._table, None
        if table is not None:
            table.viewport().removeEventFilter(self)
            self._on_painted(table)


class SelfCheck(QObject):
    """Tells `finished(exit code, report)` once."""

    def __init__(self, window: MainWindow, finished: Callable[[int, str], None]) -> None:
        """Begins to watch; start the window afterwards."""
        super().__init__(window)
        self._window, self._finished = window, finished
        self._stalls = StallDetector(parent=self)
        self._stalls.start()
        self._rows = FirstRows(window, self._on_painted)
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(self._on_late)
        self._limit.start(WAIT_MS)

    def _on_painted(self, table: TableView) -> None:
        count = table.kit_model().rowCount()
        problems = [f"no name: {place}" for place in nameless(self._window)]
        stalls = [stall.milliseconds for stall in self._stalls.stop()]
        longest = f"longest stall {max(stalls):.0f} ms" if stalls else "no stall"
        verdict = "ok" if not problems else "not ok"
        first = f"AgentView {__version__} started: {count} tasks in the queue, {longest}, {verdict}"
        self._end(1 if problems else 0, "\n".join([first, *problems]))

    @Slot()
    def _on_late(self) -> None:
        self._stalls.stop()
        self._end(
            1, f"AgentView {__version__} did not start: no tasks in the queue after {WAIT_MS // 1000} s"
        )

    def _end(self, code: int, report: str) -> None:
        self._limit.stop()
        self._finished(code, report)


def _has_rows(table: TableView) -> bool:
    return table.kit_model().rowCount() > 0 and table.kit_model().row(0) is not None
