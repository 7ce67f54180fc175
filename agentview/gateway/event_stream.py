"""Reads server-sent events from pieces of bytes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """One event: the last id that was named, the event's name, and its data ("" for a mere id)."""

    id: str
    name: str
    data: str


def events(pieces: Iterable[bytes]) -> Iterator[Event]:
    """Yield the events of a stream; one that is cut off at the end is none."""
    last_id = ""
    name, data = "", list[str]()
    for line in _lines(pieces):
        if not line:
            if data or name or last_id:
                yield Event(last_id, name or "message", "\n".join(data))
            name, data = "", []
            continue
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "id":
            last_id = value
        elif field == "event":
            name = value
        elif field == "data":
            data.append(value)


def _lines(pieces: Iterable[bytes]) -> Iterator[str]:
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        for line in whole:
            yield line.removesuffix(b"\r").decode("utf-8", "replace")
