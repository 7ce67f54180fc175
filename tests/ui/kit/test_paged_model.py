"""The list reads pages as they come into view, keeps rows by id and counts what is new."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from agentview.ui.kit.page_source import Page
from agentview.ui.kit.paged_model import MOST_IN_FLIGHT, ListState, PagedTableModel
from tests.ui.kit.held_source import HeldSource, Line, lines

TELL = QAbstractItemModelTester.FailureReportingMode.Warning


@pytest.fixture
def long() -> HeldSource:
    # Without the model tester, which visits every row after every signal.
    return HeldSource(1_000_000, page_size=200)


def _changes(model: PagedTableModel[Line]) -> list[tuple[int, int]]:
    heard: list[tuple[int, int]] = []
    model.changes_found.connect(lambda new, gone: heard.append((new, gone)))
    return heard


def test_a_million_rows_need_one_page(long: HeldSource) -> None:
    model = long.load()
    assert (model.rowCount(), model.state) == (1_000_000, ListState.READY)
    assert model.data(model.index(5, 0)) == "L-5"
    assert model.data(model.index(500_000, 0)) is None
    assert long.held == []


def test_a_far_place_is_read_when_it_is_seen(long: HeldSource) -> None:
    model = long.load()
    model.look_at(500_010, 500_040)
    assert [(wanted.offset, wanted.after) for wanted in long.held] == [(500_000, None)]
    long.answer_all()
    assert model.data(model.index(500_020, 0)) == "L-500020"


def test_neighbours_give_keys(long: HeldSource) -> None:
    model = long.load()
    model.look_at(190, 230)
    wanted = long.held[0]
    assert (wanted.offset, wanted.after, wanted.before) == (200, 199, None)


def test_a_wild_scroll_asks_little_and_ends_right(long: HeldSource) -> None:
    model = long.load()
    for top in range(1000, 900_000, 1000):
        model.look_at(top, top + 30)
    assert len(long.held) <= MOST_IN_FLIGHT
    long.answer_all()
    assert model.row(899_000) == Line(899_000)


def test_memory_is_bounded(long: HeldSource) -> None:
    model = long.load()
    for page in range(100):
        model.look_at(page * 200, page * 200 + 30)
        long.answer_all()
    assert len(model._rows) <= 40 * 200


def test_an_unknown_length_grows_as_it_is_read() -> None:
    source = HeldSource(25, knows_total=False)
    tester = QAbstractItemModelTester(source.model, TELL)
    model = source.load()
    assert model.rowCount() == 20
    model.look_at(10, 19)
    source.answer_all()
    assert model.rowCount() == 30
    model.look_at(20, 29)
    source.answer_all()
    assert model.rowCount() == 25
    assert [model.row(at) for at in range(20, 25)] == lines(20, 21, 22, 23, 24)
    tester.deleteLater()


def test_an_empty_list_says_so() -> None:
    source = HeldSource(0)
    states: list[object] = []
    source.model.state_changed.connect(states.append)
    source.load()
    assert states == [ListState.LOADING, ListState.EMPTY]


def test_a_failure_keeps_what_was_shown() -> None:
    source = HeldSource(5)
    model = source.load()
    model.reload(keep_place=True)
    source.fail()
    assert (model.state, model.rowCount(), model.row(0)) == (ListState.FAILED, 5, Line(0))


def test_old_rows_do_not_pass_for_those_of_a_list_that_failed() -> None:
    source = HeldSource(5)
    model = source.load()
    model.reload()
    source.fail()
    assert (model.state, model.rowCount()) == (ListState.FAILED, 0)


def test_an_old_answer_is_dropped() -> None:
    source = HeldSource(lines(1, 2, 3))
    model = source.model
    model.reload()
    old = source.held[0]
    source.lines = lines(7, 8)
    model.reload()
    source.answer(1)
    model.deliver(old, Page(lines(1, 2, 3), 3))
    assert [model.row(at) for at in range(model.rowCount())] == lines(7, 8)


def test_old_rows_stay_until_the_answer() -> None:
    source = HeldSource(lines(1, 2))
    model = source.load()
    model.reload()
    assert (model.state, model.rowCount(), model.row(1)) == (ListState.LOADING, 2, Line(2))


def test_a_refresh_changes_rows_in_place_and_counts_the_new() -> None:
    source = HeldSource(lines(1, 2, 3))
    model = source.load()
    heard = _changes(model)
    source.lines = [Line(9), Line(1), Line(2, "changed"), Line(3)]
    model.refresh()
    source.answer_all()
    assert [model.row(at) for at in range(model.rowCount())] == [Line(1), Line(2, "changed"), Line(3)]
    assert heard == [(1, 0)]
    model.show_changes()
    source.answer_all()
    assert [model.id_at(at) for at in range(model.rowCount())] == [9, 1, 2, 3]
    assert heard[-1] == (0, 0)


def test_a_row_that_left_stays_and_is_marked() -> None:
    source = HeldSource(lines(1, 2, 3))
    model = source.load()
    heard = _changes(model)
    source.lines = lines(1, 3)
    model.refresh()
    source.answer_all()
    assert heard == [(0, 1)]
    assert [model.has_left(at) for at in range(3)] == [False, True, False]


def test_new_rows_elsewhere_are_counted_by_the_total() -> None:
    source = HeldSource(100)
    model = source.load()
    heard = _changes(model)
    source.lines = range(104)
    model.refresh()
    source.answer_all()
    assert heard == [(4, 0)]
    assert model.rowCount() == 100


def test_an_empty_list_takes_new_rows_at_once() -> None:
    source = HeldSource([])
    model = source.load()
    source.lines = lines(1)
    model.refresh()
    source.answer_all()
    assert (model.rowCount(), model.state) == (1, ListState.READY)


def test_own_acts_update_and_remove() -> None:
    source = HeldSource(lines(1, 2, 3))
    tester = QAbstractItemModelTester(source.model, TELL)
    model = source.load()
    model.update_rows([Line(3, "mine"), Line(77)])
    model.remove_rows([1, 55])
    assert [model.row(at) for at in range(model.rowCount())] == [Line(2), Line(3, "mine")]
    model.remove_rows([2, 3])
    assert model.state is ListState.EMPTY
    tester.deleteLater()


def test_a_place_that_is_no_longer_there_starts_at_the_top() -> None:
    source = HeldSource(50)
    model = source.load()
    model.look_at(30, 40)
    source.answer_all()
    source.lines = range(5)
    model.reload(keep_place=True)
    source.answer_all()
    assert [model.id_at(at) for at in range(model.rowCount())] == [0, 1, 2, 3, 4]


def test_a_screen_reader_hears_the_whole_row_first() -> None:
    model = HeldSource(lines(1)).load()
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert model.data(model.index(0, 0), spoken) == "L-1, Text: text 1, Count: 1"
    assert model.data(model.index(0, 1), spoken) == "Text: text 1"
    assert model.headerData(2, Qt.Orientation.Horizontal, spoken) == "Count"


def test_rows_have_no_children() -> None:
    model = HeldSource(lines(1)).load()
    parent = model.index(0, 0)
    assert (model.rowCount(parent), model.columnCount(parent)) == (0, 0)
    assert model.data(QModelIndex()) is None


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from("lrdcx"), st.integers(0, 60)), max_size=25))
def test_any_order_of_acts_keeps_the_model_sound(acts: list[tuple[str, int]]) -> None:
    source = HeldSource(45)
    tester = QAbstractItemModelTester(source.model, TELL)
    model = source.load()
    for act, number in acts:
        if act == "l":
            model.look_at(number, number + 12)
        elif act == "r":
            model.refresh()
        elif act == "d":
            model.remove_rows([number])
        elif act == "c":
            source.lines = range(number)
            model.show_changes()
        elif source.held:
            source.answer(number % len(source.held))
    source.answer_all()
    known = [model.id_at(at) for at in range(model.rowCount())]
    assert len(known) == model.rowCount()
    tester.deleteLater()
