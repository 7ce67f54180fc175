"""Fixtures of jobs."""

import pytest

from tests.fixtures.backend import Backend
from tests.services.jobs.running_jobs import RunningJobs


@pytest.fixture
def running(backend: Backend) -> RunningJobs:
    """Return jobs and people who look after them, on each backend."""
    return RunningJobs(backend)


@pytest.fixture
def running_here(local_backend: Backend) -> RunningJobs:
    """Return the same on both databases in this process."""
    return RunningJobs(local_backend)
