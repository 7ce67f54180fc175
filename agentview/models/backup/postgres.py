"""Backups of a PostgreSQL database by its own programs, pg_dump and pg_restore."""

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, LiteralString

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from sqlalchemy import URL

from agentview.core.errors import Refusal, Unavailable, rejected
from agentview.models.backup.archive import Backup, Contents, Sink
from agentview.models.backup.forgetting import FORGET_CHANGES

_CHUNK = 1 << 20
_LONGEST_REASON = 200
_WITHOUT_ENGINE = "--exclude-schema=dbos"
"""The engine of jobs has a schema: what runs is in our tables, and a worker makes the rest again."""
_TABLES = "select tablename from pg_tables where schemaname = 'public' order by tablename"
_ANYTHING = """
    select exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
                   where n.nspname !~ '^pg_' and n.nspname <> 'information_schema')
"""

_Connection = psycopg.Connection[tuple[Any, ...]]


class PostgresStore:
    """A database of a PostgreSQL server."""

    kind = "postgresql"

    def __init__(self, url: URL) -> None:
        """Mean the database of `url`; nobody is called yet."""
        self._address = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._name = url.database or ""

    def dump(self, sink: Sink, room: Path) -> Contents:  # noqa: ARG002 - a file's copy needs room, a stream none
        """Write the database as it is at one moment into `sink`, while others go on.

        Raises Rejected (`E-BACKUP-PROGRAM`, `E-BACKUP-FAILED`), Unavailable (`E-DATABASE`).
        """
        with _called(self._address) as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.read_only = True
            snapshot = _only(connection, "select pg_export_snapshot()")
            contents = _contents(connection)
            self._carry_out(
                ["pg_dump", "--format=custom", "--compress=0", f"--snapshot={snapshot}", _WITHOUT_ENGINE],
                lambda program: _copy(program.stdout, sink),
            )
        return contents

    def restore(self, backup: Backup) -> None:
        """Fill the database, which is there and empty, whole or not at all.

        Raises Rejected (`E-RESTORE-NOT-EMPTY`, `E-RESTORE-DIFFERS`, `E-BACKUP-PROGRAM`, `E-BACKUP-FAILED`),
        Unavailable (`E-DATABASE`).
        """
        with _called(self._address) as connection:
            if _only(connection, _ANYTHING):
                raise rejected("E-RESTORE-NOT-EMPTY", place=self._name)
        self._carry_out(
            ["pg_restore", "--single-transaction", "--exit-on-error"],
            lambda program: _feed(program.stdin, backup),
        )
        with _called(self._address) as connection:
            if _contents(connection).rows != backup.manifest.rows:
                raise rejected("E-RESTORE-DIFFERS", place=self._name)
            connection.execute(FORGET_CHANGES)
            connection.commit()
            connection.autocommit = True
            connection.execute("analyze")

    def _carry_out(self, order: Sequence[str], talk: Callable[[subprocess.Popen[bytes]], None]) -> None:
        """Run a program of PostgreSQL on the database; its environment holds the password."""
        found = shutil.which(order[0])
        if found is None:
            raise rejected("E-BACKUP-PROGRAM", program=order[0])
        address = conninfo_to_dict(self._address)
        password = address.pop("password", None)
        environment = {**os.environ, **({"PGPASSWORD": str(password)} if password else {})}
        common = [
            "--no-owner",
            "--no-privileges",
            "--no-password",
            f"--dbname={make_conninfo('', **address)}",
        ]
        with (
            TemporaryFile() as complaints,
            subprocess.Popen(  # noqa: S603 - a program of PostgreSQL, no shell
                [found, *order[1:], *common],
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=complaints,
            ) as program,
        ):
            with ExitStack() as broken:
                broken.callback(program.kill)
                talk(program)
                broken.pop_all()
            if program.wait() != 0:
                raise rejected("E-BACKUP-FAILED", program=order[0], reason=_last_line(complaints))


def _copy(source: IO[bytes] | None, sink: Sink) -> None:
    assert source is not None  # noqa: S101 - tells mypy what was asked for
    while chunk := source.read(_CHUNK):
        sink.write(chunk)


def _feed(sink: IO[bytes] | None, backup: Backup) -> None:
    assert sink is not None  # noqa: S101 - tells mypy what was asked for
    try:
        backup.pour(sink)
        sink.close()
    except BrokenPipeError:
        return  # the program has ended, and its complaint says why


def _last_line(complaints: IO[bytes]) -> str:
    complaints.seek(0)
    lines = complaints.read().decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:_LONGEST_REASON] if lines else ""


def _called(address: str) -> _Connection:
    try:
        return psycopg.connect(address, connect_timeout=5)
    except psycopg.OperationalError as error:
        raise Unavailable(Refusal("E-DATABASE")) from error


def _only(connection: _Connection, question: LiteralString) -> object:
    row = connection.execute(question).fetchone()
    return None if row is None else row[0]


def _contents(connection: _Connection) -> Contents:
    rows: dict[str, int] = {}
    for (table,) in connection.execute(_TABLES).fetchall():
        question = sql.SQL("select count(*) from {}").format(sql.Identifier("public", table))
        counted = connection.execute(question).fetchone()
        rows[table] = counted[0] if counted else 0
    return Contents(str(_only(connection, "select version_num from public.alembic_version")), rows)
