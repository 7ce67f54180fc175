"""People who take orders on each backend."""

import pytest

from tests.fixtures.backend import Backend
from tests.services.order_entry.ordering import Ordering


@pytest.fixture
def ordering(backend: Backend) -> Ordering:
    """Return people who take orders on SQLite, PostgreSQL, and over HTTP."""
    return Ordering(backend)
