"""Books of the small operator."""

from collections.abc import Iterator

import pytest

from tests.fixtures.backend import Backend
from tests.services.ledger.booking import Booking
from tests.world import assert_world


@pytest.fixture
def booking(backend: Backend) -> Iterator[Booking]:
    """Return the books on each backend; whatever was done, they add up afterwards."""
    yield Booking(backend)
    assert_world(backend.database)
