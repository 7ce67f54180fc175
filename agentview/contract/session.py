"""Signing in and out, and who one is."""

from datetime import datetime

from agentview.contract.op import Message, Nothing, Op
from agentview.contract.value import Line, Secret
from agentview.core.power import Power, Role


class Person(Message):
    """A signed-in person, or one that can be chosen on the demo operator.

    `currency` is the one in which the provider bills.
    Who `must_change_password` was given the password by somebody else; nothing else is open before.
    """

    user_id: int
    username: str
    display_name: str
    provider_id: int
    provider: str
    roles: tuple[Role, ...]
    powers: tuple[Power, ...]
    zone: str
    language: str
    must_change_password: bool = False
    currency: str = ""


class SignInRequest(Message):
    """A username and its password."""

    username: Line
    password: Secret


class SignedIn(Message):
    """The token of a new session, and whose it is. The token is shown once and stored hashed (D-32)."""

    token: str
    expires_at: datetime
    person: Person


class ChangePasswordRequest(Message):
    """The password of now, and the one to come."""

    old: Secret
    new: Secret


SIGN_IN = Op(
    "session.sign_in", SignInRequest, SignedIn, True, None, "Sign in with a password", is_public=True
)
SIGN_OUT = Op("session.sign_out", Nothing, Nothing, True, None, "End this session", is_beat=True)
CHANGE_PASSWORD = Op(
    "session.change_password",
    ChangePasswordRequest,
    Nothing,
    True,
    None,
    "Change the own password",
    is_beat=True,
)
ME = Op("session.me", Nothing, Person, False, None, "Say who is signed in")
