"""A credit controller of the small operator."""

from collections.abc import Iterator

import pytest

from tests.fixtures.backend import Backend
from tests.services.crediting import Crediting
from tests.world import assert_world


@pytest.fixture
def crediting(backend: Backend) -> Iterator[Crediting]:
    """Return somebody at work on each backend; whatever was done, the books add up afterwards."""
    yield Crediting(backend)
    assert_world(backend.database)
