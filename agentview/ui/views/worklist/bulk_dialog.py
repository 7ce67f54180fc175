"""The dialog of a command on many cases: what is asked, and what became of each row."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import ValidationError
from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.worklist import (
    BULK,
    CaseAt,
    CaseBulkCommand,
    CaseBulkRequest,
    CaseBulkResult,
    CaseBulkResults,
    CaseCommand,
    CaseRow,
    Colleague,
)
from agentview.core.clock import local_day
from agentview.core.errors import AgentViewError, Unknown
from agentview.ui.failure_words import cause_text, failure_banner, unknown_banner
from agentview.ui.kit.banner import BannerText
from agentview.ui.kit.dialog import DialogText, VerbDialog
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.reasons import Reasons
from agentview.ui.kit.theme import Tone
from agentview.ui.navigation import Desk, Texts
from agentview.ui.sending import NewKey, Sending, new_key, rejection_of
from agentview.ui.views.worklist.case_dialog import case_fields

MOST_ROWS = 500


class CaseBulkDialog(VerbDialog):
    """Open it with `open()`; `ended(done)` tells how many cases were changed, once it closes."""

    ended = Signal(int)

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        command: CaseBulkCommand,
        rows: Sequence[CaseRow],
        people: tuple[Colleague, ...],
        make_key: NewKey = new_key,
    ) -> None:
        """Asks for what the command needs."""
        self._desk, self._command, self._rows, self._make_key = desk, command, rows, make_key
        self._sending: Sending[CaseBulkRequest, CaseBulkResults] | None = None
        self._done = 0
        needs = {
            CaseBulkCommand.ASSIGN: CaseCommand.ASSIGN,
            CaseBulkCommand.RESOLVE: CaseCommand.RESOLVE,
        }.get(command)
        fields = () if needs is None else case_fields(needs, people)
        self.form = FormBinder(fields, lambda: local_day(desk.clock.now(), desk.zone.key))
        super().__init__(parent, bulk_text(command, len(rows)), self.form)
        self.form.setParent(self)
        self._owner = QObject(self)
        self.reasons = Reasons()
        self.body.addWidget(self.reasons)
        if len(rows) > MOST_ROWS:
            most = QCoreApplication.translate("Worklist", "At most {count} cases at once.")
            self.verb_button.set_refusal(most.replace("{count}", str(MOST_ROWS)))
        self.verb_pressed.connect(self._on_pressed)
        self.finished.connect(self._on_finished)

    @Slot()
    def _on_pressed(self) -> None:
        values = self.form.values()
        try:
            request = CaseBulkRequest(
                command=self._command,
                cases=tuple(CaseAt(case_id=row.case_id, version=row.version) for row in self._rows),
                user_id=int(str(values["user_id"])) if values.get("user_id") else None,
                text=str(values.get("text") or ""),
            )
        except ValidationError as error:
            self._on_error(rejection_of(error))
            return
        if self._sending is None:
            self._sending = Sending(BULK, request, self._make_key())
        self._sending.send(self._desk, self._on_results, self._on_error, self._owner)

    def _on_results(self, found: CaseBulkResults) -> None:
        refused = [result for result in found.results if result.acted is None]
        self._done = len(found.results) - len(refused)
        if not refused:
            self.succeeded()
            return
        translate = QCoreApplication.translate
        template = translate("Worklist", "{done} done, {refused} refused")
        text = template.replace("{done}", str(self._done)).replace("{refused}", str(len(refused)))
        self.failed({}, BannerText(Tone.WARNING, text))
        self.reasons.say(reasons_text(self._desk.texts, refused))
        self.form.set_enabled(enabled=False)
        self.verb_button.set_refusal(translate("Worklist", "It was carried out; see below what was refused."))
        self.keep_button.setText(translate("Worklist", "Close"))
        self.keep_button.setFocus()

    def _on_error(self, error: Exception) -> None:
        if isinstance(error, Unknown):
            self.failed({}, unknown_banner())
            self.form.set_enabled(enabled=False)
            self.verb_button.setText(QCoreApplication.translate("TaskDialog", "Check again"))
            return
        self._sending = None
        by_field = self._desk.texts.by_field(error) if isinstance(error, AgentViewError) else {}
        if any(name in self.form.values() for name in by_field):
            self.failed(by_field)
        else:
            self.failed({}, failure_banner(self._desk.texts, error))

    @Slot()
    def _on_finished(self) -> None:
        self._desk.runner.drop(self._owner)
        self.ended.emit(self._done)


def bulk_text(command: CaseBulkCommand, count: int) -> DialogText:
    """The words of the dialog."""
    title, verb, busy = {
        CaseBulkCommand.TAKE: (_word("Take {count} cases?"), _word("Take"), _word("Taking...")),
        CaseBulkCommand.ASSIGN: (
            _word("Assign {count} cases"),
            _word("Assign"),
            _word("Assigning..."),
        ),
        CaseBulkCommand.RELEASE: (
            _word("Give {count} cases back?"),
            _word("Give back"),
            _word("Giving back..."),
        ),
        CaseBulkCommand.RESOLVE: (
            _word("Resolve {count} cases?"),
            _word("Resolve"),
            _word("Resolving..."),
        ),
    }[command]
    sentence = _word("Each case stands for itself: those that cannot are listed with the reason.")
    return DialogText(title.replace("{count}", str(count)), verb, _word("Leave them"), busy, sentence)


def reasons_text(texts: Texts, refused: Sequence[CaseBulkResult]) -> str:
    """Why cases were refused, those with the same reason together."""
    groups: dict[str, list[str]] = {}
    for result in refused:
        groups.setdefault(cause_text(texts, result.refusals) or "", []).append(
            result.reference or f"#{result.case_id}"
        )
    return "\n".join(f"{', '.join(names)}: {cause}" for cause, names in groups.items())


def _word(text: str) -> str:
    return QCoreApplication.translate("Worklist", text)
