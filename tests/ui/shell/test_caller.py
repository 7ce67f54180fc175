"""Who calls: looked up, shown without taking the focus, opened by one key."""

from dataclasses import dataclass, field

import pytest

from agentview.contract.search import Hit, HitKind, Hits
from agentview.core.errors import Refusal, Unavailable
from agentview.core.power import Power
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.navigation import ACCOUNT, NEW_CUSTOMER, ORDER, Target
from agentview.ui.shell.caller import CallerPresenter, CallState, Ringing
from agentview.ui.shell.deep_link import Call, Fault, Place, Unread
from agentview.ui.shell.link_inbox import LinkInbox
from tests.ui.fake_desk import person
from tests.ui.shell.fake_gateway import FakeGateway

NUMBER = "+61295550142"


def customer(number: int) -> Hit:
    return Hit(
        kind=HitKind.CUSTOMER, record_id=number, title=f"Customer {number}", detail="", status="Active"
    )


TASK = Hit(kind=HitKind.TASK, record_id=9, title="PO-1/1", detail="", status="")


@dataclass
class Window:
    ringing: Ringing | None = None
    opened: list[Target] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    opens: bool = True

    def show_call(self, ringing: Ringing | None) -> None:
        self.ringing = ringing

    def show_fault(self, fault: Fault) -> None:
        self.told.append(f"fault {fault}")

    def open_record(self, target: Target) -> bool:
        self.opened.append(target)
        return self.opens

    def open_home(self) -> None:
        self.told.append("home")

    def search_for(self, text: str) -> None:
        self.told.append(f"search {text}")

    def copy(self, text: str) -> None:
        self.told.append(f"copy {text}")


@dataclass
class Desk:
    window: Window
    gateway: FakeGateway
    runner: HeldRunner
    presenter: CallerPresenter

    def ring(self, *hits: Hit, number: str = NUMBER) -> Ringing:
        self.gateway.answers["search.find"] = Hits(hits=hits)
        self.presenter.follow(Call(number))
        self.runner.run_all()
        assert self.window.ringing is not None
        return self.window.ringing


def make(*, can_find: bool = True) -> Desk:
    window, gateway, runner = Window(), FakeGateway(person()), HeldRunner()
    powers = {Power.FIND_CUSTOMER, Power.EDIT_CUSTOMER} if can_find else set()
    return Desk(window, gateway, runner, CallerPresenter(window, gateway, runner, powers))


@pytest.fixture
def desk() -> Desk:
    """Return a presenter with its surroundings."""
    return make()


def test_one_customer_is_named_and_opened_by_the_key(desk: Desk) -> None:
    ringing = desk.ring(customer(4), TASK)
    assert (ringing.state, ringing.shown) == (CallState.KNOWN, "+61\u00a02\u00a09555\u00a00142")
    assert desk.window.opened == []
    desk.presenter.open()
    assert desk.window.opened == [Target(ACCOUNT, 4, "Customer 4")]
    assert desk.window.ringing is None


def test_of_several_the_person_chooses_in_the_search_box(desk: Desk) -> None:
    assert desk.ring(customer(4), customer(5)).state is CallState.SEVERAL
    desk.presenter.open()
    assert desk.window.told == [f"search {NUMBER}"]
    assert desk.window.opened == []


def test_an_unknown_number_begins_a_customer_or_is_attached_to_one(desk: Desk) -> None:
    assert desk.ring(TASK).state is CallState.UNKNOWN
    desk.presenter.open()
    assert desk.window.opened == [Target(NEW_CUSTOMER, 0, NUMBER)]
    desk.ring()
    desk.presenter.attach()
    assert desk.window.told == [f"copy {NUMBER}", "search "]


def test_the_newest_call_is_shown_and_an_old_answer_is_not(desk: Desk) -> None:
    desk.gateway.answers["search.find"] = Hits(hits=(customer(4),))
    desk.presenter.follow(Call("+61295550001"))
    desk.presenter.follow(Call(NUMBER))
    assert desk.window.ringing is not None
    assert desk.window.ringing.state is CallState.LOOKING
    desk.presenter.open()
    assert desk.window.opened == [], "nobody is known yet"
    desk.runner.run_all()
    assert desk.window.ringing.number == NUMBER


def test_a_look_up_that_fails_can_be_tried_again(desk: Desk) -> None:
    desk.gateway.error = Unavailable(Refusal("E-DATABASE"))
    assert desk.ring(customer(4)).state is CallState.FAILED
    desk.gateway.error = None
    desk.presenter.open()
    desk.runner.run_all()
    assert desk.presenter.ringing is not None
    assert desk.presenter.ringing.state is CallState.KNOWN


def test_who_may_not_find_customers_sees_the_number_alone() -> None:
    desk = make(can_find=False)
    desk.presenter.follow(Call(NUMBER))
    assert desk.window.ringing == Ringing(NUMBER, NUMBER, CallState.CLOSED)
    assert desk.runner.held == []


def test_a_call_can_be_dismissed(desk: Desk) -> None:
    desk.ring(customer(4))
    desk.presenter.dismiss()
    assert desk.window.ringing is None


def test_records_open_and_what_leads_nowhere_leads_home(desk: Desk) -> None:
    desk.presenter.follow(Place(Target(ORDER, 7, "PO-7")))
    assert desk.window.opened == [Target(ORDER, 7, "PO-7")]
    desk.presenter.follow(Unread(Fault.TOO_LONG))
    desk.window.opens = False
    desk.presenter.follow(Place(Target(ORDER, 8, "PO-8")))
    assert desk.window.told == ["home", "fault TOO_LONG", "home", "fault UNKNOWN"]


def test_links_wait_until_somebody_sits_there_and_of_calls_the_newest_one() -> None:
    followed: list[object] = []
    is_open = False
    inbox = LinkInbox(lambda: is_open, followed.append)
    for text in ("agentview:order/PO-7", "tel:0295550001", "tel:0295550002"):
        inbox.take(text)
    assert followed == []
    inbox.deliver()
    assert followed == [Place(Target(ORDER, 7, "PO-7")), Call("0295550002")]
    is_open = True
    inbox.take("tel:0295550003")
    assert followed[-1] == Call("0295550003")
    inbox.deliver()
    assert len(followed) == 3
