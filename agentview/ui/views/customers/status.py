"""The one map of the states of customers and services: tone, glyph, exact label and sentence."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.account import ACCOUNT_STATUS_LABELS, AccountStatus
from agentview.contract.customers import RestrictionStatus, ServiceRow
from agentview.contract.subscription import ProvisioningState, SubscriptionStatus
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.theme import Tone

_ACCOUNT_LOOKS: dict[int, tuple[Tone, str]] = {
    AccountStatus.ACTIVE: (Tone.SUCCESS, "\u2713"),
    AccountStatus.INACTIVE: (Tone.NEUTRAL, "\u25cb"),
    AccountStatus.CANCELLED: (Tone.NEUTRAL, "\u00d7"),
    AccountStatus.RESTRICTED_BY_PARENT: (Tone.BLOCKED, "||"),
    AccountStatus.SUSPENDED: (Tone.BLOCKED, "||"),
    AccountStatus.PREACTIVE: (Tone.INFO, "+"),
    AccountStatus.SYSTEM_SUSPENDED: (Tone.BLOCKED, "||"),
    AccountStatus.SUSPENDED_BILLING_AND_ORDERING: (Tone.BLOCKED, "||"),
}


def account_chip(status: int, reason: str = "") -> ChipValue:
    """The chip of an account's status; its word is the exact label (table 3.3)."""
    tone, glyph = _ACCOUNT_LOOKS.get(status, (Tone.NEUTRAL, ""))
    label = ACCOUNT_STATUS_LABELS.get(status, str(status))
    word = QCoreApplication.translate("Values", label)
    return ChipValue(tone, glyph, word, f"{word}: {reason}" if reason else word)


def subscription_chip(status: SubscriptionStatus) -> ChipValue:
    """The chip of a package or service; its word is the exact label (D-30)."""
    translate = QCoreApplication.translate
    return {
        SubscriptionStatus.PRE_ACTIVE: ChipValue(
            Tone.INFO,
            "\u25cb",
            translate("Subscription", "PreActive"),
            translate("Subscription", "PreActive: ordered, not live yet"),
        ),
        SubscriptionStatus.ACTIVE: ChipValue(
            Tone.SUCCESS,
            "\u2713",
            translate("Subscription", "Active"),
            translate("Subscription", "Active: live and billed"),
        ),
        SubscriptionStatus.PENDING_CANCEL: ChipValue(
            Tone.WARNING,
            "\u25d0",
            translate("Subscription", "PendingCancel"),
            translate("Subscription", "PendingCancel: live; its end is asked for"),
        ),
        SubscriptionStatus.PENDING_PROV_CANCEL: ChipValue(
            Tone.WARNING,
            "\u25d1",
            translate("Subscription", "PendingProvCancel"),
            translate("Subscription", "PendingProvCancel: provisioning carries out its end"),
        ),
        SubscriptionStatus.CANCELLED: ChipValue(
            Tone.NEUTRAL,
            "\u00d7",
            translate("Subscription", "Cancelled"),
            translate("Subscription", "Cancelled: it has ended"),
        ),
        SubscriptionStatus.ABORTED: ChipValue(
            Tone.NEUTRAL,
            "\u00d7",
            translate("Subscription", "Aborted"),
            translate("Subscription", "Aborted: it never went live"),
        ),
    }[status]


def longest_subscription() -> str:
    """The longest label, for the width of a column."""
    return max((subscription_chip(status).word for status in SubscriptionStatus), key=len)


def service_mark(row: ServiceRow) -> ChipValue | None:
    """What stands in the way of a service, the strongest first; None where nothing does."""
    if row.provisioning_state is ProvisioningState.HALTED:
        return provisioning_chip(row.provisioning_state, row.halt_reason or "")
    if row.restriction is not RestrictionStatus.NONE:
        return restriction_chip(row.restriction)
    return provisioning_chip(row.provisioning_state)


def provisioning_chip(state: ProvisioningState, reason: str = "") -> ChipValue | None:
    """The chip of the open task of a service; None where there is none."""
    translate = QCoreApplication.translate
    if state is ProvisioningState.NONE:
        return None
    word = {
        ProvisioningState.AWAITING: translate("Subscription", "Awaiting"),
        ProvisioningState.IN_PROGRESS: translate("Subscription", "In progress"),
        ProvisioningState.HALTED: translate("Subscription", "Halted"),
    }[state]
    tone, glyph = {
        ProvisioningState.AWAITING: (Tone.INFO, "\u25cb"),
        ProvisioningState.IN_PROGRESS: (Tone.PROGRESS, "\u25d0"),
        ProvisioningState.HALTED: (Tone.BAD, "!"),
    }[state]
    return ChipValue(tone, glyph, word, f"{word}: {reason}" if reason else word)


def restriction_chip(restriction: RestrictionStatus) -> ChipValue | None:
    """The chip of a restriction; None where there is none."""
    translate = QCoreApplication.translate
    return {
        RestrictionStatus.NONE: None,
        RestrictionStatus.RESTRICT_PENDING: ChipValue(
            Tone.WARNING,
            "\u25d0",
            translate("Subscription", "Being restricted"),
            translate("Subscription", "Being restricted: the network was asked and has not confirmed"),
        ),
        RestrictionStatus.RESTRICTED: ChipValue(
            Tone.BLOCKED,
            "||",
            translate("Subscription", "Restricted"),
            translate("Subscription", "Restricted: the network bars it"),
        ),
        RestrictionStatus.RESTORE_PENDING: ChipValue(
            Tone.WARNING,
            "\u25d1",
            translate("Subscription", "Being restored"),
            translate("Subscription", "Being restored: the network was asked and has not confirmed"),
        ),
        RestrictionStatus.RESTRICT_FAILED: ChipValue(
            Tone.BAD,
            "!",
            translate("Subscription", "Restrict failed"),
            translate("Subscription", "Restrict failed: it still works"),
        ),
        RestrictionStatus.RESTORE_FAILED: ChipValue(
            Tone.BAD,
            "!",
            translate("Subscription", "Restore failed"),
            translate("Subscription", "Restore failed: it is still barred"),
        ),
    }[restriction]


def longest_mark() -> str:
    """The longest word of what stands in the way, for the width of a column."""
    chips = (*map(provisioning_chip, ProvisioningState), *map(restriction_chip, RestrictionStatus))
    return max((chip.word for chip in chips if chip is not None), key=len)
