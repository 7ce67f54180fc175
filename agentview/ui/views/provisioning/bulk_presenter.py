"""One command for many rows: who can, who cannot and why, what became of each, try the rest again; no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from pydantic import ValidationError

from agentview.contract.provisioning import (
    BULK,
    TASK,
    BulkCommand,
    BulkRequest,
    BulkResult,
    BulkResults,
    HaltCode,
    QueueRow,
    TaskAt,
    TaskDetail,
    TaskRef,
)
from agentview.contract.value import CommandState, RefusalInfo
from agentview.core.errors import Refusal, Unknown
from agentview.core.power import Power
from agentview.ui.forms.merge import Value
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, Sending, new_key, rejection_of
from agentview.ui.views.provisioning.offers import refusals_of
from agentview.ui.views.provisioning.plans import text

MOST = 500
"""The contract takes no more rows at once."""

FREE = 50
"""More rows than this take BULK_LARGE (D-19)."""

TYPED_ABOVE = 20
"""For more rows than this the number of rows is typed (D-22)."""


@dataclass(frozen=True)
class Refused:
    """A row that was or will be refused, with every reason."""

    task_id: int
    reference: str
    refusals: tuple[RefusalInfo, ...]


@dataclass(frozen=True)
class Preview:
    """What will happen: the rows that can, those that cannot, and what stands against doing it at all."""

    command: BulkCommand
    can: tuple[QueueRow, ...]
    cannot: tuple[Refused, ...]
    against: Refusal | None

    @property
    def needs_number(self) -> bool:
        """Whether the number of rows is to be typed first."""
        return len(self.can) > TYPED_ABOVE


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
    command: BulkCommand,
    rows: Sequence[QueueRow],
    commands_of: Callable[[QueueRow], tuple[CommandState, ...]],
) -> Preview:
    """Sorts the rows into those that can and those that cannot."""
    verdicts = [(row, refusals_of(commands_of(row), command.value)) for row in rows]
    can = tuple(row for row, against in verdicts if not against)
    cannot = tuple(Refused(row.task_id, row.reference, against) for row, against in verdicts if against)
    return Preview(command, can, cannot, _limit(desk, len(can)))


def _limit(desk: Desk, count: int) -> Refusal | None:
    limit = MOST if desk.has(Power.BULK_LARGE) else FREE
    if count <= limit:
        return None
    return Refusal("E-BULK-LARGE", rule="D-19", values={"rows": count, "limit": limit})


class BulkPresenter:
    """One bulk command from its preview to the last retry; each round has a key of its own."""

    def __init__(self, desk: Desk, view: BulkView, shown: Preview, make_key: NewKey = new_key) -> None:
        """Sends nothing yet."""
        self._desk, self._view, self._make_key = desk, view, make_key
        self.preview = shown
        self._tasks = tuple(TaskAt(task_id=row.task_id, version=row.version) for row in shown.can)
        self._key = make_key()
        self._sending: Sending[BulkRequest, BulkResults] | None = None
        self._is_busy = False
        self.changed: set[int] = set()

    @property
    def is_resend(self) -> bool:
        """Whether the last round is still without an answer."""
        return self._sending is not None

    def run(self, values: Mapping[str, Value]) -> None:
        """Sends the rows that are left."""
        if self._is_busy or not self._tasks:
            return
        if self._sending is None:
            try:
                self._sending = Sending(BULK, self._request(values), self._key)
            except ValidationError as error:
                self._view.refused(rejection_of(error))
                return
        self._is_busy = True
        self._sending.send(self._desk, self._on_results, self._on_error, self)

    def retry(self, values: Mapping[str, Value], refused: Sequence[Refused]) -> None:
        """Reads the refused rows as they are now and sends them once more."""
        if self._is_busy:
            return
        gateway, ids = self._desk.gateway, [row.task_id for row in refused]
        self._is_busy = True

        def read() -> list[TaskDetail]:
            return [gateway.call(TASK, TaskRef(task_id=task_id)) for task_id in ids]

        def ready(details: list[TaskDetail]) -> None:
            self._is_busy = False
            self._tasks = tuple(
                TaskAt(task_id=detail.row.task_id, version=detail.row.version) for detail in details
            )
            self.run(values)

        self._desk.runner.submit(read, ready, self._on_error, self)

    def close(self) -> None:
        """Hears no answer any more."""
        self._desk.runner.drop(self)

    def _request(self, values: Mapping[str, Value]) -> BulkRequest:
        code = text(values.get("code"))
        return BulkRequest(
            command=self.preview.command,
            tasks=self._tasks,
            halt_code=HaltCode(code) if code else None,
            text=text(values.get("text")) or text(values.get("reason")),
            internal_note=text(values.get("internal_note")),
        )

    def _on_results(self, answer: BulkResults) -> None:
        self._is_busy, self._sending, self._key = False, None, self._make_key()
        self.changed |= {result.task_id for result in answer.results if result.acted is not None}
        self._tasks = ()
        done = sum(result.acted is not None for result in answer.results)
        self._view.show_results(done, tuple(map(_refused, filter(_is_refused, answer.results))))

    def _on_error(self, error: Exception) -> None:
        self._is_busy = False
        if isinstance(error, Unknown):
            self._view.show_unknown()
            return
        self._sending = None
        self._view.refused(error)


def _is_refused(result: BulkResult) -> bool:
    return result.acted is None


def _refused(result: BulkResult) -> Refused:
    return Refused(result.task_id, result.reference, result.refusals)
