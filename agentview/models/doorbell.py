"""Waits for news of a database: the doorbell of PostgreSQL, or one's own ring and the passing of time."""

import importlib
from threading import Event
from typing import Protocol

from agentview.models.database import Database


class Doorbell(Protocol):
    """Wakes one waiting thread."""

    def wait(self, seconds: float) -> None:
        """Wait until it rings, at most `seconds`. Raises Unavailable (`E-DATABASE`) where the line is cut."""
        ...

    def ring(self) -> None:
        """Wake the waiting thread, from any thread of this process."""
        ...

    def close(self) -> None:
        """Let go of the line; called by the waiting thread."""
        ...


class ProcessDoorbell:
    """Rings for this process alone: all that SQLite needs, where nobody else writes."""

    def __init__(self) -> None:
        self._rung = Event()

    def wait(self, seconds: float) -> None:
        """Wait until it rings, at most `seconds`."""
        self._rung.wait(seconds)
        self._rung.clear()

    def ring(self) -> None:
        """Wake the waiting thread."""
        self._rung.set()

    def close(self) -> None:
        """Hold nothing."""


def doorbell_of(database: Database) -> Doorbell:
    """Return the doorbell that fits a database."""
    if database.is_embedded:
        return ProcessDoorbell()
    # Loaded only now: what it needs to call PostgreSQL is of no use to a desktop alone.
    made: Doorbell = importlib.import_module("agentview.models.doorbell_postgres").PostgresDoorbell(
        database.url
    )
    return made
