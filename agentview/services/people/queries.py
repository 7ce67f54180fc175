"""The statements of the directory: a page from one index, then roles and overrides of its people."""

import base64
import binascii
import json
from collections import defaultdict
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, String, and_, func, literal, or_, select
from sqlalchemy.orm import Session

from agentview.contract.people import DirectoryFilter, DirectoryRequest, Effect, PersonSort, PersonStatus
from agentview.core.caller import Caller
from agentview.core.errors import rejected
from agentview.core.power import ROLE_POWERS, Power, Role
from agentview.core.text import has_forbidden
from agentview.models.base import Moment
from agentview.models.customer import Account
from agentview.models.party import Agent, User, UserPowerOverride, UserRole
from agentview.services.people.scope import administered

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_LARGEST_ID = 2**31
_KEYS: dict[PersonSort, ColumnElement[Any]] = {
    PersonSort.NAME: func.lower(User.display_name),
    PersonSort.USERNAME: func.lower(User.username),
    PersonSort.LAST_SIGN_IN: func.coalesce(User.last_sign_in_at, literal(_NEVER, Moment()), type_=Moment()),
}
"""What each order sorts by; the id makes it total. Who never signed in stands before all who did."""


def person_rows(session: Session, caller: Caller, request: DirectoryRequest) -> list[Row[Any]]:
    """Read a page: the person, the agent, the account number, and the value that the list is sorted by."""
    key = _KEYS[request.sort]
    statement = _people(caller, request.filter, key)
    if request.after:
        statement = statement.where(_is_after(key, request))
    order = (key.desc(), User.id.desc()) if request.is_descending else (key, User.id)
    return list(session.execute(statement.order_by(*order).limit(request.limit)))


def one_person(session: Session, caller: Caller, user_id: int) -> Row[Any] | None:
    """Read one person as the directory shows them."""
    statement = _people(caller, DirectoryFilter(), _KEYS[PersonSort.NAME]).where(User.id == user_id)
    return session.execute(statement).first()


def number_of_people(session: Session, caller: Caller, wanted: DirectoryFilter) -> int:
    """Count the people that a filter means."""
    people = select(func.count(User.id)).where(administered(caller), *_meant(wanted))
    return session.scalar(people) or 0


def _people(caller: Caller, wanted: DirectoryFilter, key: ColumnElement[Any]) -> Select[Any]:
    return (
        select(User, Agent.name.label("agent"), Account.account_no, key.label("sort_key"))
        .outerjoin(Agent, Agent.id == User.agent_id)
        .outerjoin(Account, Account.id == User.account_id)
        .where(administered(caller), *_meant(wanted))
    )


def _meant(wanted: DirectoryFilter) -> list[ColumnElement[bool]]:
    meant: list[ColumnElement[bool]] = []
    if wanted.status is not None:
        meant.append(User.is_active.is_(wanted.status is PersonStatus.ACTIVE))
    if wanted.role is not None:
        meant.append(_has_role({wanted.role}))
    if wanted.power is not None:
        meant.append(holds(wanted.power))
    if wanted.text:
        columns = (User.display_name, User.username, User.email)
        meant.append(or_(*(column.icontains(wanted.text, autoescape=True) for column in columns)))
    return meant


def holds(power: Power) -> ColumnElement[bool]:
    """Return who holds a power in the end: by a role or a grant, and not denied (R-GEN-03)."""
    roles = {role for role, powers in ROLE_POWERS.items() if power in powers}
    has_it = or_(_has_role(roles), _has_override(power, Effect.GRANT))
    return and_(has_it, ~_has_override(power, Effect.DENY))


def _has_role(roles: Collection[Role]) -> ColumnElement[bool]:
    named = [role.value for role in roles]
    return select(UserRole.user_id).where(UserRole.user_id == User.id, UserRole.role.in_(named)).exists()


def _has_override(power: Power, effect: Effect) -> ColumnElement[bool]:
    override = UserPowerOverride
    return (
        select(override.user_id)
        .where(override.user_id == User.id, override.power == power.value, override.effect == effect.value)
        .exists()
    )


def roles_of(session: Session, user_ids: Collection[int]) -> dict[int, frozenset[Role]]:
    """Return the roles of people."""
    found: dict[int, set[Role]] = defaultdict(set)
    rows = session.execute(select(UserRole.user_id, UserRole.role).where(UserRole.user_id.in_(user_ids)))
    for user_id, role in rows:
        found[user_id].add(Role(role))
    return {user_id: frozenset(found[user_id]) for user_id in user_ids}


def overrides_of(session: Session, user_ids: Collection[int]) -> dict[int, list[UserPowerOverride]]:
    """Return the power overrides of people."""
    found: dict[int, list[UserPowerOverride]] = {user_id: [] for user_id in user_ids}
    rows = session.scalars(
        select(UserPowerOverride)
        .where(UserPowerOverride.user_id.in_(user_ids))
        .order_by(UserPowerOverride.power)
    )
    for row in rows:
        found[row.user_id].append(row)
    return found


def other_admins(session: Session, provider_id: int, user_id: int) -> int:
    """Count the active people of a provider, but for one, who may administer people."""
    others = select(func.count(User.id)).where(
        User.provider_id == provider_id, User.id != user_id, User.is_active, holds(Power.USER_ADMIN)
    )
    return session.scalar(others) or 0


def token_of(row: Row[Any]) -> str:
    """Return the place of a row in its list, in its opaque form."""
    key = row.sort_key
    value = key.isoformat() if isinstance(key, datetime) else key
    return base64.urlsafe_b64encode(json.dumps([value, row.User.id]).encode()).decode()


def _is_after(key: ColumnElement[Any], request: DirectoryRequest) -> ColumnElement[bool]:
    value, user_id = _place(request.after or "", request.sort)
    if request.is_descending:
        return or_(key < value, and_(key == value, User.id < user_id))
    return or_(key > value, and_(key == value, User.id > user_id))


def _place(token: str, sort: PersonSort) -> tuple[ColumnElement[Any], int]:
    """Read a token. Raises Rejected (`E-CURSOR`) for one that is not of this order."""
    try:
        value, user_id = json.loads(base64.urlsafe_b64decode(token.encode()))
        return _typed(value, sort), _number(user_id)
    except (binascii.Error, ValueError, TypeError, OverflowError) as error:
        raise rejected("E-CURSOR", field="after") from error


def _typed(value: object, sort: PersonSort) -> ColumnElement[Any]:
    if not isinstance(value, str) or has_forbidden(value):
        raise ValueError("not a text that can be stored")
    if sort is PersonSort.LAST_SIGN_IN:
        return literal(datetime.fromisoformat(value).astimezone(UTC), Moment())
    return literal(value, String())


def _number(value: object) -> int:
    if type(value) is not int or not 0 < value < _LARGEST_ID:
        raise ValueError("not an id")
    return value
