"""Cuts a JSON object into its members and blocks of the records of its one list, in little memory."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Generic

import msgspec

from agentview.core.collection import collection_put_off
from agentview.core.errors import Rejected, rejected
from agentview.files.interfaces.interface import Header, Interface, Record
from agentview.files.interfaces.problem import has_name_twice, problems_of

BLOCK = 256 * 1024
LARGEST_VALUE = 1024 * 1024
"""No record, and nothing of the header, is larger."""

DEEPEST = 8
_MOST_MEMBERS = 100
_AFTER_NAME = b'":'
_ENCODER = msgspec.json.Encoder()
_LONGEST_NAME = 40
_SEEN_OF_RECORD = 6
_SPACE = re.compile(rb"[ \t\r\n]*+")
_GAP = re.compile(rb"[ \t\r\n]*+,[ \t\r\n]*+")
_TEXT = rb'"(?:[^"\\]++|\\.)*+"'


def _nested(depth: int) -> bytes:
    """Return the pattern of an object or a list with up to `depth` more inside each other."""
    inner = b"|" + _nested(depth - 1) if depth else b""
    return rb'[{\[](?:[^{}\[\]"]++|' + _TEXT + inner + rb")*+[}\]]"


_KEY = re.compile(_TEXT + rb"[ \t\r\n]*+:[ \t\r\n]*+", re.DOTALL)
_VALUE = re.compile(
    rb"(?:" + _TEXT + rb"|[^\s,:{}\[\]\"]++|" + _nested(DEEPEST - 1) + rb")[ \t\r\n]*+(?=[,}\]])", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Block(Generic[Record]):
    """Some records in a row: the number of the first, counted from 1; the bytes of those that are wrong."""

    first: int
    values: list[Record]
    faulty: list[tuple[int, bytes]]


class JsonBlocks(Generic[Header, Record]):
    """A JSON file, read once from its start. Raises Rejected: `E-INTERFACE-JSON`, `E-INTERFACE-TWICE`.

    The members beside the list are in `members` once all blocks were taken: they may stand behind it.
    """

    def __init__(
        self, stream: BinaryIO, interface: Interface[Header, Record], *, is_checked: bool = False
    ) -> None:
        """Read from where `stream` stands; in a file that `is_checked` no name stands twice in a record."""
        self._is_checked = is_checked
        self.members: dict[str, bytes] = {}
        self.records = 0
        self._stream = stream
        self._interface = interface
        self._utf8 = codecs.getincrementaldecoder("utf-8")()
        self._text = b""
        self._at = 0
        self._ending = b""
        self._ends_after = 0

    def __iter__(self) -> Iterator[Block[Record]]:
        self._fill()
        self._text = self._text.removeprefix(codecs.BOM_UTF8)
        self._expect(b"{")
        has_list = False
        while not self._has(b"}"):
            if self.members or has_list:
                self._expect(b",")
            name = self._name()
            if name in self.members or (has_list and name == self._interface.records):
                raise rejected("E-INTERFACE-TWICE", field=_plain(name), rule="R-HW-17")
            if name == self._interface.records:
                has_list = True
                self._expect(b"[")
                yield from self._list()
            else:
                self.members[name] = self._value()
        self._expect(b"}")
        self._expect_end()
        if not has_list:
            self.members[self._interface.records] = b""

    def _list(self) -> Iterator[Block[Record]]:
        while not self._has(b"]"):
            block = self._quick_block() or self._careful_block()
            self.records += len(block.values) + len(block.faulty)
            yield block
            if not self._has(b"]"):
                self._expect(b",")
                if self._has(b"]"):
                    raise self._broken("json_invalid")
        self._expect(b"]")

    def _quick_block(self) -> Block[Record] | None:
        """Return the records up to the last place that looks like the first gap between two, if they are any.

        That the bytes before it are whole records is proven by their being read as a list.
        """
        if not self._ending:
            return None
        if len(self._text) - self._at < BLOCK:
            self._fill()
        found = self._text.rfind(self._ending, self._at)
        if found < 0:
            return None
        end = found + self._ends_after
        raw = self._text[self._at : end]
        if _is_suspicious(raw):
            return None
        try:
            with collection_put_off():
                values = self._interface.block_decoder.decode(b"[%b]" % raw)
        except msgspec.DecodeError:
            return None
        if not self._is_checked and raw.count(_AFTER_NAME) != _ENCODER.encode(values).count(_AFTER_NAME):
            # A name twice, or only a field that says what is so anyway: each is looked at.
            return None
        self._at = end
        return Block(self.records + 1, values, [])

    def _careful_block(self) -> Block[Record]:
        """Return what whole records are there, at least one; each is read by itself."""
        block: Block[Record] = Block(self.records + 1, [], [])
        raw = self._value()
        self._take(raw, block)
        while (gap := _GAP.match(self._text, self._at)) and (found := _VALUE.match(self._text, gap.end())):
            self._learn_ending(gap)
            raw = found[0]
            self._at = found.end()
            self._take(raw, block)
        return block

    def _take(self, raw: bytes, block: Block[Record]) -> None:
        number = block.first + len(block.values) + len(block.faulty)
        try:
            value = self._interface.record_decoder.decode(raw)
        except msgspec.DecodeError:
            block.faulty.append((number, raw))
            return
        is_faulty = _is_suspicious(raw) and _has_problem(raw, self._interface.record)
        if is_faulty or (not self._is_checked and has_name_twice(raw)):
            block.faulty.append((number, raw))
        else:
            block.values.append(value)

    def _learn_ending(self, gap: re.Match[bytes]) -> None:
        """Note how a record ends and the next one starts, to find such a place from behind."""
        if not self._ending:
            before = self._text[max(self._at - _SEEN_OF_RECORD, 0) : self._at]
            self._ending = before + gap[0] + self._text[gap.end() : gap.end() + _SEEN_OF_RECORD]
            self._ends_after = len(before)

    def _name(self) -> str:
        found = self._match(_KEY)
        raw = found[0].rstrip(b" \t\r\n:")
        if len(self.members) >= _MOST_MEMBERS:
            raise self._broken("too_large")
        try:
            name = msgspec.json.decode(raw, type=str)
        except msgspec.DecodeError as error:
            raise self._broken("json_invalid") from error
        return name

    def _value(self) -> bytes:
        return self._match(_VALUE)[0]

    def _match(self, pattern: re.Pattern[bytes]) -> re.Match[bytes]:
        """Return the match where reading stands, reading on until it is there."""
        self._skip()
        while True:
            found = pattern.match(self._text, self._at)
            if found and (found.end() < len(self._text) or not self._fill()):
                self._at = found.end()
                return found
            if found:
                continue
            if len(self._text) - self._at > LARGEST_VALUE:
                raise self._broken("too_large")
            if not self._fill():
                raise self._broken("truncated")

    def _has(self, char: bytes) -> bool:
        self._skip()
        return self._text.startswith(char, self._at)

    def _expect(self, char: bytes) -> None:
        if not self._has(char):
            raise self._broken("json_invalid" if self._at < len(self._text) else "truncated")
        self._at += 1

    def _expect_end(self) -> None:
        self._skip()
        if self._at < len(self._text):
            raise self._broken("json_invalid")

    def _skip(self) -> None:
        """Go over white space, however much there is."""
        while True:
            space = _SPACE.match(self._text, self._at)
            self._at = space.end() if space else self._at
            if self._at < len(self._text) or not self._fill():
                return

    def _fill(self) -> bool:
        """Read another block behind what is not used yet; False at the end of the file."""
        more = self._stream.read(BLOCK)
        try:
            self._utf8.decode(more, final=not more)
        except UnicodeDecodeError as error:
            raise self._broken("encoding") from error
        self._text = self._text[self._at :] + more
        self._at = 0
        return bool(more)

    def _broken(self, kind: str) -> Rejected:
        return rejected("E-INTERFACE-JSON", rule="R-HW-17", kind=kind, record=self.records + 1)


def _is_suspicious(raw: bytes) -> bool:
    """Say whether control characters may be in it, which JSON allows and no database takes."""
    return b"\\u00" in raw or b"\x7f" in raw


def _has_problem(raw: bytes, expected: type) -> bool:
    return any(True for _ in problems_of(msgspec.json.decode(raw), expected, None))


def _plain(name: str) -> str:
    return name if name.isascii() and name.isidentifier() and len(name) <= _LONGEST_NAME else "?"
