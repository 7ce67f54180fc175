"""Writes a small file whole or not at all, readable by its owner alone."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_atomic(path: Path, content: bytes, *, is_durable: bool = True) -> None:
    """Replaces the file's content in one step; a crash leaves the old content. Raises OSError.

    A write that need not be durable does not wait for the disk: a loss of power may then damage the file.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            if is_durable:
                os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def set_aside(path: Path) -> Path:
    """Renames a file that cannot be understood, so that it neither stops us nor is lost."""
    aside = path.with_name(f"{path.name}.damaged")
    path.replace(aside)
    return aside
