"""Tries the policies on an order: which one decides, why the others do not, who would be asked (S-33)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from agentview.contract.approval_policies import PolicyFields
from agentview.contract.wireless_orders import WirelessRow
from agentview.core.money import Money
from agentview.ui.failure_words import failure_banner
from agentview.ui.kit.amount import grouped_amount
from agentview.ui.kit.appearance import look
from agentview.ui.kit.banner import Banner
from agentview.ui.kit.button import Button
from agentview.ui.kit.column import Column, Kind
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.facts import FactList
from agentview.ui.kit.help_dialog import give_help
from agentview.ui.kit.list_panel import ListPanel
from agentview.ui.kit.memory_source import MemorySource
from agentview.ui.kit.paged_model import PagedTableModel
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.table import TableView
from agentview.ui.kit.text import INK_SECOND, PlainLabel, heading
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.lists.search_table import SearchTable
from agentview.ui.navigation import Desk
from agentview.ui.texts.wireless import type_word
from agentview.ui.views.wireless_policies.trial_presenter import TrialPresenter
from agentview.ui.views.wireless_policies.trial_words import Trial, Verdict, headline, level_facts, verdicts
from agentview.ui.views.wireless_policies.words import word

_WIDTH, _HEIGHT, _MARGIN = 1_060, 620, 24


class TrialDialog(QDialog):
    """A `TrialView`. The order that is chosen on the left is tried at once; Esc closes it."""

    def __init__(
        self, parent: QWidget, desk: Desk, policy_id: int | None = None, draft: PolicyFields | None = None
    ) -> None:
        """Lists the newest orders, and tries the first; `draft` stands in for the policy that is named."""
        super().__init__(parent)
        self._desk, self._details = desk, ""
        self.presenter = TrialPresenter(desk, self, policy_id, draft)
        title = word("Test the policies against an order")
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        told = word(
            "Choose an order on the left: on the right stands which policy would take it, and why the others "
            "would not. Nothing is changed or sent."
        )
        give_help(self, told)
        self.orders: SearchTable[WirelessRow] = SearchTable(
            word("Number of an order, such as WO-12, or a name"),
            word("Orders"),
            _order_columns(),
            lambda row: row.order_id,
            _no_orders,
        )
        self.banner = Banner()
        self.source: MemorySource[Verdict] = MemorySource()
        self.model: PagedTableModel[Verdict] = PagedTableModel(
            _verdict_columns(), row_id=lambda row: row.key, source=self.source, parent=self
        )
        self.source.attach(self.model)
        self.table = TableView(self.model, word("Policies as they were tried"))
        self.panel = ListPanel(self.table, _no_policies, _no_policies)
        self.why = PlainLabel("", ink=INK_SECOND, wrap=True, selectable=True)
        self.levels = FactList()
        self.nobody = PlainLabel(word("Nobody would be asked."), ink=INK_SECOND, wrap=True)
        self.close_button = Button(word("Close"), tip=word("Esc"))
        self._arrange(title, draft)
        self.orders.typed.connect(self.presenter.find)
        self.orders.moved.connect(self._on_moved)
        self.table.current_changed.connect(self._on_verdict)
        self.close_button.pressed_once.connect(self.reject)
        self.banner.button_pressed.connect(self._on_banner)
        self.finished.connect(self._on_finished)
        self.source.show((), ())
        self.presenter.find("")
        self.orders.search.setFocus()

    # What the presenter tells

    def show_orders(self, rows: Sequence[WirelessRow]) -> None:
        """Shows the orders that fit; the first one is tried."""
        self.orders.show_rows(rows)

    def show_trial(self, trial: Trial) -> None:
        """Shows which policy decides, why the others do not, and who would be asked."""
        self.banner.show_texts([headline(trial)])
        rows = verdicts(trial, self._desk.person.currency)
        self.source.show(rows, [row.key for row in rows])
        decides = next((one.policy_id or 0 for one in trial.result.tried if one.decides), None)
        if decides is not None:
            self.table.select_id(decides)
        self._show_levels(trial)

    def show_failed(self, error: Exception) -> None:
        """Says what failed; what was shown before is gone, so that nobody takes it for the answer."""
        self._details = self._desk.texts.report(error).details
        self.banner.show_texts([failure_banner(self._desk.texts, error)])
        self.source.show((), ())
        self.levels.set_facts(())
        self.nobody.hide()

    # Inside

    def _show_levels(self, trial: Trial) -> None:
        self.levels.set_facts(level_facts(trial))
        self.nobody.setVisible(not trial.result.levels)

    def _arrange(self, title: str, draft: PolicyFields | None) -> None:
        edge, gap = look().px(20), look().px(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(gap)
        column.addWidget(heading(title))
        column.addWidget(PlainLabel(_told(draft), ink=INK_SECOND, wrap=True))
        halves = QHBoxLayout()
        halves.setSpacing(gap)
        halves.addWidget(self.orders, 39)
        found = ColumnBox(gap)
        asked = ScrollColumn(word("Who would be asked"), spacing=8)
        asked.body.addWidget(self.levels)
        asked.body.addWidget(self.nobody)
        found.body.addWidget(self.banner)
        found.body.addWidget(self.panel, 3)
        found.body.addWidget(self.why)
        found.body.addWidget(heading(word("Who would be asked"), TypeRole.STRONG))
        found.body.addWidget(asked, 2)
        self.nobody.hide()
        self.why.hide()
        halves.addWidget(found, 61)
        column.addLayout(halves, 1)
        column.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)
        room = _window_of(self).size()
        margin = look().px(_MARGIN)
        width, height = look().px(_WIDTH), look().px(_HEIGHT)
        self.resize(min(width, room.width() - margin), min(height, room.height() - margin))

    @Slot(object)
    def _on_moved(self, row: object) -> None:
        self.presenter.choose(row.order_id if isinstance(row, WirelessRow) else None)

    @Slot(object)
    def _on_verdict(self, row: object) -> None:
        """Says in full why the policy that is chosen decides or does not."""
        text = f"{row.name}: {row.why}" if isinstance(row, Verdict) else ""
        self.why.setText(text)
        self.why.setVisible(bool(text))

    @Slot(str)
    def _on_banner(self, _key: str) -> None:
        self._desk.shell.copy_text(self._details)

    @Slot()
    def _on_finished(self) -> None:
        self.presenter.close()


def _window_of(dialog: QDialog) -> QWidget:
    """The window below all dialogs: the editor, from which it may be opened, is smaller than this one."""
    found: QWidget = dialog
    while (parent := found.parentWidget()) is not None:
        found = parent.window()
    return found


def _told(draft: PolicyFields | None) -> str:
    if draft is None:
        return word("Nothing is changed by it. Arrows walk from order to order.")
    told = word(
        "\u201c{name}\u201d is tried as it is typed now, as if it were on. Nothing is saved or changed."
    )
    return told.replace("{name}", draft.name)


def _order_columns() -> tuple[Column[WirelessRow], ...]:
    return (
        Column("order", lambda: word("Order"), lambda row: row.reference, Kind.ID, sample=lambda: "WO-10482"),
        Column(
            "type",
            lambda: word("Type"),
            lambda row: type_word(row.type),
            stretch=True,
            tip=lambda row: f"{type_word(row.type)}, {row.customer}, {row.requester}",
        ),
        Column(
            "once",
            lambda: word("Once"),
            lambda row: grouped_amount(Money(row.once_cents, row.currency)),
            Kind.NUMBER,
            sample=lambda: "9,999.00",
            tip=lambda row: row.currency,
        ),
    )


def _verdict_columns() -> tuple[Column[Verdict], ...]:
    return (
        Column(
            "priority",
            lambda: word("Priority"),
            lambda row: str(row.priority),
            Kind.NUMBER,
            sample=lambda: "9999",
        ),
        Column(
            "policy",
            lambda: word("Policy"),
            lambda row: row.name,
            sample=lambda: "Executives and tablets",
            tip=lambda row: row.name,
        ),
        Column(
            "verdict",
            lambda: word("Verdict"),
            lambda row: row.chip.word,
            Kind.CHIP,
            mark=lambda row: row.chip,
            sample=lambda: max(word("Matches too"), word("No match"), key=len),
            tip=lambda row: row.chip.sentence,
        ),
        Column("why", lambda: word("Why"), lambda row: row.why, stretch=True, tip=lambda row: row.why),
    )


def _no_orders(text: str) -> StateText:
    if text:
        return StateText(word("No order fits"), word("Type its number, such as WO-12, or a part of a name."))
    return StateText(word("No orders yet"), word("Policies can be tried once somebody has begun an order."))


def _no_policies() -> StateText:
    return StateText(word("Nothing tried yet"), word("Choose an order on the left."))
