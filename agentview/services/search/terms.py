"""What a text is found by: its words as people may spell them, and parts of writing that has no blanks."""

import re
import unicodedata
from collections.abc import Iterator

from agentview.core.text import fold, split_words

LONGEST_TERM = 100
_LONGEST_TEXT = 400
_PIECE = 16

# Thai, Lao, Burmese, Khmer, kana, Chinese characters, Korean syllables: written without blanks.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)
_APOSTROPHES = re.compile("['`\u2018\u2019\u02bc\u02b9\uff07]")
_EXPANDED = {ord(letter): fold(letter) + "e" for letter in "\u00e4\u00f6\u00fc\u00f8\u00c4\u00d6\u00dc\u00d8"}
_EXPANDED |= {ord(letter): "aa" for letter in "\u00e5\u00c5"}
"""Letters with dots or a stroke as they are written where there are none."""


def spellings(text: str) -> tuple[str, ...]:
    """Return a text folded, and as it is also written: "mueller" for "M\u00fcller", "obrien" as well."""
    text = text[:_LONGEST_TEXT]
    plain = fold(text)
    if text.isascii():
        return (plain, fold(text.replace("'", ""))) if "'" in text else (plain,)
    joined = _APOSTROPHES.sub("", unicodedata.normalize("NFC", text))
    return tuple(dict.fromkeys((plain, fold(joined), fold(joined.translate(_EXPANDED)))))


def phrase(spelling: str) -> str:
    """Return the words of a folded text with single blanks: what a whole name is compared by."""
    return " ".join(split_words(spelling))[:LONGEST_TERM]


def stored_terms(spelling: str) -> list[str]:
    """Return what a folded text is found by: each word, and its part from each sign on without blanks."""
    words = split_words(spelling)
    if spelling.isascii():
        return words if len(spelling) <= LONGEST_TERM else [word[:LONGEST_TERM] for word in words]
    found = [piece for word in words for piece in _pieces(word)]
    if " " in spelling and _UNSPACED.search(spelling):
        # A name that is written with a blank here is written without one there.
        found += _pieces("".join(words))
    return found


def typed_terms(spelling: str) -> tuple[str, ...]:
    """Return the beginnings to look for in what `stored_terms` gave."""
    found = (word[: _PIECE if _is_unspaced(word) else LONGEST_TERM] for word in split_words(spelling))
    return tuple(dict.fromkeys(found))


def compact(spelling: str) -> str:
    """Return the letters and digits of a folded text: what account numbers and serials are compared by."""
    if spelling.isascii():
        return re.sub(r"[\W_]+", "", spelling)[:LONGEST_TERM]
    return "".join(char for char in spelling if char.isalnum())[:LONGEST_TERM]


def _pieces(word: str) -> Iterator[str]:
    if not _is_unspaced(word):
        yield word[:LONGEST_TERM]
        return
    for at, char in enumerate(word):
        if at == 0 or _UNSPACED.match(char) or _UNSPACED.match(word[at - 1]):
            yield word[at : at + _PIECE]


def _is_unspaced(word: str) -> bool:
    return not word.isascii() and _UNSPACED.search(word) is not None
