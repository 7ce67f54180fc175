"""The third page: a customer who is there already, found while typing, or a new one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.customers import CustomerChoices
from agentview.contract.order_entry import Draft, Offers
from agentview.contract.order_form import OrderForm
from agentview.contract.search import Hit
from agentview.core.clock import Clock
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.field import Field, TextField
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.options import Option, OptionList
from agentview.ui.kit.text import INK_ERROR, INK_SECOND, PlainLabel
from agentview.ui.views.orders.wizard_new_customer import NewCustomerForm
from agentview.ui.views.orders.wizard_words import account_status_word, joined

FIND_AFTER_MS = 200


class CustomerPage(ColumnBox):
    """Finds a customer; `find_wanted(text)` and `choices_wanted` ask."""

    changed = Signal()
    find_wanted = Signal(str)
    choices_wanted = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        """Shows nothing yet."""
        super().__init__(look().px(12), parent)
        translate = QCoreApplication.translate
        self._account_id: int | None = None
        self._known: tuple[Option, ...] = ()
        self._is_new = False
        self.label = PlainLabel(translate("OrderWizard", "Name, number, account or service of the customer"))
        self.search = TextField(Field("find", "", most_chars=200))
        self.search.setAccessibleName(self.label.text())
        self.label.setBuddy(self.search)
        self.hits = OptionList(translate("OrderWizard", "Customers found"), several=False)
        self.said = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.error = PlainLabel("", ink=INK_ERROR, wrap=True)
        self.other = Button("", icon_name="user")
        self.new = NewCustomerForm(clock)
        for part in (
            self.error,
            self.label,
            self.search,
            self.said,
            self.hits,
            self.new,
            FlowRow((self.other,)),
        ):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.error.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FIND_AFTER_MS)
        self._timer.timeout.connect(self._on_rest)
        self.search.edited.connect(self._timer.start)
        self.hits.picked.connect(self._on_hit)
        self.other.pressed_once.connect(self._on_other)
        self.new.changed.connect(self.changed)

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self

    def show_form(self, draft: Draft, form: OrderForm, _offers: Offers | None) -> None:
        """Shows who is chosen."""
        self.error.hide()
        self._account_id = form.account_id
        buyer = draft.buyer
        self._known = ()
        if buyer is not None and buyer.account_id is not None and buyer.account_id == form.account_id:
            status = account_status_word(buyer.status)
            self._known = (Option(buyer.account_id, buyer.name, joined((buyer.account_no, status))),)
        self.new.show_customer(form.new_customer, is_hidden=draft.is_contact_hidden)
        self._show_hits(self._known)
        self._turn(is_new=form.new_customer is not None)

    def show_customers(self, text: str, hits: Sequence[Hit]) -> None:
        """Shows who was found for a text."""
        found = tuple(Option(hit.record_id, hit.title, joined((hit.detail, hit.status))) for hit in hits)
        others = tuple(one for one in self._known if one.value not in {option.value for option in found})
        self._show_hits(found + others)
        nobody = QCoreApplication.translate("OrderWizard", 'Nobody was found for "{text}".')
        self.said.setText(nobody.replace("{text}", text) if text and not hits else "")
        self.said.setVisible(bool(self.said.text()))

    def show_choices(self, choices: CustomerChoices) -> None:
        """Shows the profiles that a new customer can have."""
        self.new.show_choices(choices)

    def values(self) -> Mapping[str, object]:
        """Either of both."""
        if self._is_new:
            return {"account_id": None, "new_customer": self.new.values()}
        return {"account_id": self._account_id, "new_customer": None}

    def show_errors(self, errors: Mapping[str, str]) -> list[str]:
        """Shows what is wrong with the choice above, and with the new customer beside the fields."""
        own = errors.get("account_id", "")
        self.error.setText(f"\u00d7 {own}" if own else "")
        self.error.setVisible(bool(own))
        if own:
            self.search.setFocus()
        rest = {name: text for name, text in errors.items() if name != "account_id"}
        return self.new.show_errors(rest) if self._is_new else list(rest.values())

    def _show_hits(self, options: Sequence[Option]) -> None:
        chosen = [self._account_id] if self._account_id is not None else []
        self.hits.set_options(options, chosen)
        if self.said.text() == "":
            self.said.hide()

    def _turn(self, *, is_new: bool) -> None:
        self._is_new = is_new
        for part in (self.label, self.search, self.hits):
            part.setVisible(not is_new)
        self.new.setVisible(is_new)
        translate = QCoreApplication.translate
        find = translate("OrderWizard", "Choose a known customer instead")
        add = translate("OrderWizard", "Enter a new customer")
        self.other.setText(find if is_new else add)
        if is_new:
            self.said.hide()
            self.choices_wanted.emit()

    @Slot()
    def _on_rest(self) -> None:
        self.find_wanted.emit(self.search.text())

    @Slot()
    def _on_hit(self) -> None:
        self.error.hide()
        chosen = self.hits.chosen()
        self._account_id = chosen[0] if chosen else None
        self.changed.emit()

    @Slot()
    def _on_other(self) -> None:
        self._turn(is_new=not self._is_new)
        self.changed.emit()
        if self._is_new:
            self.new.take_focus()
        else:
            self.search.setFocus()
