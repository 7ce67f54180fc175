"""The form of a new customer within an order."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.customers import AccountType, CustomerChoices, NewCustomerRequest
from agentview.core.clock import Clock
from agentview.ui.kit.appearance import look
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.field import ChoiceField, Field, FieldKind
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.notice import NoticeBar
from agentview.ui.views.orders.wizard_address import address_form, address_values, typed_address

_CONTACT = ("phone", "mobile", "email", "date_of_birth")
_CONFIRM = "confirm_duplicate"
_ADDRESS = "address."


class NewCustomerForm(ColumnBox):
    """Name, kind, contact and address; a customer who seems known already is confirmed to be another one."""

    changed = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        """Starts empty."""
        super().__init__(look().px(8), parent)
        self._profile = ""
        self._kept: NewCustomerRequest | None = None
        self.hidden = NoticeBar()
        self.form = FormBinder(_fields(), lambda: clock.now().date(), self)
        self.body.addWidget(self.hidden)
        self.body.addWidget(self.form.widget)
        self.form.set_visible(_CONFIRM, visible=False)
        self.form.changed.connect(self._on_changed)

    def show_customer(self, customer: NewCustomerRequest | None, *, is_hidden: bool) -> None:
        """Shows what was typed; a contact that somebody else typed is masked and cannot be changed."""
        self._kept = customer
        text = QCoreApplication.translate(
            "OrderWizard",
            "The contact was typed by the owner of this order: it is masked, and kept as it is.",
        )
        self.hidden.show_notice(text if is_hidden else "")
        for name in _CONTACT:
            self.form.input(f"contact.{name}").setEnabled(not is_hidden)
        if customer is None:
            return
        contact = customer.contact
        self._profile = str(customer.fields.profile_id)
        self.form.set_values(
            {
                "name": customer.fields.name,
                "account_type": customer.fields.account_type.value,
                "profile_id": self._profile,
                **{f"contact.{name}": getattr(contact, name) for name in _CONTACT},
                **address_values(customer.address, _ADDRESS),
                _CONFIRM: customer.confirm_duplicate,
            }
        )
        self.form.set_visible(_CONFIRM, visible=customer.confirm_duplicate)

    def show_choices(self, choices: CustomerChoices) -> None:
        """Offers the profiles; the first one is chosen where none was."""
        profile = self.form.input("profile_id")
        if isinstance(profile, ChoiceField):
            profile.set_choices([(str(one.id), one.name) for one in choices.profiles], with_empty=False)
            if self._profile:
                profile.set_value(self._profile)

    def values(self) -> dict[str, object]:
        """What was typed, as a new customer is asked for."""
        typed = self.form.values()
        profile = typed["profile_id"] or self._profile or 1
        name = str(typed["name"] or "")
        kept = self._kept.contact.model_dump() if self._kept is not None else {"name": name}
        return {
            "fields": {
                "name": name,
                "account_type": typed["account_type"] or AccountType.CONSUMER.value,
                "profile_id": int(str(profile)),
            },
            "contact": {
                **kept,
                **{
                    part: typed[f"contact.{part}"] or ("" if part != "date_of_birth" else None)
                    for part in _CONTACT
                },
                "name": name,
            },
            "address": typed_address(typed, _ADDRESS),
            _CONFIRM: bool(typed[_CONFIRM]),
        }

    def show_errors(self, errors: Mapping[str, str]) -> list[str]:
        """Shows errors beside their fields; the question whether it is another customer comes with a tick."""
        if _CONFIRM in errors:
            self.form.set_visible(_CONFIRM, visible=True)
        return self.form.show_errors(errors)

    def take_focus(self) -> None:
        """Puts the focus on the name."""
        self.form.focus_first()

    @Slot(str)
    def _on_changed(self, _name: str) -> None:
        self.changed.emit()


def _fields() -> tuple[Field, ...]:
    translate = QCoreApplication.translate
    return (
        Field("name", translate("OrderWizard", "Name"), most_chars=200),
        Field(
            "account_type",
            translate("OrderWizard", "Kind of customer"),
            FieldKind.CHOICE,
            choices=(
                (AccountType.CONSUMER.value, translate("OrderWizard", "Consumer")),
                (AccountType.BUSINESS.value, translate("OrderWizard", "Business")),
            ),
            can_be_empty=False,
        ),
        Field("profile_id", translate("OrderWizard", "Profile"), FieldKind.CHOICE, can_be_empty=False),
        Field("contact.phone", translate("OrderWizard", "Phone"), most_chars=80, chars=24),
        Field("contact.mobile", translate("OrderWizard", "Mobile"), most_chars=80, chars=24),
        Field("contact.email", translate("OrderWizard", "E-mail"), most_chars=200),
        Field("contact.date_of_birth", translate("OrderWizard", "Date of birth"), FieldKind.DATE),
        *address_form(_ADDRESS),
        Field(
            _CONFIRM,
            translate("OrderWizard", "This is another customer, who is not here yet"),
            FieldKind.CHECK,
        ),
    )
