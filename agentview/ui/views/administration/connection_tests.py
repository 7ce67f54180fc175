"""Tests of the connections to partners, and what became of each; imports no Qt widgets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from agentview.contract.hardware_admin import ExchangeFault
from agentview.ui.navigation import Desk
from agentview.ui.sending import Sending
from agentview.ui.views.administration.catalogue_words import NOTHING
from agentview.ui.views.administration.hardware_words import fault_text, word
from agentview.ui.views.administration.words import full_moment


class Checked(Protocol):
    """What became of a test."""

    @property
    def fault(self) -> ExchangeFault | None:
        """What is wrong; None where nothing is."""

    @property
    def checked_at(self) -> datetime:
        """When it was tried."""


class ConnectionTests:
    """Sends tests, and keeps what they told until the screen closes; `shown(id)` draws that record again."""

    def __init__(self, desk: Desk, owner: object, shown: Callable[[int], None], good: str) -> None:
        """`good` is said where nothing is wrong; `owner` drops its calls when it closes."""
        self._desk, self._owner, self._shown, self._good = desk, owner, shown, good
        self._told: dict[int, str] = {}

    def told(self, record_id: int) -> str:
        """What became of the last test of a record."""
        return self._told.get(record_id, NOTHING)

    def begin(self, record_id: int, sending: Sending[Any, Any]) -> None:
        """Tries a connection out."""

        def done(found: Checked) -> None:
            said = self._good if found.fault is None else fault_text(found.fault)
            self._tell(record_id, f"{said} ({full_moment(found.checked_at, self._desk.zone)})")

        def failed(error: Exception) -> None:
            self._tell(record_id, NOTHING)
            self._desk.shell.show_error(error)

        self._tell(record_id, word("Trying..."))
        sending.send(self._desk, done, failed, self._owner)

    def _tell(self, record_id: int, told: str) -> None:
        self._told[record_id] = told
        self._shown(record_id)
