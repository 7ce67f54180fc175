"""The words of the inventory."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def word(text: str) -> str:
    """A word of the inventory in the user's language."""
    return QCoreApplication.translate("WirelessInventory", text)
