"""The people of a company who request and approve, on each backend."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from agentview.core.clock import ManualClock
from agentview.gateway.embedded import serve_from
from agentview.models.database import Database
from tests import wireless_world
from tests.fixtures.backend import Backend
from tests.services.wireless_approval.approving import Approving


@pytest.fixture
def approving(backend: Backend) -> Approving:
    """Return the people on each backend."""
    wireless_world.furnish(backend)
    return Approving(backend)


@pytest.fixture
def approving_here(sqlite_url: str, clock: ManualClock) -> Iterator[Approving]:
    """Return the people on SQLite alone, for what does not differ by backend."""
    embedded = serve_from(Database(sqlite_url), clock)
    with closing(embedded), closing(Backend("sqlite", embedded, clock)) as backend:
        wireless_world.furnish(backend)
        yield Approving(backend)
