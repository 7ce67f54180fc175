"""Segments of X12 and EDIFACT files: cut apart in little memory, and put together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO, TypeAlias

from agentview.adaptors.warehouse.encoded_text import BLOCK, cannot_read

Segment: TypeAlias = list[str]
"""The elements of a segment, its tag first; those of EDIFACT still hold their components."""

_LARGEST_SEGMENT = 64 * 1024
_BETWEEN = "\r\n\t "


@dataclass(frozen=True, slots=True)
class Marks:
    """What ends segments, parts elements and components, and takes the meaning from the next character."""

    segment: str
    element: str
    component: str
    release: str = ""

    def split(self, text: str, mark: str) -> list[str]:
        """Return the parts of a text between marks; those that are released stay in."""
        if not self.release or self.release not in text:
            return text.split(mark)
        parts = [""]
        for piece in _pieces(self.release).findall(text):
            if piece == mark:
                parts.append("")
            else:
                parts[-1] += piece
        return parts

    def components(self, element: str) -> list[str]:
        """Return the components of an element, as they were meant."""
        if self.release and self.release in element:
            return [self.plain(part) for part in self.split(element, self.component)]
        return element.split(self.component)

    def plain(self, text: str) -> str:
        """Return a text as it was meant."""
        if not self.release or self.release not in text:
            return text
        return re.sub(re.escape(self.release) + "(.)", r"\1", text, flags=re.DOTALL)

    def released(self, text: str) -> str:
        """Return a text in which no mark has a meaning."""
        if text.isalnum():
            return text
        for mark in (self.release, self.segment, self.element, self.component):
            text = text.replace(mark, self.release + mark)
        return text

    def joined(self, segment: Sequence[str]) -> str:
        """Return a segment as text, without the empty elements at its end."""
        kept = list(segment)
        while kept and not kept[-1]:
            kept.pop()
        return self.element.join(kept) + self.segment


def _pieces(release: str) -> re.Pattern[str]:
    return re.compile(re.escape(release) + ".|.", re.DOTALL)


def segments(text: TextIO, marks: Marks, form: str, start: str = "") -> Iterator[tuple[int, Segment]]:
    """Yield the segments, counted from 1; `start` was read already. Raises Rejected if one does not end."""
    whole = _whole(marks)
    kept = start
    count = 0
    more = "?"
    while more:
        more = text.read(BLOCK)
        kept += more
        at = 0
        while found := whole.match(kept, at):
            at = found.end()
            raw = found[1].lstrip(_BETWEEN)
            if raw:
                count += 1
                yield count, marks.split(raw, marks.element)
        kept = kept[at:]
        if len(kept) > _LARGEST_SEGMENT + BLOCK:
            raise cannot_read(form, "too_large", count + 1)
    if kept.strip(_BETWEEN):
        raise cannot_read(form, "truncated", count + 1)


def _whole(marks: Marks) -> re.Pattern[str]:
    """Return the pattern of a segment up to its end."""
    end, release = re.escape(marks.segment), re.escape(marks.release)
    if not marks.release:
        return re.compile(f"([^{end}]*+){end}")
    return re.compile(f"((?:[^{end}{release}]++|{release}.)*+){end}", re.DOTALL)


def chunks(text: str, size: int) -> list[str]:
    """Return a text in parts of at most `size` characters."""
    return [text[at : at + size] for at in range(0, len(text), size)]
