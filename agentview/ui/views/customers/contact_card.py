"""One contact: whom to call or write to, with what is personal masked, and what can be done to it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.customers import Contact, RevealedContact
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.card import Card, row
from agentview.ui.kit.chip import Chip
from agentview.ui.kit.facts import Fact, FactList
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.masked import MaskedValue
from agentview.ui.kit.text import ElidedLabel
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.views.customers.called import contact_word, revealed_text
from agentview.ui.views.customers.specs import PERSONAL
from agentview.ui.views.customers.words import contact_kind_word, field_word


class ContactCard(Card):
    """Tells what is wanted: `reveal_wanted(Contact)`, `edit_wanted(Contact)`, `remove_wanted(Contact)`."""

    reveal_wanted = Signal(object)
    edit_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, contact: Contact) -> None:
        """Shows a contact with its personal data masked."""
        super().__init__(padding=12)
        self.contact = contact
        self._values: dict[str, MaskedValue] = {}
        translate = QCoreApplication.translate
        named = {"name": contact_word(contact)}
        self.reveal = _button(translate("CustomerContact", "Show in full"), "eye")
        self.edit = _button(translate("CustomerContact", "Edit"), "edit")
        self.remove = Button(translate("CustomerContact", "Remove"), ButtonKind.DANGER)
        for button, template in (
            (self.reveal, translate("CustomerContact", "Show {name} in full")),
            (self.edit, translate("CustomerContact", "Edit {name}")),
            (self.remove, translate("CustomerContact", "Remove {name}")),
        ):
            button.setAccessibleName(template.replace("{name}", named["name"]))
        self.reveal.pressed_once.connect(self._on_reveal)
        self.edit.pressed_once.connect(self._on_edit)
        self.remove.pressed_once.connect(self._on_remove)
        facts = FactList()
        facts.set_facts(self._facts())
        head = row(
            ElidedLabel(" ".join(contact_word(contact).split()), TypeRole.STRONG),
            Chip(ChipValue(Tone.NEUTRAL, "", contact_kind_word(contact.kind))),
        )
        self.body.addLayout(head)
        self.body.addWidget(facts)
        self.body.addWidget(FlowRow((self.reveal, self.edit, self.remove)))
        self.setMinimumWidth(look().px(300))

    def show_causes(self, reveal: str | None, edit: str | None) -> None:
        """Closes what cannot be done, with its cause."""
        self.reveal.set_refusal(reveal)
        self.edit.set_refusal(edit)
        self.remove.set_refusal(edit)

    def show_revealed(self, contact: RevealedContact) -> None:
        """Shows what is personal in full, for a while."""
        for name, value in self._values.items():
            value.reveal(revealed_text(contact, name))

    def _facts(self) -> list[Fact]:
        translate = QCoreApplication.translate
        facts = []
        for name in PERSONAL:
            hint = getattr(self.contact, name)
            if hint is None:
                facts.append(Fact(field_word(name)))
                continue
            value = MaskedValue(field_word(name), hint)
            value.reveal_requested.connect(self._on_reveal)
            self._values[name] = value
            facts.append(Fact(field_word(name), widget=value))
        unread = [field_word(name) for name in self.contact.unread]
        if unread:
            word = translate("CustomerContact", "no telephone number that could be read")
            facts.append(Fact(", ".join(unread), word))
        yes, no = translate("CustomerContact", "yes"), translate("CustomerContact", "no")
        facts.append(
            Fact(translate("CustomerContact", "E-mail allowed"), yes if self.contact.may_email else no)
        )
        facts.append(Fact(translate("CustomerContact", "SMS allowed"), yes if self.contact.may_sms else no))
        if self.contact.language:
            facts.append(Fact(field_word("language"), self.contact.language))
        return facts

    @Slot()
    def _on_reveal(self) -> None:
        if self.reveal.isEnabled():
            self.reveal_wanted.emit(self.contact)

    @Slot()
    def _on_edit(self) -> None:
        self.edit_wanted.emit(self.contact)

    @Slot()
    def _on_remove(self) -> None:
        self.remove_wanted.emit(self.contact)


def _button(word: str, icon_name: str, parent: QWidget | None = None) -> Button:
    return Button(word, ButtonKind.SECONDARY, parent, icon_name=icon_name)
