"""Tells the system's service manager (systemd) how this program is, where it was started by one.

The program that is not told where to speak (`NOTIFY_SOCKET`) says nothing.
"""

import os
import socket
from contextlib import suppress

READY, ALIVE = "READY=1", "WATCHDOG=1"

_MICRO = 1_000_000
_BEATS = 3
"""How often a program says that it is alive within the time after which it is taken for hung."""


def tell(what: str) -> bool:
    """Say something; return whether anybody was there to hear it."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")) or not hasattr(socket, "AF_UNIX"):
        return False
    # "@" stands for a socket without a file.
    target = f"\0{address[1:]}" if address.startswith("@") else address
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.sendto(what.encode(), target)
        return True
    return False


def beat_seconds() -> float | None:
    """Return how often the service manager wants to hear that this program is alive; None: never."""
    text = os.environ.get("WATCHDOG_USEC", "")
    if not text.isdecimal() or int(text) == 0:
        return None
    return int(text) / _MICRO / _BEATS
