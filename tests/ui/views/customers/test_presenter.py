"""One customer without Qt: reading, news, showing a contact in full, ending an alert."""

from datetime import timedelta
from pathlib import Path

from agentview.contract.customers import CustomerDetail, RevealedContact
from agentview.contract.feed import Change, Topic
from agentview.core.errors import NotFound, Refusal, Unavailable
from agentview.gateway.port import FeedNews
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.navigation import Desk
from agentview.ui.views.customers.presenter import READ_AGAIN_AFTER, CustomerPresenter
from tests.ui.fake_desk import NOON
from tests.ui.views.customers.builders import answers, commands, customer, desk_for
from tests.ui.views.provisioning.builders import FakeGateway, clock_of, numbered, shell_of


class _View:
    def __init__(self) -> None:
        self.told: list[object] = []

    def show_customer(self, customer: CustomerDetail) -> None:
        self.told.append(customer.version)

    def show_loading(self) -> None:
        self.told.append("loading")

    def show_failed(self, error: Exception, *, is_gone: bool) -> None:
        del error
        self.told.append("gone" if is_gone else "failed")

    def show_contact(self, contact: RevealedContact) -> None:
        self.told.append(contact.phone)


def _open(
    folder: Path, gateway: FakeGateway | None = None
) -> tuple[CustomerPresenter, _View, HeldRunner, Desk, FakeGateway]:
    answering = gateway or FakeGateway(answers())
    on, runner = desk_for(answering, folder)
    view = _View()
    presenter = CustomerPresenter(on, view, 5, ServerTime(on.clock), numbered())
    return presenter, view, runner, on, answering


def _change(topic: Topic, record_id: int) -> FeedNews:
    change = Change(
        cursor="1-1", topic=topic, record_id=record_id, verb="edit", actor_id=9, actor="Mei", at=NOON
    )
    return FeedNews(changes=(change,))


def test_a_customer_is_read_once_when_its_tab_comes_to_the_front(tmp_path: Path) -> None:
    presenter, view, runner, on, gateway = _open(tmp_path)
    presenter.show()
    runner.run_all()
    presenter.hide()
    presenter.show()
    runner.run_all()
    assert view.told == ["loading", 3]
    assert len(gateway.sent("customers.customer")) == 1
    assert shell_of(on).read_at == [NOON]


def test_news_of_the_customer_is_read_at_once_and_of_others_never(tmp_path: Path) -> None:
    presenter, _, runner, _, gateway = _open(tmp_path)
    presenter.show()
    runner.run_all()
    for news, reads in (
        (_change(Topic.ACCOUNT, 6), 1),
        (_change(Topic.PERSON, 5), 1),
        (_change(Topic.ACCOUNT, 5), 2),
        (_change(Topic.TASK, 77), 3),
        (FeedNews(is_gap=True), 4),
    ):
        presenter.hear(news)
        runner.run_all()
        assert len(gateway.sent("customers.customer")) == reads


def test_news_that_may_be_ours_waits_until_the_page_has_rested(tmp_path: Path) -> None:
    presenter, _, runner, on, gateway = _open(tmp_path)
    presenter.show()
    runner.run_all()
    presenter.hear(_change(Topic.ORDER, 1))
    presenter.look()
    assert not runner.held
    clock_of(on).move(READ_AGAIN_AFTER + timedelta(seconds=1))
    presenter.look()
    runner.run_all()
    presenter.look()
    assert not runner.held
    assert len(gateway.sent("customers.customer")) == 2


def test_a_tab_in_the_back_reads_when_it_comes_to_the_front(tmp_path: Path) -> None:
    presenter, _, runner, _, gateway = _open(tmp_path)
    presenter.show()
    runner.run_all()
    presenter.hide()
    presenter.hear(_change(Topic.ACCOUNT, 5))
    assert not runner.held
    presenter.show()
    runner.run_all()
    assert len(gateway.sent("customers.customer")) == 2


def test_what_is_on_the_screen_stays_when_a_refresh_fails(tmp_path: Path) -> None:
    presenter, view, runner, _, _ = _open(tmp_path)
    presenter.read()
    runner.fail_next(Unavailable(Refusal("E-SERVER")))
    presenter.read()
    runner.run_all()
    presenter.read()
    runner.fail_next(Unavailable(Refusal("E-SERVER")))
    presenter.read()
    runner.fail_next(NotFound(Refusal("E-NOT-FOUND")))
    assert view.told == ["loading", "failed", "loading", 3, "gone"]


def test_a_contact_is_shown_with_its_reason(tmp_path: Path) -> None:
    presenter, view, runner, _, gateway = _open(tmp_path)
    told: list[object] = []
    presenter.reveal(1, "call back", lambda: told.append("done"), told.append)
    runner.run_all()
    assert [(one.contact_id, one.reason) for one in gateway.sent("customers.reveal")] == [(1, "call back")]
    assert (told, view.told) == (["done"], ["+61355500142"])
    assert gateway.keys("customers.reveal") == ["key-1"]


def test_what_cannot_be_stored_as_a_reason_is_refused(tmp_path: Path) -> None:
    presenter, _, runner, _, gateway = _open(tmp_path)
    told: list[object] = []
    presenter.reveal(1, "a\x00b", lambda: told.append("done"), told.append)
    runner.run_all()
    assert [type(one).__name__ for one in told] == ["Rejected"]
    assert gateway.sent("customers.reveal") == []


def test_an_alert_ends_once_and_the_customer_is_read_again(tmp_path: Path) -> None:
    presenter, _, runner, _, gateway = _open(tmp_path)
    done: list[str] = []
    presenter.end_alert(9, lambda: done.append("ended"))
    runner.run_all()
    assert ([one.note_id for one in gateway.sent("customers.end_alert")], done) == ([9], ["ended"])
    assert len(gateway.sent("customers.customer")) == 1


def test_a_command_that_is_not_listed_counts_as_closed(tmp_path: Path) -> None:
    gateway = FakeGateway(answers(customer(commands=commands("edit")[:1])))
    presenter, _, runner, _, _ = _open(tmp_path, gateway)
    presenter.read()
    runner.run_all()
    assert [one.code for one in presenter.refusals("edit")] == ["E-POWER"]
    assert presenter.refusals("new_order")
