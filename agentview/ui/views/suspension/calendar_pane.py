"""Calendar and groups: who and when the rules leave alone, one page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from agentview.ui.kit.action import ActionText, make_action
from agentview.ui.kit.appearance import look
from agentview.ui.kit.pills import Pill, ViewPills
from agentview.ui.navigation import Desk, Target
from agentview.ui.views.suspension.closed_days_pane import ClosedDaysPane
from agentview.ui.views.suspension.exemptions_pane import ExemptionsPane
from agentview.ui.views.suspension.groups_pane import GroupsPane

EXEMPTIONS, GROUPS, CLOSED_DAYS = "exemptions", "groups", "closed_days"
Page = ExemptionsPane | GroupsPane | ClosedDaysPane


class CalendarPane(QWidget):
    """A tab of suspension: exemptions, account groups and closed days, each on a page of its own."""

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`; a page reads when it is first shown."""
        super().__init__()
        self.exemptions, self.groups = ExemptionsPane(desk), GroupsPane(desk)
        self.closed_days = ClosedDaysPane(desk)
        self._pages: dict[str, Page] = {
            EXEMPTIONS: self.exemptions,
            GROUPS: self.groups,
            CLOSED_DAYS: self.closed_days,
        }
        self._started: set[str] = set()
        self.key = EXEMPTIONS
        self.pills = ViewPills(_word("Pages of calendar and groups"))
        self.stack = QStackedWidget()
        for page in self._pages.values():
            self.stack.addWidget(page)
        self._switches = self._make_switches()
        self.pills.set_pills([Pill(key, word) for key, word in _words().items()])
        self.pills.choose(self.key)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        column.addWidget(self.pills)
        column.addWidget(self.stack, 1)
        self.pills.chosen.connect(self._on_pill)

    # What the area asks (SuspensionPane)

    def start(self) -> None:
        """Reads the page that is shown."""
        self.show_page(self.key)

    def take_focus(self) -> None:
        """Puts the focus on the list that is shown."""
        self.page().list.table.setFocus()

    def actions_shown(self) -> Sequence[QAction]:
        """Every action of the page that is shown, and those that lead to the others."""
        return (*self._switches, *self.page().actions_shown())

    def open_target(self, target: Target) -> None:
        """Opens no kind of record."""

    def close_down(self) -> None:
        """Stops reading and hearing."""
        for page in self._pages.values():
            page.close_down()

    # What the parts do together

    def page(self) -> Page:
        """The page that is shown."""
        return self._pages[self.key]

    def show_page(self, key: str) -> None:
        """Shows a page by its key, read now if it was not yet."""
        self.key = key
        self.pills.choose(key)
        self.stack.setCurrentWidget(self.page())
        if key not in self._started:
            self._started.add(key)
            self.page().start()

    # Inside

    def _make_switches(self) -> Sequence[QAction]:
        icons = {EXEMPTIONS: "unlock", GROUPS: "users", CLOSED_DAYS: "calendar"}
        return tuple(
            make_action(self, ActionText(word, f"Alt+{at}", icons[key]), partial(self._go, key))
            for at, (key, word) in enumerate(_words().items(), start=1)
        )

    def _go(self, key: str) -> None:
        self.show_page(key)
        self.take_focus()

    @Slot(str)
    def _on_pill(self, key: str) -> None:
        self.show_page(key)


def _words() -> dict[str, str]:
    return {
        EXEMPTIONS: _word("Exemptions"),
        GROUPS: _word("Account groups"),
        CLOSED_DAYS: _word("Closed days"),
    }


def _word(text: str) -> str:
    return QCoreApplication.translate("SuspensionCalendar", text)
