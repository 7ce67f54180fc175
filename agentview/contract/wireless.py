"""The words of wireless orders: types, states, approval, fulfilment, devices and lines (SM-6, 5.2)."""

from enum import StrEnum


class OrderGroup(StrEnum):
    """Under which tile a type of order is found."""

    NEW = "NEW"
    MODIFY = "MODIFY"
    DELETE = "DELETE"


class OrderType(StrEnum):
    """What an order does (5.2)."""

    NEW_DEVICE_SERVICE = "NEW_DEVICE_SERVICE"
    DEVICE_ONLY = "DEVICE_ONLY"
    SERVICE_SIM_ONLY = "SERVICE_SIM_ONLY"
    ADD_LINE_EXISTING_DEVICE = "ADD_LINE_EXISTING_DEVICE"
    WARRANTY_REPLACEMENT = "WARRANTY_REPLACEMENT"
    ACCESSORY = "ACCESSORY"
    PORT_CARRIER = "PORT_CARRIER"
    TRANSFER_IN = "TRANSFER_IN"
    TRANSFER_OUT = "TRANSFER_OUT"
    STIPEND_ENROL = "STIPEND_ENROL"
    ACTIVATE_IN_STOCK = "ACTIVATE_IN_STOCK"
    FEATURES = "FEATURES"
    CHANGE_PLAN = "CHANGE_PLAN"
    CHANGE_NUMBER = "CHANGE_NUMBER"
    SWAP_DEVICE = "SWAP_DEVICE"
    NEW_SIM = "NEW_SIM"
    UPGRADE_REPLACE = "UPGRADE_REPLACE"
    RESTORE = "RESTORE"
    ASSIGN = "ASSIGN"
    SUSPEND = "SUSPEND"
    DISCONNECT = "DISCONNECT"
    STIPEND_REMOVE = "STIPEND_REMOVE"


