"""Signing in with back-off on failed tries, signing out, and saying who one is."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from agentview.contract.op import Nothing
from agentview.contract.session import (
    CHANGE_PASSWORD,
    ME,
    SIGN_IN,
    SIGN_OUT,
    ChangePasswordRequest,
    Person,
    SignedIn,
    SignInRequest,
)
from agentview.core.errors import NotSignedIn, Refusal, refuse_if_any, rejected
from agentview.models.database import Database
from agentview.models.party import User
from agentview.services.handler import Work, handle, handle_prepared
from agentview.services.session import password, throttle, token
from agentview.services.session.caller import caller_of, note_sign_in, person_of, provider_of
from agentview.services.unit import Arrival, Unit


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a password was found to be: of which user, under which hash, and whether a new hash is due."""

    user_id: int | None
    password_hash: str | None
    new_hash: str | None


def sign_in(database: Database, arrival: Arrival, request: SignInRequest) -> Work[SignedIn]:
    """Open a session. The password is judged before the transaction, which would else stop all other writers.

    Raises NotSignedIn (`E-CREDENTIALS`), the same for a wrong password and an unknown user, and Throttled
    (`E-THROTTLED`) with the seconds to wait after several failures from this address.
    """
    with database.read() as session:
        throttle.demand(session, request.username, arrival.address, arrival.now)
        known = _known(session, request.username)
    found = _judged(known, request.password.get_secret_value())
    return lambda unit: _enter(unit, request.username, found)


def _known(session: Session, username: str) -> Credentials:
    row = session.execute(
        select(User.id, User.password_hash).where(User.username == username, User.is_active)
    ).first()
    return Credentials(row.id, row.password_hash, None) if row else Credentials(None, None, None)


def _judged(known: Credentials, secret: str) -> Credentials:
    if not password.is_right(secret, known.password_hash) or known.password_hash is None:
        return Credentials(None, None, None)
    is_outdated = password.is_outdated(known.password_hash)
    return Credentials(known.user_id, known.password_hash, password.hashed(secret) if is_outdated else None)


def _enter(unit: Unit, username: str, found: Credentials) -> SignedIn:
    throttle.demand(unit.session, username, unit.address, unit.now)
    user = unit.session.get(User, found.user_id) if found.user_id is not None else None
    caller = caller_of(unit.session, user.id) if user is not None else None
    # A password that was changed in the meantime counts as wrong.
    if user is None or caller is None or user.password_hash != found.password_hash:
        unit.after_refusal.append(lambda later: throttle.note_failure(later, username))
        raise NotSignedIn(Refusal("E-CREDENTIALS"))
    throttle.forget(unit, username)
    if found.new_hash is not None:
        user.password_hash = found.new_hash
    unit.caller = caller
    note_sign_in(unit.session, user.id, unit.now)
    issued, expires_at = token.issue(unit.session, user.id, unit.now)
    unit.audit("user", user.id, "sign_in")
    person = person_of(caller, provider_of(unit.session, caller.provider_id))
    return SignedIn(token=issued, expires_at=expires_at, person=person)


def sign_out(unit: Unit, _request: Nothing) -> Nothing:
    """End the session: its token, where it has one, is worth nothing from now on."""
    if unit.token is not None:
        token.revoke(unit.session, unit.token, unit.now)
    unit.audit("user", unit.caller.user_id, "sign_out")
    return Nothing()


def change_password(database: Database, arrival: Arrival, request: ChangePasswordRequest) -> Work[Nothing]:
    """Change the own password; all other sessions of the person end, this one goes on.

    Raises Rejected: `E-PASSWORD-OLD`, `E-PASSWORD-SAME`, `E-PASSWORD`; Throttled after several wrong tries.
    """
    caller = arrival.caller
    old, new = request.old.get_secret_value(), request.new.get_secret_value()
    with database.read() as session:
        throttle.demand(session, caller.username, arrival.address, arrival.now)
        known = _known(session, caller.username)
    is_right = password.is_right(old, known.password_hash)
    same = (Refusal("E-PASSWORD-SAME", "new"),) if new == old else ()
    refusals = (*same, *password.password_refusals(new, "new"))
    new_hash = password.hashed(new) if is_right and not refusals else None

    def work(unit: Unit) -> Nothing:
        user = unit.session.get_one(User, caller.user_id)
        if not is_right or user.password_hash != known.password_hash:
            unit.after_refusal.append(lambda later: throttle.note_failure(later, caller.username))
            raise rejected("E-PASSWORD-OLD", field="old")
        refuse_if_any(refusals)
        throttle.forget(unit, caller.username)
        user.password_hash, user.must_change_password = new_hash, False
        token.revoke_others(unit.session, user.id, unit.token, unit.now)
        unit.audit("user", user.id, "change_password")
        return Nothing()

    return work


def me(unit: Unit, _request: Nothing) -> Person:
    """Say who is signed in, and with which powers."""
    return person_of(unit.caller, provider_of(unit.session, unit.caller.provider_id))


HANDLERS = (
    handle_prepared(SIGN_IN, sign_in),
    handle(SIGN_OUT, sign_out),
    handle_prepared(CHANGE_PASSWORD, change_password),
    handle(ME, me),
)
