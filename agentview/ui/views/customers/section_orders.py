"""The orders of a customer, of every kind, newest first; an incomplete one goes on where it was left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.customers import (
    ORDERS,
    CustomerOrder,
    CustomerOrdersRequest,
    RequestKind,
)
from agentview.gateway.port import Gateway
from agentview.ui.kit.action import ActionText, make_action, refuse_action
from agentview.ui.kit.appearance import look
from agentview.ui.kit.column import Column, Kind
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.kit.when import show_day, show_moment
from agentview.ui.navigation import TASK, Target, order_target
from agentview.ui.views.customers.older_list import OlderList, OlderSpec
from agentview.ui.views.customers.older_section import OlderSection
from agentview.ui.views.customers.older_source import Older, Token
from agentview.ui.views.customers.order_words import is_incomplete, longest_status, order_chip, type_word
from agentview.ui.views.customers.section import PageContext, PageSection


class OrdersSection(OlderSection[CustomerOrder]):
    """A `Section`."""

    def __init__(self, page: PageContext) -> None:
        """Reads when it is first shown a customer."""
        self._page = page
        self.widget = QWidget()
        self.hint = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.list = OlderList(page.desk, self._spec())
        translate = QCoreApplication.translate
        self._actions = {
            "open": make_action(
                self.list.table,
                ActionText(
                    translate("CustomerOrder", "Open or resume order"),
                    "R",
                    "arrow-right",
                    translate("CustomerOrder", "Open the order; an incomplete one goes on where it was left"),
                ),
                self.open_order,
            ),
            "task": make_action(
                self.list.table,
                ActionText(translate("CustomerOrder", "Show provisioning task"), "P", "inbox"),
                self.open_task,
            ),
        }
        column = QVBoxLayout(self.widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(6))
        column.addWidget(self.list.panel, 1)
        column.addWidget(self.hint)
        self.list.table.row_opened.connect(self._on_opened)
        self.list.table.current_changed.connect(self._on_current)
        self._show_current()

    def actions(self) -> Sequence[QAction]:
        """Opening the order, and its task."""
        return tuple(self._actions.values())

    def open_order(self) -> None:
        """Opens the chosen order, or the task of a cancel request."""
        row = self.current()
        if row is None:
            return
        if row.kind is RequestKind.ORDER:
            self._page.desk.shell.open_target(order_target(row.record_id, row.reference))
        else:
            self.open_task()

    def open_task(self) -> None:
        """Shows the open task of the chosen order in the queue."""
        row = self.current()
        if row is not None and row.task_id is not None:
            self._page.desk.shell.open_target(Target(TASK, row.task_id, row.task_reference))

    def _on_opened(self, _row: object) -> None:
        self.open_order()

    def _on_current(self, _row: object) -> None:
        self._show_current()

    def _show_current(self) -> None:
        row = self.current()
        translate = QCoreApplication.translate
        none = translate("CustomerOrder", "Choose an order first.")
        no_task = translate("CustomerOrder", "No task of it is open.")
        refuse_action(self._actions["open"], none if row is None else None)
        has_task = row is not None and row.task_id is not None
        refuse_action(self._actions["task"], None if has_task else none if row is None else no_task)
        text = ""
        if row is not None and row.halt_reason:
            text = translate("CustomerOrder", "Halted: {reason}").replace("{reason}", row.halt_reason)
        elif row is not None and is_incomplete(row):
            text = translate("CustomerOrder", "Incomplete: press Enter to go on with it.")
        self.hint.setText(text)
        self.hint.setVisible(bool(text))

    def _spec(self) -> OlderSpec[CustomerOrder]:
        return OlderSpec(
            QCoreApplication.translate("CustomerOrder", "Orders"),
            self._columns(),
            lambda row: row.reference,
            lambda row: row.reference,
            self._read,
            _sentence,
            _empty,
        )

    def _read(self, gateway: Gateway, before: Token | None, limit: int) -> Older[CustomerOrder]:
        request = CustomerOrdersRequest(
            account_id=self._page.presenter.account_id, after=str(before or ""), limit=limit
        )
        answer = gateway.call(ORDERS, request)
        return Older(answer.orders, answer.has_older)

    def _columns(self) -> tuple[Column[CustomerOrder], ...]:
        times, zone = self._page.times, self._page.desk.zone
        return (
            Column(
                "reference",
                lambda: _word("Order"),
                lambda row: row.reference,
                Kind.ID,
                sample=lambda: "PO-1048299",
            ),
            Column("type", lambda: _word("Type"), type_word, sample=lambda: _word("Change of ownership")),
            Column(
                "plan", lambda: _word("Package"), lambda row: row.plan, stretch=True, tip=lambda row: row.plan
            ),
            Column(
                "status",
                lambda: _word("Status"),
                lambda row: order_chip(row).word,
                Kind.CHIP,
                mark=order_chip,
                sample=longest_status,
            ),
            Column(
                "requested",
                lambda: _word("Requested"),
                lambda row: show_day(row.requested_on),
                sample=lambda: "28 Mar 2026",
                gives_way=3,
            ),
            Column(
                "at",
                lambda: _word("When"),
                lambda row: show_moment(row.at, times.now(), zone),
                sample=lambda: "28 Mar 2025 14:02",
                gives_way=1,
            ),
            Column(
                "by", lambda: _word("By"), lambda row: row.by, sample=lambda: "Margaret Chen", gives_way=2
            ),
            Column(
                "task",
                lambda: _word("Open task"),
                lambda row: row.task_reference,
                Kind.ID,
                strong=False,
                sample=lambda: "PO-1048299/1",
                gives_way=4,
            ),
        )


def _word(text: str) -> str:
    return QCoreApplication.translate("CustomerOrder", text)


def _sentence(row: CustomerOrder) -> str:
    chip = order_chip(row)
    return ", ".join(part for part in (row.reference, type_word(row), row.plan, chip.spoken) if part)


def _empty() -> StateText:
    return StateText(_word("No orders yet"), _word("A new order (Ctrl+N) appears here once it is begun."))


ORDERS_SECTION = PageSection("orders", lambda: _word("Orders"), OrdersSection)
