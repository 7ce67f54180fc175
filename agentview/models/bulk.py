"""Writes many rows of one table at once, in the fastest way that each database has."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import psycopg
from sqlalchemy import Connection, Table, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Session

Rows = Iterable[tuple[Any, ...]]


def insert_rows(
    session: Session,
    table: type[DeclarativeBase],
    columns: Sequence[str],
    rows: Rows,
    shared: Mapping[str, object] | None = None,
) -> None:
    """Insert rows with values for `columns`; all rows have what is `shared`. Nothing is returned."""
    target = table.__table__
    assert isinstance(target, Table)  # noqa: S101 - tells mypy that it is mapped to a table
    connection = session.connection()
    given = _bound(connection, target, list(shared or {}), [tuple((shared or {}).values())])[0]
    names = [*columns, *(shared or {})]
    whole = [row + given for row in _bound(connection, target, columns, rows)]
    if whole:
        _WRITERS[connection.dialect.name](connection, target, names, whole)


def new_ids(session: Session, table: type[DeclarativeBase], number: int) -> list[int]:
    """Return so many ids that no row has, for rows that others refer to."""
    target = table.__table__
    assert isinstance(target, Table)  # noqa: S101 - tells mypy that it is mapped to a table
    connection = session.connection()
    return _GIVERS[connection.dialect.name](connection, target, number)


def _after_largest(connection: Connection, table: Table, number: int) -> list[int]:
    """SQLite lets one writer in: nobody else takes the ids after the largest one."""
    largest = connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()
    return list(range(largest + 1, largest + 1 + number))


def _of_sequence(connection: Connection, table: Table, number: int) -> list[int]:
    sequence = func.pg_get_serial_sequence(table.name, "id")
    series = func.generate_series(1, number).table_valued("at")
    return list(connection.scalars(select(func.nextval(sequence)).select_from(series)))


def _bound(
    connection: Connection, table: Table, columns: Sequence[str], rows: Rows
) -> Sequence[tuple[Any, ...]]:
    """Return values as the driver takes them."""
    dialect = connection.dialect
    processors = [table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in columns]
    telling = [(at, processor) for at, processor in enumerate(processors) if processor is not None]
    if not telling:
        return list(rows)
    bound = []
    for row in rows:
        cells = list(row)
        for at, processor in telling:
            cells[at] = processor(cells[at])
        bound.append(tuple(cells))
    return bound


def _insert(
    connection: Connection, table: Table, names: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    places = ", ".join("?" * len(names))
    statement = f"INSERT INTO {table.name} ({_listed(names)}) VALUES ({places})"  # noqa: S608 - names of ours
    connection.exec_driver_sql(statement, list(rows))


def _copy(
    connection: Connection, table: Table, names: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    statement = f"COPY {table.name} ({_listed(names)}) FROM STDIN"
    driver: Any = connection.connection.cursor()
    try:
        with driver, driver.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except psycopg.Error as error:
        # As if it had gone through SQLAlchemy: a row that is there already is a conflict, not a bug.
        raise DBAPIError.instance(statement, None, error, psycopg.Error) from None


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


_WRITERS: dict[str, Callable[[Connection, Table, Sequence[str], Sequence[tuple[Any, ...]]], None]] = {
    "sqlite": _insert,
    "postgresql": _copy,
}
_GIVERS: dict[str, Callable[[Connection, Table, int], list[int]]] = {
    "sqlite": _after_largest,
    "postgresql": _of_sequence,
}
