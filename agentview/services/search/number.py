"""Numbers as people write them: slashes, brackets, dots, any blank, an extension at the end."""

import re
import unicodedata
from functools import lru_cache

from agentview.core.text import digits

SHORTEST_NUMBER = 4
LONGEST_TYPED = 64

_LIKE_A_NUMBER = re.compile(r"^[+\d\s().,/\[\]\-\u2010-\u2015\u2212*#\u00b7]+$")
_EXTENSION = re.compile(
    r"(?<=\d)[\s,]*(?:;\s*ext\s*=|extension|ext|ex|x|durchwahl|dw|#)\s*[.:]?\s*\d{1,7}$", re.IGNORECASE
)
_TRUNK_IN_BRACKETS = re.compile(r"\(\s*0\s*\)")


def bare_number(text: str) -> str:
    """Return a number without "tel:", unseen marks, an extension, and a trunk zero in brackets."""
    seen = "".join(char for char in text if char.isascii() or unicodedata.category(char) != "Cf").strip()
    if seen[:4].lower() == "tel:":
        seen = seen[4:]
    if seen.startswith("\uff0b"):
        seen = "+" + seen[1:]
    bare = _EXTENSION.sub("", seen)
    return _TRUNK_IN_BRACKETS.sub("", bare) if bare.startswith(("+", "00")) else bare


def is_like_a_number(text: str) -> bool:
    """Say whether a text can be nothing but a number of four digits or more."""
    bare = bare_number(text)
    return _LIKE_A_NUMBER.match(bare) is not None and len(digits(bare)) >= SHORTEST_NUMBER


def read_number(text: str) -> str:
    """Return the digits of a number as stored, without its extension."""
    return (
        text[1:] if text[:1] == "+" and text[1:].isdecimal() and text.isascii() else digits(bare_number(text))
    )


@lru_cache(maxsize=2_000)
def country_and_rest(bare: str, region: str) -> tuple[str, str] | None:
    """Return country code and national number of a number typed in `region`; None where it is none yet."""
    # Loaded when the first number is looked for: it is large.
    import phonenumbers  # noqa: PLC0415

    text = "+" + bare[2:] if bare.startswith("00") else bare
    try:
        found = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException:
        return None
    zeros = "0" * (found.number_of_leading_zeros or 1) if found.italian_leading_zero else ""
    return str(found.country_code), f"{zeros}{found.national_number}"


def country_code(region: str) -> str:
    """Return the digits by which a region is called from abroad, or ""."""
    import phonenumbers  # noqa: PLC0415

    code = phonenumbers.country_code_for_region(region)
    return str(code) if code else ""
