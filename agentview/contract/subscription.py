"""The states of what a customer holds: subscriptions, and where the provisioning of a service stands."""

from datetime import date
from enum import StrEnum

from agentview.contract.op import Message


class SubscriptionStatus(StrEnum):
    """The states of a package or service subscription, spelt as people know them."""

    PRE_ACTIVE = "PreActive"
    ACTIVE = "Active"
    PENDING_CANCEL = "PendingCancel"
    PENDING_PROV_CANCEL = "PendingProvCancel"
    CANCELLED = "Cancelled"
    ABORTED = "Aborted"


class ProvisioningState(StrEnum):
    """What the customer sees of the open task of a service."""

    NONE = "NONE"
    AWAITING = "AWAITING"
    IN_PROGRESS = "IN_PROGRESS"
    HALTED = "HALTED"


class PackageCommand(StrEnum):
    """What can be done to a package that a customer holds."""

    CANCEL = "cancel_package"
    CHANGE_OWNER = "change_owner"
    UPGRADE = "upgrade"
    MIGRATE = "migrate"
    BREAK_OUT = "break_out_contract"
    ADD_CONTRACT = "add_contract"
    EDIT_DISCOUNT = "edit_fixed_discount"


class ServiceCommand(StrEnum):
    """What can be done to a single service of a package."""

    CANCEL = "cancel_service"


class ChainLink(Message):
    """The package before or after another one in its chain, and the order that led from one to the other.

    `plan` is "" where the package is not to be seen by the caller, such as that of another customer.
    `first_on` is the first day of the later one of both; `order_id` is None where no order is known.
    """

    package_id: int
    reference: str
    plan: str
    first_on: date | None
    order_id: int | None
    order_reference: str
    order_type: str
