"""Says what is going on, and how long it took."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Trouble(Exception):  # noqa: N818 - it is shown to a person, who is told what to do
    """Something on this computer is in the way; the text says what and what to do."""


def say(text: str) -> None:
    """Print one line at once, also when the output goes to a file."""
    print(text, flush=True)


def seconds(since: float) -> str:
    """Return the time since an instant of `time.monotonic` for people: "12 s" or "3 min 5 s"."""
    minutes, rest = divmod(round(time.monotonic() - since), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


@contextmanager
def step(text: str) -> Iterator[None]:
    """Print the text before a long step, and the time that it took behind it."""
    started = time.monotonic()
    print(f"{text} ...", end="", flush=True)
    try:
        yield
    except BaseException:
        print(f" stopped ({seconds(started)})", flush=True)
        raise
    print(f" ({seconds(started)})", flush=True)


def use_utf8() -> None:
    """Let output of tools that draw frames pass on a console with another encoding."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
