"""Notices when the thread that draws is blocked, and where."""

from __future__ import annotations

import faulthandler
import tempfile
import threading
from dataclasses import dataclass
from time import perf_counter
from typing import IO, Self

from PySide6.QtCore import QObject, Qt, QTimer, Slot

BEAT_MS = 10
LIMIT_MS = 50.0


@dataclass(frozen=True)
class Stall:
    """How long the thread was blocked, and its stack while it was."""

    milliseconds: float
    stack: str


class StallDetector(QObject):
    """Start it on the GUI thread; `stalls` holds what was found after `stop`.

    A timer beats every 10 ms; a watchdog thread records the stack of the GUI thread when no beat
    came for longer than the limit. Works as a context manager.
    """

    def __init__(self, limit_ms: float = LIMIT_MS, parent: QObject | None = None) -> None:
        """Detects nothing before `start`."""
        super().__init__(parent)
        self.stalls: list[Stall] = []
        self._limit = limit_ms / 1000
        self._beat_at = 0.0
        self._stack = ""
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._watched = threading.get_ident()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._on_beat)

    def start(self) -> None:
        """Begins to watch the calling thread."""
        self._watched = threading.get_ident()
        self._beat_at = perf_counter()
        self._stop.clear()
        self._timer.start()
        self._thread = threading.Thread(target=self._watch, name="stall-watchdog", daemon=True)
        self._thread.start()

    def stop(self) -> list[Stall]:
        """Ends watching and returns what was found."""
        self._on_beat()
        self._timer.stop()
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        return self.stalls

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    @Slot()
    def _on_beat(self) -> None:
        now = perf_counter()
        blocked = now - self._beat_at - BEAT_MS / 1000
        if blocked > self._limit:
            self.stalls.append(Stall(blocked * 1000, self._stack))
        self._stack = ""
        self._beat_at = now

    def _watch(self) -> None:
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as file:
            while not self._stop.wait(BEAT_MS / 1000):
                if perf_counter() - self._beat_at > self._limit + BEAT_MS / 1000:
                    self._stack = _stack_of(self._watched, file)


def _stack_of(thread: int, file: IO[str]) -> str:
    """The stack of a thread, newest call first.

    Written by the interpreter itself: a frame that is held here would keep its painter alive past its
    paint event, and Qt crashes on that.
    """
    file.seek(0)
    file.truncate()
    faulthandler.dump_traceback(file, all_threads=True)
    file.seek(0)
    for part in file.read().split("\n\n"):
        head, _, calls = part.partition("\n")
        if head.startswith(f"Thread 0x{thread:016x}"):
            return calls
    return ""
