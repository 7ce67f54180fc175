"""What lines and stipends cost each month by cost centre: a chart, and the same as a table (S-32)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from agentview.contract.wireless_lines import COSTS, CentreCost, Costs, CostsRequest
from agentview.core.money import Money
from agentview.gateway.port import FeedNews
from agentview.ui.kit.action import ActionText, make_action
from agentview.ui.kit.amount import grouped_amount
from agentview.ui.kit.appearance import look
from agentview.ui.kit.bar_chart import Bar, BarChart
from agentview.ui.kit.card import Card
from agentview.ui.kit.column import Column, Kind
from agentview.ui.kit.facts import NO_VALUE
from agentview.ui.kit.field import ChoiceField, Field, FieldKind
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.list_panel import ListPanel
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.memory_source import MemorySource
from agentview.ui.kit.paged_model import PagedTableModel
from agentview.ui.kit.plural import plural
from agentview.ui.kit.state_overlay import StateOverlay, StateText
from agentview.ui.kit.table import TableView
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.when import show_day
from agentview.ui.lists.words import failed_text
from agentview.ui.navigation import Desk, Target
from agentview.ui.views.wireless.lines_list import TOPICS
from agentview.ui.views.wireless.words import word
from agentview.ui.wireless.amounts import amount

Title = Callable[[], str]
Cents = Callable[[CentreCost], int]
MOST_BARS = 10
SOON_MS = 1_500


class CostsPane(QWidget):
    """The cost centres, the dearest first; a company can be chosen where there are several."""

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        super().__init__()
        self._desk = desk
        self.costs: Costs | None = None
        self.company = ChoiceField(Field("company", word("Company"), FieldKind.CHOICE, can_be_empty=True))
        self.company.setAccessibleName(word("Company"))
        self.said = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.chart = BarChart(word("Monthly cost by cost centre"))
        self.source: MemorySource[CentreCost] = MemorySource()
        self.model: PagedTableModel[CentreCost] = PagedTableModel(
            self._columns(), row_id=_key, source=self.source, parent=self, summary=self._sentence
        )
        self.source.attach(self.model)
        self.table = TableView(self.model, word("Cost centres"))
        self.overlay = StateOverlay()
        self._refresh = make_action(self, ActionText(word("Refresh"), "F5", "refresh"), self.read)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.read)
        self._arrange()
        self.company.edited.connect(self._show)
        self.overlay.button_pressed.connect(self.read)
        self._unsubscribe = desk.shell.on_news(self._hear)

    # What the area asks

    def start(self) -> None:
        """Reads the costs."""
        self.read()

    def take_focus(self) -> None:
        """Puts the focus on the chart, or on what can be done without one."""
        if self._stack.currentIndex():
            self.overlay.focus_button()
        else:
            self.chart.setFocus()

    def actions_shown(self) -> Sequence[QAction]:
        """Reading the costs again."""
        return (self._refresh,)

    def open_target(self, target: Target) -> None:
        """Opens no record of its own."""
        del target

    def close_down(self) -> None:
        """Stops reading and hearing."""
        self._unsubscribe()
        self._unsubscribe = _nothing
        self._soon.stop()
        self._desk.runner.drop(self)

    @Slot()
    def read(self) -> None:
        """Reads the costs, perhaps again."""
        gateway = self._desk.gateway
        self._desk.runner.submit(
            lambda: gateway.call(COSTS, CostsRequest()), self._on_read, self._on_failed, self, newest="costs"
        )

    # Inside

    def _arrange(self) -> None:
        gap = look().px(12)
        chart_card = Card(word("Monthly cost by cost centre"), padding=12)
        for part in (self.said, self.chart):
            chart_card.body.addWidget(part)
        self._choice = FlowRow([PlainLabel(word("Company")), self.company])
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        column.addWidget(self._choice)
        column.addWidget(chart_card)
        column.addWidget(ListPanel(self.table, _empty, failed_text), 1)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(page)
        self._stack.addWidget(self.overlay)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(holder)
        self.overlay.show_loading()
        self._stack.setCurrentIndex(1)

    def _columns(self) -> tuple[Column[CentreCost], ...]:
        return (
            Column(
                "centre",
                lambda: word("Cost centre"),
                lambda row: row.cost_centre or word("None"),
                stretch=True,
                sample=lambda: "4711 Field service",
            ),
            Column("company", lambda: word("Company"), lambda row: row.customer, strong=False, gives_way=1),
            _count("lines", lambda: word("Lines"), lambda row: row.line_count),
            _count("billed", lambda: word("Billed"), lambda row: row.billed_line_count),
            self._money("plans", lambda: word("Plans"), lambda row: row.plan_cents),
            self._money("features", lambda: word("Features"), lambda row: row.feature_cents),
            self._money("stipends", lambda: word("Stipends"), lambda row: row.stipend_cents),
            self._money("total", lambda: word("Total"), lambda row: row.total_cents),
        )

    def _money(self, key: str, title: Title, cents: Cents) -> Column[CentreCost]:
        return Column(
            key, title, lambda row: self._amount(cents(row)), Kind.NUMBER, sample=lambda: "1,234,567.00"
        )

    def _amount(self, cents: int) -> str:
        return grouped_amount(Money(cents, self.costs.currency)) if self.costs is not None else NO_VALUE

    @property
    def _has_many(self) -> bool:
        """Whether cost centres of several companies stand beside each other."""
        return len({one.account_id for one in self._shown_rows()}) > 1

    def _shown_rows(self) -> tuple[CentreCost, ...]:
        rows = self.costs.rows if self.costs is not None else ()
        wanted = self.company.value()
        return tuple(one for one in rows if wanted is None or str(one.account_id) == wanted)

    def _on_read(self, costs: Costs) -> None:
        self.costs = costs
        companies = {str(one.account_id): one.customer for one in costs.rows}
        self.company.set_choices(sorted(companies.items(), key=lambda one: one[1]))
        self._choice.setVisible(len(companies) > 1)
        self._stack.setCurrentIndex(0)
        self._desk.shell.data_read(self._desk.clock.now())
        self._show()

    def _on_failed(self, error: Exception) -> None:
        if self.costs is not None:
            self._desk.shell.show_error(error)
            return
        self.overlay.show_text(failed_text(self._desk.texts.report(error).text.sentences))
        self._stack.setCurrentIndex(1)

    @Slot()
    def _show(self) -> None:
        rows = self._shown_rows()
        self.chart.show_bars([self._bar(one) for one in rows[:MOST_BARS]])
        self.source.show(rows, [_key(one) for one in rows])
        self.said.setText(self._told(rows))

    def _bar(self, row: CentreCost) -> Bar:
        lines = plural(word("1 line"), word("{count} lines"), row.line_count)
        tip = f"{amount(row.total_cents, self.costs.currency if self.costs else '')}, {lines}"
        tone = Tone.INFO if row.cost_centre else Tone.WARNING
        named = row.cost_centre or word("None")
        return Bar(
            str(_key(row)),
            f"{named}, {row.customer}" if self._has_many else named,
            float(row.total_cents),
            self._amount(row.total_cents),
            tone,
            tip,
            can_open=False,
        )

    def _told(self, rows: Sequence[CentreCost]) -> str:
        if self.costs is None or not rows:
            return word("Nothing costs anything yet.")
        total = amount(sum(one.total_cents for one in rows), self.costs.currency)
        centres = plural(word("1 cost centre"), word("{count} cost centres"), len(rows))
        told = word("{total} a month without tax in {centres}, as of {day}.").replace("{total}", total)
        told = told.replace("{centres}", centres).replace("{day}", show_day(self.costs.as_of))
        if len(rows) > MOST_BARS:
            told += " " + word("The chart has the dearest ones, the table all.")
        return told

    def _sentence(self, row: CentreCost) -> str:
        return f"{row.cost_centre or word('None')}, {row.customer}, {self._amount(row.total_cents)}"

    def _hear(self, news: FeedNews) -> None:
        """Reads again shortly, once for all that comes until then, where somebody looks."""
        if self.isVisible() and (news.is_gap or any(one.topic in TOPICS for one in news.changes)):
            self._soon.start()


def _key(row: CentreCost) -> tuple[int, str]:
    return row.account_id, row.cost_centre


def _count(key: str, title: Title, number: Cents) -> Column[CentreCost]:
    return Column(
        key, title, lambda row: count_text(number(row)), Kind.NUMBER, sample=lambda: "12,345", gives_way=2
    )


def _empty() -> StateText:
    return StateText(
        word("No cost centre has a cost"), word("It comes with lines and stipends of people who have one.")
    )


def _nothing() -> None:
    """Stands where there is nothing left to end."""
