"""The words of the worklist: states, types, departments, what happened."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.worklist import CaseCommand, CaseRow, CaseStatus, CaseType, CaseView
from agentview.core.power import Role
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.theme import Tone
from agentview.ui.texts.audit import case_code_word
from agentview.ui.texts.role import role_word

NO_VALUE = "\u2014"
SHORT_CODE = 4
"""Codes of this length, such as BFEA, are names; longer ones are words."""


def status_chip(status: CaseStatus) -> ChipValue:
    """The one map of a case's status: tone, glyph, word and sentence."""
    translate = QCoreApplication.translate
    return {
        CaseStatus.OPEN: ChipValue(
            Tone.INFO,
            "\u25cb",
            translate("CaseStatus", "Open"),
            translate("CaseStatus", "Open: nobody has begun it"),
        ),
        CaseStatus.IN_PROGRESS: ChipValue(
            Tone.PROGRESS,
            "\u25d0",
            translate("CaseStatus", "In progress"),
            translate("CaseStatus", "In progress: somebody works on it"),
        ),
        CaseStatus.RESOLVED: ChipValue(
            Tone.SUCCESS,
            "\u2713",
            translate("CaseStatus", "Resolved"),
            translate("CaseStatus", "Resolved: nothing is left to do"),
        ),
        CaseStatus.CANCELLED: ChipValue(
            Tone.NEUTRAL,
            "\u00d7",
            translate("CaseStatus", "Cancelled"),
            translate("CaseStatus", "Cancelled: it was not needed"),
        ),
    }[status]


def longest_status() -> str:
    """The longest word of a status, for the width of its column."""
    return max((status_chip(status).word for status in CaseStatus), key=len)


def type_word(kind: CaseType) -> str:
    """What people call a type of case."""
    translate = QCoreApplication.translate
    return {
        CaseType.HALTED_REQUEST: translate("CaseType", "Halted request"),
        CaseType.NETWORK_ERROR: translate("CaseType", "Network error"),
        CaseType.FRAUD_FAILED: translate("CaseType", "Fraud check failed"),
        CaseType.DISPATCH_ERROR: translate("CaseType", "Dispatch error"),
        CaseType.ENROLMENT_ERROR: translate("CaseType", "Enrolment error"),
        CaseType.ENROLMENT_DONE: translate("CaseType", "Enrolment done"),
        CaseType.BATCH_FAILED: translate("CaseType", "Batch failed"),
        CaseType.RUN_STOPPED: translate("CaseType", "Run stopped"),
        CaseType.MESSAGE_NOT_SENT: translate("CaseType", "Message not sent"),
        CaseType.APPROVER_MISSING: translate("CaseType", "Approver missing"),
        CaseType.FULFILMENT_FAILED: translate("CaseType", "Fulfilment failed"),
        CaseType.EVENT: translate("CaseType", "Event"),
        CaseType.QUERY: translate("CaseType", "Customer query"),
    }[kind]


def code_text(code: str) -> str:
    """A code as people read it: "Address invalid"."""
    known = case_code_word(code)
    if known != code:
        return known
    is_word = "_" in code or len(code) > SHORT_CODE
    return code.replace("_", " ").capitalize() if is_word and code.isupper() else code


def department_word(department: str) -> str:
    """The role whose people work a case."""
    known = {role.value for role in Role}
    if department in known:
        return role_word(Role(department))
    return department or QCoreApplication.translate("Worklist", "No department")


def view_word(view: CaseView) -> str:
    """What a view is called."""
    translate = QCoreApplication.translate
    return {
        CaseView.MINE: translate("Worklist", "My cases"),
        CaseView.UNASSIGNED: translate("Worklist", "Unassigned"),
        CaseView.OVERDUE: translate("Worklist", "Overdue"),
        CaseView.OPEN: translate("Worklist", "All open"),
        CaseView.DONE: translate("Worklist", "Done"),
    }[view]


def command_word(command: str) -> str:
    """The word on the button of a command."""
    translate = QCoreApplication.translate
    return {
        CaseCommand.TAKE.value: translate("Worklist", "Take"),
        CaseCommand.ASSIGN.value: translate("Worklist", "Assign..."),
        CaseCommand.RELEASE.value: translate("Worklist", "Give back"),
        CaseCommand.RESOLVE.value: translate("Worklist", "Resolve..."),
        CaseCommand.CANCEL.value: translate("Worklist", "Cancel case..."),
        CaseCommand.ADD_NOTE.value: translate("Worklist", "Note..."),
    }[command]


def event_word(action: str, new: str | None) -> str:
    """What happened to a case, in a few words."""
    translate = QCoreApplication.translate
    given = translate("Worklist", "Assigned to {name}").replace("{name}", new or NO_VALUE)
    return {
        "raise": translate("Worklist", "Raised"),
        CaseCommand.TAKE.value: translate("Worklist", "Taken"),
        CaseCommand.ASSIGN.value: given,
        CaseCommand.RELEASE.value: translate("Worklist", "Given back"),
        CaseCommand.RESOLVE.value: translate("Worklist", "Resolved"),
        CaseCommand.CANCEL.value: translate("Worklist", "Cancelled"),
    }.get(action, action)


def assignee_text(row: CaseRow, user_id: int) -> str:
    """Who has the case: "You", a name, or a dash."""
    if row.assigned_to_id == user_id:
        return QCoreApplication.translate("Worklist", "You")
    return row.assigned_to or NO_VALUE
