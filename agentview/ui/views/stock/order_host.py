"""The hardware order for which stock is checked: what it asks for, and what is put into it; imports no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from agentview.contract import hardware_orders as contract
from agentview.contract.feed import Topic
from agentview.contract.hardware import HardwareCommand
from agentview.contract.hardware_orders import HardwareOrder, OrderLine
from agentview.contract.stock import MOST_PIECES
from agentview.core.errors import Refusal, Unknown
from agentview.gateway.port import FeedNews
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, Sending, new_key
from agentview.ui.views.stock.rows import StockRow, row_of_lines

Addition = tuple[int, int, int | None]
"""Product, quantity, warehouse."""


class OrderScreen(Protocol):
    """What the host tells."""

    def show_order(self, order: HardwareOrder) -> None:
        """Show the order as it is now."""
        ...

    def show_order_failed(self, error: Exception) -> None:
        """Say that the order could not be read."""
        ...

    def show_added(self, row: StockRow, order: HardwareOrder) -> None:
        """Say that a product is in the order now."""
        ...

    def show_not_added(self, error: Exception) -> None:
        """Say that a product could not be put into the order, or that nobody knows."""
        ...


@dataclass(frozen=True)
class OrderPlace:
    """The order as it was named before it was read."""

    order_id: int
    reference: str


class OrderHost:
    """Reads the order and follows it. A check leaves it as it is (R-HW-05); only the person changes it."""

    def __init__(
        self, desk: Desk, screen: OrderScreen, place: OrderPlace, make_key: NewKey = new_key
    ) -> None:
        """Reads nothing before `read`."""
        self._desk, self._screen, self._make_key = desk, screen, make_key
        self.place = place
        self.order: HardwareOrder | None = None
        self._adding: tuple[Addition, Sending[Any, HardwareOrder]] | None = None
        self._is_sending = False

    # Reading

    def read(self) -> None:
        """Reads the order, again if it is known already."""
        gateway, wanted = self._desk.gateway, contract.OrderRef(order_id=self.place.order_id)
        self._desk.runner.submit(
            lambda: gateway.call(contract.GET, wanted),
            self.take,
            self._screen.show_order_failed,
            self,
            newest="order",
        )

    def take(self, order: HardwareOrder) -> None:
        """Takes a state of the order, unless a newer one is known."""
        if self.order is None or order.version >= self.order.version:
            self.order = order
            self._screen.show_order(order)

    def hear(self, news: FeedNews) -> None:
        """Reads the order again when something else than a check of its stock was done to it."""
        is_changed = any(
            change.topic is Topic.HARDWARE_ORDER
            and change.record_id == self.place.order_id
            and change.verb != HardwareCommand.CHECK_STOCK.value
            for change in news.changes
        )
        if news.is_gap or is_changed:
            self.read()

    def close(self) -> None:
        """Hears no answer any more."""
        self._desk.runner.drop(self)

    # What it asks for

    def rows(self) -> tuple[StockRow, ...]:
        """What the order asks for: a row for each product, with what its lines want together."""
        found: dict[int, list[OrderLine]] = {}
        for line in self._lines():
            found.setdefault(line.product_id, []).append(line)
        currency = "" if self.order is None else self.order.currency
        return tuple(row_of_lines(lines, currency, MOST_PIECES) for lines in found.values())

    def lines_of(self, product_id: int) -> tuple[OrderLine, ...]:
        """Return the lines of a product."""
        return tuple(line for line in self._lines() if line.product_id == product_id)

    # What is open

    def refusal(self, command: HardwareCommand) -> Refusal | None:
        """Return the first reason against a command of the order; None where it is open, or not known yet."""
        if self.order is None:
            return None
        for state in self.order.commands:
            if state.command == command.value:
                return state.refusals[0].refusal() if state.refusals else None
        return Refusal("E-STATE", values={"state": self.order.status.value, "command": command.value})

    @property
    def is_sending(self) -> bool:
        """Whether a product is on its way into the order."""
        return self._is_sending

    # What the person does

    def add(self, row: StockRow) -> None:
        """Puts a product into the order; the same again where nobody knows what became of it."""
        order = self.order
        if order is None or self._is_sending:
            return
        addition = (row.product_id, row.qty, row.source)
        if self._adding is None or self._adding[0] != addition:
            request = contract.AddLineRequest(
                order_id=order.order_id,
                version=order.version,
                product_id=row.product_id,
                qty=row.qty,
                warehouse_id=row.source,
            )
            self._adding = (addition, Sending(contract.ADD_LINE, request, self._make_key()))
        self._is_sending = True
        self._adding[1].send(self._desk, partial(self._on_added, row), self._on_not_added, self)

    # Inside

    def _lines(self) -> tuple[OrderLine, ...]:
        return () if self.order is None else self.order.lines

    def _on_added(self, row: StockRow, order: HardwareOrder) -> None:
        self._is_sending, self._adding = False, None
        self.take(order)
        self._screen.show_added(row, order)

    def _on_not_added(self, error: Exception) -> None:
        self._is_sending = False
        if not isinstance(error, Unknown):
            # The order may be another one by now, and the next press is about that one.
            self._adding = None
            self.read()
        self._screen.show_not_added(error)
