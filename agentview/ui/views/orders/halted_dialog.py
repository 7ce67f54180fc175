"""The dialogs of a halted request: edit the order, resubmit, cancel."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from agentview.contract.provisioning import TaskCommand, TaskDetail
from agentview.ui.forms.form_dialog import FormDialog, FormWords
from agentview.ui.forms.form_presenter import FormPresenter
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.form import FormBinder
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, new_key
from agentview.ui.views.orders.halted_forms import (
    ADDRESS,
    CONFIRM,
    IDENTIFIER,
    NOTE,
    REASON,
    SPECS,
    initial,
)

LINE, PROSE = 200, 10_000
_CHARS = {"city": 24, "region": 16, "postcode": 10, "country": 4, IDENTIFIER: 24}


class HaltedDialog(FormDialog):
    """A command on a halted request. Open it with `open()`; `sent()` tells that it was carried out."""

    sent = Signal()

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        subject: tuple[TaskDetail, TaskCommand],
        keeper: QObject,
        make_key: NewKey = new_key,
    ) -> None:
        """Looks for a draft at once."""
        task, command = subject
        self.presenter: FormPresenter[TaskDetail] = FormPresenter(
            desk, self, task, SPECS[command](task), make_key
        )
        fields = fields_of(task, command)
        self._labels = {field.name: field.label for field in fields}
        form = FormBinder(fields, self.presenter.today)
        words = FormWords(text_of(task, command), self._label, ticks=(CONFIRM,))
        super().__init__(parent, desk, words, (self.presenter, form, initial(task, command)), keeper)
        self.presenter.restore()

    def _succeeded(self, _answer: object) -> None:
        self.sent.emit()

    def _label(self, name: str) -> str:
        return self._labels.get(name, name)


def text_of(task: TaskDetail, command: TaskCommand) -> DialogText:
    """The words of a dialog; its title names the request."""
    translate = QCoreApplication.translate
    name, keep = task.row.reference, translate("HaltedDialog", "Not now")
    if command is TaskCommand.AMEND:
        title = translate("HaltedDialog", "Edit {order}").replace("{order}", name)
        sentence = translate(
            "HaltedDialog", "Correct what the provisioner could not use. Nothing is sent back yet."
        )
        verb, busy = translate("HaltedDialog", "Save"), translate("HaltedDialog", "Saving...")
        return DialogText(title, verb, keep, busy, sentence)
    if command is TaskCommand.RESUBMIT:
        title = translate("HaltedDialog", "Resubmit {order}?").replace("{order}", name)
        verb, busy = translate("HaltedDialog", "Resubmit"), translate("HaltedDialog", "Resubmitting...")
        return DialogText(title, verb, keep, busy, _resubmit_sentence(task))
    title = translate("HaltedDialog", "Cancel {order} for good?").replace("{order}", name)
    sentence = translate(
        "HaltedDialog",
        "A service that never started is aborted; one that was to end stays active. This cannot be undone.",
    )
    verb, busy = translate("HaltedDialog", "Abort request"), translate("HaltedDialog", "Aborting...")
    return DialogText(title, verb, keep, busy, sentence, is_dangerous=True)


def _resubmit_sentence(task: TaskDetail) -> str:
    translate = QCoreApplication.translate
    if task.halt is not None and task.halt.changes:
        names = ", ".join(dict.fromkeys(field_word(change.field) for change in task.halt.changes))
        changed = translate("HaltedDialog", "Changed since the halt: {fields}. A note is welcome.")
        return changed.replace("{fields}", names)
    return translate("HaltedDialog", "Nothing was changed since the halt: say in a note why it can go on.")


def fields_of(task: TaskDetail, command: TaskCommand) -> tuple[Field, ...]:
    """The fields of a dialog."""
    translate = QCoreApplication.translate
    if command is TaskCommand.AMEND:
        label = task.identifier_label or field_word(IDENTIFIER)
        confirm = translate("HaltedDialog", "Yes, change the identifier of the live service")
        lines = tuple(
            Field(
                name, field_word(name), chars=_CHARS.get(name, 0), most_chars=2 if name == "country" else LINE
            )
            for name in ADDRESS
        )
        return (
            Field(IDENTIFIER, label, chars=_CHARS[IDENTIFIER], most_chars=LINE),
            *lines,
            Field(CONFIRM, confirm, FieldKind.CHECK),
        )
    if command is TaskCommand.RESUBMIT:
        is_needed = task.halt is None or not task.halt.changes
        return (
            Field(
                NOTE,
                translate("HaltedDialog", "Note for the provisioner"),
                FieldKind.NOTE,
                required=is_needed,
                most_chars=PROSE,
            ),
        )
    return (Field(REASON, field_word(REASON), FieldKind.NOTE, required=True, most_chars=PROSE),)


def field_word(name: str) -> str:
    """What people call a field of a request; what is not known stays as it is."""
    translate = QCoreApplication.translate
    words = {
        IDENTIFIER: translate("HaltedField", "Identifier"),
        "line1": translate("HaltedField", "Street"),
        "line2": translate("HaltedField", "Unit, floor"),
        "city": translate("HaltedField", "City"),
        "region": translate("HaltedField", "Region"),
        "postcode": translate("HaltedField", "Postcode"),
        "country": translate("HaltedField", "Country"),
        REASON: translate("HaltedField", "Reason"),
        "supplier_reference": translate("HaltedField", "Supplier reference"),
    }
    return words.get(name.removeprefix("address."), name)
