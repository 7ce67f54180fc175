"""Reads the audit log for the list: each filter is opened once, which is written down; imports no Qt."""

from __future__ import annotations

from threading import Lock

from agentview.contract.audit import (
    ENTRIES,
    OPEN,
    AuditEntryLine,
    AuditFilter,
    EntriesRequest,
    OpenRequest,
    Reading,
)
from agentview.core.errors import Denied
from agentview.gateway.port import Gateway
from agentview.ui.lists.reading import Answer, Ask, Pages

_PAGE = 200


class LogReadings:
    """The readings of one screen. Pages and refreshes of a filter go under the reading that opened it.

    It is used by the runner's threads, several at once.
    """

    def __init__(self) -> None:
        """Knows no reading yet."""
        self._readings: dict[AuditFilter, Reading] = {}
        self._lock = Lock()

    def pages(self) -> Pages[AuditFilter, AuditEntryLine]:
        """How the list reads."""
        return Pages(self.read, can_jump=False)

    def read(self, gateway: Gateway, ask: Ask[AuditFilter]) -> Answer[AuditEntryLine]:
        """Reads a page; where little matches it looks on until the page is full, or the log ends."""
        reading = self._opened(gateway, ask.filter)
        try:
            return _page(gateway, ask, reading)
        except Denied as error:
            if error.code != "E-AUDIT-READING":
                raise
        # The reading is older than the session of today: it is opened, and written down, anew.
        return _page(gateway, ask, self._opened(gateway, ask.filter, instead_of=reading))

    def _opened(self, gateway: Gateway, wanted: AuditFilter, instead_of: Reading | None = None) -> Reading:
        with self._lock:
            known = self._readings.get(wanted)
            if known is None or known is instead_of:
                known = gateway.call(OPEN, OpenRequest(filter=wanted))
                self._readings[wanted] = known
            return known


def _page(gateway: Gateway, ask: Ask[AuditFilter], reading: Reading) -> Answer[AuditEntryLine]:
    rows: list[AuditEntryLine] = []
    after = ask.after
    while True:
        request = EntriesRequest(
            reading_id=reading.reading_id,
            filter=ask.filter,
            after=after,
            limit=min(ask.limit - len(rows), _PAGE),
        )
        found = gateway.call(ENTRIES, request)
        rows += found.rows
        after = found.last
        if after is None or len(rows) >= ask.limit:
            return Answer(tuple(rows), last=after, total=_total(reading))


def _total(reading: Reading) -> int | None:
    """How many entries there are, where all were counted."""
    return reading.matches if reading.is_whole else None
