"""What people call a pending charge, wherever it is shown."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.migration_quote import ChargeKind


def charge_word(kind: str) -> str:
    """What a charge or credit is for; a kind that is not known shows its own name."""
    translate = QCoreApplication.translate
    return {
        ChargeKind.UPGRADE_CHARGE.value: translate("Quote", "Upgrade charge"),
        ChargeKind.CROSSGRADE_CHARGE.value: translate("Quote", "Crossgrade charge"),
        ChargeKind.DOWNGRADE_CHARGE.value: translate("Quote", "Downgrade charge"),
        ChargeKind.MIGRATION_DISCOUNT.value: translate("Quote", "Migration discount"),
        ChargeKind.BREAK_OUT_FEE.value: translate("Quote", "Break-out fee"),
        ChargeKind.EARLY_UPGRADE_FEE.value: translate("Quote", "Early-upgrade fee"),
        ChargeKind.PRORATA_CREDIT.value: translate("Quote", "Credit for unused days"),
        ChargeKind.EXCESS_USAGE.value: translate("Quote", "Excess usage"),
        ChargeKind.ACCESS_FEE.value: translate("Quote", "First access fee"),
    }.get(kind, kind.replace("_", " ").capitalize())
