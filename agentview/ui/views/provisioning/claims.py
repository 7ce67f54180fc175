"""Claims, releases and takes the next task at one key press, with undo (D-18, D-22); imports no Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from agentview.contract.provisioning import (
    CLAIM,
    RELEASE,
    TAKE_NEXT,
    Acted,
    Taken,
    TakeNextRequest,
    TaskCommand,
    TaskRef,
)
from agentview.core.errors import Unknown
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, Req, Res, Sending, new_key


class ClaimsView(Protocol):
    """What the presenter tells the screen."""

    def claimed(self, acted: Acted, undo: Callable[[], None]) -> None:
        """The task is claimed; `undo` gives it back."""
        ...

    def released(self, acted: Acted, undo: Callable[[], None]) -> None:
        """The task is back in the queue; `undo` claims it again."""
        ...

    def taken(self, taken: Taken) -> None:
        """Take next has given a task, or nothing where nothing waits."""
        ...

    def act_failed(self, error: Exception, command: TaskCommand | None, reference: str) -> None:
        """The act was refused; `command` is None for take next."""
        ...

    def act_unknown(self, reference: str, again: Callable[[], None]) -> None:
        """No answer came: it may or may not have been carried out; `again` asks under the same key."""
        ...


class Claims:
    """Carries out the acts that need no dialog; a key held down does each of them once."""

    def __init__(self, desk: Desk, view: ClaimsView, make_key: NewKey = new_key) -> None:
        """Does nothing yet."""
        self._desk, self._view, self._make_key = desk, view, make_key
        self._running: set[tuple[str, int]] = set()

    @property
    def is_taking(self) -> bool:
        """Whether take next is under way."""
        return (TAKE_NEXT.name, 0) in self._running

    def claim(self, task_id: int, reference: str) -> None:
        """Claims a task."""
        sending = Sending(CLAIM, TaskRef(task_id=task_id), self._make_key())
        self._send(sending, self._on_claimed, task_id, reference, TaskCommand.CLAIM)

    def release(self, task_id: int, reference: str) -> None:
        """Gives a task back to the queue."""
        sending = Sending(RELEASE, TaskRef(task_id=task_id), self._make_key())
        self._send(sending, self._on_released, task_id, reference, TaskCommand.RELEASE)

    def take_next(self) -> None:
        """Takes the first task that waits, in the order of the queue (D-20)."""
        sending = Sending(TAKE_NEXT, TakeNextRequest(), self._make_key())
        self._send(sending, self._view.taken, 0, "", None)

    def close(self) -> None:
        """Drops what is under way; the answers are not waited for."""
        self._desk.runner.drop(self)

    def _on_claimed(self, acted: Acted) -> None:
        self._view.claimed(acted, lambda: self.release(acted.task_id, acted.reference))

    def _on_released(self, acted: Acted) -> None:
        self._view.released(acted, lambda: self.claim(acted.task_id, acted.reference))

    def _send(
        self,
        sending: Sending[Req, Res],
        on_done: Callable[[Res], None],
        task_id: int,
        reference: str,
        command: TaskCommand | None,
    ) -> None:
        mark = (sending.op.name, task_id)
        if mark in self._running:
            return
        self._running.add(mark)

        def done(answer: Res) -> None:
            self._running.discard(mark)
            on_done(answer)

        def failed(error: Exception) -> None:
            self._running.discard(mark)
            if isinstance(error, Unknown):
                again = lambda: self._send(sending, on_done, task_id, reference, command)  # noqa: E731
                self._view.act_unknown(reference, again)
            else:
                self._view.act_failed(error, command, reference)

        sending.send(self._desk, done, failed, self)
