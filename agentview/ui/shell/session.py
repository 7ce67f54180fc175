"""Who sits there: opening, signing in, locking, an ended session, changing the person; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from agentview.contract.op import Nothing
from agentview.contract.session import CHANGE_PASSWORD, ME, ChangePasswordRequest, Person
from agentview.core.errors import AgentViewError, NotSignedIn, Refusal
from agentview.gateway.port import Gateway
from agentview.ui.kit.draft_store import DraftStore
from agentview.ui.kit.runner import Runner
from agentview.ui.kit.settings_store import SettingsStore

LAST_USERNAME = "session/username"


class Gate(StrEnum):
    """Why the kept window is covered until the same person signs in."""

    LOCKED = "LOCKED"
    ENDED = "ENDED"


@dataclass(frozen=True, slots=True)
class Reached:
    """The services, and the person whose session on them still lasts."""

    gateway: Gateway
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class Entered:
    """A person who has just signed in, with what was typed and not sent."""

    person: Person
    drafts: DraftStore


@dataclass(frozen=True, slots=True)
class _Opened:
    gateway: Gateway
    people: tuple[Person, ...]
    entered: Entered | None = None
    error: AgentViewError | None = None


class SessionView(Protocol):
    """What the window shows of the session."""

    def show_opening(self) -> None:
        """The services are being reached."""
        ...

    def show_open_failed(self, error: Exception) -> None:
        """They could not be reached; offer to try again."""
        ...

    def show_sign_in(self, people: tuple[Person, ...], last_username: str) -> None:
        """Offer people to be, or ask for username and password where there are none."""
        ...

    def show_new_password(self, person: Person) -> None:
        """Ask for a password of the person's own, because somebody else set the one of now."""
        ...

    def show_busy(self, *, is_busy: bool) -> None:
        """A sign-in or unlock is on its way."""
        ...

    def show_refused(self, error: Exception) -> None:
        """The sign-in or unlock was refused; what was typed as the name stays."""
        ...

    def enter(self, gateway: Gateway, entered: Entered) -> None:
        """Build the workplace of this person."""
        ...

    def cover(self, gate: Gate, person: Person, *, needs_password: bool) -> None:
        """Cover the kept workplace."""
        ...

    def uncover(self) -> None:
        """Show the workplace as it was left."""
        ...

    def leave(self) -> None:
        """Take the workplace down; drafts are on disk."""
        ...


