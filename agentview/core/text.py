"""Text from people: cleaned for storage, folded for comparison and search."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"\w+")
_NO_DIGIT = re.compile(r"[^0-9]+")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

_LETTERS = str.maketrans(
    {
        "\u00e6": "ae",
        "\u0153": "oe",
        "\u00f8": "o",
        "\u00f0": "d",
        "\u0111": "d",
        "\u0127": "h",
        "\u0131": "i",
        "\u0138": "k",
        "\u0142": "l",
        "\u014b": "n",
        "\u0167": "t",
        "\u00fe": "th",
        "\u0640": "",
    }
)
"""What people type for letters without an accent to take off; the last one only makes Arabic words longer."""


def clean(text: str) -> str:
    """Return `text` in NFC, stripped, with Unix line ends and tabs and line feeds as its only controls.

    NUL is valid in SQLite and impossible in PostgreSQL, a lone surrogate fails in both: neither is stored.
    """
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("", unix)).strip()


def has_forbidden(text: str) -> bool:
    """Say whether `text` holds control characters or lone surrogates that cannot be stored."""
    return _FORBIDDEN.search(text) is not None


@lru_cache(maxsize=1_024)
def fold(text: str) -> str:
    """Return `text` without case, accents and doubled blanks: what names are sorted and found by.

    Letters that Unicode does not take apart (\u00f8, \u0142, \u00e6) become what people type for them, digits
    of any script ASCII, and marks that cannot be seen (direction, joiners) are dropped.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    latin = text.translate(_LATIN)
    return " ".join((latin if latin.isascii() else _folded(text)).split())


def _folded(text: str) -> str:
    # Twice, because the lower case of some letters can be taken apart again.
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(map(_bare, spread.translate(_LETTERS)))
    # Korean syllables were taken apart too, and are whole again.
    return unicodedata.normalize("NFC", bare)


class _Latin(dict[int, str]):
    """What each Latin letter is folded to: by itself, for none of them joins with its neighbours."""

    def __missing__(self, code: int) -> str:
        if code >= _BEYOND_LATIN:
            return chr(code)
        return self.setdefault(code, _folded(chr(code)))


_BEYOND_LATIN = 0x250
_LATIN = _Latin()


@lru_cache(maxsize=8_192)
def _bare(char: str) -> str:
    if unicodedata.combining(char) or unicodedata.category(char) == "Cf":
        return ""
    return str(unicodedata.decimal(char)) if char.isdecimal() else char


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of `text`, in order, without repeats."""
    return tuple(dict.fromkeys(split_words(fold(text))))


def split_words(folded: str) -> list[str]:
    """Return the words of a folded text, in order; vowel signs of Indian scripts belong to their word."""
    if folded.isascii():
        return _WORD.findall(folded)
    return "".join(char if _is_of_word(char) else " " for char in folded).split()


@lru_cache(maxsize=8_192)
def _is_of_word(char: str) -> bool:
    return char.isalnum() or char == "_" or unicodedata.category(char).startswith("M")


def digits(text: str) -> str:
    """Return the ASCII digits of `text`, in order."""
    if text.isascii():
        return _NO_DIGIT.sub("", text)
    return "".join(str(unicodedata.decimal(char)) for char in text if char.isdecimal())


def masked(text: str, keep: int = 3) -> str:
    """Return dots and the last `keep` characters; what is that short or shorter is all dots."""
    tail = text[-keep:] if len(text) > keep else ""
    return "\N{BULLET}" * 5 + tail
