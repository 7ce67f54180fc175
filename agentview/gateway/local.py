"""Calls the services in this process for one person."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TypeVar

from sqlalchemy.orm import Session

from agentview.contract.op import Message, Nothing, Op
from agentview.contract.session import ME, SIGN_IN, SIGN_OUT, Person, SignInRequest
from agentview.core.caller import Caller
from agentview.core.errors import NotSignedIn, Refusal
from agentview.gateway.dispatch import Dispatcher
from agentview.gateway.feed import FeedHub, HubNews, HubSubscription
from agentview.gateway.port import THIS_COMPUTER, FeedNews
from agentview.models.database import Stamp
from agentview.services.session.caller import (
    caller_again,
    caller_named,
    caller_of,
    caller_with,
    everybody,
    note_sign_in,
)
from agentview.services.unit import Unit

Req = TypeVar("Req", bound=Message)
Res = TypeVar("Res", bound=Message)


class LocalGateway:
    """The gateway of a program that has the services inside.

    On the demo operator (`people_allowed`) one may be anybody without a password; on an own database only the
    owner, whose account bears the name of the system's user; everybody else needs a password (D-32).
    """

    place = THIS_COMPUTER
    is_embedded = True

    def __init__(
        self, dispatcher: Dispatcher, hub: FeedHub, *, people_allowed: bool, owner: str | None = None
    ) -> None:
        """Call `dispatcher`, and hear of changes from `hub`; both stay open when the gateway closes."""
        self._dispatcher = dispatcher
        self._hub = hub
        self._people_allowed = people_allowed
        self._owner = owner
        self._caller: Caller | None = None
        self._token: str | None = None
        self._subscriptions: list[HubSubscription] = []

    def people(self) -> tuple[Person, ...]:
        """Return the people one may be without a password (D-32); empty where a password is needed."""
        with self._dispatcher.database.read() as session:
            people = everybody(session)
        return tuple(person for person in people if self._needs_no_password(person.username))

    def sign_in(self, username: str, password: str | None) -> Person:
        """Sign in. Raises NotSignedIn (`E-CREDENTIALS`), Throttled, Unavailable."""
        if password is None:
            self._caller, self._token = self._enter(username), None
        else:
            request = SignInRequest.model_validate({"username": username, "password": password})
            signed_in = self._dispatcher.run(None, SIGN_IN, request)
            with self._dispatcher.database.read() as session:
                self._caller = caller_of(session, signed_in.person.user_id)
            self._token = signed_in.token
        return self.call(ME, Nothing())

    def sign_out(self) -> None:
        """End the session; one that has ended already is over."""
        if self._caller is not None:
            with suppress(NotSignedIn):
                self.call(SIGN_OUT, Nothing())
        self._caller = self._token = None

    def call(self, op: Op[Req, Res], request: Req, *, key: str | None = None) -> Res:
        """Carry out an operation. A repeated `key` with the same request does nothing twice."""
        if self._caller is None:
            return self._dispatcher.run(None, op, request, key)
        if not op.command:
            with self._dispatcher.database.read() as session:
                return self._dispatcher.read(session, self._of_now(session, self._caller), op, request)
        with self._dispatcher.database.read() as session:
            caller = self._of_now(session, self._caller)
        return self._dispatcher.run(caller, op, request, key, token=self._token)

    def _of_now(self, session: Session, known: Caller) -> Caller:
        """Return who asks with the roles and powers of now: a change holds from the next call on.

        Raises NotSignedIn (`E-SESSION-ENDED`) where the person was disabled or the session ended.
        """
        if self._token is not None:
            caller = caller_with(session, self._token, self._dispatcher.clock.now())
        else:
            caller = _without_password(caller_again(session, known.user_id))
        if caller is None:
            raise NotSignedIn(Refusal("E-SESSION-ENDED"))
        return caller

    def subscribe(self, listener: Callable[[FeedNews], None]) -> HubSubscription:
        """Hear of changes, on the hub's thread, until the subscription is closed. Raises NotSignedIn."""
        if self._caller is None:
            raise NotSignedIn(Refusal("E-SIGN-IN"))

        def hear(told: HubNews) -> None:
            if not told.is_silent:
                listener(told.news)

        subscription = self._hub.subscribe(self._caller, hear)
        self._subscriptions.append(subscription)
        return subscription

    def close(self) -> None:
        """End all subscriptions."""
        while self._subscriptions:
            self._subscriptions.pop().close()

    def _needs_no_password(self, username: str) -> bool:
        return self._people_allowed or username == self._owner

    def _enter(self, username: str) -> Caller:
        database, now = self._dispatcher.database, self._dispatcher.clock.now()
        if not self._needs_no_password(username):
            raise NotSignedIn(Refusal("E-CREDENTIALS"))
        with database.write(Stamp(username, now)) as session:
            caller = _without_password(caller_named(session, username))
            if caller is None:
                raise NotSignedIn(Refusal("E-CREDENTIALS"))
            note_sign_in(session, caller.user_id, now)
            Unit(session, caller, now).audit("user", caller.user_id, "sign_in")
        return caller


def _without_password(caller: Caller | None) -> Caller | None:
    """Return the caller free to work: where no password was asked for, none has to be changed."""
    return None if caller is None else replace(caller, must_change_password=False)
