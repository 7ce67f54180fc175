"""Writes many rows of one table at once, in the fastest way that each database has."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table
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
    driver: Any = connection.connection.cursor()
    with driver.copy(f"COPY {table.name} ({_listed(names)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    driver.close()


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


_WRITERS: dict[str, Callable[[Connection, Table, Sequence[str], Sequence[tuple[Any, ...]]], None]] = {
    "sqlite": _insert,
    "postgresql": _copy,
}
