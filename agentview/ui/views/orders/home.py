"""The fixed tab of the orders: search, halted requests, provisioning errors, one at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from agentview.contract.feed import Topic
from agentview.contract.halted import HaltedFilter
from agentview.contract.network import ErrorFilter, ErrorView
from agentview.core.power import Power
from agentview.gateway.port import FeedNews, Gateway
from agentview.ui.kit.action import ActionText, make_action
from agentview.ui.kit.appearance import look
from agentview.ui.kit.pills import Pill, ViewPills
from agentview.ui.navigation import Desk
from agentview.ui.views.orders.errors_pane import ErrorsPane
from agentview.ui.views.orders.errors_spec import counts as error_counts
from agentview.ui.views.orders.halted_pane import HaltedPane
from agentview.ui.views.orders.halted_spec import size as halted_size
from agentview.ui.views.orders.search_pane import SearchPane

COUNT_MS = 600
_TOPICS = frozenset({Topic.TASK, Topic.NETWORK_REQUEST})


class Section(StrEnum):
    """The lists of this area."""

    SEARCH = "search"
    HALTED = "halted"
    ERRORS = "errors"


class OrdersHome(QWidget):
    """`wanted(order id, reference)` tells which order is to be shown; `moved()` that another list is."""

    wanted = Signal(int, str)
    moved = Signal()

    def __init__(self, desk: Desk) -> None:
        """Each list is read when it is first shown; the counts at once."""
        super().__init__()
        self._desk = desk
        self.search, self.halted, self.errors = SearchPane(desk), HaltedPane(desk), ErrorsPane(desk)
        self._panes: dict[Section, SearchPane | HaltedPane | ErrorsPane] = {
            Section.SEARCH: self.search,
            Section.HALTED: self.halted,
            Section.ERRORS: self.errors,
        }
        self._counts: dict[Section, int] = {}
        self._started: set[Section] = set()
        self.section = Section.SEARCH
        self.pills = ViewPills(QCoreApplication.translate("OrdersHome", "Lists of orders"))
        self.stack = QStackedWidget()
        for pane in self._panes.values():
            self.stack.addWidget(pane)
        gap = look().px(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, gap, 0, 0)
        column.setSpacing(gap)
        column.addWidget(self.pills)
        column.addWidget(self.stack, 1)
        self.section_actions = self._make_actions()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(COUNT_MS)
        self._timer.timeout.connect(self._read_counts)
        self._connect()
        self._show_pills()
        self._read_counts()
        self.show_section(Section.SEARCH)

    def show_section(self, section: Section) -> None:
        """Shows one of the lists, and reads it when it is shown for the first time."""
        self.section = section
        self.pills.choose(section.value)
        self.stack.setCurrentWidget(self._panes[section])
        if section not in self._started:
            self._started.add(section)
            self._panes[section].start()
        self.moved.emit()

    def show_error(self, request_id: int) -> None:
        """Shows what the carrier's platform refused, with this request in front once it is read."""
        self.show_section(Section.ERRORS)
        self.errors.list.select(request_id)

    def take_focus(self) -> None:
        """Puts the focus on the list that is shown; where it is empty, on the names of the lists."""
        if not self._panes[self.section].take_focus():
            self.pills.focus_current()

    def hear(self, news: FeedNews) -> None:
        """Counts anew when something of it changed; the lists themselves hear on their own."""
        self.halted.show_state()
        self.errors.show_state()
        if news.is_gap or any(change.topic in _TOPICS for change in news.changes):
            self._timer.start()

    def actions_by_group(self) -> Mapping[str, Sequence[QAction]]:
        """Every action of the list that is shown, and those that lead to the others."""
        name = QCoreApplication.translate("OrdersHome", "Orders")
        return {name: tuple(self.section_actions.values()), **self._panes[self.section].actions_by_group()}

    def close_down(self) -> None:
        """Stops reading."""
        self._timer.stop()
        self._desk.runner.drop(self)
        for pane in self._panes.values():
            pane.close_down()

    # Inside

    def _make_actions(self) -> dict[Section, QAction]:
        translate = QCoreApplication.translate
        texts = {
            Section.SEARCH: ActionText(translate("OrdersHome", "Search orders"), "Alt+1", "search"),
            Section.HALTED: ActionText(translate("OrdersHome", "Halted requests"), "Alt+2", "pause"),
            Section.ERRORS: ActionText(translate("OrdersHome", "Provisioning errors"), "Alt+3", "warning"),
        }
        shows = {
            Section.SEARCH: self._on_search,
            Section.HALTED: self._on_halted,
            Section.ERRORS: self._on_errors,
        }
        return {section: make_action(self, text, shows[section]) for section, text in texts.items()}

    def _connect(self) -> None:
        self.pills.chosen.connect(self._on_pill)
        self.search.wanted.connect(self.wanted)
        self.halted.wanted.connect(self.wanted)

    def _show_pills(self) -> None:
        self.pills.set_pills(
            [
                Pill(section.value, action.text(), self._counts.get(section))
                for section, action in self.section_actions.items()
            ]
        )

    @Slot()
    def _read_counts(self) -> None:
        gateway, sees_errors = self._desk.gateway, self._desk.has(Power.MANAGE_HALTED_SUBSCRIPTIONS)
        self._desk.runner.submit(
            lambda: _counts(gateway, sees_errors=sees_errors), self._on_counts, _ignore, self, newest="counts"
        )

    def _on_counts(self, counts: Mapping[Section, int]) -> None:
        self._counts = dict(counts)
        self._show_pills()
        self._desk.shell.set_count("orders", sum(counts.values()) or None)

    @Slot(str)
    def _on_pill(self, key: str) -> None:
        self.show_section(Section(key))

    @Slot()
    def _on_search(self) -> None:
        self._go(Section.SEARCH)

    @Slot()
    def _on_halted(self) -> None:
        self._go(Section.HALTED)

    @Slot()
    def _on_errors(self) -> None:
        self._go(Section.ERRORS)

    def _go(self, section: Section) -> None:
        self.show_section(section)
        self.take_focus()


def _counts(gateway: Gateway, *, sees_errors: bool) -> Mapping[Section, int]:
    found = {Section.HALTED: halted_size(gateway, HaltedFilter())}
    if sees_errors:
        found[Section.ERRORS] = error_counts(gateway, ErrorFilter())[ErrorView.ALL.value]
    return found


def _ignore(_error: Exception) -> None:
    """Counts come with the next refresh; the lists themselves tell that reading fails."""
