"""Reads and writes an interface file that is one value, and small."""

from typing import BinaryIO, TypeVar

import msgspec
from msgspec import Struct

from agentview.core.errors import Refusal, Rejected, rejected
from agentview.files.interfaces.problem import RULE, has_name_twice, problems_of

LARGEST = 16 * 1024 * 1024
_MOST = 1_000

Whole = TypeVar("Whole", bound=Struct)


def read_whole(stream: BinaryIO, expected: type[Whole]) -> Whole:
    """Return the file's value. Raises Rejected with every problem, to a limit: `E-INTERFACE-...`."""
    raw = stream.read(LARGEST + 1).removeprefix(b"\xef\xbb\xbf")
    if len(raw) > LARGEST:
        raise rejected("E-INTERFACE-JSON", rule="R-HW-17", kind="too_large", record=1)
    try:
        value = msgspec.json.decode(raw)
    except UnicodeDecodeError as error:
        raise rejected("E-INTERFACE-JSON", rule="R-HW-17", kind="encoding", record=1) from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise rejected("E-INTERFACE-JSON", rule="R-HW-17", kind="json_invalid", record=1) from error
    refusals: list[Refusal] = []
    if has_name_twice(raw):
        refusals.append(Refusal("E-INTERFACE-TWICE", None, RULE))
    for problem in problems_of(value, expected, None):
        refusals.append(problem.refusal)
        if len(refusals) == _MOST:
            break
    if refusals:
        raise Rejected(*refusals)
    return msgspec.convert(value, expected)


def write_whole(value: Struct) -> bytes:
    """Return the file of a value; the same value always gives the same bytes."""
    return msgspec.json.encode(value) + b"\n"
