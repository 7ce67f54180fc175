"""Collects what a window says, and tells what of it no translator made, under the pseudo translation.

There every word of the program has an accent. A word without one is either data, which stand in the database
or were typed by a scene, or a text that no translator gets: that one is told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from html import unescape

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QWidget,
)

from agentview.ui.kit.local_format import local_format
from agentview.ui.kit.pseudo import accented

Runs = tuple[str, ...]

KEPT = frozenset({"AgentView", "English", "Deutsch", "UTC", "min", "SKU"})
"""Names of the program and of languages, and signs of time and goods: the same in every language."""

_RUN = re.compile(r"[^\W_]+(?:[_'\u2019][^\W_]+)*(?: +[^\W_]+(?:[_'\u2019][^\W_]+)*)*")
_LETTERS = re.compile(r"[A-Za-z]{3,}")
_ACCENTED = re.compile(r"[\u00c0-\u024f\u1e00-\u1eff]")
_NO_WORDS = re.compile(
    r"\b(?:Ctrl|Alt|Shift|Meta)\+\w+|\S*\u2022\S*|[^\W\d_][\w ]*\u2026|[\w-]+\.(?:csv|xlsx|pdf|txt)\b"
)
"""Keys in a sentence, what is masked or cut, names of files."""
_UNSEEN = str.maketrans({"&": "", "\u200b": "", "\u00a0": " "})
_SIGN = re.compile(r"\d|^[a-z]+[A-Z]|^[^aeiouyAEIOUYcnsgl]+$")
_MARKUP = re.compile(r"<[^<>]+>")
_MOST_WORDS = 12
_TEXT = Qt.ItemDataRole.DisplayRole
_MOST_ROWS = 60


def shown_texts(top: QWidget) -> set[str]:
    """Return every text that a window and what stands above it shows, says to a screen reader or offers."""
    visible = [top, *(one for one in top.findChildren(QWidget) if one.isVisible())]
    found = {text for one in visible for text in (*_words(one), one.accessibleName(), one.toolTip())}
    found |= {action.text() for action in top.findChildren(QAction) if action.isVisible()}
    return {bare for bare in (unescape(_MARKUP.sub("", text)) for text in found) if _LETTERS.search(bare)}


class Data:
    """What people and their systems wrote: it is shown as it stands, in every language."""

    def __init__(self, values: Iterable[str]) -> None:
        """Knows these values, and the parts between their signs."""
        self._known = {words for value in values for words in _runs(value)}
        local = local_format()
        self._known |= {(word,) for word in (*local.weekdays, *local.months)}

    def covers(self, words: Runs) -> bool:
        """Say whether these words are values one after another, such as a given name and a family name."""
        reached = {0}
        for end in range(1, len(words) + 1):
            starts = range(max(0, end - _MOST_WORDS), end)
            if any(start in reached and self._has(words[start:end]) for start in starts):
                reached.add(end)
        return len(words) in reached or words in self._known

    def _has(self, words: Runs) -> bool:
        """A value, or a number, sign or name of a variable, which would have no accent either."""
        return words in self._known or (len(words) == 1 and bool(_SIGN.search(words[0])))


def plain_texts(texts: Iterable[str], data: Data, kept: Collection[str] = KEPT) -> set[str]:
    """Return the texts with words that neither a translator made nor the data have."""
    return {text for text in texts if any(not data.covers(run) for run in _plain_runs(text, kept))}


def _plain_runs(text: str, kept: Collection[str]) -> Iterator[Runs]:
    """Yield words that stand together in a text and have no accent though they could."""
    for words in _runs(
        _NO_WORDS.sub("\n", text.replace("&", "").replace("\u200b", "").replace("\u00a0", " ")), kept
    ):
        if any(_LETTERS.search(one) and accented(one) != one for one in words):
            yield words


def _runs(text: str, kept: Collection[str] = ()) -> Iterator[Runs]:
    """Yield the words that stand together between signs, words with accents, and those that are kept."""
    for run in _RUN.findall(text):
        words: list[str] = []
        for word in run.split():
            if _ACCENTED.search(word) or word in kept:
                yield tuple(words)
                words = []
            else:
                words.append(word)
        yield tuple(words)


def _words(one: QWidget) -> Iterator[str]:
    if isinstance(one, QAbstractButton | QLabel):
        yield one.text()
    elif isinstance(one, QLineEdit):
        yield from (one.placeholderText(), one.text() if one.isReadOnly() else "")
    elif isinstance(one, QPlainTextEdit):
        yield one.placeholderText()
    elif isinstance(one, QComboBox):
        yield one.currentText()
    elif isinstance(one, QTabBar):
        yield from (one.tabText(at) for at in range(one.count()))
    elif isinstance(one, QHeaderView) and one.model() is not None:
        shown = [at for at in range(one.count()) if not one.isSectionHidden(at)]
        yield from (str(one.model().headerData(at, one.orientation(), _TEXT) or "") for at in shown)
    elif isinstance(one, QAbstractItemView) and one.model() is not None:
        yield from _cells(one, one.model())


def _cells(view: QAbstractItemView, model: QAbstractItemModel) -> Iterator[str]:
    root = view.rootIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(root)
    for row in range(min(model.rowCount(root), _MOST_ROWS)):
        for column in range(columns):
            if isinstance(view, QTableView) and view.isColumnHidden(column):
                continue
            yield str(model.index(row, column, root).data(_TEXT) or "")
