"""The page of an order, drawn: head, next step, commands, lines, and the cards below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from agentview.contract.hardware import FraudStatus, HardwareCommand, HardwareStatus
from agentview.contract.hardware_orders import HardwareOrder, OrderBatch, OrderLine, RevealedDelivery
from agentview.ui.kit.appearance import look
from agentview.ui.kit.banner import Banner
from agentview.ui.kit.button import Button, IconButton
from agentview.ui.kit.card import Card
from agentview.ui.kit.chip import Chip
from agentview.ui.kit.facts import FactList
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.kit.state_overlay import StateOverlay, StateText
from agentview.ui.kit.text import ElidedLabel, PlainLabel, heading
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.navigation import Desk, Target
from agentview.ui.texts.hardware import fraud_chip, hardware_chip
from agentview.ui.views.hardware import order_actions as keys
from agentview.ui.views.hardware.lines_pane import LinesPane
from agentview.ui.views.hardware.next_step import next_step
from agentview.ui.views.hardware.order_facts import delivery_facts, order_facts
from agentview.ui.views.hardware.order_past import OrderPast
from agentview.ui.views.hardware.past_cards import ChecksCard, HistoryCard
from agentview.ui.views.hardware.words import amount, joined

_WIDE, _SLIM = 3, 2
"""How the room is shared by the cards of the order and by what happened to it."""
NARROW = 860
"""The cards stand below each other where the page is narrower than this at 100 %."""

_LETTERS = Qt.ShortcutContext.WidgetShortcut
"""Single letters act where the focus is alone; all other keys act on the whole page anyway."""


class OrderLayout(QWidget):
    """`pressed(key)` tells which command or act on the chosen line was wanted."""

    pressed = Signal(str)
    reveal_wanted = Signal()
    retry_wanted = Signal()
    customer_wanted = Signal()

    def __init__(self, page: QWidget, desk: Desk, commands: Sequence[HardwareCommand]) -> None:
        """Fills `page`; shows nothing yet."""
        super().__init__(page)
        self._desk, self._page = desk, page
        self._wants_focus = False
        self.head = ElidedLabel("", TypeRole.H1)
        self.status = Chip(hardware_chip(HardwareStatus.NEW))
        self.fraud = Chip(fraud_chip(FraudStatus.NOT_REQUIRED))
        self.total = PlainLabel("", TypeRole.H2)
        self.step, self.banner = Banner(), Banner()
        self.lines = LinesPane(desk.person.currency)
        self.buttons = {command.value: keys.command_button(command) for command in commands}
        of_line = (keys.LESS, keys.MORE, keys.EDIT_LINE, keys.REMOVE, keys.RETURN)
        self.line_buttons = {key: keys.line_button(key) for key in of_line}
        self.facts, self.delivery = FactList(), FactList()
        self.history, self.checks = HistoryCard(desk), ChecksCard(desk)
        self.customer = Button(_word("Open customer"), icon_name="user")
        self.reveal = IconButton("eye", _word("Show the delivery in full; this is recorded"))
        self.column = ScrollColumn(_word("Hardware order"))
        self.overlay = StateOverlay()
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._arrange(page)
        self._connect()

    def show_order(
        self, order: HardwareOrder, lines: Sequence[OrderLine], shown: RevealedDelivery | None
    ) -> None:
        """Shows an order; `lines` have the quantities that are wanted, `shown` is its delivery in full."""
        self.head.setText(joined((order.reference, order.customer)))
        self.status.set_value(hardware_chip(order.status))
        self.fraud.set_value(_of_check(fraud_chip(order.fraud)))
        self.fraud.setVisible(order.fraud is not FraudStatus.NOT_REQUIRED)
        self.total.setText(amount(order.total_cents, order.currency))
        self.step.show_texts([next_step(order, self._desk.texts)])
        self.lines.currency = order.currency
        self.lines.show_lines(lines)
        self.facts.set_facts(order_facts(order))
        self.delivery.set_facts(delivery_facts(order, shown))
        self._stack.setCurrentWidget(self._whole)
        if self._wants_focus and not isinstance(self.window().focusWidget(), QLineEdit):
            self.take_focus()
        self._wants_focus = False

    def show_past(self, past: OrderPast, batches: Sequence[OrderBatch]) -> None:
        """Shows what was done to the order, and what its stock checks found."""
        self.history.show_past(past, batches)
        self.checks.show_past(past)

    def show_loading(self) -> None:
        """Shows that the order is being read."""
        self.overlay.show_loading()
        self._stack.setCurrentWidget(self.overlay)

    def show_instead(self, text: StateText) -> None:
        """Shows why there is no order to see."""
        self.overlay.show_text(text)
        self._stack.setCurrentWidget(self.overlay)

    def take_letters(self, actions: Sequence[QAction]) -> None:
        """Lets the letters of actions act while a button of the page has the focus, as in the lines.

        An order without lines begins on a button, and a dialog gives the focus back to the button behind it.
        """
        for button in (*self.buttons.values(), *self.line_buttons.values(), self.customer, self.reveal):
            button.addActions([one for one in actions if one.shortcutContext() is _LETTERS])

    def show_button(self, key: str, cause: str | None, *, is_shown: bool) -> None:
        """Opens or closes a button, with its cause, or leaves it out."""
        button = self.buttons.get(key) or self.line_buttons[key]
        had_focus = button.hasFocus()
        button.set_refusal(cause)
        button.setVisible(is_shown)
        if had_focus and (cause is not None or not is_shown):
            self.lines.table.setFocus()

    def show_reveal(self, cause: str | None, *, is_shown: bool) -> None:
        """Offers to show the delivery in full, where something is hidden."""
        self.reveal.setVisible(cause is None and is_shown)

    def take_focus(self) -> None:
        """Puts the focus on the lines; where there are none, on what adds one. While reading, afterwards."""
        if self._stack.currentWidget() is self.overlay:
            self._wants_focus = True
            self.overlay.focus_button()
            return
        add = self.buttons[HardwareCommand.EDIT_LINES.value]
        if not self.lines.source.rows and add.isVisibleTo(self) and add.isEnabled():
            add.setFocus()
        elif self.lines.source.rows:
            self.lines.table.setFocus()
        else:
            self.customer.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the cards below each other where the page is narrow."""
        super().resizeEvent(event)
        is_narrow = self.width() < look().px(NARROW)
        direction = QBoxLayout.Direction
        self._cards.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)

    # Inside

    def _connect(self) -> None:
        for key, button in {**self.buttons, **self.line_buttons}.items():
            button.setProperty("key", key)
            button.pressed_once.connect(self._on_pressed)
        self.customer.pressed_once.connect(self.customer_wanted)
        self.reveal.pressed_once.connect(self.reveal_wanted)
        self.overlay.button_pressed.connect(self.retry_wanted)
        self.facts.opened.connect(self._on_fact)
        self.lines.moved.connect(self._on_line_moved)

    @Slot()
    def _on_pressed(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.pressed.emit(str(sender.property("key")))

    def _on_fact(self, target: object) -> None:
        if isinstance(target, Target):
            self._desk.shell.open_target(target)

    def _on_line_moved(self) -> None:
        """Keeps the chosen line in view where the page itself scrolls."""
        table = self.lines.table
        inner = self.column.widget()
        if table.hasFocus() and inner is not None:
            box = table.visualRect(table.currentIndex())
            at = table.viewport().mapTo(inner, box.center())
            self.column.ensureVisible(at.x(), at.y(), 0, look().row_height)

    def _arrange(self, page: QWidget) -> None:
        around = QVBoxLayout(page)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self)
        self._whole = QWidget()
        edge = look().px(12)
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look().px(8))
        column.addLayout(self._head_row())
        column.addWidget(self.banner)
        column.addWidget(self.step)
        column.addWidget(FlowRow((*self.buttons.values(), self.customer)))
        column.addWidget(self.column, 1)
        self._fill_column()
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.overlay)
        self._stack.addWidget(self._whole)

    def _head_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(look().px(12))
        row.addWidget(self.head, 1)
        for part in (self.status, self.fraud, self.total):
            row.addWidget(part)
        return row

    def _fill_column(self) -> None:
        body = self.column.body
        body.addWidget(self.lines)
        body.addWidget(FlowRow(tuple(self.line_buttons.values())))
        self._cards.setSpacing(look().px(12))
        side = QVBoxLayout()
        side.setSpacing(look().px(12))
        for card in (self._delivery_card(), self._order_card(), self.checks):
            side.addWidget(card)
        side.addStretch(1)
        self._cards.addLayout(side, _WIDE)
        self._cards.addWidget(self.history, _SLIM)
        body.addLayout(self._cards)
        body.addStretch(1)

    def _delivery_card(self) -> Card:
        card = Card(padding=12)
        title = QHBoxLayout()
        title.addWidget(heading(_word("Delivery")), 1)
        title.addWidget(self.reveal)
        card.body.addLayout(title)
        card.body.addWidget(self.delivery)
        return card

    def _order_card(self) -> Card:
        card = Card(_word("Order"), padding=12)
        card.body.addWidget(self.facts)
        return card


def _of_check(value: ChipValue) -> ChipValue:
    """The chip of a fraud check where nothing beside it says what it is of."""
    return replace(value, word=_word("Fraud check: {state}").replace("{state}", value.word))


def _word(text: str) -> str:
    return QCoreApplication.translate("HardwareOrder", text)
