"""What the kinds and states of batches are called, and how they look."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.hardware import BatchKind, BatchStatus, RecordOutcome
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.theme import Tone

_LOOKS: dict[BatchStatus, tuple[Tone, str]] = {
    BatchStatus.CREATED: (Tone.INFO, "+"),
    BatchStatus.STAGED: (Tone.INFO, "\u25cb"),
    BatchStatus.SENT: (Tone.SUCCESS, "\u203a"),
    BatchStatus.RECEIVED: (Tone.INFO, "\u25cb"),
    BatchStatus.VALIDATED: (Tone.PROGRESS, "\u25d0"),
    BatchStatus.PROCESSED: (Tone.SUCCESS, "\u2713"),
    BatchStatus.PROCESSED_WITH_ERRORS: (Tone.WARNING, "!"),
    BatchStatus.FAILED: (Tone.BAD, "!"),
    BatchStatus.IGNORED: (Tone.NEUTRAL, "\u00d7"),
}
_OUTCOMES: dict[RecordOutcome, tuple[Tone, str]] = {
    RecordOutcome.OK: (Tone.SUCCESS, "\u2713"),
    RecordOutcome.ERROR: (Tone.BAD, "!"),
    RecordOutcome.DUPLICATE: (Tone.NEUTRAL, "="),
}


def kind_word(kind: BatchKind) -> str:
    """Which interface file a batch is."""
    translate = QCoreApplication.translate
    return {
        BatchKind.SALES_ORDER_REQUEST: translate("Batch", "Sales order request"),
        BatchKind.SALES_ORDER_DISPATCH: translate("Batch", "Sales order dispatch"),
        BatchKind.ENROL_REQUEST: translate("Batch", "Enrolment request"),
        BatchKind.ENROL_RESPONSE: translate("Batch", "Enrolment response"),
        BatchKind.STOCK_FILE: translate("Batch", "Stock file"),
    }[kind]


def short_kind(kind: BatchKind) -> str:
    """The same where room is scarce: kinds differ in their last word, which must not be cut off."""
    translate = QCoreApplication.translate
    return {
        BatchKind.SALES_ORDER_REQUEST: translate("Batch", "Request"),
        BatchKind.SALES_ORDER_DISPATCH: translate("Batch", "Dispatch"),
        BatchKind.ENROL_REQUEST: translate("Batch", "Enrol request"),
        BatchKind.ENROL_RESPONSE: translate("Batch", "Enrol response"),
        BatchKind.STOCK_FILE: translate("Batch", "Stock file"),
    }[kind]


def batch_chip(status: BatchStatus) -> ChipValue:
    """The chip of a batch's state."""
    tone, glyph = _LOOKS[status]
    word = batch_word(status)
    return ChipValue(tone, glyph, word, f"{word}: {_sentence(status)}")


def batch_word(status: BatchStatus) -> str:
    """What a state is called."""
    translate = QCoreApplication.translate
    return {
        BatchStatus.CREATED: translate("Batch", "Created"),
        BatchStatus.STAGED: translate("Batch", "Staged"),
        BatchStatus.SENT: translate("Batch", "Sent"),
        BatchStatus.RECEIVED: translate("Batch", "Received"),
        BatchStatus.VALIDATED: translate("Batch", "Validated"),
        BatchStatus.PROCESSED: translate("Batch", "Processed"),
        BatchStatus.PROCESSED_WITH_ERRORS: translate("Batch", "With errors"),
        BatchStatus.FAILED: translate("Batch", "Failed"),
        BatchStatus.IGNORED: translate("Batch", "Ignored"),
    }[status]


def longest_batch_status() -> str:
    """The longest word of a state, for the width of its column."""
    return max(map(batch_word, BatchStatus), key=len)


def outcome_chip(outcome: RecordOutcome | None) -> ChipValue:
    """The chip of what became of a record."""
    word = outcome_word(outcome)
    if outcome is None:
        return ChipValue(Tone.NEUTRAL, "\u2013", word)
    tone, glyph = _OUTCOMES[outcome]
    return ChipValue(tone, glyph, word)


def outcome_word(outcome: RecordOutcome | None) -> str:
    """What became of a record."""
    translate = QCoreApplication.translate
    if outcome is None:
        return translate("Batch", "Not settled")
    return {
        RecordOutcome.OK: translate("Batch", "OK"),
        RecordOutcome.ERROR: translate("Batch", "Error"),
        RecordOutcome.DUPLICATE: translate("Batch", "Duplicate"),
    }[outcome]


def longest_outcome() -> str:
    """The longest word of an outcome, for the width of its column."""
    return max(map(outcome_word, (None, *RecordOutcome)), key=len)


def _sentence(status: BatchStatus) -> str:
    translate = QCoreApplication.translate
    return {
        BatchStatus.CREATED: translate("Batch", "its records are chosen, its file is being written"),
        BatchStatus.STAGED: translate("Batch", "its whole file lies ready, under a name that nobody takes"),
        BatchStatus.SENT: translate("Batch", "the partner can take it; it is never sent again"),
        BatchStatus.RECEIVED: translate("Batch", "it came in and is being validated"),
        BatchStatus.VALIDATED: translate("Batch", "it is valid as a whole, its records are being applied"),
        BatchStatus.PROCESSED: translate("Batch", "every record was applied"),
        BatchStatus.PROCESSED_WITH_ERRORS: translate(
            "Batch", "it was processed, but some of its records are errors"
        ),
        BatchStatus.FAILED: translate("Batch", "nothing of it was used; somebody must act"),
        BatchStatus.IGNORED: translate("Batch", "it failed, and somebody decided that it needs nothing more"),
    }[status]
