"""The file of a backup: a ZIP with the database's dump and a manifest that says what is in it."""

import hashlib
import os
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Literal, NamedTuple, Protocol

from pydantic import ValidationError

from agentview.contract.op import Message
from agentview.core.errors import rejected

_MANIFEST, _DUMP = "manifest.json", "database"
_CHUNK = 1 << 20
_BROKEN = (zipfile.BadZipFile, zlib.error, KeyError, ValidationError, EOFError, NotImplementedError)


class Manifest(Message):
    """What a backup holds: of which kind of database, as of when, and how many rows each table has.

    `sha256` is of the dump alone.
    """

    layout: Literal[1] = 1
    version: str
    database: str
    revision: str
    taken_at: datetime
    rows: dict[str, int]
    sha256: str


class Sink(Protocol):
    """What a dump is written to."""

    def write(self, data: bytes, /) -> int:
        """Take bytes."""
        ...


class Contents(NamedTuple):
    """What a dump found: the revision of the tables, and how many rows each of them has."""

    revision: str
    rows: dict[str, int]


class _Hashing:
    def __init__(self, sink: IO[bytes]) -> None:
        self._sink = sink
        self.digest = hashlib.sha256()

    def write(self, data: bytes, /) -> int:
        self.digest.update(data)
        return self._sink.write(data)


def pack(
    path: Path, dump: Callable[[Sink], Contents], *, version: str, database: str, taken_at: datetime
) -> Manifest:
    """Write a backup to `path`, which appears only once it is whole and on the disk.

    Raises Rejected (`E-BACKUP-EXISTS`, `E-BACKUP-PLACE`), and what `dump` raises.
    """
    part = path.with_name(f"{path.name}.part")
    with _fresh(path, part) as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            with archive.open(_DUMP, "w", force_zip64=True) as entry:
                hashing = _Hashing(entry)
                contents = dump(hashing)
            manifest = Manifest(
                version=version,
                database=database,
                revision=contents.revision,
                taken_at=taken_at,
                rows=contents.rows,
                sha256=hashing.digest.hexdigest(),
            )
            archive.writestr(_MANIFEST, manifest.model_dump_json(indent=2))
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    return manifest


@contextmanager
def _fresh(path: Path, part: Path) -> Iterator[IO[bytes]]:
    """Open `part` for its owner alone: it holds customers. It is removed where the block fails."""
    if path.exists():
        raise rejected("E-BACKUP-EXISTS", file=str(path))
    try:
        part.unlink(missing_ok=True)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise rejected("E-BACKUP-PLACE", file=str(path)) from error
    with ExitStack() as unfinished:
        unfinished.callback(part.unlink, missing_ok=True)
        with os.fdopen(descriptor, "wb") as file:
            yield file
        unfinished.pop_all()


class Backup:
    """An open backup whose dump is known to be as it was written."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        """Hold an archive that was checked."""
        self._archive = archive
        self.manifest = manifest

    def pour(self, sink: IO[bytes]) -> None:
        """Write the dump into `sink`."""
        with self._archive.open(_DUMP) as entry:
            shutil.copyfileobj(entry, sink, _CHUNK)


@contextmanager
def opened(path: Path) -> Iterator[Backup]:
    """Open a backup and read it through once. Raises Rejected (`E-BACKUP-FILE`) for one that is not whole."""
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as error:
        raise rejected("E-BACKUP-FILE", file=str(path)) from error
    with archive:
        yield Backup(archive, _checked(archive, path))


def _checked(archive: zipfile.ZipFile, path: Path) -> Manifest:
    digest = hashlib.sha256()
    try:
        manifest = Manifest.model_validate_json(archive.read(_MANIFEST))
        with archive.open(_DUMP) as entry:
            while chunk := entry.read(_CHUNK):
                digest.update(chunk)
    except _BROKEN as error:
        raise rejected("E-BACKUP-FILE", file=str(path)) from error
    if digest.hexdigest() != manifest.sha256:
        raise rejected("E-BACKUP-FILE", file=str(path))
    return manifest
