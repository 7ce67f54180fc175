"""Text from people: cleaned for storage, folded for comparison and search."""

import re
import unicodedata

_WORD = re.compile(r"\w+", re.UNICODE)
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def clean(text: str) -> str:
    """Return `text` in NFC, stripped, with Unix line ends and tabs and line feeds as its only controls.

    NUL is valid in SQLite and impossible in PostgreSQL, a lone surrogate fails in both: neither is stored.
    """
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("", unix)).strip()


def has_forbidden(text: str) -> bool:
    """Say whether `text` holds control characters or lone surrogates that cannot be stored."""
    return _FORBIDDEN.search(text) is not None


def fold(text: str) -> str:
    """Return `text` without case, accents and doubled blanks: what names are sorted and found by."""
    spread = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(char for char in spread if not unicodedata.combining(char))
    return " ".join(bare.split())


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of `text`, in order, without repeats."""
    return tuple(dict.fromkeys(_WORD.findall(fold(text))))


def digits(text: str) -> str:
    """Return the ASCII digits of `text`, in order."""
    return "".join(str(unicodedata.decimal(char)) for char in text if char.isdecimal())


def masked(text: str, keep: int = 3) -> str:
    """Return dots and the last `keep` characters; what is that short or shorter is all dots."""
    tail = text[-keep:] if len(text) > keep else ""
    return "\N{BULLET}" * 5 + tail
