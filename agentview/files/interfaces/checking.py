"""Checks an interface file as a whole, and reads one that was checked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Generic

import msgspec

from agentview.files.interfaces.interface import Header, Interface, Record
from agentview.files.interfaces.json_blocks import JsonBlocks
from agentview.files.interfaces.problem import Problem, has_name_twice, problems_of

MOST_PROBLEMS = 1_000
"""As many problems are told of one file."""


@dataclass(frozen=True, slots=True)
class Checked(Generic[Header]):
    """What a whole file holds. `problem_count` counts also those beyond the ones that are told."""

    header: Header | None
    records: int
    problems: tuple[Problem, ...]
    problem_count: int

    @property
    def is_good(self) -> bool:
        """Say whether the file may be used; if not, nothing of it may (R-HW-17)."""
        return self.header is not None and not self.problem_count


class _Problems:
    def __init__(self) -> None:
        self.told: list[Problem] = []
        self.count = 0

    def add(self, found: Iterator[Problem]) -> None:
        for problem in found:
            self.count += 1
            if len(self.told) < MOST_PROBLEMS:
                self.told.append(problem)


def check(stream: BinaryIO, interface: Interface[Header, Record]) -> Checked[Header]:
    """Read a whole file and report every problem. Raises Rejected where it is no JSON: see JsonBlocks."""
    blocks = JsonBlocks(stream, interface)
    problems = _Problems()
    for block in blocks:
        for number, raw in block.faulty:
            problems.add(_faults(raw, interface.record, number))
    header = _header(blocks, interface, problems)
    return Checked(header, blocks.records, tuple(problems.told), problems.count)


def read(stream: BinaryIO, interface: Interface[Header, Record], after: int = 0) -> Iterator[Record]:
    """Yield the records of a good file behind the first `after`, in order; wrong ones are left out."""
    for block in JsonBlocks(stream, interface, is_checked=True):
        start = max(after - block.first + 1, 0)
        yield from block.values[start:] if start else block.values


def read_header(stream: BinaryIO, interface: Interface[Header, Record]) -> Header | None:
    """Return the header, wherever in the file it stands; None where there is no good one."""
    blocks = JsonBlocks(stream, interface, is_checked=True)
    for _ in blocks:
        pass
    return _header(blocks, interface, _Problems())


def _header(
    blocks: JsonBlocks[Header, Record], interface: Interface[Header, Record], problems: _Problems
) -> Header | None:
    before = problems.count
    members = dict(blocks.members)
    if members.pop(interface.records, None) is not None:
        problems.add(iter([Problem(None, interface.records, "E-INTERFACE-MISSING")]))
    raw = b"{%b}" % b",".join(msgspec.json.encode(name) + b":" + text for name, text in members.items())
    problems.add(_faults(raw, interface.header, None))
    if problems.count > before:
        return None
    header = interface.header_decoder.decode(raw)
    told = getattr(header, "record_count", blocks.records)
    if told != blocks.records:
        values = {"told": told, "found": blocks.records}
        problems.add(iter([Problem(None, "recordCount", "E-INTERFACE-COUNT", values)]))
    return header


def _faults(raw: bytes, expected: type, record: int | None) -> Iterator[Problem]:
    try:
        value = msgspec.json.decode(raw)
    except msgspec.DecodeError:
        yield Problem(record, "", "E-INTERFACE-JSON", {"kind": "json_invalid"})
        return
    if has_name_twice(raw):
        yield Problem(record, "", "E-INTERFACE-TWICE")
    yield from problems_of(value, expected, record)
