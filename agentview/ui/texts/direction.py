"""The words of where a migration leads by the weights of both plans (R-MIG-13)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.migration_quote import Direction


def direction_word(direction: Direction) -> str:
    """What a direction is called."""
    translate = QCoreApplication.translate
    return {
        Direction.UPGRADE: translate("Migrations", "Upgrade"),
        Direction.CROSSGRADE: translate("Migrations", "Crossgrade"),
        Direction.DOWNGRADE: translate("Migrations", "Downgrade"),
    }[direction]
