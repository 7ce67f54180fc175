"""Telephone numbers: E.164 underneath, grouped on the screen."""

import re
from functools import lru_cache

import phonenumbers

_PLAIN = re.compile(r"(\+?)[\d ()/.\-]{6,30}", re.ASCII)
_NO_DIGIT = re.compile(r"\D+", re.ASCII)
_TELLING = 7
_REGIONS = frozenset({"AT", "AU", "CH", "DE", "GB", "NZ"})
_CODES = tuple(f"+{phonenumbers.country_code_for_region(region)}" for region in sorted(_REGIONS))
"""Where the first digits and the length of a number tell how it is read; a test compares both ways."""


def e164(text: str, region: str) -> str | None:
    """Return the E.164 form of a number as typed in `region` (ISO code), or None where it is none."""
    found = _PLAIN.fullmatch(text)
    if found is None or region not in _REGIONS or (found[1] and not text.startswith(_CODES)):
        return _parsed(text, region)
    number = _NO_DIGIT.sub("", text)
    if number.startswith("00") or len(number) < _TELLING or "(0)" in text:
        return _parsed(text, region)
    rule = _rule(found[1] + number[:_TELLING], len(number), region)
    return None if rule is None else rule[0] + number[rule[1] :]


@lru_cache(maxsize=65_536)
def _rule(beginning: str, length: int, region: str) -> tuple[str, int] | None:
    """Return what a number that begins so becomes: the first digits, and how many digits they stand for.

    A file holds thousands of numbers that are read alike, and reading one takes long.
    """
    digits = beginning.removeprefix("+")
    sample = beginning + "0" * (length - len(digits))
    read = _parsed(sample, region)
    if read is None:
        return None
    kept = length - len(digits)
    return (read[: len(read) - kept], len(digits)) if kept else (read, len(digits))


def _parsed(text: str, region: str) -> str | None:
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def grouped(number: str) -> str:
    """Return an E.164 number in international groups with no-break spaces; other text as it is."""
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return number
    text = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return text.replace(" ", "\N{NO-BREAK SPACE}")
