"""Turns what a format said of shipped lines into a Sales Order Dispatch, wrong values and all."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeAlias

import msgspec

from agentview.adaptors.warehouse.port import Arrival

Loose: TypeAlias = dict[str, object]
"""A record or a line as it was found: the check of the whole file says what is wrong with it."""

_BLOCK = 1_000
_ENCODER = msgspec.json.Encoder()
_LONGEST_NUMBER = 19


class Told:
    """What a file says of itself, known once it was read; None where it says nothing."""

    def __init__(self) -> None:
        self.records: int | str | None = None


def dispatch_json(arrival: Arrival, records: Iterable[Loose], told: Told | None = None) -> Iterator[bytes]:
    """Yield the file: the number of its records is what the sender says, where the sender says one."""
    yield b'{"orders":['
    left = iter(records)
    count = 0
    while block := list(islice(left, _BLOCK)):
        text = _ENCODER.encode(block)
        yield b"," + text[1:-1] if count else text[1:-1]
        count += len(block)
    header = {
        "interfaceCategory": "Sales Order",
        "interfaceType": "Sales Order Dispatch",
        "version": "1.2",
        "externalFileName": arrival.file_name,
        "recordCount": count if told is None or told.records is None else told.records,
        "wareHouse": {"id": arrival.warehouse},
    }
    yield b"]," + _ENCODER.encode(header)[1:] + b"\n"


def number(text: str) -> int | str:
    """Return the whole number that a text is, or else the text, for the check to find."""
    plain = text.strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= _LONGEST_NUMBER else text
