"""The words of roles."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.session import Person
from agentview.core.power import Role


def role_word(role: Role) -> str:
    """Return what people call a role."""
    translate = QCoreApplication.translate
    return {
        Role.CSA: translate("Role", "Customer service agent"),
        Role.PROVISIONER: translate("Role", "Provisioner"),
        Role.SUPERVISOR: translate("Role", "Supervisor"),
        Role.CREDIT_CONTROLLER: translate("Role", "Credit controller"),
        Role.BACKOFFICE: translate("Role", "Back office"),
        Role.APPROVER: translate("Role", "Approver"),
        Role.ADMIN: translate("Role", "Administrator"),
        Role.AUDITOR: translate("Role", "Auditor"),
        Role.VIEWER: translate("Role", "Viewer"),
        Role.SYSTEM: translate("Role", "System"),
    }[role]


def roles_of(person: Person) -> str:
    """Return the roles of a person as one text."""
    return ", ".join(role_word(role) for role in person.roles)
