"""Fixtures of restriction cases; after each test the world must be whole."""

from collections.abc import Iterator

import pytest

from tests.fixtures.backend import Backend
from tests.services.restriction.barring import Barring
from tests.world import assert_world


@pytest.fixture
def barring(backend: Backend) -> Iterator[Barring]:
    """Return people, rules and the network at work, on each backend."""
    yield Barring(backend)
    assert_world(backend.database)


@pytest.fixture
def barring_here(local_backend: Backend) -> Iterator[Barring]:
    """Return people, rules and the network at work, on both databases in this process."""
    yield Barring(local_backend)
    assert_world(local_backend.database)
