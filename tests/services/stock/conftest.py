"""People at work with the stock of warehouses."""

import pytest

from tests.fixtures.backend import Backend
from tests.services.provisioning.working import Working


@pytest.fixture
def working(backend: Backend) -> Working:
    """Return people at work on SQLite, PostgreSQL, and over HTTP."""
    return Working(backend)
