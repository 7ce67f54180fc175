"""One refused subscription beside the list: what failed, what can be done, and the log of all exchanges."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.network import (
    LOG,
    ErrorRow,
    LogEntry,
    NetworkBulkCommand,
    NetworkRef,
    ProvisioningLog,
)
from agentview.ui.failure_words import failure_banner
from agentview.ui.kit.appearance import look
from agentview.ui.kit.banner import Banner, BannerText
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.card import Card
from agentview.ui.kit.chip import Chip
from agentview.ui.kit.facts import Fact, FactList
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.kit.text import INK_SECOND, PlainLabel, heading
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.timeline import Timeline, TimelineEntry
from agentview.ui.kit.when import show_full, show_moment
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.navigation import Desk
from agentview.ui.views.orders.list_words import action_word, subscription_chip

RETRY, ABORT = NetworkBulkCommand.RETRY.value, NetworkBulkCommand.ABORT.value
CUSTOMER = "customer"


class ErrorDetail(QWidget):
    """`wanted(key)`: retry, abort, or the customer is to be shown."""

    wanted = Signal(str)

    def __init__(self, desk: Desk, times: ServerTime) -> None:
        """Shows no row yet."""
        super().__init__()
        translate = QCoreApplication.translate
        self._desk, self._times = desk, times
        self.row: ErrorRow | None = None
        self._title = heading("")
        self._chip = Chip(subscription_chip(""))
        self._banner = Banner()
        self._facts = FactList()
        self._log = Timeline()
        self._log_state = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.buttons = {
            RETRY: Button(translate("ErrorDetail", "Retry..."), ButtonKind.SECONDARY, icon_name="refresh"),
            ABORT: Button(translate("ErrorDetail", "Abort..."), ButtonKind.DANGER),
            CUSTOMER: Button(translate("ErrorDetail", "Open customer"), icon_name="user"),
        }
        for key, button in self.buttons.items():
            button.setProperty("key", key)
            button.pressed_once.connect(self._on_pressed)
        self._nothing = PlainLabel(
            translate("ErrorDetail", "Choose a line to see what the platform said."),
            ink=INK_SECOND,
            wrap=True,
        )
        self._card = Card()
        self._arrange()
        self.show_row(None)

    def show_row(self, row: ErrorRow | None) -> None:
        """Shows a row at once, and reads its log."""
        is_same = row is not None and self.row is not None and row.request_id == self.row.request_id
        self.row = row
        self._card.setVisible(row is not None)
        self._nothing.setVisible(row is None)
        if row is None:
            return
        self._title.setText(f"{row.subscription}  {row.service}")
        self._chip.set_value(subscription_chip(row.status))
        self._banner.show_texts([BannerText(Tone.BAD, row.error, row.code)])
        self._facts.set_facts(self._facts_of(row))
        if not is_same:
            self._log.set_entries([])
            self._log_state.setText(QCoreApplication.translate("ErrorDetail", "Reading the log..."))
            self._log_state.show()
        self.read()

    @Slot()
    def read(self) -> None:
        """Reads the log of the row that is shown."""
        row = self.row
        if row is None:
            return
        gateway, wanted = self._desk.gateway, NetworkRef(request_id=row.request_id)
        self._desk.runner.submit(
            lambda: gateway.call(LOG, wanted), self._on_log, self._on_failed, self, newest="log"
        )

    def show_refusals(self, cause: Callable[[str], str | None]) -> None:
        """Closes the buttons whose command is refused, with the cause."""
        for key in (RETRY, ABORT):
            self.buttons[key].set_refusal(cause(key))

    def close_down(self) -> None:
        """Hears no answer any more."""
        self._desk.runner.drop(self)

    # Inside

    def _arrange(self) -> None:
        scroll = ScrollColumn(QCoreApplication.translate("ErrorDetail", "Provisioning error"))
        self._title.setWordWrap(True)
        body = self._card.body
        body.addWidget(self._title)
        body.addWidget(FlowRow([self._chip]))
        body.addWidget(self._banner)
        body.addWidget(FlowRow(self.buttons.values()))
        body.addWidget(self._facts)
        body.addWidget(heading(QCoreApplication.translate("ErrorDetail", "Provisioning log")))
        body.addWidget(self._log_state)
        body.addWidget(self._log)
        scroll.body.addWidget(self._nothing)
        scroll.body.addWidget(self._card)
        column = QVBoxLayout(self)
        column.setContentsMargins(look().px(4), 0, 0, 0)
        column.addWidget(scroll)

    def _facts_of(self, row: ErrorRow) -> tuple[Fact, ...]:
        translate = QCoreApplication.translate
        return (
            Fact(translate("ErrorDetail", "Customer"), row.customer),
            Fact(translate("ErrorDetail", "Account"), row.account_no, can_copy=True),
            Fact(translate("ErrorDetail", "Identifier"), row.identifier or "", can_copy=True),
            Fact(translate("ErrorDetail", "Asked for"), action_word(row.action)),
            Fact(translate("ErrorDetail", "Request"), row.request, can_copy=True),
            Fact(translate("ErrorDetail", "Attempt"), str(row.attempt_no)),
            Fact(translate("ErrorDetail", "Since"), show_full(row.since, self._desk.zone)),
        )

    def _on_log(self, log: ProvisioningLog) -> None:
        if self.row is None or log.request_id != self.row.request_id:
            return
        self._log_state.hide()
        self._log.set_entries([self._entry(one) for one in log.entries])

    def _on_failed(self, error: Exception) -> None:
        text = self._desk.texts.report(error).text
        self._log_state.setText(" ".join(part for part in (text.what, text.next_step) if part))
        self._log_state.show()
        if self.row is not None and not self._log_state.text():
            self._banner.show_texts([failure_banner(self._desk.texts, error)])

    def _entry(self, one: LogEntry) -> TimelineEntry:
        translate = QCoreApplication.translate
        tone, word = {
            "DONE": (Tone.SUCCESS, translate("ErrorDetail", "Carried out")),
            "REFUSED": (Tone.BAD, translate("ErrorDetail", "Refused")),
            "UNKNOWN": (Tone.WARNING, translate("ErrorDetail", "No answer")),
            "NOT_KNOWN": (Tone.INFO, translate("ErrorDetail", "Never received: sent again")),
        }.get(one.outcome, (Tone.NEUTRAL, one.outcome))
        attempt = translate("ErrorDetail", "attempt {number}").replace("{number}", str(one.attempt_no))
        when = show_moment(one.at, self._times.now(), self._desk.zone)
        return TimelineEntry(tone, word, attempt, when, "", one.text, show_full(one.at, self._desk.zone))

    @Slot()
    def _on_pressed(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.wanted.emit(str(sender.property("key")))
