"""The pages of a bulk migration: where the lines come from, the packages, the dry run, the results."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QHBoxLayout

from agentview.contract.bulk_migration_runs import BulkState, LineResult
from agentview.contract.bulk_migrations import Candidate
from agentview.core.power import Power
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.progress import Progress
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.navigation import Desk
from agentview.ui.views.migrations.bulk_columns import (
    Why,
    judged_columns,
    package_columns,
    result_columns,
    run_columns,
)
from agentview.ui.views.migrations.bulk_presenter import Choice, Judged, Trial
from agentview.ui.views.migrations.bulk_table import KnownTable
from agentview.ui.views.migrations.bulk_words import (
    no_lines,
    no_packages,
    no_runs,
    state_words,
    trial_words,
    word,
)

Today = Callable[[], date]
FILE, PLAN = "file", "plan"
_OF_FILE, _OF_PLAN = ("path",), ("losing", "winning", "effective_on", "note")
_SHORT_PX, _TALL_PX = 190, 380


class SourcePage(ColumnBox):
    """From a file or from the packages of a plan; below, the bulk migrations so far."""

    def __init__(self, desk: Desk, today: Today) -> None:
        """Asks for a file first."""
        super().__init__(look().px(12))
        self.form = FormBinder(_source_fields(may_force=desk.has(Power.FORCE_COMPLETE)), today, self)
        self.form.set_values({"source": FILE})
        self.browse = Button(word("Choose a file..."), icon_name="upload")
        tools = QHBoxLayout()
        tools.addWidget(self.browse)
        tools.addStretch(1)
        self.runs: KnownTable[BulkState] = KnownTable(
            word("Bulk migrations so far"), run_columns(desk), lambda row: row.bulk_id, no_runs, _SHORT_PX
        )
        self.body.addWidget(self.form.widget)
        self.body.addLayout(tools)
        self.body.addWidget(PlainLabel(word("Bulk migrations so far"), TypeRole.STRONG))
        self.body.addWidget(PlainLabel(word("Enter shows the results of one."), ink=INK_SECOND))
        self.body.addWidget(self.runs.panel)
        self.form.changed.connect(self._on_changed)
        self._show_fields()

    @property
    def is_file(self) -> bool:
        """Whether the lines come from a file."""
        return self.form.values()["source"] == FILE

    @property
    def path(self) -> Path:
        """The file that was chosen."""
        return Path(str(self.form.values()["path"]))

    @property
    def losing(self) -> str:
        """The code of the plan whose packages are migrated."""
        return str(self.form.values()["losing"] or "")

    @property
    def is_forced(self) -> bool:
        """Whether lines that do not say else are completed at once."""
        return bool(self.form.values().get("force_complete"))

    def choice(self) -> Choice:
        """Where the packages of a plan are to go."""
        values = self.form.values()
        day = values["effective_on"]
        return Choice(
            str(values["winning"] or ""),
            day if isinstance(day, date) else None,
            str(values["note"] or ""),
            self.is_forced,
        )

    def missing(self) -> dict[str, str]:
        """What must be filled in first, by field."""
        fill = QCoreApplication.translate("Form", "Fill this in")
        needed = _OF_FILE if self.is_file else ("losing", "winning")
        values = self.form.values()
        return {**self.form.check(), **{name: fill for name in needed if not values[name]}}

    @Slot(str)
    def _on_changed(self, name: str) -> None:
        if name == "source":
            self._show_fields()

    def _show_fields(self) -> None:
        for name in _OF_FILE:
            self.form.set_visible(name, visible=self.is_file)
        for name in _OF_PLAN:
            self.form.set_visible(name, visible=not self.is_file)
        self.browse.setVisible(self.is_file)


def _source_fields(*, may_force: bool) -> tuple[Field, ...]:
    fields = [
        Field(
            "source",
            word("Packages come from"),
            FieldKind.CHOICE,
            choices=((FILE, word("A file")), (PLAN, word("The packages of a plan"))),
            can_be_empty=False,
        ),
        Field(
            "path",
            word("File"),
            help=word(
                "CSV or XLSX with the columns Package and Plan code; Effective date, Force complete and Note"
                " if wanted"
            ),
        ),
        Field("losing", word("Code of the plan they have"), chars=24, most_chars=200),
        Field("winning", word("Code of the plan they get"), chars=24, most_chars=200),
        Field(
            "effective_on",
            word("Effective date"),
            FieldKind.DATE,
            help=word("Empty: the day on which a line is carried out"),
        ),
        Field("note", word("Note"), help=word("Written to each migration")),
    ]
    if may_force:
        fields.append(
            Field("force_complete", word("Complete at once every line that does not say no"), FieldKind.CHECK)
        )
    return tuple(fields)


class PackagesPage(ColumnBox):
    """Which packages of the plan: all are chosen at first."""

    def __init__(self) -> None:
        """Knows none yet."""
        super().__init__(look().px(12))
        self.packages: KnownTable[Candidate] = KnownTable(
            word("Active packages of the plan"),
            package_columns(),
            lambda row: row.package_id,
            no_packages,
            _TALL_PX,
        )
        self._total = 0
        self.told = PlainLabel("", wrap=True)
        self.body.addWidget(self.told)
        self.body.addWidget(self.packages.panel)
        self.packages.table.selection_moved.connect(self._on_selection)

    def show_packages(self, packages: Sequence[Candidate]) -> None:
        """Shows what there is, all of it chosen."""
        self._total = len(packages)
        self.packages.show(packages)
        self.packages.select_all()
        self._on_selection()

    @Slot()
    def _on_selection(self) -> None:
        text = word(
            "{chosen} of {total} packages are chosen. Ctrl+A chooses all, Ctrl and a click adds or drops one."
        )
        chosen = self.packages.table.selected_count()
        self.told.setText(
            text.replace("{chosen}", count_text(chosen)).replace("{total}", count_text(self._total))
        )


class CheckPage(ColumnBox):
    """The dry run: how far it is, then each line, and the number of lines where it must be typed."""

    def __init__(self, why: Why, today: Today) -> None:
        """Nothing is judged yet."""
        super().__init__(look().px(12))
        self.progress = Progress()
        self.told = PlainLabel("", wrap=True, selectable=True)
        self.lines: KnownTable[Judged] = KnownTable(
            word("Lines and what they come to"),
            judged_columns(why),
            lambda row: row.number,
            no_lines,
            _TALL_PX,
        )
        self.form = FormBinder(
            [
                Field(
                    "typed_number",
                    word("How many lines are there"),
                    help=word("Type the number of lines, as it stands above, if that is meant."),
                    chars=8,
                    most_chars=6,
                )
            ],
            today,
            self,
        )
        self.reason = self.lines.explain(
            word("Why the line is refused"), lambda row: why(row.verdict.refusals)
        )
        for widget in (self.progress, self.progress.cancel, self.told, self.lines.panel):
            self.body.addWidget(widget)
        self.body.addWidget(self.reason)
        self.body.addWidget(self.form.widget)

    @property
    def typed_number(self) -> int | None:
        """What was typed; None where that is no number."""
        typed = str(self.form.values()["typed_number"] or "").strip()
        return int(typed) if typed.isdecimal() else None

    def show_running(self) -> None:
        """Shows the bar at its start."""
        self._show(is_running=True)
        self.progress.show_progress(0, 0)

    def show_trial(self, trial: Trial, *, must_type: bool) -> None:
        """Shows each line, those that are refused first."""
        self._show(is_running=False)
        count = word("Lines: {total}.").replace("{total}", count_text(len(trial.lines)))
        self.told.setText(f"{count} {trial_words(trial)}")
        self.lines.show(sorted(trial.lines, key=lambda row: (row.is_open, row.number)))
        self.form.set_values({"typed_number": ""})
        self.form.widget.setVisible(must_type)

    def _show(self, *, is_running: bool) -> None:
        self.progress.set_running(is_running=is_running)
        for widget in (self.told, self.lines.panel, self.reason, self.form.widget):
            widget.setVisible(not is_running)


class ResultPage(ColumnBox):
    """How far the run is; then what became of each line, and what can be done with the rest."""

    def __init__(self, why: Why) -> None:
        """Nothing is done yet."""
        super().__init__(look().px(12))
        self.progress = Progress()
        self.progress.cancel.setText(word("Stop"))
        self.rows: tuple[LineResult, ...] = ()
        self.told = PlainLabel("", wrap=True, selectable=True)
        self.lines: KnownTable[LineResult] = KnownTable(
            word("Lines and what became of them"),
            result_columns(why),
            lambda row: row.number,
            no_lines,
            _TALL_PX,
        )
        self.save = Button(word("Save the results..."))
        self.leave = Button(word("Leave the rest undone"))
        tools = QHBoxLayout()
        tools.setSpacing(look().px(8))
        for button in (self.progress.cancel, self.save, self.leave):
            tools.addWidget(button)
        tools.addStretch(1)
        for widget in (self.progress, self.told):
            self.body.addWidget(widget)
        self.body.addLayout(tools)
        self.reason = self.lines.explain(word("Why the line was refused"), lambda row: why(row.refusals))
        self.body.addWidget(self.lines.panel)
        self.body.addWidget(self.reason)

    def show_running(self) -> None:
        """Shows the bar at its start."""
        self.rows = ()
        self._show(is_running=True, can_leave=False)
        self.progress.show_progress(0, 0)

    def show_results(self, state: BulkState, results: Sequence[LineResult]) -> None:
        """Shows what became of each line, in their order."""
        self._show(is_running=False, can_leave=state.may_go_on)
        self.rows = tuple(results)
        self.told.setText(state_words(state))
        self.lines.show(results)

    def _show(self, *, is_running: bool, can_leave: bool) -> None:
        self.progress.set_running(is_running=is_running)
        for widget in (self.told, self.lines.panel, self.reason, self.save):
            widget.setVisible(not is_running)
        self.leave.setVisible(can_leave and not is_running)
