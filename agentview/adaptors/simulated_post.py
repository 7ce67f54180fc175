"""Where simulated servers keep the messages that they have taken."""

import hashlib
from pathlib import Path
from urllib.parse import urlsplit

from agentview.core.file_name import plain_name

SCHEME = "simulator"
_FOLDER = "messages"


def box_of(root: Path, url: str, kind: str) -> Path | None:
    """Return the folder of `simulator://NAME` for a kind of message; None where the name is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    name = parts.netloc
    if parts.scheme != SCHEME or not name or plain_name(name) != name or parts.path not in {"", "/"}:
        return None
    return root / _FOLDER / name / kind


def is_simulated_address(url: str) -> bool:
    """Say whether an address is `simulator://NAME`."""
    return box_of(Path(), url, "") is not None


def put(box: Path, key: str, ending: str, content: bytes) -> str:
    """Write a message under a name that follows from its key, whole or not at all; return the name."""
    name = hashlib.sha256(key.encode()).hexdigest()[:20] + ending
    box.mkdir(parents=True, exist_ok=True)
    half = box / f".{name}"
    half.write_bytes(content)
    half.replace(box / name)
    return name
