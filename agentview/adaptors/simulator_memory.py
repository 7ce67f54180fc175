"""What the simulated platform has seen: one row a reference, written in one step."""

import sqlite3
from enum import StrEnum
from pathlib import Path
from threading import Lock

_BUSY_SECONDS = 15


class Kept(StrEnum):
    """What became of a reference."""

    DONE = "DONE"
    WAITING = "WAITING"


class SimulatorMemory:
    """A file that several processes may share, or memory that ends with its owner."""

    def __init__(self, path: Path | None) -> None:
        """Open the file at `path`; None keeps nothing beyond this object."""
        self._line = sqlite3.connect(
            path or ":memory:", timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        self._lock = Lock()
        self._line.execute(
            "CREATE TABLE IF NOT EXISTS seen"
            " (reference TEXT PRIMARY KEY, kept TEXT NOT NULL, times INT NOT NULL)"
        )

    def keep(self, reference: str, kept: Kept) -> bool:
        """Note a request; say whether this reference was new."""
        with self._lock:
            row = self._line.execute(
                "INSERT INTO seen VALUES (?, ?, 1) ON CONFLICT (reference) DO UPDATE SET times = times + 1"
                " RETURNING times",
                (reference, kept.value),
            ).fetchall()
        return int(row[0][0]) == 1

    def look_up(self, reference: str) -> Kept | None:
        """Return what became of a reference; None for one that was never received."""
        row = self._row(reference)
        return Kept(row[0]) if row else None

    def times_requested(self, reference: str) -> int:
        """Return how often a reference was received."""
        row = self._row(reference)
        return int(row[1]) if row else 0

    def _row(self, reference: str) -> tuple[str, int] | None:
        with self._lock:
            row: tuple[str, int] | None = self._line.execute(
                "SELECT kept, times FROM seen WHERE reference = ?", (reference,)
            ).fetchone()
        return row

    def close(self) -> None:
        """Let go of the file."""
        self._line.close()
