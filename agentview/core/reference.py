"""References that people see: a prefix and a number (D-23)."""

import re
from enum import StrEnum

_SHAPE = re.compile(r"^([A-Za-z]{2})-(\d{1,18})(?:/(\d{1,6}))?$")


class Prefix(StrEnum):
    """The prefix of each kind of record."""

    ORDER = "PO"
    MIGRATION = "MG"
    CANCEL_REQUEST = "CR"
    HARDWARE_ORDER = "HO"
    WIRELESS_ORDER = "WO"
    PACKAGE = "PS"
    SERVICE = "SS"
    RESTRICTION_CASE = "SC"
    ACCOUNT = "AC"
    WORK_ITEM = "WI"


_KNOWN = frozenset(prefix.value for prefix in Prefix)


def reference(prefix: Prefix, number: int, part: int | None = None) -> str:
    """Return for example `PO-10482`, or `PO-10482/1` for the first task of that order."""
    return f"{prefix}-{number}" if part is None else f"{prefix}-{number}/{part}"


def parse_reference(text: str) -> tuple[Prefix, int, int | None] | None:
    """Read a reference as typed; return None where the text is none."""
    match = _SHAPE.match(text.strip())
    if match is None or match[1].upper() not in _KNOWN:
        return None
    return Prefix(match[1].upper()), int(match[2]), int(match[3]) if match[3] else None
