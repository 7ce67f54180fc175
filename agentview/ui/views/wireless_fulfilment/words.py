"""The words of the fulfilment queue."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def word(text: str) -> str:
    """A word of the fulfilment queue in the user's language."""
    return QCoreApplication.translate("FulfilmentQueue", text)
