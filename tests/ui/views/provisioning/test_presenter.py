"""The queue: which list is shown, counts, news, what becomes of a row after the own act."""

from collections.abc import Hashable, Iterable, Mapping
from datetime import datetime
from pathlib import Path

from agentview.contract.desk import Preference, SavedView, SavedViews
from agentview.contract.feed import Change, Topic
from agentview.contract.op import Nothing
from agentview.contract.provisioning import Facets, QueueRow, Side, Sort, TaskDetail, TaskStatus, View
from agentview.core.errors import Denied, Refusal, Rejected
from agentview.core.power import Role
from agentview.gateway.port import FeedNews
from agentview.ui.kit.column import SortOrder
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.kit.page_source import Page, PageRequest
from agentview.ui.lists.layout_keeper import LayoutKeeper
from agentview.ui.lists.saved_views import SavedViewsPresenter
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.navigation import Desk
from agentview.ui.views.provisioning.asks import Asked, Asks
from agentview.ui.views.provisioning.presenter import QueuePresenter
from agentview.ui.views.provisioning.query import Query
from tests.ui.fake_desk import NOON
from tests.ui.views.provisioning.builders import (
    ME,
    FakeGateway,
    desk_for,
    detail,
    mine,
    queue_of,
    row,
    shell_of,
)


class _View:
    def __init__(self) -> None:
        self.queries: list[Query] = []
        self.counts: dict[View, int] = {}
        self.totals: list[int | None] = []
        self.denied: list[Exception] = []
        self.refreshes = 0
        self.settled: list[int] = []

    def show_query(self, query: Query) -> None:
        self.queries.append(query)

    def show_counts(self, counts: Mapping[View, int]) -> None:
        self.counts = dict(counts)

    def show_facets(self, facets: Facets) -> None:
        """Filters are not part of these tests."""

    def show_reading(self, total: int | None, read_at: datetime) -> None:
        del read_at
        self.totals.append(total)

    def show_denied(self, error: Exception) -> None:
        self.denied.append(error)

    def show_settled(self, detail: TaskDetail) -> None:
        self.settled.append(detail.row.task_id)

    def refresh_soon(self) -> None:
        self.refreshes += 1


class _List:
    def __init__(self, *known: int) -> None:
        self.known = list(known)
        self.reloads: list[bool] = []
        self.updated: list[int] = []

    def reload(self, *, keep_place: bool = False) -> None:
        self.reloads.append(keep_place)

    def refresh(self) -> None:
        """Nothing is shown here."""

    def deliver(self, wanted: PageRequest, page: Page[QueueRow]) -> None:
        raise AssertionError(wanted, page)

    def fail(self, wanted: PageRequest) -> None:
        raise AssertionError(wanted)

    def set_total(self, total: int) -> None:
        raise AssertionError(total)

    def update_rows(self, rows: Iterable[QueueRow]) -> None:
        self.updated += [shown.task_id for shown in rows]

    def remove_rows(self, row_ids: Iterable[Hashable]) -> None:
        for row_id in row_ids:
            self.known.remove(row_id)  # type: ignore[arg-type]

    def position(self, row_id: Hashable) -> int | None:
        return self.known.index(row_id) if isinstance(row_id, int) and row_id in self.known else None

    def row(self, position: int) -> QueueRow | None:
        raise AssertionError(position)


def _queue(
    folder: Path, gateway: FakeGateway, *roles: Role, known: tuple[int, ...] = (1,)
) -> tuple[QueuePresenter, _View, _List, HeldRunner, Desk]:
    on, runner = desk_for(gateway, folder, *roles)
    view, rows = _View(), _List(*known)
    presenter = QueuePresenter(on, view, ServerTime(on.clock))
    presenter.start(rows)
    return presenter, view, rows, runner, on


