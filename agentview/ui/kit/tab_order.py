"""Lets Tab walk a page in the order in which it reads, also over parts that were added late."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def order_tabs(page: QWidget, after: Sequence[QWidget]) -> None:
    """Walk through what takes the focus on the page, then on to these."""
    for first, second in pairwise((*_leaves(page), *after)):
        QWidget.setTabOrder(first, second)


def _leaves(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
        return
    layout = widget.layout()
    if layout is not None:
        yield from _within(layout)


def _within(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        inner, widget = item.layout(), item.widget()
        if widget is not None:
            yield from _leaves(widget)
        elif inner is not None:
            yield from _within(inner)
