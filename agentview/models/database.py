"""The database: its engine, its transactions, and how they begin on each dialect."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from agentview.core.errors import Refusal, Unavailable
from agentview.models import tables  # noqa: F401 - a table may refer to any other: a session needs them all
from agentview.models.base import Tracked
from agentview.models.dialect import add_functions

_READ_ONLY = "agentview_read_only"
_BUSY_SECONDS = 15
_ROOM = ("cache_size=-16384", "wal_autocheckpoint=4000")
"""16 MB for pages, and as much written before it goes into the file: imports change the same pages often."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who writes in a session, and when."""

    by: str
    at: datetime


class Database:
    """A SQLite file or a PostgreSQL database, and its read and write transactions."""

    def __init__(self, url: str, pool_size: int = 10) -> None:
        """Prepare the engine of `url`; nothing is opened yet."""
        self.url = make_url(url)
        self.is_embedded = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite(url) if self.is_embedded else _postgresql(url, pool_size)
        self._readers = sessionmaker(
            self.engine.execution_options(**{_READ_ONLY: True, "postgresql_readonly": True}),
            autoflush=False,
            expire_on_commit=False,
            info={_READ_ONLY: True},
        )
        self._writers = sessionmaker(self.engine, expire_on_commit=False)
        # SQLite lets one writer in; waiting in line here is fair, its own busy polling is not.
        self._writer_line = Lock()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a read-only transaction. Raises Unavailable (`E-DATABASE`) without an answer."""
        with _as_unavailable(), self._readers() as session:
            yield session
            # After a ROLLBACK psycopg forgets what it has prepared, and each page would be planned anew.
            session.commit()

    @contextmanager
    def write(self, stamp: Stamp) -> Iterator[Session]:
        """Open a transaction that commits at the end, or rolls back when an exception passes."""
        with _as_unavailable(), self._in_line(), self._writers.begin() as session:
            session.info["stamp"] = stamp
            yield session

    @contextmanager
    def _in_line(self) -> Iterator[None]:
        if not self.is_embedded:
            yield
            return
        with self._writer_line:
            yield

    def connections_in_use(self) -> int:
        """Return how many connections are lent out at this moment."""
        pool = self.engine.pool
        return pool.checkedout() if isinstance(pool, QueuePool) else 0

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


@contextmanager
def _as_unavailable() -> Iterator[None]:
    try:
        yield
    except (OperationalError, PoolTimeoutError) as error:
        raise Unavailable(Refusal("E-DATABASE")) from error


def _sqlite(url: str) -> Engine:
    engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        assert isinstance(connection, sqlite3.Connection)  # noqa: S101 - tells mypy the driver
        # The driver's own transaction mode loses updates; ours begins explicitly below.
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", *_ROOM):
            connection.execute(f"PRAGMA {pragma}")
        add_functions(connection)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get(_READ_ONLY, False):
            # Asked of the driver: it waits for nobody, and on the long way costs more than a short read.
            driver = connection.connection.dbapi_connection
            assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - tells mypy the driver
            driver.execute("BEGIN")
        else:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _postgresql(url: str, pool_size: int) -> Engine:
    return create_engine(url, pool_size=pool_size, max_overflow=pool_size, pool_pre_ping=False)


@event.listens_for(Session, "before_flush")
def _stamp_rows(session: Session, _context: object, _instances: object) -> None:
    """Fill who and when of tracked rows from the session's stamp; nothing is written where one only reads."""
    if session.info.get(_READ_ONLY):
        raise RuntimeError("a reading session was changed")
    stamp = session.info.get("stamp")
    if not isinstance(stamp, Stamp):
        return
    for row in session.new:
        if isinstance(row, Tracked):
            row.created_at = row.updated_at = stamp.at
            row.created_by = row.updated_by = stamp.by
    for row in session.dirty:
        if isinstance(row, Tracked) and session.is_modified(row):
            row.updated_at, row.updated_by = stamp.at, stamp.by
