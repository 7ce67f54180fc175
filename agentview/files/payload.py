"""Keeps the files of batches as they were sent or came: whole or not at all, for the own user alone."""

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

_READ_AT_ONCE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was kept: where, how many bytes it has, and its SHA-256."""

    path: Path
    size: int
    sha256: str


class PayloadFolder:
    """A folder of files that hold names and addresses: nobody but the program's own user may read them."""

    def __init__(self, folder: Path) -> None:
        """Keep files in `folder`, which is made where it is missing."""
        self._folder = folder

    def path(self, batch_id: int, ending: str) -> Path:
        """Return where the file of a batch is kept, or another form of it."""
        return self._folder / f"{batch_id}{ending}"

    def has(self, batch_id: int, ending: str) -> bool:
        """Say whether a batch's file is there."""
        return self.path(batch_id, ending).is_file()

    def keep(self, batch_id: int, ending: str, blocks: Iterable[bytes]) -> Kept:
        """Write a file; it is there once all of it is safe on disk. One that is there already is replaced."""
        path = self.path(batch_id, ending)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        growing = path.with_name(f".{path.name}.{uuid4().hex}")
        digest, size = hashlib.sha256(), 0
        try:
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            with os.fdopen(os.open(growing, flags, 0o600), "wb") as file:
                for block in blocks:
                    file.write(block)
                    digest.update(block)
                    size += len(block)
                file.flush()
                os.fsync(file.fileno())
            growing.replace(path)
        finally:
            # What was not put in its place is of no use; what was is not there any more.
            with suppress(OSError):
                growing.unlink(missing_ok=True)
        return Kept(path, size, digest.hexdigest())

    def drop(self, batch_id: int, ending: str) -> None:
        """Remove a form of a batch's file that can be made anew."""
        self.path(batch_id, ending).unlink(missing_ok=True)

    def open(self, batch_id: int, ending: str) -> BinaryIO:
        """Open the file of a batch. Raises FileNotFoundError."""
        return self.path(batch_id, ending).open("rb")


def blocks_of(path: Path) -> Iterable[bytes]:
    """Yield a file in blocks."""
    with path.open("rb") as file:
        while block := file.read(_READ_AT_ONCE):
            yield block


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    digest = hashlib.sha256()
    for block in blocks_of(path):
        digest.update(block)
    return digest.hexdigest()
