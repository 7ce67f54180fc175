"""A credit controller of the small operator."""

import pytest

from tests.fixtures.backend import Backend
from tests.services.crediting import Crediting


@pytest.fixture
def crediting(backend: Backend) -> Crediting:
    """Return somebody who reads, on each backend. Cases are written past the services: no world to assert."""
    return Crediting(backend)
