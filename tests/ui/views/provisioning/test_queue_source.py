"""Pages of the queue: by key where the neighbour is known, with the length learnt beside them."""

from collections.abc import Hashable, Iterable
from pathlib import Path

from agentview.contract.provisioning import QueueRow, Size
from agentview.core.errors import Refusal, Unavailable
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.kit.page_source import Page, PageRequest, Purpose
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.views.provisioning.queue_source import QueueSource
from tests.ui.views.provisioning.builders import FakeGateway, desk_for, page, queue_of, row

ROWS = tuple(row(number) for number in range(1, 8))


class _List:
    def __init__(self) -> None:
        self.delivered: list[tuple[PageRequest, Page[QueueRow]]] = []
        self.failed: list[PageRequest] = []
        self.totals: list[int] = []
        self.refreshed = 0

    def reload(self, *, keep_place: bool = False) -> None:
        raise AssertionError(keep_place)

    def refresh(self) -> None:
        self.refreshed += 1

    def deliver(self, wanted: PageRequest, page: Page[QueueRow]) -> None:
        self.delivered.append((wanted, page))

    def fail(self, wanted: PageRequest) -> None:
        self.failed.append(wanted)

    def set_total(self, total: int) -> None:
        self.totals.append(total)

    def update_rows(self, rows: Iterable[QueueRow]) -> None:
        raise AssertionError(rows)

    def remove_rows(self, row_ids: Iterable[Hashable]) -> None:
        raise AssertionError(row_ids)

    def position(self, row_id: Hashable) -> int | None:
        raise AssertionError(row_id)

    def row(self, position: int) -> QueueRow | None:
        raise AssertionError(position)


class _Listener:
    def __init__(self) -> None:
        self.errors: list[Exception] = []
        self.totals: list[int] = []

    def page_read(self) -> None:
        """Only the list matters here."""

    def total_read(self, total: int) -> None:
        self.totals.append(total)

    def read_failed(self, error: Exception) -> None:
        self.errors.append(error)


def _source(folder: Path, gateway: FakeGateway) -> tuple[QueueSource, _List, _Listener, HeldRunner]:
    on, runner = desk_for(gateway, folder)
    rows, listener = _List(), _Listener()
    source = QueueSource(on, ServerTime(on.clock), listener)
    source.attach(rows)
    return source, rows, listener, runner


def _wanted(offset: int, purpose: Purpose, after: object = None, before: object = None) -> PageRequest:
    return PageRequest(offset + 1, offset, 3, after, before, purpose)


def test_the_first_page_does_not_wait_for_the_length(tmp_path: Path) -> None:
    source, rows, listener, runner = _source(tmp_path, FakeGateway(queue_of(*ROWS)))
    source.request(_wanted(0, Purpose.RELOAD))
    runner.run_next(-1)
    assert [len(answer.rows) for _, answer in rows.delivered] == [3]
    assert rows.delivered[0][1].total is None
    runner.run_all()
    assert rows.totals == [7]
    assert listener.totals == [7]


def test_a_length_that_comes_first_waits_for_its_page(tmp_path: Path) -> None:
    source, rows, _, runner = _source(tmp_path, FakeGateway(queue_of(*ROWS)))
    source.request(_wanted(0, Purpose.RELOAD))
    runner.run_next(0)
    assert rows.totals == []
    runner.run_all()
    assert rows.delivered[0][1].total == 7


def test_the_next_page_is_asked_for_by_the_row_above(tmp_path: Path) -> None:
    gateway = FakeGateway(queue_of(*ROWS))
    source, rows, _, runner = _source(tmp_path, gateway)
    source.request(_wanted(0, Purpose.RELOAD))
    runner.run_all()
    source.request(_wanted(3, Purpose.PAGE, after=source.token_of(ROWS[2])))
    runner.run_all()
    last = gateway.sent("provisioning.queue")[-1]
    assert (last.after, last.offset) == ("3>", 0)
    assert [shown.task_id for shown in rows.delivered[-1][1].rows] == [4, 5, 6]
    assert source.token_of(ROWS[1]) is None


def test_without_a_known_neighbour_it_counts_from_the_start(tmp_path: Path) -> None:
    gateway = FakeGateway(queue_of(*ROWS))
    source, _, _, runner = _source(tmp_path, gateway)
    source.request(_wanted(6, Purpose.PAGE))
    runner.run_all()
    assert gateway.sent("provisioning.queue")[-1].offset == 6


def test_a_page_before_a_row_that_is_short_is_read_by_counting(tmp_path: Path) -> None:
    answers = queue_of(*ROWS)
    plain = answers["provisioning.queue"]
    answers["provisioning.queue"] = lambda asked: page(ROWS[0]) if asked.before else plain(asked)
    gateway = FakeGateway(answers)
    source, rows, _, runner = _source(tmp_path, gateway)
    source.request(_wanted(3, Purpose.PAGE, before="<7"))
    runner.run_all()
    assert [shown.task_id for shown in rows.delivered[-1][1].rows] == [4, 5, 6]


def test_a_reload_makes_the_one_before_it_forgotten(tmp_path: Path) -> None:
    source, rows, _, runner = _source(tmp_path, FakeGateway(queue_of(*ROWS)))
    source.request(_wanted(0, Purpose.RELOAD))
    source.request(PageRequest(99, 0, 3, purpose=Purpose.RELOAD))
    for _ in range(4):
        runner.run_next(-1)
    assert [wanted.serial for wanted, _ in rows.delivered] == [99]


def test_a_refresh_learns_the_length_first(tmp_path: Path) -> None:
    answers = queue_of(*ROWS)
    gateway = FakeGateway(answers)
    source, rows, _, runner = _source(tmp_path, gateway)
    source.request(_wanted(0, Purpose.RELOAD))
    runner.run_all()
    gateway.answers["provisioning.size"] = lambda _request: Size(rows=9)
    source.refresh()
    assert rows.refreshed == 0
    runner.run_all()
    assert rows.refreshed == 1
    source.request(_wanted(0, Purpose.REFRESH))
    source.request(_wanted(3, Purpose.PAGE))
    runner.run_all()
    totals = [answer.total for wanted, answer in rows.delivered if wanted.purpose is not Purpose.RELOAD]
    assert totals == [9, 7]


def test_a_failure_is_told_to_list_and_listener(tmp_path: Path) -> None:
    source, rows, listener, runner = _source(tmp_path, FakeGateway())
    source.request(_wanted(0, Purpose.RELOAD))
    runner.fail_next(Unavailable(Refusal("E-DATABASE")), -1)
    assert [wanted.serial for wanted in rows.failed] == [1]
    assert [type(error) for error in listener.errors] == [Unavailable]
