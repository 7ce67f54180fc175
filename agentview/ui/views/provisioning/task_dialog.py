"""The dialog of a command on one task: form, preview, what stands against it, what others changed."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.provisioning import Acted, TaskCommand, TaskDetail
from agentview.contract.value import RefusalInfo
from agentview.core.errors import AgentViewError
from agentview.ui.failure_words import COPY, cause_text, failure_banner, unknown_banner
from agentview.ui.kit.appearance import look
from agentview.ui.kit.conflict import ConflictView
from agentview.ui.kit.dialog import VerbDialog
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, new_key
from agentview.ui.views.provisioning.clash_words import (
    changed_banner,
    clashes_of,
    closed_banner,
    who_and_when,
)
from agentview.ui.views.provisioning.dialog_presenter import DialogPresenter, ResubmitPresenter
from agentview.ui.views.provisioning.dialog_texts import dialog_text
from agentview.ui.views.provisioning.form_fields import CONFIRMS, form_fields
from agentview.ui.views.provisioning.form_session import FormSession
from agentview.ui.views.provisioning.halt_preview import HaltPreview, HaltSummary
from agentview.ui.views.provisioning.merge import Merge, Values
from agentview.ui.views.provisioning.plans import PLANS

HEIGHT_SHARE = 0.55
"""So much of the screen a form may take before it scrolls."""


class TaskDialog(VerbDialog):
    """Open it with `open()`; `acted(verb, Acted)` tells that the command was carried out."""

    acted = Signal(str, object)

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        verb: str,
        task: TaskDetail,
        keeper: QObject,
        make_key: NewKey = new_key,
    ) -> None:
        """Looks for a draft at once."""
        self._desk, self._verb = desk, verb
        if verb == TaskCommand.RESUBMIT:
            self.presenter: DialogPresenter = ResubmitPresenter(desk, self, task, make_key)
        else:
            self.presenter = DialogPresenter(desk, self, task, PLANS[verb], make_key)
        initial = self.presenter.initial()
        self.form = FormBinder(form_fields(verb, task, initial), self.presenter.today)
        super().__init__(parent, dialog_text(verb, task), self.form)
        self.form.setParent(self)
        for name in CONFIRMS:
            if name in self.form.values():
                self.form.set_visible(name, visible=False)
        self.session = FormSession(desk, self.presenter.record, self.form, initial, keeper)
        self.body.insertWidget(0, self.session.notice)
        self._conflict: ConflictView | None = None
        self._is_unknown = False
        self._details = ""
        self._scroll = self._let_scroll()
        self._summary.button_pressed.connect(self._on_banner)
        if verb == TaskCommand.RESUBMIT and task.halt is not None:
            self.body.insertWidget(0, HaltSummary(task, task.halt))
        if verb == TaskCommand.HALT:
            self.body.addWidget(HaltPreview(self.form, self.session))
        self.verb_pressed.connect(self._on_pressed)
        self.finished.connect(self._on_finished)
        # Moving the form into the scrolling column took the focus out of it.
        self.form.focus_first()
        self.presenter.restore()

    # What the presenter tells

    def show_draft(self, values: Values, saved_at: datetime) -> None:
        """Fills in what was typed before."""
        self.session.restore(values, saved_at)
        for name in CONFIRMS:
            if values.get(name) is True:
                self.form.set_visible(name, visible=True)

    def refused(self, error: Exception) -> None:
        """Shows the reasons beside their fields and on top."""
        self._leave_unknown()
        if isinstance(error, AgentViewError):
            by_field = self._desk.texts.by_field(error)
            shown = self.form.values()
            if any(name in shown for name in by_field):
                self.failed(by_field)
                return
        self._details = self._desk.texts.report(error).details
        self.failed({}, failure_banner(self._desk.texts, error))

    def ask_to_confirm(self, name: str, error: Exception) -> None:
        """Shows the tick that overrules the refusal, with the refusal beside it."""
        self._leave_unknown()
        self.form.set_visible(name, visible=True)
        text = self._desk.texts.report(error).text
        self.failed({name: " ".join(part for part in (text.what, text.next_step) if part)})

    def show_unknown(self) -> None:
        """Says that nobody knows, locks what was sent, and offers to check again."""
        self._is_unknown = True
        self.failed({}, unknown_banner())
        self.form.set_enabled(enabled=False)
        self.verb_button.setText(QCoreApplication.translate("TaskDialog", "Check again"))
        self.verb_button.setFocus()

    def show_changed(self, by: str, at: datetime | None, task: TaskDetail, both: Merge) -> None:
        """Shows what somebody else changed; where both did, one is picked for each field."""
        self._leave_unknown()
        self.form.set_values(both.values)
        who = who_and_when(by, at, self._desk.zone)
        self.failed({}, changed_banner(who, task, both))
        if both.clashes:
            self._show_conflict(who, task, both)

    def show_closed(self, by: str, at: datetime | None, refusals: tuple[RefusalInfo, ...]) -> None:
        """Says that the command is no longer possible; what was typed stays as a draft."""
        self._leave_unknown()
        cause = cause_text(self._desk.texts, refusals) or ""
        self.failed({}, closed_banner(who_and_when(by, at, self._desk.zone), cause))
        self.verb_button.set_refusal(cause)

    def discard_draft(self) -> None:
        """Forgets what was typed: it was sent."""
        self.session.forget()

    def carried_out(self, acted: Acted) -> None:
        """Closes, and tells the screen."""
        self.succeeded()
        self.acted.emit(self._verb, acted)

    # Inside

    @Slot()
    def _on_pressed(self) -> None:
        if self._is_unknown:
            self.presenter.again()
        else:
            self.presenter.submit(dict(self.form.values()))

    @Slot()
    def _on_finished(self) -> None:
        self.session.end()
        self.presenter.close()

    def _leave_unknown(self) -> None:
        if self._is_unknown:
            self._is_unknown = False
            self.verb_button.setText(dialog_text(self._verb, self.presenter.task).verb)

    @Slot(str)
    def _on_banner(self, key: str) -> None:
        if key == COPY:
            self._desk.shell.copy_text(self._details)

    def _show_conflict(self, who: str, task: TaskDetail, both: Merge) -> None:
        theirs = PLANS[self._verb].from_task(task)
        self._conflict = ConflictView(clashes_of(task, both, theirs), who)
        self._conflict.resolved.connect(lambda picks: self._on_resolved(picks, theirs))
        self.body.insertWidget(0, self._conflict)
        self._scroll.hide()
        self.verb_button.set_refusal(QCoreApplication.translate("TaskDialog", "Pick a side for each field"))

    def _let_scroll(self) -> ScrollColumn:
        """Puts the form into a column that scrolls where the window is too low for it."""
        scroll = ScrollColumn(self.windowTitle())
        self.body.removeWidget(self.form.widget)
        scroll.body.addWidget(self.form.widget)
        self.body.addWidget(scroll, 1)
        wanted = self.form.widget.sizeHint().height() + look().px(8)
        scroll.setMinimumHeight(min(wanted, round(self.screen().availableGeometry().height() * HEIGHT_SHARE)))
        return scroll

    def _on_resolved(self, picks: dict[str, bool], theirs: Values) -> None:
        self.form.set_values({name: theirs[name] for name, is_mine in picks.items() if not is_mine})
        if self._conflict is not None:
            self._conflict.hide()
            self._conflict.deleteLater()
            self._conflict = None
        self._scroll.show()
        self.verb_button.set_refusal(None)
        self.failed({}, None)
        self.verb_button.setFocus()
