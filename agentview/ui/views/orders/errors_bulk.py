"""Retry or give up refused requests: who can, what became of each, the refused once more; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from pydantic import ValidationError

from agentview.contract.network import (
    BULK,
    LOG,
    ErrorRow,
    NetworkAction,
    NetworkBulkCommand,
    NetworkBulkRequest,
    NetworkBulkResults,
    NetworkBulkRow,
    NetworkRef,
    ProvisioningLog,
)
from agentview.contract.value import RefusalInfo
from agentview.core.errors import Refusal, Unknown
from agentview.core.power import Power
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, Sending, new_key, rejection_of

MOST = 500
"""The contract takes no more rows at once."""

FREE = 50
"""More rows than this take BULK_LARGE (D-19)."""

TYPED_ABOVE = 20
"""For more rows than this the number of rows is typed (D-22)."""


@dataclass(frozen=True)
class Refused:
    """A row that was or will be refused, with every reason."""

    request_id: int
    subscription: str
    refusals: tuple[RefusalInfo, ...]


@dataclass(frozen=True)
class Preview:
    """What will happen: the rows that can, those that cannot, and what stands against doing it at all."""

    command: NetworkBulkCommand
    can: tuple[ErrorRow, ...]
    cannot: tuple[Refused, ...]
    against: Refusal | None

    @property
    def needs_number(self) -> bool:
        """Whether the number of rows is to be typed first."""
        return len(self.can) > TYPED_ABOVE

    @property
    def needs_warning(self) -> bool:
        """Whether it asks again for services that never started (R-PRV-36)."""
        is_retry = self.command is NetworkBulkCommand.RETRY
        return is_retry and any(row.action is NetworkAction.ACTIVATE for row in self.can)


class BulkView(Protocol):
    """What the presenter tells the dialog."""

    def show_results(self, done: int, refused: tuple[Refused, ...]) -> None:
        """Show how many were done and which were refused."""
        ...

    def refused(self, error: Exception) -> None:
        """Show that nothing was done at all."""
        ...

    def show_unknown(self) -> None:
        """Show that it may or may not have been carried out."""
        ...


def preview(
    desk: Desk,
    command: NetworkBulkCommand,
    rows: Sequence[ErrorRow],
    against: Callable[[ErrorRow], tuple[RefusalInfo, ...]],
) -> Preview:
    """Sorts the rows into those that can and those that cannot."""
    verdicts = [(row, against(row)) for row in rows]
    can = tuple(row for row, reasons in verdicts if not reasons)
    cannot = tuple(Refused(row.request_id, row.subscription, reasons) for row, reasons in verdicts if reasons)
    limit = MOST if desk.has(Power.BULK_LARGE) else FREE
    values = {"rows": len(can), "limit": limit}
    too_many = Refusal("E-BULK-LARGE", rule="D-19", values={**values}) if len(can) > limit else None
    return Preview(command, can, cannot, too_many)


class ErrorsBulk:
    """One command from its preview to the last retry; each row of a round goes out under a key of its own."""

    def __init__(self, desk: Desk, view: BulkView, shown: Preview, make_key: NewKey = new_key) -> None:
        """Sends nothing yet."""
        self._desk, self._view, self._make_key = desk, view, make_key
        self.preview = shown
        self._names = {row.request_id: row.subscription for row in shown.can}
        self._versions = {row.request_id: row.version for row in shown.can}
        self._sending: Sending[NetworkBulkRequest, NetworkBulkResults] | None = None
        self._is_busy = False

    @property
    def is_resend(self) -> bool:
        """Whether the last round is still without an answer."""
        return self._sending is not None

    def run(self, reason: str) -> None:
        """Sends the rows that are left; an unanswered round goes out again as it was."""
        if self._is_busy or not self._versions:
            return
        if self._sending is None:
            try:
                self._sending = Sending(BULK, self._request(reason), self._make_key())
            except ValidationError as error:
                self._view.refused(rejection_of(error))
                return
        self._is_busy = True
        self._sending.send(self._desk, self._on_results, self._on_error, self)

    def retry(self, reason: str, refused: Sequence[Refused]) -> None:
        """Reads the refused rows as they are now and sends them once more."""
        if self._is_busy:
            return
        gateway, ids = self._desk.gateway, [row.request_id for row in refused]
        self._is_busy = True

        def read() -> list[ProvisioningLog]:
            return [gateway.call(LOG, NetworkRef(request_id=request_id)) for request_id in ids]

        def ready(logs: list[ProvisioningLog]) -> None:
            self._is_busy = False
            self._versions = {log.request_id: log.version for log in logs}
            self.run(reason)

        self._desk.runner.submit(read, ready, self._on_error, self)

    def close(self) -> None:
        """Hears no answer any more."""
        self._desk.runner.drop(self)

    def _request(self, reason: str) -> NetworkBulkRequest:
        rows = tuple(
            NetworkBulkRow(request_id=request_id, version=version, key=self._make_key())
            for request_id, version in self._versions.items()
        )
        return NetworkBulkRequest(
            command=self.preview.command, rows=rows, confirm=self.preview.needs_warning, reason=reason
        )

    def _on_results(self, answer: NetworkBulkResults) -> None:
        self._is_busy, self._sending, self._versions = False, None, {}
        refused = tuple(
            Refused(one.request_id, self._names.get(one.request_id, one.reference), one.refusals)
            for one in answer.results
            if one.acted is None
        )
        self._view.show_results(len(answer.results) - len(refused), refused)

    def _on_error(self, error: Exception) -> None:
        self._is_busy = False
        if isinstance(error, Unknown):
            self._view.show_unknown()
            return
        self._sending = None
        self._view.refused(error)
