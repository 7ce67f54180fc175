"""Databases that go from test to test: what one wrote is taken back, which is quicker than a new copy.

A copy of a template is a thousand files. Here a template keeps, in a schema of its own, what its tables hold;
a database that comes back gets just that again, and its numbers count on from where the template's do. One
whose tables were changed, or that was lent often, is dropped instead.
"""

import os
from itertools import count

import psycopg
from psycopg import sql

from tests.postgres import Server

_MOST_LOANS = 40  # Rows that were deleted stay on the disk: nothing sweeps them up here.
_KEPT = "pristine"
_SHAPE = """
    select (select count(*) from pg_class), (select max(oid::bigint) from pg_class),
        (select count(*) from pg_attribute where not attisdropped),
        (select count(*) from pg_namespace where nspname !~ '^pg_'), (select count(*) from pg_proc),
        (select count(*) from pg_trigger), (select count(*) from pg_constraint)
"""
_TABLES = """
    select tablename, exists (select 1 from pg_tables k where k.schemaname = %s and k.tablename = t.tablename)
    from pg_tables t where schemaname = 'public' order by tablename
"""
_CUT_OFF = """
    select pg_terminate_backend(pid, 60000) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()
"""
_COUNT_ON = f"select setval(name::regclass, value, is_called) from {_KEPT}.counters"  # noqa: S608 - fixed name
_NUMBERS = count(1)


def keep_contents(url: str) -> None:
    """Keep what the tables of a template hold, for all its copies."""
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        connection.execute(sql.SQL("create schema {}").format(sql.Identifier(_KEPT)))
        tables = connection.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
        for (table,) in tables:
            rows = sql.Identifier("public", table)
            if connection.execute(sql.SQL("select 1 from {} limit 1").format(rows)).fetchone():
                kept = sql.Identifier(_KEPT, table)
                connection.execute(sql.SQL("create table {} as table {}").format(kept, rows))
        connection.execute(
            f"create table {_KEPT}.counters as"  # noqa: S608 - a fixed name
            " select format('%I.%I', schemaname, sequencename) as name, coalesce(last_value, 1) as value,"
            " last_value is not null as is_called from pg_sequences where schemaname = 'public'"
        )


class Lender:
    """Lends the databases of one process, one after another, each as its template is."""

    def __init__(self, server: Server, template: str) -> None:
        self.server = server
        self._template = template
        self._free: list[str] = []
        self._loans: dict[str, int] = {}
        self._shapes: dict[str, tuple[object, ...]] = {}

    def lend(self) -> str:
        """Return the name of a database that is as the template is."""
        if self._free:
            return self._free.pop()
        name = f"lent_{os.getpid()}_{next(_NUMBERS)}"
        self.server.create(name, self._template)
        with self.server.connect(name) as connection:
            self._shapes[name] = _shape(connection)
        return name

    def take_back(self, name: str) -> None:
        """Cut off who is still connected, and make the database as it was, or drop it."""
        self._loans[name] = self._loans.get(name, 0) + 1
        if self._loans[name] < _MOST_LOANS and self._is_restored(name):
            self._free.append(name)
        else:
            self.server.drop(name)

    def close(self) -> None:
        """Drop what is not lent."""
        for name in self._free:
            self.server.drop(name)
        self._free.clear()

    def _is_restored(self, name: str) -> bool:
        with self.server.connect(name) as connection:
            connection.execute(_CUT_OFF)
            if _shape(connection) != self._shapes[name]:
                return False
            with connection.transaction():
                # Rows may refer to each other in any order.
                connection.execute("set local session_replication_role = replica")
                connection.execute(_restoring(connection))
                connection.execute(_COUNT_ON)
        return True


def _shape(connection: psycopg.Connection[tuple[object, ...]]) -> tuple[object, ...]:
    found = connection.execute(_SHAPE).fetchone()
    assert found is not None
    return found


def _restoring(connection: psycopg.Connection[tuple[object, ...]]) -> sql.Composed:
    orders: list[sql.Composable] = []
    for table, is_kept in connection.execute(_TABLES, [_KEPT]).fetchall():
        rows, kept = sql.Identifier("public", str(table)), sql.Identifier(_KEPT, str(table))
        orders.append(sql.SQL("delete from {};").format(rows))
        if is_kept:
            orders.append(sql.SQL("insert into {} select * from {};").format(rows, kept))
    return sql.Composed(orders)
