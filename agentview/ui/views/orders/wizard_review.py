"""The last page: what it comes to before and after, the last details, and what happens next."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.order_entry import Draft, Offers
from agentview.contract.order_form import OrderForm
from agentview.contract.provisioning import AddressFields
from agentview.core.clock import Clock
from agentview.ui.kit.appearance import look
from agentview.ui.kit.card import Card
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.facts import Fact, FactList
from agentview.ui.kit.field import ChoiceField, Field, FieldKind
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.plural import plural
from agentview.ui.kit.text import PlainLabel
from agentview.ui.views.orders.wizard_words import (
    NO_VALUE,
    address_line,
    amount,
    identifier_text,
    joined,
    monthly,
    next_step,
)


class ReviewPage(ColumnBox):
    """Shows the order as a whole, with a form for what belongs to all of it."""

    changed = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        """Shows nothing yet."""
        super().__init__(look().px(12), parent)
        translate = QCoreApplication.translate
        self.cost, self.services = FactList(), FactList()
        self.next_steps = PlainLabel("", wrap=True, selectable=True)
        self.form = FormBinder(_fields(), lambda: clock.now().date(), self)
        for title, part in (
            (translate("OrderWizard", "Before and after"), self.cost),
            (translate("OrderWizard", "Services"), self.services),
            (translate("OrderWizard", "What happens next"), self.next_steps),
            (translate("OrderWizard", "Details of the order"), self.form.widget),
        ):
            card = Card(title, padding=12)
            card.body.addWidget(part)
            self.body.addWidget(card)
        self.body.addStretch(1)
        self.form.changed.connect(self._on_changed)

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self

    def show_form(self, draft: Draft, form: OrderForm, offers: Offers | None) -> None:
        """Shows the order as it was saved."""
        self.cost.set_facts(cost_facts(draft))
        self.services.set_facts(service_facts(draft))
        self.next_steps.setText("\n".join(next_step(service) for service in draft.services))
        agents = offers.agents if offers is not None else ()
        choice = self.form.input("agent_id")
        if isinstance(choice, ChoiceField):
            choice.set_choices([(str(one.agent_id), one.name) for one in agents])
        self.form.set_visible("agent_id", visible=bool(agents))
        self.form.set_values(
            {
                "requested_on": form.requested_on,
                "purchase_order_ref": form.purchase_order_ref,
                "agent_id": str(form.agent_id) if form.agent_id is not None else None,
                "note": form.note,
            }
        )

    def values(self) -> Mapping[str, object]:
        """The details of the order."""
        typed = self.form.values()
        agent = typed["agent_id"]
        return {
            "requested_on": typed["requested_on"],
            "purchase_order_ref": typed["purchase_order_ref"] or "",
            "agent_id": int(str(agent)) if agent else None,
            "note": typed["note"] or "",
        }

    def show_errors(self, errors: Mapping[str, str]) -> list[str]:
        """Shows errors beside their fields."""
        return self.form.show_errors(errors)

    @Slot(str)
    def _on_changed(self, _name: str) -> None:
        self.changed.emit()


def cost_facts(draft: Draft) -> list[Fact]:
    """What the customer has and pays each month before and after, and what is paid once."""
    translate = QCoreApplication.translate
    package, buyer = draft.package, draft.buyer
    if package is None:
        return []
    had, paid = (buyer.packages, buyer.monthly_cents) if buyer is not None else (0, 0)
    now, money = had + 1, package.currency
    return [
        Fact(
            translate("OrderWizard", "Before"),
            joined((_packages(had), monthly(paid, money))),
        ),
        Fact(
            translate("OrderWizard", "After"),
            joined((_packages(now), monthly(paid + package.access_fee_cents, money))),
        ),
        Fact(translate("OrderWizard", "Added each month"), amount(package.access_fee_cents, money)),
        Fact(translate("OrderWizard", "Paid once"), amount(package.setup_fee_cents, money)),
        Fact(
            translate("OrderWizard", "Charged from"),
            translate("OrderWizard", "the day on which its first service is Active"),
        ),
    ]


def service_facts(draft: Draft) -> list[Fact]:
    """Each service with its identifier and where it is used."""
    customers = draft.buyer.address if draft.buyer is not None else None
    return [
        Fact(
            service.name,
            joined((identifier_text(service.identifier), _place(service.address or customers))),
        )
        for service in draft.services
    ]


def _place(address: AddressFields | None) -> str:
    shown = address_line(address)
    return "" if shown == NO_VALUE else shown


def _packages(count: int) -> str:
    translate = QCoreApplication.translate
    return plural(translate("OrderWizard", "1 package"), translate("OrderWizard", "{count} packages"), count)


def _fields() -> tuple[Field, ...]:
    translate = QCoreApplication.translate
    return (
        Field(
            "requested_on",
            translate("OrderWizard", "Requested date"),
            FieldKind.DATE,
            help=translate("OrderWizard", "Empty: as soon as possible. d, w, m step; = is today."),
        ),
        Field(
            "purchase_order_ref",
            translate("OrderWizard", "Purchase order of the customer"),
            most_chars=100,
            chars=24,
        ),
        Field("agent_id", translate("OrderWizard", "Agent who made the sale"), FieldKind.CHOICE),
        Field(
            "note",
            translate("OrderWizard", "Note for who provisions it"),
            FieldKind.NOTE,
            help=translate("OrderWizard", "It stands with each task; the other provider reads it too."),
        ),
    )
