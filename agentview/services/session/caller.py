"""Builds the caller: a person with the powers that roles and overrides give."""

from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Integer, Row, Select, String, func, select, update
from sqlalchemy.orm import Session

from agentview.contract.session import Person
from agentview.core.caller import Caller
from agentview.core.power import Power, Role, effective_powers
from agentview.models.base import Moment
from agentview.models.party import AccessToken, Provider, User, UserPowerOverride, UserRole
from agentview.models.prepared import Preparable, parameter
from agentview.services.session import token

NOBODY = Caller(
    user_id=0,
    username="nobody",
    display_name="",
    provider_id=0,
    provider_code="",
    roles=frozenset(),
    powers=frozenset(),
    zone="UTC",
)
"""Stands for the caller while nobody is signed in."""


def _active_people() -> Select[*tuple[Any, ...]]:
    """Select active users with all that makes a caller, in one statement."""
    roles = select(func.aggregate_strings(UserRole.role, ",")).where(UserRole.user_id == User.id)
    override = UserPowerOverride.effect + ":" + UserPowerOverride.power
    overrides = select(func.aggregate_strings(override, ",")).where(UserPowerOverride.user_id == User.id)
    return (
        select(
            User.id,
            User.username,
            User.display_name,
            User.account_id,
            User.language,
            User.must_change_password,
            User.provider_id,
            Provider.code.label("provider_code"),
            Provider.name.label("provider_name"),
            Provider.currency.label("currency"),
            Provider.timezone,
            Provider.region,
            roles.scalar_subquery().label("roles"),
            overrides.scalar_subquery().label("overrides"),
        )
        .join(Provider, Provider.id == User.provider_id)
        .where(User.is_active)
    )


def note_sign_in(session: Session, user_id: int, now: datetime) -> None:
    """Keep when a person last signed in, past the row's version: two sign-ins at once are no conflict."""
    session.execute(update(User).where(User.id == user_id).values(last_sign_in_at=now))


def caller_of(session: Session, user_id: int) -> Caller | None:
    """Return the caller that an active user is, or None."""
    row = session.execute(_active_people().where(User.id == user_id)).first()
    return None if row is None else _caller(row)


def caller_named(session: Session, username: str) -> Caller | None:
    """Return the caller that the active user of that name is, or None."""
    row = session.execute(_active_people().where(User.username == username)).first()
    return None if row is None else _caller(row)


def caller_again(session: Session, user_id: int) -> Caller | None:
    """Return the caller that an active user is by now, or None: asked at each call of a desktop."""
    rows = _PEOPLE.rows(session, {"user_id": user_id})
    return _caller(_Row(*rows[0])) if rows else None


def caller_with(session: Session, issued: str, now: datetime) -> Caller | None:
    """Return the caller whose valid token `issued` is, or None: one statement, asked at each call."""
    values = {"token_hash": token.digest(issued), "now": now}
    rows = _HOLDERS.rows(session, values)
    return _caller(_Row(*rows[0])) if rows else None


_PEOPLE = Preparable(_active_people().where(User.id == parameter("user_id", Integer())))

# Who holds a token: asked before each call of a server.
_HOLDERS = Preparable(
    _active_people()
    .join(AccessToken, AccessToken.user_id == User.id)
    .where(
        AccessToken.token_hash == parameter("token_hash", String()),
        AccessToken.revoked_at.is_(None),
        AccessToken.expires_at > parameter("now", Moment()),
    )
)


class _Row(NamedTuple):
    """The columns of `_active_people`."""

    id: int
    username: str
    display_name: str
    account_id: int | None
    language: str
    must_change_password: bool
    provider_id: int
    provider_code: str
    provider_name: str
    currency: str
    timezone: str
    region: str
    roles: str | None
    overrides: str | None


@lru_cache(maxsize=1_000)
def _powers(roles: str | None, overrides: str | None) -> tuple[frozenset[Role], frozenset[Power]]:
    """Return roles and effective powers of what is written of them."""
    known = frozenset(Role(role) for role in _parts(roles))
    effects = [override.split(":") for override in _parts(overrides)]
    granted = frozenset(Power(power) for effect, power in effects if effect == "GRANT")
    denied = frozenset(Power(power) for effect, power in effects if effect == "DENY")
    return known, effective_powers(known, granted, denied)


def _caller(row: Row[Any] | _Row) -> Caller:
    roles, powers = _powers(row.roles, row.overrides)
    return Caller(
        user_id=row.id,
        username=row.username,
        display_name=row.display_name,
        provider_id=row.provider_id,
        provider_code=row.provider_code,
        roles=roles,
        powers=powers,
        zone=row.timezone,
        language=row.language,
        account_id=row.account_id,
        must_change_password=row.must_change_password,
        region=row.region,
    )


def _parts(joined: str | None) -> list[str]:
    return joined.split(",") if joined else []


def person_of(caller: Caller, provider: tuple[str, str]) -> Person:
    """Describe the caller to screens; `provider` is its name and the currency in which it bills."""
    name, currency = provider
    return Person(
        user_id=caller.user_id,
        username=caller.username,
        display_name=caller.display_name,
        provider_id=caller.provider_id,
        provider=name,
        roles=tuple(sorted(caller.roles)),
        powers=tuple(sorted(caller.powers)),
        zone=caller.zone,
        language=caller.language,
        must_change_password=caller.must_change_password,
        currency=currency,
    )


def provider_of(session: Session, provider_id: int) -> tuple[str, str]:
    """Return the name of a provider, and the currency in which it bills."""
    name, currency = session.execute(
        select(Provider.name, Provider.currency).where(Provider.id == provider_id)
    ).one()
    return name, currency


def everybody(session: Session) -> tuple[Person, ...]:
    """Return all active people, for the demo operator's list of people to be (D-32)."""
    rows = session.execute(_active_people().order_by(User.provider_id, User.id)).all()
    return tuple(person_of(_caller(row), (row.provider_name, row.currency)) for row in rows)
