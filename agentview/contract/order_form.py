"""What is typed into a new order, page by page; half of it may be missing until it is submitted (S-05)."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from agentview.contract.customers import NewCustomerRequest
from agentview.contract.op import Message
from agentview.contract.orders import OrderType
from agentview.contract.provisioning import AddressFields
from agentview.contract.value import Line, Prose, RecordId

MOST_SERVICES = 50


class OrderPage(StrEnum):
    """The pages of a new order, in their order (E3, E6)."""

    SERVICE_TYPES = "SERVICE_TYPES"
    PACKAGE = "PACKAGE"
    CUSTOMER = "CUSTOMER"
    SERVICES = "SERVICES"
    REVIEW = "REVIEW"

    def is_before(self, other: "OrderPage") -> bool:
        """Say whether it comes before another page."""
        pages = list(OrderPage)
        return pages.index(self) < pages.index(other)


class ServiceForm(Message):
    """How a service of the package is to be set up. Without an address it is used at the customer's."""

    service_plan_id: RecordId
    identifier: Line = ""
    address: AddressFields | None = None


class PortForm(Message):
    """Where a number that is ported in comes from."""

    losing_supplier: Line = ""
    account_no: Line = ""
    """The number of the customer's account at the losing supplier."""


class OrderForm(Message):
    """A new order as it was typed. `is_for_account`: it was begun for a customer, who is not asked for."""

    order_type: Literal[OrderType.NEW, OrderType.PORT_CHURN] = OrderType.NEW
    service_type_ids: Annotated[tuple[RecordId, ...], Field(max_length=MOST_SERVICES)] = ()
    package_plan_id: RecordId | None = None
    option_ids: Annotated[tuple[RecordId, ...], Field(max_length=MOST_SERVICES)] = ()
    """The optional service plans that are wanted; mandatory ones come with the package."""
    is_for_account: bool = False
    account_id: RecordId | None = None
    new_customer: NewCustomerRequest | None = None
    services: Annotated[tuple[ServiceForm, ...], Field(max_length=MOST_SERVICES)] = ()
    port: PortForm = PortForm()
    requested_on: date | None = None
    """None: as soon as possible."""
    purchase_order_ref: Annotated[Line, Field(max_length=100)] = ""
    agent_id: RecordId | None = None
    note: Prose = ""
    """For who provisions it."""

    def service(self, service_plan_id: int) -> ServiceForm:
        """Return what was typed for a service plan; an empty form where nothing was."""
        for one in self.services:
            if one.service_plan_id == service_plan_id:
                return one
        return ServiceForm(service_plan_id=service_plan_id)
