"""The table of plans that a package may go to (R-MIG-11)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from agentview.contract.migration_quote import Direction
from agentview.contract.migrations import PlanSort, WinningPlan
from agentview.core.money import Money
from agentview.ui.kit.amount import grouped_amount
from agentview.ui.kit.column import Column, Kind
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.texts.direction import direction_word
from agentview.ui.views.migrations.words import direction_chip, listed

IsChosen = Callable[[WinningPlan], bool]


def plan_columns(is_chosen: IsChosen, currency: Callable[[], str]) -> tuple[Column[WinningPlan], ...]:
    """Name first, a tick before the chosen one, then what it costs; what does not fit gives way."""
    return (
        Column(
            "name",
            lambda: QCoreApplication.translate("MigrationPlans", "Plan"),
            lambda row: f"\u2713 {row.name}" if is_chosen(row) else row.name,
            sort_key=PlanSort.NAME.value,
            tip=lambda row: f"{row.name}\n{row.internal_name} ({row.code})",
            sample=lambda: "\u2713 Business Mobile 120 GB",
            stretch=True,
        ),
        Column(
            "direction",
            lambda: QCoreApplication.translate("MigrationPlans", "Direction"),
            lambda row: direction_word(row.direction),
            Kind.CHIP,
            mark=lambda row: direction_chip(row.direction),
            sample=_longest_direction,
        ),
        Column(
            "weight",
            lambda: QCoreApplication.translate("MigrationPlans", "Weight"),
            lambda row: str(row.weight),
            Kind.NUMBER,
            sort_key=PlanSort.WEIGHT.value,
            sample=lambda: "1000",
            gives_way=1,
        ),
        Column(
            "fee",
            lambda: QCoreApplication.translate("MigrationPlans", "Fee, {currency}").replace(
                "{currency}", currency()
            ),
            lambda row: _amount(row.fee_cents, row.currency),
            Kind.NUMBER,
            tip=_fee_tip,
            sample=lambda: "\u22121,000.00",
        ),
        Column(
            "access",
            lambda: QCoreApplication.translate("MigrationPlans", "Access fee, {currency}").replace(
                "{currency}", currency()
            ),
            lambda row: _amount(row.access_fee_cents, row.currency),
            Kind.NUMBER,
            sort_key=PlanSort.ACCESS_FEE.value,
            sample=lambda: "1,000.00",
        ),
        Column(
            "dropped",
            lambda: QCoreApplication.translate("MigrationPlans", "Dropped"),
            lambda row: listed(row.dropped),
            sample=lambda: "Broadband",
            tip=lambda row: listed(row.dropped),
        ),
    )


def plan_sentence(row: WinningPlan) -> str:
    """What a screen reader says of a row."""
    text = QCoreApplication.translate("MigrationPlans", "{plan}, {direction}, fee {fee}, access fee {access}")
    parts = {
        "{plan}": row.name,
        "{direction}": direction_word(row.direction),
        "{fee}": _amount(row.fee_cents, row.currency),
        "{access}": _amount(row.access_fee_cents, row.currency),
    }
    for name, value in parts.items():
        text = text.replace(name, value)
    dropped = QCoreApplication.translate("MigrationPlans", "drops {services}").replace(
        "{services}", listed(row.dropped)
    )
    return f"{text}, {dropped}" if row.dropped else text


def nothing_matches(text: str) -> StateText:
    """That no plan of the list holds a text."""
    sentence = QCoreApplication.translate(
        "MigrationPlans",
        "No plan that the package can go to holds \u201c{text}\u201d. Below you learn why a plan is missing.",
    )
    return StateText(
        QCoreApplication.translate("MigrationPlans", "No plan matches"),
        sentence.replace("{text}", text),
        QCoreApplication.translate("MigrationPlans", "Show all plans"),
    )


def _fee_tip(row: WinningPlan) -> str:
    text = QCoreApplication.translate(
        "MigrationPlans", "Charge {charge}, discount {discount}; without the credit for unused days"
    )
    charge, discount = _amount(row.charge_cents, row.currency), _amount(row.discount_cents, row.currency)
    return text.replace("{charge}", charge).replace("{discount}", discount)


def _longest_direction() -> str:
    return max((direction_word(one) for one in Direction), key=len)


def _amount(cents: int, currency: str) -> str:
    return grouped_amount(Money(cents, currency))
