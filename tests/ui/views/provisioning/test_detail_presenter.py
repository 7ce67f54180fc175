"""The task beside the list: newest wins, presence, the claim, the timeline; and keeping claims alive."""

from datetime import timedelta
from pathlib import Path

from agentview.contract.feed import Change, Topic
from agentview.contract.provisioning import (
    ContactInfo,
    History,
    PresenceMode,
    TaskDetail,
    TimelineEntry,
    Watcher,
    Watchers,
)
from agentview.core.errors import Refusal, Rejected, Unavailable
from agentview.gateway.port import FeedNews
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.navigation import Desk
from agentview.ui.views.provisioning.detail_presenter import DetailPresenter
from agentview.ui.views.provisioning.leases import Leases
from tests.ui.fake_desk import NOON
from tests.ui.views.provisioning.builders import (
    FakeGateway,
    clock_of,
    desk_for,
    detail,
    mine,
    queue_of,
    row,
    theirs,
)


class _View:
    def __init__(self) -> None:
        self.told: list[object] = []
        self.entries: list[int] = []

    def show_detail(self, detail: TaskDetail, entries: tuple[TimelineEntry, ...], *, has_older: bool) -> None:
        self.told.append((detail.row.task_id, has_older))
        self.entries = [entry.id for entry in entries]

    def show_nothing(self) -> None:
        self.told.append("nothing")

    def show_loading(self) -> None:
        self.told.append("loading")

    def show_failed(self, error: Exception) -> None:
        self.told.append(error)

    def show_watchers(self, watchers: tuple[Watcher, ...]) -> None:
        self.told.append([watcher.name for watcher in watchers])

    def show_contact(self, contact: ContactInfo) -> None:
        self.told.append(contact.phone)

    def detail_read(self, detail: TaskDetail) -> None:
        """The list is not part of these tests."""


def _presenter(folder: Path, gateway: FakeGateway) -> tuple[DetailPresenter, _View, HeldRunner, Desk]:
    on, runner = desk_for(gateway, folder)
    view = _View()
    return DetailPresenter(on, view, ServerTime(on.clock)), view, runner, on


def _change(task_id: int, topic: Topic = Topic.TASK) -> FeedNews:
    change = Change(
        cursor="1-1", topic=topic, record_id=task_id, verb="edit", actor_id=9, actor="Mei", at=NOON
    )
    return FeedNews((change,))


def test_the_newest_choice_wins_over_late_answers(tmp_path: Path) -> None:
    presenter, view, runner, _ = _presenter(tmp_path, FakeGateway(queue_of(row(1), row(2))))
    presenter.choose(1)
    presenter.read()
    presenter.choose(2)
    presenter.read()
    runner.run_all()
    assert view.told == ["loading", "loading", (2, False)]


def test_a_task_that_changed_is_read_again_and_others_are_not(tmp_path: Path) -> None:
    gateway = FakeGateway(queue_of(row(1)))
    presenter, _, runner, _ = _presenter(tmp_path, gateway)
    presenter.choose(1)
    presenter.read()
    runner.run_all()
    presenter.hear(_change(2))
    presenter.hear(_change(1, Topic.PRESENCE))
    assert not runner.held
    presenter.hear(_change(1))
    presenter.hear(FeedNews(is_gap=True))
    runner.run_all()
    assert len(gateway.sent("provisioning.task")) == 3


def test_a_failure_is_shown_unless_the_task_is_there_already(tmp_path: Path) -> None:
    presenter, view, runner, _ = _presenter(tmp_path, FakeGateway(queue_of(row(1))))
    presenter.choose(1)
    presenter.read()
    error = Unavailable(Refusal("E-DATABASE"))
    runner.fail_next(error)
    assert view.told[-1:] == [error]
    presenter.read()
    runner.run_all()
    presenter.read()
    runner.fail_next(error)
    assert view.told[-1] == (1, False)


def test_an_act_waits_for_its_task_and_dies_with_another_choice(tmp_path: Path) -> None:
    presenter, _, runner, _ = _presenter(tmp_path, FakeGateway(queue_of(row(1), row(2))))
    seen: list[int] = []
    presenter.choose(1)
    presenter.when_read(lambda task: seen.append(task.row.task_id))
    presenter.when_read(lambda task: seen.append(-task.row.task_id))
    runner.run_all()
    assert seen == [1]
    presenter.choose(2)
    presenter.when_read(lambda task: seen.append(task.row.task_id))
    presenter.choose(1)
    presenter.read()
    runner.run_all()
    assert seen == [1]


def test_older_entries_stay_when_the_task_is_read_again(tmp_path: Path) -> None:
    first = tuple(TimelineEntry(id=key, at=NOON, by="Jo", action="edit") for key in (9, 8))
    older = tuple(TimelineEntry(id=key, at=NOON, by="Jo", action="edit") for key in (7, 6))
    gateway = FakeGateway(
        {
            "provisioning.task": lambda _r: detail(row(1), timeline=first, has_older_timeline=True),
            "provisioning.history": lambda _r: History(entries=older, has_older=False),
        }
    )
    presenter, view, runner, _ = _presenter(tmp_path, gateway)
    presenter.choose(1)
    presenter.read()
    runner.run_all()
    presenter.read_older()
    runner.run_all()
    assert [request.before for request in gateway.sent("provisioning.history")] == [8]
    presenter.read()
    runner.run_all()
    assert view.entries == [9, 8, 7, 6]
    presenter.read_older()
    assert not runner.held


