"""What was done to an order and what its stock checks found, read beside it; imports no Qt."""

from __future__ import annotations

from typing import Protocol

from agentview.contract import hardware_orders, stock
from agentview.contract.hardware_orders import History, HistoryEntry, HistoryRequest
from agentview.contract.stock import StockCheckRow, StockHistory, StockHistoryRequest
from agentview.core.power import Power
from agentview.ui.navigation import Desk

FIRST = 20
"""So many entries are shown at first; who wants older ones asks for them."""
_MOST = 200


class PastScreen(Protocol):
    """What hears that something of the past was read, or could not be."""

    def show_past(self) -> None:
        """Show entries and stock checks as they are now."""
        ...


class OrderPast:
    """Keeps what was read; a failure leaves it as it was, and says so."""

    def __init__(self, desk: Desk, screen: PastScreen, order_id: int) -> None:
        """Reads nothing yet."""
        self._desk, self._screen, self.order_id = desk, screen, order_id
        self.entries: tuple[HistoryEntry, ...] = ()
        self.has_older = False
        self.failure: Exception | None = None
        self.checks: tuple[StockCheckRow, ...] = ()
        self.has_older_checks = False
        self.checks_failure: Exception | None = None

    @property
    def may_see_checks(self) -> bool:
        """Whether this person may see what warehouses have."""
        return self._desk.has(Power.STOCK_CHECK)

    def read(self) -> None:
        """Reads the newest entries, as many as are shown now, and the stock checks."""
        self._read(None, min(max(FIRST, len(self.entries)), _MOST))
        if self.may_see_checks:
            gateway, wanted = self._desk.gateway, StockHistoryRequest(hardware_order_id=self.order_id)
            self._desk.runner.submit(
                lambda: gateway.call(stock.HISTORY, wanted),
                self._on_checks,
                self._on_checks_failed,
                self,
                newest="checks",
            )

    def older(self) -> None:
        """Reads the entries before those that are shown."""
        if self.has_older and self.entries:
            self._read(self.entries[-1].entry_id, FIRST)

    def close(self) -> None:
        """Hears no answer any more."""
        self._desk.runner.drop(self)

    # Inside

    def _read(self, before_id: int | None, limit: int) -> None:
        gateway = self._desk.gateway
        wanted = HistoryRequest(order_id=self.order_id, before_id=before_id, limit=limit)
        kept = () if before_id is None else self.entries

        def on_read(found: History) -> None:
            self.entries, self.has_older, self.failure = (*kept, *found.entries), found.has_older, None
            self._screen.show_past()

        self._desk.runner.submit(
            lambda: gateway.call(hardware_orders.HISTORY, wanted),
            on_read,
            self._on_failed,
            self,
            newest="history",
        )

    def _on_failed(self, error: Exception) -> None:
        self.failure = error
        self._screen.show_past()

    def _on_checks(self, found: StockHistory) -> None:
        self.checks, self.has_older_checks, self.checks_failure = found.rows, found.has_older, None
        self._screen.show_past()

    def _on_checks_failed(self, error: Exception) -> None:
        self.checks_failure = error
        self._screen.show_past()
