"""What the states and requests of device enrolment are called, and how they look."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.hardware import EnrolmentRequestType, EnrolmentStatus
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.theme import Tone

_LOOKS: dict[EnrolmentStatus, tuple[Tone, str]] = {
    EnrolmentStatus.NOT_REQUESTED: (Tone.NEUTRAL, "\u2013"),
    EnrolmentStatus.ENROL_PENDING: (Tone.INFO, "\u25cb"),
    EnrolmentStatus.ENROL_SENT: (Tone.PROGRESS, "\u203a"),
    EnrolmentStatus.ENROLLED: (Tone.SUCCESS, "\u2713"),
    EnrolmentStatus.ENROL_ERROR: (Tone.BAD, "!"),
    EnrolmentStatus.UNENROL_PENDING: (Tone.INFO, "\u25cb"),
    EnrolmentStatus.UNENROL_SENT: (Tone.PROGRESS, "\u203a"),
    EnrolmentStatus.UNENROLLED: (Tone.NEUTRAL, "\u2713"),
    EnrolmentStatus.UNENROL_ERROR: (Tone.BAD, "!"),
    EnrolmentStatus.VOIDED: (Tone.NEUTRAL, "\u00d7"),
}


def enrolment_chip(status: EnrolmentStatus) -> ChipValue:
    """The chip of a device's state (SM-4)."""
    tone, glyph = _LOOKS[status]
    word = enrolment_word(status)
    return ChipValue(tone, glyph, word, f"{word}: {_sentence(status)}")


def enrolment_word(status: EnrolmentStatus) -> str:
    """What a state is called."""
    translate = QCoreApplication.translate
    return {
        EnrolmentStatus.NOT_REQUESTED: translate("Enrolment", "Not Requested"),
        EnrolmentStatus.ENROL_PENDING: translate("Enrolment", "Enrol Pending"),
        EnrolmentStatus.ENROL_SENT: translate("Enrolment", "Enrol Sent"),
        EnrolmentStatus.ENROLLED: translate("Enrolment", "Enrolled"),
        EnrolmentStatus.ENROL_ERROR: translate("Enrolment", "Enrol Error"),
        EnrolmentStatus.UNENROL_PENDING: translate("Enrolment", "Unenrol Pending"),
        EnrolmentStatus.UNENROL_SENT: translate("Enrolment", "Unenrol Sent"),
        EnrolmentStatus.UNENROLLED: translate("Enrolment", "Unenrolled"),
        EnrolmentStatus.UNENROL_ERROR: translate("Enrolment", "Unenrol Error"),
        EnrolmentStatus.VOIDED: translate("Enrolment", "Voided"),
    }[status]


def longest_enrolment_status() -> str:
    """The longest word of a state, for the width of its column."""
    return max(map(enrolment_word, EnrolmentStatus), key=len)


def request_word(kind: EnrolmentRequestType) -> str:
    """What is asked of a programme; a return is shown as RE (D-08)."""
    translate = QCoreApplication.translate
    return {
        EnrolmentRequestType.ORDER: translate("Enrolment", "Order"),
        EnrolmentRequestType.RETURN: translate("Enrolment", "RE (Return)"),
        EnrolmentRequestType.VOID: translate("Enrolment", "Void"),
        EnrolmentRequestType.OVERRIDE: translate("Enrolment", "Override"),
    }[kind]


def _sentence(status: EnrolmentStatus) -> str:
    translate = QCoreApplication.translate
    return {
        EnrolmentStatus.NOT_REQUESTED: translate("Enrolment", "nobody has asked for it"),
        EnrolmentStatus.ENROL_PENDING: translate("Enrolment", "it goes to the programme with the next run"),
        EnrolmentStatus.ENROL_SENT: translate("Enrolment", "the programme has it, and has not answered yet"),
        EnrolmentStatus.ENROLLED: translate("Enrolment", "the programme lists it"),
        EnrolmentStatus.ENROL_ERROR: translate(
            "Enrolment", "the programme has refused it; somebody must act"
        ),
        EnrolmentStatus.UNENROL_PENDING: translate(
            "Enrolment", "the programme is asked to let it go with the next run"
        ),
        EnrolmentStatus.UNENROL_SENT: translate(
            "Enrolment", "the programme was asked to let it go, and has not answered yet"
        ),
        EnrolmentStatus.UNENROLLED: translate("Enrolment", "the programme does not list it any more"),
        EnrolmentStatus.UNENROL_ERROR: translate(
            "Enrolment", "the programme did not let it go; somebody must act"
        ),
        EnrolmentStatus.VOIDED: translate("Enrolment", "it was taken back before it was sent"),
    }[status]
