"""The floor of a list: its own statement through the bare driver, fetched to tuples (D-37)."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import event

from agentview.models.database import Database

Statement = tuple[str, Any]


def statements_of(database: Database, call: Callable[[], object]) -> list[Statement]:
    """Return what a call sends to the driver."""
    sent: list[Statement] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:  # noqa: ANN401 - as the driver takes them
        sent.append((statement, parameters))

    event.listen(database.engine, "before_cursor_execute", note)
    call()
    event.remove(database.engine, "before_cursor_execute", note)
    return sent


@contextmanager
def bare_reader(database: Database) -> Iterator[Callable[[Statement], list[tuple[Any, ...]]]]:
    """Give a function that runs a statement in a read-only transaction of its own."""
    yield from _sqlite(database) if database.is_embedded else _postgresql(database)


def _sqlite(database: Database) -> Iterator[Callable[[Statement], list[tuple[Any, ...]]]]:
    connection = sqlite3.connect(str(database.url.database), isolation_level=None)
    connection.execute("PRAGMA query_only=ON")

    def read(statement: Statement) -> list[tuple[Any, ...]]:
        connection.execute("BEGIN")
        rows = connection.execute(*statement).fetchall()
        connection.execute("COMMIT")
        return rows

    yield read
    connection.close()


def _postgresql(database: Database) -> Iterator[Callable[[Statement], list[tuple[Any, ...]]]]:
    _, arguments = database.engine.dialect.create_connect_args(database.url)
    connection: psycopg.Connection[tuple[Any, ...]] = psycopg.connect(**arguments)
    connection.read_only = True

    def read(statement: Statement) -> list[tuple[Any, ...]]:
        rows = connection.execute(*statement).fetchall()
        connection.commit()
        return rows

    yield read
    connection.close()
