"""The fixed tab of wireless orders: one page at a time, its own ones and those of other packages."""

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


class WirelessHome(QWidget):
    """Each page is an `Area`, built when it is first shown; its primary button ends the row of pages.

    `moved()` tells that another page is shown, `built(view)` that one was made.
    """

    moved = Signal()
    built = Signal(object)

    def __init__(self, desk: Desk, pages: Sequence[Area]) -> None:
        """Shows nothing before `start`; a page is there for whom it is."""
        super().__init__()
        self._desk = desk
        self._pages = {page.key: page for page in pages if page.is_for(desk.person)}
        self._views: dict[str, AreaView] = {}
        self.key = next(iter(self._pages), "")
        self.pills = ViewPills(QCoreApplication.translate("Wireless", "Pages of wireless"))
        self.stack = QStackedWidget()
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
        self.pills.setVisible(len(self._pages) > 1)
        self.pills.chosen.connect(self._on_pill)

    def start(self) -> None:
        """Shows the first page."""
        if self.key:
            self.show_page(self.key)

    @property
    def view(self) -> AreaView | None:
        """What is shown."""
        return self._views.get(self.key)

    def show_page(self, key: str) -> None:
        """Shows a page by its key, built now if it was not yet."""
        self.key = key
        self.pills.choose(key)
        self.stack.setCurrentWidget(self._built(key).widget)
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
        self._built(key).open(target)

    def take_focus(self) -> None:
        """Puts the focus on the page that is shown."""
        if self.view is not None:
            self.view.take_focus()

    def actions_by_group(self) -> Mapping[str, Sequence[QAction]]:
        """Every action of the page that is shown, and those that lead to the others."""
        own = {} if self.view is None else dict(self.view.action_groups())
        name = QCoreApplication.translate("Wireless", "Wireless")
        return {name: tuple(self.page_actions.values()), **own} if len(self._pages) > 1 else own

    def close_down(self) -> None:
        """Stops reading and hearing."""
        for view in self._views.values():
            view.close()

    # Inside

    def _built(self, key: str) -> AreaView:
        if key not in self._views:
            view = self._pages[key].build(self._desk)
            self._views[key] = view
            self.stack.addWidget(view.widget)
            if view.primary is not None:
                self._row.addWidget(view.primary)
            self.built.emit(view)
        return self._views[key]

    def _make_actions(self) -> dict[str, QAction]:
        return {
            key: make_action(self, ActionText(page.title(), f"Alt+{at}", page.icon), partial(self._go, key))
            for at, (key, page) in enumerate(self._pages.items(), start=1)
        }

    def _go(self, key: str) -> None:
        self.show_page(key)
        self.take_focus()

    @Slot(str)
    def _on_pill(self, key: str) -> None:
        self.show_page(key)
