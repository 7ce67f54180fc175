"""Lists that go from the newest entry to older ones: pages by the last known entry, quick at any length."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from agentview.contract.customers import TIMELINE, TimelineEntry, TimelineRequest
from agentview.core.errors import Refusal, Unavailable
from agentview.gateway.port import Gateway
from agentview.ui.kit.column import Column
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.kit.paged_model import ListState, PagedTableModel
from agentview.ui.views.customers.older_source import PAGE, Older, OlderSource, Token
from tests.ui.views.customers.builders import answers, desk_for, timeline_of
from tests.ui.views.provisioning.builders import FakeGateway

COLUMNS = (Column[TimelineEntry]("what", lambda: "What", lambda one: one.action),)


def _read(gateway: Gateway, before: Token | None, limit: int) -> Older[TimelineEntry]:
    known = before if isinstance(before, int) else None
    answer = gateway.call(TIMELINE, TimelineRequest(account_id=5, before_id=known, limit=limit))
    return Older(answer.entries, answer.has_older)


def _open(
    folder: Path, count: int
) -> tuple[PagedTableModel[TimelineEntry], HeldRunner, FakeGateway, list[Exception]]:
    gateway = FakeGateway(answers(timeline=timeline_of(count)))
    on, runner = desk_for(gateway, folder)
    failed: list[Exception] = []
    source: OlderSource[TimelineEntry] = OlderSource(on, _read, lambda one: one.entry_id, failed.append)
    model = PagedTableModel(COLUMNS, lambda one: one.entry_id, source, page_size=PAGE)
    source.attach(model)
    return model, runner, gateway, failed


def _scroll(model: PagedTableModel[TimelineEntry], runner: HeldRunner, position: int) -> None:
    model.look_at(position, position + 10)
    runner.run_all()


def test_ten_thousand_entries_are_read_fifty_at_a_time(qtbot: QtBot, tmp_path: Path) -> None:
    del qtbot
    model, runner, gateway, _ = _open(tmp_path, 10_000)
    model.reload()
    runner.run_all()
    assert len(gateway.sent("customers.timeline")) == 1
    while model.row(9_999) is None:
        _scroll(model, runner, model.rowCount() - 11)
    ids = [entry.entry_id for at in range(9_950, 10_000) if (entry := model.row(at)) is not None]
    assert ids == list(range(50, 0, -1))
    assert len(gateway.sent("customers.timeline")) == 200
    assert all(one.limit == PAGE for one in gateway.sent("customers.timeline"))
    assert model.rowCount() == 10_000


def test_a_page_that_was_left_is_read_again_by_the_entry_above_it(qtbot: QtBot, tmp_path: Path) -> None:
    del qtbot
    model, runner, gateway, _ = _open(tmp_path, 10_000)
    model.reload()
    runner.run_all()
    while model.row(4_000) is None:
        _scroll(model, runner, model.rowCount() - 11)
    while model.row(9_000) is None:
        _scroll(model, runner, model.rowCount() - 11)
    assert model.row(120) is None
    _scroll(model, runner, 120)
    again = model.row(120)
    assert again is not None
    assert again.entry_id == 10_000 - 120
    assert gateway.sent("customers.timeline")[-1].before_id == 10_000 - 99


def test_a_refresh_reads_what_is_visible_and_counts_what_is_new(qtbot: QtBot, tmp_path: Path) -> None:
    model, runner, gateway, _ = _open(tmp_path, 120)
    model.reload()
    runner.run_all()
    gateway.answers["customers.timeline"] = timeline_of(123)
    with qtbot.waitSignal(model.changes_found) as found:
        model.refresh()
        runner.run_all()
    assert found.args == [3, 0]
    top = model.row(0)
    assert top is not None
    assert top.entry_id == 120
    model.show_changes()
    runner.run_all()
    top = model.row(0)
    assert top is not None
    assert top.entry_id == 123


def test_what_failed_is_told_and_can_be_read_again(qtbot: QtBot, tmp_path: Path) -> None:
    del qtbot
    model, runner, _, failed = _open(tmp_path, 3)
    model.reload()
    runner.fail_next(Unavailable(Refusal("E-SERVER")))
    assert (model.state, len(failed)) == (ListState.FAILED, 1)
    model.reload()
    runner.run_all()
    assert (model.state, model.rowCount()) == (ListState.READY, 3)


def test_a_customer_to_whom_nothing_happened_has_an_empty_list(qtbot: QtBot, tmp_path: Path) -> None:
    del qtbot
    model, runner, _, _ = _open(tmp_path, 0)
    model.reload()
    runner.run_all()
    assert model.state is ListState.EMPTY
