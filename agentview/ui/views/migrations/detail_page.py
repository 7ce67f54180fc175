"""A migration for reading, with what may be done to it: withdraw, force complete (S-13)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from agentview.contract import migrations as contract
from agentview.contract.migrations import MigrationChanged, MigrationCommand, MigrationDetail, MigrationRef
from agentview.gateway.port import FeedNews, LinkState
from agentview.ui.failure_words import cause_text, offline_text
from agentview.ui.forms.sent_dialog import SentDialog
from agentview.ui.kit.action import ActionText, make_action, refuse_action
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.card import Card
from agentview.ui.kit.chip import Chip
from agentview.ui.kit.facts import FactList
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.kit.state_overlay import StateOverlay, StateText
from agentview.ui.kit.text import ElidedLabel
from agentview.ui.kit.timeline import Timeline
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.navigation import ACCOUNT, Desk, Target
from agentview.ui.views.migrations.detail_facts import events_of, migration_facts, package_chain, service_fact
from agentview.ui.views.migrations.force_dialog import ForceDialog
from agentview.ui.views.migrations.quote_lines import QuoteLines
from agentview.ui.views.migrations.withdraw_dialog import WithdrawNowDialog
from agentview.ui.views.migrations.words import joined, status_chip


class MigrationPage(QWidget):
    """Shows one migration. `renamed(reference)` once it is read."""

    renamed = Signal(str)

    def __init__(self, desk: Desk, order_id: int) -> None:
        """Reads at once."""
        super().__init__()
        self._desk, self.order_id = desk, order_id
        self.found: MigrationDetail | None = None
        self.dialog: SentDialog | None = None
        self.overlay = StateOverlay()
        self.head, self.chip = (
            ElidedLabel("", TypeRole.H1),
            Chip(status_chip(contract.MigrationStatus.INCOMPLETE)),
        )
        self.facts, self.chain, self.services, self.timeline = FactList(), FactList(), FactList(), Timeline()
        self.lines = QuoteLines(_word("Quote"))
        self.customer = Button(_word("Open customer"), icon_name="user")
        self.withdraw = Button(_word("Withdraw..."), ButtonKind.DANGER)
        self.force = Button(_word("Force complete..."), ButtonKind.DANGER)
        self._arrange()
        self.page_actions = (
            make_action(self, ActionText(_word("Refresh"), "F5", "refresh"), self.read),
            make_action(self, ActionText(_word("Withdraw..."), "Shift+X"), self._on_withdraw),
            make_action(self, ActionText(_word("Force complete..."), "Shift+F"), self._on_force),
        )
        for part in (self.facts, self.chain):
            part.opened.connect(self._on_fact)
        self.customer.pressed_once.connect(self._on_customer)
        self.withdraw.pressed_once.connect(self._on_withdraw)
        self.force.pressed_once.connect(self._on_force)
        self.overlay.button_pressed.connect(self.read)
        self._unsubscribe = desk.shell.on_news(self._hear)
        self.overlay.show_loading()
        self.read()

    def actions_of_page(self) -> tuple[QAction, ...]:
        """Every action of this page."""
        return self.page_actions

    def end(self) -> None:
        """Drops calls and hears of nothing any more."""
        if self.dialog is not None:
            self.dialog.reject()
        self._unsubscribe()
        self._desk.runner.drop(self)

    def take_focus(self) -> None:
        """Puts the focus on the first button."""
        self.customer.setFocus()

    def read(self) -> None:
        """Reads the migration again."""
        gateway, request = self._desk.gateway, MigrationRef(order_id=self.order_id)
        self._desk.runner.submit(
            lambda: gateway.call(contract.DETAIL, request), self._show, self._failed, self, newest="detail"
        )

    # Inside

    def _show(self, found: MigrationDetail) -> None:
        self.found = found
        self.renamed.emit(found.reference)
        self.head.setText(joined((found.reference, found.customer)))
        self.chip.set_value(status_chip(found.status))
        self.facts.set_facts(migration_facts(found))
        self.chain.set_facts(package_chain(found))
        self.services.set_facts([service_fact(one) for one in found.services])
        quote = found.quote
        self._quote_card.setVisible(quote is not None)
        if quote is not None:
            self.lines.show_lines(quote.lines, quote.currency, quote.total_cents)
        self.timeline.set_entries(events_of(found, self._desk.clock.now(), self._desk.zone))
        self._show_state()
        is_waited_for = self.hasFocus() or self.overlay.has_focus_inside()
        self._stack.setCurrentIndex(1)
        if is_waited_for:
            self.take_focus()

    def _failed(self, error: Exception) -> None:
        if self.found is not None:
            self._desk.shell.show_error(error)
            return
        text = self._desk.texts.report(error).text
        self.overlay.show_text(
            StateText(_word("The migration could not be read"), text.sentences, _word("Try again"))
        )

    def _cause(self, command: MigrationCommand) -> str | None:
        if self.found is None:
            return _word("The migration is still being read.")
        if self._desk.shell.link is LinkState.LOST:
            return offline_text()
        for state in self.found.commands:
            if state.command == command.value:
                return cause_text(self._desk.texts, state.refusals)
        return _word("This migration does not offer it.")

    def _show_state(self) -> None:
        _refresh, withdraw, force = self.page_actions
        for command, button, action in (
            (MigrationCommand.WITHDRAW, self.withdraw, withdraw),
            (MigrationCommand.FORCE_COMPLETE, self.force, force),
        ):
            cause = self._cause(command)
            button.set_refusal(cause)
            refuse_action(action, cause)

    def _hear(self, news: FeedNews) -> None:
        self._show_state()
        if news.is_gap or any(one.record_id == self.order_id for one in news.changes):
            self.read()

    def _on_fact(self, target: object) -> None:
        if isinstance(target, Target):
            self._desk.shell.open_target(target)

    def _on_customer(self) -> None:
        if self.found is not None:
            self._desk.shell.open_target(Target(ACCOUNT, self.found.account_id, self.found.customer))

    def _on_withdraw(self) -> None:
        if self.found is not None and self._may_ask(MigrationCommand.WITHDRAW):
            self._open(WithdrawNowDialog(self, self._desk, self.found))

    def _on_force(self) -> None:
        found = self.found
        if found is not None and found.quote is not None and self._may_ask(MigrationCommand.FORCE_COMPLETE):
            self._open(ForceDialog(self, self._desk, found, found.quote))

    def _may_ask(self, command: MigrationCommand) -> bool:
        return self.dialog is None and self._cause(command) is None

    def _open(self, dialog: SentDialog) -> None:
        self.dialog = dialog
        dialog.sent.connect(self._done)
        dialog.finished.connect(self._on_finished)
        dialog.open()

    def _on_finished(self) -> None:
        self.dialog = None

    def _done(self, answer: MigrationChanged) -> None:
        told = _word("{migration}: {status}").replace("{migration}", answer.reference)
        self._desk.toasts.say(told.replace("{status}", status_chip(answer.status).word))
        self.read()

    def _arrange(self) -> None:
        column, edge = ScrollColumn(_word("Migration")), look().px(12)
        for title, part in (
            (_word("Migration"), self.facts),
            (_word("Chain of packages"), self.chain),
            (_word("Services"), self.services),
            (_word("Quote"), self.lines),
            (_word("What happened"), self.timeline),
        ):
            card = Card(title, padding=12)
            card.body.addWidget(part)
            column.body.addWidget(card)
            if part is self.lines:
                self._quote_card = card
        whole = QWidget()
        page = QVBoxLayout(whole)
        page.setContentsMargins(edge, edge, edge, edge)
        page.setSpacing(look().px(8))
        page.addWidget(self.head)
        page.addWidget(FlowRow((self.chip, self.customer, self.withdraw, self.force)))
        page.addWidget(column, 1)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.overlay)
        self._stack.addWidget(whole)


def _word(text: str) -> str:
    return QCoreApplication.translate("MigrationPage", text)
