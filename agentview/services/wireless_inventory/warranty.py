"""Until when a device is under warranty (R-WL-02)."""

from datetime import date

from agentview.services.contracts.rules import months_later


def warranty_until(owned_since: date, months: int) -> date:
    """Return the last day of the warranty: a device of 1 March with 12 months has it through 1 March."""
    return months_later(owned_since, months)


def is_under_warranty(owned_since: date, months: int, today: date) -> bool:
    """Say whether the warranty holds on a day, its last day included."""
    return today <= warranty_until(owned_since, months)
