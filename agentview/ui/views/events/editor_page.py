"""The editor of one template (S-26): what is typed is a draft until it is saved, and shown on a real account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from agentview.contract.event_templates import Preview, TemplateCommand, TemplateDetail, Tried
from agentview.contract.events import TemplateChannel
from agentview.contract.search import Hit
from agentview.contract.value import RefusalInfo
from agentview.core.clock import local_day
from agentview.core.errors import AgentViewError
from agentview.core.power import Power
from agentview.gateway.port import FeedNews, LinkState
from agentview.ui.failure_words import (
    AGAIN,
    COPY,
    cause_text,
    failure_banner,
    offline_text,
    unknown_banner,
)
from agentview.ui.forms.clash_words import (
    changed_banner,
    clashes_of,
    taken_from,
    value_word,
    who_and_when,
)
from agentview.ui.forms.form_presenter import FormPresenter
from agentview.ui.forms.form_session import FormSession
from agentview.ui.forms.merge import Merge, Values
from agentview.ui.kit.conflict import ConflictView
from agentview.ui.kit.state_overlay import StateOverlay
from agentview.ui.lists.words import failed_text
from agentview.ui.navigation import Desk
from agentview.ui.views.events.account_dialog import AccountDialog
from agentview.ui.views.events.editor_dialogs import LeaveDialog, TestSendDialog
from agentview.ui.views.events.editor_form import BODY, SUBJECT, TemplateForm
from agentview.ui.views.events.editor_layout import ACCOUNT, ACTIVATE, SAVE, TEST, WITHDRAW, EditorLayout
from agentview.ui.views.events.editor_presenter import (
    Account,
    Begun,
    EditorPresenter,
    create_spec,
    edit_spec,
    values_of,
)
from agentview.ui.views.events.template_pane import against, used_word, worked_word
from agentview.ui.views.events.words import event_word, template_channel_word, template_chip

PREVIEW_MS = 250


class TemplatePage(QWidget):
    """An `EditorView` and a `FormView`. `renamed(title)` when its name is known, `closed` when it is to go."""

    renamed = Signal(str)
    closed = Signal()

    def __init__(self, desk: Desk, subject: int | Begun) -> None:
        """Reads nothing before `start`; a new template is `Begun`."""
        super().__init__()
        self._desk = desk
        is_new = isinstance(subject, Begun)
        self.presenter = EditorPresenter(
            desk, self, None if is_new else subject, subject if is_new else None
        )
        self.form: TemplateForm | None = None
        self.session: FormSession | None = None
        self.saving: FormPresenter[Any] | None = None
        self._base: Values = {}
        self._details = ""
        self._is_unknown, self._may_leave, self._is_closed = False, False, False
        self._conflict: ConflictView | None = None
        self.overlay = StateOverlay()
        self.layout_parts = EditorLayout(
            self,
            desk.texts,
            {
                SAVE: self.save,
                ACTIVATE: partial(self._work, TemplateCommand.ACTIVATE),
                WITHDRAW: partial(self._work, TemplateCommand.WITHDRAW),
                TEST: self.try_out,
                ACCOUNT: self.choose_account,
            },
        )
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(PREVIEW_MS)
        self._rest.timeout.connect(self._ask_preview)
        self._arrange()
        self._unsubscribe = desk.shell.on_news(self._hear)

    # What the area asks

    @property
    def template_id(self) -> int | None:
        """The template that is edited; None for one that was never saved."""
        return self.presenter.template_id

    @property
    def has_draft(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.form is not None and _plain(self.form.values()) != _plain(self._base)

    def start(self) -> None:
        """Reads the template, or begins a new one."""
        if self.presenter.begun is None:
            self.overlay.show_loading()
            self.presenter.read()
            return
        self._begin({"name": "", SUBJECT: "", BODY: "", "from_address": ""}, None)

    def may_close(self) -> bool:
        """Whether the tab may go at once; where something is not saved, it asks first."""
        if self._may_leave or not self.has_draft:
            return True
        dialog = LeaveDialog(self, self._title())
        dialog.kept.connect(self._leave)
        dialog.thrown.connect(self._throw)
        dialog.open()
        return False

    def close_down(self) -> None:
        """Keeps what is typed as a draft on this computer, and drops calls; a second time does nothing."""
        if self._is_closed:
            return
        self._is_closed = True
        self._unsubscribe()
        self._rest.stop()
        if self.session is not None:
            self.session.end()
        if self.saving is not None:
            self.saving.close()
        self.presenter.close()
        self._desk.runner.drop(self)

    def take_focus(self) -> None:
        """Puts the focus where writing goes on."""
        if self.form is not None:
            self.form.text.setFocus()
        else:
            self.overlay.focus_button()

    def action_groups(self) -> Mapping[str, Sequence[QAction]]:
        """Every action, for the key sheet."""
        return {_word("Template"): tuple(self.layout_parts.actions_by_name.values())}

    # What a person does

    @Slot()
    def save(self) -> None:
        """Saves what is typed, or asks again what became of it."""
        if self.form is None or self.saving is None or self._causes()[SAVE] is not None:
            return
        if self._is_unknown:
            self.saving.again()
            return
        missing = self.form.check()
        if missing:
            self.form.show_errors(missing)
            return
        self.layout_parts.banner.show_texts([])
        self._set_busy(is_busy=True)
        self.saving.submit(self.form.values())

    @Slot()
    def try_out(self) -> None:
        """Opens the dialog that sends a test message of what is typed now."""
        account = self.presenter.account
        asked = None if self.form is None else self.presenter.asked(self.form.values())
        if account is None or asked is None or self._causes()[TEST] is not None:
            return
        dialog = TestSendDialog(self, self._desk, asked, account.name)
        dialog.sent.connect(self._on_tried)
        dialog.open()

    @Slot()
    def choose_account(self) -> None:
        """Opens the search for the account of the preview."""
        dialog = AccountDialog(self, self._desk)
        dialog.picked.connect(self._on_account)
        dialog.open()

    # What the presenter tells (EditorView)

    def show_template(self, detail: TemplateDetail) -> None:
        """Shows a template as it is saved; what is typed over it stays."""
        if self.form is None:
            self._begin(values_of(detail), detail)
        else:
            self._show_head()

    def show_failed(self, error: Exception) -> None:
        """Shows that the template could not be read, with a button that tries again."""
        text = self._desk.texts.report(error).text
        self.overlay.show_text(failed_text(" ".join(part for part in (text.what, text.next_step) if part)))
        self._stack.setCurrentWidget(self.overlay)

    def show_preview(self, preview: Preview) -> None:
        """Shows what the customer would read."""
        self.layout_parts.preview.show_preview(preview)

    def show_no_preview(self, error: Exception) -> None:
        """Says why there is no newer preview."""
        self.layout_parts.preview.show_failed(error)

    def show_newer(self, detail: TemplateDetail) -> None:
        """Takes in what somebody else saved, unless something is typed: then saving brings both together."""
        if self.has_draft or self.saving is None:
            return
        self.presenter.saved(detail)
        self._begin(values_of(detail), detail)

    def worked(self, command: TemplateCommand, detail: TemplateDetail) -> None:
        """Says that it was activated or withdrawn."""
        self._desk.toasts.say(worked_word(command).replace("{name}", detail.row.name))
        self._begin(values_of(detail), detail)

    def show_refused(self, error: Exception) -> None:
        """Shows why a command was refused."""
        self._show_failure(error)

    # What saving tells (FormView)

    def show_draft(self, values: Values, saved_at: datetime) -> None:
        """Fills in what was typed before."""
        if self.session is not None:
            self.session.restore(values, saved_at)
            self._on_typed(BODY)

    def refused(self, error: Exception) -> None:
        """Shows the reasons beside their fields, or on top; what was typed stays."""
        self._settle()
        if isinstance(error, AgentViewError) and self.form is not None:
            by_field = self._desk.texts.by_field(error)
            known = {name: text for name, text in by_field.items() if name in self.form.values()}
            if known:
                self.form.show_errors(known)
                return
        self._show_failure(error)

    def ask_to_confirm(self, _name: str, error: Exception) -> None:
        """Nothing of a template is confirmed: it is a refusal."""
        self.refused(error)

    def show_unknown(self) -> None:
        """Says that nobody knows; saving again asks under the same key."""
        self._settle()
        self._is_unknown = True
        if self.form is not None:
            self.form.set_enabled(enabled=False)
        self.layout_parts.banner.show_texts([unknown_banner(self._title(), with_button=True)])

    def show_changed(self, by: str, at: datetime | None, record: Any, both: Merge) -> None:  # noqa: ANN401 - as FormView
        """Shows what somebody else changed; where both did, one side is picked for each field."""
        self._settle()
        if self.form is None or self.saving is None:
            return
        self.presenter.saved(record)
        self._base = self.saving.base
        self.form.set_values(both.values)
        who = who_and_when(by, at, self._desk.zone)
        self.layout_parts.banner.show_texts([changed_banner(who, both, field_word)])
        if both.clashes:
            self._show_conflict(who, both)
        self._on_typed(BODY)

    def show_closed(self, by: str, _at: datetime | None, refusals: tuple[RefusalInfo, ...]) -> None:
        """Says that it can no longer be saved; nothing of a template closes while it is edited."""
        del by
        self._settle()
        self._desk.toasts.fail(cause_text(self._desk.texts, refusals) or "")

    def carried_out(self, answer: Any) -> None:  # noqa: ANN401 - as FormView
        """It is saved: what is typed from now on is over that."""
        self._settle()
        detail: TemplateDetail = answer
        self.presenter.saved(detail)
        self._desk.toasts.say(_word("Saved {name}").replace("{name}", detail.row.name))
        self._begin(values_of(detail), detail)

    def discard_draft(self) -> None:
        """Forgets what was typed: it was sent."""
        if self.session is not None:
            self.session.forget()

    # Inside

    def _begin(self, values: Values, detail: TemplateDetail | None) -> None:
        """Starts anew over what is saved; the form stays, with its cursor."""
        begun = self.presenter.begun
        if begun is None:
            return
        form = self._form(begun)
        self._end_saving()
        self._base = {name: values[name] for name in form.values()}
        spec = create_spec(begun) if detail is None else edit_spec(detail)
        self.saving = FormPresenter(self._desk, self, detail, spec)
        self.session = FormSession(self._desk, self.saving.record, form, self._base, self)
        self.session.restored.connect(partial(self._on_typed, BODY))
        self.layout_parts.notices.addWidget(self.session.notice)
        self._stack.setCurrentWidget(self.layout_parts)
        self.saving.restore()
        self._show_head()
        self._ask_preview()

    def _form(self, begun: Begun) -> TemplateForm:
        if self.form is None:
            clock, zone = self._desk.clock, self._desk.zone.key
            self.form = TemplateForm(begun, lambda: local_day(clock.now(), zone), self)
            self.layout_parts.place_form(self.form)
            self.layout_parts.variables.show_variables(begun.kind.variables)
            self.layout_parts.variables.wanted.connect(self.form.insert_variable)
            self.form.changed.connect(self._on_typed)
        return self.form

    def _end_saving(self) -> None:
        if self.session is not None:
            notice = self.session.notice
            notice.hide()
            notice.deleteLater()
            self.session.end()
            self.session.deleteLater()
        if self.saving is not None:
            self.saving.close()

    def _show_head(self) -> None:
        begun, detail = self.presenter.begun, self.presenter.detail
        if begun is None:
            return
        parts = [event_word(begun.event_type), template_channel_word(begun.channel)]
        if detail is not None:
            parts.append(_word("used by {actions}").replace("{actions}", used_word(detail.row.used_by)))
            self.layout_parts.chip.set_value(template_chip(detail.row.status))
        title = self._title()
        self.layout_parts.title.setText(title)
        self.layout_parts.line.setText(" \u00b7 ".join(parts))
        self.layout_parts.chip.setVisible(detail is not None)
        self.renamed.emit(title)
        self._show_causes()

    def _title(self) -> str:
        detail = self.presenter.detail
        return _word("New template") if detail is None else detail.row.name

    def _causes(self) -> dict[str, str | None]:
        """Why each command is closed; None where it is open."""
        general = self._general_cause()
        detail = self.presenter.detail
        unsaved = _word("Save first: only what is saved can be activated.") if self.has_draft else None
        new = _word("Save it first.") if detail is None else None
        account = None if self.presenter.account else _word("Choose an account for the preview first.")
        if not self._can_be_sent():
            account = _word("Inside texts are not sent. Look at the preview.")
        work = {
            name: new or self._against(name) or (unsaved if name == ACTIVATE else None)
            for name in (ACTIVATE, WITHDRAW)
        }
        clash = None if self._conflict is None else _word("Pick a side for each field first.")
        return {
            SAVE: general or clash,
            TEST: general or account,
            ACCOUNT: None,
            **{name: general or cause for name, cause in work.items()},
        }

    def _general_cause(self) -> str | None:
        if self._desk.shell.link is LinkState.LOST:
            return offline_text()
        if not self._desk.has(Power.EVENT_ADMIN):
            missing = RefusalInfo(code="E-POWER", values={"power": Power.EVENT_ADMIN.value})
            return cause_text(self._desk.texts, (missing,))
        return None

    def _can_be_sent(self) -> bool:
        begun = self.presenter.begun
        return begun is not None and begun.channel is not TemplateChannel.TEXT

    def _against(self, name: str) -> str | None:
        detail = self.presenter.detail
        return None if detail is None else cause_text(self._desk.texts, against(detail.row, name))

    def _show_causes(self) -> None:
        self.layout_parts.show_causes(self._causes())

    def _work(self, command: TemplateCommand) -> None:
        if self._causes()[command.value] is None:
            self.presenter.work(command)

    def _set_busy(self, *, is_busy: bool) -> None:
        self.layout_parts.buttons[SAVE].set_busy(_word("Saving...") if is_busy else None)
        if self.form is not None:
            self.form.set_enabled(enabled=not is_busy)

    def _settle(self) -> None:
        """Opens what was closed while it was saved."""
        self._is_unknown = False
        self._set_busy(is_busy=False)
        self.layout_parts.banner.show_texts([])

    def _show_failure(self, error: Exception) -> None:
        self._details = self._desk.texts.report(error).details
        self.layout_parts.banner.show_texts([failure_banner(self._desk.texts, error)])

    def _show_conflict(self, who: str, both: Merge) -> None:
        theirs = self._base
        self._conflict = ConflictView(clashes_of(both, theirs, field_word, value_word), who)
        self._conflict.resolved.connect(lambda picks: self._on_resolved(taken_from(theirs, picks)))
        self.layout_parts.notices.addWidget(self._conflict)
        self.layout_parts.sides.hide()
        self._show_causes()

    def _on_resolved(self, taken: Values) -> None:
        if self._conflict is not None:
            self._conflict.hide()
            self._conflict.deleteLater()
            self._conflict = None
        self.layout_parts.sides.show()
        self.layout_parts.banner.show_texts([])
        if self.form is not None:
            self.form.set_values(taken)
        self._on_typed(BODY)

    def _arrange(self) -> None:
        self._stack = QStackedLayout()
        self._stack.addWidget(self.overlay)
        self._stack.addWidget(self.layout_parts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._stack)
        self.overlay.button_pressed.connect(self.start)
        parts = self.layout_parts
        parts.banner.button_pressed.connect(self._on_banner)
        parts.preview.account_wanted.connect(self.choose_account)
        parts.preview.samples_wanted.connect(partial(self._on_account, None))
        self._show_causes()

    def _hear(self, news: FeedNews) -> None:
        self.presenter.hear(news)
        self._show_causes()

    @Slot(str)
    def _on_typed(self, _name: str) -> None:
        self._rest.start()
        self._show_causes()

    @Slot()
    def _ask_preview(self) -> None:
        if self.form is not None:
            self.presenter.preview(self.form.values())

    @Slot(object)
    def _on_account(self, hit: object) -> None:
        account = Account(hit.record_id, hit.title) if isinstance(hit, Hit) else None
        self.presenter.choose(account)
        self.layout_parts.preview.show_account(account)
        self._show_causes()
        self._ask_preview()

    @Slot(object)
    def _on_tried(self, tried: Tried) -> None:
        said = _word("The test waits to be sent to {to}; the notification log shows what becomes of it")
        self._desk.toasts.say(said.replace("{to}", tried.to))

    @Slot(str)
    def _on_banner(self, key: str) -> None:
        if key == AGAIN:
            self.save()
        elif key == COPY:
            self._desk.shell.copy_text(self._details)

    @Slot()
    def _leave(self) -> None:
        self._may_leave = True
        self.closed.emit()

    @Slot()
    def _throw(self) -> None:
        self.discard_draft()
        if self.form is not None:
            self.form.set_values(self._base)
        self._leave()


def field_word(name: str) -> str:
    """What a field of a template is called."""
    return {
        "name": _word("Name"),
        "from_address": _word("From"),
        SUBJECT: _word("Subject"),
        BODY: _word("Text"),
    }.get(name, name)


def _plain(values: Values) -> dict[str, str]:
    return {name: str(value or "") for name, value in values.items()}


def _word(text: str) -> str:
    return QCoreApplication.translate("TemplateEditor", text)
