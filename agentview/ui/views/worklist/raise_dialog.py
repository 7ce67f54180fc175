"""The dialog that raises a case about a customer by hand; what is typed is kept until it is sent."""

from __future__ import annotations

from pydantic import ValidationError
from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.worklist import RAISE, CaseActed, RaiseRequest
from agentview.core.clock import local_day
from agentview.core.errors import AgentViewError, Unknown
from agentview.core.power import Role
from agentview.ui.failure_words import COPY, failure_banner, unknown_banner
from agentview.ui.kit.autosave import Autosaver
from agentview.ui.kit.dialog import DialogText, VerbDialog
from agentview.ui.kit.draft_store import Draft
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.form import FormBinder
from agentview.ui.navigation import Desk, Target
from agentview.ui.sending import NewKey, Sending, new_key, rejection_of
from agentview.ui.texts.role import role_word
from agentview.ui.views.worklist.listing import DEPARTMENTS


class RaiseDialog(VerbDialog):
    """Open it with `open()`; `raised(CaseActed)` tells that the case stands on the worklist."""

    raised = Signal(object)

    def __init__(self, parent: QWidget, desk: Desk, about: Target, make_key: NewKey = new_key) -> None:
        """Looks for a draft at once; `about` is the customer."""
        translate = QCoreApplication.translate
        self._desk, self._about, self._make_key = desk, about, make_key
        self._sending: Sending[RaiseRequest, CaseActed] | None = None
        self._details = ""
        self.form = FormBinder(_fields(), lambda: local_day(desk.clock.now(), desk.zone.key))
        title = translate("Worklist", "New case about {customer}")
        self._verb = translate("Worklist", "Raise case")
        text = DialogText(
            title.replace("{customer}", about.title or f"#{about.record_id}"),
            self._verb,
            translate("Worklist", "Not now"),
            translate("Worklist", "Raising..."),
            translate("Worklist", "It stands on the worklist of the department until somebody settles it."),
        )
        super().__init__(parent, text, self.form)
        self.form.setParent(self)
        self.form.set_values({"department": Role.CSA.value})
        self._owner = QObject(self)
        self._record = f"new-case:{about.record_id}"
        self.saver = Autosaver(desk.drafts, desk.runner, self._record, self._draft, parent)
        self.form.changed.connect(self.saver.touch)
        self._summary.button_pressed.connect(self._on_banner)
        self.verb_pressed.connect(self._on_pressed)
        self.finished.connect(self._on_finished)
        drafts, record = desk.drafts, self._record
        desk.runner.submit(lambda: drafts.load(record), self._on_draft, _ignore, self._owner)

    @Slot()
    def _on_pressed(self) -> None:
        if self._sending is None:
            values = {name: value for name, value in self.form.values().items() if value}
            try:
                request = RaiseRequest.model_validate({"account_id": self._about.record_id, **values})
            except ValidationError as error:
                self._on_error(rejection_of(error))
                return
            self._sending = Sending(RAISE, request, self._make_key())
        self._sending.send(self._desk, self._on_done, self._on_error, self._owner)

    def _on_done(self, acted: CaseActed) -> None:
        self.saver.discard()
        self.succeeded()
        self.raised.emit(acted)

    def _on_error(self, error: Exception) -> None:
        if isinstance(error, Unknown):
            self.failed({}, unknown_banner())
            self.form.set_enabled(enabled=False)
            self.verb_button.setText(QCoreApplication.translate("TaskDialog", "Check again"))
            return
        self._sending = None
        self.verb_button.setText(self._verb)
        by_field = self._desk.texts.by_field(error) if isinstance(error, AgentViewError) else {}
        if any(name in self.form.values() for name in by_field):
            self.failed(by_field)
            return
        self._details = self._desk.texts.report(error).details
        self.failed({}, failure_banner(self._desk.texts, error))

    def _draft(self) -> dict[str, str | bool | None]:
        return {name: None if value is None else str(value) for name, value in self.form.values().items()}

    def _on_draft(self, draft: Draft | None) -> None:
        if draft is not None and not self.form.values()["summary"]:
            self.form.set_values({name: str(value) for name, value in draft.values.items() if value})

    @Slot(str)
    def _on_banner(self, key: str) -> None:
        if key == COPY:
            self._desk.shell.copy_text(self._details)

    @Slot()
    def _on_finished(self) -> None:
        self._desk.runner.drop(self._owner)


def _fields() -> tuple[Field, ...]:
    translate = QCoreApplication.translate
    departments = tuple((role.value, role_word(role)) for role in DEPARTMENTS)
    return (
        Field("summary", translate("Worklist", "What it is about"), required=True, most_chars=200),
        Field("text", translate("Worklist", "Note"), FieldKind.NOTE, most_chars=10_000),
        Field(
            "department",
            translate("CaseColumn", "Department"),
            FieldKind.CHOICE,
            required=True,
            choices=departments,
            can_be_empty=False,
        ),
    )


def _ignore(_error: Exception) -> None:
    """A draft that cannot be read is none."""
