"""Devices on their way into programmes, on each backend."""

from pathlib import Path

import pytest

from tests.fixtures.backend import Backend
from tests.services.enrolments.enrolling import Enrolling


@pytest.fixture
def enrolling(backend: Backend, tmp_path: Path) -> Enrolling:
    """Return people, jobs and a programme on SQLite, PostgreSQL, and over HTTP."""
    return Enrolling(backend, tmp_path)
