"""Saves a draft within a second of the last key press."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from shiboken6 import isValid

from agentview.ui.kit.draft_store import Draft, DraftStore, PlainValue
from agentview.ui.kit.runner import Runner

SAVE_AFTER_MS = 800


class Autosaver(QObject):
    """Connect a form's `changed` to `touch`; `saved(draft)` and `failed(error)` tell what happened."""

    saved = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        store: DraftStore,
        runner: Runner,
        record: str,
        read_values: Callable[[], Mapping[str, PlainValue]],
        parent: QObject,
    ) -> None:
        """Saves what `read_values` gives as the draft of `record`."""
        super().__init__(parent)
        self._store, self._runner, self._record = store, runner, record
        self._read_values = read_values
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save_now)

    @Slot()
    def touch(self) -> None:
        """Notes that something was typed; the save follows when the typing rests."""
        self._timer.start()

    @Slot()
    def save_now(self) -> None:
        """Saves at once, for example because the window closes."""
        self._timer.stop()
        values = dict(self._read_values())
        self._runner.submit(
            lambda: self._store.save(self._record, values),
            self._on_saved,
            self._on_failed,
            self,
            newest="save",
        )

    def save_waiting(self) -> None:
        """Saves at once what waits for the typing to rest; for moments after which nothing may come."""
        if self._timer.isActive():
            self.save_now()

    def discard(self) -> None:
        """Forgets the draft, because it was sent or given up."""
        self._timer.stop()
        self._runner.drop(self)
        self._runner.submit(
            lambda: self._store.delete(self._record), self._on_deleted, self._on_failed, self, newest="delete"
        )

    # The last save of a dialog answers after the dialog went: then there is nobody to tell.

    def _on_saved(self, draft: Draft) -> None:
        if isValid(self):
            self.saved.emit(draft)

    def _on_deleted(self, _nothing: None) -> None:
        if isValid(self):
            self.saved.emit(None)

    def _on_failed(self, error: Exception) -> None:
        if isValid(self):
            self.failed.emit(error)
