"""One customer on a tab: the head, what must be known, and the sections below."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from agentview.contract.customers import CustomerDetail, RevealedContact, TimelineKind
from agentview.gateway.port import FeedNews
from agentview.ui.kit.action import tip_with_key
from agentview.ui.kit.appearance import look
from agentview.ui.kit.banner import Banner
from agentview.ui.kit.button import Button
from agentview.ui.kit.card import Card
from agentview.ui.kit.masked import MASK_AGAIN_MS
from agentview.ui.kit.state_overlay import StateOverlay, StateText
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.navigation import Desk
from agentview.ui.views.customers import counts, page_actions
from agentview.ui.views.customers.commands import CustomerCommands
from agentview.ui.views.customers.page_actions import PageActions, cause_against
from agentview.ui.views.customers.page_banners import note_of, page_banners
from agentview.ui.views.customers.page_header import PageHeader
from agentview.ui.views.customers.page_sections import PageSections
from agentview.ui.views.customers.presenter import CustomerPresenter
from agentview.ui.views.customers.section import PageContext, PageSection, Section
from agentview.ui.views.customers.section_overview import OVERVIEW, OverviewSection
from agentview.ui.views.customers.section_timeline import TimelineSection
from agentview.ui.views.customers.sections import SECTIONS

LOW = 540
"""A page that is lower than this at 100 % shows less of its head."""


class CustomerPage(QWidget):
    """Tells `named(customer)` once it is read and when the name changes, `was_read` at each reading."""

    named = Signal(object)
    was_read = Signal()

    def __init__(
        self,
        desk: Desk,
        account_id: int,
        times: ServerTime,
        sections: Sequence[PageSection] = SECTIONS,
    ) -> None:
        """Reads when it is first shown."""
        super().__init__()
        self._desk, self._times = desk, times
        self.presenter = CustomerPresenter(desk, self, account_id, times)
        self.commands = CustomerCommands(desk, self.presenter, self)
        context = PageContext(desk, times, self.presenter, self.commands)
        self.sections = PageSections(self, sections, context)
        self._called = ("", "")
        self._package_id: int | None = None
        self.header, self.banner = PageHeader(), Banner()
        self._tools = self._make_tools()
        self._overlay = StateOverlay()
        self.actions_of_page = self._make_actions()
        self._arrange()
        self._connect()

    # For the area

    @property
    def account_id(self) -> int:
        """The account that is shown."""
        return self.presenter.account_id

    def action_groups(self) -> dict[str, Sequence[QAction]]:
        """The actions of customer, sections, and of the section that is shown."""
        translate = QCoreApplication.translate
        of_page = (*self.actions_of_page.all(), *self.sections.actions)
        return {translate("Customers", "Customer"): of_page, **self.sections.action_groups()}

    def show_page(self) -> None:
        """The tab is in front."""
        self.presenter.show()

    def hide_page(self) -> None:
        """Another tab is in front."""
        self.presenter.hide()

    def hear(self, news: FeedNews) -> None:
        """Follows the change feed and the link."""
        self.presenter.hear(news)
        self.sections.hear(news)
        self._show_state()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Passes the focus on to where work goes on."""
        super().focusInEvent(event)
        self.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves more room to the sections where the window is low."""
        super().resizeEvent(event)
        self.header.set_low(is_low=self.height() < look().px(LOW))

    def take_focus(self) -> None:
        """Puts the focus on the section."""
        section = self.sections.find(self.sections.current)
        if section is not None:
            section.take_focus()
        elif self.presenter.detail is None:
            self._overlay.focus_button()

    def close_down(self) -> None:
        """Saves drafts and drops calls."""
        self.commands.close()
        self.presenter.close()
        self.sections.close()

    def section(self, key: str) -> Section:
        """The section of this key, built now if it was not yet."""
        return self.sections.section(key)

    @Slot(str)
    def choose(self, key: str) -> None:
        """Shows a section."""
        self.sections.choose(key)

    def show_package(self, package_id: int) -> None:
        """Shows a package of this customer, now or when it is read."""
        self._package_id = package_id
        self.choose(OVERVIEW.key)
        self._show_package()

    # What the presenter tells

    def show_customer(self, customer: CustomerDetail) -> None:
        """Shows a customer, perhaps in a newer state."""
        is_first = self._whole.currentWidget() is not self._page
        self.header.show_customer(customer)
        self.banner.show_texts(page_banners(customer, self._times.now(), self._desk.zone))
        had_focus = self._overlay.has_focus_inside() or self.hasFocus()
        self._whole.setCurrentWidget(self._page)
        self.sections.show_customer(customer)
        self._show_package()
        self._show_state()
        if is_first and (had_focus or self._is_in_front()):
            self.section(self.sections.current).take_focus()
        called = (customer.name, customer.account_no)
        if called != self._called:
            self._called = called
            self.named.emit(customer)
        self.was_read.emit()

    def show_loading(self) -> None:
        """Shows that the customer is being read."""
        self._overlay.show_loading()
        self._whole.setCurrentWidget(self._nothing)

    def show_failed(self, error: Exception, *, is_gone: bool) -> None:
        """Shows that the customer could not be read, or is not there for this person."""
        translate = QCoreApplication.translate
        text = StateText(
            translate("Customers", "The customer could not be read"),
            self._desk.texts.report(error).text.sentences,
            translate("Customers", "Try again"),
        )
        if is_gone:
            text = StateText(
                translate("Customers", "There is no such customer"),
                translate("Customers", "It is not there, or belongs to another operator. Search for it."),
            )
        self._overlay.show_text(text)
        self._whole.setCurrentWidget(self._nothing)

    def show_contact(self, contact: RevealedContact) -> None:
        """Shows a contact in full wherever it stands, for 30 seconds."""
        self.commands.revealed[contact.contact_id] = contact
        QTimer.singleShot(MASK_AGAIN_MS, self, partial(self._forget, contact.contact_id))
        self.header.show_contact(contact)
        self.sections.show_contact(contact)

    # Inside

    def _show_package(self) -> None:
        section = self.sections.find(OVERVIEW.key)
        if self._package_id is None or self.presenter.detail is None:
            return
        if isinstance(section, OverviewSection):
            section.select(self._package_id)
            self._package_id = None

    def _forget(self, contact_id: int) -> None:
        self.commands.revealed.pop(contact_id, None)

    def _is_in_front(self) -> bool:
        focused = self.window().focusWidget()
        return self.isVisible() and (focused in (None, self) or self.isAncestorOf(focused))

    def _make_tools(self) -> dict[str, Button]:
        translate = QCoreApplication.translate
        words = {
            page_actions.ADD_NOTE: (translate("Customers", "Add note"), "O", "note"),
            page_actions.EDIT: (translate("Customers", "Edit"), "E", "edit"),
        }
        return {
            key: Button(word, tip=tip_with_key(word, shortcut), icon_name=icon_name)
            for key, (word, shortcut, icon_name) in words.items()
        }

    def _make_actions(self) -> PageActions:
        commands = self.commands
        return PageActions(
            self,
            {
                page_actions.NEW_ORDER: commands.new_order,
                page_actions.NEW_HARDWARE: commands.new_hardware_order,
                page_actions.ADD_NOTE: commands.add_note,
                page_actions.EDIT: commands.edit,
                page_actions.ADD_CONTACT: commands.add_contact,
                page_actions.REVEAL: commands.reveal,
                page_actions.COPY: commands.copy_account,
                page_actions.QUEUE: commands.show_queue,
                page_actions.REFRESH: self.presenter.read,
            },
        )

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(look().px(8))
        line.addWidget(self.sections.pills, 1)
        for button in self._tools.values():
            line.addWidget(button)
        self._page = QWidget()
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, look().px(8), 0, 0)
        column.setSpacing(look().px(8))
        for part in (self.header, self.banner):
            column.addWidget(part)
        column.addLayout(line)
        column.addWidget(self.sections.stack, 1)
        self._nothing = Card(padding=0)
        self._nothing.body.addWidget(self._overlay)
        self._whole = QStackedLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.addWidget(self._page)
        self._whole.addWidget(self._nothing)
        self._whole.setCurrentWidget(self._nothing)

    def _connect(self) -> None:
        self.sections.built.connect(self._on_built)
        self.banner.button_pressed.connect(self._on_banner)
        self.header.link_pressed.connect(self._on_link)
        self.header.reveal_wanted.connect(self._on_reveal)
        self.header.copy_wanted.connect(self.commands.copy_account)
        self._overlay.button_pressed.connect(self.presenter.read)
        self._tools[page_actions.ADD_NOTE].pressed_once.connect(self._on_note)
        self._tools[page_actions.EDIT].pressed_once.connect(self.commands.edit)

    def _show_state(self) -> None:
        self.actions_of_page.show_state(self._desk, self.presenter)
        for key, button in self._tools.items():
            button.set_refusal(cause_against(key, self._desk, self.presenter))

    @Slot(object)
    def _on_built(self, section: Section) -> None:
        self.actions_of_page.act_in(section.lists)

    @Slot()
    def _on_note(self) -> None:
        self.commands.add_note()

    @Slot()
    def _on_reveal(self) -> None:
        if cause_against(page_actions.REVEAL, self._desk, self.presenter) is None:
            self.commands.reveal()

    @Slot(str)
    def _on_banner(self, key: str) -> None:
        note_id = note_of(key)
        if note_id is not None:
            self.commands.end_alert(note_id)

    @Slot(str)
    def _on_link(self, key: str) -> None:
        if key in (counts.TASKS, counts.HALTED):
            self.commands.show_queue()
        elif key == counts.INCOMPLETE:
            self.choose("orders")
        elif key == counts.HARDWARE:
            self.choose("hardware")
        else:
            self.choose("timeline")
            kind = TimelineKind.CASES if key == counts.CASES else TimelineKind.PROVISIONING
            section = self.section("timeline")
            if isinstance(section, TimelineSection):
                section.narrow(kind.value)
