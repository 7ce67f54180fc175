"""The file of a batch: looked at page by page, or saved as a whole; imports no Qt.

Each reading is written down, so nothing is read before somebody asks for it, and nothing twice.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Protocol

from agentview.contract.batches import DOWNLOAD, TEXT, BatchDetail, FilePart, PartRequest, TextPage
from agentview.core.errors import rejected
from agentview.gateway.port import Gateway
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, Sending, new_key


class FileScreen(Protocol):
    """What the presenter tells the viewer."""

    def show_page(self, page: TextPage) -> None:
        """Show a page as plain text."""
        ...

    def show_reading(self) -> None:
        """Show that a page is being read; the one before stays."""
        ...

    def show_failed(self, error: Exception) -> None:
        """Show that a page could not be read."""
        ...


class FilePresenter:
    """The viewer of one file; pages that were read are kept until it closes."""

    def __init__(self, desk: Desk, screen: FileScreen, batch_id: int, make_key: NewKey = new_key) -> None:
        """Reads nothing before `go_to`."""
        self._desk, self._screen, self._batch_id, self._make_key = desk, screen, batch_id, make_key
        self._pages: dict[int, TextPage] = {}
        self._wanted = 0
        self.shown: TextPage | None = None

    @property
    def can_go_back(self) -> bool:
        """Whether there is a page before the one that is shown."""
        return self.shown is not None and self.shown.number > 0

    @property
    def can_go_on(self) -> bool:
        """Whether there is a page after the one that is shown."""
        return self.shown is not None and self.shown.number + 1 < self.shown.pages

    def go_to(self, number: int) -> None:
        """Shows a page."""
        self._wanted = number
        known = self._pages.get(number)
        if known is not None:
            self._show(known)
            return
        self._screen.show_reading()
        request = PartRequest(batch_id=self._batch_id, number=number)
        sending = Sending(TEXT, request, self._make_key())
        sending.send(self._desk, self._on_read, self._screen.show_failed, self)

    def back(self) -> None:
        """Shows the page before."""
        if self.shown is not None and self.can_go_back:
            self.go_to(self.shown.number - 1)

    def on(self) -> None:
        """Shows the next page."""
        if self.shown is not None and self.can_go_on:
            self.go_to(self.shown.number + 1)

    def again(self) -> None:
        """Tries the page again that could not be read."""
        self.go_to(self._wanted)

    def close(self) -> None:
        """Drops what is being read."""
        self._desk.runner.drop(self)

    def _on_read(self, page: TextPage) -> None:
        self._pages[page.number] = page
        if page.number == self._wanted:
            self._show(page)

    def _show(self, page: TextPage) -> None:
        self.shown = page
        self._screen.show_page(page)


class FileDownload:
    """The file of a batch on its way to this computer: written as a whole or not at all, never opened."""

    def __init__(
        self,
        desk: Desk,
        on_done: Callable[[Path], None],
        on_failed: Callable[[Exception], None],
        make_key: NewKey = new_key,
    ) -> None:
        """Exactly one of the two is called at the end of each download."""
        self._desk, self._on_done, self._on_failed, self._make_key = desk, on_done, on_failed, make_key
        self._stop = Event()
        self.is_running = False

    def start(self, batch: BatchDetail, path: Path) -> None:
        """Fetches all parts; a second start while one runs does nothing."""
        if self.is_running:
            return
        self.is_running = True
        gateway, stop = self._desk.gateway, self._stop
        self._desk.runner.submit(
            lambda: self._fetched(gateway, batch, path, stop), self._done, self._failed, self
        )

    def stop(self) -> None:
        """Gives up; nothing is left behind."""
        self._stop.set()
        self._desk.runner.drop(self)

    def _fetched(self, gateway: Gateway, batch: BatchDetail, path: Path, stop: Event) -> Path:
        try:
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        except OSError as error:
            raise rejected("E-FILE-UNREADABLE", field="file", name=path.name) from error
        part = Path(name)
        try:
            digest = hashlib.sha256()
            with os.fdopen(handle, "wb") as file:
                for content in self._parts(gateway, batch.row.batch_id, stop):
                    digest.update(content)
                    file.write(content)
            if batch.sha256 and digest.hexdigest() != batch.sha256:
                raise rejected("E-FILE-DAMAGED")
            part.replace(path)
        except OSError as error:
            raise rejected("E-FILE-UNREADABLE", field="file", name=path.name) from error
        finally:
            part.unlink(missing_ok=True)
        return path

    def _parts(self, gateway: Gateway, batch_id: int, stop: Event) -> Iterator[bytes]:
        number = 0
        while True:
            if stop.is_set():
                raise rejected("E-FILE-DAMAGED")
            request = PartRequest(batch_id=batch_id, number=number)
            found: FilePart = gateway.call(DOWNLOAD, request, key=self._make_key())
            yield found.content
            if found.is_last:
                return
            number += 1

    def _done(self, path: Path) -> None:
        self.is_running = False
        self._on_done(path)

    def _failed(self, error: Exception) -> None:
        self.is_running = False
        self._on_failed(error)
