"""The contract pools: the list, the chosen one with its plans, the setting, and the import (S-15)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout

from agentview.contract.contract_catalogue import PoolPlanChanged
from agentview.contract.contract_pools import (
    POOL,
    SETTING,
    TAKE_OUT_PLAN,
    MigrationSetting,
    PoolChanged,
    PoolDetail,
    PoolPlan,
    PoolRef,
    PoolRow,
    PoolsFilter,
    TakeOutRequest,
)
from agentview.contract.feed import Topic
from agentview.contract.op import Nothing
from agentview.gateway.port import FeedNews, Gateway
from agentview.ui.forms.record_dialog import AskDialog
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.list_panel import ListPanel
from agentview.ui.kit.memory_source import MemorySource
from agentview.ui.kit.paged_model import PagedTableModel
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.table import TableView
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.lists.record_command import RecordCommand
from agentview.ui.lists.record_pane import RecordPane
from agentview.ui.navigation import Desk
from agentview.ui.views.administration.catalogue_words import setting_word
from agentview.ui.views.administration.pool_forms import (
    change_plan_form,
    create_pool_form,
    rename_pool_form,
    setting_form,
)
from agentview.ui.views.administration.pool_import_dialog import PoolImportDialog
from agentview.ui.views.administration.pool_list import POOL_SPEC, plan_columns, type_choices
from agentview.ui.views.administration.words import full_moment

RENAME, CHANGE, TAKE_OUT, ADD_PLANS = "rename_pool", "change_plan", "take_out_plan", "add_plans"
CREATE, IMPORT, SET = "create_pool", "import_plans", "set_setting"


def _commands() -> tuple[RecordCommand, ...]:
    translate = QCoreApplication.translate
    return (
        RecordCommand(RENAME, lambda: translate("Contracts", "Rename pool"), "R", "edit"),
        RecordCommand(ADD_PLANS, lambda: translate("Contracts", "Add plans"), "P", "plus"),
        RecordCommand(CHANGE, lambda: translate("Contracts", "Change plan"), "E", "edit"),
        RecordCommand(
            TAKE_OUT, lambda: translate("Contracts", "Take plan out"), "T", "trash", is_dangerous=True
        ),
        RecordCommand(CREATE, lambda: translate("Contracts", "New pool"), "N", "plus", needs_record=False),
        RecordCommand(
            IMPORT, lambda: translate("Contracts", "Import plans"), "I", "upload", needs_record=False
        ),
        RecordCommand(
            SET, lambda: translate("Contracts", "When a contract blocks"), "B", "lock", needs_record=False
        ),
    )


class PoolsPane(RecordPane[PoolsFilter, PoolRow, PoolDetail]):
    """Pools with their plans. `plans_wanted` asks for the list of plans, where they are put into pools."""

    plans_wanted = Signal()
    list_share = 0.35

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        translate = QCoreApplication.translate
        nothing = StateText(
            translate("Contracts", "No pool chosen"),
            translate("Contracts", "Choose one in the list to see its plans and what moving to them costs."),
        )
        self.source: MemorySource[PoolPlan] = MemorySource()
        self.model: PagedTableModel[PoolPlan] = PagedTableModel(
            plan_columns(), row_id=lambda row: row.plan_id, source=self.source, summary=_sentence
        )
        self.source.attach(self.model)
        self.plans = TableView(self.model, translate("Contracts", "Plans of the pool"))
        self.setting: MigrationSetting | None = None
        super().__init__(desk, POOL_SPEC, _commands(), nothing)
        self.told = PlainLabel("", ink=INK_SECOND, wrap=True)
        line = QHBoxLayout()
        line.addWidget(self.told, 1)
        self.column.insertLayout(2, line)
        self.plans.current_changed.connect(self._on_plan)
        self.plans.row_opened.connect(self._on_plan_opened)

    def start(self) -> None:
        """Reads the pools and the setting."""
        super().start()
        self._read_setting()

    def _read(self, gateway: Gateway, record_id: int) -> PoolDetail:
        return gateway.call(POOL, PoolRef(pool_id=record_id))

    def _main(self) -> ListPanel:
        return ListPanel(self.plans, _no_plans, _no_plans)

    def _shown(self, detail: PoolDetail) -> None:
        translate, row = QCoreApplication.translate, detail.row
        kind = translate("Contracts", "For contracts of the type {type}").replace("{type}", row.contract_type)
        changed = f"{full_moment(detail.changed_at, self._desk.zone)}, {detail.changed_by}"
        facts = (
            Fact(translate("Contracts", "Amounts in"), detail.currency),
            Fact(translate("Contracts", "Changed"), changed),
        )
        self.side.show_record(row.name, kind, facts, None)
        self.source.show(detail.plans, [one.plan_id for one in detail.plans])

    def _runs(self) -> dict[str, Callable[[], None]]:
        return {
            RENAME: self._rename,
            ADD_PLANS: self.plans_wanted.emit,
            CHANGE: self._change,
            TAKE_OUT: self._take_out,
            CREATE: lambda: self.read_then(type_choices, self._create),
            IMPORT: self._import,
            SET: self._set,
        }

    def _cause_of(self, name: str) -> str | None:
        translate = QCoreApplication.translate
        row = self._plan()
        if name in {CHANGE, TAKE_OUT} and row is None:
            return translate("Contracts", "Choose a plan of the pool first")
        if name == TAKE_OUT and row is not None and row.migrations:
            text = translate("Contracts", "Open migrations count on it: {count}")
            return text.replace("{count}", str(row.migrations))
        if name == SET and self.setting is None:
            return translate("Contracts", "It has not been read yet")
        return None

    def _plan(self) -> PoolPlan | None:
        """The chosen plan, in its newest state."""
        chosen, detail = self.plans.current_row(), self.presenter.detail
        if not isinstance(chosen, PoolPlan) or detail is None:
            return None
        return next((one for one in detail.plans if one.plan_id == chosen.plan_id), None)

    def _create(self, types: tuple[tuple[str, str], ...]) -> None:
        added = QCoreApplication.translate("Contracts", "Added {name}")
        self.open_form(create_pool_form(types), added, _pool_named)

    def _rename(self) -> None:
        if self.presenter.detail is not None:
            saved = QCoreApplication.translate("Contracts", "Renamed to {name}")
            self.open_form(rename_pool_form(self.presenter.detail), saved, _pool_named)

    def _change(self) -> None:
        detail, row = self.presenter.detail, self._plan()
        if detail is not None and row is not None:
            saved = QCoreApplication.translate("Contracts", "Saved {name}")
            self.open_form(change_plan_form(detail, row), saved, _plan_named)

    def _take_out(self) -> None:
        detail, row, translate = self.presenter.detail, self._plan(), QCoreApplication.translate
        if detail is None or row is None:
            return
        title = translate("Contracts", "Take {plan} out of {pool}?")
        text = DialogText(
            title.replace("{plan}", row.plan).replace("{pool}", detail.row.name),
            translate("Contracts", "Take plan out"),
            translate("Contracts", "Keep it"),
            translate("Contracts", "Taking out..."),
            translate("Contracts", "Customers cannot move to it or from it within a contract any more."),
            is_dangerous=True,
        )
        request = TakeOutRequest(pool_id=detail.row.pool_id, plan_id=row.plan_id, version=row.version)
        dialog = AskDialog(self, self._desk, text, (TAKE_OUT_PLAN, request))

        def sent(_changed: PoolChanged) -> None:
            self._desk.toasts.say(translate("Contracts", "Took out {name}").replace("{name}", row.plan))
            self.list.presenter.reload()
            self.presenter.read()

        dialog.sent.connect(sent)
        dialog.open()

    def _import(self) -> None:
        dialog = PoolImportDialog(self, self._desk)
        dialog.imported.connect(self._on_imported)
        dialog.open()

    def _on_imported(self) -> None:
        self.list.presenter.reload()
        self.presenter.read()

    def _set(self) -> None:
        if self.setting is not None:
            saved = QCoreApplication.translate("Contracts", "A contract blocks: {name}")
            self.open_form(setting_form(self.setting), saved, self._on_set)

    def _on_set(self, setting: MigrationSetting) -> tuple[int | None, str]:
        self._show_setting(setting)
        return None, setting_word(setting.contract_blocks_migration)

    def _read_setting(self) -> None:
        gateway = self._desk.gateway
        self._desk.runner.submit(
            lambda: gateway.call(SETTING, Nothing()),
            self._show_setting,
            self._desk.shell.show_error,
            self,
            newest="setting",
        )

    def _show_setting(self, setting: MigrationSetting) -> None:
        self.setting = setting
        text = QCoreApplication.translate("Contracts", "A contract blocks a migration: {when}.")
        self.told.setText(text.replace("{when}", setting_word(setting.contract_blocks_migration)))
        self._show_causes()

    def _hear(self, news: FeedNews) -> None:
        super()._hear(news)
        if self.setting is not None and any(one.topic is Topic.CATALOGUE for one in news.changes):
            self._read_setting()

    def _on_plan(self, _row: object) -> None:
        self._show_causes()

    def _on_plan_opened(self, _row: object) -> None:
        self.run(CHANGE)


def _no_plans() -> StateText:
    translate = QCoreApplication.translate
    return StateText(
        translate("Contracts", "No plans in this pool"),
        translate("Contracts", "Add plans, or import them from a file."),
    )


def _sentence(row: PoolPlan) -> str:
    return f"{row.plan}, {row.weight}"


def _pool_named(changed: PoolChanged) -> tuple[int | None, str]:
    return changed.pool_id, changed.name


def _plan_named(changed: PoolPlanChanged) -> tuple[int | None, str]:
    return None, changed.plan
