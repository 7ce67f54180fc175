"""A tree of files that a partner sees too, as the exchange uses it; paths are relative to its root."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO, Protocol

LARGEST_FILE = 200 * 1024 * 1024
"""Larger files are refused before they are read (D-36)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A plain file in a folder; `modified` only tells two states of it apart."""

    name: str
    size: int
    modified: int


class Store(Protocol):
    """A folder, or an SFTP server. Every call may raise Unavailable (`E-EXCHANGE-UNAVAILABLE`)."""

    def make_folders(self, names: Iterable[str]) -> None:
        """Make the folders that are not there."""
        ...

    def entries(self, folder: str) -> list[Entry]:
        """Return the plain files of a folder: no links, no folders."""
        ...

    def size(self, path: str) -> int | None:
        """Return the size of a plain file; None where there is none."""
        ...

    def write(self, path: str, blocks: Iterable[bytes]) -> int:
        """Write a file anew, to the disk where that can be asked for; return its size."""
        ...

    def rename(self, path: str, to: str) -> None:
        """Rename in one step. Raises FileNotFoundError and FileExistsError; nothing is overwritten."""
        ...

    def take(self, path: str, to: str) -> bool:
        """Rename for one of many who try at once: True for that one alone; nothing is overwritten."""
        ...

    def remove(self, path: str) -> None:
        """Remove a plain file, if it is there."""
        ...

    def open(self, path: str) -> BinaryIO:
        """Open a file for reading, able to go back. Raises FileNotFoundError."""
        ...

    def close(self) -> None:
        """Let go of the connection, if there is one."""
        ...
