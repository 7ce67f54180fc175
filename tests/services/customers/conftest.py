"""People at the customer screen, on each backend."""

import pytest

from tests.fixtures.backend import Backend
from tests.services.provisioning.working import Working


@pytest.fixture
def working(backend: Backend) -> Working:
    """Return people at work on SQLite, PostgreSQL, and over HTTP."""
    return Working(backend)


@pytest.fixture
def local_working(local_backend: Backend) -> Working:
    """Return people at work in this process, on both databases."""
    return Working(local_backend)
