"""The caller that the program itself is, where it acts on nobody's behalf."""

from agentview.core.caller import Caller
from agentview.core.power import Role
from agentview.models.party import Provider
from agentview.services.unit import SYSTEM_NAME

SYSTEM = Caller(
    user_id=0,
    username="system",
    display_name=SYSTEM_NAME,
    provider_id=0,
    provider_code="",
    roles=frozenset({Role.SYSTEM}),
    powers=frozenset(),
    zone="UTC",
)
"""The program, before it knows for which provider it acts."""


def system_of(provider: Provider) -> Caller:
    """Return the program acting for a provider, in its zone."""
    return Caller(
        user_id=0,
        username=SYSTEM.username,
        display_name=SYSTEM.display_name,
        provider_id=provider.id,
        provider_code=provider.code,
        roles=SYSTEM.roles,
        powers=SYSTEM.powers,
        zone=provider.timezone,
    )
