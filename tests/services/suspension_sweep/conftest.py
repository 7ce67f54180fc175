"""Three customers of the small operator who owe enough for long enough, with the automation on."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from agentview.core.clock import ManualClock
from agentview.gateway.embedded import serve_from
from agentview.models.database import Database
from tests import build
from tests.fixtures.backend import Backend
from tests.services.holdings import hold
from tests.services.suspension.ruling import owe, stored
from tests.services.suspension_sweep.sweeping import ALWAYS, Sweeping

ALL = (build.MARLOW, build.OKONKWO, build.BRIGHT)


@pytest.fixture
def sweeping(local_backend: Backend) -> Sweeping:
    """Return sweeps by rules that may act at any hour, with a breaker that holds nobody back."""
    for place, account in enumerate(ALL):
        hold(local_backend, account=account)
        owe(local_backend, account, 5_000 + 100 * place, 15 + place)
    stored(local_backend, action_windows=ALWAYS, breaker_percent=100)
    found = Sweeping(local_backend)
    found.switch()
    return found


@pytest.fixture
def sqlite_backend(sqlite_url: str, clock: ManualClock) -> Iterator[Backend]:
    """Return the services in this process on SQLite alone."""
    with (
        closing(serve_from(Database(sqlite_url), clock)) as embedded,
        closing(Backend("sqlite", embedded, clock)) as backend,
    ):
        yield backend
