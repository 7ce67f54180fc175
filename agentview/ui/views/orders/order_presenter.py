"""Reads the order that is shown, and again when something of it changes; imports no Qt."""

from __future__ import annotations

from typing import Protocol

from agentview.contract.feed import Topic
from agentview.contract.order_entry import ORDER, OrderDetail, OrderRef
from agentview.gateway.port import FeedNews
from agentview.ui.navigation import Desk


class OrderScreen(Protocol):
    """What the presenter tells the screen."""

    def show_loading(self) -> None:
        """The order is being read for the first time."""

    def show_detail(self, order: OrderDetail) -> None:
        """The order as it is now."""

    def show_failed(self, error: Exception) -> None:
        """The order could not be read."""


class OrderPresenter:
    """Shows one order."""

    def __init__(self, desk: Desk, view: OrderScreen) -> None:
        """Shows none yet."""
        self._desk, self._view = desk, view
        self._unsubscribe = desk.shell.on_news(self._on_news)
        self.order_id: int | None = None
        self.order: OrderDetail | None = None

    def show(self, order_id: int) -> None:
        """Reads an order."""
        self.order_id, self.order = order_id, None
        self._view.show_loading()
        self.read()

    def read(self) -> None:
        """Reads the order again."""
        if self.order_id is None:
            return
        gateway, request = self._desk.gateway, OrderRef(order_id=self.order_id)
        self._desk.runner.submit(
            lambda: gateway.call(ORDER, request), self._done, self._failed, self, newest="order"
        )

    def close(self) -> None:
        """Hears of nothing any more."""
        self._unsubscribe()
        self._desk.runner.drop(self)

    def _done(self, order: OrderDetail) -> None:
        self.order = order
        self._view.show_detail(order)

    def _failed(self, error: Exception) -> None:
        if self.order is None:
            self._view.show_failed(error)
        else:
            self._desk.shell.show_error(error)

    def _on_news(self, news: FeedNews) -> None:
        order = self.order
        if order is None:
            return
        tasks = {service.task_id for service in order.services}
        of_order = any(
            (change.topic is Topic.ORDER and change.record_id == order.order_id)
            or (change.topic is Topic.TASK and change.record_id in tasks)
            for change in news.changes
        )
        if of_order or news.is_gap:
            self.read()
