"""People who order hardware in the small operator, and what its warehouses answer."""

import pytest

from tests.fixtures.backend import Backend
from tests.services.hardware_orders.ordering import Ordering


@pytest.fixture
def ordering(backend: Backend) -> Ordering:
    """Return the people of the small operator on each backend."""
    return Ordering(backend)
