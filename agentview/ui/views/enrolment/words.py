"""The words of device enrolment: views, commands, what happened; imports no Qt widgets."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.enrolments import EnrolmentView
from agentview.contract.hardware import EnrolmentCommand, EnrolmentRequestType, EnrolmentStatus, RecordOutcome
from agentview.ui.texts.enrolment import enrolment_word, request_word

NOTHING = "\u2014"
DISPATCH = "dispatch"
"""What happened first: the warehouse has told the serial."""


def view_word(view: EnrolmentView) -> str:
    """What a view is called on its pill."""
    translate = QCoreApplication.translate
    return {
        EnrolmentView.REFUSED: translate("Enrolment", "Refused"),
        EnrolmentView.UNDER_WAY: translate("Enrolment", "Under way"),
        EnrolmentView.ENROLLED: translate("Enrolment", "Enrolled"),
        EnrolmentView.NOT_REQUESTED: translate("Enrolment", "Not requested"),
        EnrolmentView.OVER: translate("Enrolment", "Over"),
        EnrolmentView.ALL: translate("Enrolment", "All"),
    }[view]


def event_word(action: str, new: str | None) -> str:
    """What happened to a device, and what it is since then."""
    translate = QCoreApplication.translate
    word = {
        DISPATCH: translate("Enrolment", "Dispatched"),
        EnrolmentCommand.REQUEST.value: translate("Enrolment", "Asked for"),
        EnrolmentCommand.UNENROL.value: translate("Enrolment", "To be let go"),
        EnrolmentCommand.RESUBMIT.value: translate("Enrolment", "Asked for again"),
        EnrolmentCommand.VOID.value: translate("Enrolment", "Voided"),
        EnrolmentCommand.SEND.value: translate("Enrolment", "Sent"),
        EnrolmentCommand.ACCEPT.value: translate("Enrolment", "The programme has agreed"),
        EnrolmentCommand.REFUSE.value: translate("Enrolment", "The programme has refused"),
        EnrolmentCommand.SUPERSEDE.value: translate("Enrolment", "Overridden by another record"),
    }.get(action, action)
    state = next((status for status in EnrolmentStatus if status.value == new), None)
    return word if state is None else f"{word}: {enrolment_word(state)}"


def reason_word(reason: str) -> str:
    """Why something happened: the program's own reasons in words, all else as somebody wrote it."""
    translate = QCoreApplication.translate
    asked = {kind.value: request_word(kind) for kind in EnrolmentRequestType}
    return {
        **asked,
        "E-SERIAL": translate("Enrolment", "The serial number is not valid, so it was not asked for."),
        "E-ENROL-LISTED": translate("Enrolment", "It stands at the programme already for somebody."),
        "RETURNED": translate("Enrolment", "The unit came back."),
    }.get(reason, reason)


def outcome_word(outcome: RecordOutcome | None) -> str:
    """What became of a request."""
    translate = QCoreApplication.translate
    if outcome is None:
        return translate("Enrolment", "not answered yet")
    return {
        RecordOutcome.OK: translate("Enrolment", "carried out"),
        RecordOutcome.ERROR: translate("Enrolment", "refused"),
        RecordOutcome.DUPLICATE: translate("Enrolment", "answered twice"),
    }[outcome]
