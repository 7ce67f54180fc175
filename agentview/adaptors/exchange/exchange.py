"""The folders that we and a partner share: what we send, what comes, and where that goes from there.

`outbox`, `inbox` and `stock` are the partner's too; the other ones are ours.
"""

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import BinaryIO

from agentview.adaptors.exchange.store import LARGEST_FILE, Entry, Store
from agentview.core.clock import Clock
from agentview.core.errors import Conflict, NotFound, Refusal, rejected
from agentview.core.fault_point import fault_point
from agentview.core.file_name import plain_name

OUTBOX, INBOX, PROCESSING = "outbox", "inbox", "processing"
ARCHIVE, DUPLICATE, QUARANTINE = "archive", "duplicate", "quarantine"
_SHELVES = (ARCHIVE, DUPLICATE, QUARANTINE)
_UNFINISHED = (".part", ".tmp", ".filepart", ".crdownload", ".swp", "~")
_MOST_OF_A_NAME = 1_000


@dataclass(frozen=True, slots=True)
class Lane:
    """By which folders files come in: where the partner puts them, and where one is held meanwhile."""

    inbox: str = INBOX
    processing: str = PROCESSING


FOLDERS = (OUTBOX, INBOX, PROCESSING, *_SHELVES)
"""What every partner's place holds."""
ANSWERS, STOCK = Lane(), Lane("stock", "stock-processing")
"""What answers our files, and what a warehouse says that it has."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A file in the inbox that has not grown for a while."""

    name: str
    size: int


class Exchange:
    """One partner's files. Every call may raise Unavailable (`E-EXCHANGE-UNAVAILABLE`): nothing is lost then.

    A name that is no plain file name is refused (Rejected, `E-EXCHANGE-NAME`) and never leaves the folders.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        settled_after: timedelta = timedelta(seconds=10),
        lane: Lane = ANSWERS,
    ) -> None:
        """Use the files in `store`; a file that stays the same for `settled_after` is complete."""
        self.lane = lane
        self._store = store
        self._clock = clock
        self._settled_after = settled_after
        self._seen: dict[str, tuple[Entry, datetime]] = {}

    def prepare(self) -> None:
        """Make the folders that are not there."""
        self._store.make_folders((OUTBOX, self.lane.inbox, self.lane.processing, *_SHELVES))

    def stage(self, name: str, blocks: Iterable[bytes]) -> int:
        """Write a file into the outbox under a hidden name and return its size; again after a failure."""
        return self._store.write(_hidden(name), blocks)

    def is_staged(self, name: str) -> bool:
        """Say whether a file lies in the outbox under its hidden name."""
        return self._store.size(_hidden(name)) is not None

    def publish(self, name: str) -> None:
        """Give a staged file its name, in one step; done before, it is done.

        Raises Conflict (`E-EXCHANGE-EXISTS`) for a name that another file has, which is left as it is.
        """
        try:
            self._store.rename(_hidden(name), _path(OUTBOX, name))
        except FileNotFoundError:
            return
        except FileExistsError as error:
            raise Conflict(Refusal("E-EXCHANGE-EXISTS", values={"name": name})) from error

    def ready(self) -> list[Ready]:
        """Return the files of the inbox that have stayed the same since an earlier look, by their names."""
        now = self._clock.now()
        found = {entry.name: entry for entry in self._store.entries(self.lane.inbox) if _is_taken(entry.name)}
        before = self._seen
        self._seen = {
            name: before[name] if name in before and before[name][0] == entry else (entry, now)
            for name, entry in found.items()
        }
        return [
            Ready(name, entry.size)
            for name, (entry, since) in sorted(self._seen.items())
            if now - since >= self._settled_after
        ]

    def claim(self, name: str) -> bool:
        """Take a file out of the inbox: True for the one who got it. It lies in `processing` from then on."""
        is_mine = self._store.take(_path(self.lane.inbox, name), _path(self.lane.processing, name))
        if is_mine:
            self._seen.pop(name, None)
        return is_mine

    def claimed(self) -> list[str]:
        """Return the names of the files in `processing`: also those whose reader was interrupted."""
        return sorted(
            entry.name for entry in self._store.entries(self.lane.processing) if _is_safe(entry.name)
        )

    def open(self, name: str) -> BinaryIO:
        """Open a claimed file, able to go back.

        Raises Rejected (`E-EXCHANGE-LARGE`) for one over 200 MB, before it is read, and NotFound.
        """
        size = self._store.size(_path(self.lane.processing, name))
        if size is None:
            raise _gone(name)
        if size > LARGEST_FILE:
            raise rejected("E-EXCHANGE-LARGE", rule="D-36", name=name, megabytes=LARGEST_FILE // 2**20)
        try:
            return self._store.open(_path(self.lane.processing, name))
        except FileNotFoundError as error:
            raise _gone(name) from error

    def archive(self, name: str) -> str:
        """Put a claimed file away as done; return the name that it has there."""
        return self._put_away(name, ARCHIVE)

    def set_aside_duplicate(self, name: str) -> str:
        """Put a claimed file away as one that had come before (R-HW-19); return its name there."""
        return self._put_away(name, DUPLICATE)

    def quarantine(self, name: str, report: bytes) -> str:
        """Put a claimed file away as bad, with a report of why beside it; return its name there."""
        return self._reported(name, QUARANTINE, report)

    def put_away(self, name: str, folder: str, report: bytes | None = None) -> str:
        """Put a claimed file into one of our folders, with a report beside it; return its name there."""
        if folder not in _SHELVES:
            raise ValueError(folder)
        return self._put_away(name, folder) if report is None else self._reported(name, folder, report)

    def close(self) -> None:
        """Let go of the connection, if there is one."""
        self._store.close()

    def _reported(self, name: str, folder: str, report: bytes) -> str:
        kept = self._put_away(name, folder)
        fault_point("exchange.after_move")
        self._store.write(_path(folder, f"{kept}.report.json"), [report])
        return kept

    def _put_away(self, name: str, folder: str) -> str:
        """Move a claimed file; where the name is taken it gets a number. Moved before, it is moved."""
        source = _path(self.lane.processing, name)
        for number in range(_MOST_OF_A_NAME):
            kept = f"{name}.{number}" if number else name
            try:
                self._store.rename(source, _path(folder, kept))
            except FileNotFoundError:
                if self._store.size(_path(folder, name)) is None:
                    raise _gone(name) from None
                return name
            except FileExistsError:
                continue
            return kept
        raise Conflict(Refusal("E-EXCHANGE-EXISTS", values={"name": name}))


def _gone(name: str) -> NotFound:
    return NotFound(Refusal("E-EXCHANGE-GONE", values={"name": name}))


def _path(folder: str, name: str) -> str:
    if not _is_safe(name):
        raise rejected("E-EXCHANGE-NAME", field="name")
    return posixpath.join(folder, name)


def _hidden(name: str) -> str:
    _path(OUTBOX, name)
    return f"{OUTBOX}/.{name}.part"


def _is_safe(name: str) -> bool:
    return plain_name(name) == name and not name.startswith(".")


def _is_taken(name: str) -> bool:
    """Say whether a file of the inbox is for us to take: one that is still written has another name."""
    return _is_safe(name) and not name.lower().endswith(_UNFINISHED)
