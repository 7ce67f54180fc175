"""The notification log: messages to customers, the stored copy beside them, resend (S-27)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Slot

from agentview.contract.notifications import (
    NOTIFICATION,
    RESEND,
    NotificationActed,
    NotificationAt,
    NotificationCommand,
    NotificationCopy,
    NotificationFilter,
    NotificationRef,
    NotificationRow,
    NotificationView,
)
from agentview.contract.value import CommandState, RefusalInfo
from agentview.gateway.port import Gateway
from agentview.ui.failure_words import cause_text
from agentview.ui.forms.record_dialog import AskDialog
from agentview.ui.kit.banner import Banner
from agentview.ui.kit.button import IconButton
from agentview.ui.kit.card import Card, row
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.facts import FactList
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.text import INK_SECOND, ElidedLabel, PlainLabel, heading
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.lists.record_command import RecordCommand
from agentview.ui.lists.record_pane import RecordPane
from agentview.ui.navigation import ACCOUNT, Desk, Target
from agentview.ui.navigation import NOTIFICATION as MESSAGE
from agentview.ui.views.events.log_facts import banner_of, facts_of, line_of, proof_of, title_of
from agentview.ui.views.events.log_list import log_spec
from agentview.ui.views.events.words import event_word, message_chip

OPEN, SEND, COPY = "open_customer", NotificationCommand.RESEND.value, "copy_text"


class LogPane(RecordPane[NotificationFilter, NotificationRow, NotificationCopy]):
    """Messages, newest first. Enter opens the customer, R sends the chosen one again."""

    power = None

    def __init__(self, desk: Desk, account_id: int | None = None) -> None:
        """Reads nothing before `start`; with an account it lists the messages to that customer alone."""
        nothing = StateText(
            _word("No message chosen"),
            _word("Choose one in the list to read it word for word, and what became of it."),
        )
        self.banner = Banner()
        self.copy = Card(padding=12)
        self.subject = PlainLabel("", TypeRole.STRONG, wrap=True, selectable=True)
        self.text = PlainLabel("", wrap=True, selectable=True)
        self.proof = FactList()
        self.message_id = ElidedLabel("")
        self.copy_id = IconButton("copy", _word("Copy message id"))
        super().__init__(desk, log_spec(desk, account_id), _commands(is_alone=account_id is None), nothing)
        self._arrange_copy()
        self.side.facts.opened.connect(self._on_fact)
        self.copy_id.pressed_once.connect(self._on_copy_id)

    def show_message(self, notification_id: int) -> None:
        """Shows a message, whether it is in the list or not."""
        self.list.select(notification_id)
        self.presenter.choose(notification_id)

    def take_focus(self) -> None:
        """Puts the focus on the list."""
        self.list.table.setFocus()

    # What a RecordPane asks

    def _read(self, gateway: Gateway, record_id: int) -> NotificationCopy:
        return gateway.call(NOTIFICATION, NotificationRef(notification_id=record_id))

    def _shown(self, detail: NotificationCopy) -> None:
        zone = self._desk.zone
        chip = message_chip(detail.row.status)
        self.side.show_record(title_of(detail), line_of(detail), facts_of(detail, zone), chip)
        self.banner.show_texts([banner_of(detail)])
        self.subject.setText(detail.subject)
        self.subject.setVisible(bool(detail.subject))
        self.text.setText(detail.body)
        self.proof.set_facts(proof_of(detail, zone))
        self.message_id.setText(detail.message_id)
        self.list.presenter.update(detail.row)

    def _runs(self) -> dict[str, Callable[[], None]]:
        return {OPEN: self._open, SEND: self._send, COPY: self._copy}

    def _cause_of(self, name: str) -> str | None:
        detail = self.presenter.detail
        if detail is None or name != SEND:
            return None
        return cause_text(self._desk.texts, _against(detail.commands, name))

    def show_view(self, view: str) -> None:
        """Show one view of the log: those not sent, say."""
        self.list.presenter.choose_view(view)

    @Slot()
    def _on_empty(self) -> None:
        self.list.presenter.choose_view(NotificationView.ALL.value)

    # What is done

    def _open(self) -> None:
        detail = self.presenter.detail
        if detail is not None:
            about = detail.row
            self._desk.shell.open_target(Target(ACCOUNT, about.account_id, about.customer))

    def _copy(self) -> None:
        detail = self.presenter.detail
        if detail is not None:
            self._desk.shell.copy_text("\n\n".join(part for part in (detail.subject, detail.body) if part))

    def _send(self) -> None:
        detail = self.presenter.detail
        if detail is None:
            return
        about = detail.row
        text = DialogText(
            _word("Send this message again?"),
            _word("Send again"),
            _word("Leave it"),
            _word("Queueing..."),
            _word(
                "A copy of {event} goes to {to} word for word as it is stored, in a new line of the log. "
                "Preferences and quiet hours hold for it too."
            )
            .replace("{event}", event_word(about.event_type))
            .replace("{to}", about.to or about.customer),
        )
        at = NotificationAt(notification_id=about.notification_id, version=about.version)
        dialog = AskDialog(self, self._desk, text, (RESEND, at))
        dialog.sent.connect(self._on_sent)
        dialog.open()

    @Slot(object)
    def _on_sent(self, acted: NotificationActed) -> None:
        said = _word("The message waits to be sent again")
        if acted.reason is not None:
            said = _word("The message could not be queued; its line says why")
        self._desk.toasts.say(said)
        self.list.presenter.reload()
        self.show_message(acted.notification_id)

    @Slot()
    def _on_copy_id(self) -> None:
        self._desk.shell.copy_text(self.message_id.text())

    @Slot(object)
    def _on_fact(self, target: object) -> None:
        if isinstance(target, Target) and target.kind == MESSAGE:
            self.show_message(target.record_id)

    # Inside

    def _arrange_copy(self) -> None:
        column = self.side.sections.body
        column.insertWidget(0, self.banner)
        column.addWidget(heading(_word("Stored copy")))
        self.copy.body.addWidget(self.subject)
        self.copy.body.addWidget(self.text)
        column.addWidget(self.copy)
        column.addWidget(heading(_word("Attempts and proof")))
        column.addWidget(self.proof)
        # A long word without a place to break: it is elided, or the detail would take the room of the list.
        column.addLayout(row(PlainLabel(_word("Message id"), ink=INK_SECOND), self.message_id, self.copy_id))


def _commands(*, is_alone: bool) -> tuple[RecordCommand, ...]:
    send = RecordCommand(SEND, lambda: _word("Send again"), "R", "refresh")
    copy = RecordCommand(COPY, lambda: _word("Copy text"), "T", "copy")
    opens = RecordCommand(OPEN, lambda: _word("Open customer"), "O", "user")
    return (opens, send, copy) if is_alone else (send, copy)


def _against(commands: tuple[CommandState, ...], name: str) -> tuple[RefusalInfo, ...]:
    return next((one.refusals for one in commands if one.command == name), ())


def _word(text: str) -> str:
    return QCoreApplication.translate("NotificationLog", text)
