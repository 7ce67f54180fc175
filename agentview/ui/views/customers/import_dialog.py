"""The import of customers: choose a file, say what its columns hold, try it, take it in."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.customer_imports import ImportField, ImportState
from agentview.contract.customers import Choice
from agentview.core.clock import local_day
from agentview.core.errors import AgentViewError, Conflict
from agentview.files.customer_file import Found
from agentview.ui.failure_words import failure_banner
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.strip import Step
from agentview.ui.kit.wizard_dialog import WizardDialog, steps_to
from agentview.ui.navigation import Desk
from agentview.ui.table_files import ask_for_table, ask_where_to_write
from agentview.ui.views.customers.import_pages import ColumnsPage, FilePage, ProgressPage
from agentview.ui.views.customers.import_presenter import ImportPresenter, Trial
from agentview.ui.views.customers.import_words import back_words, result_words, trial_words


class _Page(Enum):
    FILE = auto()
    COLUMNS = auto()
    CHECK = auto()
    RESULT = auto()


class ImportDialog(WizardDialog):
    """Open it with `open()`. Closing it stops after the block under way; what is in stays and can go on."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        """Asks for the file."""
        translate = QCoreApplication.translate
        title = translate("Import", "Import customers")
        super().__init__(parent, title, translate("Import", "This import"), (860, 680))
        self._desk = desk
        self._page = _Page.FILE
        self._is_again = False
        self.presenter = ImportPresenter(desk, self)
        self.file = FilePage(lambda: local_day(desk.clock.now(), desk.zone.key))
        self.columns = ColumnsPage(lambda: local_day(desk.clock.now(), desk.zone.key))
        self.trial = ProgressPage(is_result=False)
        self.outcome = ProgressPage(is_result=True)
        for key, widget in zip(_Page, (self.file, self.columns, self.trial, self.outcome), strict=True):
            self.frame.add_page(key, widget)
        self._connect()
        self._show(_Page.FILE)

    def _connect(self) -> None:
        self.frame.next_wanted.connect(self._on_next)
        self.frame.back_wanted.connect(self._on_back)
        self.file.browse.pressed_once.connect(self._on_browse)
        for page in (self.trial, self.outcome):
            page.cancel.pressed_once.connect(self.presenter.cancel)
        self.outcome.take_back.pressed_once.connect(self._on_take_back)
        self.outcome.save_rejects.pressed_once.connect(self._on_save_rejects)
        self.finished.connect(self._on_finished)

    # What the presenter tells

    def opened(self, found: Found, columns: Mapping[str, ImportField], profiles: tuple[Choice, ...]) -> None:
        """Goes on to the columns."""
        self.columns.show_file(found, columns, profiles)
        self._show(_Page.COLUMNS)

    def progressed(self, done: int, total: int) -> None:
        """Shows how far it is."""
        (self.trial if self._page is _Page.CHECK else self.outcome).show_progress(done, total)

    def tried(self, trial: Trial, *, is_whole: bool) -> None:
        """Shows what would become of the rows; a dry run that was cancelled goes back."""
        if not is_whole:
            self._show(_Page.COLUMNS)
            return
        self._show(_Page.CHECK)
        self.trial.show_end(trial_words(trial), trial.rejects)

    def taken_in(self, state: ImportState, *, is_whole: bool) -> None:
        """Shows what became of the rows."""
        self._show(_Page.RESULT, is_over=is_whole)
        self.outcome.show_end(
            result_words(state, is_whole=is_whole),
            has_rejects=bool(state.rejected + state.known),
            can_undo=bool(state.made),
        )
        if is_whole:
            self._desk.toasts.say(result_words(state, is_whole=True))

    def imported_before(self, error: Conflict) -> None:
        """Asks whether it is meant: the same button takes the file in once more."""
        self._is_again = True
        self._show(_Page.CHECK)
        self.trial.show_end(trial_words(self.presenter.trial), self.presenter.trial.rejects)
        self.frame.next.setText(QCoreApplication.translate("Import", "Take it in once more"))
        self.frame.show_errors([failure_banner(self._desk.texts, error)])

    def taken_back(self, removed: int, kept: int) -> None:
        """Shows that the customers are gone."""
        self._show(_Page.RESULT, is_over=True)
        self.outcome.show_end(back_words(removed, kept))

    def rejects_written(self, path: Path, rows: int) -> None:
        """Says where they are."""
        text = QCoreApplication.translate("Import", "{rows} refused rows stand in {file}")
        self._desk.toasts.say(text.replace("{rows}", count_text(rows)).replace("{file}", path.name))

    def refused(self, error: Exception) -> None:
        """Shows why, on the page where it can be mended."""
        if self._page is _Page.RESULT and self.presenter.state is not None:
            self.taken_in(self.presenter.state, is_whole=False)
        elif self._page in {_Page.CHECK, _Page.RESULT}:
            self._show(_Page.COLUMNS)
        self.frame.show_errors([failure_banner(self._desk.texts, error)])

    # Inside

    @Slot()
    def _on_next(self) -> None:
        if self._page is _Page.FILE:
            self._read_file()
        elif self._page is _Page.COLUMNS:
            self._check()
        elif self._page is _Page.CHECK or (
            self.presenter.state is not None and self.presenter.state.done < self.presenter.state.rows
        ):
            self._take_in()
        else:
            self.accept()

    @Slot()
    def _on_back(self) -> None:
        self._is_again = False
        self._show(_Page.FILE if self._page is _Page.COLUMNS else _Page.COLUMNS)

    def _read_file(self) -> None:
        missing = self.file.form.check()
        if missing:
            self.file.form.show_errors(missing)
            return
        self.frame.set_busy(QCoreApplication.translate("Import", "Reading..."))
        self.presenter.open(self.file.chosen())

    def _check(self) -> None:
        try:
            self.presenter.choose(self.columns.columns(), *self.columns.defaults())
        except AgentViewError as error:
            self.frame.show_errors([failure_banner(self._desk.texts, error)])
            return
        self._run(_Page.CHECK, QCoreApplication.translate("Import", "Checking..."))
        self.presenter.check()

    def _take_in(self) -> None:
        self._run(_Page.RESULT, QCoreApplication.translate("Import", "Importing..."))
        self.presenter.take_in(again=self._is_again)

    @Slot()
    def _on_take_back(self) -> None:
        self._run(_Page.RESULT, QCoreApplication.translate("Import", "Taking back..."))
        self.outcome.cancel.hide()
        self.presenter.take_back()

    @Slot()
    def _on_browse(self) -> None:
        ask_for_table(self, QCoreApplication.translate("Import", "Import customers from"), self._on_file)

    @Slot(str)
    def _on_file(self, path: str) -> None:
        self.file.form.set_values({"path": path})

    @Slot()
    def _on_save_rejects(self) -> None:
        title = QCoreApplication.translate("Import", "Save the refused rows to")
        ask_where_to_write(self, title, f"{self.file.chosen().path.stem}-refused.csv", self._on_rejects_file)

    @Slot(str)
    def _on_rejects_file(self, path: str) -> None:
        self.presenter.write_rejects(Path(path))

    @Slot()
    def _on_finished(self) -> None:
        self.presenter.cancel()
        self.presenter.close()

    def _run(self, page: _Page, label: str) -> None:
        self._show(page)
        (self.trial if page is _Page.CHECK else self.outcome).show_running()
        self.frame.set_busy(label)
        self.frame.stack.setEnabled(True)

    def _show(self, page: _Page, *, is_over: bool = False) -> None:
        translate = QCoreApplication.translate
        self._page = page
        titles = {
            _Page.FILE: translate("Import", "Which file?"),
            _Page.COLUMNS: translate("Import", "What do the columns hold?"),
            _Page.CHECK: translate("Import", "What would become of the rows"),
            _Page.RESULT: translate("Import", "Import"),
        }
        verbs = {
            _Page.FILE: translate("Import", "Read the file"),
            _Page.COLUMNS: translate("Import", "Check all rows"),
            _Page.CHECK: translate("Import", "Import"),
            _Page.RESULT: translate("Import", "Close") if is_over else translate("Import", "Go on"),
        }
        can_go_back = page in {_Page.COLUMNS, _Page.CHECK}
        self.frame.show_page(page, titles[page], can_go_back=can_go_back, verb=verbs[page])
        self.frame.set_steps(self._steps(page, is_over=is_over))

    def _steps(self, page: _Page, *, is_over: bool) -> list[Step]:
        translate = QCoreApplication.translate
        names = (
            translate("Import", "File"),
            translate("Import", "Columns"),
            translate("Import", "Check"),
            translate("Import", "Import"),
        )
        return steps_to(names, list(_Page).index(page), is_over=is_over)
