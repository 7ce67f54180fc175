"""The back office that fulfils orders, on each backend."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from agentview.core.clock import ManualClock
from agentview.gateway.embedded import serve_from
from agentview.models.database import Database
from tests import wireless_world
from tests.fixtures.backend import Backend
from tests.services.wireless_fulfilment.fulfilling import Fulfilling


@pytest.fixture
def fulfilling(backend: Backend) -> Fulfilling:
    """Return the back office on each backend."""
    wireless_world.furnish(backend)
    return Fulfilling(backend)


@pytest.fixture
def fulfilling_here(sqlite_url: str, clock: ManualClock) -> Iterator[Fulfilling]:
    """Return the back office on SQLite alone, for what does not differ by backend."""
    embedded = serve_from(Database(sqlite_url), clock)
    with closing(embedded), closing(Backend("sqlite", embedded, clock)) as backend:
        wireless_world.furnish(backend)
        yield Fulfilling(backend)
