"""Writes many rows of one table at once, in the fastest way that each database has."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import psycopg
from sqlalchemy import Connection, Select, Table, func, insert, literal, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Session

Rows = Iterable[tuple[Any, ...]]
Updated = Sequence[tuple[Any, ...]]


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
    given = next(iter(_bound(connection, target, list(shared or {}), [tuple((shared or {}).values())])))
    names = [*columns, *(shared or {})]
    bound = _bound(connection, target, columns, rows)
    whole = (row + given for row in bound) if given else bound
    _WRITERS[connection.dialect.name](connection, target, names, whole)


def insert_chosen(
    session: Session,
    table: type[DeclarativeBase],
    columns: Sequence[str],
    chosen: Select[*tuple[Any, ...]],
    shared: Mapping[str, object] | None = None,
) -> int:
    """Insert a row for each that `chosen` finds, with what it says for `columns`; return how many there were.

    All rows have what is `shared`. Nothing of them passes through the program.
    """
    target = table.__table__
    assert isinstance(target, Table)  # noqa: S101 - tells mypy that it is mapped to a table
    given = {name: literal(value, target.c[name].type) for name, value in (shared or {}).items()}
    whole = insert(target).from_select([*columns, *given], chosen.add_columns(*given.values()))
    # Without being asked to, it forgets how many rows an INSERT made.
    return session.connection().execute(whole, execution_options={"preserve_rowcount": True}).rowcount


def update_rows(
    session: Session,
    table: type[DeclarativeBase],
    columns: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
    shared: Mapping[str, object] | None = None,
) -> None:
    """Give each row that is named by its id, the first value, the values that follow for `columns`.

    All of them get what is `shared`. Where rows have versions, theirs are counted on.
    """
    target = table.__table__
    assert isinstance(target, Table)  # noqa: S101 - tells mypy that it is mapped to a table
    if not rows:
        return
    connection = session.connection()
    names = list(shared or {})
    given = next(iter(_bound(connection, target, names, [tuple((shared or {}).values())])))
    bound = list(_bound(connection, target, ["id", *columns], rows))
    _UPDATERS[connection.dialect.name](
        connection, target, columns, bound, dict(zip(names, given, strict=True))
    )


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


def _bound(connection: Connection, table: Table, columns: Sequence[str], rows: Rows) -> Rows:
    """Return values as the driver takes them; of many rows none is kept longer than it takes to write it."""
    dialect = connection.dialect
    processors = [table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in columns]
    telling = [(at, processor) for at, processor in enumerate(processors) if processor is not None]
    if not telling:
        return rows
    return _processed(rows, telling)


def _processed(rows: Rows, telling: Sequence[tuple[int, Callable[[Any], Any]]]) -> Rows:
    for row in rows:
        cells = list(row)
        for at, processor in telling:
            cells[at] = processor(cells[at])
        yield tuple(cells)


def _insert(connection: Connection, table: Table, names: Sequence[str], rows: Rows) -> None:
    places = ", ".join("?" * len(names))
    statement = f"INSERT INTO {table.name} ({_listed(names)}) VALUES ({places})"  # noqa: S608 - names of ours
    driver = connection.connection.dbapi_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - tells mypy the driver
    try:
        driver.executemany(statement, rows)
    except sqlite3.Error as error:
        raise _as_sqlalchemy(statement, error, sqlite3.Error) from None


def _copy(connection: Connection, table: Table, names: Sequence[str], rows: Rows) -> None:
    statement = f"COPY {table.name} ({_listed(names)}) FROM STDIN"
    driver: Any = connection.connection.cursor()
    try:
        with driver, driver.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except psycopg.Error as error:
        raise _as_sqlalchemy(statement, error, psycopg.Error) from None


def _counted_on(table: Table) -> str:
    return ', "row_version" = t."row_version" + 1' if "row_version" in table.c else ""


def _update_each(
    connection: Connection, table: Table, columns: Sequence[str], rows: Updated, shared: Mapping[str, object]
) -> None:
    names = [*columns, *shared]
    given = ", ".join(f'"{name}" = ?{at}' for at, name in enumerate(names, start=2))
    statement = f"UPDATE {table.name} AS t SET {given}{_counted_on(table)} WHERE t.id = ?1"  # noqa: S608 - names of ours
    driver = connection.connection.dbapi_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - tells mypy the driver
    same = tuple(shared.values())
    try:
        driver.executemany(statement, (row + same for row in rows))
    except sqlite3.Error as error:
        raise _as_sqlalchemy(statement, error, sqlite3.Error) from None


def _update_joined(
    connection: Connection, table: Table, columns: Sequence[str], rows: Updated, shared: Mapping[str, object]
) -> None:
    """Send the values as one array a column: one statement, planned once."""
    names = ["id", *columns]
    kinds = {name: table.c[name].type.compile(connection.dialect) for name in (*names, *shared)}
    arrays = ", ".join(f"%s::{kinds[name]}[]" for name in names)
    given = [f'"{name}" = v."{name}"' for name in columns]
    given += [f'"{name}" = %s::{kinds[name]}' for name in shared]
    statement = (
        f"UPDATE {table.name} AS t SET {', '.join(given)}{_counted_on(table)} "  # noqa: S608 - names of ours
        f"FROM unnest({arrays}) AS v({_listed(names)}) WHERE t.id = v.id"
    )
    values = [*shared.values(), *(list(column) for column in zip(*rows, strict=True))]
    driver: Any = connection.connection.cursor()
    try:
        with driver:
            driver.execute(statement, values)
    except psycopg.Error as error:
        raise _as_sqlalchemy(statement, error, psycopg.Error) from None


def _as_sqlalchemy(statement: str, error: Exception, base: type[Exception]) -> Exception:
    """Return the error of SQLAlchemy: a row that is there already is a conflict, not a bug."""
    return DBAPIError.instance(statement, None, error, base, hide_parameters=True)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


_WRITERS: dict[str, Callable[[Connection, Table, Sequence[str], Rows], None]] = {
    "sqlite": _insert,
    "postgresql": _copy,
}
_Updater = Callable[[Connection, Table, Sequence[str], Updated, Mapping[str, object]], None]
_UPDATERS: dict[str, _Updater] = {
    "sqlite": _update_each,
    "postgresql": _update_joined,
}
_GIVERS: dict[str, Callable[[Connection, Table, int], list[int]]] = {
    "sqlite": _after_largest,
    "postgresql": _of_sequence,
}
