"""People who migrate packages in the small operator, whose mobile plans and bundle stand in one pool."""

import pytest

from tests import migration_world as world
from tests.fixtures.backend import Backend
from tests.services.provisioning.working import Working


@pytest.fixture
def working(backend: Backend) -> Working:
    """Return the people of the small operator on each backend."""
    return Working(backend)


@pytest.fixture
def home(working: Working) -> world.Home:
    """Return a pool of the three plans of `world.LADDER` with the contract type that is their default."""
    return world.home(working.backend)
