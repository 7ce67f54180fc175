"""What the dialogs say: title with the record, what will happen, and the words of the buttons."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from agentview.contract.provisioning import TaskCommand, TaskDetail, TransferType
from agentview.ui.kit.dialog import DialogText
from agentview.ui.views.provisioning.migration_words import finalise_sentence
from agentview.ui.views.provisioning.plans import ASK_VERB


def dialog_text(verb: str, task: TaskDetail) -> DialogText:
    """The texts of the dialog of a verb."""
    made = _texts(task)[verb]
    return replace(made, title=made.title.replace("{order}", task.row.reference))


def done_text(command: str, reference: str) -> str:
    """What a toast says after success."""
    translate = QCoreApplication.translate
    template = {
        TaskCommand.CLAIM.value: translate("TaskDone", "Claimed {order}"),
        TaskCommand.RELEASE.value: translate("TaskDone", "Released {order}"),
        TaskCommand.TAKE_OVER.value: translate("TaskDone", "Took over {order}"),
        TaskCommand.EDIT.value: translate("TaskDone", "Saved {order}"),
        TaskCommand.ACTIVATE.value: translate("TaskDone", "Activated {order}"),
        TaskCommand.FINALISE_CANCELLATION.value: translate("TaskDone", "Finalised the cancellation {order}"),
        TaskCommand.FINALISE_MIGRATION.value: translate("TaskDone", "Finalised the migration {order}"),
        TaskCommand.HALT.value: translate("TaskDone", "Halted {order}"),
        TaskCommand.RESUBMIT.value: translate("TaskDone", "Resubmitted {order}"),
        TaskCommand.ABORT.value: translate("TaskDone", "Aborted {order}"),
        TaskCommand.ADD_NOTE.value: translate("TaskDone", "Noted on {order}"),
        ASK_VERB: translate("TaskDone", "Asked for {order}"),
    }[command]
    return template.replace("{order}", reference)


def _texts(task: TaskDetail) -> dict[str, DialogText]:
    return {**_completions(task), **_others(task)}


def _completions(task: TaskDetail) -> dict[str, DialogText]:
    translate = QCoreApplication.translate
    cancel = translate("TaskDialog", "Not now")
    live = translate("TaskDialog", "The service becomes Active and is billed from its start.")
    if task.row.transfer_type in (TransferType.CHOWN, TransferType.UPGRADE):
        live = translate("TaskDialog", "The service becomes Active and is billed; what it replaces ends.")
    return {
        TaskCommand.ACTIVATE: DialogText(
            translate("TaskDialog", "Activate {order}"),
            translate("TaskDialog", "Activate service"),
            cancel,
            translate("TaskDialog", "Activating..."),
            live,
        ),
        TaskCommand.FINALISE_CANCELLATION: DialogText(
            translate("TaskDialog", "Finalise the cancellation {order}"),
            translate("TaskDialog", "Finalise cancellation"),
            cancel,
            translate("TaskDialog", "Finalising..."),
            translate("TaskDialog", "The service ends after its last day; days already billed are credited."),
        ),
        TaskCommand.FINALISE_MIGRATION: DialogText(
            translate("TaskDialog", "Finalise the migration {order}"),
            translate("TaskDialog", "Finalise migration"),
            cancel,
            translate("TaskDialog", "Finalising..."),
            finalise_sentence(task),
        ),
        TaskCommand.RESUBMIT: DialogText(
            translate("TaskDialog", "Resubmit {order}"),
            translate("TaskDialog", "Resubmit request"),
            cancel,
            translate("TaskDialog", "Resubmitting..."),
            translate("TaskDialog", "It goes back to provisioning as the next attempt."),
        ),
    }


def _abort_sentence(task: TaskDetail) -> str:
    translate = QCoreApplication.translate
    if task.row.transfer_type is TransferType.MIGRATE:
        return translate(
            "TaskDialog", "The migration is withdrawn: the old package stays, and nothing is charged for it."
        )
    return translate("TaskDialog", "It cannot be undone. What was active before stays active.")


def _others(task: TaskDetail) -> dict[str, DialogText]:
    translate = QCoreApplication.translate
    cancel = translate("TaskDialog", "Not now")
    holder = task.row.claimed_by or ""
    return {
        TaskCommand.HALT: DialogText(
            translate("TaskDialog", "Halt {order}"),
            translate("TaskDialog", "Halt order"),
            translate("TaskDialog", "Go on with it"),
            translate("TaskDialog", "Halting..."),
            translate("TaskDialog", "The clock stops, your claim ends, and the retailer is told."),
        ),
        TaskCommand.TAKE_OVER: DialogText(
            translate("TaskDialog", "Take over {order}"),
            translate("TaskDialog", "Take over"),
            translate("TaskDialog", "Leave it"),
            translate("TaskDialog", "Taking over..."),
            translate("TaskDialog", "{name} works on it now and loses the claim.").replace("{name}", holder),
        ),
        ASK_VERB: DialogText(
            translate("TaskDialog", "Ask for {order}"),
            translate("TaskDialog", "Ask"),
            cancel,
            translate("TaskDialog", "Asking..."),
            translate("TaskDialog", "{name} decides whether to release it.").replace("{name}", holder),
        ),
        TaskCommand.ABORT: DialogText(
            translate("TaskDialog", "Abort {order} for good?"),
            translate("TaskDialog", "Abort order"),
            translate("TaskDialog", "Keep order"),
            translate("TaskDialog", "Aborting..."),
            _abort_sentence(task),
            is_dangerous=True,
        ),
        TaskCommand.ADD_NOTE: DialogText(
            translate("TaskDialog", "Note on {order}"),
            translate("TaskDialog", "Add note"),
            cancel,
            translate("TaskDialog", "Adding..."),
        ),
    }
