"""What differs between SQLite and PostgreSQL, as named capabilities; nowhere else is there an `if sqlite`."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, date, datetime
from typing import Any, Self

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Connection,
    Date,
    Integer,
    Row,
    String,
    any_,
    bindparam,
    func,
    select,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import TypeDecorator

from agentview.core import clock

BIG_KEY = BigInteger().with_variant(Integer, "sqlite")
"""A 64-bit surrogate key; SQLite counts up only an INTEGER primary key."""

BYTEWISE = String(100).with_variant(String(100, collation="C"), "postgresql")
"""Text that compares byte by byte, as SQLite does: what begins with the same letters lies together."""

DOORBELL = "agentview_changed"
"""The channel on which a PostgreSQL database says that there are new change rows."""


class transaction_id(FunctionElement[int]):  # noqa: N801 - reads as the SQL function that it is
    """The number of the running transaction: in order of start on PostgreSQL, always 0 on SQLite."""

    inherit_cache = True
    type = BigInteger()


class oldest_running_transaction(FunctionElement[int]):  # noqa: N801
    """Transactions below this number are over: rows of theirs are all visible, none will come."""

    inherit_cache = True
    type = BigInteger()


@compiles(transaction_id, "postgresql")
def _xact_id(_element: transaction_id, _compiler: SQLCompiler, **_: Any) -> str:  # noqa: ANN401
    return "pg_current_xact_id()::text::bigint"


@compiles(oldest_running_transaction, "postgresql")
def _xmin(_element: oldest_running_transaction, _compiler: SQLCompiler, **_: Any) -> str:  # noqa: ANN401
    return "pg_snapshot_xmin(pg_current_snapshot())::text::bigint"


@compiles(transaction_id, "sqlite")
def _zero(_element: transaction_id, _compiler: SQLCompiler, **_: Any) -> str:  # noqa: ANN401
    return "0"


@compiles(oldest_running_transaction, "sqlite")
def _one(_element: oldest_running_transaction, _compiler: SQLCompiler, **_: Any) -> str:  # noqa: ANN401
    return "1"


class local_day(FunctionElement[date]):  # noqa: N801 - reads as the SQL function that it is
    """The calendar day of a moment in a zone (IANA name): `local_day(column, zone)`, NULL of NULL."""

    inherit_cache = True
    type = Date()


@compiles(local_day, "postgresql")
def _at_time_zone(element: local_day, compiler: SQLCompiler, **more: Any) -> str:  # noqa: ANN401
    moment, zone = (compiler.process(clause, **more) for clause in element.clauses)
    return f"CAST({moment} AT TIME ZONE {zone} AS date)"


@compiles(local_day, "sqlite")
def _by_function(element: local_day, compiler: SQLCompiler, **more: Any) -> str:  # noqa: ANN401
    return f"agentview_local_day({compiler.process(element.clauses, **more)})"


def add_functions(connection: sqlite3.Connection) -> None:
    """Give a connection of SQLite the functions that PostgreSQL has of its own."""
    connection.create_function("agentview_local_day", 2, _local_day_text, deterministic=True)


def _local_day_text(moment: str | None, zone: str) -> str | None:
    if moment is None:
        return None
    return clock.local_day(datetime.fromisoformat(moment).replace(tzinfo=UTC), zone).isoformat()


def _ring_postgresql(connection: Connection) -> None:
    connection.execute(text("SELECT pg_notify(:channel, '')"), {"channel": DOORBELL})


def _ring_nothing(_connection: Connection) -> None:
    """SQLite tells of each commit by itself: all who have the file open see its version move."""


_RINGERS: dict[str, Callable[[Connection], None]] = {"postgresql": _ring_postgresql}


def ring_doorbell(connection: Connection) -> None:
    """Tell other processes, at commit, that there are new change rows."""
    _RINGERS.get(connection.dialect.name, _ring_nothing)(connection)


@contextmanager
def _without_foreign_keys(connection: Connection) -> Iterator[None]:
    # Asked of the driver, because the engine would begin a transaction, in which this has no effect.
    driver = connection.connection.dbapi_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - tells mypy the driver
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _as_it_is(_connection: Connection) -> AbstractContextManager[None]:
    return nullcontext()


_REBUILDERS: dict[str, Callable[[Connection], AbstractContextManager[None]]] = {
    "sqlite": _without_foreign_keys
}


def tables_may_be_rebuilt(connection: Connection) -> AbstractContextManager[None]:
    """Let a migration put a table in the place of an old one that others refer to, as SQLite must.

    PostgreSQL alters tables as they are, and keeps watch over their references meanwhile.
    """
    return _REBUILDERS.get(connection.dialect.name, _as_it_is)(connection)


def broken_references(connection: Connection) -> tuple[str, ...]:
    """Return the tables with rows that refer to none; PostgreSQL lets none be written."""
    return _CHECKERS.get(connection.dialect.name, _none_broken)(connection)


def _broken_sqlite(connection: Connection) -> tuple[str, ...]:
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return tuple(sorted({str(row[0]) for row in rows}))


def _none_broken(_connection: Connection) -> tuple[str, ...]:
    return ()


_CHECKERS: dict[str, Callable[[Connection], tuple[str, ...]]] = {"sqlite": _broken_sqlite}


def has_row_locks(session: Session) -> bool:
    """Say whether rows are held one by one; where one writer has the whole database, all are held anyway."""
    return session.get_bind().dialect.name == "postgresql"


def among(session: Session, column: InstrumentedAttribute[int], ids: Sequence[int]) -> ColumnElement[bool]:
    """Say that a column is one of `ids`, which are one parameter, however many they are.

    A list with a parameter for each is written and read anew at each call, which for thousands takes longer
    than to find their rows.
    """
    return _AMONG[session.get_bind().dialect.name](column, ids)


def _among_array(column: InstrumentedAttribute[int], ids: Sequence[int]) -> ColumnElement[bool]:
    return column == any_(bindparam(None, list(ids), type_=postgresql.ARRAY(column.type)))


def _among_json(column: InstrumentedAttribute[int], ids: Sequence[int]) -> ColumnElement[bool]:
    told = bindparam(None, _as_json(ids), type_=String())
    return column.in_(select(func.json_each(told).table_valued("value").c.value))


def _as_json(ids: Sequence[int]) -> str:
    return f"[{','.join(map(str, ids))}]"


_AMONG: dict[str, Callable[[InstrumentedAttribute[int], Sequence[int]], ColumnElement[bool]]] = {
    "postgresql": _among_array,
    "sqlite": _among_json,
}


class Ids(TypeDecorator[Sequence[int]]):
    """Any number of ids as one value of a statement, written as `is_among` reads it."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Sequence[int] | None, dialect: Dialect) -> str | None:
        """Return the ids as a text: as a list of numbers psycopg would look at each of them."""
        if value is None:
            return None
        return f"{{{','.join(map(str, value))}}}" if dialect.name == "postgresql" else _as_json(value)


