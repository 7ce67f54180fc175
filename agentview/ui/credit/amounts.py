"""Amounts in forms: typed in major units, sent in minor ones; imports no Qt."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from agentview.core.money import Money
from agentview.ui.kit.amount import money_text, read_amount
from agentview.ui.kit.field import Value


def cents_of(value: Value) -> int | None:
    """The minor units of what was typed; None for nothing, or for a fraction of a cent, which is refused."""
    if isinstance(value, str):
        try:
            value = read_amount(value) if value.strip() else None
        except (ValueError, InvalidOperation):
            return None
    if not isinstance(value, Decimal):
        return None
    cents = value.scaleb(2)
    return int(cents) if cents == cents.to_integral_value() else None


def typed(cents: int) -> Decimal:
    """An amount as a field of a form holds it."""
    return Decimal(cents).scaleb(-2)


def shown(cents: int, currency: str) -> str:
    """An amount with its currency."""
    return money_text(Money(cents, currency))
