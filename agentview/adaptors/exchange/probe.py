"""Tries a partner's folders out: whether they are there, can be listed, and can be written to."""

import posixpath
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from agentview.adaptors.exchange.address import open_store
from agentview.adaptors.exchange.exchange import FOLDERS, INBOX, OUTBOX
from agentview.adaptors.exchange.simulated import simulated_folder
from agentview.core.errors import Unavailable

SECONDS = 10.0
"""So long an answer is waited for."""

_CONTENT = b"AgentView tried whether it can write here.\n"


def probe(address: str, keys: Path, simulated: Path) -> str:
    """Return "" where files can be exchanged at an address, else what is wrong, as one word.

    What is written for that is a hidden file, which partners leave alone, and is removed again. Raises
    Rejected (`E-EXCHANGE-ADDRESS`).
    """
    folder = simulated_folder(simulated, address)
    if folder is not None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        address = folder.as_uri()
    try:
        _try(address, keys)
    except Unavailable as error:
        return str(error.values.get("kind", "network"))
    except OSError:
        # A file stands where a folder should be, or somebody takes away what was just made.
        return "folder"
    return ""


def _try(address: str, keys: Path) -> None:
    store = open_store(address, keys, timedelta(seconds=SECONDS))
    try:
        store.make_folders(FOLDERS)
        for name in FOLDERS:
            store.entries(name)
        path = posixpath.join(OUTBOX, f".{uuid4().hex[:8]}.part")
        store.write(path, [_CONTENT])
        store.remove(path)
        store.entries(INBOX)
    finally:
        store.close()
