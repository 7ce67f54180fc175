"""A declared list reads, counts, narrows, sorts, keeps views and columns, and says why it is empty."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from agentview.contract.desk import Preference
from agentview.contract.feed import Change, Topic
from agentview.core.clock import ManualClock
from agentview.core.errors import Denied, Refusal, Unavailable
from agentview.core.power import Power
from agentview.gateway.port import FeedNews
from agentview.ui.kit.a11y import nameless
from agentview.ui.kit.button import Button
from agentview.ui.kit.column import SortOrder
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.lists.export_dialog import ExportDialog
from agentview.ui.lists.pane import ListPane
from agentview.ui.lists.spec import ListSpec
from agentview.ui.navigation import Desk
from tests.ui.fake_desk import NOON, FakeShell, FakeToasts
from tests.ui.lists.berths import (
    FORWARD_SPEC,
    SPEC,
    Berth,
    BerthFilter,
    Harbour,
    Look,
    berth,
    desk_for,
    harbour,
)

Pane = ListPane[BerthFilter, Berth]
REFUSED = Denied(Refusal("E-POWER"))


class _Open:
    """Opens lists and closes them when the test is over."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self._qtbot, self._folder = qtbot, folder
        self.panes: list[Pane] = []
        self.runner = HeldRunner()
        self.desk: Desk

    def __call__(self, at: Harbour, spec: ListSpec[BerthFilter, Berth] = SPEC) -> Pane:
        self.desk, self.runner = desk_for(at, self._folder)
        pane: Pane = ListPane(self.desk, spec)
        self._qtbot.addWidget(pane)
        self.panes.append(pane)
        pane.resize(900, 500)
        with self._qtbot.waitActive(pane):
            pane.show()
            pane.activateWindow()
        pane.start()
        self.settle()
        return pane

    def settle(self) -> None:
        for _ in range(3):
            self.runner.run_all()
            QCoreApplication.sendPostedEvents()


@pytest.fixture
def open_list(qtbot: QtBot, tmp_path: Path) -> Iterator[_Open]:
    opened = _Open(qtbot, tmp_path)
    yield opened
    for pane in opened.panes:
        pane.close_down()


def _texts(widget: QWidget) -> list[str]:
    labels: list[QLabel | Button] = [*widget.findChildren(QLabel), *widget.findChildren(Button)]
    return [label.text() for label in labels if label.isVisible() and label.text()]


def _news(topic: Topic) -> FeedNews:
    change = Change(cursor="1-1", topic=topic, record_id=1, verb="x", actor_id=9, actor="Mei", at=NOON)
    return FeedNews(changes=(change,))


def test_a_declared_list_shows_rows_counts_and_age(open_list: _Open) -> None:
    pane = open_list(harbour(450))
    assert pane.model.rowCount() == 450
    assert pane.header.info.text() == "450 berths, updated just now"
    words = [button.text() for button in pane.header.views.findChildren(QAbstractButton)]
    assert words == ["Free", "All"]
    assert nameless(pane) == []
    clock = open_list.desk.clock
    assert isinstance(clock, ManualClock)
    clock.move(timedelta(seconds=30))
    pane.show_freshness()
    assert pane.header.info.text() == "450 berths, updated 30 s ago"


def test_the_end_of_a_long_list_is_read_by_place_or_by_neighbour(open_list: _Open) -> None:
    at = harbour(900)
    pane = open_list(at)
    pane.table.scrollToBottom()
    open_list.settle()
    assert pane.model.row(899) == berth(900)
    request = at.asked("harbour.berths")[-1]
    assert (request.offset, request.after, request.before) == (800, None, None)
    pane.model.look_at(650, 700)
    open_list.settle()
    assert at.asked("harbour.berths")[-1].before == "800"


def test_an_operation_that_only_goes_on_is_walked(open_list: _Open) -> None:
    at = harbour(1000)
    pane = open_list(at, FORWARD_SPEC)
    assert pane.header.info.text() == "updated just now"
    for last in (399, 599, 799, 999):
        pane.model.look_at(last - 10, last)
        open_list.settle()
    assert pane.model.row(999) == berth(1000)
    assert pane.header.info.text() == "1000 berths, updated just now"
    pane.model.reload(keep_place=True)
    open_list.settle()
    assert pane.model.row(999) == berth(1000)


