"""Reads the notes of a customer a page at a time, newest first; imports no Qt."""

from __future__ import annotations

from typing import Protocol

from agentview.contract.customers import NOTES, Note, Notes, NotesRequest
from agentview.ui.navigation import Desk

PAGE = 50


class NotesView(Protocol):
    """What the reader tells the section."""

    def show_notes(self, notes: tuple[Note, ...], *, has_older: bool) -> None:
        """Show these notes."""
        ...

    def notes_failed(self, error: Exception) -> None:
        """The notes could not be read."""
        ...


class NotesReader:
    """Knows the notes from the newest down to where somebody has read."""

    def __init__(self, desk: Desk, view: NotesView, account_id: int) -> None:
        """Knows none yet."""
        self._desk, self._view, self._account_id = desk, view, account_id
        self.notes: tuple[Note, ...] = ()
        self._has_older = False

    def read(self) -> None:
        """Reads the newest notes; older ones that are known stay."""
        self._ask(None)

    def read_older(self) -> None:
        """Reads what comes before the oldest known one."""
        if self.notes and self._has_older:
            self._ask(self.notes[-1].note_id)

    def close(self) -> None:
        """Drops what is being read."""
        self._desk.runner.drop(self)

    def _ask(self, before: int | None) -> None:
        gateway = self._desk.gateway
        request = NotesRequest(account_id=self._account_id, before_id=before, limit=PAGE)
        receive = self._on_newest if before is None else self._on_older
        self._desk.runner.submit(
            lambda: gateway.call(NOTES, request), receive, self._view.notes_failed, self, newest="notes"
        )

    def _on_newest(self, page: Notes) -> None:
        last = page.notes[-1].note_id if page.notes else 0
        older = tuple(note for note in self.notes if note.note_id < last) if page.has_older else ()
        self._has_older = self._has_older if older else page.has_older
        self._show((*page.notes, *older))

    def _on_older(self, page: Notes) -> None:
        self._has_older = page.has_older
        self._show((*self.notes, *page.notes))

    def _show(self, notes: tuple[Note, ...]) -> None:
        self.notes = notes
        self._view.show_notes(notes, has_older=self._has_older)
