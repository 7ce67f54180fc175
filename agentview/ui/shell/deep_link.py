"""Reads links that other programs hand over: `tel:`, `agentview:call?from=`, `agentview:customer/AC-17`.

A link only leads somewhere: none of them does anything to a record. Imports no Qt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from agentview.core.reference import Prefix, parse_reference
from agentview.ui.navigation import (
    ACCOUNT,
    EVENT_MAPPING,
    EVENT_TEMPLATE,
    HARDWARE_ORDER,
    NOTIFICATION,
    ORDER,
    WIRELESS_ORDER,
    WORK_ITEM,
    Target,
)

SCHEMES = ("tel:", "agentview:")
LONGEST_NUMBER = 32
_LONGEST_LINK = 400
_FEWEST_DIGITS = 3
_LARGEST = 2**31
_NUMBER = re.compile(r"\+?[0-9]+")
_SEPARATORS = re.compile("[-.()/ \\t\u00a0\u2010-\u2015\u202f]")
_EXTENSION = re.compile(r";ext=[0-9]{1,7}", re.IGNORECASE)
_PLACES = {
    "customer": (Prefix.ACCOUNT, ACCOUNT),
    "order": (Prefix.ORDER, ORDER),
    "hardware": (Prefix.HARDWARE_ORDER, HARDWARE_ORDER),
    "case": (Prefix.WORK_ITEM, WORK_ITEM),
    "wireless": (Prefix.WIRELESS_ORDER, WIRELESS_ORDER),
}
_NUMBERED = {"message": NOTIFICATION, "mapping": EVENT_MAPPING, "template": EVENT_TEMPLATE}
"""Records that people call by their number alone."""


class Fault(StrEnum):
    """Why a link leads nowhere."""

    UNKNOWN = "UNKNOWN"
    TOO_LONG = "TOO_LONG"
    NO_NUMBER = "NO_NUMBER"


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody calls from this number: digits, with a plus in front where it is international."""

    number: str


@dataclass(frozen=True, slots=True)
class Place:
    """A record to open."""

    target: Target


@dataclass(frozen=True, slots=True)
class Unread:
    """A link that leads nowhere."""

    fault: Fault


Link = Call | Place | Unread


def is_link(text: str) -> bool:
    """Say whether a text is meant as a link, whatever follows its scheme."""
    return text[: len(SCHEMES[1])].lower().startswith(SCHEMES)


def read_link(text: str) -> Link:
    """Return where a link leads."""
    if len(text) > _LONGEST_LINK:
        return Unread(Fault.TOO_LONG)
    scheme, _, rest = text.strip().partition(":")
    if scheme.lower() == "tel":
        return read_number(unquote(rest))
    if scheme.lower() != "agentview":
        return Unread(Fault.UNKNOWN)
    path, _, query = rest.partition("?")
    path = path.strip("/").lower()
    return _call(query) if path == "call" else _place(path)


def read_number(text: str) -> Call | Unread:
    """Return a number without what only groups it; letters, other parameters and long ones are refused."""
    if len(text) > LONGEST_NUMBER:
        return Unread(Fault.TOO_LONG)
    bare = _SEPARATORS.sub("", _EXTENSION.sub("", text.strip()))
    is_number = _NUMBER.fullmatch(bare) is not None and len(bare.lstrip("+")) >= _FEWEST_DIGITS
    return Call(bare) if is_number else Unread(Fault.NO_NUMBER)


def _call(query: str) -> Call | Unread:
    values = [part.partition("=")[2] for part in query.split("&") if part.partition("=")[0] == "from"]
    # A plus stays what it is: telephone systems write it as it stands, where a form would mean a blank.
    return read_number(unquote(values[0])) if len(values) == 1 else Unread(Fault.NO_NUMBER)


def _place(path: str) -> Place | Unread:
    kind, _, name = path.partition("/")
    if kind in _NUMBERED:
        return _numbered(_NUMBERED[kind], name)
    known, found = _PLACES.get(kind), parse_reference(name)
    if known is None or found is None or found[0] is not known[0] or found[2] is not None:
        return Unread(Fault.UNKNOWN)
    if not 0 < found[1] < _LARGEST:
        return Unread(Fault.UNKNOWN)
    return Place(Target(known[1], found[1], name.upper()))


def _numbered(kind: str, number: str) -> Place | Unread:
    is_number = number.isascii() and number.isdigit() and 0 < int(number) < _LARGEST
    return Place(Target(kind, int(number))) if is_number else Unread(Fault.UNKNOWN)
