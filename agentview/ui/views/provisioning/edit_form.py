"""The edit form of a task, in place of its service facts: draft, saving, merging with what others did."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.provisioning import Acted, TaskCommand, TaskDetail
from agentview.contract.value import RefusalInfo
from agentview.core.errors import AgentViewError
from agentview.ui.failure_words import COPY, cause_text, failure_banner, unknown_banner
from agentview.ui.kit.appearance import look
from agentview.ui.kit.banner import Banner, BannerText
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.conflict import ConflictView
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.theme import Tone
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, new_key
from agentview.ui.views.provisioning.clash_words import (
    changed_banner,
    clashes_of,
    closed_banner,
    who_and_when,
)
from agentview.ui.views.provisioning.dialog_presenter import DialogPresenter
from agentview.ui.views.provisioning.form_fields import CONFIRMS, form_fields
from agentview.ui.views.provisioning.form_session import FormSession
from agentview.ui.views.provisioning.merge import Merge, Values
from agentview.ui.views.provisioning.plans import PLANS

_PLAN = PLANS[TaskCommand.EDIT]


class EditForm(QWidget):
    """Emits `saved(Acted)` once it is saved, and `closed` when the person goes back to reading.

    `buttons` stands where the commands of the task stand otherwise, so that it is always in view.
    """

    saved = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk, task: TaskDetail, keeper: QObject, make_key: NewKey = new_key) -> None:
        """Looks for a draft at once."""
        super().__init__()
        self._desk = desk
        self.presenter = DialogPresenter(desk, self, task, _PLAN, make_key)
        initial = self.presenter.initial()
        self.form = FormBinder(form_fields(TaskCommand.EDIT, task, initial), self.presenter.today, self)
        self.form.set_visible(CONFIRMS[1], visible=False)
        self.session = FormSession(desk, self.presenter.record, self.form, initial, keeper)
        self.banner = Banner()
        translate = QCoreApplication.translate
        self.save = Button(
            translate("TaskForm", "Save changes"), ButtonKind.PRIMARY, tip=translate("TaskForm", "Ctrl+Enter")
        )
        self.back = Button(translate("TaskForm", "Back to reading"), tip=translate("TaskForm", "Esc"))
        self.buttons = FlowRow((self.save, self.back))
        self._conflict: ConflictView | None = None
        self._is_unknown = False
        self._details = ""
        self._arrange()
        self.presenter.restore()

    def take_focus(self) -> None:
        """Puts the focus into the first field."""
        self.form.focus_first()

    def end(self) -> None:
        """Keeps what was typed and not saved as a draft."""
        self.session.end()
        self.presenter.close()

    # What the presenter tells

    def show_draft(self, values: Values, saved_at: datetime) -> None:
        """Fills in what was typed before."""
        self.session.restore(values, saved_at)

    def refused(self, error: Exception) -> None:
        """Shows the reasons beside their fields, and what names no field above them."""
        self._end_try()
        by_field = self._desk.texts.by_field(error) if isinstance(error, AgentViewError) else {}
        shown = self.form.values()
        if any(name in shown for name in by_field):
            loose = self.form.show_errors(by_field)
            cause = QCoreApplication.translate("TaskForm", "Not saved: some fields need another look")
            self.banner.show_texts([BannerText(Tone.BAD, cause, " ".join(loose))])
            return
        self._details = self._desk.texts.report(error).details
        self.banner.show_texts([failure_banner(self._desk.texts, error)])

    def ask_to_confirm(self, name: str, error: Exception) -> None:
        """Shows the tick that overrules the refusal."""
        self._end_try()
        self.form.set_visible(name, visible=True)
        text = self._desk.texts.report(error).text
        self.form.show_errors({name: f"{text.what} {text.next_step}"})

    def show_unknown(self) -> None:
        """Says that nobody knows, and offers to check again."""
        self._end_try()
        self._is_unknown = True
        self.form.set_enabled(enabled=False)
        self.banner.show_texts([unknown_banner()])
        self.save.setText(QCoreApplication.translate("TaskDialog", "Check again"))

    def show_changed(self, by: str, at: datetime | None, task: TaskDetail, both: Merge) -> None:
        """Shows what somebody else changed; where both did, one is picked for each field."""
        self._end_try()
        who = who_and_when(by, at, self._desk.zone)
        self.form.set_values(both.values)
        self.banner.show_texts([changed_banner(who, task, both)])
        if both.clashes:
            theirs = _PLAN.from_task(task)
            self._conflict = ConflictView(clashes_of(task, both, theirs), who)
            self._conflict.resolved.connect(lambda picks: self._on_resolved(picks, theirs))
            self._column.insertWidget(1, self._conflict)
            self.form.widget.hide()
            self.save.set_refusal(QCoreApplication.translate("TaskDialog", "Pick a side for each field"))

    def show_closed(self, by: str, at: datetime | None, refusals: tuple[RefusalInfo, ...]) -> None:
        """Says that it cannot be edited any more; what was typed stays as a draft."""
        self._end_try()
        cause = cause_text(self._desk.texts, refusals) or ""
        self.banner.show_texts([closed_banner(who_and_when(by, at, self._desk.zone), cause)])
        self.save.set_refusal(cause)

    def discard_draft(self) -> None:
        """Forgets what was typed: it was saved."""
        self.session.forget()

    def carried_out(self, acted: Acted) -> None:
        """Tells that it is saved."""
        self._end_try()
        self.saved.emit(acted)

    # Inside

    @Slot()
    def _on_save(self) -> None:
        if not self.save.isEnabled() or self.save.is_busy:
            return
        self.banner.show_texts([])
        if not self._is_unknown:
            missing = self.form.check()
            if missing:
                self.form.show_errors(missing)
                return
        self.save.set_busy(QCoreApplication.translate("TaskForm", "Saving..."))
        self.form.set_enabled(enabled=False)
        if self._is_unknown:
            self.presenter.again()
        else:
            self.presenter.submit(dict(self.form.values()))

    @Slot()
    def leave(self) -> None:
        """Goes back to reading, unless a save is under way."""
        if not self.save.is_busy:
            self.closed.emit()

    @Slot(str)
    def _on_banner(self, key: str) -> None:
        if key == COPY:
            self._desk.shell.copy_text(self._details)

    def _on_resolved(self, picks: dict[str, bool], theirs: Values) -> None:
        self.form.set_values({name: theirs[name] for name, is_mine in picks.items() if not is_mine})
        if self._conflict is not None:
            self._conflict.hide()
            self._conflict.deleteLater()
            self._conflict = None
        self.form.widget.show()
        self.banner.show_texts([])
        self.save.set_refusal(None)
        self.save.setFocus()

    def _end_try(self) -> None:
        self.save.set_busy(None)
        self.form.set_enabled(enabled=True)
        if self._is_unknown:
            self._is_unknown = False
            self.save.setText(QCoreApplication.translate("TaskForm", "Save changes"))

    def _arrange(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look().px(8))
        for part in (self.session.notice, self.banner, self.form.widget):
            self._column.addWidget(part)
        self.save.pressed_once.connect(self._on_save)
        self.back.pressed_once.connect(self.leave)
        self.banner.button_pressed.connect(self._on_banner)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(inside)
            shortcut.activated.connect(self._on_save)
