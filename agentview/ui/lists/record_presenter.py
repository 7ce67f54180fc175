"""The record beside a list: read, and kept fresh; imports no Qt widgets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from agentview.contract.feed import Topic
from agentview.gateway.port import FeedNews, Gateway
from agentview.ui.navigation import Desk

D = TypeVar("D")
D_contra = TypeVar("D_contra", contravariant=True)


class RecordView(Protocol[D_contra]):
    """What the presenter tells the screen."""

    def show_record(self, detail: D_contra) -> None:
        """Show a record; the same one in a newer state keeps its place."""
        ...

    def show_nothing(self) -> None:
        """Show that no record is chosen."""
        ...

    def show_loading(self) -> None:
        """Show that a record is being read."""
        ...

    def show_failed(self, error: Exception) -> None:
        """Show that the record could not be read, with a button that tries again."""
        ...


class RecordPresenter(Generic[D]):
    """Shows one record at a time; the newest choice wins."""

    def __init__(
        self,
        desk: Desk,
        view: RecordView[D],
        read: Callable[[Gateway, int], D],
        topics: frozenset[Topic] = frozenset({Topic.CATALOGUE}),
    ) -> None:
        """Shows nothing yet. A change of one of `topics` may concern the record."""
        self._desk, self._view, self._read_one, self._topics = desk, view, read, topics
        self.subject: int | None = None
        self.detail: D | None = None

    def choose(self, record_id: int | None) -> None:
        """Shows another record."""
        if record_id == self.subject:
            return
        self.subject, self.detail = record_id, None
        if record_id is None:
            self._view.show_nothing()
            return
        self._view.show_loading()
        self.read()

    def read(self) -> None:
        """Reads the record that is shown, perhaps again."""
        gateway, subject = self._desk.gateway, self.subject
        if subject is not None:
            self._desk.runner.submit(
                lambda: self._read_one(gateway, subject),
                self._on_read,
                self._view.show_failed,
                self,
                newest="record",
            )

    def hear(self, news: FeedNews) -> None:
        """Reads the record again when something of its kind changed: what uses it is counted in it."""
        if news.is_gap or any(change.topic in self._topics for change in news.changes):
            self.read()

    def close(self) -> None:
        """Drops what is being read."""
        self._desk.runner.drop(self)

    def _on_read(self, detail: D) -> None:
        self.detail = detail
        self._view.show_record(detail)
