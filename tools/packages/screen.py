"""A display that nobody sees, with managed windows, keys pressed on it, and patience."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from tools.progress import Trouble

T = TypeVar("T")

_SCREEN = "1280x800x24"
_PATIENCE = 600.0
_LOOK = 1.0


@contextmanager
def hidden_display() -> Iterator[str]:
    """Offer a display with managed windows: a clean root has nothing but what a package brought."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", _SCREEN, "-nolisten", "tcp", "-ac"]
    server = subprocess.Popen(
        command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as said:
            number = said.readline().strip()
        if not number:
            raise Trouble("Xvfb does not start.")
        with _managed(f":{number}"):
            yield f":{number}"
    finally:
        server.terminate()
        server.wait()


@contextmanager
def _managed(display: str) -> Iterator[None]:
    """Let a window manager give windows the keyboard, as on each desktop."""
    manager = subprocess.Popen(
        ["openbox", "--sm-disable"],
        env=os.environ | {"DISPLAY": display},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        manager.terminate()
        manager.wait()


def xdotool(display: str, *arguments: str) -> str:
    """Carry out a command of xdotool on a display; return what it said."""
    done = subprocess.run(
        ["xdotool", *arguments],
        env=os.environ | {"DISPLAY": display},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip()


def wait_for(what: str, look: Callable[[], T]) -> T:
    """Look again and again until something is there. Raises Trouble when it does not come."""
    ends = time.monotonic() + _PATIENCE
    while time.monotonic() < ends:
        if found := look():
            return found
        time.sleep(_LOOK)  # noqa: TID251 - another program is waited for
    raise Trouble(f"Not seen within {_PATIENCE:.0f} s: {what}.")