class is_among(FunctionElement[bool]):  # noqa: N801 - reads as the condition that it is
    """Say that a column is one of the ids of a parameter: `is_among(column, parameter("ids", Ids()))`.

    As `among`, for a statement that is prepared once and read with other ids each time.
    """

    inherit_cache = True
    type = Boolean()

    def self_group(self, against: OperatorType | None = None) -> Self:  # noqa: ARG002 - as SQLAlchemy asks
        """Return it as it stands: with `= 1` after it, SQLite would look for no row by an index."""
        return self


@compiles(is_among, "postgresql")
def _is_any(element: is_among, compiler: SQLCompiler, **more: Any) -> str:  # noqa: ANN401
    column, ids = (compiler.process(clause, **more) for clause in element.clauses)
    return f"{column} = ANY(CAST({ids} AS BIGINT[]))"


@compiles(is_among, "sqlite")
def _is_in_json(element: is_among, compiler: SQLCompiler, **more: Any) -> str:  # noqa: ANN401
    column, ids = (compiler.process(clause, **more) for clause in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({ids}))"  # noqa: S608 - own names, a parameter


_INSERTS: dict[str, Callable[[type[DeclarativeBase]], postgresql.Insert | sqlite.Insert]] = {
    "postgresql": postgresql.insert,
    "sqlite": sqlite.insert,
}


def insert_if_absent(
    session: Session,
    table: type[DeclarativeBase],
    values: dict[str, object],
    unique: tuple[InstrumentedAttribute[Any], ...],
) -> bool:
    """Insert a row unless one with the same `unique` columns is there; say whether it was inserted.

    A concurrent insert of the same row is waited for.
    """
    insert = _INSERTS[session.get_bind().dialect.name](table).values(**values)
    absent = insert.on_conflict_do_nothing(index_elements=list(unique)).returning(unique[0])
    return session.execute(absent).first() is not None


def insert_unless_there(
    session: Session, table: type[DeclarativeBase], values: dict[str, object]
) -> int | None:
    """Insert a row and return its id; None where any unique index of the table has such a row already.

    A concurrent insert of the same row is waited for.
    """
    insert = _INSERTS[session.get_bind().dialect.name](table).values(**values)
    key = table.__table__.c.id
    found: int | None = session.scalars(insert.on_conflict_do_nothing().returning(key)).first()
    return found


def insert_all_unless_there(
    session: Session,
    table: type[DeclarativeBase],
    rows: Sequence[dict[str, object]],
    shown: tuple[InstrumentedAttribute[Any], ...],
) -> Sequence[Row[Any]]:
    """Insert rows and return what is `shown` of each; one that any unique index has already is left out.

    All rows name the same columns. A concurrent insert of the same row is waited for.
    """
    if not rows:
        return ()
    insert = _INSERTS[session.get_bind().dialect.name](table).values(list(rows))
    return session.execute(insert.on_conflict_do_nothing().returning(*shown)).all()


def upsert(
    session: Session,
    table: type[DeclarativeBase],
    values: dict[str, object],
    unique: tuple[InstrumentedAttribute[Any], ...],
) -> None:
    """Insert a row, or overwrite the one with the same `unique` columns."""
    names = {column.key for column in unique}
    fresh = {name: value for name, value in values.items() if name not in names}
    insert = _INSERTS[session.get_bind().dialect.name](table).values(**values)
    session.execute(insert.on_conflict_do_update(index_elements=list(unique), set_=fresh))
