"""Rows that are known already: shown at once, changed in place, the reader stays where they are."""

from dataclasses import dataclass

from pytestqt.qtbot import QtBot

from agentview.ui.kit.column import Column
from agentview.ui.kit.memory_source import MemorySource
from agentview.ui.kit.paged_model import ListState, PagedTableModel
from agentview.ui.kit.table import TableView


@dataclass(frozen=True)
class _Row:
    key: str
    word: str = ""


COLUMNS = (Column[_Row]("word", lambda: "Word", lambda row: row.word or row.key),)


def _open(qtbot: QtBot) -> tuple[MemorySource[_Row], PagedTableModel[_Row], TableView]:
    source: MemorySource[_Row] = MemorySource()
    model = PagedTableModel(COLUMNS, lambda row: row.key, source)
    source.attach(model)
    table = TableView(model, "Words")
    qtbot.addWidget(table)
    return source, model, table


def _show(source: MemorySource[_Row], *rows: _Row) -> None:
    source.show(rows, [row.key for row in rows])


def test_the_same_rows_in_a_newer_state_change_in_place(qtbot: QtBot) -> None:
    source, model, table = _open(qtbot)
    _show(source, _Row("a"), _Row("b"))
    table.select_id("b")
    with qtbot.assertNotEmitted(model.modelReset):
        _show(source, _Row("a"), _Row("b", "newer"))
    assert model.index(1, 0).data() == "newer"
    assert table.currentIndex().row() == 1


def test_the_reader_stays_at_the_row_when_others_come_and_go(qtbot: QtBot) -> None:
    source, _, table = _open(qtbot)
    _show(source, _Row("a"), _Row("b"), _Row("c"))
    table.select_id("c")
    _show(source, _Row("0"), _Row("a"), _Row("c"), _Row("d"))
    assert table.current_row() == _Row("c")
    _show(source, _Row("d"))
    assert table.current_row() == _Row("d")


def test_no_rows_are_an_empty_list(qtbot: QtBot) -> None:
    source, model, _ = _open(qtbot)
    _show(source)
    assert model.state is ListState.EMPTY
    _show(source, _Row("a"))
    assert (model.state, model.rowCount()) == (ListState.READY, 1)
    _show(source)
    assert (model.state, model.rowCount()) == (ListState.EMPTY, 0)
