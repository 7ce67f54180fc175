"""The area of suspension: its tabs, each built at once and read when it is first shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from agentview.ui.kit.action import ActionText, make_action
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.record_tab_bar import RecordTabBar
from agentview.ui.navigation import Desk, Target
from agentview.ui.views.suspension.tabs import TABS, SuspensionPane, Tab


class SuspensionView(QObject):
    """An `AreaView`."""

    def __init__(self, desk: Desk, tabs: Sequence[Tab] = TABS) -> None:
        """Builds the tabs; a tab reads when it is first shown."""
        self.root = QWidget()
        super().__init__(self.root)
        self._tabs = tuple(tabs)
        self.panes: dict[str, SuspensionPane] = {tab.key: tab.build(desk) for tab in self._tabs}
        self._started: set[str] = set()
        self._is_closed = False
        self.bar = RecordTabBar(QCoreApplication.translate("Suspension", "Parts of suspension"))
        self.stack = QStackedWidget()
        for tab in self._tabs:
            self.bar.add_fixed(tab.word())
            pane = self.panes[tab.key]
            if isinstance(pane, QWidget):
                self.stack.addWidget(pane)
        self._switches = self._make_switches()
        column = QVBoxLayout(self.root)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        column.addWidget(self.bar)
        column.addWidget(self.stack, 1)
        self.bar.currentChanged.connect(self._on_tab)
        self._on_tab(0)

    # What the shell asks (AreaView)

    @property
    def widget(self) -> QWidget:
        """What fills the window below the header."""
        return self.root

    @property
    def primary(self) -> Button | None:
        """What is made here belongs to a tab, which has its own buttons."""
        return None

    @property
    def key(self) -> str:
        """The key of the tab that is shown."""
        return self._tabs[self.stack.currentIndex()].key

    def action_groups(self) -> Mapping[str, Sequence[QAction]]:
        """Every action, for the key sheet and the command box."""
        groups: dict[str, Sequence[QAction]] = {
            tab.word(): self.panes[tab.key].actions_shown() for tab in self._tabs
        }
        groups[QCoreApplication.translate("Suspension", "Suspension")] = self._switches
        return groups

    def open(self, target: Target) -> None:
        """Shows a record in the tab that opens its kind."""
        key = next((tab.key for tab in self._tabs if target.kind in tab.kinds), None)
        if key is not None:
            self.show_tab(key)
            self.panes[key].open_target(target)

    def take_focus(self) -> None:
        """Puts the focus where work goes on."""
        self.panes[self.key].take_focus()

    def close(self) -> None:
        """Drops calls and stops hearing news; a second time does nothing."""
        if not self._is_closed:
            self._is_closed = True
            for pane in self.panes.values():
                pane.close_down()

    # What the parts do together

    def show_tab(self, key: str) -> None:
        """Shows a tab by its key."""
        self.bar.setCurrentIndex([tab.key for tab in self._tabs].index(key))

    # Inside

    def _make_switches(self) -> Sequence[QAction]:
        translate = QCoreApplication.translate
        before = ActionText(translate("Suspension", "Show the tab before"), "Ctrl+PgUp", "arrow-left")
        after = ActionText(translate("Suspension", "Show the next tab"), "Ctrl+PgDown", "arrow-right")
        return (
            make_action(self.root, before, lambda: self._walk(-1)),
            make_action(self.root, after, lambda: self._walk(1)),
        )

    def _walk(self, step: int) -> None:
        at = self.stack.currentIndex() + step
        if 0 <= at < self.stack.count():
            self.bar.setCurrentIndex(at)
        self.take_focus()

    @Slot(int)
    def _on_tab(self, at: int) -> None:
        self.stack.setCurrentIndex(at)
        key = self._tabs[at].key
        if key not in self._started:
            self._started.add(key)
            self.panes[key].start()
