"""The lines of a quote in words: how the amount of each comes about (S-14, page 6)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from agentview.contract.migration_quote import Direction, QuoteLine
from agentview.core.errors import Value
from agentview.core.money import Money
from agentview.ui.kit.amount import grouped_amount
from agentview.ui.kit.when import show_day
from agentview.ui.texts.direction import direction_word


def formula_text(line: QuoteLine, currency: str) -> str:
    """How the amount comes about, with the numbers in it, such as "7 months x 10.00"."""
    template = _template(line.formula)
    for name, value in line.values.items():
        template = template.replace(f"{{{name}}}", _word(name, value, currency))
    return template


def state_text(line: QuoteLine) -> str:
    """Why a line does not count in the total; "" where it does."""
    translate = QCoreApplication.translate
    if line.is_waived:
        return translate("Quote", "waived")
    return "" if line.is_charged else translate("Quote", "billed with the new package, not here")


def _template(formula: str) -> str:
    translate = QCoreApplication.translate
    return {
        "POOL_CHARGE": translate("Quote", "{direction} in the pool {pool}"),
        "POOL_DISCOUNT": translate("Quote", "{direction} in the pool {pool}"),
        "FIXED": translate("Quote", "fixed fee of the contract"),
        "EARLY_UPGRADE": translate("Quote", "fixed fee for upgrading early, {months} months left"),
        "PER_REMAINING_MONTH": translate("Quote", "{months} months \u00d7 {unit_cents}"),
        "PERCENT_REMAINING_ACCESS_FEE": translate(
            "Quote", "{months} months \u00d7 {access_fee_cents} \u00d7 {percent} %"
        ),
        "UNUSED_DAYS": translate(
            "Quote", "{access_fee_cents} \u00d7 {unused} of {days} days ({from} to {to})"
        ),
        "EXCESS": translate("Quote", "{used_cents} used \u2212 {allowance_cents} included"),
        "EXCESS_PRORATED": translate(
            "Quote",
            "{used_cents} used \u2212 {allowance_cents} of {included_cents} for {used_days} of {days} days",
        ),
        "FIRST_PERIOD": translate("Quote", "{from} to {to}"),
    }.get(formula, formula)


def _word(name: str, value: Value, currency: str) -> str:
    if name.endswith("_cents") and isinstance(value, int):
        return grouped_amount(Money(value, currency))
    if name in {"from", "to"} and isinstance(value, str):
        return show_day(date.fromisoformat(value))
    if name == "direction" and isinstance(value, str):
        return direction_word(Direction(value))
    return "" if value is None else str(value)