def test_presence_is_said_and_taken_back(tmp_path: Path) -> None:
    gateway = FakeGateway(queue_of(row(1)))
    other = Watcher(user_id=9, name="Mei Chen", mode=PresenceMode.VIEWING)
    gateway.answers["provisioning.presence"] = lambda _r: Watchers(watchers=(other,))
    presenter, view, runner, _ = _presenter(tmp_path, gateway)
    presenter.beat(PresenceMode.VIEWING)
    assert not runner.held
    presenter.choose(1)
    presenter.read()
    runner.run_all()
    presenter.beat(PresenceMode.EDITING)
    runner.run_all()
    assert view.told[-1] == ["Mei Chen"]
    presenter.close()
    runner.run_all()
    modes = [request.mode for request in gateway.sent("provisioning.presence")]
    assert modes == [PresenceMode.EDITING, None]
    assert gateway.keys("provisioning.presence") == [None, None]


def test_the_contact_is_shown_with_its_reason(tmp_path: Path) -> None:
    gateway = FakeGateway(queue_of(row(1)))
    gateway.answers["provisioning.reveal"] = lambda _r: ContactInfo(name="Jo", phone="+6135550", email=None)
    presenter, view, runner, _ = _presenter(tmp_path, gateway)
    presenter.choose(1)
    presenter.read()
    runner.run_all()
    done: list[str] = []
    presenter.reveal("call back", lambda: done.append("closed"), lambda error: done.append(str(error)))
    runner.run_all()
    assert [request.reason for request in gateway.sent("provisioning.reveal")] == ["call back"]
    assert (done, view.told[-1]) == (["closed"], "+6135550")


def test_the_end_of_the_own_claim_is_told_three_minutes_before(tmp_path: Path) -> None:
    until = NOON + timedelta(minutes=15)
    gateway = FakeGateway({"provisioning.task": lambda _r: detail(mine(1), lease_until=until)})
    presenter, _, runner, on = _presenter(tmp_path, gateway)
    presenter.choose(1)
    presenter.read()
    runner.run_all()
    assert presenter.lease_left() is None
    clock_of(on).move(timedelta(minutes=13))
    assert presenter.lease_left() == timedelta(minutes=2)
    presenter.renewed(1)
    assert presenter.lease_left() is None
    clock_of(on).move(timedelta(minutes=16))
    left = presenter.lease_left()
    assert left is not None
    assert left < timedelta(0)


def test_the_claims_of_others_end_without_a_word(tmp_path: Path) -> None:
    gateway = FakeGateway({"provisioning.task": lambda _r: detail(theirs(1), lease_until=NOON)})
    presenter, _, runner, _ = _presenter(tmp_path, gateway)
    presenter.choose(1)
    presenter.read()
    runner.run_all()
    assert presenter.lease_left() is None


def _leases(folder: Path) -> tuple[Leases, FakeGateway, HeldRunner, Desk, list[str]]:
    gateway = FakeGateway()
    on, runner = desk_for(gateway, folder)
    told: list[str] = []
    leases = Leases(on, lambda key: told.append(f"renewed {key}"), lambda key: told.append(f"lost {key}"))
    return leases, gateway, runner, on, told


def test_claims_are_renewed_once_a_minute_and_only_at_work(tmp_path: Path) -> None:
    leases, gateway, runner, on, told = _leases(tmp_path)
    leases.see(mine(1))
    leases.see(mine(2))
    leases.see(theirs(3))
    for _ in range(180):
        clock_of(on).move(timedelta(seconds=1))
        leases.note_activity()
        leases.tick()
        runner.run_all()
    assert len(gateway.sent("provisioning.renew")) == 6
    assert told.count("renewed 1") == 3
    for _ in range(300):
        clock_of(on).move(timedelta(seconds=1))
        leases.tick()
        runner.run_all()
    assert len(gateway.sent("provisioning.renew")) == 6


def test_a_claim_that_is_gone_is_told_once(tmp_path: Path) -> None:
    leases, _, runner, on, told = _leases(tmp_path)
    leases.see(mine(1))
    clock_of(on).move(timedelta(minutes=2))
    leases.note_activity()
    leases.tick()
    runner.fail_next(Rejected(Refusal("E-NOT-YOURS")))
    assert told == ["lost 1"]
    assert leases.held == frozenset()


def test_a_lost_answer_loses_no_claim(tmp_path: Path) -> None:
    leases, _, runner, on, told = _leases(tmp_path)
    leases.see(mine(1))
    clock_of(on).move(timedelta(minutes=2))
    leases.note_activity()
    leases.tick()
    runner.fail_next(Unavailable(Refusal("E-DATABASE")))
    assert (told, leases.held) == ([], frozenset({1}))
    leases.see(row(1))
    assert leases.held == frozenset()
