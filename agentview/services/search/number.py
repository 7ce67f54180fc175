"""Numbers as people write them: slashes, brackets, dots, any blank, an extension at the end."""

import re
import unicodedata
from functools import lru_cache

import phonenumbers

from agentview.core.text import digits

SHORTEST_NUMBER = 4
LONGEST_TYPED = 64

_LIKE_A_NUMBER = re.compile(r"^[+\d\s().,/\[\]\-\u2010-\u2015\u2212*#\u00b7]+$")
_PLAIN = re.compile(r"[0-9][0-9 ()/.\-]*|\(0[0-9 ()/.\-]*")
"""A number of which all digits count; most are written so."""

_EXTENSION = re.compile(
    r"(?<=\d)[\s,]*(?:;\s*ext\s*=|extension|ext|ex|x|durchwahl|dw|#)\s*[.:]?\s*\d{1,7}$", re.IGNORECASE
)
_MAY_EXTEND = re.compile(r"[#xd]", re.IGNORECASE)
"""What every extension has."""

_TRUNK_IN_BRACKETS = re.compile(r"\(\s*0\s*\)")


def bare_number(text: str) -> str:
    """Return a number without "tel:", unseen marks, an extension, and a trunk zero in brackets."""
    seen = text if text.isascii() else _without_marks(text)
    seen = seen.strip()
    if seen[:4].lower() == "tel:":
        seen = seen[4:]
    if seen.startswith("\uff0b"):
        seen = "+" + seen[1:]
    bare = _EXTENSION.sub("", seen) if _MAY_EXTEND.search(seen) else seen
    return _TRUNK_IN_BRACKETS.sub("", bare) if bare.startswith(("+", "00")) else bare


def _without_marks(text: str) -> str:
    return "".join(char for char in text if unicodedata.category(char) != "Cf")


def is_like_a_number(text: str) -> bool:
    """Say whether a text can be nothing but a number of four digits or more."""
    bare = bare_number(text)
    return _LIKE_A_NUMBER.match(bare) is not None and len(digits(bare)) >= SHORTEST_NUMBER


def read_number(text: str) -> str:
    """Return the digits of a number as stored, without its extension."""
    if text[:1] == "+" and text[1:].isdecimal() and text.isascii():
        return text[1:]
    is_plain = _PLAIN.fullmatch(text) and not text.startswith("00")
    return digits(text if is_plain else bare_number(text))


@lru_cache(maxsize=2_000)
def country_and_rest(bare: str, region: str) -> tuple[str, str] | None:
    """Return country code and national number of a number typed in `region`; None where it is none yet."""
    text = "+" + bare[2:] if bare.startswith("00") else bare
    try:
        found = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException:
        return None
    zeros = "0" * (found.number_of_leading_zeros or 1) if found.italian_leading_zero else ""
    return str(found.country_code), f"{zeros}{found.national_number}"


def country_code(region: str) -> str:
    """Return the digits by which a region is called from abroad, or ""."""
    code = phonenumbers.country_code_for_region(region)
    return str(code) if code else ""
