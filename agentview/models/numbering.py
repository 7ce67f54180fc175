"""Lets generated numbers go on after rows that were written with numbers of their own."""

from collections.abc import Callable

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.orm import DeclarativeBase, Session


def go_on_after_rows(session: Session, table: type[DeclarativeBase]) -> None:
    """Let the next generated id follow the largest one in `table`."""
    session.flush()
    connection = session.connection()
    target = table.__table__
    assert isinstance(target, Table)  # noqa: S101 - tells mypy that it is mapped to a table
    _CATCHERS_UP.get(connection.dialect.name, _nothing)(connection, target)


def _move_sequence(connection: Connection, table: Table) -> None:
    largest = select(func.coalesce(func.max(table.c.id), 1)).scalar_subquery()
    sequence = func.pg_get_serial_sequence(table.name, "id")
    connection.execute(select(func.setval(sequence, largest)))


def _nothing(_connection: Connection, _table: Table) -> None:
    """SQLite gives the number after the largest one by itself."""


_CATCHERS_UP: dict[str, Callable[[Connection, Table], None]] = {"postgresql": _move_sequence}
