"""The people of a company who request lines and devices, on each backend."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from agentview.core.clock import ManualClock
from agentview.gateway.embedded import serve_from
from agentview.models.database import Database
from tests.fixtures.backend import Backend
from tests.services.wireless_orders.requesting import Requesting
from tests.services.wireless_orders.requesting import requesting as furnished


@pytest.fixture
def requesting(backend: Backend) -> Requesting:
    """Return the people on each backend."""
    return furnished(backend)


@pytest.fixture
def requesting_here(sqlite_url: str, clock: ManualClock) -> Iterator[Requesting]:
    """Return the people on SQLite alone, for what does not differ by backend."""
    embedded = serve_from(Database(sqlite_url), clock)
    with closing(embedded), closing(Backend("sqlite", embedded, clock)) as backend:
        yield furnished(backend)
