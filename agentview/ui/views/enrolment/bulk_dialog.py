"""Asks programmes again about many devices, and shows what became of each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.enrolments import (
    RESUBMIT_MANY,
    EnrolmentAt,
    EnrolmentRow,
    ResubmitManyRequest,
    ResubmitResult,
    ResubmitResults,
)
from agentview.core.errors import Unknown
from agentview.ui.failure_words import cause_text, failure_banner, unknown_banner
from agentview.ui.kit.banner import BannerText
from agentview.ui.kit.dialog import DialogText, VerbDialog
from agentview.ui.kit.reasons import Reasons
from agentview.ui.kit.theme import Tone
from agentview.ui.navigation import Desk, Texts
from agentview.ui.sending import NewKey, Sending, new_key

MOST_ROWS = 500


class ResubmitManyDialog(VerbDialog):
    """Open it with `open()`; `ended(done)` tells how many devices were asked for again, once it closes."""

    ended = Signal(int)

    def __init__(
        self, parent: QWidget, desk: Desk, rows: Sequence[EnrolmentRow], make_key: NewKey = new_key
    ) -> None:
        """Sends nothing before its verb is pressed."""
        self._desk, self._rows, self._make_key = desk, rows, make_key
        self._sending: Sending[ResubmitManyRequest, ResubmitResults] | None = None
        self._done = 0
        super().__init__(parent, _text(len(rows)))
        self._owner = QObject(self)
        self.reasons = Reasons()
        self.body.addWidget(self.reasons)
        if len(rows) > MOST_ROWS:
            most = QCoreApplication.translate("Enrolment", "At most {count} devices at once.")
            self.verb_button.set_refusal(most.replace("{count}", str(MOST_ROWS)))
        self.verb_pressed.connect(self._on_pressed)
        self.finished.connect(self._on_finished)

    @Slot()
    def _on_pressed(self) -> None:
        if self._sending is None:
            wanted = tuple(
                EnrolmentAt(enrolment_id=row.enrolment_id, version=row.version) for row in self._rows
            )
            self._sending = Sending(RESUBMIT_MANY, ResubmitManyRequest(enrolments=wanted), self._make_key())
        self._sending.send(self._desk, self._on_results, self._on_error, self._owner)

    def _on_results(self, found: ResubmitResults) -> None:
        refused = [result for result in found.results if result.acted is None]
        self._done = len(found.results) - len(refused)
        if not refused:
            self.succeeded()
            return
        translate = QCoreApplication.translate
        template = translate("Enrolment", "{done} asked for again, {refused} refused")
        text = template.replace("{done}", str(self._done)).replace("{refused}", str(len(refused)))
        self.failed({}, BannerText(Tone.WARNING, text))
        self.reasons.say(reasons_text(self._desk.texts, refused))
        self.verb_button.set_refusal(
            translate("Enrolment", "It was carried out; see below what was refused.")
        )
        self.keep_button.setText(translate("Enrolment", "Close"))
        self.keep_button.setFocus()

    def _on_error(self, error: Exception) -> None:
        if isinstance(error, Unknown):
            self.failed({}, unknown_banner())
            self.verb_button.setText(QCoreApplication.translate("TaskDialog", "Check again"))
            return
        self._sending = None
        self.failed({}, failure_banner(self._desk.texts, error))

    @Slot()
    def _on_finished(self) -> None:
        self._desk.runner.drop(self._owner)
        self.ended.emit(self._done)


def reasons_text(texts: Texts, refused: Sequence[ResubmitResult]) -> str:
    """Why devices were refused, those with the same reason together."""
    groups: dict[str, list[str]] = {}
    for result in refused:
        name = result.reference or f"#{result.enrolment_id}"
        groups.setdefault(cause_text(texts, result.refusals) or "", []).append(name)
    return "\n".join(f"{', '.join(names)}: {cause}" for cause, names in groups.items())


def _text(count: int) -> DialogText:
    translate = QCoreApplication.translate
    return DialogText(
        translate("Enrolment", "Ask again about {count} devices?").replace("{count}", str(count)),
        translate("Enrolment", "Resubmit"),
        translate("Enrolment", "Leave them"),
        translate("Enrolment", "Asking..."),
        translate(
            "Enrolment", "Each device stands for itself: those that cannot are listed with the reason."
        ),
    )
