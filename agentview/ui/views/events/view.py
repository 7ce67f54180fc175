"""The area of notifications: its pages on a fixed tab, each template that is edited on a tab of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.core.power import Power
from agentview.ui.kit.button import Button
from agentview.ui.kit.record_tabs import Record, RecordTabs
from agentview.ui.navigation import EVENT_MAPPING, EVENT_TEMPLATE, NOTIFICATION, NOTIFICATIONS, Desk, Target
from agentview.ui.views.events.editor_page import TemplatePage
from agentview.ui.views.events.editor_presenter import Begun
from agentview.ui.views.events.home import NotificationsHome, Section


class NotificationsView(QObject):
    """An `AreaView`."""

    def __init__(self, desk: Desk) -> None:
        """Shows the log."""
        self.root = QWidget()
        super().__init__(self.root)
        self._desk = desk
        self._numbers = count(1)
        self._is_open = True
        self.home = NotificationsHome(desk)
        translate = QCoreApplication.translate
        title = translate("Notifications", "Notifications")
        self.tabs = RecordTabs(self.home, title, translate("Notifications", "Open templates"))
        column = QVBoxLayout(self.root)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        self.tabs.reopen_wanted.connect(self._on_reopen)
        if self.home.templates is not None:
            self.home.templates.wanted.connect(self.show_template)
            self.home.templates.new_wanted.connect(self.new_template)
        if self.home.mappings is not None:
            self.home.mappings.template_wanted.connect(self.show_template)
        self.home.start()

    # What the shell asks (AreaView)

    @property
    def widget(self) -> QWidget:
        """What fills the window below the header."""
        return self.root

    @property
    def primary(self) -> Button | None:
        """Nothing: what is made here is begun on its own page."""
        return None

    def action_groups(self) -> Mapping[str, Sequence[QAction]]:
        """Every action of what is in front, for the key sheet and the command box."""
        page = self.page()
        groups: dict[str, Sequence[QAction]] = {}
        groups.update(self.home.actions_by_group() if page is None else page.action_groups())
        groups[QCoreApplication.translate("Notifications", "Tabs")] = self.tabs.actions_of_tabs()
        return groups

    def open(self, target: Target) -> None:
        """Shows a view of the log, a message in it, a mapping in its list, or a template on its tab."""
        if target.kind == EVENT_TEMPLATE:
            self.show_template(target.record_id, target.title)
            return
        self.tabs.show_record(None)
        if target.kind == NOTIFICATIONS:
            self.home.show_section(Section.LOG)
            self.home.log.show_view(target.title)
        elif target.kind == NOTIFICATION:
            self.home.show_section(Section.LOG)
            self.home.log.show_message(target.record_id)
        elif target.kind == EVENT_MAPPING and self.home.mappings is not None:
            self.home.show_section(Section.MAPPINGS)
            self.home.mappings.show_mapping(target.record_id)

    def take_focus(self) -> None:
        """Puts the focus where work goes on: the template in front, or the list."""
        page = self.page()
        if page is None:
            self.home.take_focus()
        else:
            page.take_focus()

    def close(self) -> None:
        """Saves drafts, drops calls and stops hearing news; a second time does nothing."""
        if self._is_open:
            self._is_open = False
            self.tabs.close_all()
            self.home.close_down()

    # What the parts do together

    def page(self) -> TemplatePage | None:
        """The template in front; None while the lists are."""
        widget = self.tabs.current_widget
        return widget if isinstance(widget, TemplatePage) else None

    @Slot(int, str)
    def show_template(self, template_id: int, title: str = "") -> None:
        """Shows a template on its tab, which is made unless there is one."""
        if not self._desk.has(Power.EVENT_ADMIN):
            return
        for key in self.tabs.open_keys():
            widget = self.tabs.widget_of(key)
            if isinstance(widget, TemplatePage) and widget.template_id == template_id:
                self.tabs.show_record(key)
                return
        name = title or QCoreApplication.translate("Notifications", "Template")
        self._add(template_id, name, TemplatePage(self._desk, template_id))

    @Slot(object)
    def new_template(self, begun: Begun) -> None:
        """Begins a template of an event type and a channel."""
        title = QCoreApplication.translate("Notifications", "New template")
        self._add(f"new-{next(self._numbers)}", title, TemplatePage(self._desk, begun))

    # Inside

    def _add(self, key: int | str, title: str, page: TemplatePage) -> None:
        def rename(name: str) -> None:
            self.tabs.rename(key, name)

        def go() -> None:
            self.tabs.close_record(key)

        page.renamed.connect(rename)
        page.closed.connect(go)
        self.tabs.open(
            Record(
                key,
                title,
                page,
                has_draft=lambda: page.has_draft,
                may_close=page.may_close,
                close=page.close_down,
            )
        )
        page.start()

    @Slot(object, str)
    def _on_reopen(self, key: object, title: str) -> None:
        if isinstance(key, int):
            self.show_template(key, title)
