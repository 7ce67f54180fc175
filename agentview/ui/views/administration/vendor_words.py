"""What the terms of vendors are called in their administration; imports no Qt widgets."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.wireless_vendors import AdminVendor, VendorExchange
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.theme import Tone


def word(text: str) -> str:
    """A text of these screens in the user's language."""
    return QCoreApplication.translate("VendorAdmin", text)


def exchange_word(exchange: VendorExchange) -> str:
    """How a vendor is given its orders."""
    return {
        VendorExchange.BY_HAND: word("By hand"),
        VendorExchange.FILES: word("Files in a folder"),
        VendorExchange.HTTP: word("HTTP"),
        VendorExchange.SIMULATED: word("Simulated"),
    }[exchange]


def exchange_sentence(exchange: VendorExchange) -> str:
    """How a vendor is given its orders, in a sentence."""
    return {
        VendorExchange.BY_HAND: word("People place its orders and note what comes in the fulfilment queue"),
        VendorExchange.FILES: word("Orders are written to its folder, and answers are read from there"),
        VendorExchange.HTTP: word("Orders are sent to its address, and it is asked what became of them"),
        VendorExchange.SIMULATED: word("AgentView answers in its place"),
    }[exchange]


def vendor_chip(row: AdminVendor) -> ChipValue:
    """Whether orders can choose a vendor."""
    if row.fields.is_active:
        return ChipValue(Tone.SUCCESS, "\u2713", word("Active"), word("Requests can choose it"))
    told = word("No request can choose it any more; its lines stay")
    return ChipValue(Tone.NEUTRAL, "\u2013", word("Disabled"), told)
