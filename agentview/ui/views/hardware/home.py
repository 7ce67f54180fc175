"""The fixed tab of hardware: the orders, and the pages of other packages that the shell puts beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from agentview.ui.area import Area, AreaView
from agentview.ui.kit.action import ActionText, make_action
from agentview.ui.kit.appearance import look
from agentview.ui.kit.pills import Pill, ViewPills
from agentview.ui.navigation import Desk, Target
from agentview.ui.views.hardware.list_pane import HardwareListPane

ORDERS = "orders"


class HardwareHome(QWidget):
    """One page at a time. `moved()` tells that another one is shown.

    A page beside the orders is an `Area`, built when it is first shown; its primary button stands at the end
    of the row of pages.
    """

    moved = Signal()

    def __init__(self, desk: Desk, pages: Sequence[Area]) -> None:
        """Shows the orders; a page is there for whom it is."""
        super().__init__()
        self._desk = desk
        self._pages = {page.key: page for page in pages if page.is_for(desk.person)}
        self._views: dict[str, AreaView] = {}
        self.orders = HardwareListPane(desk)
        self.key = ORDERS
        self.pills = ViewPills(QCoreApplication.translate("HardwareHome", "Pages of hardware"))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.orders)
        self._row = QHBoxLayout()
        self._row.addWidget(self.pills, 1)
        gap = look().px(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, gap, 0, 0)
        column.setSpacing(gap)
        column.addLayout(self._row)
        column.addWidget(self.stack, 1)
        self.page_actions = self._make_actions()
        self.pills.set_pills([Pill(key, action.text()) for key, action in self.page_actions.items()])
        self.pills.choose(ORDERS)
        self.pills.setVisible(bool(self._pages))
        self.pills.chosen.connect(self._on_pill)

    def start(self) -> None:
        """Reads the orders."""
        self.orders.start()

    def show_page(self, key: str) -> None:
        """Shows a page by its key, built now if it was not yet."""
        self.key = key
        self.pills.choose(key)
        view = self._view()
        self.stack.setCurrentWidget(self.orders if view is None else view.widget)
        for shown, one in self._views.items():
            if one.primary is not None:
                one.primary.setVisible(shown == key)
        self.moved.emit()

    def page_of(self, target: Target) -> str | None:
        """The key of the page that opens a target; None where none does."""
        return next((key for key, page in self._pages.items() if target.kind in page.kinds), None)

    def open(self, key: str, target: Target) -> None:
        """Shows a record in its page."""
        self.show_page(key)
        view = self._view()
        if view is not None:
            view.open(target)

    def take_focus(self) -> None:
        """Puts the focus on the page that is shown."""
        view = self._view()
        if view is None:
            self.orders.take_focus()
        else:
            view.take_focus()

    def actions_by_group(self) -> Mapping[str, Sequence[QAction]]:
        """Every action of the page that is shown, and those that lead to the others."""
        view = self._view()
        own = self.orders.actions_by_group() if view is None else view.action_groups()
        if not self._pages:
            return own
        name = QCoreApplication.translate("HardwareHome", "Hardware")
        return {name: tuple(self.page_actions.values()), **own}

    def close_down(self) -> None:
        """Stops reading and hearing."""
        self.orders.close_down()
        for view in self._views.values():
            view.close()

    # Inside

    def _view(self) -> AreaView | None:
        """The view of the page that is shown; None for the orders."""
        page = self._pages.get(self.key)
        if page is None:
            return None
        if self.key not in self._views:
            view = page.build(self._desk)
            self._views[self.key] = view
            self.stack.addWidget(view.widget)
            if view.primary is not None:
                self._row.addWidget(view.primary)
        return self._views[self.key]

    def _make_actions(self) -> dict[str, QAction]:
        words = {ORDERS: (QCoreApplication.translate("HardwareHome", "Hardware orders"), "box")}
        words |= {key: (page.title(), page.icon) for key, page in self._pages.items()}
        return {
            key: make_action(self, ActionText(word, f"Alt+{at}", icon_name), partial(self._go, key))
            for at, (key, (word, icon_name)) in enumerate(words.items(), start=1)
        }

    def _go(self, key: str) -> None:
        self.show_page(key)
        self.take_focus()

    @Slot(str)
    def _on_pill(self, key: str) -> None:
        self.show_page(key)
