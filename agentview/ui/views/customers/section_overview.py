"""The packages and services of a customer, and the chosen one beside them (S-10 to S-12)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agentview.contract.customers import CustomerDetail
from agentview.contract.value import RefusalInfo
from agentview.gateway.port import FeedNews, LinkState
from agentview.ui.failure_words import cause_text, offline_text
from agentview.ui.kit.action import make_action, refuse_action
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.list_panel import ListPanel
from agentview.ui.kit.memory_source import MemorySource
from agentview.ui.kit.paged_model import PagedTableModel
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.table import TableView
from agentview.ui.lists.split import ListAndDetail
from agentview.ui.views.customers.holding import Holding, ended_count, holdings
from agentview.ui.views.customers.holding_pane import HoldingPane, RowOffer
from agentview.ui.views.customers.overview_columns import overview_columns, row_sentence
from agentview.ui.views.customers.row_command import ROW_COMMANDS, RowCommand
from agentview.ui.views.customers.section import PageContext, PageSection, PlainSection

SPLIT = "customers.split"


class OverviewSection(PlainSection):
    """A `Section`."""

    def __init__(self, page: PageContext) -> None:
        """Shows nothing yet."""
        self._page = page
        self._customer: CustomerDetail | None = None
        self._with_over = False
        self.widget = QWidget()
        self.source: MemorySource[Holding] = MemorySource()
        self.model: PagedTableModel[Holding] = PagedTableModel(
            overview_columns(), row_id=lambda row: row.key, source=self.source, summary=row_sentence
        )
        self.source.attach(self.model)
        translate = QCoreApplication.translate
        self.table = TableView(self.model, translate("Customers", "Packages and services"))
        self.panel = ListPanel(self.table, self._empty_text, self._empty_text)
        self.pane = HoldingPane(page)
        self.over = Button("", ButtonKind.QUIET)
        self._actions = {command.key: self._make_action(command) for command in ROW_COMMANDS}
        self._arrange()
        self._connect()

    @property
    def lists(self) -> Sequence[QWidget]:
        """The list of packages and services."""
        return (self.table,)

    def actions(self) -> Sequence[QAction]:
        """The commands of the chosen row."""
        return tuple(self._actions.values())

    def show_customer(self, customer: CustomerDetail) -> None:
        """Shows the packages of a newer state; the reader stays at the same row."""
        self._customer = customer
        ended = ended_count(customer.packages)
        word = QCoreApplication.translate("Customers", "Show what has ended: {count}")
        word = word.replace("{count}", str(ended))
        if self._with_over:
            word = QCoreApplication.translate("Customers", "Hide what has ended")
        self.over.setText(word)
        self.over.setVisible(bool(ended))
        rows = holdings(customer.packages, with_over=self._with_over)
        self.source.show(rows, [row.key for row in rows])
        self._show_current()

    def hear(self, news: FeedNews) -> None:
        """Closes the commands while the services do not answer."""
        del news
        self._show_current()

    def select(self, package_id: int) -> None:
        """Makes a package the chosen row, with what has ended where it is among that."""
        key = f"package:{package_id}"
        if not self.table.select_id(key) and not self._with_over:
            self._on_over()
            self.table.select_id(key)

    def take_focus(self) -> None:
        """Puts the focus on the list."""
        self.table.setFocus()

    def close(self) -> None:
        """Drops what is being read."""
        self.pane.close_down()

    def current(self) -> Holding | None:
        """The chosen row."""
        row = self.table.current_row()
        return row if isinstance(row, Holding) else None

    def run(self, key: str) -> None:
        """Carries a command out on the chosen row, if it is open."""
        row, command = self.current(), next(one for one in ROW_COMMANDS if one.key == key)
        if row is not None and self._cause(command, row) is None:
            command.run(self._page, row)

    # Inside

    def _arrange(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(4))
        column.addWidget(self.panel, 1)
        column.addWidget(self.over, 0, Qt.AlignmentFlag.AlignLeading)
        splitter = ListAndDetail(left, self.pane, self._page.desk.settings, SPLIT, self._least_width)
        row = QHBoxLayout(self.widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(splitter)

    def _least_width(self) -> int:
        return self.table.least_width() + look().px(8)

    def _connect(self) -> None:
        self.table.current_changed.connect(self._on_current)
        self.table.row_opened.connect(self._on_opened)
        self.pane.pressed.connect(self.run)
        self.over.pressed_once.connect(self._on_over)
        back = QShortcut(QKeySequence("Esc"), self.pane)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.take_focus)

    def _make_action(self, command: RowCommand) -> QAction:
        run: Callable[[], None] = partial(self.run, command.key)
        return make_action(self.table, command.text(), run)

    def _on_current(self, _row: object) -> None:
        self._show_current()

    def _on_opened(self, _row: object) -> None:
        self.pane.take_focus()

    def _on_over(self) -> None:
        self._with_over = not self._with_over
        if self._customer is not None:
            self.show_customer(self._customer)

    def _show_current(self) -> None:
        row = self.current()
        currency = "" if self._customer is None else self._customer.owing.currency
        self.pane.show_row(row, currency)
        offers = []
        for command in ROW_COMMANDS:
            against = None if row is None else command.against(self._page, row)
            cause = self._cause(command, row)
            refuse_action(self._actions[command.key], cause)
            if against is not None:
                text = command.text()
                offers.append(RowOffer(command.key, text.text, text.key, cause, command.is_dangerous))
        self.pane.show_offers(offers)

    def _cause(self, command: RowCommand, row: Holding | None) -> str | None:
        """Why a command is closed; None where it is open."""
        if self._page.desk.shell.link is LinkState.LOST:
            return offline_text()
        against: tuple[RefusalInfo, ...] | None = None if row is None else command.against(self._page, row)
        if against is None:
            return QCoreApplication.translate("Customers", "Choose a row that has this command.")
        return cause_text(self._page.desk.texts, against)

    def _empty_text(self) -> StateText:
        translate = QCoreApplication.translate
        if self._customer is not None and self._customer.packages:
            return StateText(
                translate("Customers", "Nothing is live any more"),
                translate("Customers", "Every package of this customer has ended; show them below."),
            )
        return StateText(
            translate("Customers", "No packages yet"),
            translate("Customers", "A new order (Ctrl+N) adds the first one."),
        )


def _title() -> str:
    return QCoreApplication.translate("Customers", "Packages and services")


OVERVIEW = PageSection(
    "overview", _title, OverviewSection, lambda customer: customer.counts.active_packages or None
)
