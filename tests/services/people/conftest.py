"""People at work, among them an administrator."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from agentview.core.clock import ManualClock
from agentview.gateway.embedded import serve_from
from agentview.models.database import Database
from tests.fixtures.backend import Backend
from tests.services.provisioning.working import Working


@pytest.fixture
def working(backend: Backend) -> Working:
    """Return people at work on SQLite, PostgreSQL, and over HTTP."""
    return Working(backend)


@pytest.fixture
def postgres_backend(postgres_url: str, clock: ManualClock) -> Iterator[Backend]:
    """Return the services on PostgreSQL alone, where many write at once."""
    with (
        closing(serve_from(Database(postgres_url), clock)) as embedded,
        closing(Backend("postgresql", embedded, clock)) as backend,
    ):
        yield backend
