"""Exports a list page by page into a file beside its name, renamed at the end; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from agentview.core.errors import Unknown
from agentview.ui.lists.export import ExportColumn, Format, RowFile, open_file
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, new_key

R = TypeVar("R")
TRIES = 3
"""So often a page is asked for again, under the same key, when no answer came."""


@dataclass(frozen=True)
class Part(Generic[R]):
    """Rows of an export; `last` names where the next part starts, None at the end."""

    rows: Sequence[R]
    last: str | None
    total: int


@dataclass(frozen=True)
class Export(Generic[R]):
    """What is to be written: the list as it is shown.

    `fetch(after, key)` reads the part after the row that `after` names, under an idempotency key; it is
    called on the runner. `name` begins the name of the file and titles its sheet.
    """

    name: str
    columns: tuple[ExportColumn[R], ...]
    row_id: Callable[[R], Hashable]
    fetch: Callable[[str | None, str], Part[R]]
    total: int | None = None


@dataclass(frozen=True)
class Wish(Generic[R]):
    """What is to be written, and where to."""

    content: Export[R]
    path: Path
    format: Format


class ExportView(Protocol):
    """What the presenter tells the dialog."""

    def show_progress(self, written: int, total: int) -> None:
        """Show how far it is."""
        ...

    def written(self, path: Path, rows: int) -> None:
        """The file is there."""
        ...

    def cancelled(self) -> None:
        """Nothing was left behind."""
        ...

    def refused(self, error: Exception) -> None:
        """It failed; nothing was left behind."""
        ...


class ExportPresenter(Generic[R]):
    """One export; every page is fetched and written on the runner."""

    def __init__(self, desk: Desk, view: ExportView, make_key: NewKey = new_key) -> None:
        """Writes nothing yet."""
        self._desk, self._view, self._make_key = desk, view, make_key
        self._job: _Job[R] | None = None

    @property
    def is_running(self) -> bool:
        """Whether an export is under way."""
        return self._job is not None

    def start(self, wish: Wish[R]) -> None:
        """Begins; a second start while one runs does nothing."""
        if self._job is None:
            self._job = _Job(wish, self._make_key)
            self._go_on(self._job)

    def cancel(self) -> None:
        """Stops after the page that is being written and removes what there is."""
        if self._job is not None:
            self._job.is_cancelled = True

    def _go_on(self, job: _Job[R]) -> None:
        self._desk.runner.submit(job.step, self._on_page, self._on_error, self)

    def _on_page(self, page: Part[R] | None) -> None:
        job = self._job
        if job is None:
            return
        if page is None:
            self._job = None
            self._view.cancelled()
        elif job.is_done:
            self._job = None
            self._view.written(job.wish.path, job.written)
        else:
            self._view.show_progress(job.written, max(page.total, job.written))
            self._go_on(job)

    def _on_error(self, error: Exception) -> None:
        self._job = None
        self._view.refused(error)


class _Job(Generic[R]):
    """The file being written; its steps run one after the other on the runner."""

    def __init__(self, wish: Wish[R], make_key: NewKey) -> None:
        self.wish, self._make_key = wish, make_key
        self._part = wish.path.with_name(f".{wish.path.name}.part")
        self._file: RowFile[R] | None = None
        self._after: str | None = None
        self._seen: set[Hashable] = set()
        self.written = 0
        self.is_done = False
        self.is_cancelled = False

    def step(self) -> Part[R] | None:
        """Write the next page; None when it was cancelled. Leaves nothing behind when it fails."""
        page, is_kept = None, False
        try:
            page = self._step()
            is_kept = page is not None
        finally:
            if not is_kept:
                self._give_up()
        return page

    def _step(self) -> Part[R] | None:
        if self._file is None:
            wish = self.wish
            self._file = open_file(self._part, wish.format, wish.content.columns, wish.content.name)
        page = self._fetch()
        row_id = self.wish.content.row_id
        rows = [row for row in page.rows if row_id(row) not in self._seen]
        self._seen.update(row_id(row) for row in rows)
        self._file.write(rows)
        self.written += len(rows)
        if self.is_cancelled:
            return None
        self._after = page.last
        if page.last is None:
            self._file.finish()
            self._part.replace(self.wish.path)
            self.is_done = True
        return page

    def _fetch(self) -> Part[R]:
        fetch, key = self.wish.content.fetch, self._make_key()
        for _ in range(TRIES - 1):
            try:
                return fetch(self._after, key)
            except Unknown:
                continue
        return fetch(self._after, key)

    def _give_up(self) -> None:
        if self._file is not None:
            self._file.discard()
        self._part.unlink(missing_ok=True)