class WirelessStatus(StrEnum):
    """Where an order stands (SM-6). SUBMITTED is passed through at once."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    AWAITING_APPROVAL = "AWAITING_APPROVAL"
    INFO_REQUESTED = "INFO_REQUESTED"
    APPROVED = "APPROVED"
    APPROVAL_REJECTED = "APPROVAL_REJECTED"
    EXPIRED = "EXPIRED"
    CANCELLED = "CANCELLED"
    SUBMITTED_TO_VENDOR = "SUBMITTED_TO_VENDOR"
    IN_FULFILMENT = "IN_FULFILMENT"
    FULFILMENT_FAILED = "FULFILMENT_FAILED"
    COMPLETE = "COMPLETE"


FINAL = frozenset(
    {
        WirelessStatus.APPROVAL_REJECTED,
        WirelessStatus.EXPIRED,
        WirelessStatus.CANCELLED,
        WirelessStatus.FULFILMENT_FAILED,
        WirelessStatus.COMPLETE,
    }
)
"""The states in which an order is over; only a new one can follow it (R-WL-27)."""


class ItemKind(StrEnum):
    """What an item of an order is."""

    DEVICE = "DEVICE"
    PLAN = "PLAN"
    FEATURE = "FEATURE"
    ACCESSORY = "ACCESSORY"
    SIM = "SIM"


class ItemAction(StrEnum):
    """Whether a feature comes or goes."""

    ADD = "ADD"
    REMOVE = "REMOVE"


class Acknowledged(StrEnum):
    """What a requester has to agree to before an order of some types can be sent."""

    SHARED_PLAN = "SHARED_PLAN"
    LIABILITY_TRANSFER = "LIABILITY_TRANSFER"
    TERMINATION_FEE = "TERMINATION_FEE"
    WARRANTY_TERMS = "WARRANTY_TERMS"
    GENERAL = "GENERAL"


class FieldType(StrEnum):
    """How a field of a form is filled in."""

    TEXT = "TEXT"
    DATE = "DATE"
    CHOICE = "CHOICE"
    NUMBER = "NUMBER"


class Requirement(StrEnum):
    """Whether a field must be, can be or is not asked for (R-WL-15)."""

    REQUIRED = "REQUIRED"
    OPTIONAL = "OPTIONAL"
    EXCLUDED = "EXCLUDED"


class DeviceType(StrEnum):
    """What kind of device a model is; features are for the first two alone (R-WL-07)."""

    SMARTPHONE = "SMARTPHONE"
    TABLET = "TABLET"
    PHONE = "PHONE"
    MODEM = "MODEM"
    PAGER = "PAGER"


class DeviceStatus(StrEnum):
    """Where a device of a company stands (5.4)."""

    ACTIVE = "ACTIVE"
    REPAIR = "REPAIR"
    LOST_OR_STOLEN = "LOST_OR_STOLEN"
    UNCONFIRMED_PENDING = "UNCONFIRMED_PENDING"
    PENDING_RETURN = "PENDING_RETURN"
    RETIRED_DISPOSED = "RETIRED_DISPOSED"
    IN_STOCK = "IN_STOCK"


class LineStatus(StrEnum):
    """Where a line of a company stands (10, Line)."""

    NEW = "NEW"
    ACTIVE = "ACTIVE"
    SUSPENDED_NO_BILLING = "SUSPENDED_NO_BILLING"
    SUSPENDED_WITH_BILLING = "SUSPENDED_WITH_BILLING"
    PENDING_INACTIVE = "PENDING_INACTIVE"
    INACTIVE = "INACTIVE"
    UNASSIGNED = "UNASSIGNED"


class ApproverKind(StrEnum):
    """How the approvers of a level are found (T17)."""

    EMP_HIERARCHY_MANAGER = "EMP_HIERARCHY_MANAGER"
    EMP_REPORTING_MANAGER = "EMP_REPORTING_MANAGER"
    ORG_HIERARCHY = "ORG_HIERARCHY"
    ORG_REPORTING = "ORG_REPORTING"
    PREDEFINED = "PREDEFINED"
    USER_DEFINED = "USER_DEFINED"


class ApprovalStatus(StrEnum):
    """What became of one approver's part in a level of a round."""

    NOT_READY = "NOT_READY"
    PENDING = "PENDING"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"
    INFO_REQUESTED = "INFO_REQUESTED"
    EXPIRED = "EXPIRED"
    SKIPPED = "SKIPPED"
    CANCELLED = "CANCELLED"
    SUPERSEDED = "SUPERSEDED"


class DelegationScope(StrEnum):
    """Whether a delegate decides for all, or for the orders of one policy."""

    ALL = "ALL"
    POLICY = "POLICY"


class SegmentStatus(StrEnum):
    """Where the part of an order that one vendor or warehouse fulfils stands."""

    NEW = "NEW"
    SUBMITTED = "SUBMITTED"
    IN_FULFILMENT = "IN_FULFILMENT"
    COMPLETE = "COMPLETE"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"


MOST_LEVELS = 5
"""An order is approved in so many levels at most (R-WL-18)."""
REACTIVATION_LIMIT_DAYS = 30
"""So long after its disconnection a vendor restores a line, unless it says otherwise (R-WL-04)."""
EXPIRY_DAYS = 30
"""So long an order waits for its approval (R-WL-26)."""
WARRANTY_MONTHS = 12
"""So long a vendor replaces a device under warranty (R-WL-02)."""


class Milestone(StrEnum):
    """What mail goes out about (R-WL-31); each can be switched off. ANSWERED goes to who asked."""

    SUBMITTED = "SUBMITTED"
    APPROVAL_STEP = "APPROVAL_STEP"
    """A level is to decide now: to its approvers, and to the requester."""
    REJECTED = "REJECTED"
    INFO_REQUESTED = "INFO_REQUESTED"
    ANSWERED = "ANSWERED"
    APPROVED = "APPROVED"
    SUBMITTED_TO_VENDOR = "SUBMITTED_TO_VENDOR"
    SHIPPED = "SHIPPED"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"
    EXPIRED = "EXPIRED"
