"""A folder of this computer, or one that is mounted on it."""

import errno
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from agentview.adaptors.exchange.store import Entry
from agentview.adaptors.exchange.unreachable import reaching, unavailable

_NO_SECOND_NAMES = frozenset({errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS})


class LocalStore:
    """The tree below `root`, which must be there: a share that is not mounted is no empty folder."""

    def __init__(self, root: Path) -> None:
        """Use the folder `root`."""
        self._root = root

    def make_folders(self, names: Iterable[str]) -> None:
        """Make the folders that are not there."""
        with reaching():
            if not self._root.is_dir():
                raise unavailable("folder")
            for name in names:
                (self._root / name).mkdir(exist_ok=True)

    def entries(self, folder: str) -> list[Entry]:
        """Return the plain files of a folder."""
        with reaching(), os.scandir(self._folder(folder)) as found:
            return [entry for one in found if (entry := _entry(one)) is not None]

    def size(self, path: str) -> int | None:
        """Return the size of a plain file."""
        with reaching():
            try:
                found = os.lstat(self._file(path))
            except FileNotFoundError:
                return None
        return found.st_size if stat.S_ISREG(found.st_mode) else None

    def write(self, path: str, blocks: Iterable[bytes]) -> int:
        """Write a file anew and have it on the disk; what a failed try left is overwritten."""
        target = self._file(path)
        flags = (
            os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        )
        size = 0
        with reaching(), open(target, "wb", opener=lambda name, _flags: os.open(name, flags, 0o640)) as file:
            for block in blocks:
                size += file.write(block)
            file.flush()
            os.fsync(file.fileno())
        return size

    def rename(self, path: str, to: str) -> None:
        """Rename in one step. Only one process names a file, so that looking first is enough."""
        source, target = self._file(path), self._file(to)
        with reaching():
            if os.path.lexists(source) and os.path.lexists(target):
                raise FileExistsError(to)
            source.rename(target)
            _sync_folder(target.parent)

    def take(self, path: str, to: str) -> bool:
        """Rename for one of many: only one can make a second name of a file, and that overwrites nothing."""
        source, target = self._file(path), self._file(to)
        with reaching():
            try:
                target.hardlink_to(source)
            except FileNotFoundError:
                return False
            except FileExistsError:
                self._finish_take(source, target)
                return False
            except OSError as error:
                if error.errno not in _NO_SECOND_NAMES:
                    raise
                return self._take_by_rename(source, target)
            source.unlink(missing_ok=True)
            _sync_folder(target.parent)
        return True

    def _finish_take(self, source: Path, target: Path) -> None:
        """Take away the first name of a file whose taker was interrupted before doing so."""
        with suppress(FileNotFoundError):
            if source.samefile(target):
                source.unlink()

    def _take_by_rename(self, source: Path, target: Path) -> bool:
        """Take a file where a file can have one name only: of many, one finds it."""
        if os.path.lexists(target):
            return False
        try:
            source.rename(target)
        except FileNotFoundError:
            return False
        return True

    def remove(self, path: str) -> None:
        """Remove a plain file, if it is there."""
        with reaching():
            self._file(path).unlink(missing_ok=True)

    def open(self, path: str) -> BinaryIO:
        """Open a file for reading; a link is none."""
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        with reaching():
            return open(self._file(path), "rb", opener=lambda name, _flags: os.open(name, flags))

    def close(self) -> None:
        """Nothing is held."""

    def _folder(self, name: str) -> Path:
        folder = self._root / name
        if not folder.is_dir():
            raise unavailable("folder")
        return folder

    def _file(self, path: str) -> Path:
        folder, _, name = path.rpartition("/")
        return self._folder(folder) / name


def _entry(found: os.DirEntry[str]) -> Entry | None:
    if not found.is_file(follow_symlinks=False):
        return None
    with suppress(FileNotFoundError):
        state = found.stat(follow_symlinks=False)
        return Entry(found.name, state.st_size, state.st_mtime_ns)
    return None


def _sync_folder(folder: Path) -> None:
    """Have a new name on the disk, where folders can be opened."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
