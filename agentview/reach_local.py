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
from agentview.jobs.contract_ends import start_contract_ends
from agentview.jobs.durable import DurableWork
from agentview.jobs.engine import start_jobs
from agentview.jobs.network import start_as_set, start_network
from agentview.jobs.registry import jobs_of
from agentview.services.demo import fill_if_empty

JOBS_AFTER_SECONDS = 5.0
"""When jobs begin: the window and its first rows come before the engine."""


def reach_demo(path: Path, clock: Clock, closing: ExitStack) -> LocalGateway:
    """Open the demo operator, making it first where there is none. Raises Unavailable (`E-DATABASE`)."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    work = DurableWork(jobs_of(Settings(data_folder=path.parent)))
    embedded = _open(f"sqlite:///{path}", clock, closing, work)
    fill_if_empty(embedded.database, clock)
    closing.callback(start_network(embedded, ProvisioningSimulator()).close)
    closing.callback(start_contract_ends(embedded).close)
    closing.callback(start_jobs(embedded, work, first_after_seconds=JOBS_AFTER_SECONDS).close)
    return LocalGateway(embedded.dispatcher, embedded.hub, people_allowed=True)


def reach_database(url: str, clock: Clock, closing: ExitStack) -> LocalGateway:
    """Open a database of one's own, whose owner bears the name of the system's user (D-32).

    Raises Rejected (`E-DATABASE-URL`) for what names no database that AgentView works on, and Unavailable.
    """
    settings = Settings()
    work = DurableWork(jobs_of(settings))
    embedded = _open(url, clock, closing, work)
    closing.callback(start_as_set(embedded, settings).close)
    closing.callback(start_contract_ends(embedded).close)
    jobs = start_jobs(embedded, work, settings.job_slots, first_after_seconds=JOBS_AFTER_SECONDS)
    closing.callback(jobs.close)
    return LocalGateway(embedded.dispatcher, embedded.hub, people_allowed=False, owner=getpass.getuser())


def _open(url: str, clock: Clock, closing: ExitStack, work: DurableWork) -> Embedded:
    try:
        embedded = open_embedded(url, clock, work)
    except (ArgumentError, ImportError) as error:
        raise rejected("E-DATABASE-URL") from error
    closing.callback(embedded.close)
    return embedded
