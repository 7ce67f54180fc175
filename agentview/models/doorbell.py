"""Waits for news of a database: the doorbell of PostgreSQL, or a look at the file of SQLite."""

import importlib
import sqlite3
from math import ceil
from threading import Event
from typing import Protocol

from agentview.core.errors import Refusal, Unavailable
from agentview.models.database import Database

LOOK_AT_FILE_SECONDS = 0.25
"""How often a file is looked at: that takes some millionths of a second."""


class Doorbell(Protocol):
    """Wakes one waiting thread."""

    def wait(self, seconds: float) -> None:
        """Wait until it rings, at most `seconds`. Raises Unavailable (`E-DATABASE`) where the line is cut."""
        ...

    def ring(self) -> None:
        """Wake the waiting thread, from any thread of this process."""
        ...

    def close(self) -> None:
        """Let go of the line; called by the waiting thread."""
        ...


class FileDoorbell:
    """Rings when any connection commits to a SQLite file, of whatever process: its `data_version` moves."""

    def __init__(self, database: Database) -> None:
        """Prepare for the file; it is opened at the first wait."""
        self._engine = database.engine
        self._rung = Event()
        self._line: sqlite3.Connection | None = None
        self._seen = 0

    def wait(self, seconds: float) -> None:
        """Wait until it rings, at most `seconds`; not at all on a fresh line, on which rings were missed."""
        try:
            if self._line is None:
                self._line = self._open()
                self._has_moved(self._line)
                return
            self._watch(self._line, seconds)
        except sqlite3.Error as error:
            self._hang_up()
            raise Unavailable(Refusal("E-DATABASE")) from error

    def ring(self) -> None:
        """Wake the waiting thread."""
        self._rung.set()

    def close(self) -> None:
        """Let go of the line."""
        self._hang_up()

    def _watch(self, line: sqlite3.Connection, seconds: float) -> None:
        looks = max(1, ceil(seconds / LOOK_AT_FILE_SECONDS))
        for _ in range(looks):
            is_rung = self._rung.wait(seconds / looks)
            self._rung.clear()
            # Asked in any case: what this process committed itself shall not ring a second time.
            if self._has_moved(line) or is_rung:
                return

    def _has_moved(self, line: sqlite3.Connection) -> bool:
        before = self._seen
        (self._seen,) = line.execute("PRAGMA data_version").fetchone()
        return self._seen != before

    def _open(self) -> sqlite3.Connection:
        """Open a connection that is kept: versions compare on one alone, and the pool is for calls."""
        lent = self._engine.raw_connection()
        lent.detach()
        line = lent.dbapi_connection
        assert isinstance(line, sqlite3.Connection)  # noqa: S101 - tells mypy the driver
        return line

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None


def doorbell_of(database: Database) -> Doorbell:
    """Return the doorbell that fits a database."""
    if database.is_embedded:
        return FileDoorbell(database)
    # Loaded only now: what it needs to call PostgreSQL is of no use to a desktop alone.
    made: Doorbell = importlib.import_module("agentview.models.doorbell_postgres").PostgresDoorbell(
        database.url
    )
    return made
