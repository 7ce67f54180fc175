"""The editor of one template (S-26): what is typed is a draft, and shown on a real account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedLayout, QWidget

from agentview.contract.event_templates import Preview, TemplateCommand, TemplateDetail, Tried
from agentview.contract.events import TemplateChannel
from agentview.contract.search import Hit
from agentview.contract.value import RefusalInfo
from agentview.core.power import Power
from agentview.gateway.port import FeedNews, LinkState
from agentview.ui.failure_words import cause_text, offline_text
from agentview.ui.kit.state_overlay import StateOverlay
from agentview.ui.lists.words import failed_text
from agentview.ui.navigation import Desk
from agentview.ui.views.events.account_dialog import AccountDialog
from agentview.ui.views.events.editor_dialogs import LeaveDialog, TestSendDialog
from agentview.ui.views.events.editor_layout import ACCOUNT, ACTIVATE, SAVE, TEST, WITHDRAW, EditorLayout
from agentview.ui.views.events.editor_presenter import Account, Begun, EditorPresenter, values_of
from agentview.ui.views.events.editor_saving import EditorSaving
from agentview.ui.views.events.template_pane import against, used_word, worked_word
from agentview.ui.views.events.words import event_word, template_channel_word, template_chip

PREVIEW_MS = 250


class TemplatePage(QWidget):
    """An `EditorView`. `renamed(title)` tells when its name is known, `closed` when its tab is to go."""

    renamed = Signal(str)
    closed = Signal()

    def __init__(self, desk: Desk, subject: int | Begun) -> None:
        """Reads nothing before `start`; a new template is `Begun`."""
        super().__init__()
        self._desk = desk
        self.presenter = EditorPresenter(desk, self, subject)
        self._may_leave, self._is_closed = False, False
        self.overlay = StateOverlay()
        self.parts = EditorLayout(
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
        self.saving = EditorSaving(desk, self.parts, self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(PREVIEW_MS)
        self._stack = QStackedLayout(self)
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
        return self.saving.has_draft

    @Slot()
    def start(self) -> None:
        """Reads the template, or begins a new one."""
        begun = self.presenter.begun
        if begun is None:
            self.overlay.show_loading()
            self.presenter.read()
            return
        self.saving.begin(begun, None)
        self._show()

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
        if not self._is_closed:
            self._is_closed = True
            self._unsubscribe()
            self._rest.stop()
            self.saving.close()
            self.presenter.close()

    def take_focus(self) -> None:
        """Puts the focus where writing goes on."""
        if self.saving.form is not None:
            self.saving.form.text.setFocus()
        else:
            self.overlay.focus_button()

    def action_groups(self) -> Mapping[str, Sequence[QAction]]:
        """Every action, for the key sheet."""
        return {_word("Template"): tuple(self.parts.actions_by_name.values())}

    # What a person does

    @Slot()
    def save(self) -> None:
        """Saves what is typed, or asks again what became of it."""
        if self._causes()[SAVE] is None:
            self.saving.save()

    @Slot()
    def try_out(self) -> None:
        """Opens the dialog that sends a test message of what is typed now."""
        account, form = self.presenter.account, self.saving.form
        asked = None if form is None else self.presenter.asked(form.values())
        if account is not None and asked is not None and self._causes()[TEST] is None:
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
        if self.saving.form is None:
            self._begin(detail)
        else:
            self._show()

    def show_failed(self, error: Exception) -> None:
        """Shows that the template could not be read, with a button that tries again."""
        text = self._desk.texts.report(error).text
        self.overlay.show_text(failed_text(" ".join(part for part in (text.what, text.next_step) if part)))
        self._stack.setCurrentWidget(self.overlay)

    def show_preview(self, preview: Preview) -> None:
        """Shows what the customer would read."""
        self.parts.preview.show_preview(preview)

    def show_no_preview(self, error: Exception) -> None:
        """Says why there is no newer preview."""
        self.parts.preview.show_failed(error)

    def show_newer(self, detail: TemplateDetail) -> None:
        """Takes in what somebody else saved, unless something is typed: then saving brings both together."""
        if not self.has_draft and not self.parts.buttons[SAVE].is_busy:
            self.presenter.saved(detail)
            self._begin(detail)

    def worked(self, command: TemplateCommand, detail: TemplateDetail) -> None:
        """Says that it was activated or withdrawn."""
        self._desk.toasts.say(worked_word(command).replace("{name}", detail.row.name))
        self._begin(detail)

    def show_refused(self, error: Exception) -> None:
        """Shows why a command was refused."""
        self.saving.show_failure(error)

    # Inside

    def _begin(self, detail: TemplateDetail) -> None:
        begun = self.presenter.begun
        if begun is not None:
            self.saving.begin(begun, detail, values_of(detail))
            self._show()

    def _show(self) -> None:
        begun, detail = self.presenter.begun, self.presenter.detail
        if begun is None:
            return
        told = [event_word(begun.event_type), template_channel_word(begun.channel)]
        if detail is not None:
            told.append(_word("used by {actions}").replace("{actions}", used_word(detail.row.used_by)))
            self.parts.chip.set_value(template_chip(detail.row.status))
        self.parts.chip.setVisible(detail is not None)
        self.parts.title.setText(self._title())
        self.parts.line.setText(" \u00b7 ".join(told))
        self._stack.setCurrentWidget(self.parts)
        self.renamed.emit(self._title())
        self._show_causes()
        self._ask_preview()

    def _title(self) -> str:
        detail = self.presenter.detail
        return _word("New template") if detail is None else detail.row.name

    def _causes(self) -> dict[str, str | None]:
        """Why each command is closed; None where it is open."""
        general = self._general_cause()
        clash = None if self.saving.conflict is None else _word("Pick a side for each field first.")
        return {
            SAVE: general or clash,
            TEST: general or self._against_sending(),
            ACCOUNT: None,
            ACTIVATE: general or self._against(ACTIVATE),
            WITHDRAW: general or self._against(WITHDRAW),
        }

    def _general_cause(self) -> str | None:
        if self._desk.shell.link is LinkState.LOST:
            return offline_text()
        if not self._desk.has(Power.EVENT_ADMIN):
            missing = RefusalInfo(code="E-POWER", values={"power": Power.EVENT_ADMIN.value})
            return cause_text(self._desk.texts, (missing,))
        return None

    def _against_sending(self) -> str | None:
        begun = self.presenter.begun
        if begun is not None and begun.channel is TemplateChannel.TEXT:
            return _word("Inside texts are not sent. Look at the preview.")
        return None if self.presenter.account else _word("Choose an account for the preview first.")

    def _against(self, name: str) -> str | None:
        detail = self.presenter.detail
        if detail is None:
            return _word("Save it first.")
        if self.has_draft:
            return _word("Save first: it is done to what is saved.")
        return cause_text(self._desk.texts, against(detail.row, name))

    def _show_causes(self) -> None:
        self.parts.show_causes(self._causes())

    def _work(self, command: TemplateCommand) -> None:
        if self._causes()[command.value] is None:
            self.presenter.work(command)

    def _arrange(self) -> None:
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.overlay)
        self._stack.addWidget(self.parts)
        self._rest.timeout.connect(self._ask_preview)
        self.overlay.button_pressed.connect(self.start)
        self.parts.preview.account_wanted.connect(self.choose_account)
        self.parts.preview.samples_wanted.connect(self._on_samples)
        self.saving.typed.connect(self._on_typed)
        self.saving.saved.connect(self._on_saved)
        self.saving.taken.connect(self._on_taken)
        self._show_causes()

    def _hear(self, news: FeedNews) -> None:
        self.presenter.hear(news)
        self._show_causes()

    @Slot()
    def _on_typed(self) -> None:
        self._rest.start()
        self._show_causes()

    @Slot(object)
    def _on_saved(self, detail: TemplateDetail) -> None:
        self.presenter.saved(detail)
        self._desk.toasts.say(_word("Saved {name}").replace("{name}", detail.row.name))
        self._begin(detail)

    @Slot(object)
    def _on_taken(self, detail: TemplateDetail) -> None:
        self.presenter.saved(detail)
        self._show()

    @Slot()
    def _ask_preview(self) -> None:
        if self.saving.form is not None:
            self.presenter.preview(self.saving.form.values())

    @Slot(object)
    def _on_account(self, hit: Hit) -> None:
        self._try_on(Account(hit.record_id, hit.title))

    @Slot()
    def _on_samples(self) -> None:
        self._try_on(None)

    def _try_on(self, account: Account | None) -> None:
        self.presenter.choose(account)
        self.parts.preview.show_account(account)
        self._show_causes()
        self._ask_preview()

    @Slot(object)
    def _on_tried(self, tried: Tried) -> None:
        said = _word("The test waits to be sent to {to}; the notification log shows what becomes of it")
        self._desk.toasts.say(said.replace("{to}", tried.to))

    @Slot()
    def _leave(self) -> None:
        self._may_leave = True
        self.closed.emit()

    @Slot()
    def _throw(self) -> None:
        self.saving.throw()
        self._leave()


def _word(text: str) -> str:
    return QCoreApplication.translate("TemplateEditor", text)