def test_a_view_is_chosen_and_found_again_the_next_time(open_list: _Open) -> None:
    pane = open_list(harbour(3))
    pane.header.view_chosen.emit("FREE")
    open_list.settle()
    assert pane.presenter.query.filter.view is Look.FREE
    again = open_list(harbour(3))
    assert again.presenter.view == "FREE"


def test_fields_narrow_chips_clear(open_list: _Open) -> None:
    at = harbour(30)
    pane = open_list(at)
    pane.filter.texts["text"].setText("B-000")
    pane.filter.texts["text"].returnPressed.emit()
    pane.filter.menus["piers"].menu_actions()[0].trigger()
    pane.filter.ticks["is_deep"].click()
    open_list.settle()
    assert pane.presenter.query.filter == BerthFilter(text="B-000", piers=(1,), is_deep=True)
    assert _texts(pane.chips) == ["Text: B-000", "Pier: North", "Deep water", "Clear all"]
    pane.chips.cleared.emit("text")
    open_list.settle()
    assert pane.presenter.query.filter.text == ""
    pane.chips.all_cleared.emit()
    open_list.settle()
    assert pane.presenter.narrowed_by == ()
    assert pane.model.rowCount() == 30


def test_a_value_that_the_contract_does_not_take_is_not_sent(open_list: _Open) -> None:
    at = harbour(3)
    pane = open_list(at)
    before = len(at.calls)
    pane.filter.narrowed.emit("text", "x" * 21)
    open_list.settle()
    assert len(at.calls) == before
    assert pane.presenter.query.filter.text == ""


def test_sorting_is_asked_of_the_services(open_list: _Open) -> None:
    at = harbour(3)
    pane = open_list(at)
    pane.table.sort_wanted.emit(SortOrder("PIER", descending=True))
    open_list.settle()
    request = at.asked("harbour.berths")[-1]
    assert (request.sort, request.is_descending) == ("PIER", True)


def test_an_empty_view_and_a_filter_that_leaves_nothing_differ(open_list: _Open, qtbot: QtBot) -> None:
    pane = open_list(harbour(0))
    assert "No berths" in _texts(pane.panel)
    pane.header.view_chosen.emit("FREE")
    open_list.settle()
    assert "No berth is free" in _texts(pane.panel)
    with qtbot.waitSignal(pane.empty_pressed):
        pane.panel.state_button_pressed.emit(pane.model.state)
    pane.presenter.narrow("text", "nothing")
    open_list.settle()
    assert "Nothing matches the filter" in _texts(pane.panel)
    pane.panel.state_button_pressed.emit(pane.model.state)
    open_list.settle()
    assert pane.presenter.narrowed_by == ()


def test_failed_and_denied_differ(open_list: _Open) -> None:
    at = harbour(3)
    at.error = Unavailable(Refusal("E-UNAVAILABLE"))
    pane = open_list(at)
    assert "The list could not be read" in _texts(pane.panel)
    at.error = None
    pane.panel.state_button_pressed.emit(pane.model.state)
    open_list.settle()
    assert pane.model.rowCount() == 3
    at.error = REFUSED
    pane.presenter.reload()
    open_list.settle()
    assert "You may not see this list" in _texts(pane.panel)


def test_who_lacks_the_power_asks_nothing(open_list: _Open) -> None:
    at = harbour(3)
    closed = ListSpec(**{**vars(SPEC), "power": Power.USER_ADMIN})
    pane = open_list(at, closed)
    assert "You may not see this list" in _texts(pane.panel)
    assert at.asked("harbour.berths") == []


