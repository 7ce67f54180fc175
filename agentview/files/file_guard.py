"""Reads an import file in blocks, and stops at bytes that no part of AgentView could take."""

import codecs
import os
import re
from pathlib import Path
from typing import BinaryIO

from agentview.core.errors import Rejected, rejected

LARGEST_FILE = 200 * 1024 * 1024
"""Larger files are refused before they are read (D-36)."""

LARGEST_ORDER = 1024 * 1024
"""As large as a request may be (D-36)."""

BLOCK = 64 * 1024
_MOST_DIGITS = 1_000
_LONGEST_ESCAPE = 6
# The parser reports only block by block where an order ended.
_ORDER_WITH_MARGIN = LARGEST_ORDER + 2 * BLOCK
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ESCAPE = re.compile(rb"\\(?:u([0-9a-fA-F]{4})|[^u])", re.DOTALL)
_DIGITS_AS_ZEROS = bytes(ord("0") if code in b"0123456789" else ord(" ") for code in range(256))
_HIGH, _LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)


class FileGuard:
    """A file open for reading: UTF-8 with or without byte-order mark, whole characters, no endless number.

    `read` raises Rejected: `E-FILE-ENCODING`, `E-FILE-SURROGATE`, `E-FILE-NUMBER`, `E-ORDER-SIZE`.
    """

    def __init__(self, stream: BinaryIO) -> None:
        """Read from the start of `stream`."""
        stream.seek(0)
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._offset = 0
        self._order_start = 0
        self.orders = 0
        self._digits = b""
        self._escape = b""
        self._high_ended_at: int | None = None

    def mark_order_end(self) -> None:
        """Note that an order ended in what was read so far."""
        self._order_start = self._offset
        self.orders += 1

    def read(self, size: int = BLOCK) -> bytes:
        """Return the next bytes, checked; none at the end of the file."""
        # The parser asks for nothing, once, to learn that bytes come back.
        if size == 0:
            return b""
        block = self._stream.read(min(size, BLOCK))
        is_first = self._offset == 0
        if is_first:
            _refuse_utf_16(block)
        self._check_characters(block)
        self._check_digits(block)
        self._check_escapes(block)
        self._offset += len(block)
        if self._offset - self._order_start > _ORDER_WITH_MARGIN:
            raise rejected("E-ORDER-SIZE", rule="D-36", megabytes=1, position=self.orders + 1)
        return block.removeprefix(codecs.BOM_UTF8) if is_first else block

    def _check_characters(self, block: bytes) -> None:
        try:
            self._decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            raise _other_encoding("other", self._offset + error.start) from error

    def _check_digits(self, block: bytes) -> None:
        """Stop before a number so long that turning it into one would take minutes."""
        bare = (self._digits + block).translate(_DIGITS_AS_ZEROS)
        if b"0" * (_MOST_DIGITS + 1) in bare:
            raise rejected("E-FILE-NUMBER", position=self.orders + 1)
        self._digits = bare[-_MOST_DIGITS:]

    def _check_escapes(self, block: bytes) -> None:
        """Stop at half a character, which is valid JSON and can be stored nowhere."""
        text = self._escape + block
        start = self._offset - len(self._escape)
        end = 0
        for found in _ESCAPE.finditer(text):
            end = found.end()
            code = int(found[1], 16) if found[1] else 0
            is_pair = self._high_ended_at == start + found.start()
            if self._high_ended_at is not None and not (is_pair and code in _LOW):
                raise rejected("E-FILE-SURROGATE", position=self.orders + 1)
            if code in _LOW and not is_pair:
                raise rejected("E-FILE-SURROGATE", position=self.orders + 1)
            self._high_ended_at = start + end if code in _HIGH else None
        # An escape that the block cuts off is looked at together with the next block.
        cut = text.rfind(b"\\", max(end, len(text) - _LONGEST_ESCAPE + 1))
        self._escape = text[cut:] if cut >= 0 else b""
        looked_at = start + len(text) - len(self._escape)
        if self._high_ended_at is not None and (looked_at > self._high_ended_at or not block):
            raise rejected("E-FILE-SURROGATE", position=self.orders + 1)


def open_guarded(path: Path) -> BinaryIO:
    """Open an import file. Raises Rejected: `E-FILE-OPEN`, `E-FILE-LARGE`, `E-FILE-EMPTY`."""
    try:
        if not path.is_file():
            raise _cannot_open(path)
        stream = path.open("rb")
    except OSError as error:
        raise _cannot_open(path) from error
    size = os.fstat(stream.fileno()).st_size
    if LARGEST_FILE >= size > 0:
        return stream
    stream.close()
    if size == 0:
        raise rejected("E-FILE-EMPTY", file=path.name)
    raise rejected("E-FILE-LARGE", rule="D-36", file=path.name, megabytes=LARGEST_FILE // 2**20)


def _cannot_open(path: Path) -> Rejected:
    return rejected("E-FILE-OPEN", file=path.name)


def _refuse_utf_16(block: bytes) -> None:
    if block.startswith(_UTF_16) or b"\x00" in block[:4]:
        raise _other_encoding("UTF-16", 0)


def _other_encoding(kind: str, at: int) -> Rejected:
    return rejected("E-FILE-ENCODING", encoding=kind, byte=at + 1)
