"""Backups of a SQLite file: copied page by page while others read and write it."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import URL

from agentview.core.errors import rejected
from agentview.models.backup.archive import Backup, Contents, Sink
from agentview.models.backup.forgetting import FORGET_CHANGES

_CHUNK = 1 << 20
_TABLES = "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name"


class SqliteStore:
    """A database in a file of this computer."""

    kind = "sqlite"

    def __init__(self, url: URL) -> None:
        """Mean the file of `url`; it is not opened yet."""
        self._path = Path(url.database or "")

    def dump(self, sink: Sink, room: Path) -> Contents:
        """Write the file as it is at one moment into `sink`, by way of a copy in the folder `room`."""
        with TemporaryDirectory(dir=room, prefix=".agentview-") as folder:
            copy = Path(folder, "copy")
            with closing(sqlite3.connect(self._path)) as source, _opened(copy) as target:
                source.backup(target)
                # One file, without a log beside it.
                target.execute("pragma journal_mode = delete")
                contents = _contents(target)
            with copy.open("rb") as file:
                shutil.copyfileobj(file, sink, _CHUNK)
        return contents

    def restore(self, backup: Backup) -> None:
        """Make the file anew.

        Raises Rejected (`E-RESTORE-NOT-EMPTY`, `E-RESTORE-DIFFERS`, `E-BACKUP-PLACE`).
        """
        part = self._path.with_name(f"{self._path.name}.part")
        if self._path.exists():
            raise rejected("E-RESTORE-NOT-EMPTY", place=str(self._path))
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            part.unlink(missing_ok=True)
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise rejected("E-BACKUP-PLACE", file=str(self._path)) from error
        try:
            with os.fdopen(descriptor, "wb") as file:
                backup.pour(file)
            _check_and_forget(part, backup)
            part.replace(self._path)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    path.touch(mode=0o600)
    with closing(sqlite3.connect(path)) as connection:
        yield connection


def _contents(connection: sqlite3.Connection) -> Contents:
    tables = [name for (name,) in connection.execute(_TABLES)]
    counted = (connection.execute(f'select count(*) from "{name}"').fetchone() for name in tables)  # noqa: S608
    rows = {name: int(row[0]) for name, row in zip(tables, counted, strict=True)}
    (revision,) = connection.execute("select version_num from alembic_version").fetchone()
    return Contents(str(revision), rows)


def _check_and_forget(path: Path, backup: Backup) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma synchronous = full")
        is_sound = connection.execute("pragma quick_check").fetchone() == ("ok",)
        if not is_sound or _contents(connection).rows != backup.manifest.rows:
            raise rejected("E-RESTORE-DIFFERS", place=str(path))
        with connection:
            connection.execute(FORGET_CHANGES)
