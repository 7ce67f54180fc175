"""Finds texts in a window that no translator made: under the pseudo translation they have no accents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QHeaderView, QLabel, QLineEdit, QMenuBar, QTabBar, QWidget

_LETTERS = re.compile(r"[A-Za-z]{3,}")
_ENGLISH = re.compile(
    r"\b(the|is|are|was|were|of|to|not|no|and|by|for|with|this|that|nothing|from|on|in|it|has|have|be|until)\b"
)
_ACCENTED = re.compile(r"[\u00c0-\u024f]")
_TEXT = Qt.ItemDataRole.DisplayRole


def plain_texts(top: QWidget) -> set[str]:
    """Return what buttons, headers, tabs, menus and empty fields say without an accent, and plain English.

    A label may show what people typed, which is never translated: it counts only where it speaks English. A
    button may bear a name or a number; who reads the list knows those of the demo operator.
    """
    visible = [one for one in top.findChildren(QWidget) if one.isVisible()]
    words = {text for one in visible for text in _words(one) if _LETTERS.search(text) and not _is_made(text)}
    labels = [one.text() for one in visible if isinstance(one, QLabel)]
    return words | {text for text in labels if _ENGLISH.search(text) and not _is_made(text)}


def _is_made(text: str) -> bool:
    return bool(_ACCENTED.search(text))


def _words(one: QWidget) -> Iterator[str]:
    if isinstance(one, QAbstractButton):
        yield one.text()
    elif isinstance(one, QLineEdit):
        yield one.placeholderText()
    elif isinstance(one, QTabBar):
        yield from (one.tabText(at) for at in range(one.count()))
    elif isinstance(one, QMenuBar):
        yield from (action.text() for action in one.actions())
    elif isinstance(one, QHeaderView) and one.model() is not None:
        shown = [at for at in range(one.count()) if not one.isSectionHidden(at)]
        yield from (str(one.model().headerData(at, one.orientation(), _TEXT) or "") for at in shown)
