"""Adds items to an order one after the other: finds products while typing, sends once; imports no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from pydantic import ValidationError

from agentview.contract import hardware_orders as contract
from agentview.contract.hardware_catalogue import PRODUCTS, ProductRow, Products, ProductsRequest
from agentview.contract.hardware_orders import AddLineRequest, HardwareOrder
from agentview.core.errors import Conflict, Unknown
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, Sending, new_key, rejection_of
from agentview.ui.views.hardware.order_presenter import STALE

MOST_FOUND = 50
_MOST_TRIES = 5


@dataclass(frozen=True)
class Item:
    """What is to be added; `warehouse_id` of None leaves the choice to the service."""

    product: ProductRow
    qty: int
    warehouse_id: int | None
    is_enrolment_requested: bool


class PickerScreen(Protocol):
    """What the presenter tells the dialog."""

    def show_products(self, found: Products) -> None:
        """Show what fits the text."""
        ...

    def show_search_failed(self, error: Exception) -> None:
        """Say that the products could not be searched."""
        ...

    def added(self, item: Item, order: HardwareOrder) -> None:
        """Say that an item is in the order now."""
        ...

    def refused(self, error: Exception) -> None:
        """Show why an item was not added; what was chosen stays."""
        ...

    def show_unknown(self) -> None:
        """Say that nobody knows whether it was added; `again` asks."""
        ...


class PickerPresenter:
    """One picker from opening to closing."""

    def __init__(
        self, desk: Desk, screen: PickerScreen, order: HardwareOrder, make_key: NewKey = new_key
    ) -> None:
        """Adds to this order, in whatever state others leave it."""
        self._desk, self._screen, self._order, self._make_key = desk, screen, order, make_key
        self._item: Item | None = None
        self._sending: Sending[AddLineRequest, HardwareOrder] | None = None
        self._is_unknown = False
        self._tries = 0

    @property
    def is_unknown(self) -> bool:
        """Whether nobody knows if the last item was added."""
        return self._is_unknown

    def find(self, text: str) -> None:
        """Looks for products by words of their name, or by SKU; the newest text wins."""
        gateway = self._desk.gateway
        try:
            request = ProductsRequest(text=text, limit=MOST_FOUND)
        except ValidationError as error:
            self._screen.show_search_failed(rejection_of(error))
            return
        self._desk.runner.submit(
            lambda: gateway.call(PRODUCTS, request),
            self._screen.show_products,
            self._screen.show_search_failed,
            self,
            newest="find",
        )

    def add(self, item: Item) -> None:
        """Adds an item, unless one is under way."""
        if self._sending is not None:
            return
        self._item, self._tries = item, 0
        self._send()

    def again(self) -> None:
        """Asks again what became of the last item, under the same key."""
        if self._sending is not None and self._is_unknown:
            self._is_unknown = False
            self._sending.send(self._desk, self._on_added, self._on_error, self)

    def close(self) -> None:
        """Hears no answer any more."""
        self._desk.runner.drop(self)

    # Inside

    def _send(self) -> None:
        item = self._item
        if item is None:
            return
        try:
            request = AddLineRequest(
                order_id=self._order.order_id,
                version=self._order.version,
                product_id=item.product.product_id,
                qty=item.qty,
                warehouse_id=item.warehouse_id,
                is_enrolment_requested=item.is_enrolment_requested,
            )
        except ValidationError as error:
            self._screen.refused(rejection_of(error))
            return
        self._sending = Sending(contract.ADD_LINE, request, self._make_key())
        self._sending.send(self._desk, self._on_added, self._on_error, self)

    def _on_added(self, order: HardwareOrder) -> None:
        item, self._item, self._sending = self._item, None, None
        self._order = order
        if item is not None:
            self._screen.added(item, order)

    def _on_error(self, error: Exception) -> None:
        if isinstance(error, Unknown):
            self._is_unknown = True
            self._screen.show_unknown()
            return
        self._sending = None
        self._tries += 1
        if isinstance(error, Conflict) and error.code == STALE and self._tries < _MOST_TRIES:
            self._read_theirs(error)
        else:
            self._screen.refused(error)

    def _read_theirs(self, error: Conflict) -> None:
        """One more item is in nobody's way: it goes into the order as somebody else left it."""
        gateway, wanted = self._desk.gateway, contract.OrderRef(order_id=self._order.order_id)

        def on_read(theirs: HardwareOrder) -> None:
            self._order = theirs
            self._send()

        self._desk.runner.submit(
            lambda: gateway.call(contract.GET, wanted),
            on_read,
            lambda _other: self._screen.refused(error),
            self,
            newest="theirs",
        )
