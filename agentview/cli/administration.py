"""Lets a command write to a database as the person at this computer."""

from contextlib import AbstractContextManager

from agentview.cli.command import system_user
from agentview.gateway.acting import acting_as
from agentview.gateway.embedded import Embedded
from agentview.services.unit import Unit


def administering(embedded: Embedded) -> AbstractContextManager[Unit]:
    """Open a unit of work that commits at the end; the trail names the system's user."""
    return acting_as(embedded, system_user())