class Session:
    """The session of the desktop; every blocking call goes through the runner."""

    def __init__(
        self,
        view: SessionView,
        runner: Runner,
        settings: SettingsStore,
        reach: Callable[[], Reached],
        open_drafts: Callable[[Person], DraftStore],
    ) -> None:
        """`reach` and `open_drafts` block and run on the runner's threads."""
        self._view, self._runner, self._settings = view, runner, settings
        self._reach, self._open_drafts = reach, open_drafts
        self._gateway: Gateway | None = None
        self._people: tuple[Person, ...] = ()
        self._gate: Gate | None = None
        self._as_user = ""
        self._secret: str | None = None
        self.person: Person | None = None

    @property
    def is_covered(self) -> bool:
        """Whether the workplace is locked, or waits for a sign-in."""
        return self._gate is not None

    def start(self, as_user: str = "") -> None:
        """Reach the services and, where a name is given or only one person can be meant, sign in."""
        self._as_user = as_user
        self._view.show_opening()
        self._runner.submit(self._open, self._on_opened, self._view.show_open_failed, self, newest="open")

    def retry(self) -> None:
        """Try to reach the services again."""
        self.start(self._as_user)

    def sign_in(self, username: str, password: str | None) -> None:
        """Sign in; without a password where the person was offered in the list."""
        gateway = self._gateway
        if gateway is None or not username:
            return
        self._secret = password
        self._view.show_busy(is_busy=True)
        self._runner.submit(
            lambda: self._enter(gateway, username, password),
            self._on_entered,
            self._on_refused,
            self,
            newest="sign-in",
        )

    def choose_password(self, new: str) -> None:
        """Replace the password that somebody else has set, and enter."""
        gateway, old = self._gateway, self._secret
        if gateway is None or old is None:
            return
        request = ChangePasswordRequest.model_validate({"old": old, "new": new})
        self._view.show_busy(is_busy=True)
        self._runner.submit(
            lambda: self._enter_with_own(gateway, request),
            self._on_entered,
            self._on_refused,
            self,
            newest="sign-in",
        )

    def offer_again(self) -> None:
        """Let somebody else sign in instead."""
        gateway = self._gateway
        self._secret = None
        if gateway is not None:
            self._view.show_opening()
            self._runner.submit(
                lambda: self._leave(gateway),
                self._on_left,
                lambda _error: self._on_left(()),
                self,
                newest="open",
            )

    def sign_out(self) -> None:
        """End the session and offer the sign-in; the answer of the services is not waited for."""
        gateway = self._gateway
        if gateway is None or self.person is None:
            return
        self._close_workplace()
        self._view.show_opening()
        self._runner.submit(
            lambda: self._leave(gateway), self._on_left, lambda _error: self._on_left(()), self, newest="open"
        )

    def lock(self) -> None:
        """Cover the workplace until the same person unlocks it."""
        self._cover(Gate.LOCKED)

    def session_ended(self) -> None:
        """Cover the workplace, because the services no longer know the session."""
        self._cover(Gate.ENDED)

    def unlock(self, password: str | None) -> None:
        """Sign the same person in again over the kept workplace."""
        gateway, person = self._gateway, self.person
        if gateway is None or person is None or self._gate is None:
            return
        self._secret = password
        self._view.show_busy(is_busy=True)
        self._runner.submit(
            lambda: self._same(gateway, person, password),
            self._on_unlocked,
            self._on_refused,
            self,
            newest="sign-in",
        )

    def close(self) -> None:
        """Let go of the services, because the program ends; waits for nothing."""
        self._runner.drop(self)

    def _cover(self, gate: Gate) -> None:
        if self.person is None or self._gate is Gate.ENDED:
            return
        self._gate = gate
        offered = {person.username for person in self._people}
        self._view.cover(gate, self.person, needs_password=self.person.username not in offered)

    def _close_workplace(self) -> None:
        self._runner.drop(self)
        self._gate = None
        self.person = None
        self._view.leave()

    # On the runner's threads

    def _open(self) -> _Opened:
        reached = Reached(self._gateway) if self._gateway else self._reach()
        gateway, kept = reached.gateway, reached.person
        people = gateway.people()
        if kept is not None and self._as_user in ("", kept.username):
            return _Opened(gateway, people, Entered(kept, self._open_drafts(kept)))
        username = self._as_user or (people[0].username if len(people) == 1 else "")
        if not username or not people:
            return _Opened(gateway, people)
        try:
            return _Opened(gateway, people, self._enter(gateway, username, None))
        except AgentViewError as error:
            return _Opened(gateway, people, error=error)

    def _enter(self, gateway: Gateway, username: str, password: str | None) -> Entered:
        person = gateway.sign_in(username, password)
        return Entered(person, self._open_drafts(person))

    def _enter_with_own(self, gateway: Gateway, request: ChangePasswordRequest) -> Entered:
        gateway.call(CHANGE_PASSWORD, request)
        person = gateway.call(ME, Nothing())
        return Entered(person, self._open_drafts(person))

    @staticmethod
    def _same(gateway: Gateway, person: Person, password: str | None) -> Person:
        again = gateway.sign_in(person.username, password)
        if again.user_id != person.user_id:
            raise NotSignedIn(Refusal("E-CREDENTIALS"))
        return again

    @staticmethod
    def _leave(gateway: Gateway) -> tuple[Person, ...]:
        gateway.sign_out()
        return gateway.people()

    # Back on the GUI thread

    def _on_opened(self, opened: _Opened) -> None:
        self._gateway, self._people = opened.gateway, opened.people
        if opened.entered is not None:
            self._on_entered(opened.entered)
            return
        self._offer()
        if opened.error is not None:
            self._view.show_refused(opened.error)

    def _on_entered(self, entered: Entered) -> None:
        if self._gateway is None:
            return
        if entered.person.must_change_password:
            self._ask_for_own(entered.person)
            return
        self._secret = None
        self.person = entered.person
        self._settings.set(LAST_USERNAME, entered.person.username)
        self._view.show_busy(is_busy=False)
        self._view.enter(self._gateway, entered)

    def _ask_for_own(self, person: Person) -> None:
        self._view.show_busy(is_busy=False)
        if self._secret is None:
            # A kept session: the password of now was not typed, and it is needed.
            self.offer_again()
        else:
            self._view.show_new_password(person)

    def _on_refused(self, error: Exception) -> None:
        self._view.show_busy(is_busy=False)
        self._view.show_refused(error)

    def _on_left(self, people: tuple[Person, ...]) -> None:
        self._people = people or self._people
        self._offer()

    def _on_unlocked(self, person: Person) -> None:
        self._gate = None
        if person.must_change_password:
            # Drafts are on disk; the workplace is built anew once the password is one's own.
            secret = self._secret
            self._close_workplace()
            self._secret = secret
            self._ask_for_own(person)
            return
        self._secret = None
        self._view.show_busy(is_busy=False)
        self._view.uncover()

    def _offer(self) -> None:
        last = self._as_user or str(self._settings.get(LAST_USERNAME, ""))
        self._view.show_sign_in(self._people, last)
