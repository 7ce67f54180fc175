"""Lets Tab walk a window in the order in which it reads, whenever its parts were made.

Qt walks in the order in which parts were made: what comes late, such as a pill or a detail, comes last. And
where a part hands its focus to one of its own (`QWidget.setFocusProxy`), Qt cuts it out of the chain, with
all that stands before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cmp_to_key

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def step_focus(window: QWidget, *, forward: bool) -> bool:
    """Move the focus to the next stop of Tab in a window, or to the one before; say whether there is one.

    For `focusNextPrevChild` of a window: Qt asks it for each Tab that no part takes for itself.
    """
    parts = list(_within(window))
    stops = [part for part in parts if is_stop(part)]
    if not stops:
        return False
    order = {part: at for at, part in enumerate(parts)}
    focused = _focused(window)
    here = -1 if focused is None else order.get(focused, -1)
    if forward:
        following = next((part for part in stops if order[part] > here), stops[0])
        following.setFocus(Qt.FocusReason.TabFocusReason)
    else:
        before = next((part for part in reversed(stops) if order[part] < here), stops[-1])
        before.setFocus(Qt.FocusReason.BacktabFocusReason)
    return True


def is_walking(window: QWidget) -> bool:
    """Say whether somebody presses Tab in a window.

    Qt leads the focus on too where what has it is hidden or disabled, also behind a dialog that is in front.
    """
    focused = _focused(window)
    return focused is None or (focused.isVisible() and focused.isEnabled())


def is_stop(part: QWidget) -> bool:
    """Say whether Tab stops here: not where the part is one of another, such as the text of a choice."""
    takes_tab = bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes_tab and part.isEnabled() and part.focusProxy() is None


def _focused(window: QWidget) -> QWidget | None:
    """Give what has the focus of a window, also while another one is in front."""
    return window.focusWidget()


def _within(part: QWidget) -> Iterator[QWidget]:
    """Give what is seen in a part in the order of reading, each before what is in it."""
    children = [
        child
        for child in part.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if child.isVisible() and not child.isWindow()
    ]
    is_mirrored = part.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def compare(one: QWidget, other: QWidget) -> int:
        first, second = one.geometry(), other.geometry()
        if first.bottom() < second.top() or second.bottom() < first.top():
            return first.top() - second.top()
        return second.right() - first.right() if is_mirrored else first.left() - second.left()

    for child in sorted(children, key=cmp_to_key(compare)):
        yield child
        yield from _within(child)
