"""The cards of what was done to an order, and of what its stock checks found (S-18)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout

from agentview.contract.hardware_orders import OrderBatch
from agentview.contract.stock import StockCheckRow
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.card import Card, row
from agentview.ui.kit.column import Column, Kind
from agentview.ui.kit.facts import NO_VALUE
from agentview.ui.kit.list_panel import ListPanel
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.memory_source import MemorySource
from agentview.ui.kit.paged_model import PagedTableModel
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.table import TableView
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.kit.timeline import Timeline
from agentview.ui.kit.when import show_full, show_moment
from agentview.ui.navigation import Desk, Target
from agentview.ui.texts.stock_result import longest_stock_result, stock_chip
from agentview.ui.views.hardware.order_history import shown_history
from agentview.ui.views.hardware.order_past import OrderPast

MOST_SHOWN = 8
"""More stock checks than these scroll inside the table."""


class HistoryCard(Card):
    """`older_wanted` asks for entries from before, `again_wanted` to read once more after a failure."""

    older_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        """Shows nothing yet."""
        super().__init__(_word("What happened"), padding=12)
        self._desk = desk
        self.timeline = Timeline()
        self.failed = PlainLabel("", ink=INK_SECOND, wrap=True, selectable=True)
        self.again = Button(_word("Try again"))
        self.older = Button(_word("Show older"), ButtonKind.QUIET, tip=_word("Show what happened before"))
        self.body.addWidget(self.failed)
        for button in (self.again, self.older):
            button.hide()
        self.body.addLayout(_leading(self.again))
        self.body.addWidget(self.timeline)
        self.body.addLayout(_leading(self.older))
        self.body.addStretch(1)
        self.failed.hide()
        self.timeline.opened.connect(self._on_opened)
        self.again.pressed_once.connect(self.again_wanted)
        self.older.pressed_once.connect(self.older_wanted)

    def show_past(self, past: OrderPast, batches: Sequence[OrderBatch]) -> None:
        """Shows what was read; what could not be read is said above what is known."""
        self.timeline.set_entries(shown_history(self._desk, past.entries, batches, has_older=past.has_older))
        self.older.setVisible(past.has_older)
        self.again.setVisible(past.failure is not None)
        self.failed.setVisible(past.failure is not None)
        if past.failure is not None:
            told = _word("What happened could not be read. {why}")
            why = self._desk.texts.report(past.failure).text.sentences
            self.failed.setText(told.replace("{why}", why))

    def _on_opened(self, target: object) -> None:
        if isinstance(target, Target):
            self._desk.shell.open_target(target)


class ChecksCard(Card):
    """What warehouses said of the order's products each time that they were asked; hidden where never."""

    def __init__(self, desk: Desk) -> None:
        """Shows nothing yet."""
        super().__init__(_word("Stock checks"), padding=12)
        self._desk = desk
        self.source: MemorySource[StockCheckRow] = MemorySource()
        self.model: PagedTableModel[StockCheckRow] = PagedTableModel(
            _columns(desk),
            row_id=lambda check: check.stock_check_id,
            source=self.source,
            parent=self,
            summary=_sentence,
        )
        self.source.attach(self.model)
        self.table = TableView(self.model, _word("Stock checks of the order"))
        self.panel = ListPanel(self.table, _nothing, _nothing)
        self.more = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.body.addWidget(self.panel)
        self.body.addWidget(self.more)
        self.hide()

    def show_past(self, past: OrderPast) -> None:
        """Shows the checks, newest first; a failure is said in their place."""
        checks = past.checks
        self.source.show(checks, [check.stock_check_id for check in checks])
        rows = min(max(len(checks), 1), MOST_SHOWN)
        self.panel.setFixedHeight((rows + 1) * look().row_height + look().px(10))
        self.panel.setVisible(bool(checks))
        told = _word("Only the newest are shown.") if past.has_older_checks else ""
        if past.checks_failure is not None:
            why = self._desk.texts.report(past.checks_failure).text.sentences
            told = _word("The stock checks could not be read. {why}").replace("{why}", why)
        self.more.setText(told)
        self.more.setVisible(bool(told))
        self.setVisible(bool(checks or told))


def _columns(desk: Desk) -> tuple[Column[StockCheckRow], ...]:
    return (
        Column(
            "product",
            lambda: _word("Product"),
            lambda check: check.product,
            stretch=True,
            sample=lambda: "Fruit Phone X1 128 GB",
            least=lambda: "Fruit Phone X1",
            tip=lambda check: f"{check.product}\n{check.sku}",
        ),
        Column(
            "warehouse",
            lambda: _word("Warehouse"),
            lambda check: check.warehouse,
            strong=False,
            sample=lambda: "Melbourne Tullamarine",
            least=lambda: "Melbourne",
            tip=lambda check: check.warehouse,
        ),
        *_found(),
        Column(
            "checked",
            lambda: _word("Checked"),
            lambda check: show_moment(check.checked_at, desk.clock.now(), desk.zone),
            strong=False,
            sample=lambda: "28 Mar 14:02",
            tip=lambda check: show_full(check.checked_at, desk.zone),
        ),
        Column(
            "by",
            lambda: _word("By"),
            lambda check: check.checked_by,
            strong=False,
            sample=lambda: "Amelia Thornton",
            least=lambda: "Amelia Tho...",
            tip=lambda check: check.checked_by,
            gives_way=1,
        ),
    )


def _found() -> tuple[Column[StockCheckRow], ...]:
    def number(value: Callable[[StockCheckRow], int | None], check: StockCheckRow) -> str:
        found = value(check)
        return NO_VALUE if found is None else count_text(found)

    return (
        Column(
            "wanted",
            lambda: _word("Wanted"),
            partial(number, lambda check: check.requested),
            Kind.NUMBER,
            strong=False,
            sample=lambda: "10,000",
        ),
        Column(
            "available",
            lambda: _word("Available"),
            partial(number, lambda check: check.available),
            Kind.NUMBER,
            sample=lambda: "10,000",
        ),
        Column(
            "result",
            lambda: _word("Result"),
            lambda check: stock_chip(check.result).word,
            Kind.CHIP,
            mark=lambda check: stock_chip(check.result),
            sample=longest_stock_result,
        ),
    )


def _sentence(check: StockCheckRow) -> str:
    found = NO_VALUE if check.available is None else count_text(check.available)
    return f"{check.product}, {check.warehouse}, {stock_chip(check.result).word}, {found}, {check.checked_by}"


def _nothing() -> StateText:
    return StateText(_word("Stock was not checked yet"), "")


def _leading(button: Button) -> QHBoxLayout:
    made = row(button)
    made.addStretch(1)
    return made


def _word(text: str) -> str:
    return QCoreApplication.translate("HardwareOrder", text)
