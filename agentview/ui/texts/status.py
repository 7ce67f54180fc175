"""The words of states where no view shows them as a chip."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.texts.label import LABELS


def status_word(status: str) -> str:
    """Return what people call a state; one that is not known stays as it is."""
    for name in ("state", "status"):
        word = LABELS[name].get(status)
        if word is not None:
            return QCoreApplication.translate("Values", word)
    return status
