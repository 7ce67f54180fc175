"""Opens a copy of the demo operator for each day of the tour."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from cryptography.fernet import Fernet

from agentview.adaptors.provisioning_simulator import ProvisioningSimulator
from agentview.contract.session import Person
from agentview.core.clock import ManualClock
from agentview.gateway.embedded import open_embedded
from agentview.gateway.local import LocalGateway
from agentview.jobs.network import start_network
from agentview.services.demo import fill_if_empty
from agentview.ui.kit.draft_store import DraftStore

TEMPLATE = "template.sqlite3"


class TourPlace:
    """The services on a copy of the demo operator, at the time of the tour's clock."""

    def __init__(self, path: Path, clock: ManualClock) -> None:
        """Open the database at `path`."""
        self._path = path
        self._embedded = open_embedded(f"sqlite:///{path}", clock)
        self._worker = start_network(self._embedded, ProvisioningSimulator())

    def gateway(self) -> LocalGateway:
        """Return another gateway, on which nobody is signed in yet."""
        return LocalGateway(self._embedded.dispatcher, self._embedded.hub, people_allowed=True)

    def texts(self) -> set[str]:
        """Return every text in the database."""
        with closing(sqlite3.connect(self._path)) as connection:
            tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
            rows = [row for (name,) in tables for row in connection.execute(f'SELECT * FROM "{name}"')]  # noqa: S608 - names that the database gave
        return {value for row in rows for value in row if isinstance(value, str)}

    def close(self) -> None:
        """Let go of the database."""
        self._worker.close()
        self._embedded.close()


def make_template(folder: Path, clock: ManualClock) -> None:
    """Make the demo operator as it is at the start of the tour."""
    embedded = open_embedded(f"sqlite:///{folder / TEMPLATE}", clock)
    fill_if_empty(embedded.database, clock)
    embedded.close()


def open_place(folder: Path, name: str, clock: ManualClock) -> TourPlace:
    """Open a fresh copy of the template for the day of this name."""
    path = folder / f"{name}.sqlite3"
    shutil.copyfile(folder / TEMPLATE, path)
    return TourPlace(path, clock)


def open_drafts(folder: Path, person: Person, clock: ManualClock) -> DraftStore:
    """Return drafts that nobody can read after the tour."""
    return DraftStore(folder / "drafts", person.username, (Fernet.generate_key(),), clock)
