"""Why the rules would restrict an account, or why not: read, kept fresh, and drawn."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QStackedLayout, QWidget

from agentview.contract.feed import Change, Topic
from agentview.contract.suspension_candidates import WHY, Why, WhyRequest
from agentview.gateway.port import FeedNews
from agentview.ui.credit.why_part import WhyPart
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.kit.state_overlay import StateOverlay
from agentview.ui.lists.words import failed_text
from agentview.ui.navigation import Desk

TOPICS = frozenset({Topic.RULE_SET, Topic.RESTRICTION_CASE})
"""A change of these, or of the account itself, may change what the rules say."""


class WhyPane(QWidget):
    """Shows what the rules say of the account that was named last.

    `show_account` reads; `close_down` stops reading and hearing. It scrolls by itself.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Shows nothing before an account is named."""
        super().__init__(parent)
        self._desk = desk
        self._wanted: WhyRequest | None = None
        self.why: Why | None = None
        self.part = WhyPart(desk)
        self.column = ScrollColumn(QCoreApplication.translate("Why", "What the rules say"))
        self.column.body.addWidget(self.part)
        self.overlay = StateOverlay()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.overlay)
        self._stack.addWidget(self.column)
        self.overlay.button_pressed.connect(self.read)
        self._unsubscribe = desk.shell.on_news(self._hear)

    def show_account(self, account_id: int, rule_set_id: int | None = None) -> None:
        """Reads what the rules in force (or another rule set) say of an account, and shows it."""
        wanted = WhyRequest(account_id=account_id, rule_set_id=rule_set_id)
        if wanted != self._wanted:
            self._wanted, self.why = wanted, None
            self.overlay.show_loading()
            self._stack.setCurrentWidget(self.overlay)
        self.read()

    def read(self) -> None:
        """Reads it, perhaps again."""
        gateway, wanted = self._desk.gateway, self._wanted
        if wanted is not None:
            self._desk.runner.submit(
                lambda: gateway.call(WHY, wanted), self._on_read, self._on_failed, self, newest="why"
            )

    def close_down(self) -> None:
        """Stops reading and hearing; a second time does nothing."""
        self._unsubscribe()
        self._unsubscribe = _nothing
        self._desk.runner.drop(self)

    def _hear(self, news: FeedNews) -> None:
        if news.is_gap or any(self._concerns(change) for change in news.changes):
            self.read()

    def _concerns(self, change: Change) -> bool:
        wanted = self._wanted
        is_of_account = wanted is not None and change.record_id == wanted.account_id
        return change.topic in TOPICS or (change.topic is Topic.ACCOUNT and is_of_account)

    def _on_read(self, why: Why) -> None:
        self.why = why
        self.part.show_why(why)
        self._stack.setCurrentWidget(self.column)

    def _on_failed(self, error: Exception) -> None:
        text = self._desk.texts.report(error).text
        sentence = " ".join(part for part in (text.what, text.next_step) if part)
        self.overlay.show_text(failed_text(sentence))
        self._stack.setCurrentWidget(self.overlay)


def _nothing() -> None:
    """Stands where there is nothing left to end."""
