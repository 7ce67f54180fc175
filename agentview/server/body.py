"""Reads request bodies, and refuses early what no database could store or a parser would choke on (D-36)."""

import re
from typing import TypeVar

from pydantic import ValidationError
from starlette.requests import Request

from agentview.contract.op import Message
from agentview.core.errors import Refusal, Rejected, rejected

LONGEST = 1024 * 1024
DEEPEST = 32
_MOST_REFUSALS = 50
_LONGEST_NUMBER = 40

# A string with its escapes; one that is cut off reaches to the end, so that the search stays linear.
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
_NO_NUMBER = re.compile(rb"NaN|Infinity|[0-9.]{%d,}|[0-9.][eE][+-]?[0-9]{3}" % (_LONGEST_NUMBER + 1))
_BRACKET = re.compile(rb"[\[\]{}]")

Req = TypeVar("Req", bound=Message)


async def body_of(request: Request) -> bytes:
    """Return the body. Raises Rejected (`E-BODY-SIZE`) as soon as it is over 1 MB, without reading on."""
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and int(announced) > LONGEST:
        raise _too_long()
    parts: list[bytes] = []
    length = 0
    async for part in request.stream():
        length += len(part)
        if length > LONGEST:
            raise _too_long()
        parts.append(part)
    return b"".join(parts)


def _too_long() -> Rejected:
    return rejected("E-BODY-SIZE", most=LONGEST)


def parsed(body: bytes, kind: type[Req]) -> Req:
    """Return the request that a body holds; an empty body is an empty request.

    Raises Rejected: `E-JSON` for what is no JSON or could not be stored (NUL, lone surrogates, NaN, endless
    numbers), `E-JSON-DEPTH`, `E-FIELD` for each field that is wrong.
    """
    _refuse_unfit(body)
    try:
        return kind.model_validate_json(body or b"{}")
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
    refusals = (_refusal(problem["type"], problem["loc"]) for problem in found[:_MOST_REFUSALS])
    raise Rejected(*refusals)


def _refuse_unfit(body: bytes) -> None:
    if _NUL.search(body):
        raise rejected("E-JSON", kind="nul")
    bare = _STRING.sub(b"", body)
    if _NO_NUMBER.search(bare):
        raise rejected("E-JSON", kind="number")
    if _depth(bare) > DEEPEST:
        raise rejected("E-JSON-DEPTH", most=DEEPEST)


def _depth(bare: bytes) -> int:
    if bare.count(b"[") + bare.count(b"{") <= DEEPEST:
        return 0
    depth = deepest = 0
    for bracket in _BRACKET.finditer(bare):
        depth += 1 if bracket[0] in b"[{" else -1
        deepest = max(deepest, depth)
        if deepest > DEEPEST:
            break
    return deepest


def _refusal(kind: str, where: tuple[int | str, ...]) -> Refusal:
    if kind == "json_invalid":
        return Refusal("E-JSON", values={"kind": kind})
    return Refusal("E-FIELD", field=".".join(str(part) for part in where) or None, values={"kind": kind})
