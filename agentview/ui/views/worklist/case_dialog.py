"""The dialogs of a case: resolve, cancel, note, assign; what is typed is kept as a draft until it is sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import ValidationError
from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.worklist import (
    ADD_NOTE,
    ASSIGN,
    CANCEL,
    RESOLVE,
    AssignRequest,
    CaseActed,
    CaseCommand,
    CaseDetail,
    CaseNoteRequest,
    Colleague,
    EndRequest,
)
from agentview.core.clock import local_day
from agentview.core.errors import AgentViewError, Unknown
from agentview.ui.failure_words import COPY, failure_banner, unknown_banner
from agentview.ui.kit.autosave import Autosaver
from agentview.ui.kit.banner import BannerText
from agentview.ui.kit.dialog import DialogText, VerbDialog
from agentview.ui.kit.draft_store import Draft
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.theme import Tone
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, Sending, new_key, rejection_of

WITH_DIALOG = (CaseCommand.RESOLVE, CaseCommand.CANCEL, CaseCommand.ADD_NOTE, CaseCommand.ASSIGN)
_PERSON = "user_id"


class CaseDialog(VerbDialog):
    """Open it with `open()`; `acted(command, CaseActed)` tells that it was carried out.

    `version` gives the version of the case that the person sees at the moment of sending.
    """

    acted = Signal(str, object)
    stale = Signal()

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        command: CaseCommand,
        case: CaseDetail,
        people: tuple[Colleague, ...],
        version: Callable[[], int],
        make_key: NewKey = new_key,
    ) -> None:
        """Looks for a draft at once."""
        self._desk, self._command, self._case, self._version = desk, command, case, version
        self._make_key = make_key
        self._sending: Sending[Any, CaseActed] | None = None
        self._details = ""
        self.form = FormBinder(
            case_fields(command, people), lambda: local_day(desk.clock.now(), desk.zone.key)
        )
        super().__init__(parent, dialog_text(command, case.row.reference), self.form)
        self.form.setParent(self)
        self._record = f"case:{case.row.case_id}:{command.value}"
        self.saver = Autosaver(desk.drafts, desk.runner, self._record, self._draft, parent)
        self.form.changed.connect(self.saver.touch)
        self._summary.button_pressed.connect(self._on_banner)
        self.verb_pressed.connect(self._on_pressed)
        self._owner = QObject(self)
        drafts, record = desk.drafts, self._record
        desk.runner.submit(lambda: drafts.load(record), self._on_draft, _ignore, self._owner)
        self.finished.connect(self._on_finished)

    @Slot()
    def _on_pressed(self) -> None:
        if self._sending is None:
            try:
                self._sending = Sending(*self._request(), self._make_key())
            except ValidationError as error:
                self._on_error(rejection_of(error))
                return
        self._sending.send(self._desk, self._on_done, self._on_error, self._owner)

    def _request(self) -> tuple[Any, Any]:
        case_id, values = self._case.row.case_id, self.form.values()
        text = str(values.get("text") or "")
        if self._command is CaseCommand.ADD_NOTE:
            return ADD_NOTE, CaseNoteRequest(case_id=case_id, text=text)
        if self._command is CaseCommand.ASSIGN:
            user_id = int(str(values[_PERSON]))
            return ASSIGN, AssignRequest(case_id=case_id, version=self._version(), user_id=user_id)
        op = RESOLVE if self._command is CaseCommand.RESOLVE else CANCEL
        return op, EndRequest(case_id=case_id, version=self._version(), text=text)

    def _on_done(self, acted: CaseActed) -> None:
        self._sending = None
        self.saver.discard()
        self.succeeded()
        self.acted.emit(self._command.value, acted)

    def _on_error(self, error: Exception) -> None:
        if isinstance(error, Unknown):
            self.failed({}, unknown_banner())
            self.form.set_enabled(enabled=False)
            self.verb_button.setText(QCoreApplication.translate("TaskDialog", "Check again"))
            return
        self._sending = None
        self.verb_button.setText(dialog_text(self._command, self._case.row.reference).verb)
        if isinstance(error, AgentViewError):
            by_field = self._desk.texts.by_field(error)
            if any(name in self.form.values() for name in by_field):
                self.failed(by_field)
                return
            if error.code == "E-STALE":
                self.stale.emit()
                self.failed({}, _stale_banner(str(error.values.get("by") or "")))
                return
        self._details = self._desk.texts.report(error).details
        self.failed({}, failure_banner(self._desk.texts, error))

    def _draft(self) -> dict[str, str | bool | None]:
        return {name: None if value is None else str(value) for name, value in self.form.values().items()}

    def _on_draft(self, draft: Draft | None) -> None:
        if draft is not None and not any(self.form.values().values()):
            self.form.set_values({name: str(value) for name, value in draft.values.items() if value})

    @Slot(str)
    def _on_banner(self, key: str) -> None:
        if key == COPY:
            self._desk.shell.copy_text(self._details)

    @Slot()
    def _on_finished(self) -> None:
        self._desk.runner.drop(self._owner)


def case_fields(command: CaseCommand, people: tuple[Colleague, ...]) -> tuple[Field, ...]:
    """The fields of a command."""
    translate = QCoreApplication.translate
    if command is CaseCommand.ASSIGN:
        choices = tuple((str(person.user_id), person.name) for person in people)
        return (
            Field(
                _PERSON,
                translate("CaseColumn", "Assigned to"),
                FieldKind.CHOICE,
                required=True,
                choices=choices,
            ),
        )
    label = {
        CaseCommand.RESOLVE: translate("Worklist", "What came of it"),
        CaseCommand.CANCEL: translate("Worklist", "Why it is not needed"),
    }.get(command, translate("Worklist", "Note"))
    return (Field("text", label, FieldKind.NOTE, required=True, most_chars=10_000),)


def dialog_text(command: CaseCommand, reference: str) -> DialogText:
    """The words of the dialog of a command."""
    title, verb, keep, busy, sentence = {
        CaseCommand.RESOLVE: (
            _word("Resolve {case}?"),
            _word("Resolve case"),
            _word("Keep it open"),
            _word("Resolving..."),
            _word("The case leaves the worklist; what you write stays with it."),
        ),
        CaseCommand.CANCEL: (
            _word("Cancel {case}?"),
            _word("Cancel case"),
            _word("Keep it open"),
            _word("Cancelling..."),
            _word("For a case that is not needed. Nothing else is changed."),
        ),
        CaseCommand.ADD_NOTE: (
            _word("Note on {case}"),
            _word("Save note"),
            _word("Not now"),
            _word("Saving..."),
            _word("Your colleagues read it here."),
        ),
        CaseCommand.ASSIGN: (
            _word("Assign {case}"),
            _word("Assign"),
            _word("Leave it"),
            _word("Assigning..."),
            _word("Offered are the people who work cases of this department. They are told at once."),
        ),
    }[command]
    is_end = command is CaseCommand.CANCEL
    return DialogText(title.replace("{case}", reference), verb, keep, busy, sentence, is_dangerous=is_end)


def _stale_banner(by: str) -> BannerText:
    """That a colleague changed the case first; the next press is for the case as it is now."""
    cause = _word("{name} changed this case before you").replace("{name}", by or _word("Somebody"))
    return BannerText(
        Tone.WARNING,
        cause,
        _word("Nothing was done, and what you typed is kept."),
        _word("The case is read anew behind this window: look at it, then send yours or leave it."),
    )


def _ignore(_error: Exception) -> None:
    """A draft that cannot be read is none."""


def _word(text: str) -> str:
    return QCoreApplication.translate("Worklist", text)
