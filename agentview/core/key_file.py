"""A key that a computer makes for itself, in a file that only its owner can read."""

import os
from pathlib import Path

from cryptography.fernet import Fernet


def file_key(path: Path) -> bytes:
    """The key from a file, made on first use: of two at once both get the same. Raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        _make(path)
    path.chmod(0o600)
    return path.read_bytes()


def _make(path: Path) -> None:
    # Written whole under another name and then linked: who comes second never reads half a key.
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(Fernet.generate_key())
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink(missing_ok=True)
