"""A translation that nobody speaks: every text with accents and 40 % longer, to find what does not fit."""

from __future__ import annotations

import re

from PySide6.QtCore import QTranslator

_ACCENTS = str.maketrans(
    "aeiouyAEIOUYcnsgl",
    "\u00e2\u00e9\u00ee\u00f6\u00fc\u00fd\u00c2\u00c9\u00ce\u00d6\u00dc\u00dd\u00e7\u00f1\u0161\u011f\u013c",
)
_KEPT = re.compile(r"(\{\w+\}|%n|&\w?|Ctrl\+\w|\n+)")
_GROWTH = 0.4


def accented(text: str) -> str:
    """Return the text with accents; placeholders stay as they are."""
    parts = _KEPT.split(text)
    return "".join(part if _KEPT.fullmatch(part) else part.translate(_ACCENTS) for part in parts)


def pseudo(text: str) -> str:
    """Return the text with accents and so many more letters."""
    changed = accented(text)
    letters = sum(len(part) for part in _KEPT.split(text) if not _KEPT.fullmatch(part))
    more = round(letters * _GROWTH)
    return changed + (" " + "\u00f6\u00e8" * ((more + 1) // 2))[:more] if more else changed


class PseudoTranslator(QTranslator):
    """Install it before any text is shown."""

    def isEmpty(self) -> bool:
        """Translates everything."""
        return False

    def translate(
        self, _context: str, sourceText: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str:
        """The text in the language that nobody speaks."""
        return pseudo(sourceText)
