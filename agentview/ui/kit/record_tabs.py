"""Open records as closable tabs behind one fixed tab, walked and closed by keys."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from agentview.ui.kit.action import ActionText, make_action
from agentview.ui.kit.record_tab_bar import RecordTabBar

MOST_TABS = 12
MOST_CLOSED = 20


def _never() -> bool:
    return False


def _always() -> bool:
    return True


def _nothing() -> None:
    """A record that has nothing to do when it closes."""


@dataclass(frozen=True)
class Record:
    """A record to show: its key, what people call it, and the widget.

    `has_draft` says that something was typed and not sent: such a tab does not give way to others.
    `may_close` is asked when the person closes the tab; it may refuse, and say why itself. `close` drops
    calls and saves drafts before the widget goes.
    """

    key: Hashable
    title: str
    widget: QWidget
    has_draft: Callable[[], bool] = _never
    may_close: Callable[[], bool] = _always
    close: Callable[[], None] = _nothing


@dataclass
class _Page:
    record: Record
    used: int = 0
    focus: QWidget | None = None


class RecordTabs(QWidget):
    """Shows `first` always, and each open record on a tab of its own.

    `reopen_wanted(key, title)` asks for a record that was closed (Ctrl+Shift+T); the area opens it again by
    `open`. `shown(key or None)` tells which record is shown; None is the fixed tab. The focus stays where it
    was on each tab.
    """

    shown = Signal(object)
    closed = Signal(object)
    reopen_wanted = Signal(object, str)

    def __init__(self, first: QWidget, title: str, name: str, parent: QWidget | None = None) -> None:
        """Shows the fixed tab `first` under `title`; `name` is what a screen reader calls the row of tabs."""
        super().__init__(parent)
        self._pages: list[_Page] = [_Page(Record(None, title, first))]
        self._closed: list[tuple[Hashable, str]] = []
        self._current = 0
        self._count = 0
        self.bar = RecordTabBar(name)
        self.stack = QStackedWidget()
        self.bar.add_fixed(title)
        self.stack.addWidget(first)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.stack, 1)
        self.bar.currentChanged.connect(self._on_chosen)
        self.bar.close_wanted.connect(self._close_at)
        self.actions_by_name = self._make_actions()
        self._show_bar()

    # What an area asks

    def open(self, record: Record) -> None:
        """Shows a record on a tab of its own, which is made unless the record is open already.

        Over twelve, the tab that was looked at longest ago and holds no draft is closed.
        """
        at = self.position(record.key)
        if at is None:
            self._make_room()
            self._pages.append(_Page(record))
            self.stack.addWidget(record.widget)
            self.bar.add(record.title)
            at = len(self._pages) - 1
            self._closed = [closed for closed in self._closed if closed[0] != record.key]
        self._show_bar()
        self.bar.setCurrentIndex(at)

    def show_record(self, key: Hashable) -> bool:
        """Shows the tab of a record that is open; False where it is not. None is the fixed tab."""
        at = self.position(key)
        if at is not None:
            self.bar.setCurrentIndex(at)
        return at is not None

    def rename(self, key: Hashable, title: str) -> None:
        """Calls the tab of a record otherwise."""
        at = self.position(key)
        if at is not None:
            page = self._pages[at]
            page.record = replace(page.record, title=title)
            self.bar.rename(at, title)

    def close_record(self, key: Hashable) -> bool:
        """Closes the tab of a record as the person would; False where it may not or is not open."""
        at = self.position(key)
        return at is not None and self._close_at(at)

    def close_all(self) -> None:
        """Closes every record without asking, because the area closes."""
        for page in self._pages[1:]:
            page.record.close()

    @property
    def current_key(self) -> Hashable | None:
        """The key of the record that is shown; None for the fixed tab."""
        return self._pages[self._current].record.key

    @property
    def current_widget(self) -> QWidget:
        """What is shown."""
        return self._pages[self._current].record.widget

    def open_keys(self) -> list[Hashable]:
        """The keys of the open records in the order of their tabs."""
        return [page.record.key for page in self._pages[1:]]

    def widget_of(self, key: Hashable) -> QWidget | None:
        """The widget of an open record."""
        at = self.position(key)
        return None if at is None else self._pages[at].record.widget

    def position(self, key: Hashable) -> int | None:
        """The place of the tab of a record, if it is open."""
        return next((at for at, page in enumerate(self._pages) if page.record.key == key), None)

    def actions_of_tabs(self) -> tuple[QAction, ...]:
        """What can be done with tabs, for the key sheet."""
        return tuple(self.actions_by_name.values())

    # Inside

    def _make_actions(self) -> dict[str, QAction]:
        translate = QCoreApplication.translate
        texts = {
            "close": (
                ActionText(translate("RecordTabs", "Close the tab"), "Ctrl+W", "close"),
                self._on_close,
            ),
            "next": (ActionText(translate("RecordTabs", "Next tab"), "Ctrl+Tab"), self._on_next),
            "previous": (
                ActionText(translate("RecordTabs", "Tab before"), "Ctrl+Shift+Tab"),
                self._on_previous,
            ),
            "reopen": (
                ActionText(translate("RecordTabs", "Open the last closed again"), "Ctrl+Shift+T", "undo"),
                self._on_reopen,
            ),
        }
        return {name: make_action(self, text, receive) for name, (text, receive) in texts.items()}

    @Slot()
    def _on_close(self) -> None:
        self._close_at(self._current)

    @Slot()
    def _on_next(self) -> None:
        self._walk(1)

    @Slot()
    def _on_previous(self) -> None:
        self._walk(-1)

    def _walk(self, step: int) -> None:
        self.bar.setCurrentIndex((self._current + step) % len(self._pages))

    @Slot()
    def _on_reopen(self) -> None:
        if self._closed:
            key, title = self._closed.pop()
            self.reopen_wanted.emit(key, title)

    @Slot(int)
    def _on_chosen(self, at: int) -> None:
        if not 0 <= at < len(self._pages):
            return
        self._keep_focus()
        self._current = at
        page = self._pages[at]
        self._count += 1
        page.used = self._count
        self.stack.setCurrentWidget(page.record.widget)
        self._give_focus(page)
        self.shown.emit(page.record.key)

    @Slot(int)
    def _close_at(self, at: int) -> bool:
        if not 0 < at < len(self._pages) or not self._pages[at].record.may_close():
            return False
        self._remove(at)
        return True

    def _remove(self, at: int) -> None:
        page = self._pages[at]
        focused: QWidget | None = self.focusWidget()
        had_focus = focused is not None and _holds(page.record.widget, focused)
        is_shown = at == self._current
        if is_shown:
            # The tab to the left comes, and at last the fixed one: never a neighbour that nobody asked for.
            self.bar.setCurrentIndex(at - 1)
        self._pages.remove(page)
        self.bar.blockSignals(True)
        self.bar.removeTab(at)
        self.bar.blockSignals(False)
        self._current = self.bar.currentIndex()
        page.record.close()
        self.stack.removeWidget(page.record.widget)
        page.record.widget.hide()
        page.record.widget.deleteLater()
        self._closed = [*self._closed, (page.record.key, page.record.title)][-MOST_CLOSED:]
        self._show_bar()
        if had_focus and is_shown:
            self._give_focus(self._pages[self._current])
        self.closed.emit(page.record.key)

    def _make_room(self) -> None:
        if len(self._pages) <= MOST_TABS:
            return
        clean = [page for page in self._pages[1:] if not page.record.has_draft()]
        if clean:
            self._remove(self._pages.index(min(clean, key=lambda page: page.used)))

    def _keep_focus(self) -> None:
        page = self._pages[self._current]
        focused = page.record.widget.focusWidget()
        if focused is not None:
            page.focus = focused

    def _give_focus(self, page: _Page) -> None:
        if self.bar.hasFocus():
            return
        wanted = page.focus
        if wanted is None:
            wanted = page.record.widget
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_bar(self) -> None:
        self.bar.setVisible(len(self._pages) > 1)


def _holds(widget: QWidget, focused: QWidget) -> bool:
    return widget is focused or widget.isAncestorOf(focused)
