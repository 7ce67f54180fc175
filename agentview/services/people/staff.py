"""Adds people, sets their passwords, and lists them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from agentview.core.errors import NotFound, Refusal, refuse_if_any, rejected
from agentview.core.power import Role
from agentview.models.customer import Account
from agentview.models.party import Provider, User, UserRole
from agentview.services.session.password import hashed
from agentview.services.session.token import revoke_all
from agentview.services.unit import Unit

SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 1_000
_USERNAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,79}")


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person to be: of the only provider unless one is named; a VIEWER belongs to one account."""

    username: str
    display_name: str
    roles: tuple[Role, ...]
    password: str | None = None
    provider_code: str | None = None
    account_no: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A person in the list of people."""

    username: str
    display_name: str
    provider: str
    roles: tuple[str, ...]
    is_active: bool
    has_password: bool


def add_person(unit: Unit, person: NewPerson) -> int:
    """Add a person and return the number of the new user.

    Raises Rejected: `E-USERNAME`, `E-USER-EXISTS`, `E-PASSWORD`, `E-ROLE-VIEWER`, `E-NO-PROVIDER`,
    `E-ACCOUNT`.
    """
    refuse_if_any(
        (*_name_refusals(unit, person), *_password_refusals(person.password), *_role_refusals(person))
    )
    provider = _provider(unit, person.provider_code)
    user = User(
        username=person.username,
        display_name=person.display_name or person.username,
        provider_id=provider.id,
        account_id=_account_id(unit, provider, person.account_no),
        is_active=True,
        password_hash=hashed(person.password) if person.password else None,
    )
    unit.session.add(user)
    unit.session.flush()
    unit.session.add_all(UserRole(user_id=user.id, role=role.value) for role in sorted(set(person.roles)))
    unit.audit("user", user.id, "create", new=", ".join(sorted(set(person.roles))))
    return user.id


def set_password(unit: Unit, username: str, password: str) -> None:
    """Set a person's password, and end all their sessions. Raises NotFound, Rejected (`E-PASSWORD`)."""
    refuse_if_any(_password_refusals(password))
    user = unit.session.scalars(select(User).where(User.username == username)).first()
    if user is None:
        raise NotFound(Refusal("E-NO-USER", values={"username": username}))
    user.password_hash = hashed(password)
    revoke_all(unit.session, user.id, unit.now)
    unit.audit("user", user.id, "set_password")


def people(unit: Unit) -> tuple[Listed, ...]:
    """List all people, by provider and name."""
    rows = unit.session.execute(
        select(User, Provider.name)
        .join(Provider, Provider.id == User.provider_id)
        .order_by(Provider.name, User.username)
    ).all()
    roles: dict[int, list[str]] = {}
    for one in unit.session.scalars(select(UserRole).order_by(UserRole.role)):
        roles.setdefault(one.user_id, []).append(one.role)
    return tuple(
        Listed(
            username=user.username,
            display_name=user.display_name,
            provider=provider,
            roles=tuple(roles.get(user.id, ())),
            is_active=user.is_active,
            has_password=user.password_hash is not None,
        )
        for user, provider in rows
    )


def _name_refusals(unit: Unit, person: NewPerson) -> tuple[Refusal, ...]:
    values = {"username": person.username}
    if _USERNAME.fullmatch(person.username) is None:
        return (Refusal("E-USERNAME", "username", values={**values}),)
    known = unit.session.scalars(select(User.id).where(User.username == person.username)).first()
    return (Refusal("E-USER-EXISTS", "username", values={**values}),) if known is not None else ()


def _password_refusals(password: str | None) -> tuple[Refusal, ...]:
    if password is None or SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        return ()
    return (Refusal("E-PASSWORD", "password", values={"least": SHORTEST_PASSWORD}),)


def _role_refusals(person: NewPerson) -> tuple[Refusal, ...]:
    """A VIEWER sees one account, and nobody else is limited to one."""
    is_fit = (Role.VIEWER in person.roles) == (person.account_no is not None)
    return () if is_fit else (Refusal("E-ROLE-VIEWER", "roles"),)


def _provider(unit: Unit, code: str | None) -> Provider:
    """Return the provider with a code, or the only one there is."""
    found: Sequence[Provider] = unit.session.scalars(
        select(Provider).where(Provider.kind.in_(("RSP", "WSP")) if code is None else Provider.code == code)
    ).all()
    if len(found) != 1:
        raise rejected("E-NO-PROVIDER", field="provider", provider=code or "(not named)")
    return found[0]


def _account_id(unit: Unit, provider: Provider, number: str | None) -> int | None:
    if number is None:
        return None
    found = unit.session.scalars(
        select(Account.id).where(Account.provider_id == provider.id, Account.account_no == number)
    ).first()
    if found is None:
        raise rejected("E-ACCOUNT", field="account", account=number)
    return found
