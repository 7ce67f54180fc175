"""Costs of wireless orders in words; imports no Qt widgets."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.core.money import Money
from agentview.ui.kit.amount import money_text


def amount(cents: int, currency: str) -> str:
    """An amount with its currency."""
    return money_text(Money(cents, currency))


def both(once_cents: int, monthly_cents: int, currency: str) -> str:
    """What something costs once and monthly, short; what is nothing is left out."""
    monthly = QCoreApplication.translate("WirelessCost", "{amount} monthly").replace(
        "{amount}", amount(monthly_cents, currency)
    )
    if once_cents and monthly_cents:
        return f"{amount(once_cents, currency)} + {monthly}"
    return monthly if monthly_cents else amount(once_cents, currency)
