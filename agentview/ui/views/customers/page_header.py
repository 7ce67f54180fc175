"""The head of a customer's page: who it is, how it stands, what is owed, whom to talk to."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agentview.contract.customers import Contact, CustomerDetail, Owing, RevealedContact
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button, ButtonKind, IconButton
from agentview.ui.kit.card import Card
from agentview.ui.kit.chip import Chip
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.masked import MaskedValue
from agentview.ui.kit.text import INK_ERROR, INK_SECOND, ElidedLabel, PlainLabel
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.kit.when import show_day
from agentview.ui.views.customers.called import contact_word, customer_word, revealed_text
from agentview.ui.views.customers.counts import CountLink, count_links
from agentview.ui.views.customers.status import account_chip, restriction_chip
from agentview.ui.views.customers.words import (
    DOT,
    account_type_word,
    amount_text,
    contact_kind_word,
    field_word,
)


class PageHeader(Card):
    """Shows the first look; `link_pressed(key)` leads to what was counted, `reveal_wanted` to the contact."""

    link_pressed = Signal(str)
    reveal_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Shows nobody yet."""
        super().__init__(parent=parent, padding=12)
        translate = QCoreApplication.translate
        self.name = ElidedLabel("", TypeRole.H2)
        self.facts = ElidedLabel("", ink=INK_SECOND)
        self.nothing_open = PlainLabel(translate("Customers", "Nothing is open."), ink=INK_SECOND)
        self._chips = _ChipRow()
        self._links = _LinkRow()
        self._links.pressed.connect(self.link_pressed)
        self.copy = IconButton("copy", translate("Customers", "Copy account number"))
        self.copy.pressed_once.connect(self.copy_wanted)
        self.contact = _MainContact()
        self.contact.reveal_wanted.connect(self.reveal_wanted)
        self.money = _Money()
        self._arrange()

    def show_customer(self, customer: CustomerDetail) -> None:
        """Shows a customer, perhaps in a newer state."""
        self.name.setText(_one_line(customer_word(customer)))
        self.name.setAccessibleName(customer_word(customer))
        self._chips.show_chips(
            (account_chip(customer.status, customer.status_reason), restriction_chip(customer.restriction))
        )
        self.facts.setText(_facts(customer))
        links = count_links(customer.counts)
        self._links.show_links(links)
        self.nothing_open.setVisible(not links)
        self.contact.show_contact(customer.contacts[0] if customer.contacts else None)
        self.money.show_owing(customer.owing, _ends(customer))

    def set_low(self, *, is_low: bool) -> None:
        """Leaves more room to the sections where the window is low: one number of the contact is enough."""
        self.contact.set_low(is_low=is_low)

    def show_contact(self, contact: RevealedContact) -> None:
        """Shows the main contact in full, for a while."""
        self.contact.reveal(contact)

    def _arrange(self) -> None:
        box = ColumnBox(look().px(6))
        who = box.body
        top = QHBoxLayout()
        top.setSpacing(look().px(12))
        top.addWidget(self.name, 1)
        top.addWidget(self._chips)
        facts = QHBoxLayout()
        facts.setSpacing(look().px(4))
        facts.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        facts.addWidget(self.facts, 1)
        who.addLayout(top)
        who.addLayout(facts)
        who.addWidget(self._links)
        who.addWidget(self.nothing_open)
        who.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(look().px(24))
        row.addWidget(box, 1)
        for part in (self.contact, self.money):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)


