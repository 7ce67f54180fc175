"""The folders that we share with a partner as batches use them, and how files are called meanwhile."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO, Protocol


class Outbox(Protocol):
    """The folder in which a partner finds our files. Raises Unavailable where it does not answer."""

    def stage(self, temporary: str, blocks: Iterable[bytes]) -> None:
        """Write a file whole under a temporary name that the partner leaves alone."""
        ...

    def publish(self, temporary: str, name: str) -> bool:
        """Give the file its name in one step; False where there is no such temporary file."""
        ...

    def discard(self, temporary: str) -> None:
        """Remove a temporary file, if it is there."""
        ...

    def hidden(self, name: str) -> Sequence[str]:
        """Return the temporary files that were written to become `name`."""
        ...


class Shelf(StrEnum):
    """Where a file goes that needs no more work."""

    ARCHIVE = "archive"
    DUPLICATE = "duplicate"
    QUARANTINE = "quarantine"


class Inbox(Protocol):
    """A partner's files. Raises Unavailable where it does not answer."""

    def ready(self) -> Sequence[str]:
        """Return the names of files that are whole, in a fixed order; a growing one is left out."""
        ...

    def held(self) -> Sequence[str]:
        """Return the names of the files that are held."""
        ...

    def claim(self, name: str, held: str) -> bool:
        """Take a file out of the partner's folder in one step; False where it is not there."""
        ...

    def give_back(self, held: str, name: str) -> None:
        """Put a held file back, unless one of that name is there."""
        ...

    def open(self, held: str) -> BinaryIO:
        """Open a held file. Raises FileNotFoundError."""
        ...

    def put_away(self, held: str, shelf: Shelf, report: bytes | None = None) -> None:
        """Move a held file, with a report beside it; one that is not held any more was moved before."""
        ...


@dataclass(frozen=True, slots=True)
class HeldName:
    """The name under which a file is held: of which batch, by which attempt, and how it was called."""

    batch_id: int
    token: str
    name: str

    def __str__(self) -> str:
        """Return it as a file name."""
        return f"{self.batch_id}.{self.token}.{self.name}"


def read_held(text: str) -> HeldName | None:
    """Read the name of a held file; None where it is none of ours."""
    number, _, rest = text.partition(".")
    token, _, name = rest.partition(".")
    is_one = number.isascii() and number.isdigit() and bool(token) and bool(name)
    return HeldName(int(number), token, name) if is_one else None


def temporary_name(name: str, token: str) -> str:
    """Return what a file is called while it is written, and until it is published."""
    return f".{name}.{token}.part"
