"""The words of the provisioning area: views, types, codes, fields, commands, in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.provisioning import (
    PresenceMode,
    QueueRow,
    Side,
    TaskCommand,
    TransferType,
    View,
)
from agentview.core.phone import grouped
from agentview.ui.texts.request_type import transfer_type_word

NO_VALUE = "\u2014"


def view_word(view: View, side: Side) -> str:
    """What a pill says."""
    translate = QCoreApplication.translate
    if side is Side.REQUESTED:
        requested = {
            View.HALTED: translate("Provisioning", "Needs us"),
            View.OPEN: translate("Provisioning", "With provisioning"),
        }
        if view in requested:
            return requested[view]
    return {
        View.MINE: translate("Provisioning", "My queue"),
        View.UNCLAIMED: translate("Provisioning", "Unclaimed"),
        View.BREACHING: translate("Provisioning", "Breaching today"),
        View.HALTED: translate("Provisioning", "Halted"),
        View.OPEN: translate("Provisioning", "All open"),
        View.DONE: translate("Provisioning", "Done"),
    }[view]


def side_word(side: Side) -> str:
    """What the two-way control says."""
    translate = QCoreApplication.translate
    return {
        Side.WORK: translate("Provisioning", "To provision"),
        Side.REQUESTED: translate("Provisioning", "Our requests"),
    }[side]


def type_of(row: QueueRow) -> str:
    """The type of a row; a number that is brought along is marked as a port (D-23)."""
    if row.is_port:
        return QCoreApplication.translate("Provisioning", "Port")
    if row.transfer_type is TransferType.CHOWN:
        return QCoreApplication.translate("Provisioning", "Chown")
    return transfer_type_word(row.transfer_type)


def longest_type() -> str:
    """The longest of the usual types, for the width of a column."""
    usual = [transfer_type_word(one) for one in TransferType if one is not TransferType.CHOWN]
    short = QCoreApplication.translate("Provisioning", "Chown")
    return max((*usual, short, QCoreApplication.translate("Provisioning", "Port")), key=len)


def field_word(name: str, identifier_label: str = "") -> str:
    """The label of an editable field; the identifier is called as its service type calls it."""
    translate = QCoreApplication.translate
    if name == "identifier":
        return identifier_label or translate("TaskField", "Identifier")
    return {
        "address": translate("TaskField", "Service address"),
        "line1": translate("TaskField", "Street and number"),
        "line2": translate("TaskField", "Unit, floor"),
        "city": translate("TaskField", "Town"),
        "region": translate("TaskField", "Region"),
        "postcode": translate("TaskField", "Postcode"),
        "country": translate("TaskField", "Country (two letters)"),
        "supplier_reference": translate("TaskField", "Supplier reference"),
        "service_start_on": translate("TaskField", "Service start"),
        "service_end_on": translate("TaskField", "Last day of service"),
        "first_period_end_on": translate("TaskField", "First period ends"),
    }.get(name, name)


def private_word(name: str) -> str:
    """What a retailer keeps private."""
    translate = QCoreApplication.translate
    return {
        "RETAIL_PRICE": translate("Provisioning", "Retail price"),
        "CUSTOMER_EMAIL": translate("Provisioning", "Customer e-mail"),
        "CUSTOMER_PHONE": translate("Provisioning", "Customer phone"),
        "NOTES": translate("Provisioning", "Retailer's notes"),
    }.get(name, name)


def command_word(command: str) -> str:
    """What a command is called on its button and in the command box."""
    translate = QCoreApplication.translate
    return {
        TaskCommand.CLAIM.value: translate("TaskCommand", "Claim"),
        TaskCommand.RELEASE.value: translate("TaskCommand", "Release"),
        TaskCommand.TAKE_OVER.value: translate("TaskCommand", "Take over..."),
        TaskCommand.EDIT.value: translate("TaskCommand", "Edit"),
        TaskCommand.ACTIVATE.value: translate("TaskCommand", "Activate..."),
        TaskCommand.FINALISE_CANCELLATION.value: translate("TaskCommand", "Finalise cancellation..."),
        TaskCommand.FINALISE_MIGRATION.value: translate("TaskCommand", "Finalise migration..."),
        TaskCommand.HALT.value: translate("TaskCommand", "Halt..."),
        TaskCommand.AMEND.value: translate("TaskCommand", "Edit request..."),
        TaskCommand.RESUBMIT.value: translate("TaskCommand", "Resubmit..."),
        TaskCommand.ABORT.value: translate("TaskCommand", "Abort..."),
        TaskCommand.ADD_NOTE.value: translate("TaskCommand", "Note..."),
        "ask": translate("TaskCommand", "Ask..."),
    }.get(command, command)


def presence_word(mode: PresenceMode) -> str:
    """What a colleague does with the record."""
    translate = QCoreApplication.translate
    return {
        PresenceMode.EDITING: translate("Presence", "edits it"),
        PresenceMode.VIEWING: translate("Presence", "looks at it"),
        PresenceMode.AWAY: translate("Presence", "has it open, but is away"),
    }[mode]


def identifier_text(row: QueueRow) -> str:
    """The identifier as people read it: numbers in groups that never break."""
    return grouped(row.identifier) if row.identifier else NO_VALUE
