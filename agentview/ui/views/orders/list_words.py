"""Words that the lists of this area share: moments, states of subscriptions, why something was halted."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication

from agentview.contract.network import NetworkAction
from agentview.contract.subscription import SubscriptionStatus
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.theme import Tone


def utc_text(at: datetime | None) -> str:
    """A moment as a file holds it: the same wherever it is read."""
    return "" if at is None else f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def subscription_chip(status: str) -> ChipValue:
    """The chip of a subscription that waits for the platform; its word is the exact label (D-30)."""
    translate = QCoreApplication.translate
    if status == SubscriptionStatus.PRE_ACTIVE:
        return ChipValue(
            Tone.INFO, "\u25cb", status, translate("ErrorList", "PreActive: ordered, not live yet")
        )
    if status == SubscriptionStatus.PENDING_PROV_CANCEL:
        sentence = translate("ErrorList", "PendingProvCancel: live; the platform was asked to end it")
        return ChipValue(Tone.WARNING, "\u25d1", status, sentence)
    return ChipValue(Tone.NEUTRAL, "", status, status)


def action_word(action: NetworkAction) -> str:
    """What the platform was asked to do."""
    translate = QCoreApplication.translate
    return {
        NetworkAction.ACTIVATE: translate("ErrorList", "Activate"),
        NetworkAction.END: translate("ErrorList", "End"),
        NetworkAction.CHANGE: translate("ErrorList", "Change plan"),
        NetworkAction.RESTRICT: translate("ErrorList", "Restrict"),
        NetworkAction.RESTORE: translate("ErrorList", "Restore"),
    }[action]
