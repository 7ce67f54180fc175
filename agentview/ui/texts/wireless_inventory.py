"""What the states and kinds of the lines and devices of a company are called, and how these look."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.wireless import DeviceStatus, DeviceType, LineStatus
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.theme import Tone


def line_chip(status: LineStatus) -> ChipValue:
    """The chip of a line's state."""
    return {
        LineStatus.NEW: ChipValue(
            Tone.NEUTRAL, "+", _word("New"), _word("New: the carrier has not activated it yet")
        ),
        LineStatus.ACTIVE: ChipValue(Tone.SUCCESS, "\u2713", _word("Active"), _word("Active: it is in use")),
        LineStatus.SUSPENDED_NO_BILLING: ChipValue(
            Tone.WARNING,
            "\u2016",
            _word("Suspended"),
            _word("Suspended: it rests, and nothing is billed meanwhile"),
        ),
        LineStatus.SUSPENDED_WITH_BILLING: ChipValue(
            Tone.WARNING,
            "\u2016",
            _word("Suspended, billed"),
            _word("Suspended with billing: it is locked, and its plan goes on being billed"),
        ),
        LineStatus.PENDING_INACTIVE: ChipValue(
            Tone.PROGRESS, "\u203a", _word("Ending"), _word("Ending: its disconnection is under way")
        ),
        LineStatus.INACTIVE: ChipValue(
            Tone.NEUTRAL, "\u00d7", _word("Inactive"), _word("Inactive: it was disconnected")
        ),
        LineStatus.UNASSIGNED: ChipValue(
            Tone.INFO, "\u25cb", _word("Unassigned"), _word("Unassigned: nobody uses it, but it is billed")
        ),
    }[status]


def device_chip(status: DeviceStatus) -> ChipValue:
    """The chip of a device's state (5.4)."""
    return {
        DeviceStatus.ACTIVE: ChipValue(
            Tone.SUCCESS, "\u2713", _word("Active"), _word("Active: it is in use")
        ),
        DeviceStatus.REPAIR: ChipValue(
            Tone.PROGRESS, "\u25d0", _word("Repair"), _word("Repair: it is being mended")
        ),
        DeviceStatus.LOST_OR_STOLEN: ChipValue(
            Tone.BAD, "!", _word("Lost or stolen"), _word("Lost or stolen: nobody knows where it is")
        ),
        DeviceStatus.UNCONFIRMED_PENDING: ChipValue(
            Tone.WARNING,
            "?",
            _word("Unconfirmed"),
            _word("Unconfirmed: nothing can be ordered for it before it is confirmed"),
        ),
        DeviceStatus.PENDING_RETURN: ChipValue(
            Tone.WARNING, "\u2190", _word("To be returned"), _word("To be returned: it goes back")
        ),
        DeviceStatus.RETIRED_DISPOSED: ChipValue(
            Tone.NEUTRAL,
            "\u00d7",
            _word("Retired"),
            _word("Retired: it is disposed of, and nothing can be ordered for it"),
        ),
        DeviceStatus.IN_STOCK: ChipValue(
            Tone.INFO, "\u25cb", _word("In stock"), _word("In stock: it is spare and can be handed out")
        ),
    }[status]


def device_type_word(device_type: DeviceType) -> str:
    """What a kind of device is called."""
    return {
        DeviceType.SMARTPHONE: _word("Smartphone"),
        DeviceType.TABLET: _word("Tablet"),
        DeviceType.PHONE: _word("Phone"),
        DeviceType.MODEM: _word("Modem"),
        DeviceType.PAGER: _word("Pager"),
    }[device_type]


def longest_line_status() -> str:
    """The longest word of a line's state, for the width of its column."""
    return max((line_chip(one).word for one in LineStatus), key=len)


def longest_device_status() -> str:
    """The longest word of a device's state, for the width of its column."""
    return max((device_chip(one).word for one in DeviceStatus), key=len)


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessInventory", text)
