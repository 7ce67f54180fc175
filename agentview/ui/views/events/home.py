"""The fixed tab of notifications: the log, the mappings, the templates and the set-up, one at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from agentview.core.power import Power
from agentview.ui.kit.action import ActionText, make_action
from agentview.ui.kit.appearance import look
from agentview.ui.kit.pills import Pill, ViewPills
from agentview.ui.navigation import Desk
from agentview.ui.views.events.log_pane import LogPane
from agentview.ui.views.events.mapping_pane import MappingsPane
from agentview.ui.views.events.setup_pane import SetupPane
from agentview.ui.views.events.template_pane import TemplatesPane

Pane = LogPane | MappingsPane | TemplatesPane | SetupPane


class Section(StrEnum):
    """The pages of this area."""

    LOG = "log"
    MAPPINGS = "mappings"
    TEMPLATES = "templates"
    SETUP = "setup"


class NotificationsHome(QWidget):
    """Each page is read when it is first shown. `moved()` tells that another one is."""

    moved = Signal()

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`; who does not administer events has the log alone."""
        super().__init__()
        is_admin = desk.has(Power.EVENT_ADMIN)
        self.log = LogPane(desk)
        self.mappings = MappingsPane(desk) if is_admin else None
        self.templates = TemplatesPane(desk) if is_admin else None
        self.setup = SetupPane(desk) if is_admin else None
        self._panes = self._named_panes()
        self._started: set[Section] = set()
        self.section = Section.LOG
        self.pills = ViewPills(QCoreApplication.translate("Notifications", "Pages of notifications"))
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
        self.pills.set_pills([Pill(key.value, made.text()) for key, made in self.section_actions.items()])
        self.pills.setVisible(len(self._panes) > 1)
        self.pills.chosen.connect(self._on_pill)

    def start(self) -> None:
        """Reads the log."""
        self.show_section(Section.LOG)

    def show_section(self, section: Section) -> None:
        """Shows a page, if the person has it, and reads it when it is shown for the first time."""
        pane = self._panes.get(section)
        if pane is None:
            return
        self.section = section
        self.pills.choose(section.value)
        self.stack.setCurrentWidget(pane)
        if section not in self._started:
            self._started.add(section)
            pane.start()
        self.moved.emit()

    def take_focus(self) -> None:
        """Puts the focus on the page that is shown."""
        self._panes[self.section].take_focus()

    def actions_by_group(self) -> Mapping[str, Sequence[QAction]]:
        """Every action of the page that is shown, and those that lead to the others."""
        name = QCoreApplication.translate("Notifications", "Notifications")
        title = self.section_actions[self.section].text()
        own = {title: self._panes[self.section].actions_shown()}
        return own if len(self._panes) == 1 else {name: tuple(self.section_actions.values()), **own}

    def close_down(self) -> None:
        """Stops reading and hearing."""
        for pane in self._panes.values():
            pane.close_down()

    # Inside

    def _named_panes(self) -> dict[Section, Pane]:
        panes: tuple[tuple[Section, Pane | None], ...] = (
            (Section.LOG, self.log),
            (Section.MAPPINGS, self.mappings),
            (Section.TEMPLATES, self.templates),
            (Section.SETUP, self.setup),
        )
        return {section: pane for section, pane in panes if pane is not None}

    def _make_actions(self) -> dict[Section, QAction]:
        translate = QCoreApplication.translate
        words = {
            Section.LOG: (translate("Notifications", "Notification log"), "list"),
            Section.MAPPINGS: (translate("Notifications", "Event mappings"), "bell"),
            Section.TEMPLATES: (translate("Notifications", "Templates"), "note"),
            Section.SETUP: (translate("Notifications", "Set-up and delivery"), "settings"),
        }
        return {
            section: make_action(self, ActionText(*_named(words[section], at)), partial(self._go, section))
            for at, section in enumerate(self._panes, start=1)
        }

    def _go(self, section: Section) -> None:
        self.show_section(section)
        self.take_focus()

    @Slot(str)
    def _on_pill(self, key: str) -> None:
        self.show_section(Section(key))


def _named(word_and_icon: tuple[str, str], at: int) -> tuple[str, str, str]:
    word, icon_name = word_and_icon
    return word, f"Alt+{at}", icon_name
