"""What can be done to a person: words and keys; imports no Qt widgets."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from agentview.contract.people import PersonCommand


class Command(StrEnum):
    """A command of the services, or a look that the screen offers."""

    EDIT = PersonCommand.EDIT.value
    ROLES = PersonCommand.SET_ROLES.value
    POWER = PersonCommand.SET_POWER.value
    PASSWORD = PersonCommand.SET_PASSWORD.value
    END_SESSIONS = PersonCommand.END_SESSIONS.value
    PREVIEW = "preview"
    HISTORY = "history"
    DISABLE = PersonCommand.DISABLE.value
    ENABLE = PersonCommand.ENABLE.value


COMMANDS: dict[Command, str] = {
    Command.EDIT: "E",
    Command.ROLES: "R",
    Command.POWER: "P",
    Command.PASSWORD: "W",
    Command.END_SESSIONS: "S",
    Command.PREVIEW: "V",
    Command.HISTORY: "H",
    Command.DISABLE: "D",
    Command.ENABLE: "D",
}
"""The letter of each command while the list has the focus."""

ICONS = {
    Command.EDIT: "edit",
    Command.ROLES: "users",
    Command.POWER: "lock",
    Command.PASSWORD: "keyboard",
    Command.END_SESSIONS: "logout",
    Command.PREVIEW: "eye",
    Command.HISTORY: "list",
    Command.DISABLE: "close",
    Command.ENABLE: "check",
}


def command_word(command: Command) -> str:
    """What a command is called on its button."""
    translate = QCoreApplication.translate
    return {
        Command.EDIT: translate("People", "Edit"),
        Command.ROLES: translate("People", "Roles"),
        Command.POWER: translate("People", "Grant or deny"),
        Command.PASSWORD: translate("People", "One-time password"),
        Command.END_SESSIONS: translate("People", "End sessions"),
        Command.PREVIEW: translate("People", "View as"),
        Command.HISTORY: translate("People", "Audit log"),
        Command.DISABLE: translate("People", "Disable"),
        Command.ENABLE: translate("People", "Enable"),
    }[command]
