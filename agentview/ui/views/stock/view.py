"""The area of the stock check: without an order (R-HW-04), and in its place for an order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget

from agentview.core.reference import Prefix, reference
from agentview.ui.kit.button import Button
from agentview.ui.navigation import STOCK_CHECK, Desk, Target
from agentview.ui.views.stock.order_host import OrderPlace
from agentview.ui.views.stock.pane import StockPane


class StockAreaView:
    """An `AreaView`. What was looked for without an order is there again when the order is left."""

    def __init__(self, desk: Desk) -> None:
        """Reads at once."""
        self._desk = desk
        self._stack = QStackedWidget()
        self.pane = StockPane(desk)
        self.of_order: StockPane | None = None
        self._stack.addWidget(self.pane)
        self.pane.start()
        self._is_closed = False

    @property
    def widget(self) -> QWidget:
        """What fills the window below the header."""
        return self._stack

    @property
    def primary(self) -> Button | None:
        """The primary button stands with the others, beside the list."""
        return None

    def action_groups(self) -> Mapping[str, Sequence[QAction]]:
        """Every action of the check in front, for the key sheet and the command box."""
        return {QCoreApplication.translate("Stock", "Stock check"): self.front().actions_shown()}

    def front(self) -> StockPane:
        """The check in front."""
        return self.of_order or self.pane

    def open(self, target: Target) -> None:
        """Checks what an order asks for; of none, shows the check without an order."""
        if target.kind != STOCK_CHECK:
            return
        if target.record_id:
            self.show_order(target.record_id, target.title)
        else:
            self.leave_order()

    def show_order(self, order_id: int, title: str = "") -> None:
        """Checks what an order asks for now."""
        host = self.of_order.presenter.host if self.of_order is not None else None
        if self.of_order is not None and host is not None and host.place.order_id == order_id:
            self.of_order.presenter.check_order()
            return
        self.leave_order()
        name = title or reference(Prefix.HARDWARE_ORDER, order_id)
        pane = StockPane(self._desk, OrderPlace(order_id, name))
        pane.left.connect(self._on_left)
        self.of_order = pane
        self._stack.setCurrentIndex(self._stack.addWidget(pane))
        pane.start()
        pane.take_focus()

    def leave_order(self) -> None:
        """Shows the check without an order."""
        pane, self.of_order = self.of_order, None
        if pane is not None:
            pane.close_down()
            self._stack.setCurrentWidget(self.pane)
            self._stack.removeWidget(pane)
            pane.deleteLater()

    def take_focus(self) -> None:
        """Puts the focus where work goes on."""
        self.front().take_focus()

    def close(self) -> None:
        """Drops calls and stops hearing news; a second time does nothing."""
        if not self._is_closed:
            self._is_closed = True
            self.leave_order()
            self.pane.close_down()

    # Inside

    def _on_left(self) -> None:
        self.leave_order()
        self.pane.take_focus()
