"""Exports a list page by page into a file beside its name, renamed at the end; imports no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from agentview.contract.provisioning import EXPORT, ExportPage, ExportRequest
from agentview.core.errors import Unknown
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, new_key
from agentview.ui.views.provisioning.export import ExportColumn, Format, RowFile, open_file
from agentview.ui.views.provisioning.query import Query

TRIES = 3
"""So often a page is asked for again, under the same key, when no answer came."""


@dataclass(frozen=True)
class Wish:
    """What is to be written: the list as it is shown, and where to."""

    query: Query
    columns: tuple[ExportColumn, ...]
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


class ExportPresenter:
    """One export; every page is fetched and written on the runner."""

    def __init__(self, desk: Desk, view: ExportView, make_key: NewKey = new_key) -> None:
        """Writes nothing yet."""
        self._desk, self._view, self._make_key = desk, view, make_key
        self._job: _Job | None = None

    @property
    def is_running(self) -> bool:
        """Whether an export is under way."""
        return self._job is not None

    def start(self, wish: Wish) -> None:
        """Begins; a second start while one runs does nothing."""
        if self._job is None:
            self._job = _Job(self._desk, wish, self._make_key)
            self._go_on(self._job)

    def cancel(self) -> None:
        """Stops after the page that is being written and removes what there is."""
        if self._job is not None:
            self._job.is_cancelled = True

    def _go_on(self, job: _Job) -> None:
        self._desk.runner.submit(job.step, self._on_page, self._on_error, self)

    def _on_page(self, page: ExportPage | None) -> None:
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


class _Job:
    """The file being written; its steps run one after the other on the runner."""

    def __init__(self, desk: Desk, wish: Wish, make_key: NewKey) -> None:
        self._desk, self.wish, self._make_key = desk, wish, make_key
        self._part = wish.path.with_name(f".{wish.path.name}.part")
        self._file: RowFile | None = None
        self._after: str | None = None
        self._seen: set[int] = set()
        self.written = 0
        self.is_done = False
        self.is_cancelled = False

    def step(self) -> ExportPage | None:
        """Write the next page; None when it was cancelled. Leaves nothing behind when it fails."""
        page, is_kept = None, False
        try:
            page = self._step()
            is_kept = page is not None
        finally:
            if not is_kept:
                self._give_up()
        return page

    def _step(self) -> ExportPage | None:
        if self._file is None:
            wish = self.wish
            self._file = open_file(self._part, wish.format, wish.columns)
        page = self._fetch()
        rows = [row for row in page.rows if row.task_id not in self._seen]
        self._seen.update(row.task_id for row in rows)
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

    def _fetch(self) -> ExportPage:
        query = self.wish.query
        request = ExportRequest(
            filter=query.filter,
            sort=query.sort,
            is_descending=query.order.descending,
            columns=tuple(column.key for column in self.wish.columns),
            after=self._after,
        )
        key = self._make_key()
        for _ in range(TRIES - 1):
            try:
                return self._desk.gateway.call(EXPORT, request, key=key)
            except Unknown:
                continue
        return self._desk.gateway.call(EXPORT, request, key=key)

    def _give_up(self) -> None:
        if self._file is not None:
            self._file.discard()
        self._part.unlink(missing_ok=True)


def shown_columns(columns: Sequence[ExportColumn], keys: Sequence[str]) -> tuple[ExportColumn, ...]:
    """The columns with these keys in this order."""
    by_key = {column.key: column for column in columns}
    return tuple(by_key[key] for key in keys if key in by_key)
