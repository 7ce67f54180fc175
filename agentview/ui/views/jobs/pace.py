"""How quick runs are, and when they will be done, from what was read of them lately; imports no Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from agentview.contract.jobs import RunRow, RunStatus

WINDOW = timedelta(seconds=20)
"""The rate is that of so long; a run that was slow at first, or was recovered, is not judged by that."""


@dataclass(frozen=True, slots=True)
class _Reading:
    at: datetime
    done: int


class Pace:
    """Remembers how far running runs were. Heard on workers, asked on the GUI thread."""

    def __init__(self) -> None:
        """Knows no run."""
        self._readings: dict[int, list[_Reading]] = {}
        self._lock = Lock()

    def hear(self, rows: Iterable[RunRow], at: datetime) -> None:
        """Takes note of how far each run was at a moment of the services' clock."""
        with self._lock:
            for row in rows:
                self._note(row, at)

    def rate(self, row: RunRow, now: datetime) -> float | None:
        """How many records a second; of a run that ended, of all its time. None where nobody knows."""
        if row.started_at is None or not row.done:
            return None
        if row.status is RunStatus.RUNNING:
            with self._lock:
                known = self._readings.get(row.run_id, [])
                first, last = (known[0], known[-1]) if known else (None, None)
            if first is not None and last is not None and last.at > first.at:
                return (last.done - first.done) / (last.at - first.at).total_seconds()
        seconds = ((row.ended_at or now) - row.started_at).total_seconds()
        return row.done / seconds if seconds > 0 else None

    def rest(self, row: RunRow, now: datetime) -> timedelta | None:
        """How long a running run will take yet; None where nobody knows."""
        if row.status is not RunStatus.RUNNING or row.total is None:
            return None
        rate = self.rate(row, now)
        return timedelta(seconds=max(row.total - row.done, 0) / rate) if rate else None

    def _note(self, row: RunRow, at: datetime) -> None:
        if row.status is not RunStatus.RUNNING:
            self._readings.pop(row.run_id, None)
            return
        known = self._readings.setdefault(row.run_id, [])
        if known and (at <= known[-1].at or row.done < known[-1].done):
            if row.done < known[-1].done:
                known[:] = [_Reading(at, row.done)]
            return
        known.append(_Reading(at, row.done))
        while known[1:] and known[1].at <= at - WINDOW:
            known.pop(0)


def duration(row: RunRow, now: datetime) -> timedelta | None:
    """How long a run took, or takes until now; None where it has not begun."""
    if row.started_at is None:
        return None
    return max((row.ended_at or now) - row.started_at, timedelta(0))


def share(row: RunRow) -> float:
    """How much of a run is done: 1.0 is all; 0 where nobody knows how much there is."""
    if row.status in (RunStatus.SUCCEEDED, RunStatus.SUCCEEDED_WITH_ERRORS):
        return 1.0
    return min(row.done / row.total, 1.0) if row.total else 0.0
