"""Plays a warehouse: how many it has of a product follows from its name and the SKU, and never changes."""

import re
from binascii import crc32
from collections.abc import Sequence

from agentview.adaptors.stock_port import (
    Asked,
    Available,
    Silence,
    StockAnswer,
    StockAnswers,
    Unavailable,
    silent,
)
from agentview.files.product_stock import day_of

SILENT = "silent"
_MOST = 40
_LINE = re.compile(r"([^\s=,;]+)=(\d{1,9}|\?)(?:@(\d{4}-\d{2}-\d{2}))?", re.ASCII)


class StockSimulator:
    """A warehouse without a network.

    `address` says what is special: `PH-X1=4, CASE-1=0@2026-12-01` has four of one, and none of another
    before that day; `PH-X1=?` does not know a product; `silent` never answers.
    """

    def __init__(self, code: str, address: str = "") -> None:
        """Play the warehouse `code`."""
        self._code = code
        self._is_silent = address.strip().lower() == SILENT
        self._special = {sku: _said(amount, day) for sku, amount, day in _LINE.findall(address)}

    def check(self, asked: Sequence[Asked]) -> StockAnswers:
        """Say how many there are of each product."""
        if self._is_silent:
            return silent(asked, Silence.TIMEOUT)
        return {one.sku: self._special.get(one.sku) or self._usual(one.sku) for one in asked}

    def _usual(self, sku: str) -> Available:
        return Available(crc32(f"{self._code}/{sku}".encode()) % _MOST)


def _said(amount: str, day: str) -> StockAnswer:
    return Unavailable(Silence.NOT_KNOWN) if amount == "?" else Available(int(amount), day_of(day))
