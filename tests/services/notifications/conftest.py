"""Fixtures of messages to customers."""

from pathlib import Path

import pytest

from tests.fixtures.backend import Backend
from tests.services.notifications.posting import Posting


@pytest.fixture
def posting(backend: Backend, tmp_path: Path) -> Posting:
    """Return Harbour writing to its customers, on each backend."""
    return Posting(backend, tmp_path)


@pytest.fixture
def posting_here(local_backend: Backend, tmp_path: Path) -> Posting:
    """Return Harbour writing to its customers, on both databases in this process."""
    return Posting(local_backend, tmp_path)