def test_each_works_on_the_own_side(tmp_path: Path) -> None:
    worker, *_ = _queue(tmp_path, FakeGateway(), Role.PROVISIONER)
    assert worker.sides == (Side.WORK,)
    agent, *_ = _queue(tmp_path, FakeGateway(), Role.CSA)
    assert agent.sides == (Side.REQUESTED,)
    assert agent.query.filter.view is View.HALTED
    assert agent.views[0] is View.HALTED
    lead, view, rows, *_ = _queue(tmp_path, FakeGateway(), Role.SUPERVISOR)
    assert lead.sides == (Side.WORK, Side.REQUESTED)
    lead.choose_side(Side.REQUESTED)
    assert view.queries[-1].filter.side is Side.REQUESTED
    assert rows.reloads == [False, False]


def test_the_view_of_last_time_comes_back(tmp_path: Path) -> None:
    gateway = FakeGateway()
    presenter, *_, on = _queue(tmp_path, gateway)
    presenter.choose_view(View.BREACHING)
    view, rows = _View(), _List()
    again = QueuePresenter(on, view, ServerTime(on.clock))
    again.start(rows)
    assert again.query.filter.view is View.BREACHING


def test_counts_come_to_pills_and_rail(tmp_path: Path) -> None:
    _, view, _, runner, on = _queue(tmp_path, FakeGateway(queue_of(row(1), row(2))))
    runner.run_all()
    assert view.counts[View.MINE] == 2
    assert shell_of(on).counts == {"provisioning": 4}


def test_another_view_drops_the_chosen_status(tmp_path: Path) -> None:
    presenter, view, *_ = _queue(tmp_path, FakeGateway())
    presenter.show(presenter.query.narrowed("statuses", (TaskStatus.COMPLETED,)).narrowed("text", "mar"))
    presenter.choose_view(View.MINE)
    assert list(view.queries[-1].narrowed_by) == ["text"]
    presenter.clear("text")
    assert not view.queries[-1].narrowed_by
    presenter.sort_by(SortOrder(Sort.CUSTOMER.value, descending=True))
    assert view.queries[-1].sort is Sort.CUSTOMER


def _news(*topics: Topic) -> FeedNews:
    return FeedNews(
        tuple(
            Change(cursor="1-1", topic=topic, record_id=1, verb="edit", actor_id=9, actor="Mei", at=NOON)
            for topic in topics
        )
    )


def test_news_of_tasks_presence_and_gaps_refresh_the_list(tmp_path: Path) -> None:
    presenter, view, *_ = _queue(tmp_path, FakeGateway())
    presenter.hear(_news(Topic.ASK))
    assert view.refreshes == 0
    presenter.hear(_news(Topic.TASK))
    presenter.hear(_news(Topic.PRESENCE))
    presenter.hear(FeedNews(is_gap=True))
    assert view.refreshes == 3


def test_a_row_leaves_only_when_the_person_is_done_with_it(tmp_path: Path) -> None:
    gateway = FakeGateway({"provisioning.task": lambda _request: detail(mine(1))})
    presenter, view, rows, runner, _ = _queue(tmp_path, gateway)
    presenter.settle(1, may_leave=False)
    runner.run_all()
    assert (rows.known, rows.updated, view.settled) == ([1], [1], [1])
    presenter.settle(1, may_leave=True)
    runner.run_all()
    assert rows.known == []


def test_a_task_that_others_took_stays_until_the_reader_looks(tmp_path: Path) -> None:
    presenter, _, rows, *_ = _queue(tmp_path, FakeGateway())
    presenter.learn(detail(row(1, status=TaskStatus.COMPLETED)))
    assert (rows.known, rows.updated) == ([1], [1])


def test_a_task_that_came_by_the_own_act_is_read_in(tmp_path: Path) -> None:
    gateway = FakeGateway({"provisioning.task": lambda _request: detail(mine(5))})
    presenter, _, rows, runner, _ = _queue(tmp_path, gateway)
    presenter.choose_view(View.MINE)
    presenter.settle(5, may_leave=False)
    runner.run_all()
    assert rows.reloads == [False, False, True]


