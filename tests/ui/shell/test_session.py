"""Opening, signing in, locking, ended sessions and changing the person."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from agentview.contract.op import Nothing
from agentview.contract.session import CHANGE_PASSWORD, ChangePasswordRequest, Person
from agentview.core.clock import ManualClock
from agentview.core.errors import NotSignedIn, Refusal, Unavailable
from agentview.gateway.port import Gateway
from agentview.ui.kit.draft_store import DraftStore
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.kit.settings_store import SettingsStore
from agentview.ui.shell.session import LAST_USERNAME, Entered, Gate, Reached, Session
from tests.ui.fake_desk import NOON, person
from tests.ui.shell.fake_gateway import FakeGateway

PRIYA, TOM = person(name="Priya Nair"), person(name="Tom Gallagher", user_id=8)


class Screen:
    """What the window showed, in order."""

    def __init__(self) -> None:
        self.shown: list[str] = []
        self.entered: Entered | None = None
        self.offered: tuple[Person, ...] = ()
        self.last = ""

    def show_opening(self) -> None:
        self.shown.append("opening")

    def show_open_failed(self, error: Exception) -> None:
        self.shown.append(f"failed {error}")

    def show_sign_in(self, people: tuple[Person, ...], last_username: str) -> None:
        self.offered, self.last = people, last_username
        self.shown.append("sign-in")

    def show_new_password(self, person: Person) -> None:
        self.shown.append(f"new password of {person.username}")

    def show_busy(self, *, is_busy: bool) -> None:
        self.shown.append("busy" if is_busy else "idle")

    def show_refused(self, error: Exception) -> None:
        self.shown.append(f"refused {error}")

    def enter(self, gateway: Gateway, entered: Entered) -> None:
        self.entered = entered
        self.shown.append(f"workplace at {gateway.place}")

    def cover(self, gate: Gate, person: Person, *, needs_password: bool) -> None:
        self.shown.append(f"{gate.value} {person.username} {needs_password}")

    def uncover(self) -> None:
        self.shown.append("uncovered")

    def leave(self) -> None:
        self.shown.append("left")


class Fixture:
    def __init__(self, folder: Path, gateway: FakeGateway, kept: Person | None = None) -> None:
        self.gateway, self.screen, self.runner = gateway, Screen(), HeldRunner()
        self.settings = SettingsStore(folder / "desktop.json")
        self.reached = 0

        def reach() -> Reached:
            self.reached += 1
            gateway.people()
            return Reached(gateway, kept)

        keys = (Fernet.generate_key(),)
        self.session = Session(
            self.screen,
            self.runner,
            self.settings,
            reach,
            lambda who: DraftStore(folder, who.username, keys, ManualClock(NOON)),
        )

    def start(self, as_user: str = "") -> None:
        self.session.start(as_user)
        self.runner.run_all()


@pytest.fixture
def demo(tmp_path: Path) -> Fixture:
    return Fixture(tmp_path, FakeGateway(PRIYA, TOM))


@pytest.fixture
def server(tmp_path: Path) -> Fixture:
    return Fixture(tmp_path, FakeGateway(PRIYA, TOM, is_embedded=False))


def test_the_demo_offers_its_people(demo: Fixture) -> None:
    demo.start()
    assert demo.screen.shown == ["opening", "sign-in"]
    assert demo.screen.offered == (PRIYA, TOM)


def test_choosing_a_person_enters_and_remembers(demo: Fixture) -> None:
    demo.start()
    demo.session.sign_in("priya", None)
    assert demo.screen.shown[-1] == "busy"
    demo.runner.run_all()
    assert demo.screen.shown[-2:] == ["idle", "workplace at desk.example"]
    assert demo.session.person == PRIYA
    assert demo.settings.get(LAST_USERNAME) == "priya"


def test_a_named_user_is_not_asked(demo: Fixture) -> None:
    demo.start("tom")
    assert demo.screen.shown == ["opening", "idle", "workplace at desk.example"]


def test_an_unknown_named_user_is_told_and_asked(demo: Fixture) -> None:
    demo.start("nobody")
    assert demo.screen.shown == ["opening", "sign-in", "refused E-CREDENTIALS"]


def test_the_only_person_is_not_asked(tmp_path: Path) -> None:
    own = Fixture(tmp_path, FakeGateway(PRIYA))
    own.start()
    assert own.screen.shown[-1] == "workplace at desk.example"


def test_a_server_asks_for_the_password_and_knows_the_name_of_last_time(server: Fixture) -> None:
    server.settings.set(LAST_USERNAME, "tom")
    server.start()
    assert (server.screen.offered, server.screen.last) == ((), "tom")
    server.session.sign_in("tom", "wrong")
    server.runner.run_all()
    assert server.screen.shown[-1] == "refused E-CREDENTIALS"
    server.session.sign_in("tom", "secret")
    server.runner.run_all()
    assert server.session.person == TOM


def test_a_kept_session_goes_on(tmp_path: Path) -> None:
    server = Fixture(tmp_path, FakeGateway(PRIYA, is_embedded=False), kept=PRIYA)
    server.start()
    assert server.session.person == PRIYA


def test_services_that_do_not_answer_can_be_tried_again(demo: Fixture) -> None:
    demo.gateway.error = Unavailable(Refusal("E-DATABASE"))
    demo.start("priya")
    assert demo.screen.shown == ["opening", "failed E-DATABASE"]
    demo.gateway.error = None
    demo.session.retry()
    demo.runner.run_all()
    assert demo.screen.shown[-1] == "workplace at desk.example"
    assert demo.reached == 2


def test_locked_and_unlocked_without_password_on_the_demo(demo: Fixture) -> None:
    demo.start("priya")
    demo.session.lock()
    assert demo.screen.shown[-1] == "LOCKED priya False"
    demo.session.unlock(None)
    demo.runner.run_all()
    assert demo.screen.shown[-1] == "uncovered"
    assert not demo.session.is_covered


def test_an_ended_session_asks_the_same_person_for_the_password(server: Fixture) -> None:
    server.start()
    server.session.sign_in("priya", "secret")
    server.runner.run_all()
    server.session.session_ended()
    server.session.session_ended()
    assert server.screen.shown.count("ENDED priya True") == 1
    server.session.unlock("wrong")
    server.runner.run_all()
    assert server.screen.shown[-1] == "refused E-CREDENTIALS"
    assert server.session.is_covered
    server.session.unlock("secret")
    server.runner.run_all()
    assert server.screen.shown[-1] == "uncovered"


def test_a_lock_is_not_hidden_by_a_second_person(server: Fixture, monkeypatch: pytest.MonkeyPatch) -> None:
    server.start()
    server.session.sign_in("priya", "secret")
    server.runner.run_all()
    server.session.lock()
    monkeypatch.setattr(server.gateway, "sign_in", lambda _username, _password: TOM)
    server.session.unlock("secret")
    server.runner.run_all()
    assert server.screen.shown[-1] == "refused E-CREDENTIALS"


def test_signing_out_takes_the_workplace_down_and_offers_people_again(demo: Fixture) -> None:
    demo.start("priya")
    demo.session.sign_out()
    assert demo.screen.shown[-2:] == ["left", "opening"]
    demo.runner.run_all()
    assert demo.screen.shown[-1] == "sign-in"
    assert demo.gateway.signed_in is None
    demo.session.sign_in("tom", None)
    demo.runner.run_all()
    assert demo.session.person == TOM


def test_signing_out_works_where_the_session_has_ended(
    server: Fixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.start()
    server.session.sign_in("priya", "secret")
    server.runner.run_all()
    server.session.session_ended()

    def refuse() -> None:
        raise NotSignedIn(Refusal("E-SIGN-IN"))

    monkeypatch.setattr(server.gateway, "sign_out", refuse)
    server.session.sign_out()
    server.runner.fail_next(NotSignedIn(Refusal("E-SIGN-IN")))
    assert server.screen.shown[-1] == "sign-in"


def due(server: Fixture) -> Person:
    """Let somebody else have set the password of everybody."""
    people = tuple(one.model_copy(update={"must_change_password": True}) for one in server.gateway.everybody)
    server.gateway.everybody = people
    server.gateway.answers = {CHANGE_PASSWORD.name: Nothing()}
    return people[0]


def test_a_password_that_somebody_else_set_is_changed_before_anything_else(server: Fixture) -> None:
    person = due(server)
    server.start()
    server.session.sign_in(person.username, "secret")
    server.runner.run_all()
    assert server.screen.shown[-1] == f"new password of {person.username}"
    assert server.session.person is None
    server.gateway.error = Unavailable(Refusal("E-SERVER"))
    server.session.choose_password("a sentence of my own")
    server.runner.run_all()
    assert server.screen.shown[-1] == "refused E-SERVER"
    server.gateway.error = None
    server.gateway.signed_in = person.model_copy(update={"must_change_password": False})
    server.session.choose_password("a sentence of my own")
    server.runner.run_all()
    assert server.screen.shown[-1] == "workplace at desk.example"
    asked = [request for name, request in server.gateway.asked if name == CHANGE_PASSWORD.name]
    assert isinstance(asked[-1], ChangePasswordRequest)
    assert asked[-1].old.get_secret_value() == "secret"
    assert server.session._secret is None


def test_somebody_else_may_sign_in_instead_of_choosing_a_password(server: Fixture) -> None:
    person = due(server)
    server.start()
    server.session.sign_in(person.username, "secret")
    server.runner.run_all()
    server.session.offer_again()
    server.runner.run_all()
    assert server.screen.shown[-1] == "sign-in"
    server.session.choose_password("a sentence of my own")
    assert not server.gateway.answers or CHANGE_PASSWORD.name not in dict(server.gateway.asked)
