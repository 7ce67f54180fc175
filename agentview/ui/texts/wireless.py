"""What wireless orders are called: their types, groups and states, and how these look."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.wireless import OrderGroup, OrderType, WirelessStatus
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.theme import Tone


def group_word(group: OrderGroup) -> str:
    """What a tile is called."""
    return {
        OrderGroup.NEW: _word("New"),
        OrderGroup.MODIFY: _word("Modify"),
        OrderGroup.DELETE: _word("Delete"),
    }[group]


def type_word(order_type: OrderType) -> str:
    """What a type of order is called."""
    return {
        OrderType.NEW_DEVICE_SERVICE: _word("New device and line"),
        OrderType.DEVICE_ONLY: _word("Device without a line"),
        OrderType.SERVICE_SIM_ONLY: _word("Line with a SIM only"),
        OrderType.ADD_LINE_EXISTING_DEVICE: _word("New line for a device in use"),
        OrderType.WARRANTY_REPLACEMENT: _word("Warranty replacement"),
        OrderType.ACCESSORY: _word("Accessories"),
        OrderType.PORT_CARRIER: _word("Move a line to another carrier"),
        OrderType.TRANSFER_IN: _word("Personal line to the company"),
        OrderType.TRANSFER_OUT: _word("Company line to a person"),
        OrderType.STIPEND_ENROL: _word("Begin a stipend"),
        OrderType.ACTIVATE_IN_STOCK: _word("Activate a device in stock"),
        OrderType.FEATURES: _word("Add or remove features"),
        OrderType.CHANGE_PLAN: _word("Change the plan"),
        OrderType.CHANGE_NUMBER: _word("Change the number"),
        OrderType.SWAP_DEVICE: _word("Swap to a device in stock"),
        OrderType.NEW_SIM: _word("New SIM card"),
        OrderType.UPGRADE_REPLACE: _word("Upgrade or replace the device"),
        OrderType.RESTORE: _word("Restore a line"),
        OrderType.ASSIGN: _word("Assign a line"),
        OrderType.SUSPEND: _word("Suspend a line"),
        OrderType.DISCONNECT: _word("Disconnect a line"),
        OrderType.STIPEND_REMOVE: _word("End a stipend"),
    }[order_type]


def type_sentence(order_type: OrderType) -> str:
    """What an order of a type does, in a sentence."""
    return {
        OrderType.NEW_DEVICE_SERVICE: _word("A new phone or tablet with a number and a plan of its own."),
        OrderType.DEVICE_ONLY: _word("A phone, tablet or modem for which no line is needed."),
        OrderType.SERVICE_SIM_ONLY: _word("A number and a plan for a device that somebody brings along."),
        OrderType.ADD_LINE_EXISTING_DEVICE: _word("A further number and plan on a device you already have."),
        OrderType.WARRANTY_REPLACEMENT: _word("The same device again, where it fails in its first year."),
        OrderType.ACCESSORY: _word("Cases, chargers and headsets that fit a device."),
        OrderType.PORT_CARRIER: _word("The number stays; another carrier provides the service."),
        OrderType.TRANSFER_IN: _word("A private number becomes one of the company, with its cost."),
        OrderType.TRANSFER_OUT: _word("A number of the company goes to a person, with its cost."),
        OrderType.STIPEND_ENROL: _word("A monthly sum for somebody who uses a device of their own."),
        OrderType.ACTIVATE_IN_STOCK: _word("A spare device gets a number, a plan and a user."),
        OrderType.FEATURES: _word("Roaming, voicemail and the like on a smartphone or tablet."),
        OrderType.CHANGE_PLAN: _word("Another voice or data plan for the same number."),
        OrderType.CHANGE_NUMBER: _word("The line stays; its number becomes another one."),
        OrderType.SWAP_DEVICE: _word("The line goes on with a spare device."),
        OrderType.NEW_SIM: _word("A replacement for a SIM card that is lost or does not work."),
        OrderType.UPGRADE_REPLACE: _word("A new device on the same line: due, lost, stolen or broken."),
        OrderType.RESTORE: _word("A line that is suspended or disconnected works again."),
        OrderType.ASSIGN: _word("A line gets another user; no carrier is involved."),
        OrderType.SUSPEND: _word("A line rests for a while, or is locked because it was lost."),
        OrderType.DISCONNECT: _word("A line ends for good; its number is given up."),
        OrderType.STIPEND_REMOVE: _word("The monthly sum for a device of one's own ends."),
    }[order_type]


def status_chip(status: WirelessStatus) -> ChipValue:
    """The chip of a state of an order (SM-6)."""
    return {
        WirelessStatus.DRAFT: ChipValue(
            Tone.NEUTRAL, "+", _word("Draft"), _word("Draft: nobody is asked before it is submitted")
        ),
        WirelessStatus.SUBMITTED: ChipValue(
            Tone.INFO, "\u25cb", _word("Submitted"), _word("Submitted: its approvers are being found")
        ),
        WirelessStatus.AWAITING_APPROVAL: ChipValue(
            Tone.INFO,
            "\u25cb",
            _word("Awaiting approval"),
            _word("Awaiting approval: an approver decides next"),
        ),
        WirelessStatus.INFO_REQUESTED: ChipValue(
            Tone.WARNING,
            "?",
            _word("Question asked"),
            _word("Question asked: an approver waits for an answer of the requester"),
        ),
        WirelessStatus.APPROVED: ChipValue(
            Tone.SUCCESS, "\u2713", _word("Approved"), _word("Approved: it goes to the vendor next")
        ),
        WirelessStatus.APPROVAL_REJECTED: ChipValue(
            Tone.BAD,
            "\u00d7",
            _word("Rejected"),
            _word("Rejected: an approver said no, with a reason; nothing was ordered"),
        ),
        WirelessStatus.EXPIRED: ChipValue(
            Tone.WARNING,
            "\u00d7",
            _word("Expired"),
            _word("Expired: nobody decided in time; nothing was ordered"),
        ),
        WirelessStatus.CANCELLED: ChipValue(
            Tone.NEUTRAL, "\u00d7", _word("Cancelled"), _word("Cancelled: nothing was ordered")
        ),
        WirelessStatus.SUBMITTED_TO_VENDOR: ChipValue(
            Tone.PROGRESS,
            "\u203a",
            _word("With the vendor"),
            _word("With the vendor: it was sent and is not accepted yet"),
        ),
        WirelessStatus.IN_FULFILMENT: ChipValue(
            Tone.PROGRESS, "\u25d0", _word("In fulfilment"), _word("In fulfilment: the vendor works on it")
        ),
        WirelessStatus.FULFILMENT_FAILED: ChipValue(
            Tone.BAD,
            "!",
            _word("Fulfilment failed"),
            _word("Fulfilment failed: the vendor could not carry it out"),
        ),
        WirelessStatus.COMPLETE: ChipValue(
            Tone.SUCCESS, "\u2713", _word("Complete"), _word("Complete: lines and devices are up to date")
        ),
    }[status]


def longest_status() -> str:
    """The longest word of a state, for the width of its column."""
    return max((status_chip(one).word for one in WirelessStatus), key=len)


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessOrder", text)
