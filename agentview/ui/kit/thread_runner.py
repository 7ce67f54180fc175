"""Runs calls on a small pool of threads and answers them on the GUI thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from agentview.ui.kit.tickets import Tickets

T = TypeVar("T")
_log = logging.getLogger(__name__)


class _Bridge(QObject):
    """Carries answers from any thread to the thread it lives on."""

    answered = Signal(int, object, object)

    def __init__(self, receive: Callable[[int, object, Exception | None], None]) -> None:
        super().__init__()
        self._receive = receive
        self.answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)

    @Slot(int, object, object)
    def _on_answered(self, number: int, answer: object, error: Exception | None) -> None:
        self._receive(number, answer, error)


class ThreadRunner:
    """The runner of the application; make it, use it and close it on the GUI thread."""

    def __init__(self, threads: int = 4) -> None:
        """Starts no thread before the first call."""
        self._tickets = Tickets()
        self._is_closing = False
        self._bridge = _Bridge(self._answer)
        self._pool = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="kit")

    def submit(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None],
        owner: object,
        *,
        newest: str = "",
    ) -> None:
        """Runs the call on a thread; see `Runner.submit`."""
        receive: Callable[[Any], None] = on_done
        number = self._tickets.issue(owner, newest, receive, on_error)
        self._pool.submit(self._run, number, work)

    def drop(self, owner: object) -> None:
        """Forgets every unanswered call of this owner."""
        self._tickets.drop(owner)

    @property
    def is_idle(self) -> bool:
        """Whether no answer is waited for."""
        return len(self._tickets) == 0

    def close(self) -> None:
        """Takes no more calls and waits for those that are still wanted, such as saving a draft.

        Their answers are dropped; calls of dropped owners that have not begun are left out.
        """
        self._is_closing = True
        self._pool.shutdown(wait=True)
        self._tickets = Tickets()

    def _run(self, number: int, work: Callable[[], object]) -> None:
        if self._is_closing and number not in self._tickets:
            return
        try:
            answer, error = work(), None
        except Exception as caught:  # noqa: BLE001 - every error of a call reaches its on_error
            answer, error = None, caught
        self._bridge.answered.emit(number, answer, error)

    def _answer(self, number: int, answer: object, error: Exception | None) -> None:
        ticket = self._tickets.redeem(number)
        if ticket is None:
            _log.debug("late_answer_dropped")
        elif error is None:
            ticket.on_done(answer)
        else:
            ticket.on_error(error)
