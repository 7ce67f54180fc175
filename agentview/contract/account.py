"""The states of a customer's account (table 3.3)."""

from enum import IntEnum


class AccountStatus(IntEnum):
    """The numbers by which account statuses are known. Only an Active account may order."""

    ACTIVE = 1
    INACTIVE = 2
    CANCELLED = 3
    RESTRICTED_BY_PARENT = 4
    SUSPENDED = 5
    PREACTIVE = 6
    SYSTEM_SUSPENDED = 7
    SUSPENDED_BILLING_AND_ORDERING = 8


ACCOUNT_STATUS_LABELS: dict[int, str] = {
    AccountStatus.ACTIVE: "Active",
    AccountStatus.INACTIVE: "Inactive",
    AccountStatus.CANCELLED: "Cancelled",
    AccountStatus.RESTRICTED_BY_PARENT: "Restricted by Parent",
    AccountStatus.SUSPENDED: "Suspended",
    AccountStatus.PREACTIVE: "Preactive",
    AccountStatus.SYSTEM_SUSPENDED: "System Suspended",
    AccountStatus.SUSPENDED_BILLING_AND_ORDERING: "Suspended - Billing and Ordering",
}
"""The exact label of each status."""