def test_who_may_not_see_it_is_told_and_left_alone(tmp_path: Path) -> None:
    presenter, view, _, runner, _ = _queue(tmp_path, FakeGateway())
    runner.run_all()
    presenter.read_failed(Denied(Refusal("E-POWER")))
    assert len(view.denied) == 1
    presenter.refresh()
    assert not runner.held


def test_columns_are_kept_once_for_each_change(tmp_path: Path) -> None:
    gateway = FakeGateway(
        {"desk.preference": lambda request: Preference(name=request.name, value={"order": []})}
    )
    on, runner = desk_for(gateway, tmp_path)
    shown: list[object] = []
    keeper = LayoutKeeper(on, "provisioning.columns", shown.append)
    keeper.read()
    runner.run_all()
    assert shown == [{"order": []}]
    keeper.save({"order": []})
    assert not runner.held
    keeper.save({"order": ["age"]})
    runner.run_all()
    assert [request.value for request in gateway.sent("desk.save_preference")] == [{"order": ["age"]}]


class _Views:
    def __init__(self) -> None:
        self.told: list[object] = []

    def show_views(self, views: tuple[SavedView, ...]) -> None:
        self.told.append([view.name for view in views])

    def view_saved(self, view: SavedView) -> None:
        self.told.append(f"saved {view.name}")

    def view_deleted(self, name: str) -> None:
        self.told.append(f"deleted {name}")

    def views_failed(self, error: Exception) -> None:
        self.told.append(error)


def test_views_are_saved_shared_and_deleted(tmp_path: Path) -> None:
    view = SavedView(
        id=4,
        screen="provisioning.queue",
        name="Late",
        is_shared=True,
        is_own=True,
        content={"sort": "TARGET"},
    )
    gateway = FakeGateway(
        {
            "desk.saved_views": lambda _r: SavedViews(views=(view,)),
            "desk.save_view": lambda _r: view,
            "desk.delete_view": lambda _r: Nothing(),
        }
    )
    on, runner = desk_for(gateway, tmp_path)
    told, errors = _Views(), list[Exception]()
    presenter = SavedViewsPresenter(on, "provisioning.queue", told)
    presenter.save("Late", {"sort": "TARGET"}, errors.append, is_shared=True)
    runner.run_all()
    presenter.delete(view)
    runner.run_all()
    assert told.told == ["saved Late", ["Late"], "deleted Late", ["Late"]]
    assert [request.is_shared for request in gateway.sent("desk.save_view")] == [True]
    presenter.save("", {}, errors.append, is_shared=False)
    assert [type(error) for error in errors] == [Rejected]


class _AsksView:
    def __init__(self) -> None:
        self.open: list[str] = []
        self.taken: list[str] = []

    def show_asks(self, asks: tuple[Asked, ...]) -> None:
        self.open = [f"{asked.by} {asked.reference} {asked.message}" for asked in asks]

    def say_taken_over(self, asked: Asked) -> None:
        self.taken.append(asked.reference)


def _ask(task_id: int, verb: str = "ask", to: int = ME) -> FeedNews:
    change = Change(
        cursor="1-1",
        topic=Topic.ASK,
        record_id=task_id,
        verb=verb,
        actor_id=9,
        actor="Mei Chen",
        at=NOON,
        to_user_id=to,
        text="please",
    )
    return FeedNews((change,))


def test_questions_stay_until_they_are_answered(tmp_path: Path) -> None:
    on, runner = desk_for(FakeGateway(queue_of(mine(1), mine(2))), tmp_path)
    view = _AsksView()
    asks = Asks(on, view)
    asks.hear(_ask(1))
    asks.hear(_ask(1))
    asks.hear(_ask(2))
    asks.hear(_ask(2, to=99))
    runner.run_all()
    assert view.open == ["Mei Chen PO-10001/1 please", "Mei Chen PO-10002/1 please"]
    asks.answer(Asked(1, "PO-10001/1", "Mei Chen", "please"))
    assert view.open == ["Mei Chen PO-10002/1 please"]
    asks.hear(_ask(2, "take_over"))
    runner.run_all()
    assert (view.open, view.taken) == ([], ["PO-10002/1"])
