"""Reaches the services inside the desktop: the demo operator, or a database of one's own."""

from __future__ import annotations

import getpass
from contextlib import ExitStack
from pathlib import Path

from sqlalchemy.exc import ArgumentError

from agentview.adaptors.provisioning_simulator import ProvisioningSimulator
from agentview.core.clock import Clock
from agentview.core.errors import rejected
from agentview.core.settings import Settings
from agentview.gateway.embedded import Embedded, open_embedded
from agentview.gateway.local import LocalGateway
from agentview.jobs.network import start_as_set, start_network
from agentview.services.demo import fill_if_empty


def reach_demo(path: Path, clock: Clock, closing: ExitStack) -> LocalGateway:
    """Open the demo operator, making it first where there is none. Raises Unavailable (`E-DATABASE`)."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    embedded = _open(f"sqlite:///{path}", clock, closing)
    fill_if_empty(embedded.database, clock)
    closing.callback(start_network(embedded, ProvisioningSimulator()).close)
    return LocalGateway(embedded.dispatcher, embedded.hub, people_allowed=True)


def reach_database(url: str, clock: Clock, closing: ExitStack) -> LocalGateway:
    """Open a database of one's own, whose owner bears the name of the system's user (D-32).

    Raises Rejected (`E-DATABASE-URL`) for what names no database that AgentView works on, and Unavailable.
    """
    embedded = _open(url, clock, closing)
    closing.callback(start_as_set(embedded, Settings()).close)
    return LocalGateway(embedded.dispatcher, embedded.hub, people_allowed=False, owner=getpass.getuser())


def _open(url: str, clock: Clock, closing: ExitStack) -> Embedded:
    try:
        embedded = open_embedded(url, clock)
    except (ArgumentError, ImportError) as error:
        raise rejected("E-DATABASE-URL") from error
    closing.callback(embedded.close)
    return embedded
