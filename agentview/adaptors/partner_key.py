"""Reads keys of partners: files outside of the database, which only their owner may read."""

import ipaddress
import stat
from pathlib import Path

_READ_BY_OTHERS = stat.S_IRGRP | stat.S_IROTH
_MOST_BYTES = 16 * 1024


class KeyUnusableError(Exception):
    """A key is missing, may be read by others, or would go over a line that everybody can read."""


def key_in(file: Path) -> str | None:
    """Return what a file of a key holds; None where there is none. Raises KeyUnusableError."""
    try:
        if not file.is_file():
            return None
        found = file.stat()
        text = file.read_text(encoding="utf-8").strip() if found.st_size <= _MOST_BYTES else ""
    except (OSError, ValueError) as error:
        raise KeyUnusableError from error
    is_open = hasattr(stat, "S_IRGRP") and bool(found.st_mode & _READ_BY_OTHERS)
    if is_open or not text.isascii() or not text.isprintable() or not text:
        raise KeyUnusableError
    return text


def is_here(host: str) -> bool:
    """Say whether a host is this computer: nobody reads what goes there."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
