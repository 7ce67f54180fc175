"""The dialog that retries or gives up refused requests: warning, reason, number to type, results."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.network import NetworkBulkCommand
from agentview.core.clock import local_day
from agentview.ui.failure_words import cause_text, failure_banner, unknown_banner
from agentview.ui.kit.banner import BannerText
from agentview.ui.kit.dialog import DialogText, VerbDialog
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.plural import plural
from agentview.ui.kit.reasons import Reasons
from agentview.ui.kit.theme import Tone
from agentview.ui.navigation import Desk, Texts
from agentview.ui.sending import NewKey, new_key
from agentview.ui.views.orders.errors_bulk import ErrorsBulk, Preview, Refused

REASON, CONFIRM, TYPED = "reason", "confirm", "count"
_MOST_NAMED = 12


class ErrorsDialog(VerbDialog):
    """Open it with `open()`; `ended(done)` tells how many rows were changed, once it closes."""

    ended = Signal(int)

    def __init__(self, parent: QWidget, desk: Desk, shown: Preview, make_key: NewKey = new_key) -> None:
        """Shows the preview."""
        self._desk = desk
        self.presenter = ErrorsBulk(desk, self, shown, make_key)
        self.form = FormBinder(_fields(shown), lambda: local_day(desk.clock.now(), desk.zone.key))
        super().__init__(parent, dialog_text(shown), self.form)
        self.form.setParent(self)
        self._refused: tuple[Refused, ...] = ()
        self._done = 0
        self.reasons = Reasons(reasons_text(desk.texts, shown.cannot))
        self.body.insertWidget(0, self.reasons)
        self._show_closed(shown)
        self.verb_pressed.connect(self._on_pressed)
        self.finished.connect(self._on_finished)

    # What the presenter tells

    def show_results(self, done: int, refused: tuple[Refused, ...]) -> None:
        """Closes when all is done, else shows what was refused and offers to try again."""
        translate = QCoreApplication.translate
        self._done += done
        self._refused = refused
        if not refused:
            self.succeeded()
            return
        said = translate("ErrorsDialog", "{done} done, {refused} refused")
        said = said.replace("{done}", str(self._done)).replace("{refused}", str(len(refused)))
        self.failed({}, BannerText(Tone.WARNING, said))
        self.reasons.say(reasons_text(self._desk.texts, refused))
        self.verb_button.setText(translate("ErrorsDialog", "Try the refused again"))
        self.keep_button.setText(translate("ErrorsDialog", "Close"))

    def refused(self, error: Exception) -> None:
        """Shows that nothing was done."""
        self.failed({}, failure_banner(self._desk.texts, error))

    def show_unknown(self) -> None:
        """Says that nobody knows, and offers to check again."""
        self.failed({}, unknown_banner())
        self.form.set_enabled(enabled=False)
        self.verb_button.setText(QCoreApplication.translate("ErrorsDialog", "Check again"))

    # Inside

    def _show_closed(self, shown: Preview) -> None:
        if shown.against is not None:
            text = self._desk.texts.refusal(shown.against)
            self.failed({}, BannerText(Tone.BAD, text.what, "", text.next_step))
            self.verb_button.set_refusal(text.what)
        elif not shown.can:
            nobody = QCoreApplication.translate("ErrorsDialog", "None of the rows can.")
            self.verb_button.set_refusal(nobody)

    @Slot()
    def _on_pressed(self) -> None:
        values = self.form.values()
        reason = str(values.get(REASON) or "")
        expected = str(len(self.presenter.preview.can))
        if self.presenter.is_resend:
            self.presenter.run(reason)
        elif self._refused:
            self.presenter.retry(reason, self._refused)
        elif TYPED in values and values[TYPED] != expected:
            wrong = QCoreApplication.translate("ErrorsDialog", "Type {count} to go on")
            self.failed({TYPED: wrong.replace("{count}", expected)})
        else:
            self.presenter.run(reason)

    @Slot()
    def _on_finished(self) -> None:
        self.presenter.close()
        self.ended.emit(self._done)


def dialog_text(shown: Preview) -> DialogText:
    """Title, sentence and words of the dialog; one row is called by its name."""
    translate = QCoreApplication.translate
    count = len(shown.can)
    only = shown.can[0].subscription if count == 1 else ""
    keep = translate("ErrorsDialog", "Not now")
    if shown.command is NetworkBulkCommand.RETRY:
        title = translate("ErrorsDialog", "Ask the platform again for {what}?")
        verb = translate("ErrorsDialog", "Retry {count}")
        busy, sentence = translate("ErrorsDialog", "Asking..."), _warning(shown)
    else:
        title = translate("ErrorsDialog", "Give up {what} for good?")
        verb = translate("ErrorsDialog", "Abort {count}")
        busy = translate("ErrorsDialog", "Aborting...")
        sentence = translate(
            "ErrorsDialog",
            "What never started is aborted; what was to end stays active. This cannot be undone.",
        )
    many = translate("ErrorsDialog", "{count} subscriptions")
    what = only or plural(translate("ErrorsDialog", "1 subscription"), many, count)
    return DialogText(
        title.replace("{what}", what),
        verb.replace("{count}", "" if only else str(count)).strip(),
        keep,
        busy,
        sentence,
        is_dangerous=shown.command is NetworkBulkCommand.ABORT,
    )


def _warning(shown: Preview) -> str:
    """Says before services that never started are asked for again what that mostly leads to (R-PRV-36)."""
    if not shown.needs_warning:
        return ""
    return QCoreApplication.translate(
        "ErrorsDialog",
        "A retry is refused again as a rule, unless what the error names was mended before: mostly the date "
        "of birth, or the account number of a port.",
    )


def reasons_text(texts: Texts, refused: Sequence[Refused]) -> str:
    """The refused rows in groups by their reason."""
    groups: dict[str, list[str]] = {}
    for row in refused:
        groups.setdefault(cause_text(texts, row.refusals) or "", []).append(row.subscription)
    return "\n".join(f"{_named(names)}: {reason}" for reason, names in groups.items())


def _named(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMED])
    others = len(names) - _MOST_NAMED
    if others <= 0:
        return shown
    more = QCoreApplication.translate("ErrorsDialog", "{names} and {count} more")
    return more.replace("{names}", shown).replace("{count}", str(others))


def _fields(shown: Preview) -> tuple[Field, ...]:
    translate = QCoreApplication.translate
    fields: tuple[Field, ...] = ()
    if shown.command is NetworkBulkCommand.ABORT:
        label = translate("ErrorsDialog", "Reason")
        fields = (Field(REASON, label, FieldKind.NOTE, required=True, most_chars=10_000),)
    elif shown.needs_warning:
        label = translate("ErrorsDialog", "The cause was mended, or I want to try all the same")
        fields = (Field(CONFIRM, label, FieldKind.CHECK, required=True),)
    if shown.needs_number:
        label = translate("ErrorsDialog", "Number of rows, to be sure: {count}")
        label = label.replace("{count}", str(len(shown.can)))
        fields += (Field(TYPED, label, required=True, chars=6, most_chars=4),)
    return fields
