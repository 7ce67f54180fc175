"""A partner's folders as the batches use them: what is written has a name of its attempt until it counts."""

import posixpath
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import BinaryIO

from agentview.adaptors.exchange.exchange import OUTBOX, Exchange
from agentview.adaptors.exchange.store import Store
from agentview.core.errors import Conflict, NotFound, Refusal


class PartnerFolder:
    """Outbox and inbox of one partner. Every call may raise Unavailable: all stays as it was then."""

    def __init__(self, store: Store, exchange: Exchange) -> None:
        """Use the files in `store`, as `exchange` orders them."""
        self._store = store
        self._exchange = exchange

    def prepare(self) -> None:
        """Make the folders that are not there."""
        self._exchange.prepare()

    def stage(self, temporary: str, blocks: Iterable[bytes]) -> None:
        """Write a file into the outbox under a hidden name."""
        self._store.write(posixpath.join(OUTBOX, temporary), blocks)

    def publish(self, temporary: str, name: str) -> bool:
        """Give a hidden file its name, in one step; False where there is no such hidden file.

        Raises Conflict (`E-EXCHANGE-EXISTS`) for a name that another file has, which is left as it is.
        """
        try:
            self._store.rename(posixpath.join(OUTBOX, temporary), posixpath.join(OUTBOX, name))
        except FileNotFoundError:
            return False
        except FileExistsError as error:
            raise Conflict(Refusal("E-EXCHANGE-EXISTS", values={"name": name})) from error
        return True

    def discard(self, temporary: str) -> None:
        """Remove a hidden file, if it is there."""
        self._store.remove(posixpath.join(OUTBOX, temporary))

    def hidden(self, name: str) -> list[str]:
        """Return the hidden files that were written to become `name`."""
        return [
            entry.name
            for entry in self._store.entries(OUTBOX)
            if entry.name.startswith(f".{name}.") and entry.name.endswith(".part")
        ]

    def ready(self) -> Sequence[str]:
        """Return the names of the files of the inbox that have stayed the same for a while."""
        return [found.name for found in self._exchange.ready()]

    def held(self) -> Sequence[str]:
        """Return the names of the files that are held."""
        return self._exchange.claimed()

    def claim(self, name: str, held: str) -> bool:
        """Take a file out of the inbox and hold it under another name: True for the one who got it.

        Each attempt has a name of its own, so that a plain rename decides: of many, one finds the file. The
        two steps of `take` would give the same file to two who call it differently.
        """
        try:
            self._store.rename(self._incoming(name), self._held(held))
        except (FileNotFoundError, FileExistsError):
            return False
        return True

    def give_back(self, held: str, name: str) -> None:
        """Put a held file back into the inbox, unless one of that name is there."""
        with suppress(FileNotFoundError, FileExistsError):
            self._store.rename(
                self._held(held),
                self._incoming(name),
            )

    def open(self, held: str) -> BinaryIO:
        """Open a held file. Raises FileNotFoundError, Rejected (`E-EXCHANGE-LARGE`)."""
        try:
            return self._exchange.open(held)
        except NotFound as error:
            raise FileNotFoundError(held) from error

    def put_away(self, held: str, shelf: str, report: bytes | None = None) -> None:
        """Move a held file to a shelf, with a report beside it; one that is not held was moved before."""
        with suppress(NotFound):
            self._exchange.put_away(held, shelf, report)

    def close(self) -> None:
        """Let go of the connection, if there is one."""
        self._exchange.close()

    def _incoming(self, name: str) -> str:
        return posixpath.join(self._exchange.lane.inbox, name)

    def _held(self, held: str) -> str:
        return posixpath.join(self._exchange.lane.processing, held)
