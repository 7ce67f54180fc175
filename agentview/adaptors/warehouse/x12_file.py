"""X12 release 004010: interchanges written and read, whatever the transaction set."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import BinaryIO

from agentview.adaptors.warehouse.edi_envelope import Envelope, Level
from agentview.adaptors.warehouse.edi_segments import Marks, Segment, segments
from agentview.adaptors.warehouse.encoded_text import cannot_read, open_decoded

NAME = "X12"
MARKS = Marks("~", "*", ">")
_SPACES = str.maketrans(dict.fromkeys("~*>^\r\n\t", " "))
_ISA, _COMPONENT_AT, _END_AT = 106, 104, 105
_BLOCK = 500
_LONGEST_PARTY = 15
_MOST_CONTROL = 10**9
_LEVELS = (Level("ISA", 13, "IEA"), Level("GS", 6, "GE"), Level("ST", 2, "SE"))


def plain(text: str) -> str:
    """Return a text without characters that mean something in X12."""
    return text.translate(_SPACES)


def x12_blocks(
    kind: tuple[str, str],
    parties: tuple[str, str],
    control: int,
    at: datetime,
    sets: Iterable[Iterable[Sequence[str]]],
) -> Iterator[bytes]:
    """Yield a file with a transaction set for each of `sets`; `kind` is its group's code, and its own."""
    moment = at.astimezone(UTC)
    sender, receiver = (plain(party)[:_LONGEST_PARTY] for party in parties)
    nine = f"{control % _MOST_CONTROL:09}"
    isa = ["ISA", "00", " " * 10, "00", " " * 10, "ZZ", f"{sender:15}", "ZZ", f"{receiver:15}"]
    isa += [f"{moment:%y%m%d}", f"{moment:%H%M}", "U", "00401", nine, "0", "P", MARKS.component]
    group = str(int(nine))
    gs = ["GS", kind[0], sender, receiver, f"{moment:%Y%m%d}", f"{moment:%H%M%S}", group, "X", "004010"]
    yield (_line(isa) + _line(gs)).encode()
    left = iter(enumerate(sets, 1))
    count = 0
    while block := list(islice(left, _BLOCK)):
        yield "".join(_set(kind[1], place, body) for place, body in block).encode()
        count += len(block)
    yield (_line(["GE", str(count), group]) + _line(["IEA", "1", nine])).encode()


def _line(segment: Sequence[str]) -> str:
    return MARKS.joined(segment) + "\n"


def _set(code: str, place: int, body: Iterable[Sequence[str]]) -> str:
    control = f"{place:04}"
    lines = [_line(["ST", code, control]), *map(_line, body)]
    return "".join(lines) + _line(["SE", str(len(lines) + 1), control])


def x12_segments(stream: BinaryIO) -> Iterator[tuple[int, Segment]]:
    """Yield the segments, counted from 1, of a file whose envelopes add up. Raises Rejected."""
    envelope = Envelope(_LEVELS)
    at = 0
    with open_decoded(stream, NAME) as text:
        start = text.read(_ISA).lstrip("\ufeff\r\n\t ")
        start += text.read(_ISA - len(start))
        if not start.startswith("ISA") or len(start) < _ISA:
            raise cannot_read(NAME, "no_interchange", 1)
        marks = Marks(start[_END_AT], start[len("ISA")], start[_COMPONENT_AT])
        found = (marks.segment, marks.element, marks.component)
        if len(set(found)) < len(found) or any(map(str.isalnum, found)):
            raise cannot_read(NAME, "no_interchange", 1)
        for at, segment in segments(text, marks, NAME, start):
            if not envelope.takes(segment):
                raise cannot_read(NAME, "envelope", at)
            yield at, segment
    if not envelope.is_closed:
        raise cannot_read(NAME, "truncated", at + 1)


def padded(segment: Segment, elements: int = 10) -> Segment:
    """Return a segment with as many elements at least, the added ones empty."""
    return segment + [""] * (elements - len(segment))
