"""Signing in with back-off on failed tries, and saying who one is.

Signing out revokes a token, which only the server holds: `sign_out` here audits it.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from agentview.contract.op import Nothing
from agentview.contract.session import ME, SIGN_IN, SIGN_OUT, Person, SignedIn, SignInRequest
from agentview.core.errors import NotSignedIn, Refusal, Throttled
from agentview.core.text import fold
from agentview.models.dialect import upsert
from agentview.models.party import SignInThrottle, User
from agentview.services.handler import handle
from agentview.services.session import password, token
from agentview.services.session.caller import caller_of, person_of, provider_name
from agentview.services.unit import Unit

FREE_TRIES = 3
LONGEST_WAIT = timedelta(minutes=15)


def sign_in(unit: Unit, request: SignInRequest) -> SignedIn:
    """Open a session.

    Raises NotSignedIn (`E-CREDENTIALS`), the same for a wrong password and an unknown user, and Throttled
    (`E-THROTTLED`) with the seconds to wait after several failures from this address.
    """
    name = fold(request.username)[:200]
    failures = _failures(unit, name)
    user = unit.session.scalars(select(User).where(User.username == request.username)).first()
    known_hash = user.password_hash if user is not None and user.is_active else None
    secret = request.password.get_secret_value()
    if not password.is_right(secret, known_hash) or user is None or known_hash is None:
        unit.after_refusal.append(lambda later: _note_failure(later, name, failures + 1))
        raise NotSignedIn(Refusal("E-CREDENTIALS"))
    _forget_failures(unit, name)
    if password.is_outdated(known_hash):
        user.password_hash = password.hashed(secret)
    caller = caller_of(unit.session, user.id)
    if caller is None:
        raise NotSignedIn(Refusal("E-CREDENTIALS"))
    unit.caller = caller
    issued, expires_at = token.issue(unit.session, user.id, unit.now)
    unit.audit("user", user.id, "sign_in")
    person = person_of(caller, provider_name(unit.session, caller.provider_id))
    return SignedIn(token=issued, expires_at=expires_at, person=person)


def _failures(unit: Unit, name: str) -> int:
    """Return how often the name failed from this address; raise Throttled while it must wait."""
    known = unit.session.get(SignInThrottle, (name, unit.address))
    if known is None:
        return 0
    if known.next_allowed_at > unit.now:
        seconds = int((known.next_allowed_at - unit.now).total_seconds()) + 1
        raise Throttled(Refusal("E-THROTTLED", values={"seconds": seconds}))
    return known.failures


def wait_after(failures: int) -> timedelta:
    """Return how long the next try must wait: nothing at first, then doubling up to a quarter of an hour."""
    if failures < FREE_TRIES:
        return timedelta(0)
    return min(LONGEST_WAIT, timedelta(seconds=2 ** min(failures - FREE_TRIES + 1, 20)))


def _note_failure(unit: Unit, name: str, failures: int) -> None:
    next_allowed_at: datetime = unit.now + wait_after(failures)
    values: dict[str, object] = {
        "username": name,
        "address": unit.address,
        "failures": failures,
        "next_allowed_at": next_allowed_at,
    }
    upsert(unit.session, SignInThrottle, values, (SignInThrottle.username, SignInThrottle.address))


def _forget_failures(unit: Unit, name: str) -> None:
    unit.session.execute(
        delete(SignInThrottle).where(SignInThrottle.username == name, SignInThrottle.address == unit.address)
    )


def sign_out(unit: Unit, _request: Nothing) -> Nothing:
    """End the session."""
    unit.audit("user", unit.caller.user_id, "sign_out")
    return Nothing()


def me(unit: Unit, _request: Nothing) -> Person:
    """Say who is signed in, and with which powers."""
    return person_of(unit.caller, provider_name(unit.session, unit.caller.provider_id))


HANDLERS = (handle(SIGN_IN, sign_in), handle(SIGN_OUT, sign_out), handle(ME, me))
