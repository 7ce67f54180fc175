"""An order for reading: its facts, services with their tasks and halts, and what happened (R-PRV-38, 39)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from agentview.contract.order_entry import OrderDetail, OrderedService
from agentview.ui.kit.appearance import look
from agentview.ui.kit.banner import Banner
from agentview.ui.kit.button import Button
from agentview.ui.kit.card import Card
from agentview.ui.kit.chip import Chip
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.facts import FactList
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.kit.state_overlay import StateOverlay, StateText
from agentview.ui.kit.strip import LifecycleStrip
from agentview.ui.kit.text import INK_SECOND, ElidedLabel, PlainLabel
from agentview.ui.kit.timeline import Timeline
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.navigation import ACCOUNT, TASK, Desk, Target
from agentview.ui.views.orders.order_facts import (
    halt_banners,
    order_facts,
    order_steps,
    service_facts,
    shown_events,
)
from agentview.ui.views.orders.order_presenter import OrderPresenter
from agentview.ui.views.orders.wizard_words import joined, status_chip, type_word


class OrderView(QWidget):
    """Shows one order; nothing on it can be changed here."""

    renamed = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Shows nothing yet."""
        super().__init__(parent)
        self._desk = desk
        self.title = ""
        self.presenter = OrderPresenter(desk, self)
        translate = QCoreApplication.translate
        self.overlay = StateOverlay()
        self.head = ElidedLabel("", TypeRole.H1)
        self.line = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.strip = LifecycleStrip()
        self.banner = Banner()
        self.facts = FactList()
        self.services = ColumnBox(look().px(12))
        self.timeline = Timeline()
        self.older = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.customer = Button(translate("OrderPage", "Open customer"), icon_name="user")
        self._chips = QHBoxLayout()
        self._chip: Chip | None = None
        self._cards: list[Card] = []
        self._services: tuple[OrderedService, ...] = ()
        self._column = ScrollColumn(translate("OrderPage", "Order"))
        self._arrange()
        self.customer.pressed_once.connect(self._on_customer)
        self.banner.button_pressed.connect(self._on_banner)
        self.overlay.button_pressed.connect(self.presenter.read)

    @property
    def order_id(self) -> int | None:
        """The number of the order that is shown."""
        return self.presenter.order_id

    def show_order(self, order_id: int) -> None:
        """Shows an order."""
        self.presenter.show(order_id)

    def end(self) -> None:
        """Hears of nothing any more."""
        self.presenter.close()

    def take_focus(self) -> None:
        """Puts the focus on the first button."""
        self.customer.setFocus()

    # What the presenter tells

    def show_loading(self) -> None:
        """The order is being read."""
        self.overlay.show_loading()
        self._stack.setCurrentWidget(self.overlay)

    def show_failed(self, error: Exception) -> None:
        """The order could not be read."""
        text = self._desk.texts.report(error).text
        translate = QCoreApplication.translate
        title = translate("OrderPage", "The order could not be read")
        self.overlay.show_text(
            StateText(title, f"{text.what} {text.next_step}".strip(), translate("OrderPage", "Try again"))
        )
        self._stack.setCurrentWidget(self.overlay)

    def show_detail(self, order: OrderDetail) -> None:
        """Shows the order as it is now."""
        if self.title != order.reference:
            self.title = order.reference
            self.renamed.emit(self.title)
        self.head.setText(joined((order.reference, order.customer)))
        self._show_chip(order)
        self.line.setText(joined((type_word(order.order_type), order.package)))
        self.strip.set_steps(order_steps(order))
        self.banner.show_texts(halt_banners(order, self._desk.zone))
        self.facts.set_facts(order_facts(order, self._desk.zone))
        self._show_services(order)
        now = self._desk.clock.now()
        self.timeline.set_entries(shown_events(order, now, self._desk.zone))
        more = QCoreApplication.translate("OrderPage", "Older entries stand in the customer's timeline.")
        self.older.setText(more if order.has_older_events else "")
        self.older.setVisible(order.has_older_events)
        self.customer.setVisible(order.account_id is not None)
        self._stack.setCurrentWidget(self._page)

    # Inside

    def _show_chip(self, order: OrderDetail) -> None:
        value = status_chip(order.status)
        if self._chip is None:
            self._chip = Chip(value)
            self._chips.insertWidget(0, self._chip)
        self._chip.set_value(value)

    def _show_services(self, order: OrderDetail) -> None:
        if order.services == self._services:
            return
        self._services = order.services
        for card in self._cards:
            card.hide()
            card.deleteLater()
        self._cards = [self._card(service) for service in order.services]
        for card in self._cards:
            self.services.body.addWidget(card)
            card.show()

    def _card(self, service: OrderedService) -> Card:
        card = Card(service.name, padding=12)
        facts = FactList()
        facts.set_facts(service_facts(service, self._desk.clock.now(), self._desk.zone))
        card.body.addWidget(facts)
        if service.task_id is not None:
            text = QCoreApplication.translate("OrderPage", "Open {task}")
            button = Button(text.replace("{task}", service.task_reference), icon_name="inbox")
            button.pressed_once.connect(partial(self._open_task, service))
            card.body.addWidget(FlowRow((button,)))
        return card

    def _open_task(self, service: OrderedService) -> None:
        if service.task_id is not None:
            self._desk.shell.open_target(Target(TASK, service.task_id, service.task_reference))

    @Slot()
    def _on_customer(self) -> None:
        order = self.presenter.order
        if order is not None and order.account_id is not None:
            self._desk.shell.open_target(Target(ACCOUNT, order.account_id, order.customer))

    @Slot(str)
    def _on_banner(self, key: str) -> None:
        for service in self._services:
            if key == service.task_reference:
                self._open_task(service)

    def _arrange(self) -> None:
        translate = QCoreApplication.translate
        self._page = QWidget()
        edge = look().px(12)
        page = QVBoxLayout(self._page)
        page.setContentsMargins(edge, edge, edge, edge)
        page.setSpacing(look().px(8))
        self._chips.setSpacing(look().px(8))
        self._chips.addWidget(self.line, 1)
        self._chips.addWidget(self.customer)
        page.addWidget(self.head)
        page.addLayout(self._chips)
        page.addWidget(self.strip)
        page.addWidget(self.banner)
        page.addWidget(self._column, 1)
        for title, part in (
            (translate("OrderPage", "Order"), self.facts),
            (translate("OrderPage", "What happened"), self.timeline),
        ):
            card = Card(title, padding=12)
            card.body.addWidget(part)
            self._column.body.addWidget(card)
            if part is self.facts:
                self._column.body.addWidget(self.services)
        self._column.body.addWidget(self.older)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.overlay)
        self._stack.addWidget(self._page)
