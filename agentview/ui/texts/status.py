"""The words of states where no view shows them as a chip."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.texts.label import LABELS
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.theme import Tone

_TONES = {
    "Active": (Tone.SUCCESS, "\u2713"),
    "Preactive": (Tone.INFO, "+"),
    "Inactive": (Tone.NEUTRAL, "\u25cb"),
    "Cancelled": (Tone.NEUTRAL, "\u00d7"),
    "Restricted by Parent": (Tone.BLOCKED, "||"),
    "Suspended": (Tone.BLOCKED, "||"),
    "System Suspended": (Tone.BLOCKED, "||"),
    "Suspended - Billing and Ordering": (Tone.BLOCKED, "||"),
    "AWAITING_PROVISIONING": (Tone.INFO, "\u25cb"),
    "IN_PROGRESS": (Tone.PROGRESS, "\u25d0"),
    "PROVISIONING_HALTED": (Tone.BAD, "!"),
    "COMPLETED": (Tone.SUCCESS, "\u2713"),
    "ABORTED": (Tone.NEUTRAL, "\u00d7"),
    "ORDER_INCOMPLETE": (Tone.WARNING, "\u25cb"),
}
"""Tone and glyph of the states of customers, tasks and orders; others are neutral."""


def status_mark(status: str) -> ChipValue | None:
    """Return the chip of a state; None where there is no state."""
    if not status:
        return None
    tone, glyph = _TONES.get(status, (Tone.NEUTRAL, ""))
    return ChipValue(tone, glyph, status_word(status))


def status_word(status: str) -> str:
    """Return what people call a state; one that is not known stays as it is."""
    for name in ("state", "status"):
        word = LABELS[name].get(status)
        if word is not None:
            return QCoreApplication.translate("Values", word)
    return status
