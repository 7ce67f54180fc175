"""Keeps the tables as they are while a program works on them: no upgrade begins while one is present.

Each is a lock that ends with its process: on PostgreSQL one of a session, on SQLite one of a file beside the
database.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

import psycopg
from sqlalchemy import URL

from agentview.core.errors import Refusal, Unavailable
from agentview.models.database import Database

_CONNECT_SECONDS = 5
_UPGRADE, _PRESENT = 7_310_450_121, 7_310_450_122
"""The numbers of two locks of PostgreSQL: whose turn it is to upgrade, and who works on the tables."""
_WAIT_SECONDS = 60.0


class Presence(Protocol):
    """That this process works on the tables, until it is closed."""

    def close(self) -> None:
        """Go."""
        ...


class Lobby(Protocol):
    """Where those who work on a database say so."""

    def turn(self) -> AbstractContextManager[None]:
        """Wait until nobody else is upgrading, and let nobody else meanwhile."""
        ...

    def alone(self) -> AbstractContextManager[bool]:
        """Say whether nobody works on the tables; nobody begins to meanwhile."""
        ...

    def enter(self) -> Presence:
        """Begin to work on the tables; while they are being upgraded, wait."""
        ...


class _PostgresLobby:
    def __init__(self, url: URL) -> None:
        self._address = url.set(drivername="postgresql").render_as_string(hide_password=False)

    @contextmanager
    def turn(self) -> Iterator[None]:
        with closing(self._called()) as line, _as_unavailable():
            line.execute("SELECT pg_advisory_lock(%s)", (_UPGRADE,))
            yield

    @contextmanager
    def alone(self) -> Iterator[bool]:
        with closing(self._called()) as line, _as_unavailable():
            row = line.execute("SELECT pg_try_advisory_lock(%s)", (_PRESENT,)).fetchone()
            yield row is not None and bool(row[0])

    def enter(self) -> Presence:
        with ExitStack() as undo:
            line = undo.enter_context(closing(self._called()))
            with _as_unavailable():
                line.execute("SELECT pg_advisory_lock_shared(%s)", (_PRESENT,))
            undo.pop_all()
        return line

    def _called(self) -> psycopg.Connection[tuple[Any, ...]]:
        with _as_unavailable():
            return psycopg.connect(self._address, autocommit=True, connect_timeout=_CONNECT_SECONDS)


class _FileLobby:
    """Two SQLite files without content: who writes one has its turn; who reads the other is present."""

    def __init__(self, database: Path) -> None:
        self._turn = database.with_name(f"{database.name}-upgrading")
        self._present = database.with_name(f"{database.name}-present")

    @contextmanager
    def turn(self) -> Iterator[None]:
        with closing(_opened(self._turn, _WAIT_SECONDS)) as line:
            line.execute("BEGIN EXCLUSIVE")
            yield

    @contextmanager
    def alone(self) -> Iterator[bool]:
        with closing(_opened(self._present, 0.0)) as line:
            try:
                line.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError:
                yield False
                return
            yield True

    def enter(self) -> Presence:
        line = _opened(self._present, _WAIT_SECONDS)
        line.execute("BEGIN")
        line.execute("SELECT 1 FROM sqlite_master").fetchall()
        return line


def _opened(path: Path, wait_seconds: float) -> sqlite3.Connection:
    path.touch(mode=0o600)
    return sqlite3.connect(path, timeout=wait_seconds, isolation_level=None, check_same_thread=False)


@contextmanager
def _as_unavailable() -> Iterator[None]:
    try:
        yield
    except psycopg.OperationalError as error:
        raise Unavailable(Refusal("E-DATABASE")) from error


def lobby_of(database: Database) -> Lobby:
    """Return where those who work on a database say so."""
    if database.is_embedded:
        return _FileLobby(Path(database.url.database or ""))
    return _PostgresLobby(database.url)
