"""Reads that are asked again and again: compiled once, then sent to the driver as they are."""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any, TypeAlias, cast

from sqlalchemy import BindParameter, Connection, Select, bindparam
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.sql.visitors import replacement_traverse
from sqlalchemy.types import TypeEngine

Convert = Callable[[Any], Any]
Wanted: TypeAlias = Select[*tuple[Any, ...]]


def parameter(name: str, type_: TypeEngine[Any]) -> BindParameter[Any]:
    """Return a place in a statement whose value is given at each read."""
    return bindparam(name, None, type_=type_)


def written_out(statement: Wanted, values: Mapping[str, object] | None = None) -> Wanted:
    """Return a statement in which values that are no `parameter` are written, not sent.

    So are the parameters that `values` names. PostgreSQL keeps the plan of a statement only where it is as
    good as one that knows all values; else it plans anew at each read. Not for what somebody has typed.
    """
    known = values or {}

    def literal(element: object, **_: object) -> BindParameter[Any] | None:
        if not isinstance(element, BindParameter):
            return None
        if element.key in known:
            element = bindparam(element.key, known[element.key], type_=element.type, unique=True)
        return element.render_literal_execute() if element.unique else None

    return cast("Wanted", replacement_traverse(statement, {}, literal))


class Prepared:
    """A SELECT with parameters, compiled for one dialect.

    It gives the values that SQLAlchemy would give, at little more than the cost of the driver: to build a
    statement, find it in the cache and convert row by row takes several times as long as to read a page.
    """

    def __init__(self, statement: Select[*tuple[Any, ...]], dialect: Dialect) -> None:
        """Compile `statement`; values that are no `parameter` become part of it."""
        compiled = statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
        self._sql = str(compiled)
        self._order: tuple[str, ...] | None = (
            tuple(compiled.positiontup or ()) if compiled.positional else None
        )
        binders = {name: _binder(bind, dialect) for name, bind in compiled.binds.items()}
        # SQLAlchemy makes the names of plain values unique; names that we gave are parameters.
        wanted = {name: binders[name] for name, bind in compiled.binds.items() if not bind.unique}
        self._telling = tuple((name, bind) for name, bind in wanted.items() if bind is not _same)
        self._fixed = {
            name: binders.get(name, _same)(value)
            for name, value in compiled.construct_params().items()
            if name not in wanted
        }
        self._names = (*self._fixed, *wanted)
        self._pick = _picker(self._names if self._order is None else self._order)
        self._converts = tuple(_converts(statement, dialect))

    def rows(self, session: Session, values: Mapping[str, object]) -> list[tuple[Any, ...]]:
        """Read. `values` may hold more than the statement wants."""
        parameters = {**values, **self._fixed}
        for name, bind in self._telling:
            parameters[name] = bind(parameters[name])
        picked = self._pick(parameters)
        sent = picked if self._order is not None else dict(zip(self._names, picked, strict=True))
        found = _read(session.connection(), self._sql, sent)
        if not found or not self._converts:
            return found
        # Column by column: one loop in C for each instead of one in Python for each value.
        columns: list[Any] = list(zip(*found, strict=True))
        for place, convert in self._converts:
            columns[place] = map(convert, columns[place])
        return list(zip(*columns, strict=True))


class Preparable:
    """A SELECT with parameters that is prepared at its first read on each kind of database."""

    def __init__(self, statement: Select[*tuple[Any, ...]]) -> None:
        """Keep `statement` until it is read."""
        self._statement = statement
        self._prepared: dict[str, Prepared] = {}

    def rows(self, session: Session, values: Mapping[str, object]) -> list[tuple[Any, ...]]:
        """Read. `values` may hold more than the statement wants."""
        dialect = session.get_bind().dialect
        prepared = self._prepared.get(dialect.name)
        if prepared is None:
            prepared = self._prepared[dialect.name] = Prepared(self._statement, dialect)
        return prepared.rows(session, values)


def _read(connection: Connection, statement: str, sent: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 - as the driver takes them
    """Ask the driver. Raises what SQLAlchemy would raise, and tells who listens to what is sent."""
    cursor = connection.connection.cursor()
    try:
        for listener in connection.dispatch.before_cursor_execute:
            listener(connection, cursor, statement, sent, None, False)  # noqa: FBT003 - as SQLAlchemy tells it
        cursor.execute(statement, sent)
        return list(cursor.fetchall())
    except connection.dialect.loaded_dbapi.Error as error:
        raise _as_sqlalchemy(connection, statement, sent, error) from error
    finally:
        cursor.close()


def _as_sqlalchemy(connection: Connection, statement: str, sent: Any, error: Exception) -> Exception:  # noqa: ANN401
    dialect = connection.dialect
    driver = connection.connection.dbapi_connection
    if driver is not None and dialect.is_disconnect(error, connection.connection, None):  # type: ignore[arg-type]
        connection.invalidate(error)
    base = dialect.loaded_dbapi.Error
    return DBAPIError.instance(statement, sent, error, base, hide_parameters=True, dialect=dialect)


def _picker(names: Sequence[str]) -> Callable[[Mapping[str, object]], tuple[object, ...]]:
    """Return what takes the values of these names: in C where there are several."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda values: tuple(values[name] for name in names)


def _same(value: object) -> object:
    return value


def _binder(bind: BindParameter[Any], dialect: Dialect) -> Convert:
    return bind.type.dialect_impl(dialect).bind_processor(dialect) or _same


def _converts(statement: Select[*tuple[Any, ...]], dialect: Dialect) -> list[tuple[int, Convert]]:
    """Return how the columns that the driver gives in another type are converted, by place."""
    found: list[tuple[int, Convert]] = []
    for place, column in enumerate(statement.selected_columns):
        convert = column.type.dialect_impl(dialect).result_processor(dialect, None)
        if convert is not None:
            found.append((place, convert))
    return found
