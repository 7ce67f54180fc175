"""Writes an interface file as JSON, block by block: the same values always give the same bytes."""

from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import islice

import msgspec

from agentview.core.collection import collection_put_off
from agentview.files.interfaces.interface import Header, Interface, Record

_BLOCK = 2_000
_ENCODER = msgspec.json.Encoder(decimal_format="number")


def write(interface: Interface[Header, Record], header: Header, records: Iterable[Record]) -> Iterator[bytes]:
    """Yield the file with its header first. Raises ValueError where that counts other than there are."""
    start = _ENCODER.encode(header)
    yield b"%b,%b:[" % (start[:-1], _ENCODER.encode(interface.records))
    written = yield from _blocks(records)
    yield b"]}\n"
    if written != getattr(header, "record_count", written):
        raise ValueError("the header counts other records than were written")


def write_counted(
    interface: Interface[Header, Record], header_of: Callable[[int], Header], records: Iterable[Record]
) -> Iterator[bytes]:
    """Yield the file with its header last: `header_of` gets the number of records, known only then."""
    yield b"{%b:[" % _ENCODER.encode(interface.records)
    written = yield from _blocks(records)
    end = _ENCODER.encode(header_of(written))
    yield b"],%b\n" % end[1:]


def _blocks(records: Iterable[Record]) -> Generator[bytes, None, int]:
    """Yield blocks of records without the brackets around all; the value at the end is their number."""
    left = iter(records)
    written = 0
    while True:
        with collection_put_off():
            block = list(islice(left, _BLOCK))
            text = _ENCODER.encode(block)
        if not block:
            return written
        yield b"," + text[1:-1] if written else text[1:-1]
        written += len(block)
