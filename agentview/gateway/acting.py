"""Lets the person at this computer write to a database that is here."""

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager

from agentview.gateway.embedded import Embedded
from agentview.models.database import Stamp
from agentview.services.session.caller import NOBODY
from agentview.services.unit import Unit


@contextmanager
def acting_as(embedded: Embedded, name: str) -> Iterator[Unit]:
    """Open a unit of work that commits at the end; the trail names `name`."""
    now = embedded.dispatcher.clock.now()
    caller = dataclasses.replace(NOBODY, username=name, display_name=name)
    with embedded.database.write(Stamp(name, now)) as session:
        yield Unit(session, caller, now)
