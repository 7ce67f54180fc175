"""Fixtures of services that the carrier's platform provisions."""

import pytest

from tests.fixtures.backend import Backend
from tests.services.network.carrying import Carrying


@pytest.fixture
def carrying(backend: Backend) -> Carrying:
    """Return people and the program at work, on each backend."""
    return Carrying(backend)


@pytest.fixture
def carrying_here(local_backend: Backend) -> Carrying:
    """Return people and the program at work, on both databases in this process."""
    return Carrying(local_backend)
