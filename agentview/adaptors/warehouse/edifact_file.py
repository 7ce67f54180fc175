"""EDIFACT interchanges, written and read, whatever the message: UTF-8 (UNOW, syntax 4), directory D.96A."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import BinaryIO, TextIO, TypeAlias

from agentview.adaptors.warehouse.edi_envelope import Envelope, Level
from agentview.adaptors.warehouse.edi_segments import Marks, Segment, segments
from agentview.adaptors.warehouse.encoded_text import cannot_read, open_decoded

NAME = "EDIFACT"
MARKS = Marks("'", "+", ":", "?")
Written: TypeAlias = Sequence[str | Sequence[str]]
"""A segment to write: its tag and elements, each of these a text or its components."""

_ADVICE = "UNA:+.? '"
_BLOCK = 500
_LONGEST_PARTY = 35
_LEVELS = (Level("UNB", 5, "UNZ"), Level("UNH", 1, "UNT"))


def edifact_blocks(
    message: str,
    parties: tuple[str, str],
    control: int,
    at: datetime,
    bodies: Iterable[Iterable[Written]],
) -> Iterator[bytes]:
    """Yield a file with a message of the type `message` for each of `bodies`."""
    moment = at.astimezone(UTC)
    sender, receiver = (party[:_LONGEST_PARTY] for party in parties)
    when = (f"{moment:%Y%m%d}", f"{moment:%H%M}")
    yield f"{_ADVICE}\n{_line(('UNB', ('UNOW', '4'), sender, receiver, when, str(control)))}".encode()
    left = iter(enumerate(bodies, 1))
    count = 0
    while block := list(islice(left, _BLOCK)):
        yield "".join(_message(message, place, body) for place, body in block).encode()
        count += len(block)
    yield _line(("UNZ", str(count), str(control))).encode()


def _line(segment: Written) -> str:
    return MARKS.joined([_element(one) for one in segment]) + "\n"


def _element(element: str | Sequence[str]) -> str:
    if isinstance(element, str):
        return MARKS.released(element)
    parts = list(map(MARKS.released, element))
    while parts and not parts[-1]:
        parts.pop()
    return MARKS.component.join(parts)


def _message(kind: str, place: int, body: Iterable[Written]) -> str:
    lines = [_line(("UNH", str(place), (kind, "D", "96A", "UN"))), *map(_line, body)]
    return "".join(lines) + _line(("UNT", str(len(lines) + 1), str(place)))


def edifact_segments(stream: BinaryIO) -> Iterator[tuple[int, list[list[str]]]]:
    """Yield the segments, counted from 1, as elements and components, of a file whose envelopes add up.

    Raises Rejected.
    """
    envelope = Envelope(_LEVELS)
    at = 0
    with open_decoded(stream, NAME) as text:
        marks, start = _marks(text)
        for at, segment in segments(text, marks, NAME, start):
            if not envelope.takes(segment):
                raise cannot_read(NAME, "envelope", at)
            yield at, _components(marks, segment)
    if not envelope.is_closed:
        raise cannot_read(NAME, "truncated", at + 1)


def _components(marks: Marks, segment: Segment) -> list[list[str]]:
    return [marks.components(element) for element in segment]


def _marks(text: TextIO) -> tuple[Marks, str]:
    """Return the marks that the file says it uses, or the usual ones, and what was read of it."""
    start = text.read(len(_ADVICE)).lstrip("\ufeff\r\n\t ")
    start += text.read(len(_ADVICE) - len(start))
    if start.startswith("UNB"):
        return MARKS, start
    component, element, _, release, _, segment = list((start[3:] + " " * len(_ADVICE))[:6])
    found = (component, element, segment)
    is_clear = len({*found, release}) == len(found) + 1 and not any(map(str.isalnum, (*found, release)))
    if not start.startswith("UNA") or not is_clear or " " in found:
        raise cannot_read(NAME, "no_interchange", 1)
    return Marks(segment, element, component, release.strip()), ""


def component(segment: list[list[str]], element: int, place: int = 0) -> str:
    """Return a component of an element; empty where the segment ends before it."""
    if element >= len(segment) or place >= len(segment[element]):
        return ""
    return segment[element][place]
