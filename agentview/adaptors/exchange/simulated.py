"""The address of a partner that the program plays itself: `simulator://NAME`, a folder of its own data."""

import re
from pathlib import Path

from agentview.core.file_name import plain_name

SCHEME = "simulator://"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}", re.ASCII)


def simulated_name(address: str) -> str | None:
    """Return the name in the address of a simulated partner; None for any other address."""
    name = address.removeprefix(SCHEME)
    if name == address or not _NAME.fullmatch(name) or plain_name(name) != name:
        return None
    return name


def simulated_folder(root: Path, address: str) -> Path | None:
    """Return where below `root` the folders of a simulated partner lie; None for any other address."""
    name = simulated_name(address)
    return None if name is None else root / name
