"""Tells how a CSV file is written: its encoding, and what separates its cells."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from charset_normalizer import from_bytes

from agentview.core.errors import rejected
from agentview.files.file_guard import BLOCK
from agentview.files.text_lines import LongLines, open_text

SEPARATORS = (",", ";", "\t", "|")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LIKELY = [
    "cp1252",
    "iso8859_15",
    "cp1250",
    "cp850",
    "mac_roman",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "shift_jis",
    "gb18030",
    "big5",
    "euc_kr",
]
_USUAL = "cp1252"
_SAMPLE = 64 * 1024
_LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class Shape:
    """How a file is written."""

    encoding: str
    separator: str


def detect_encoding(stream: BinaryIO) -> str:
    """Return the encoding: by its mark, UTF-16 by its zeros, UTF-8 where all fits, else the likeliest."""
    stream.seek(0)
    head = stream.read(_SAMPLE)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if (wide := _without_mark(head)) is not None:
        return wide
    strange = _first_strange(stream)
    if strange is None:
        return "utf-8"
    stream.seek(max(0, strange - _SAMPLE // 2))
    best = from_bytes(stream.read(_SAMPLE), cp_isolation=_LIKELY).best()
    return best.encoding if best is not None else _USUAL


def _without_mark(head: bytes) -> str | None:
    """Tell UTF-16 by its zeros: in text of Latin letters every other byte is one."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half and odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    if half and even > half * 0.4 and odd < half * 0.05:
        return "utf-16-be"
    return None


def _first_strange(stream: BinaryIO) -> int | None:
    """Return where the first byte stands that is not UTF-8; None where all of it is."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    stream.seek(0)
    offset = 0
    while block := stream.read(BLOCK):
        try:
            decoder.decode(block)
        except UnicodeDecodeError as error:
            return offset + error.start
        offset += len(block)
    return None if not decoder.getstate()[0] else offset


def detect_shape(stream: BinaryIO, encoding: str, separator: str | None) -> Shape:
    """Return how the cells are set apart: as the header and the first rows fit together best.

    Raises Rejected (`E-ENCODING`) for an encoding that is not known.
    """
    try:
        codecs.lookup(encoding)
    except LookupError as error:
        raise rejected("E-ENCODING", encoding=encoding, byte=1) from error
    with open_text(stream, encoding) as text:
        lines = list(islice(LongLines(text), _LOOKED_AT))
    offered = (separator,) if separator else SEPARATORS
    _, _, found = max((_fit(lines, one), -at, one) for at, one in enumerate(offered))
    return Shape(encoding, found)


def _fit(lines: list[str], separator: str) -> tuple[float, int]:
    """Return how many of the rows have as many cells as the header, and how many those are."""
    counts = list(_counts(lines, separator))
    if not counts or counts[0] == 1:
        return (0.0, 1)
    same = Counter(counts)[counts[0]] / len(counts)
    return (same, counts[0])


def _counts(lines: list[str], separator: str) -> Iterator[int]:
    reader = csv.reader(lines, delimiter=separator)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            continue
        if cells:
            yield len(cells)
