"""The bulk migration: choose packages, see what each line comes to, carry them out, see the results."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.bulk_migration_runs import BulkState, LineResult, must_type
from agentview.contract.bulk_migrations import Candidate
from agentview.contract.value import RefusalInfo
from agentview.core.clock import local_day
from agentview.core.errors import Conflict
from agentview.ui.failure_words import COPY, cause_text, failure_banner
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.wizard_dialog import WizardDialog, steps_to
from agentview.ui.navigation import MIGRATION, Desk, Target
from agentview.ui.table_files import ask_for_table, ask_where_to_write
from agentview.ui.views.migrations.bulk_pages import CheckPage, PackagesPage, ResultPage, SourcePage
from agentview.ui.views.migrations.bulk_presenter import BulkPresenter, Trial
from agentview.ui.views.migrations.bulk_words import state_words, word

_SIZE = (1200, 780)


class BulkPage(Enum):
    """The pages in their order; a file has no packages to choose from."""

    SOURCE = auto()
    PACKAGES = auto()
    CHECK = auto()
    RESULT = auto()


P = BulkPage


class BulkMigrationDialog(WizardDialog):
    """Open it with `open()`. Closing it stops after the step under way; the run can go on from anywhere."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        """Asks where the packages come from, and shows the runs so far."""
        super().__init__(parent, word("Migrate many packages"), word("This bulk migration"), _SIZE)
        self._desk, self._details = desk, ""
        self._page = P.SOURCE
        self._is_again = False
        self.presenter = BulkPresenter(desk, self)
        self.source = SourcePage(desk, self._today)
        self.packages = PackagesPage()
        self.check = CheckPage(self._why, self._today)
        self.outcome = ResultPage(self._why)
        pages = (self.source, self.packages, self.check, self.outcome)
        for key, widget in zip(P, pages, strict=True):
            self.frame.add_page(key, widget)
        self._connect()
        self._show(P.SOURCE)
        self.presenter.read_runs()

    def _connect(self) -> None:
        self.frame.next_wanted.connect(self._on_next)
        self.frame.back_wanted.connect(self._on_back)
        self.frame.error_button.connect(self._on_banner)
        self.source.form.changed.connect(self._on_source)
        self.source.browse.pressed_once.connect(self._on_browse)
        self.source.runs.table.row_opened.connect(self._on_run)
        self.outcome.lines.table.row_opened.connect(self._on_result)
        for page in (self.check, self.outcome):
            page.progress.cancel.pressed_once.connect(self.presenter.stop)
        self.outcome.save.pressed_once.connect(self._on_save)
        self.outcome.leave.pressed_once.connect(self.presenter.leave_rest)
        self.finished.connect(self._on_finished)

    # What the presenter tells

    def runs_read(self, runs: Sequence[BulkState]) -> None:
        """Shows the runs that there were."""
        self.source.runs.show(runs)

    def file_read(self) -> None:
        """Goes on to the dry run."""
        self._try()

    def listed(self, packages: Sequence[Candidate]) -> None:
        """Shows the packages of the plan."""
        self._show(P.PACKAGES)
        self.packages.show_packages(packages)
        if not packages:
            self.frame.set_refusal(word("No active package has this plan"))

    def progressed(self, done: int, total: int) -> None:
        """Shows how far it is."""
        (self.check if self._page is P.CHECK else self.outcome).progress.show_progress(done, total)

    def tried(self, trial: Trial, *, is_whole: bool) -> None:
        """Shows what each line comes to; a dry run that was cancelled goes back."""
        if not is_whole:
            self._show(P.SOURCE)
            return
        self._show(P.CHECK)
        self._show_trial(trial)

    def carried_out(self, state: BulkState, results: Sequence[LineResult]) -> None:
        """Shows what became of each line."""
        self._show(P.RESULT)
        self.outcome.show_results(state, results)
        if not state.status.is_open:
            self._desk.toasts.say(state_words(state))

    def begun_before(self, error: Conflict) -> None:
        """Asks whether it is meant: the same button carries the lines out once more."""
        self._is_again = True
        self._show(P.CHECK)
        self._show_trial(self.presenter.trial)
        self.frame.next.setText(word("Migrate once more"))
        self._show_error(error)

    def results_written(self, path: Path, lines: int) -> None:
        """Says where the results are."""
        text = word("{count} lines with their results stand in {file}.")
        self._desk.toasts.say(text.replace("{count}", count_text(lines)).replace("{file}", path.name))

    def refused(self, error: Exception) -> None:
        """Shows why it does not go on; what was migrated stays, and what was chosen too."""
        if self._page is P.RESULT and self.presenter.state is not None:
            self._show(P.RESULT)
            self.outcome.show_results(self.presenter.state, self.outcome.rows)
        elif self._page is P.RESULT:
            self._show(P.CHECK)
            self._show_trial(self.presenter.trial)
        else:
            self._show(P.SOURCE)
        self._show_error(error)

    # Inside

    @Slot()
    def _on_next(self) -> None:
        if self._page is P.SOURCE:
            self._read()
        elif self._page is P.PACKAGES:
            self._choose()
        elif self._page is P.CHECK:
            self._carry_out()
        elif self.presenter.can_go_on:
            self._run(P.RESULT, word("Migrating..."))
            self.presenter.go_on()
        else:
            self.accept()

    @Slot()
    def _on_back(self) -> None:
        self._is_again = False
        is_chosen = self._page is P.CHECK and not self.source.is_file
        self._show(P.PACKAGES if is_chosen else P.SOURCE)
        if not is_chosen:
            self.presenter.read_runs()

    def _read(self) -> None:
        missing = self.source.missing()
        if missing:
            self.source.form.show_errors(missing)
            return
        self._is_again = False
        self.frame.set_busy(word("Reading..."))
        if self.source.is_file:
            self.presenter.read_file(self.source.path, force_complete=self.source.is_forced)
        else:
            self.presenter.list_packages(self.source.losing)

    def _choose(self) -> None:
        chosen = self.packages.packages.selected()
        if not chosen:
            self.packages.packages.table.setFocus()
            return
        choice = self.source.choice()
        name = word("{old} to {new}").replace("{old}", self.source.losing).replace("{new}", choice.plan_code)
        self.presenter.choose(chosen, choice, name)
        self._try()

    def _try(self) -> None:
        self._run(P.CHECK, word("Looking at each line..."))
        self.presenter.check()

    def _carry_out(self) -> None:
        total = len(self.presenter.trial.lines)
        if self._must_type() and self.check.typed_number != total:
            text = word("Type {total} if that is meant.").replace("{total}", str(total))
            self.check.form.show_errors({"typed_number": text})
            return
        typed = self.check.typed_number
        self._run(P.RESULT, word("Migrating..."))
        self.presenter.carry_out(typed, again=self._is_again)

    def _must_type(self) -> bool:
        return must_type(len(self.presenter.trial.lines), is_forced=self.presenter.is_forced)

    def _show_trial(self, trial: Trial) -> None:
        self.check.show_trial(trial, must_type=self._must_type())
        if not trial.good:
            self.frame.set_refusal(word("No line can be migrated"))

    @Slot(object)
    def _on_run(self, state: BulkState) -> None:
        self._run(P.RESULT, word("Reading..."))
        self.presenter.show_run(state)

    @Slot(object)
    def _on_result(self, row: LineResult) -> None:
        """Opens the migration that a line became."""
        if row.order_id is not None and not self.presenter.is_running:
            self.accept()
            self._desk.shell.open_target(Target(MIGRATION, row.order_id, row.reference))

    @Slot(str)
    def _on_source(self, name: str) -> None:
        if name == "source":
            self._show(P.SOURCE)
            self.source.form.input("source").setFocus()

    def _read_verb(self) -> str:
        return word("Look at each line") if self.source.is_file else word("List the packages")

    @Slot()
    def _on_browse(self) -> None:
        ask_for_table(self, word("Migrate the packages of"), self._on_file)

    @Slot(str)
    def _on_file(self, path: str) -> None:
        self.source.form.set_values({"path": path})

    @Slot()
    def _on_save(self) -> None:
        state = self.presenter.state
        if state is not None:
            name = f"{Path(state.name).stem}-results.csv"
            ask_where_to_write(self, word("Save the results to"), name, self._on_results_file)

    @Slot(str)
    def _on_results_file(self, path: str) -> None:
        self.presenter.write_results(Path(path))

    @Slot(str)
    def _on_banner(self, key: str) -> None:
        if key == COPY:
            self._desk.shell.copy_text(self._details)

    @Slot()
    def _on_finished(self) -> None:
        self.presenter.close()

    def _show_error(self, error: Exception) -> None:
        self._details = self._desk.texts.report(error).details
        self.frame.show_errors([failure_banner(self._desk.texts, error)])

    def _why(self, refusals: Sequence[RefusalInfo]) -> str:
        return cause_text(self._desk.texts, refusals) or ""

    def _today(self) -> date:
        return local_day(self._desk.clock.now(), self._desk.zone.key)

    def _run(self, page: BulkPage, label: str) -> None:
        self._show(page)
        (self.check if page is P.CHECK else self.outcome).show_running()
        self.frame.set_busy(label)
        self.frame.stack.setEnabled(True)

    def _show(self, page: BulkPage) -> None:
        self._page = page
        titles = {
            P.SOURCE: word("Which packages?"),
            P.PACKAGES: word("Packages of the plan"),
            P.CHECK: word("What each line comes to"),
            P.RESULT: word("What became of each line"),
        }
        verbs = {
            P.SOURCE: self._read_verb(),
            P.PACKAGES: word("Look at each line"),
            P.CHECK: word("Migrate"),
            P.RESULT: word("Go on") if self.presenter.can_go_on else word("Close"),
        }
        can_go_back = page in {P.PACKAGES, P.CHECK} or (page is P.RESULT and self.presenter.found is None)
        self.frame.show_page(page, titles[page], can_go_back=can_go_back, verb=verbs[page])
        names = {
            P.SOURCE: word("Source"),
            P.PACKAGES: word("Packages"),
            P.CHECK: word("Check"),
            P.RESULT: word("Migrate"),
        }
        path = [one for one in P if one is not P.PACKAGES or not self.source.is_file]
        is_over = page is P.RESULT and not self.presenter.can_go_on
        self.frame.set_steps(steps_to([names[one] for one in path], path.index(page), is_over=is_over))
