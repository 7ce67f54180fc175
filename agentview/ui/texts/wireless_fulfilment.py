"""What the parts of an order that vendors fulfil are called: their states and what they bring."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.wireless import SegmentStatus
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.theme import Tone


def segment_chip(status: SegmentStatus) -> ChipValue:
    """The chip of a part's state."""
    return {
        SegmentStatus.NEW: ChipValue(
            Tone.NEUTRAL, "+", _word("To submit"), _word("To submit: the vendor was not given it yet")
        ),
        SegmentStatus.SUBMITTED: ChipValue(
            Tone.INFO, "\u203a", _word("With the vendor"), _word("With the vendor: it is not accepted yet")
        ),
        SegmentStatus.IN_FULFILMENT: ChipValue(
            Tone.PROGRESS, "\u25d0", _word("In fulfilment"), _word("In fulfilment: the vendor works on it")
        ),
        SegmentStatus.COMPLETE: ChipValue(
            Tone.SUCCESS, "\u2713", _word("Complete"), _word("Complete: it brought all that it has to")
        ),
        SegmentStatus.FAILED: ChipValue(
            Tone.BAD, "!", _word("Failed"), _word("Failed: the vendor could not carry it out")
        ),
        SegmentStatus.CANCELLED: ChipValue(
            Tone.NEUTRAL, "\u00d7", _word("Cancelled"), _word("Cancelled: another part of the order failed")
        ),
    }[status]


def longest_segment_status() -> str:
    """The longest word of a state, for the width of its column."""
    return max((segment_chip(one).word for one in SegmentStatus), key=len)


def vendor_word(vendor: str) -> str:
    """Who fulfils a part; what has no vendor comes from our own warehouses."""
    return vendor or _word("Own warehouse")


def result_word(result: str) -> str:
    """What a part has to bring (R-WL-30); one without a word stands as it is called."""
    return {
        "NUMBER": _word("Number"),
        "SERIAL": _word("Serial number"),
        "ICCID": _word("SIM card (ICCID)"),
        "TRACKING": _word("Tracking number"),
    }.get(result, result)


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessSegment", text)
