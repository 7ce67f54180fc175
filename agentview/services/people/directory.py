"""The directory: the people of a provider with roles, powers and overrides, in a fixed number of queries."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select

from agentview.contract.op import Nothing
from agentview.contract.people import (
    AgentChoice,
    Directory,
    DirectoryFacets,
    DirectoryRequest,
    Effect,
    Override,
    PersonRow,
)
from agentview.core.power import Power, Role, effective_powers
from agentview.models.party import Agent, User, UserPowerOverride
from agentview.services.customer_scope import refuse_customers
from agentview.services.people import queries
from agentview.services.people.lifecycle import status_of
from agentview.services.unit import Unit

LANGUAGES = ("en", "de")
"""What the desktop may be shown in; another may be stored, and shows English."""


def directory(unit: Unit, request: DirectoryRequest) -> Directory:
    """Return a page of the people of the own provider."""
    rows = queries.person_rows(unit.session, unit.caller, request)
    return Directory(
        rows=described(unit, rows),
        last=queries.token_of(rows[-1]) if len(rows) == request.limit else None,
        total=queries.number_of_people(unit.session, unit.caller, request.filter),
        as_of=unit.now,
    )


def described(unit: Unit, rows: Sequence[Row[Any]]) -> tuple[PersonRow, ...]:
    """Describe people, with the powers that they hold in the end (R-GEN-03)."""
    ids = [row.User.id for row in rows]
    roles = queries.roles_of(unit.session, ids)
    overrides = queries.overrides_of(unit.session, ids)
    return tuple(_row(row, roles[row.User.id], overrides[row.User.id]) for row in rows)


def _row(row: Row[Any], roles: frozenset[Role], overrides: list[UserPowerOverride]) -> PersonRow:
    user: User = row.User
    return PersonRow(
        user_id=user.id,
        version=user.row_version,
        username=user.username,
        display_name=user.display_name,
        status=status_of(is_active=user.is_active),
        roles=tuple(sorted(roles)),
        powers=tuple(sorted(powers_of(roles, overrides))),
        overrides=tuple(override_of(one) for one in overrides),
        agent=row.agent,
        account_no=row.account_no,
        last_sign_in_at=user.last_sign_in_at,
        has_password=user.password_hash is not None,
        must_change_password=user.must_change_password,
    )


def powers_of(roles: frozenset[Role], overrides: Sequence[UserPowerOverride]) -> frozenset[Power]:
    """Return the powers that roles and overrides give in the end."""
    by_effect = {
        effect: frozenset(Power(one.power) for one in overrides if one.effect == effect.value)
        for effect in Effect
    }
    return effective_powers(roles, by_effect[Effect.GRANT], by_effect[Effect.DENY])


def override_of(row: UserPowerOverride) -> Override:
    """Describe an override."""
    return Override(
        power=Power(row.power),
        effect=Effect(row.effect),
        reason=row.reason,
        by=row.given_by,
        at=row.given_at,
    )


def facets(unit: Unit, _request: Nothing) -> DirectoryFacets:
    """List the agents of the own provider, the roles that people may have, and the languages.

    Raises Denied (`E-STAFF-ONLY`) for a customer's login, whatever was granted.
    """
    refuse_customers(unit)
    agents = unit.session.execute(
        select(Agent.id, Agent.name)
        .where(Agent.provider_id == unit.caller.provider_id, Agent.is_active)
        .order_by(Agent.name, Agent.id)
    )
    return DirectoryFacets(
        agents=tuple(AgentChoice(agent_id=row.id, name=row.name) for row in agents),
        roles=tuple(role for role in Role if role is not Role.SYSTEM),
        languages=LANGUAGES,
    )
