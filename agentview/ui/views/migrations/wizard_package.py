"""The second page: the plan to move to, and why another one is not in the list."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from agentview.contract.migration_form import MigrationForm
from agentview.contract.migrations import MigrationDraft, PlanSort, WinningPlan
from agentview.ui.kit.appearance import look
from agentview.ui.kit.column import SortOrder
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.field import Field, TextField
from agentview.ui.kit.list_panel import ListPanel
from agentview.ui.kit.paged_model import ListState, PagedTableModel
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.table import TableView
from agentview.ui.kit.text import INK_ERROR, INK_SECOND, PlainLabel
from agentview.ui.lists.words import failed_text
from agentview.ui.navigation import Desk
from agentview.ui.views.migrations.hidden_panel import HiddenPanel
from agentview.ui.views.migrations.plan_source import PlanSource
from agentview.ui.views.migrations.wizard_plans import nothing_matches, plan_columns, plan_sentence

FIND_AFTER_MS = 250
_LEAST_ROWS, _ROWS = 4, 8


class PackagePage(ColumnBox):
    """A search field, the table, and the plans that are missing. Enter or a click chooses a plan."""

    changed = Signal()
    grown = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Shows nothing yet."""
        super().__init__(look().px(12), parent)
        translate = QCoreApplication.translate
        self._desk = desk
        self._draft: MigrationDraft | None = None
        self._chosen: int | None = None
        self._name = ""
        self.label = PlainLabel(translate("MigrationWizard", "Narrow by name or code"))
        self.search = TextField(Field("find", "", most_chars=100))
        self.search.setAccessibleName(self.label.text())
        self.label.setBuddy(self.search)
        self.said = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.error = PlainLabel("", ink=INK_ERROR, wrap=True)
        self.source = PlanSource(desk)
        self.model: PagedTableModel[WinningPlan] = PagedTableModel(
            plan_columns(lambda row: row.plan_id == self._chosen, self._currency),
            lambda row: row.plan_id,
            self.source,
            self,
            summary=plan_sentence,
        )
        self.source.attach(self.model)
        self.table = TableView(self.model, translate("MigrationWizard", "Plans to move to"))
        self.panel = ListPanel(self.table, self._empty_text, failed_text)
        self.hidden = HiddenPanel(desk)
        for part in (self.label, self.search, self.said, self.error, self.panel, self.hidden):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.error.hide()
        self._fit_height()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FIND_AFTER_MS)
        self._connect()

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self

    def show_form(self, draft: MigrationDraft, form: MigrationForm) -> None:
        """Shows the plans for a package, with the chosen one marked."""
        is_first = self._draft is None
        self._draft, self._chosen = draft, form.winning_plan_id
        self._name = draft.winning.name if draft.winning is not None else self._name
        self.error.hide()
        self.hidden.show_package(draft.preflight.package_id)
        self._show_chosen()
        if is_first:
            self.table.show_sort(SortOrder(self.source.sort.value))
            self.source.show(draft.preflight.package_id)
        else:
            self.source.reload()

    def values(self) -> Mapping[str, object]:
        """The chosen plan."""
        return {"winning_plan_id": self._chosen}

    def show_errors(self, errors: Mapping[str, str]) -> list[str]:
        """Shows what is wrong above the table."""
        own = errors.get("winning_plan_id", "")
        self.error.setText(f"\u00d7 {own}" if own else "")
        self.error.setVisible(bool(own))
        if own:
            self.table.setFocus()
        return [text for name, text in errors.items() if name != "winning_plan_id"]

    def choose(self, plan: WinningPlan) -> None:
        """Takes this plan."""
        self.error.hide()
        self._chosen, self._name = plan.plan_id, plan.name
        self._show_chosen()
        self.table.viewport().update()
        self.changed.emit()

    def close_down(self) -> None:
        """Forgets what is not answered."""
        self._timer.stop()
        self.source.close()
        self.hidden.close_down()

    # Inside

    def _connect(self) -> None:
        self.search.edited.connect(self._timer.start)
        self.model.state_changed.connect(self._fit_height)
        self.search.returnPressed.connect(self._on_rest)
        down = QShortcut(Qt.Key.Key_Down, self.search, context=Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self.table.setFocus)
        self._timer.timeout.connect(self._on_rest)
        self.table.row_opened.connect(self._on_opened)
        self.table.clicked.connect(self._on_clicked)
        self.table.sort_wanted.connect(self._on_sort)
        self.panel.state_button_pressed.connect(self._on_state_button)
        self.hidden.mended_one.connect(self.source.reload)
        self.hidden.grown.connect(self.grown)

    def _currency(self) -> str:
        return self._draft.currency if self._draft is not None else ""

    def _show_chosen(self) -> None:
        translate = QCoreApplication.translate
        how = translate(
            "MigrationWizard", "Down leads to the list; Enter or a click chooses a plan; Ctrl+Enter goes on."
        )
        chosen = translate("MigrationWizard", "Chosen: {plan}. {how}")
        text = chosen.replace("{how}", how).replace("{plan}", self._name)
        self.said.setText(text if self._chosen is not None and self._name else how)

    def _empty_text(self) -> StateText:
        refusal = self.source.refusal
        if refusal is None:
            return nothing_matches(self.source.text)
        text = self._desk.texts.refusal(refusal.refusal())
        return StateText(text.what, text.next_step)

    @Slot()
    def _fit_height(self) -> None:
        """As high as its rows, within bounds: what explains a missing plan stands right below."""
        rows = min(max(self.model.rowCount(), _LEAST_ROWS), _ROWS)
        self.panel.setFixedHeight(look().row_height * (rows + 1) + look().px(12))

    @Slot()
    def _on_rest(self) -> None:
        self._timer.stop()
        if self._draft is not None and self.search.text() != self.source.text:
            self.source.show(self._draft.preflight.package_id, self.search.text())

    @Slot(object)
    def _on_opened(self, row: object) -> None:
        if isinstance(row, WinningPlan):
            self.choose(row)

    @Slot()
    def _on_clicked(self) -> None:
        self._on_opened(self.table.current_row())

    @Slot(object)
    def _on_sort(self, order: SortOrder) -> None:
        if self._draft is not None:
            self.table.show_sort(SortOrder(order.key))
            self.source.show(self._draft.preflight.package_id, self.search.text(), PlanSort(order.key))

    @Slot(object)
    def _on_state_button(self, state: object) -> None:
        if state is ListState.EMPTY:
            self.search.set_value("")
            self._on_rest()
        else:
            self.source.reload()
