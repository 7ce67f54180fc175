"""Reads days as people write them into files."""

import re
from datetime import date
from functools import lru_cache

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")


@lru_cache(maxsize=20_000)
def read_day(text: str) -> date | None:
    """Read a day as 2001-12-31 or as 31.12.2001, the day before the month; None where it is none."""
    iso, day_first = _ISO.fullmatch(text), _DAY_FIRST.fullmatch(text)
    parts = iso.groups() if iso else tuple(reversed(day_first.groups())) if day_first else None
    if parts is None:
        return None
    try:
        return date(*(int(part) for part in parts))
    except ValueError:
        return None
