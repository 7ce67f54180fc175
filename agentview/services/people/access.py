"""Lets people in and keeps them out: passwords, sessions, disabled accounts (D-32)."""

from agentview.contract.people import (
    DisableRequest,
    PersonActed,
    PersonAt,
    PersonCommand,
    PersonStatus,
    SetPasswordRequest,
)
from agentview.core.errors import refuse_if_any
from agentview.core.power import Power
from agentview.models.database import Database
from agentview.services.handler import Work
from agentview.services.people.hold import acted, hold
from agentview.services.people.rules import reason_refusals
from agentview.services.session.password import hashed, password_refusals
from agentview.services.session.token import revoke_all
from agentview.services.unit import Arrival, Unit


def set_password(_database: Database, arrival: Arrival, request: SetPasswordRequest) -> Work[PersonActed]:
    """Set a password that the person must change at the first sign-in; all their sessions end.

    It is hashed before the transaction, which would else stop all other writers.
    """
    arrival.caller.demand(Power.USER_ADMIN)
    secret = request.password.get_secret_value()
    refusals = password_refusals(secret)
    password_hash = None if refusals else hashed(secret)

    def work(unit: Unit) -> PersonActed:
        user = hold(unit, request.user_id, request.version, PersonCommand.SET_PASSWORD)
        refuse_if_any(refusals)
        user.password_hash = password_hash
        user.must_change_password = True
        revoke_all(unit.session, user.id, unit.now)
        unit.audit("user", user.id, "set_password")
        return acted(unit, user, "set_password")

    return work


def end_sessions(unit: Unit, request: PersonAt) -> PersonActed:
    """End all sessions of a person at once; who is allowed in may sign in again."""
    user = hold(unit, request.user_id, request.version, PersonCommand.END_SESSIONS)
    revoke_all(unit.session, user.id, unit.now)
    unit.audit("user", user.id, "end_sessions")
    return acted(unit, user, "end_sessions")


def disable(unit: Unit, request: DisableRequest) -> PersonActed:
    """Let a person in no more: all sessions end at once.

    What they hold stays theirs: claims end by their leases within a quarter of an hour, and cases that are
    assigned to them stand on the worklist for somebody else to take.
    """
    user = hold(unit, request.user_id, request.version, PersonCommand.DISABLE)
    refuse_if_any(reason_refusals(request.reason))
    user.is_active = False
    revoke_all(unit.session, user.id, unit.now)
    _note(unit, user.id, PersonStatus.DISABLED, request.reason)
    return acted(unit, user, "disable")


def enable(unit: Unit, request: PersonAt) -> PersonActed:
    """Let a person in again, with the roles and powers that they had."""
    user = hold(unit, request.user_id, request.version, PersonCommand.ENABLE)
    user.is_active = True
    _note(unit, user.id, PersonStatus.ACTIVE, None)
    return acted(unit, user, "enable")


def _note(unit: Unit, user_id: int, status: PersonStatus, reason: str | None) -> None:
    is_over = status is PersonStatus.DISABLED
    old = PersonStatus.ACTIVE if is_over else PersonStatus.DISABLED
    verb = PersonCommand.DISABLE if is_over else PersonCommand.ENABLE
    unit.audit("user", user_id, verb.value, old=old.value, new=status.value, reason=reason)
