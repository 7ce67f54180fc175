"""What jobs and the states of their runs are called, and how they look."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.jobs import RunStatus, Trigger
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.theme import Tone

_LOOKS: dict[RunStatus, tuple[Tone, str]] = {
    RunStatus.QUEUED: (Tone.INFO, "\u25cb"),
    RunStatus.RUNNING: (Tone.PROGRESS, "\u25d0"),
    RunStatus.SUCCEEDED: (Tone.SUCCESS, "\u2713"),
    RunStatus.SUCCEEDED_WITH_ERRORS: (Tone.WARNING, "!"),
    RunStatus.FAILED: (Tone.BAD, "!"),
    RunStatus.CANCELLED: (Tone.NEUTRAL, "\u00d7"),
}


def job_word(job: str) -> str:
    """What a job is called; one that this version does not know goes by its own name."""
    return _job_words().get(job, job.replace("_", " ").capitalize())


def longest_job_word() -> str:
    """The longest name of a job, for the width of a column: names are not cut off."""
    return max(_job_words().values(), key=len)


def _job_words() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "contract_ends": translate("Job", "Contract ends"),
        "device_enrolment_request": translate("Job", "Device enrolment request"),
        "device_enrolment_response": translate("Job", "Device enrolment response"),
        "network": translate("Job", "Network requests"),
        "invoice_events": translate("Job", "Invoice events"),
        "notification_delivery": translate("Job", "E-mails and texts"),
        "partner_simulator": translate("Job", "Simulated partners"),
        "promises": translate("Job", "Promises to pay"),
        "sales_order_dispatch": translate("Job", "Sales order dispatch"),
        "sales_order_request": translate("Job", "Sales order request"),
        "stock_file": translate("Job", "Stock files"),
        "suspension_account": translate("Job", "Suspension of an account"),
        "suspension_sweep": translate("Job", "Suspension sweep"),
    }


def run_chip(status: RunStatus, *, is_stopping: bool = False) -> ChipValue:
    """The chip of a run's state; one that was cancelled and has yet to hear of it is stopping."""
    tone, glyph = _LOOKS[status]
    if is_stopping and status is RunStatus.RUNNING:
        translate = QCoreApplication.translate
        sentence = translate("Job", "Stopping: it ends as soon as its present block of records is done")
        return ChipValue(Tone.WARNING, glyph, translate("Job", "Stopping"), sentence)
    word = run_word(status)
    return ChipValue(tone, glyph, word, f"{word}: {_sentence(status)}")


def run_word(status: RunStatus) -> str:
    """What a state is called."""
    translate = QCoreApplication.translate
    return {
        RunStatus.QUEUED: translate("Job", "Waiting"),
        RunStatus.RUNNING: translate("Job", "Running"),
        RunStatus.SUCCEEDED: translate("Job", "Succeeded"),
        RunStatus.SUCCEEDED_WITH_ERRORS: translate("Job", "With errors"),
        RunStatus.FAILED: translate("Job", "Failed"),
        RunStatus.CANCELLED: translate("Job", "Cancelled"),
    }[status]


def longest_run_status() -> str:
    """The longest word of a state, for the width of its column."""
    return max(map(run_word, RunStatus), key=len)


def trigger_word(trigger: Trigger) -> str:
    """What asked for a run."""
    translate = QCoreApplication.translate
    return {
        Trigger.EVENT: translate("Job", "Event"),
        Trigger.SCHEDULE: translate("Job", "Schedule"),
        Trigger.PERSON: translate("Job", "Person"),
    }[trigger]


def _sentence(status: RunStatus) -> str:
    translate = QCoreApplication.translate
    return {
        RunStatus.QUEUED: translate("Job", "it waits for a worker, or for the run before it"),
        RunStatus.RUNNING: translate("Job", "a worker carries it out"),
        RunStatus.SUCCEEDED: translate("Job", "all that there was to do is done"),
        RunStatus.SUCCEEDED_WITH_ERRORS: translate("Job", "it is done, but some of its records failed"),
        RunStatus.FAILED: translate("Job", "it ended before its work was done; what it had done is kept"),
        RunStatus.CANCELLED: translate("Job", "somebody cancelled it; what it had done is kept"),
    }[status]
