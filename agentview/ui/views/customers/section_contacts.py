"""The contacts of a customer as cards side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QStackedLayout, QWidget

from agentview.contract.customers import Contact, CustomerCommand, CustomerDetail, RevealedContact
from agentview.gateway.port import FeedNews, LinkState
from agentview.ui.failure_words import cause_text, offline_text
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.card import Card
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.kit.state_overlay import StateOverlay, StateText
from agentview.ui.views.customers.contact_card import ContactCard
from agentview.ui.views.customers.section import PageContext, PageSection, PlainSection

COLUMNS = 2
FIRST = 20
"""So many cards are made at once; the others on demand."""


class ContactsSection(PlainSection):
    """A `Section`."""

    def __init__(self, page: PageContext) -> None:
        """Shows nothing yet."""
        self._page = page
        self._contacts: tuple[Contact, ...] | None = None
        self._most = FIRST
        self.cards: list[ContactCard] = []
        self.widget = QWidget()
        self.scroll = ScrollColumn(_word("Contacts"), spacing=8)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.add = Button(_word("Add contact"), icon_name="plus")
        self.add.pressed_once.connect(page.commands.add_contact)
        self._grid = QGridLayout()
        self._grid.setSpacing(look().px(12))
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self._overlay = StateOverlay()
        self._overlay.button_pressed.connect(page.commands.add_contact)
        nothing = Card(padding=0)
        nothing.body.addWidget(self._overlay)
        self.scroll.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeading)
        self.scroll.body.addLayout(self._grid)
        self.more = Button(_word("Show all contacts"), ButtonKind.QUIET)
        self.more.pressed_once.connect(self._on_more)
        self.scroll.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        self._stack = QStackedLayout(self.widget)
        self._stack.addWidget(self.scroll)
        self._stack.addWidget(nothing)

    @property
    def lists(self) -> Sequence[QWidget]:
        """The column of cards."""
        return (self.scroll,)

    def show_customer(self, customer: CustomerDetail) -> None:
        """Shows the contacts; the same ones again keep what is shown in full."""
        if customer.contacts != self._contacts:
            self._contacts = customer.contacts
            self._rebuild(customer.contacts)
        self._show_causes()
        if customer.contacts:
            self._stack.setCurrentIndex(0)
            return
        may_add = self._cause(CustomerCommand.ADD_CONTACT) is None
        text = StateText(
            _word("No contact yet"),
            _word("Without one nobody can be called or written to."),
            _word("Add contact") if may_add else "",
        )
        self._overlay.show_text(text)
        self._stack.setCurrentIndex(1)

    def show_contact(self, contact: RevealedContact) -> None:
        """Shows a contact in full, for a while."""
        for card in self.cards:
            if card.contact.contact_id == contact.contact_id:
                card.show_revealed(contact)

    def hear(self, news: FeedNews) -> None:
        """Closes the commands while the services do not answer."""
        del news
        self._show_causes()

    def take_focus(self) -> None:
        """Puts the focus on the first button."""
        if self._stack.currentIndex() == 0:
            self.scroll.setFocus()
        else:
            self._overlay.focus_button()

    def _rebuild(self, contacts: Sequence[Contact]) -> None:
        for card in self.cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [ContactCard(contact) for contact in contacts[: self._most]]
        self.more.setVisible(len(contacts) > self._most)
        commands = self._page.commands
        for at, card in enumerate(self.cards):
            card.reveal_wanted.connect(commands.reveal)
            card.edit_wanted.connect(commands.edit_contact)
            card.remove_wanted.connect(commands.remove_contact)
            self._grid.addWidget(card, at // COLUMNS, at % COLUMNS, Qt.AlignmentFlag.AlignTop)
            card.show()

    def _on_more(self) -> None:
        self._most = len(self._contacts or ())
        self._rebuild(self._contacts or ())
        self._show_causes()

    def _show_causes(self) -> None:
        self.add.set_refusal(self._cause(CustomerCommand.ADD_CONTACT))
        for card in self.cards:
            reveal = self._cause(CustomerCommand.REVEAL)
            card.show_causes(reveal, self._cause(CustomerCommand.ADD_CONTACT))

    def _cause(self, command: CustomerCommand) -> str | None:
        if self._page.desk.shell.link is LinkState.LOST:
            return offline_text()
        return cause_text(self._page.desk.texts, self._page.presenter.refusals(command))


def _word(text: str) -> str:
    return QCoreApplication.translate("CustomerContact", text)


CONTACTS = PageSection(
    "contacts", lambda: _word("Contacts"), ContactsSection, lambda customer: len(customer.contacts) or None
)
