"""What stands in place of a list: nothing matches, no permission, not read; and how fresh it is."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.when import show_short

FRESH_SECONDS = 1


def unmatched_text() -> StateText:
    """That the filter leaves nothing."""
    translate = QCoreApplication.translate
    return StateText(
        translate("ListState", "Nothing matches the filter"),
        translate("ListState", "Other rows may be in this view."),
        translate("ListState", "Clear filter"),
    )


def failed_text(sentence: str = "") -> StateText:
    """That the list could not be read."""
    translate = QCoreApplication.translate
    return StateText(
        translate("ListState", "The list could not be read"),
        sentence or translate("ListState", "Nothing is lost. Try again in a moment."),
        translate("ListState", "Try again"),
    )


def stopped_text() -> StateText:
    """That the person stopped the reading."""
    return failed_text(QCoreApplication.translate("ListState", "Reading was stopped."))


def denied_text(sentence: str = "") -> StateText:
    """That the person may not see the list, and whom to ask."""
    translate = QCoreApplication.translate
    return StateText(
        translate("ListState", "You may not see this list"),
        sentence or translate("ListState", "Ask your supervisor or administrator for the power to read it."),
    )


def freshness(read_at: datetime, now: datetime) -> str:
    """How old what is shown is, such as "updated 4 s ago"."""
    age = now - read_at
    if age.total_seconds() <= FRESH_SECONDS:
        return QCoreApplication.translate("ListState", "updated just now")
    return QCoreApplication.translate("ListState", "updated {age} ago").replace("{age}", show_short(age))
