"""The pages of the wizard, and what they look up while somebody types."""

from __future__ import annotations

from PySide6.QtCore import QObject

from agentview.contract.customers import CustomerChoices
from agentview.contract.order_entry import IdentifierCheck
from agentview.contract.order_form import OrderPage
from agentview.contract.search import Hit
from agentview.ui.navigation import Desk
from agentview.ui.views.orders.wizard_customer import CustomerPage
from agentview.ui.views.orders.wizard_lookups import Lookups
from agentview.ui.views.orders.wizard_package import PackagePage
from agentview.ui.views.orders.wizard_page import Page
from agentview.ui.views.orders.wizard_review import ReviewPage
from agentview.ui.views.orders.wizard_services import ServicesPage
from agentview.ui.views.orders.wizard_types import TypesPage


class WizardPages(QObject):
    """Holds a page for each step."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        """Makes all pages; they show nothing yet."""
        super().__init__(parent)
        self._desk = desk
        self._lookups = Lookups(desk, self)
        self.types, self.package = TypesPage(), PackagePage()
        self.customer = CustomerPage(desk.clock)
        self.services = ServicesPage(desk.texts, desk.clock)
        self.review = ReviewPage(desk.clock)
        self.by_key: dict[OrderPage, Page] = {
            OrderPage.SERVICE_TYPES: self.types,
            OrderPage.PACKAGE: self.package,
            OrderPage.CUSTOMER: self.customer,
            OrderPage.SERVICES: self.services,
            OrderPage.REVIEW: self.review,
        }
        self.customer.find_wanted.connect(self._lookups.find)
        self.customer.choices_wanted.connect(self._lookups.read_choices)
        self.services.identifier_typed.connect(self._lookups.check_identifier)

    def close(self) -> None:
        """Forgets what is not answered."""
        self._lookups.close()

    # What the lookups tell

    def show_customers(self, text: str, hits: tuple[Hit, ...]) -> None:
        """Shows who was found."""
        self.customer.show_customers(text, hits)

    def show_choices(self, choices: CustomerChoices) -> None:
        """Shows what a new customer can be."""
        self.customer.show_choices(choices)

    def show_identifier(self, service_plan_id: int, check: IdentifierCheck) -> None:
        """Shows what was found about an identifier."""
        self.services.show_check(service_plan_id, check)

    def show_lookup_failure(self, error: Exception) -> None:
        """Says what could not be looked up; the page can be filled in without it."""
        self._desk.shell.show_error(error)
