"""Tells the living executors of jobs from the dead: each holds a lock that ends with its process."""

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

import psycopg
from sqlalchemy import URL

from agentview.core.errors import Refusal, Unavailable
from agentview.models.database import Database

_ID_BITS = 62
_CONNECT_SECONDS = 5


class ExecutorLock(Protocol):
    """The lock of this process, under a name that no other has."""

    executor_id: str

    def check(self) -> None:
        """Raise Unavailable (`E-DATABASE`) where the lock may be lost."""
        ...

    def taken_over(self, executor_id: str) -> AbstractContextManager[bool]:
        """Say whether another executor is dead; nobody else takes it over meanwhile."""
        ...

    def close(self) -> None:
        """Let go."""
        ...


class FileLock:
    """A file beside the database that is locked as long as the process lives.

    It is a SQLite file in an exclusive transaction: that lock is the same on every system, and the system
    itself ends it with the process.
    """

    def __init__(self, database: Path) -> None:
        """Take a lock beside the file of a database."""
        self._database = database
        self.executor_id = secrets.token_hex(8)
        self._held = _locked(self._path(self.executor_id))

    def check(self) -> None:
        """Do nothing: a file's lock is not lost."""

    @contextmanager
    def taken_over(self, executor_id: str) -> Iterator[bool]:
        """Say whether another executor is dead; nobody else takes it over meanwhile."""
        path = self._path(executor_id)
        try:
            held = _locked(path)
        except sqlite3.OperationalError:
            yield False
            return
        with closing(held):
            yield True
        path.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go."""
        self._held.close()
        self._path(self.executor_id).unlink(missing_ok=True)

    def _path(self, executor_id: str) -> Path:
        return self._database.with_name(f"{self._database.name}-jobs-{executor_id}")


def _locked(path: Path) -> sqlite3.Connection:
    """Open and lock a file. Raises OperationalError where another process has it."""
    connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        connection.close()
        raise
    return connection


class AdvisoryLock:
    """An advisory lock of a session of PostgreSQL: it ends with the connection, and so with the process."""

    def __init__(self, url: URL) -> None:
        """Take a lock on a connection of its own. Raises Unavailable (`E-DATABASE`)."""
        self.executor_id = str(secrets.randbits(_ID_BITS))
        self._line = _connected(url)
        if not self._try(self.executor_id):
            raise Unavailable(Refusal("E-DATABASE"))

    def check(self) -> None:
        """Raise Unavailable (`E-DATABASE`) where the connection is gone, and the lock with it."""
        with _as_unavailable():
            self._line.execute("SELECT 1")

    @contextmanager
    def taken_over(self, executor_id: str) -> Iterator[bool]:
        """Say whether another executor is dead; nobody else takes it over meanwhile."""
        is_dead = self._try(executor_id)
        try:
            yield is_dead
        finally:
            if is_dead:
                with _as_unavailable():
                    self._line.execute("SELECT pg_advisory_unlock(%s)", (int(executor_id),))

    def close(self) -> None:
        """Let go."""
        self._line.close()

    def _try(self, executor_id: str) -> bool:
        with _as_unavailable():
            row = self._line.execute("SELECT pg_try_advisory_lock(%s)", (int(executor_id),)).fetchone()
        return row is not None and bool(row[0])


def _connected(url: URL) -> psycopg.Connection[tuple[Any, ...]]:
    target = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with _as_unavailable():
        return psycopg.connect(target, autocommit=True, connect_timeout=_CONNECT_SECONDS)


@contextmanager
def _as_unavailable() -> Iterator[None]:
    try:
        yield
    except psycopg.OperationalError as error:
        raise Unavailable(Refusal("E-DATABASE")) from error


def executor_lock(database: Database) -> ExecutorLock:
    """Take the lock of a new executor on a database. Raises Unavailable (`E-DATABASE`)."""
    if database.is_embedded:
        return FileLock(Path(database.url.database or ""))
    return AdvisoryLock(database.url)
