"""The depot of these tests, on both databases."""

from pathlib import Path

import pytest
from sqlalchemy import update

from agentview.models.database import Stamp
from agentview.models.hardware_catalogue import Warehouse
from tests import build
from tests.fixtures.backend import Backend
from tests.services.warehouse_exchange.depot import Depot


@pytest.fixture
def depot(local_backend: Backend, tmp_path: Path) -> Depot:
    """Return the small operator with folders of its warehouses."""
    with local_backend.database.write(Stamp("test", build.START)) as session:
        session.execute(update(Warehouse).values(exchange_url="file:///somewhere"))
    return Depot(local_backend, tmp_path / "exchange")
