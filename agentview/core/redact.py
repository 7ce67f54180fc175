"""Takes out of text what may say who somebody is, or let somebody in."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit, urlunsplit

GONE = "[removed]"

_EMAIL = re.compile(r"[^\s\"'<>=,;:/]+@[^\s\"'<>=,;:/]+")
_TOKEN = re.compile(r"(?<![A-Za-z0-9_-])(?=[A-Za-z0-9_-]*\d)(?=[A-Za-z0-9_-]*[A-Za-z])[A-Za-z0-9_-]{24,}")
_NUMBER = re.compile(r"(?<![\w:.+-])\+?\(?\d[\d\s()./-]{5,}\d(?![\w:])")
_FEWEST_DIGITS = 7
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def redacted(text: str, folders: Mapping[str, str] | None = None) -> str:
    """Return `text` without e-mail addresses, long numbers, tokens and the names of `folders`.

    A long number is one of seven digits or more, however they are set apart: telephone, IMEI, ICCID, account
    and card numbers all are. Days stay. `folders` maps a folder to what is written for it (a home to `~`):
    a home folder bears the name of its person.
    """
    for folder, name in (folders or {}).items():
        text = text.replace(folder, name) if folder else text
    text = _EMAIL.sub(GONE, text)
    text = _TOKEN.sub(GONE, text)
    return _NUMBER.sub(_without_number, text)


def _without_number(found: re.Match[str]) -> str:
    text = found.group()
    if sum(map(str.isdigit, text)) < _FEWEST_DIGITS or _DAY.fullmatch(text):
        return text
    return GONE


def bare_url(url: str) -> str:
    """Return the URL without user, password, query and fragment."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, parts.path, "", ""))
