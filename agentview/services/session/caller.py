"""Builds the caller: a person with the powers that roles and overrides give."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from agentview.contract.session import Person
from agentview.core.caller import Caller
from agentview.core.power import Power, Role, effective_powers
from agentview.models.party import Provider, User, UserPowerOverride, UserRole

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


def caller_of(session: Session, user_id: int) -> Caller | None:
    """Return the caller that an active user is, or None."""
    row = session.execute(
        select(User, Provider).join(Provider, Provider.id == User.provider_id).where(User.id == user_id)
    ).first()
    if row is None or not row.User.is_active:
        return None
    user, provider = row.User, row.Provider
    roles = frozenset(
        Role(role) for role in session.scalars(select(UserRole.role).where(UserRole.user_id == user_id))
    )
    overrides = session.execute(
        select(UserPowerOverride.power, UserPowerOverride.effect).where(UserPowerOverride.user_id == user_id)
    ).all()
    granted = frozenset(Power(row.power) for row in overrides if row.effect == "GRANT")
    denied = frozenset(Power(row.power) for row in overrides if row.effect == "DENY")
    return Caller(
        user_id=user.id,
        username=user.username,
        display_name=user.display_name,
        provider_id=provider.id,
        provider_code=provider.code,
        roles=roles,
        powers=effective_powers(roles, granted, denied),
        zone=provider.timezone,
        language=user.language,
        account_id=user.account_id,
    )


def person_of(caller: Caller, provider_name: str) -> Person:
    """Describe the caller to screens."""
    return Person(
        user_id=caller.user_id,
        username=caller.username,
        display_name=caller.display_name,
        provider_id=caller.provider_id,
        provider=provider_name,
        roles=tuple(sorted(caller.roles)),
        powers=tuple(sorted(caller.powers)),
        zone=caller.zone,
        language=caller.language,
    )


def provider_name(session: Session, provider_id: int) -> str:
    """Return the name of a provider."""
    return session.scalars(select(Provider.name).where(Provider.id == provider_id)).one()


def everybody(session: Session) -> tuple[Person, ...]:
    """Return all active people, for the demo operator's list of people to be (D-32)."""
    rows = session.execute(
        select(User.id, Provider.name)
        .join(Provider, Provider.id == User.provider_id)
        .where(User.is_active)
        .order_by(Provider.id, User.id)
    ).all()
    pairs = ((caller_of(session, row.id), row.name) for row in rows)
    return tuple(person_of(caller, name) for caller, name in pairs if caller is not None)
