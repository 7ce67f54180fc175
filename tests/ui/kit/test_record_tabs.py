"""Open records stand on tabs that keys open, walk, close and bring back."""

from collections.abc import Callable, Hashable

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTabBar, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from agentview.ui.kit.a11y import nameless
from agentview.ui.kit.button import IconButton
from agentview.ui.kit.record_tabs import MOST_TABS, Record, RecordTabs

CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


class _Page(QWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.fields = [QLineEdit(), QLineEdit()]
        column = QVBoxLayout(self)
        for at, field in enumerate(self.fields):
            field.setAccessibleName(f"{name} {at}")
            column.addWidget(field)
        self.setFocusProxy(self.fields[0])


@pytest.fixture
def tabs(qtbot: QtBot) -> RecordTabs:
    made = RecordTabs(_Page("search"), "Customers", "Open records")
    qtbot.addWidget(made)
    made.resize(900, 300)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def _record(key: Hashable, **more: Callable[..., object]) -> Record:
    return Record(key, f"Customer {key}", _Page(f"page {key}"), **more)  # type: ignore[arg-type]


def _press(tabs: RecordTabs, key: Qt.Key, modifier: Qt.KeyboardModifier = CTRL) -> None:
    QTest.keyClick(tabs.current_widget, key, modifier)


def test_the_row_of_tabs_shows_as_soon_as_a_record_is_open(tabs: RecordTabs) -> None:
    assert not tabs.bar.isVisible()
    tabs.open(_record(1))
    assert tabs.bar.isVisible()
    assert tabs.current_key == 1
    assert tabs.close_record(1)
    assert not tabs.bar.isVisible()


def test_a_record_that_is_open_is_shown_and_not_opened_twice(tabs: RecordTabs) -> None:
    tabs.open(_record(1))
    tabs.open(_record(2))
    tabs.open(_record(1))
    assert (tabs.open_keys(), tabs.current_key, tabs.bar.count()) == ([1, 2], 1, 3)
    assert tabs.show_record(None)
    assert tabs.bar.currentIndex() == 0
    assert not tabs.show_record(9)


def test_keys_walk_close_and_bring_back(tabs: RecordTabs, qtbot: QtBot) -> None:
    for key in (1, 2, 3):
        tabs.open(_record(key))
    _press(tabs, Qt.Key.Key_Tab)
    assert tabs.bar.currentIndex() == 0
    _press(tabs, Qt.Key.Key_Backtab, CTRL_SHIFT)
    assert tabs.current_key == 3
    _press(tabs, Qt.Key.Key_W)
    assert (tabs.open_keys(), tabs.current_key) == ([1, 2], 2)
    with qtbot.waitSignal(tabs.reopen_wanted) as told:
        _press(tabs, Qt.Key.Key_T, CTRL_SHIFT)
    assert told.args == [3, "Customer 3"]
    tabs.show_record(None)
    _press(tabs, Qt.Key.Key_W)
    assert tabs.open_keys() == [1, 2]


def test_a_click_on_the_cross_and_the_wheel_button_close(tabs: RecordTabs) -> None:
    for key in (1, 2):
        tabs.open(_record(key))
    cross = tabs.bar.tabButton(1, QTabBar.ButtonPosition.RightSide)
    assert isinstance(cross, IconButton)
    assert cross.accessibleName() == "Close Customer 1"
    cross.click()
    assert tabs.open_keys() == [2]
    for at in (0, 1):
        middle: QPoint = tabs.bar.tabRect(at).center()
        QTest.mouseClick(tabs.bar, Qt.MouseButton.MiddleButton, pos=middle)
    assert tabs.open_keys() == []


def test_the_tab_looked_at_longest_ago_gives_way_unless_it_holds_a_draft(tabs: RecordTabs) -> None:
    closed: list[Hashable] = []
    tabs.closed.connect(closed.append)
    for key in range(1, MOST_TABS + 1):
        tabs.open(_record(key, has_draft=lambda key=key: key == 1))
    tabs.show_record(2)
    tabs.open(_record("new"))
    assert closed == [3]
    assert len(tabs.open_keys()) == MOST_TABS
    assert 1 in tabs.open_keys()


def test_drafts_everywhere_close_nothing(tabs: RecordTabs) -> None:
    for key in range(MOST_TABS + 1):
        tabs.open(_record(key, has_draft=lambda: True))
    assert len(tabs.open_keys()) == MOST_TABS + 1


def test_a_record_may_refuse_to_close_and_is_told_when_it_does(tabs: RecordTabs) -> None:
    ended: list[int] = []
    may = [False]
    tabs.open(_record(1, may_close=lambda: may[0], close=lambda: ended.append(1)))
    assert not tabs.close_record(1)
    assert (tabs.open_keys(), ended) == ([1], [])
    may[0] = True
    assert tabs.close_record(1)
    assert (tabs.open_keys(), ended) == ([], [1])
    tabs.open(_record(2, may_close=lambda: False, close=lambda: ended.append(2)))
    tabs.close_all()
    assert ended == [1, 2]


def test_the_focus_stays_where_it_was_on_each_tab(tabs: RecordTabs, qtbot: QtBot) -> None:
    tabs.open(_record(1))
    page = tabs.current_widget
    assert isinstance(page, _Page)
    page.fields[1].setFocus()
    tabs.open(_record(2))
    other = tabs.current_widget
    assert isinstance(other, _Page)
    qtbot.waitUntil(other.fields[0].hasFocus)
    _press(tabs, Qt.Key.Key_Backtab, CTRL_SHIFT)
    qtbot.waitUntil(page.fields[1].hasFocus)
    _press(tabs, Qt.Key.Key_Tab)
    _press(tabs, Qt.Key.Key_W)
    qtbot.waitUntil(page.fields[1].hasFocus)


def test_long_titles_are_shortened_and_told_whole(tabs: RecordTabs) -> None:
    long = "<b>" + "Marlow & Daughters " * 20
    tabs.open(Record(1, long, _Page("long")))
    assert tabs.bar.tabText(1).endswith("\u2026")
    assert "&lt;b&gt;Marlow &amp; Daughters" in tabs.bar.tabToolTip(1)
    tabs.rename(1, "A & B")
    assert tabs.bar.tabText(1) == "A && B"
    assert tabs.bar.title(1) == tabs.bar.accessibleTabName(1) == "A & B"
    assert nameless(tabs) == []


def test_which_record_is_shown_is_told(tabs: RecordTabs) -> None:
    shown: list[Hashable] = []
    tabs.shown.connect(shown.append)
    tabs.open(_record(1))
    tabs.open(_record(2))
    tabs.close_record(2)
    QCoreApplication.sendPostedEvents()
    assert shown == [1, 2, 1]
    assert tabs.widget_of(2) is None
    assert tabs.widget_of(1) is tabs.current_widget
    assert len(tabs.actions_of_tabs()) == 4
