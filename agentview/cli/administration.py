"""Lets a command write to a database as the person at this computer."""

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager

from agentview.cli.command import system_user
from agentview.gateway.embedded import Embedded
from agentview.models.database import Stamp
from agentview.services.session.caller import NOBODY
from agentview.services.unit import Unit


@contextmanager
def administering(embedded: Embedded) -> Iterator[Unit]:
    """Open a unit of work that commits at the end; the trail names the system's user."""
    name, now = system_user(), embedded.dispatcher.clock.now()
    caller = dataclasses.replace(NOBODY, username=name, display_name=name)
    with embedded.database.write(Stamp(name, now)) as session:
        yield Unit(session, caller, now)
