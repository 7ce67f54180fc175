"""The states of what a customer holds: subscriptions, and where the provisioning of a service stands."""

from enum import StrEnum


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


class ServiceCommand(StrEnum):
    """What can be done to a single service of a package."""

    CANCEL = "cancel_service"
