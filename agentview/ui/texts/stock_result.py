"""How a warehouse stood with a product when it was asked, wherever a past stock check is shown."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.hardware import StockStatus
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.theme import Tone


def stock_chip(result: StockStatus) -> ChipValue:
    """The chip of a result."""
    translate = QCoreApplication.translate
    return {
        StockStatus.OK: ChipValue(Tone.SUCCESS, "\u2713", translate("Stock", "Enough")),
        StockStatus.LOW: ChipValue(Tone.WARNING, "!", translate("Stock", "Low")),
        StockStatus.NONE: ChipValue(Tone.BAD, "\u00d7", translate("Stock", "None")),
        StockStatus.UNAVAILABLE: ChipValue(Tone.BLOCKED, "?", translate("Stock", "No answer")),
    }[result]


def longest_stock_result() -> str:
    """The longest word of a result, for the width of its column."""
    return max((stock_chip(one).word for one in StockStatus), key=len)
