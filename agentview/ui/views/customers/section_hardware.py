"""The hardware orders of a customer, newest first; one opens on its own page, and a new one begins here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.customers import CustomerCommand, CustomerDetail
from agentview.contract.feed import Topic
from agentview.contract.hardware_list import FIND, HardwareFilter, HardwareRequest, HardwareRow, HardwareView
from agentview.core.money import Money
from agentview.gateway.port import FeedNews, Gateway, LinkState
from agentview.ui.failure_words import cause_text, offline_text
from agentview.ui.kit.action import ActionText, make_action, refuse_action, tip_with_key
from agentview.ui.kit.amount import money_text
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.column import Column, Kind
from agentview.ui.kit.facts import NO_VALUE
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.when import show_full, show_moment
from agentview.ui.navigation import HARDWARE_ORDER, Target
from agentview.ui.texts.hardware import (
    fraud_chip,
    hardware_chip,
    longest_fraud,
    longest_hardware_status,
)
from agentview.ui.views.customers.older_list import OlderList, OlderSpec
from agentview.ui.views.customers.older_section import OlderSection
from agentview.ui.views.customers.older_source import Older, Token
from agentview.ui.views.customers.section import PageContext, PageSection

KEY = "Ctrl+Shift+H"


class HardwareSection(OlderSection[HardwareRow]):
    """A `Section`."""

    def __init__(self, page: PageContext) -> None:
        """Reads when it is first shown a customer."""
        self._page = page
        self._tokens: dict[int, str] = {}
        self.widget = QWidget()
        self.list = OlderList(page.desk, self._spec())
        table = self.list.table
        self._actions = {
            "open": make_action(
                table, ActionText(_word("Open hardware order"), "R", "arrow-right"), self.open_order
            ),
            "copy": make_action(table, ActionText(_word("Copy order number"), "N", "copy"), self.copy_number),
        }
        word = _word("New hardware order")
        self.new = Button(word, tip=tip_with_key(word, KEY), icon_name="box")
        self.new.pressed_once.connect(page.commands.new_hardware_order)
        column = QVBoxLayout(self.widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(6))
        column.addWidget(self.list.panel, 1)
        column.addWidget(FlowRow((self.new,)))
        table.row_opened.connect(self._on_opened)
        table.current_changed.connect(self._on_current)
        self._show_current()

    def actions(self) -> Sequence[QAction]:
        """Opening the order, and copying its number."""
        return tuple(self._actions.values())

    def show_customer(self, customer: CustomerDetail) -> None:
        """Reads the list, again if it is shown already."""
        super().show_customer(customer)
        self._show_state()

    def hear(self, news: FeedNews) -> None:
        """Reads again what changed, and closes the button while the services do not answer."""
        self._show_state()
        if any(change.topic is Topic.HARDWARE_ORDER for change in news.changes):
            self.list.start_or_refresh()

    def open_order(self) -> None:
        """Opens the chosen order."""
        row = self.current()
        if row is not None:
            self._page.desk.shell.open_target(Target(HARDWARE_ORDER, row.order_id, row.reference))

    def copy_number(self) -> None:
        """Puts the number of the chosen order on the clipboard."""
        row = self.current()
        if row is not None:
            self._page.desk.shell.copy_text(row.reference)

    # Inside

    def _on_opened(self, _row: object) -> None:
        self.open_order()

    def _on_current(self, _row: object) -> None:
        self._show_current()

    def _show_current(self) -> None:
        none = _word("Choose an order first.") if self.current() is None else None
        for action in self._actions.values():
            refuse_action(action, none)

    def _show_state(self) -> None:
        desk = self._page.desk
        cause = offline_text() if desk.shell.link is LinkState.LOST else None
        refusals = self._page.presenter.refusals(CustomerCommand.NEW_HARDWARE_ORDER)
        self.new.set_refusal(cause or cause_text(desk.texts, refusals))

    def _spec(self) -> OlderSpec[HardwareRow]:
        return OlderSpec(
            _word("Hardware orders"),
            self._columns(),
            lambda row: row.order_id,
            lambda row: self._tokens[row.order_id],
            self._read,
            _sentence,
            _empty,
        )

    def _read(self, gateway: Gateway, before: Token | None, limit: int) -> Older[HardwareRow]:
        wanted = HardwareFilter(view=HardwareView.ALL, account_id=self._page.presenter.account_id)
        after = str(before) if before is not None else None
        page = gateway.call(FIND, HardwareRequest(filter=wanted, after=after, limit=limit))
        has_older = page.last is not None and len(page.rows) == limit
        if page.last is not None and page.rows:
            self._tokens[page.rows[-1].order_id] = page.last
        return Older(page.rows, has_older)

    def _columns(self) -> tuple[Column[HardwareRow], ...]:
        times, zone = self._page.times, self._page.desk.zone
        return (
            Column(
                "reference",
                lambda: _word("Order no"),
                lambda row: row.reference,
                Kind.ID,
                sample=lambda: "HO-1048299",
            ),
            Column(
                "status",
                lambda: _word("Status"),
                lambda row: hardware_chip(row.status).word,
                Kind.CHIP,
                mark=lambda row: hardware_chip(row.status),
                sample=longest_hardware_status,
                tip=lambda row: hardware_chip(row.status).sentence,
            ),
            Column(
                "fraud",
                lambda: _word("Fraud"),
                lambda row: fraud_chip(row.fraud).word,
                Kind.CHIP,
                mark=lambda row: fraud_chip(row.fraud),
                sample=longest_fraud,
                tip=lambda row: fraud_chip(row.fraud).sentence,
                gives_way=2,
            ),
            Column(
                "lines",
                lambda: _word("Lines"),
                lambda row: str(row.line_count),
                Kind.NUMBER,
                strong=False,
                sample=lambda: "500",
                gives_way=4,
            ),
            Column(
                "total",
                lambda: _word("Total"),
                lambda row: money_text(Money(row.total_cents, row.currency)),
                Kind.NUMBER,
                sample=lambda: money_text(Money(1_234_500, "AUD")),
            ),
            Column(
                "delivery",
                lambda: _word("Delivery name"),
                lambda row: row.delivery_name or NO_VALUE,
                strong=False,
                stretch=True,
                sample=lambda: "Marlow Dental Group",
            ),
            Column(
                "by",
                lambda: _word("Created by"),
                lambda row: row.created_by,
                strong=False,
                sample=lambda: "Margaret Chen",
                gives_way=3,
            ),
            Column(
                "updated",
                lambda: _word("Updated"),
                lambda row: show_moment(row.changed_at, times.now(), zone),
                strong=False,
                sample=lambda: "28 Mar 2025 14:02",
                tip=lambda row: show_full(row.changed_at, zone),
                gives_way=1,
            ),
        )


def _sentence(row: HardwareRow) -> str:
    return f"{row.reference}, {hardware_chip(row.status).spoken}, {fraud_chip(row.fraud).spoken}"


def _empty() -> StateText:
    key = tip_with_key("", KEY).strip()
    text = _word("A new hardware order {key} appears here once it is begun.")
    return StateText(_word("No hardware orders yet"), text.replace("{key}", key))


def _word(text: str) -> str:
    return QCoreApplication.translate("CustomerHardware", text)


HARDWARE_SECTION = PageSection(
    "hardware",
    lambda: _word("Hardware"),
    HardwareSection,
    lambda customer: customer.counts.open_hardware or None,
)
