"""What the short tour says to a new user, as far as their powers go; imports no Qt widgets."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from agentview.core.power import Power

SEEN = "tour/is_seen"
"""The tour is shown once by itself."""


def coach_steps(areas: Sequence[tuple[str, str]], powers: Sequence[Power]) -> list[str]:
    """Return at most six texts; `areas` are the words of the rail with their keys."""
    translate = QCoreApplication.translate
    named = ", ".join(f"{word} {key}" for word, key in areas[:6])
    steps = [
        translate("Coach", "Your areas stand on the left, each with its key: {areas}.").replace(
            "{areas}", named
        ),
        translate(
            "Coach",
            "Ctrl+K finds a customer, a number or an order, and every command. Type a part of what you know.",
        ),
    ]
    if Power.WORK_QUEUE in powers:
        steps.append(
            translate(
                "Coach",
                "N takes the next order of the queue for you; C claims or releases the one that is chosen. "
                "A claim keeps others off while you work.",
            )
        )
    return [
        *steps,
        translate(
            "Coach",
            "What you type is kept as a draft within a second. Nothing is sent before you say so, and "
            "nothing is carried out twice.",
        ),
        translate("Coach", "F1 helps with the screen in front of you, in a dialog too. ? lists all keys."),
        translate("Coach", "That is all. Help has this tour again, whenever you want it."),
    ]
