"""The templates: the list, the text of the chosen one, and what is done to it without its editor."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal, Slot

from agentview.contract.event_templates import (
    ACTIVATE,
    DELETE,
    TEMPLATE,
    WITHDRAW,
    TemplateAt,
    TemplateCommand,
    TemplateDetail,
    TemplateFilter,
    TemplateRef,
    TemplateRow,
)
from agentview.contract.value import RefusalInfo
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.failure_words import cause_text
from agentview.ui.forms.record_dialog import AskDialog
from agentview.ui.kit.banner import Banner, BannerText
from agentview.ui.kit.card import Card
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.text import PlainLabel, heading
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.lists.record_command import RecordCommand
from agentview.ui.lists.record_pane import RecordPane
from agentview.ui.navigation import Desk
from agentview.ui.sending import Sending, new_key
from agentview.ui.views.events.begin_dialog import BeginDialog
from agentview.ui.views.events.template_list import TEMPLATE_SPEC
from agentview.ui.views.events.words import event_word, template_channel_word, template_chip

OPEN, CREATE = "open", "create"
_WORKS = {TemplateCommand.ACTIVATE.value: ACTIVATE, TemplateCommand.WITHDRAW.value: WITHDRAW}


class TemplatesPane(RecordPane[TemplateFilter, TemplateRow, TemplateDetail]):
    """Enter opens the chosen one in its editor: `wanted(id, name)`; `new_wanted(Begun)` begins one."""

    wanted = Signal(int, str)
    new_wanted = Signal(object)
    power = Power.EVENT_ADMIN

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        nothing = StateText(
            _word("No template chosen"), _word("Choose one in the list to read what it says.")
        )
        self.banner = Banner()
        self.card = Card(padding=12)
        self.subject = PlainLabel("", TypeRole.STRONG, wrap=True, selectable=True)
        self.text = PlainLabel("", wrap=True, selectable=True)
        super().__init__(desk, TEMPLATE_SPEC, _commands(), nothing)
        column = self.side.sections.body
        column.insertWidget(0, self.banner)
        column.addWidget(heading(_word("Text")))
        self.card.body.addWidget(self.subject)
        self.card.body.addWidget(self.text)
        column.addWidget(self.card)

    def take_focus(self) -> None:
        """Puts the focus on the list."""
        self.list.table.setFocus()

    # What a RecordPane asks

    def _read(self, gateway: Gateway, record_id: int) -> TemplateDetail:
        return gateway.call(TEMPLATE, TemplateRef(template_id=record_id))

    def _shown(self, detail: TemplateDetail) -> None:
        row, fields = detail.row, detail.fields
        facts = (
            Fact(_word("Channel"), template_channel_word(row.channel)),
            Fact(_word("From"), fields.from_address or _word("as in the delivery settings")),
            Fact(_word("Used by"), used_word(row.used_by)),
        )
        self.side.show_record(fields.name, event_word(row.event_type), facts, template_chip(row.status))
        self.banner.show_texts(self._warnings(detail))
        self.subject.setText(fields.subject)
        self.subject.setVisible(bool(fields.subject))
        self.text.setText(fields.body)
        self.list.presenter.update(row)

    def _runs(self) -> dict[str, Callable[[], None]]:
        return {
            OPEN: self._open,
            TemplateCommand.ACTIVATE.value: partial(self._work, TemplateCommand.ACTIVATE),
            TemplateCommand.WITHDRAW.value: partial(self._work, TemplateCommand.WITHDRAW),
            TemplateCommand.DELETE.value: self._delete,
            CREATE: self._create,
        }

    def _cause_of(self, name: str) -> str | None:
        detail = self.presenter.detail
        if detail is None or name in (OPEN, CREATE):
            return None
        return cause_text(self._desk.texts, against(detail.row, name))

    # What is done

    def _open(self) -> None:
        detail = self.presenter.detail
        if detail is not None:
            self.wanted.emit(detail.row.template_id, detail.row.name)

    def _create(self) -> None:
        dialog = BeginDialog(self, self.list.presenter.query.filter)
        dialog.begun.connect(self.new_wanted)
        dialog.open()

    def _work(self, command: TemplateCommand) -> None:
        detail = self.presenter.detail
        if detail is None:
            return
        at = TemplateAt(template_id=detail.row.template_id, version=detail.row.version)
        Sending(_WORKS[command.value], at, new_key()).send(
            self._desk, partial(self._on_worked, command), self._on_failed, self
        )

    def _delete(self) -> None:
        detail = self.presenter.detail
        if detail is None:
            return
        text = DialogText(
            _word("Delete {name}?").replace("{name}", detail.row.name),
            _word("Delete template"),
            _word("Keep template"),
            _word("Deleting..."),
            _word("No message was written from it, and no action has it."),
            is_dangerous=True,
        )
        at = TemplateAt(template_id=detail.row.template_id, version=detail.row.version)
        dialog = AskDialog(self, self._desk, text, (DELETE, at))
        dialog.sent.connect(self._on_deleted)
        dialog.open()

    def _on_worked(self, command: TemplateCommand, detail: TemplateDetail) -> None:
        self._desk.toasts.say(worked_word(command).replace("{name}", detail.row.name))
        self.list.presenter.update(detail.row)
        self.presenter.read()

    def _on_failed(self, error: Exception) -> None:
        self._desk.shell.show_error(error)
        self.presenter.read()

    @Slot(object)
    def _on_deleted(self, _gone: object) -> None:
        self._desk.toasts.say(_word("The template is deleted"))
        self.presenter.choose(None)
        self.list.presenter.reload()

    def _warnings(self, detail: TemplateDetail) -> list[BannerText]:
        return [
            BannerText(Tone.WARNING, self._desk.texts.refusal(one.refusal()).what) for one in detail.warnings
        ]


def used_word(used_by: int) -> str:
    """How many actions have a template."""
    if used_by == 0:
        return _word("no action")
    return (
        _word("1 action")
        if used_by == 1
        else _word("{count} actions").replace("{count}", count_text(used_by))
    )


def worked_word(command: TemplateCommand) -> str:
    """What is said when a template was activated or withdrawn."""
    if command is TemplateCommand.ACTIVATE:
        return _word("{name} is active")
    return _word("{name} is a draft again")


def against(row: TemplateRow, command: str) -> tuple[RefusalInfo, ...]:
    """The reasons against a command of a template."""
    return next((one.refusals for one in row.commands if one.command == command), ())


def _commands() -> tuple[RecordCommand, ...]:
    return (
        RecordCommand(OPEN, lambda: _word("Open editor"), "O", "edit"),
        RecordCommand(TemplateCommand.ACTIVATE.value, lambda: _word("Activate"), "A", "check"),
        RecordCommand(TemplateCommand.WITHDRAW.value, lambda: _word("Back to draft"), "B", "undo"),
        RecordCommand(TemplateCommand.DELETE.value, lambda: _word("Delete"), "D", "trash", is_dangerous=True),
        RecordCommand(CREATE, lambda: _word("New template"), "N", "plus", needs_record=False),
    )


def _word(text: str) -> str:
    return QCoreApplication.translate("EventTemplates", text)
