"""Administers people as the administrator of the small operator."""

from typing import Any

from agentview.contract import people as contract
from agentview.contract.op import Op
from agentview.contract.people import PersonActed, PersonDetail
from agentview.core.errors import AgentViewError
from agentview.core.power import Power
from agentview.models.database import Stamp
from agentview.models.party import UserPowerOverride
from tests import build
from tests.services.provisioning.working import Working

ADMIN = "harbour_admin"


def number_of(username: str) -> int:
    """Return the id of a person of the small operator."""
    return list(build.USERS).index(username) + 1


def read(working: Working, username: str, by: str = ADMIN) -> PersonDetail:
    """Return a person as an administrator sees them."""
    return working.call(by, contract.PERSON, user_id=number_of(username))


def act(
    working: Working, op: Op[Any, PersonActed], username: str, by: str = ADMIN, **more: object
) -> PersonActed:
    """Carry out a command in the version of now."""
    version = read(working, username, by).row.version
    return working.call(by, op, user_id=number_of(username), version=version, **more)


def refused(
    working: Working,
    op: Op[Any, PersonActed],
    username: str,
    by: str = ADMIN,
    **more: object,
) -> AgentViewError:
    """Return the error that a command in the version of now is refused with."""
    version = read(working, username, by).row.version
    return working.refused(by, op, user_id=number_of(username), version=version, **more)


def give(working: Working, username: str, power: Power, effect: str = "GRANT") -> None:
    """Write an override past the services."""
    with working.backend.database.write(Stamp("test", build.START)) as session:
        session.add(UserPowerOverride(user_id=number_of(username), power=power.value, effect=effect))