def test_news_of_its_topics_come_behind_a_pill(open_list: _Open, qtbot: QtBot) -> None:
    at = harbour(3)
    pane = open_list(at)
    at.berths.insert(0, berth(99))
    shell = open_list.desk.shell
    assert isinstance(shell, FakeShell)
    shell.tell(_news(Topic.ORDER))
    assert not pane._news_timer.isActive()
    shell.tell(_news(Topic.TASK))
    qtbot.waitUntil(lambda: not pane._news_timer.isActive())
    open_list.settle()
    assert "1 new, show" in _texts(pane.panel)
    assert pane.model.row(0) == berth(1)
    pane.close_down()
    assert shell.listeners == []


def test_own_acts_change_and_take_out_rows(open_list: _Open) -> None:
    pane = open_list(harbour(3))
    pane.presenter.update(Berth(berth_id=2, name="B-new", pier=1))
    pane.presenter.take_out(1)
    pane.presenter.take_out(77)
    open_list.settle()
    assert [pane.model.row(at) for at in range(2)] == [Berth(berth_id=2, name="B-new", pier=1), berth(3)]
    assert pane.header.info.text().startswith("2 berths")


def test_a_record_is_selected_now_or_when_it_comes(open_list: _Open) -> None:
    pane = open_list(harbour(30))
    assert pane.select(7)
    assert pane.current() == berth(7)
    assert not pane.select(99)
    pane.presenter.show_only(piers=(2,))
    pane.select(9)
    open_list.settle()
    assert pane.current() == berth(9)
    assert pane.selected() == [berth(9)]


def test_a_saved_view_brings_back_filter_order_and_columns(open_list: _Open) -> None:
    at = harbour(3)
    pane = open_list(at)
    pane.presenter.narrow("text", "B-0")
    pane.presenter.sort_by(SortOrder("PIER", descending=True))
    kept = pane._read_saved()
    pane.presenter.clear_all()
    pane._show_saved(kept)
    open_list.settle()
    assert pane.presenter.query.filter.text == "B-0"
    assert pane.presenter.query.order == SortOrder("PIER", descending=True)
    pane._show_saved({"filter": {"text": ["no text"]}, "sort": "GONE"})
    open_list.settle()
    assert pane.presenter.query.filter == BerthFilter()
    assert pane.presenter.query.order == SortOrder("PIER", descending=True)


def test_columns_are_kept_under_the_name_of_the_list(open_list: _Open, qtbot: QtBot) -> None:
    at = harbour(3)
    pane = open_list(at)
    assert at.asked("desk.preference")[0].name == "harbour.berths.columns"
    layout = pane.table.saved_layout()
    pane.table.horizontalHeader().resizeSection(0, 333)
    qtbot.waitUntil(lambda: pane.table.saved_layout() != layout)
    pane._on_layout_due()
    open_list.settle()
    saved = at.asked("desk.save_preference")[-1]
    assert isinstance(saved, Preference)
    assert saved.value == pane.table.saved_layout()


def test_the_export_holds_exactly_the_view(open_list: _Open, tmp_path: Path) -> None:
    at = harbour(12)
    pane = open_list(at)
    pane.presenter.narrow("text", "B-001")
    open_list.settle()
    pane.open_export()
    [dialog] = pane.findChildren(ExportDialog)
    dialog.form.set_values({"format": "csv", "path": str(tmp_path / "out.csv")})
    dialog.verb_pressed.emit()
    open_list.settle()
    written = (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()
    assert written == ["Berth,Pier (Europe/London)", "B-0010,1", "B-0011,2", "B-0012,1"]
    toasts = open_list.desk.toasts
    assert isinstance(toasts, FakeToasts)
    assert toasts.said == ["Exported 3 rows to out.csv"]


def test_keys_open_and_close_the_filter(open_list: _Open, qtbot: QtBot) -> None:
    pane = open_list(harbour(3))
    pane.table.setFocus()
    QTest.keyClick(pane.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    box = pane.filter.texts["text"]
    qtbot.waitUntil(box.hasFocus)
    QTest.keyClick(box, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert not pane.filter.isVisible()
    qtbot.waitUntil(pane.table.hasFocus)
    assert len(pane.list_actions()) == 6
