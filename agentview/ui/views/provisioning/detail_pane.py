"""The task beside the list, drawn: title, facts, strip, banner, commands, sections, timeline."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from agentview.contract.provisioning import QueueRow, TaskDetail, TimelineEntry, Watcher
from agentview.ui.kit.appearance import look
from agentview.ui.kit.banner import Banner, BannerText
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.card import Card
from agentview.ui.kit.chip import Chip
from agentview.ui.kit.facts import FactList
from agentview.ui.kit.masked import MaskedValue
from agentview.ui.kit.notice import NoticeBar
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.kit.state_overlay import StateOverlay, StateText
from agentview.ui.kit.strip import LifecycleStrip
from agentview.ui.kit.text import INK_SECOND, ElidedLabel, PlainLabel, heading
from agentview.ui.kit.timeline import Timeline
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.navigation import Texts
from agentview.ui.views.provisioning.command_bar import CommandBar
from agentview.ui.views.provisioning.detail_facts import (
    MaskedContact,
    attempt_facts,
    fact_line,
    order_facts,
    service_facts,
)
from agentview.ui.views.provisioning.offers import Offer
from agentview.ui.views.provisioning.status import status_chip, step_of
from agentview.ui.views.provisioning.timeline_words import shown_entries
from agentview.ui.views.provisioning.words import presence_word


class DetailPane(QWidget):
    """Shows one task, or why there is none. `pressed(command)` tells which command was wanted."""

    pressed = Signal(str)
    banner_pressed = Signal(str)
    older_wanted = Signal()
    reveal_wanted = Signal()
    retry_wanted = Signal()

    def __init__(
        self, texts: Texts, times: ServerTime, zone: ZoneInfo, parent: QWidget | None = None
    ) -> None:
        """Shows nothing yet."""
        super().__init__(parent)
        self._times, self._zone = times, zone
        self._facts_of: object = None
        self._masked = MaskedContact(None, None)
        self.title = ElidedLabel("", TypeRole.H2)
        self._chip_place = QHBoxLayout()
        self._chip: Chip | None = None
        self.line = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.watchers = PlainLabel("", TypeRole.SMALL, INK_SECOND, wrap=True)
        self.strip = LifecycleStrip()
        # Its words may end in dots rather than keep the list from getting the room that it needs.
        self.strip.setMinimumWidth(look().px(4 * 48))
        self.banner = Banner()
        self.hint = NoticeBar()
        self.bar = CommandBar(texts)
        self.order, self.service, self.attempts = FactList(), FactList(), FactList()
        self.timeline = Timeline()
        self.older = Button(QCoreApplication.translate("Provisioning", "Show older"), ButtonKind.QUIET)
        self.overlay = StateOverlay()
        self.form_place, self._buttons_place = QVBoxLayout(), QVBoxLayout()
        self.sections = ScrollColumn(QCoreApplication.translate("Provisioning", "Task"), spacing=8)
        self._arrange()
        self.bar.pressed.connect(self.pressed)
        self.banner.button_pressed.connect(self.banner_pressed)
        self.older.pressed_once.connect(self.older_wanted)
        self.overlay.button_pressed.connect(self.retry_wanted)
        self.show_nothing()

    def show_task(self, task: TaskDetail, entries: Sequence[TimelineEntry], *, has_older: bool) -> None:
        """Shows a task; the same one in a newer state keeps the scroll position."""
        self._show_head(task.row)
        self.strip.set_steps([step_of(milestone) for milestone in task.milestones])
        self._show_facts(task)
        now = self._times.now()
        self.timeline.set_entries(shown_entries(entries, now, self._zone, task.identifier_label))
        self.older.setVisible(has_older)
        self._show_sections(is_shown=True)
        self._stack.setCurrentWidget(self._page)

    def show_row(self, row: QueueRow) -> None:
        """Shows at once what the list knows of a task; the rest follows when it is read."""
        self._facts_of = None
        self._show_head(row)
        self.strip.set_steps(())
        self.bar.show_offers(())
        self.show_banners((), "")
        self._show_sections(is_shown=False)
        self._stack.setCurrentWidget(self._page)

    def show_offers(self, offers: Sequence[Offer], *, is_offline: bool) -> None:
        """Shows the commands of the task; while the services do not answer all are closed."""
        self.bar.show_offers(offers, is_offline=is_offline)

    def show_banners(self, banners: Sequence[BannerText], hint: str) -> None:
        """Shows what stands in the way, and a quiet hint."""
        self.banner.show_texts(banners)
        self.hint.show_notice(hint)

    def show_watchers(self, watchers: Sequence[Watcher]) -> None:
        """Shows who else has it open."""
        self.watchers.setText(", ".join(f"{who.name} {presence_word(who.mode)}" for who in watchers))

    def show_contact(self, phone: str | None, email: str | None) -> None:
        """Shows the contact in full until it masks itself again."""
        for widget, value in ((self._masked.phone, phone), (self._masked.email, email)):
            if widget is not None and value is not None:
                widget.reveal(value)

    def show_nothing(self) -> None:
        """Shows that no task is chosen."""
        translate = QCoreApplication.translate
        self._facts_of = None
        self.overlay.show_text(
            StateText(
                translate("Provisioning", "No task chosen"),
                translate("Provisioning", "Choose one in the list to see it here."),
            )
        )
        self._stack.setCurrentWidget(self._nothing)

    def show_loading(self) -> None:
        """Shows that a task is being read."""
        self._facts_of = None
        self.overlay.show_loading()
        self._stack.setCurrentWidget(self._nothing)

    def show_failed(self, sentence: str) -> None:
        """Shows that the task could not be read, with a button to try again."""
        translate = QCoreApplication.translate
        text = StateText(
            translate("Provisioning", "The task could not be read"),
            sentence,
            translate("Provisioning", "Try again"),
        )
        self.overlay.show_text(text)
        self._stack.setCurrentWidget(self._nothing)

    def take_focus(self) -> None:
        """Puts the focus on the first command, or on the form while one is open."""
        self.bar.take_focus()

    def show_form(self, form: QWidget | None, buttons: QWidget | None = None) -> None:
        """Puts an edit form in the place of the service facts, and its buttons in that of the commands.

        None brings both back.
        """
        for place in (self.form_place, self._buttons_place):
            while (item := place.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()
        self.service.setVisible(form is None)
        self.bar.setVisible(form is None)
        if form is not None and buttons is not None:
            self.form_place.addWidget(form)
            self._buttons_place.addWidget(buttons)
            form.show()
            buttons.show()
            self.sections.ensureWidgetVisible(self._service_head)

    def _show_sections(self, *, is_shown: bool) -> None:
        inner = self.sections.widget()
        if inner is not None:
            inner.setVisible(is_shown)

    def _show_head(self, row: QueueRow) -> None:
        self.title.setText(f"{row.reference} \u00b7 {row.customer}")
        self.line.setText(fact_line(row))
        self.show_watchers(row.watchers)
        value = status_chip(row.status)
        if self._chip is None:
            self._chip = Chip(value)
            self._chip_place.insertWidget(0, self._chip)
        self._chip.set_value(value)

    def _show_facts(self, task: TaskDetail) -> None:
        known = (
            task.row.task_id,
            task.fields,
            task.contact,
            task.price,
            task.private_fields,
            task.attempts,
            task.service_status,
            task.migration,
            task.order_status,
            task.row.requested_on,
        )
        if known != self._facts_of:
            self._facts_of = known
            self._masked = self._mask(task)
            self.order.set_facts(order_facts(task, self._masked))
            self.service.set_facts(service_facts(task))
            self.attempts.set_facts(attempt_facts(task, self._times, self._zone))

    def _mask(self, task: TaskDetail) -> MaskedContact:
        translate = QCoreApplication.translate
        contact = task.contact
        phone = email = None
        if contact is not None and contact.phone is not None:
            phone = MaskedValue(translate("TaskFact", "Phone"), contact.phone)
        if contact is not None and contact.email is not None:
            email = MaskedValue(translate("TaskFact", "E-mail"), contact.email)
        for widget in (phone, email):
            if widget is not None:
                widget.reveal_requested.connect(self.reveal_wanted)
        return MaskedContact(phone, email)

    def _arrange(self) -> None:
        self._page = Card(padding=12)
        self._chip_place.setSpacing(look().px(8))
        self._chip_place.addWidget(self.watchers, 1)
        self._page.body.addWidget(self.title)
        self._page.body.addLayout(self._chip_place)
        for part in (self.line, self.strip, self.hint, self.banner, self.bar):
            self._page.body.addWidget(part)
        self._page.body.addLayout(self._buttons_place)
        self._fill_sections()
        self._page.body.addWidget(self.sections, 1)
        self._nothing = Card(padding=0)
        self._nothing.body.addWidget(self.overlay)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._page)
        self._stack.addWidget(self._nothing)

    def _fill_sections(self) -> None:
        translate = QCoreApplication.translate
        body = self.sections.body
        self._service_head = heading(translate("Provisioning", "Service"))
        body.addWidget(self._service_head)
        body.addWidget(self.service)
        body.addLayout(self.form_place)
        for word, part in (
            (translate("Provisioning", "Order and customer"), self.order),
            (translate("Provisioning", "Attempts"), self.attempts),
            (translate("Provisioning", "Timeline"), self.timeline),
        ):
            body.addWidget(heading(word))
            body.addWidget(part)
        body.addWidget(self.older, 0, Qt.AlignmentFlag.AlignLeading)
