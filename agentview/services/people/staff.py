"""Makes people, for administrators and for the command line, and lists them all."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from agentview.core.errors import NotFound, Refusal, refuse_if_any, rejected
from agentview.core.power import Role
from agentview.models.customer import Account
from agentview.models.party import Agent, Provider, User, UserRole
from agentview.services.people.hold import stand_in_line
from agentview.services.people.rules import role_refusals, username_refusals
from agentview.services.session.password import hashed, password_refusals
from agentview.services.session.token import revoke_all
from agentview.services.unit import Unit


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person to be; a VIEWER belongs to one account."""

    username: str
    display_name: str
    roles: tuple[Role, ...]
    provider_id: int
    account_no: str | None = None
    email: str | None = None
    language: str = "en"
    agent_id: int | None = None
    password_hash: str | None = None
    must_change_password: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A person in the list of people."""

    username: str
    display_name: str
    provider: str
    roles: tuple[str, ...]
    is_active: bool
    has_password: bool


def make(unit: Unit, person: NewPerson) -> User:
    """Write a person who was found to be fit, with roles and the entry in the trail."""
    user = User(
        username=person.username,
        display_name=person.display_name or person.username,
        provider_id=person.provider_id,
        account_id=account_id_of(unit, person.provider_id, person.account_no),
        is_active=True,
        email=person.email,
        language=person.language,
        agent_id=person.agent_id,
        password_hash=person.password_hash,
        must_change_password=person.must_change_password,
    )
    unit.session.add(user)
    unit.session.flush()
    roles = sorted(set(person.roles))
    unit.session.add_all(UserRole(user_id=user.id, role=role.value) for role in roles)
    unit.audit("user", user.id, "create", new=", ".join(roles))
    return user


def add_person(
    unit: Unit,
    username: str,
    display_name: str,
    roles: tuple[Role, ...],
    *,
    password: str | None = None,
    provider_code: str | None = None,
    account_no: str | None = None,
) -> int:
    """Add a person to the provider named, or to the only one there is; return the number of the new user.

    Raises Rejected: `E-USERNAME`, `E-USER-EXISTS`, `E-PASSWORD`, `E-ROLE-VIEWER`, `E-NO-PROVIDER`,
    `E-ACCOUNT`.
    """
    refuse_if_any(
        (
            *username_refusals(username),
            *taken_refusals(unit, username),
            *password_refusals(password),
            *role_refusals(roles, account_no),
        )
    )
    provider = _provider(unit, provider_code)
    _act_for(unit, provider.id)
    person = NewPerson(
        username=username,
        display_name=display_name,
        roles=roles,
        provider_id=provider.id,
        account_no=account_no,
        password_hash=hashed(password) if password else None,
    )
    return make(unit, person).id


def set_password(unit: Unit, username: str, password: str) -> None:
    """Set a person's password, and end all their sessions. Raises NotFound, Rejected (`E-PASSWORD`)."""
    refuse_if_any(password_refusals(password))
    user = unit.session.scalars(select(User).where(User.username == username)).first()
    if user is None:
        raise NotFound(Refusal("E-NO-USER", values={"username": username}))
    _act_for(unit, user.provider_id)
    user.password_hash = hashed(password)
    user.must_change_password = False
    revoke_all(unit.session, user.id, unit.now)
    unit.audit("user", user.id, "set_password")


def _act_for(unit: Unit, provider_id: int) -> None:
    """Let the trail of this provider show what is done at the computer itself (S-35)."""
    stand_in_line(unit, provider_id)
    unit.caller = replace(unit.caller, provider_id=provider_id)


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


def taken_refusals(unit: Unit, username: str) -> tuple[Refusal, ...]:
    """Refuse a username that somebody has, at whichever provider."""
    known = unit.session.scalars(select(User.id).where(User.username == username)).first()
    values = {"username": username}
    return (Refusal("E-USER-EXISTS", "username", values={**values}),) if known is not None else ()


def agent_refusals(
    unit: Unit, provider_id: int, agent_id: int | None, *, known: Collection[int] = ()
) -> tuple[Refusal, ...]:
    """Refuse an agent of another provider, or one who is gone unless the person works for them already."""
    if agent_id is None or agent_id in known:
        return ()
    found = unit.session.scalars(
        select(Agent.id).where(Agent.id == agent_id, Agent.provider_id == provider_id, Agent.is_active)
    ).first()
    return () if found is not None else (Refusal("E-AGENT", "agent_id"),)


def account_id_of(unit: Unit, provider_id: int, number: str | None) -> int | None:
    """Return the account of that number, or None for none. Raises Rejected (`E-ACCOUNT`)."""
    if number is None:
        return None
    found = unit.session.scalars(
        select(Account.id).where(Account.provider_id == provider_id, Account.account_no == number)
    ).first()
    if found is None:
        raise rejected("E-ACCOUNT", field="account_no", account=number)
    return found


def _provider(unit: Unit, code: str | None) -> Provider:
    """Return the provider with a code, or the only one there is."""
    found: Sequence[Provider] = unit.session.scalars(
        select(Provider).where(Provider.kind.in_(("RSP", "WSP")) if code is None else Provider.code == code)
    ).all()
    if len(found) != 1:
        raise rejected("E-NO-PROVIDER", field="provider", provider=code or "(not named)")
    return found[0]
