"""The dialog of a command on many rows: preview, reason, number to type, results, retry."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.provisioning import BulkCommand, TaskCommand
from agentview.core.clock import local_day
from agentview.ui.failure_words import failure_banner, unknown_banner
from agentview.ui.forms.merge import Values
from agentview.ui.kit.banner import BannerText
from agentview.ui.kit.dialog import VerbDialog
from agentview.ui.kit.field import Field
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.reasons import Reasons
from agentview.ui.kit.theme import Tone
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, new_key
from agentview.ui.views.provisioning.bulk_presenter import BulkPresenter, Preview, Refused
from agentview.ui.views.provisioning.bulk_words import bulk_text, reasons_text, result_text
from agentview.ui.views.provisioning.form_fields import halt_fields, reason_field

TYPED = "count"


class BulkDialog(VerbDialog):
    """Open it with `open()`; `ended(done)` tells how many rows were changed, once it closes."""

    ended = Signal(int)

    def __init__(self, parent: QWidget, desk: Desk, shown: Preview, make_key: NewKey = new_key) -> None:
        """Shows the preview."""
        self._desk = desk
        self.presenter = BulkPresenter(desk, self, shown, make_key)
        self.form = FormBinder(_fields(shown), lambda: local_day(desk.clock.now(), desk.zone.key))
        super().__init__(parent, bulk_text(shown), self.form)
        self.form.setParent(self)
        self._refused: tuple[Refused, ...] = ()
        self._done = 0
        self.reasons = Reasons(reasons_text(desk.texts, shown.cannot))
        self.body.insertWidget(0, self.reasons)
        if shown.against is not None:
            text = desk.texts.refusal(shown.against)
            self.failed({}, BannerText(Tone.BAD, text.what, "", text.next_step))
            self.verb_button.set_refusal(text.what)
        elif not shown.can:
            self.verb_button.set_refusal(QCoreApplication.translate("Bulk", "None of the rows can."))
        self.verb_pressed.connect(self._on_pressed)
        self.finished.connect(self._on_finished)

    # What the presenter tells

    def show_results(self, done: int, refused: tuple[Refused, ...]) -> None:
        """Closes when all is done, else shows what was refused and offers to try again."""
        self._done += done
        self._refused = refused
        if not refused:
            self.succeeded()
            return
        self.failed({}, BannerText(Tone.WARNING, result_text(self._done, len(refused))))
        self.reasons.say(reasons_text(self._desk.texts, refused))
        self.verb_button.setText(QCoreApplication.translate("Bulk", "Retry the refused"))
        self.keep_button.setText(QCoreApplication.translate("Bulk", "Close"))

    def refused(self, error: Exception) -> None:
        """Shows that nothing was done."""
        self.failed({}, failure_banner(self._desk.texts, error))

    def show_unknown(self) -> None:
        """Says that nobody knows, and offers to check again."""
        self.failed({}, unknown_banner())
        self.form.set_enabled(enabled=False)
        self.verb_button.setText(QCoreApplication.translate("TaskDialog", "Check again"))

    # Inside

    @Slot()
    def _on_pressed(self) -> None:
        values: Values = dict(self.form.values())
        if self.presenter.is_resend:
            self.presenter.run(values)
        elif self._refused:
            self.presenter.retry(values, self._refused)
        elif self._is_number_right(values):
            self.presenter.run(values)

    def _is_number_right(self, values: Values) -> bool:
        expected = str(len(self.presenter.preview.can))
        if TYPED not in values or values[TYPED] == expected:
            return True
        wrong = QCoreApplication.translate("Bulk", "Type {count} to go on").replace("{count}", expected)
        self.failed({TYPED: wrong})
        return False

    @Slot()
    def _on_finished(self) -> None:
        self.presenter.close()
        self.ended.emit(self._done)


def _fields(shown: Preview) -> tuple[Field, ...]:
    fields: tuple[Field, ...] = ()
    if shown.command is BulkCommand.HALT:
        fields = halt_fields()
    elif shown.command is BulkCommand.ABORT:
        fields = (reason_field(TaskCommand.ABORT),)
    if shown.needs_number:
        label = QCoreApplication.translate("Bulk", "Number of rows, to be sure: {count}")
        fields += (
            Field(TYPED, label.replace("{count}", str(len(shown.can))), required=True, chars=6, most_chars=4),
        )
    return fields
