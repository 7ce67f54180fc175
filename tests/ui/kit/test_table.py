"""The table keeps its reader's place, its columns and a current row."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agentview.ui.kit.action import ActionText, make_action
from agentview.ui.kit.appearance import Appearance, apply_appearance
from agentview.ui.kit.button import Button
from agentview.ui.kit.column import SortOrder
from agentview.ui.kit.gallery_rows import SampleSource
from agentview.ui.kit.list_panel import ListPanel
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.table import TableView
from agentview.ui.kit.theme import Density, ThemeChoice
from tests.ui.kit.held_source import HeldSource, Line, lines


class Shown:
    """A table over a held source, on the screen."""

    def __init__(self, qtbot: QtBot, source: HeldSource) -> None:
        self.source = source
        self.table = TableView(source.model, "Lines")
        self.heard: list[object] = []
        self.table.row_opened.connect(self.heard.append)
        qtbot.addWidget(self.table)
        self.table.resize(600, 400)
        self.table.show()
        source.load()

    @property
    def current(self) -> object:
        return self.table.current_row()

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.table, key)


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot, HeldSource(1000, page_size=50))


def test_there_is_always_a_current_row(shown: Shown) -> None:
    assert shown.current == Line(0)
    shown.source.model.remove_rows([0])
    assert shown.current == Line(1)


def test_keys_step_and_open(shown: Shown) -> None:
    shown.press(Qt.Key.Key_J)
    shown.press(Qt.Key.Key_Down)
    shown.press(Qt.Key.Key_K)
    shown.press(Qt.Key.Key_Return)
    assert shown.heard == [Line(1)]


def test_letters_do_not_search(shown: Shown) -> None:
    shown.press(Qt.Key.Key_L)
    assert shown.current == Line(0)


def test_the_current_row_is_told_once(shown: Shown) -> None:
    heard: list[object] = []
    shown.table.current_changed.connect(heard.append)
    shown.press(Qt.Key.Key_J)
    shown.source.model.refresh()
    shown.source.answer_all()
    assert heard[0] == Line(1)


def test_scrolling_reads_what_is_seen(shown: Shown) -> None:
    bar = shown.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    shown.source.answer_all()
    assert shown.source.model.row(999) == Line(999)


def test_taking_in_news_keeps_row_and_scroll(shown: Shown) -> None:
    table = shown.table
    table.verticalScrollBar().setValue(20 * 32)
    table.select_id(25)
    before = table.visualRect(table.currentIndex()).top()
    shown.source.lines = [Line(5000), Line(5001), *(Line(number) for number in range(1000))]
    shown.source.model.refresh()
    shown.source.answer_all()
    assert table.visualRect(table.currentIndex()).top() == before
    shown.source.model.show_changes()
    shown.source.answer_all()
    assert shown.current == Line(25)
    assert table.visualRect(table.currentIndex()).top() == before


def test_sorting_starts_at_the_top(shown: Shown) -> None:
    shown.table.select_id(30)
    shown.source.model.reload()
    shown.source.answer_all()
    assert shown.current == Line(0)
    assert shown.table.verticalScrollBar().value() == 0


def test_a_header_asks_the_source_to_sort(shown: Shown) -> None:
    wanted: list[object] = []
    shown.table.sort_wanted.connect(wanted.append)
    header = shown.table.horizontalHeader()
    for section in (0, 0, 2):
        at = QPoint(header.sectionViewportPosition(section) + 8, 10)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert wanted == [SortOrder("id"), SortOrder("id", descending=True)]
    assert header.sortIndicatorSection() == 0


def test_several_rows_can_be_selected(shown: Shown) -> None:
    QTest.keyClick(shown.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert shown.table.selected_rows() == lines(0, 1)


def test_columns_are_remembered(shown: Shown, qtbot: QtBot) -> None:
    table = shown.table
    header = table.horizontalHeader()
    with qtbot.waitSignal(table.layout_changed):
        header.moveSection(2, 0)
        header.resizeSection(0, 222)
    table.column_menu().actions()[2].trigger()
    saved = table.saved_layout()
    assert saved == {"order": ["count", "id", "text"], "hidden": ["text"], "widths": {"id": 222}}
    other = Shown(qtbot, HeldSource(5)).table
    other.restore_layout(saved)
    assert other.saved_layout() == saved
    assert other.columnWidth(0) == 222


def test_the_last_column_cannot_be_hidden(shown: Shown) -> None:
    for at in (0, 1):
        shown.table.column_menu().actions()[at].trigger()
    assert [action.isEnabled() for action in shown.table.column_menu().actions()] == [True, True, False]


def test_columns_fill_the_view(shown: Shown) -> None:
    header = shown.table.horizontalHeader()
    assert header.length() == shown.table.viewport().width()


def test_ids_and_headers_are_whole_at_every_scale(app: QApplication, qtbot: QtBot) -> None:
    shown = Shown(qtbot, HeldSource(5))
    for scale in (0.8, 1.0, 1.5, 2.0):
        apply_appearance(app, Appearance(ThemeChoice.LIGHT, scale))
        metrics = shown.table.horizontalHeader().fontMetrics()
        assert shown.table.columnWidth(0) >= metrics.horizontalAdvance("L-1000000") + 2 * 10 * scale
        assert shown.table.columnWidth(2) >= metrics.horizontalAdvance("Count") + 2 * 10 * scale


def test_density_changes_the_rows(app: QApplication, shown: Shown) -> None:
    apply_appearance(app, Appearance(ThemeChoice.LIGHT, 1.0, Density.COMPACT))
    assert shown.table.rowHeight(0) == 26


def test_all_kinds_of_cells_are_drawn(app: QApplication, qtbot: QtBot) -> None:
    source = SampleSource(1_000_000)
    table = TableView(source.model, "Samples")
    qtbot.addWidget(table)
    table.resize(1000, 600)
    table.show()
    source.model.reload()
    table.setFocus(Qt.FocusReason.TabFocusReason)
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        app.setLayoutDirection(direction)
        for theme in (ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.CONTRAST):
            apply_appearance(app, Appearance(theme))
            picture = table.grab().toImage()
            assert len({picture.pixel(x, 200) for x in range(900)}) > 5


class Panel:
    """A list panel over a held source."""

    def __init__(self, qtbot: QtBot, source: HeldSource) -> None:
        self.source = source
        self.table = TableView(source.model, "Lines")
        self.panel = ListPanel(
            self.table,
            lambda: StateText("Nothing yet", "It comes by itself."),
            lambda: StateText("Not read", "The server is away.", "Try again"),
        )
        qtbot.addWidget(self.panel)
        self.panel.resize(500, 400)
        self.panel.show()

    def words(self) -> list[str]:
        return [button.text() for button in self.panel.findChildren(Button) if button.isVisibleTo(self.panel)]


def test_an_empty_list_shows_why(qtbot: QtBot) -> None:
    shown = Panel(qtbot, HeldSource([]))
    shown.source.load()
    assert not shown.table.isVisible()
    shown.source.lines = lines(1)
    shown.source.model.reload()
    shown.source.answer_all()
    assert shown.table.isVisible()


def test_a_failed_list_offers_to_try_again(qtbot: QtBot) -> None:
    shown = Panel(qtbot, HeldSource([]))
    shown.source.model.reload()
    shown.source.fail()
    assert shown.words() == ["Try again"]
    with qtbot.waitSignal(shown.panel.state_button_pressed):
        shown.panel.findChildren(Button)[1].click()


def test_who_goes_to_a_list_that_shows_nothing_yet_is_in_it_once_it_does(qtbot: QtBot) -> None:
    shown = Panel(qtbot, HeldSource([]))
    pressed: list[str] = []
    make_action(shown.table, ActionText("New", "N"), lambda: pressed.append("N"))
    qtbot.waitUntil(shown.panel.isActiveWindow)
    shown.source.model.reload()
    shown.table.setFocus()
    part = QApplication.focusWidget()
    assert part is not None
    assert shown.panel.isAncestorOf(part), "it is read, and has the focus"
    shown.source.answer_all()
    part = QApplication.focusWidget()
    assert part is not None
    assert shown.panel.isAncestorOf(part), "it is empty, and has the focus"
    QTest.keyClick(part, Qt.Key.Key_N)
    assert pressed == ["N"], "its keys go on working"
    shown.source.lines = lines(1)
    shown.source.model.reload()
    shown.source.answer_all()
    assert shown.table.hasFocus()


def test_who_goes_to_a_list_that_failed_is_on_its_button(qtbot: QtBot) -> None:
    shown = Panel(qtbot, HeldSource([]))
    qtbot.waitUntil(shown.panel.isActiveWindow)
    shown.source.model.reload()
    shown.source.fail()
    shown.table.setFocus()
    assert [one.text() for one in shown.panel.findChildren(Button) if one.hasFocus()] == ["Try again"]


def test_news_wait_behind_a_button(qtbot: QtBot) -> None:
    shown = Panel(qtbot, HeldSource(lines(1, 2)))
    shown.source.load()
    shown.source.lines = lines(3, 1, 2)
    shown.source.model.refresh()
    shown.source.answer_all()
    assert shown.words() == ["1 new, show"]
    shown.panel.findChildren(Button)[0].click()
    shown.source.answer_all()
    assert shown.words() == []
    assert shown.source.model.id_at(0) == 3
    assert shown.table.current_row() == Line(1)


def test_a_list_read_anew_while_ctrl_is_held_selects_one_row(shown: Shown) -> None:
    shown.table.select_id(3)
    QTest.keyPress(shown.table, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    shown.table.select_id(9)
    QTest.keyRelease(shown.table, Qt.Key.Key_Control)
    assert shown.table.selected_rows() == [Line(9)]
