"""Reads and shows amounts as people type them; refuses what can be read in two ways."""

from __future__ import annotations

import re
from decimal import Decimal

from agentview.core.money import Money
from agentview.ui.kit.local_format import local_format

_GROUPED = re.compile(r"-?\d{1,3}(?:(?P<group>[.,\u066c' \u00a0\u202f])\d{3})(?:(?P=group)\d{3})*")
_AMBIGUOUS = re.compile(r"-?\d{1,3}[.,]\d{3}")
_PLAIN = re.compile(r"-?\d+(?:[.,\u066b]\d+)?")


class AmbiguousAmountError(ValueError):
    """The text can be read as thousands and as a fraction, such as 1.234."""


def read_amount(text: str) -> Decimal:
    """The number that was typed, with ".", "," or the Arabic mark as decimal mark.

    Raises AmbiguousAmountError for 1.234 and 1,234 (type 1234 or 1.23), ValueError for no number.
    """
    typed = text.strip().replace("\u2212", "-")
    if _AMBIGUOUS.fullmatch(typed) and not typed.lstrip("-").startswith("0"):
        raise AmbiguousAmountError(text)
    if _PLAIN.fullmatch(typed):
        return Decimal(re.sub(r"[,\u066b]", ".", typed))
    whole, mark, fraction = _split_fraction(typed)
    if mark and fraction.isdecimal() and (found := _GROUPED.fullmatch(whole)) and found["group"] != mark:
        return Decimal(_ungrouped(whole) + "." + fraction)
    if _GROUPED.fullmatch(typed):
        return Decimal(_ungrouped(typed))
    raise ValueError(text)


def show_amount(amount: Decimal) -> str:
    """The number with a minus and the reader's decimal mark, as it is typed back."""
    return f"{amount:f}".replace(".", local_format().point)


def grouped_amount(money: Money) -> str:
    """The amount as it is read in a column of one currency: thousands grouped, a true minus, two places."""
    return local_format().number(money.decimal(), 2).replace("-", "\u2212")


def money_text(money: Money) -> str:
    """The amount with its currency, never broken in the middle; zero is 0.00."""
    return f"{grouped_amount(money)}\u00a0{money.currency}"


def _split_fraction(text: str) -> tuple[str, str, str]:
    at = max(text.rfind(mark) for mark in ".,\u066b")
    return (text, "", "") if at < 0 else (text[:at], text[at], text[at + 1 :])


def _ungrouped(text: str) -> str:
    return re.sub(r"[^\d-]", "", text)
