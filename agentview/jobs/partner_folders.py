"""Opens the folders of partners, each once in a process: whether a file still grows shows only with time."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Lock

from agentview.adaptors.exchange.exchange import ANSWERS, Lane
from agentview.adaptors.exchange.partner_folder import PartnerFolder
from agentview.adaptors.exchange.simulated import simulated_folder
from agentview.core.clock import Clock

SETTLED_AFTER = timedelta(seconds=10)
"""A file that has stayed the same for so long is whole."""


class PartnerFolders:
    """Call it with an address; connections are made when they are needed, and again after a failure."""

    def __init__(
        self,
        keys: Path,
        clock: Clock,
        settled_after: timedelta = SETTLED_AFTER,
        simulated: Path | None = None,
        lane: Lane = ANSWERS,
    ) -> None:
        """Sign in with the keys in the folder `keys`; what simulated partners have lies in `simulated`.

        Files come in by the folders of `lane`.
        """
        self._lane = lane
        self._keys = keys
        self._simulated = simulated
        self._clock = clock
        self._settled_after = settled_after
        self._open: dict[str, PartnerFolder] = {}
        self._lock = Lock()

    @contextmanager
    def __call__(self, address: str) -> Iterator[PartnerFolder]:
        """Give the folders at an address. Raises Unavailable, Rejected for an address that is none."""
        folder = self._known(address)
        folder.prepare()
        yield folder

    def _known(self, address: str) -> PartnerFolder:
        with self._lock:
            if address not in self._open:
                # Loaded only now: what speaks SFTP takes a quarter of a second, which no start waits for.
                opener = importlib.import_module("agentview.adaptors.exchange.address")
                place, settled_after = self._place(address)
                self._open[address] = opener.open_partner_folder(
                    place, self._keys, self._clock, settled_after, self._lane
                )
            return self._open[address]

    def _place(self, address: str) -> tuple[str, timedelta]:
        """Return where the files are, and how long they grow: a simulated partner puts whole ones."""
        folder = None if self._simulated is None else simulated_folder(self._simulated, address)
        if folder is None:
            return address, self._settled_after
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder.as_uri(), timedelta(0)