class _ChipRow(QWidget):
    """Chips side by side, made anew only when they change."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[ChipValue, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look().px(8))

    def show_chips(self, values: tuple[ChipValue | None, ...]) -> None:
        wanted = tuple(value for value in values if value is not None)
        if wanted == self._shown:
            return
        self._shown = wanted
        _clear(self._row)
        for value in wanted:
            chip = Chip(value)
            self._row.addWidget(chip)
            chip.show()


class _LinkRow(QWidget):
    """The counts of what needs somebody, each leading there."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[CountLink, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_links(self, links: tuple[CountLink, ...]) -> None:
        self.setVisible(bool(links))
        if links == self._shown:
            return
        self._shown = links
        _clear(self._column)
        buttons = []
        for link in links:
            button = Button(link.word, ButtonKind.SECONDARY, tip=link.tip)
            button.setProperty("key", link.key)
            button.pressed_once.connect(self._on_pressed)
            buttons.append(button)
        flow = FlowRow(buttons)
        self._column.addWidget(flow)
        flow.show()

    @Slot()
    def _on_pressed(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.pressed.emit(str(sender.property("key")))


class _MainContact(QWidget):
    """The first contact with one number, the mobile where there is one, and the e-mail, both masked."""

    reveal_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: Contact | None = None
        self._is_low = False
        self._values: dict[str, MaskedValue] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look().px(2))
        self.setMinimumWidth(look().px(170))
        self.setMaximumWidth(look().px(300))

    def show_contact(self, contact: Contact | None) -> None:
        """Shows a contact; the same one again keeps what is shown in full."""
        if contact == self._shown and self._column.count():
            return
        self._shown, self._values = contact, {}
        _clear(self._column)
        translate = QCoreApplication.translate
        if contact is None:
            self._add(PlainLabel(translate("Customers", "No contact yet"), ink=INK_SECOND))
            return
        self._add(PlainLabel(contact_kind_word(contact.kind), TypeRole.SMALL, INK_SECOND))
        self._add(ElidedLabel(_one_line(contact_word(contact)), TypeRole.STRONG))
        number = "mobile" if contact.mobile else "phone"
        for name in (number, "email"):
            hint = getattr(contact, name)
            if hint:
                value = MaskedValue(field_word(name), hint)
                value.reveal_requested.connect(self.reveal_wanted)
                self._values[name] = value
                self._add(value)
        self.set_low(is_low=self._is_low)

    def set_low(self, *, is_low: bool) -> None:
        """Shows only the first number, or all of them."""
        self._is_low = is_low
        for at, value in enumerate(self._values.values()):
            value.setVisible(at == 0 or not is_low)

    def reveal(self, contact: RevealedContact) -> None:
        """Shows numbers and e-mail in full if they are of the contact that is shown here."""
        if self._shown is None or contact.contact_id != self._shown.contact_id:
            return
        for name, value in self._values.items():
            value.reveal(revealed_text(contact, name))

    def _add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
        widget.show()


class _Money(QWidget):
    """What is owed, what of it is overdue and since when; how long the customer is bound."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look().px(2))
        translate = QCoreApplication.translate
        self.owing = PlainLabel("", TypeRole.STRONG, selectable=True)
        self.overdue = PlainLabel("", selectable=True)
        self.ends = PlainLabel("", ink=INK_SECOND)
        head = PlainLabel(translate("Customers", "Owing now"), TypeRole.SMALL, INK_SECOND)
        for label in (head, self.owing, self.overdue, self.ends):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._column.addWidget(label)

    def show_owing(self, owing: Owing, ends: str) -> None:
        """Shows the amounts; nothing overdue is said in words."""
        translate = QCoreApplication.translate
        self.owing.setText(amount_text(owing.owing_cents, owing.currency))
        text = translate("Customers", "nothing overdue")
        if owing.overdue_cents > 0:
            text = translate("Customers", "{amount} overdue").replace(
                "{amount}", amount_text(owing.overdue_cents, owing.currency)
            )
            if owing.oldest_overdue_days is not None:
                days = translate("Customers", "{text} for {days} d").replace("{text}", text)
                text = days.replace("{days}", str(owing.oldest_overdue_days))
        self.overdue.setText(text)
        self.overdue.set_ink(INK_ERROR if owing.overdue_cents > 0 else INK_SECOND)
        self.ends.setText(ends)
        self.ends.setVisible(bool(ends))


def _facts(customer: CustomerDetail) -> str:
    translate = QCoreApplication.translate
    since = translate("Customers", "since {day}").replace("{day}", show_day(customer.opened_on))
    parts = [customer.account_no, account_type_word(customer.account_type), customer.profile, since]
    if customer.closed_on is not None:
        parts.append(translate("Customers", "closed {day}").replace("{day}", show_day(customer.closed_on)))
    if customer.status_reason:
        parts.append(customer.status_reason)
    if customer.agent:
        parts.append(translate("Customers", "agent {name}").replace("{name}", customer.agent))
    return DOT.join(parts)


def _ends(customer: CustomerDetail) -> str:
    days = [package.end_on for package in customer.packages if package.end_on is not None]
    coming = [day for day in days if day >= customer.as_of.date()]
    if not coming:
        return ""
    word = QCoreApplication.translate("Customers", "next end {day}")
    return word.replace("{day}", show_day(min(coming)))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _clear(layout: QHBoxLayout | QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
