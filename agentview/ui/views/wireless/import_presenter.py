"""Takes a file of employees, lines or devices in: reads it, tries it, imports it whole; imports no Qt."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from agentview.contract.wireless_company import COMPANIES, CompaniesRequest, Company
from agentview.contract.wireless_import import (
    CHECK_ROWS,
    IMPORT_ROWS,
    ImportKind,
    WirelessRows,
    WirelessRowsChecked,
    WirelessRowsImported,
)
from agentview.core.errors import Unknown
from agentview.files.wireless_file import read_wireless_file
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, Sending, new_key

MOST_COMPANIES = 200


class ImportView(Protocol):
    """What the presenter tells the dialog."""

    def show_companies(self, companies: tuple[Company, ...]) -> None:
        """Offer the companies."""

    def checked(self, found: WirelessRowsChecked) -> None:
        """Show what each row comes to."""

    def imported(self, done: WirelessRowsImported) -> None:
        """Say what was taken in."""

    def refused(self, error: Exception) -> None:
        """Show why it does not go on; nothing was taken in."""

    def show_unknown(self) -> None:
        """Say that nobody knows whether it was taken in; `take_in` asks again."""


class ImportPresenter:
    """One import. All of a file is taken in, or nothing of it."""

    def __init__(self, desk: Desk, view: ImportView, make_key: NewKey = new_key) -> None:
        """Knows no file yet."""
        self._desk, self._view, self._make_key = desk, view, make_key
        self.rows: WirelessRows | None = None
        self.found: WirelessRowsChecked | None = None
        self._sending: Sending[WirelessRows, WirelessRowsImported] | None = None

    @property
    def refused_count(self) -> int:
        """How many rows would be refused."""
        return sum(1 for one in self.found.verdicts if one.refusals) if self.found is not None else 0

    def read_companies(self) -> None:
        """Reads which companies there are."""
        gateway = self._desk.gateway
        self._desk.runner.submit(
            lambda: gateway.call(COMPANIES, CompaniesRequest(limit=MOST_COMPANIES)).rows,
            self._view.show_companies,
            self._view.refused,
            self,
        )

    def check(self, path: Path, kind: ImportKind, account_id: int) -> None:
        """Reads a file and tries every row; nothing is written."""
        gateway = self._desk.gateway

        def work() -> tuple[WirelessRows, WirelessRowsChecked]:
            file = read_wireless_file(path, kind)
            rows = WirelessRows(account_id=account_id, kind=kind, file_name=file.name, rows=file.rows)
            return rows, gateway.call(CHECK_ROWS, rows)

        self._desk.runner.submit(work, self._on_checked, self._view.refused, self)

    def take_in(self) -> None:
        """Takes in what was tried; the same again where no answer came."""
        if self.rows is not None:
            self._sending = self._sending or Sending(IMPORT_ROWS, self.rows, self._make_key())
            self._sending.send(self._desk, self._on_imported, self._on_error, self)

    def close(self) -> None:
        """Hears no answer any more."""
        self._desk.runner.drop(self)

    def _on_checked(self, both: tuple[WirelessRows, WirelessRowsChecked]) -> None:
        self.rows, self.found = both
        self._sending = None
        self._view.checked(self.found)

    def _on_imported(self, done: WirelessRowsImported) -> None:
        self._sending = None
        self._view.imported(done)

    def _on_error(self, error: Exception) -> None:
        if isinstance(error, Unknown):
            self._view.show_unknown()
            return
        self._sending = None
        self._view.refused(error)
