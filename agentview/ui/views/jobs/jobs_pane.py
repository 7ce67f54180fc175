"""The jobs above, the runs of the chosen one below (S-20)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QModelIndex, QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.jobs import JobRow
from agentview.gateway.port import FeedNews
from agentview.ui.failure_words import cause_text, offline_text
from agentview.ui.kit.action import ActionText, make_action, refuse_action, tip_with_key
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.list_panel import ListPanel
from agentview.ui.kit.memory_source import MemorySource
from agentview.ui.kit.paged_model import ListState, PagedTableModel
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.table import TableView
from agentview.ui.lists.words import failed_text
from agentview.ui.navigation import Desk
from agentview.ui.texts.run import job_word
from agentview.ui.views.jobs.job_columns import job_columns, job_summary
from agentview.ui.views.jobs.jobs_presenter import JobsPresenter
from agentview.ui.views.jobs.runs_pane import RunsPane

TICK_MS = 1_500
RUN_NOW, PAUSE, SHOW_ALL = "run_now", "pause", "show_all"
_MOST_ROWS, _FEWEST_ROWS = 7, 3


class JobsPane(QWidget):
    """A `JobsScreen`; reads nothing before `start`."""

    def __init__(self, desk: Desk) -> None:
        """Puts the jobs above their runs."""
        super().__init__()
        self._desk = desk
        self.runs = RunsPane(desk)
        self.list = self.runs.list
        self.presenter = JobsPresenter(desk, self, self.list.times)
        self.source: MemorySource[JobRow] = MemorySource()
        self.model: PagedTableModel[JobRow] = PagedTableModel(
            job_columns(desk, self.list.times), lambda row: row.job, self.source, self, summary=job_summary
        )
        self.source.attach(self.model)
        self.table = TableView(self.model, QCoreApplication.translate("Jobs", "Jobs"))
        self.panel = ListPanel(self.table, self._empty_text, failed_text)
        self.buttons = {name: self._button(name) for name in (RUN_NOW, PAUSE, SHOW_ALL)}
        self._chosen: str | None = None
        self._actions = {name: self._action(name) for name in self.buttons}
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._on_tick)
        self._arrange()
        self.table.current_changed.connect(self._on_current)
        self.table.row_opened.connect(self._on_opened)
        self.table.clicked.connect(self._on_clicked)
        self.panel.state_button_pressed.connect(self._on_state_button)
        self._unsubscribe = desk.shell.on_news(self._hear)
        self._show_causes()

    # What the area asks

    def start(self) -> None:
        """Reads jobs and runs."""
        self.presenter.read()
        self.runs.start()
        self._tick.start()

    def close_down(self) -> None:
        """Stops reading and hearing."""
        self._unsubscribe()
        self._unsubscribe = _nothing
        self._tick.stop()
        self.presenter.close()
        self.runs.close_down()

    def actions_shown(self) -> Sequence[QAction]:
        """Every action, for the key sheet."""
        return (*self._actions.values(), *self.runs.actions_shown())

    def take_focus(self) -> None:
        """Puts the focus on the jobs."""
        self.table.setFocus()

    def show_run(self, run_id: int) -> None:
        """Shows a run, whichever job it is of."""
        self._choose(None)
        self.runs.show_run(run_id)

    @Slot()
    def run_now(self) -> None:
        """Starts a round of the chosen job."""
        row = self._current()
        if row is not None and self._cause(RUN_NOW) is None:
            self.presenter.run_now(row)

    @Slot()
    def pause_or_resume(self) -> None:
        """Lets the schedule of the chosen job rest, or go on."""
        row = self._current()
        if row is not None and self._cause(PAUSE) is None:
            self.presenter.pause_or_resume(row)

    @Slot()
    def show_all(self) -> None:
        """Lists the runs of all jobs."""
        self._choose(None)

    # What the presenter tells (JobsScreen)

    def show_jobs(self, rows: tuple[JobRow, ...]) -> None:
        """Shows the jobs; the chosen one stays chosen."""
        self.source.show(rows, [row.job for row in rows])
        self._fit(len(rows))
        self._show_causes()

    def show_jobs_failed(self, error: Exception) -> None:
        """Shows in place of the jobs why they could not be read; those that are shown stay."""
        if not self.source.rows:
            text = self._desk.texts.report(error).text
            self.panel.show_instead(failed_text(f"{text.what} {text.next_step}".strip()))

    def started(self, job: str, run_id: int) -> None:
        """Says that a round was asked for, and shows it."""
        said = QCoreApplication.translate("Jobs", "{job}: run {run} waits for a worker")
        self._desk.toasts.say(said.replace("{job}", job_word(job)).replace("{run}", str(run_id)))
        self._choose(job)
        self.list.presenter.reload()
        self.runs.show_run(run_id)

    def schedule_changed(self, row: JobRow) -> None:
        """Says how the schedule is now."""
        translate = QCoreApplication.translate
        said = translate("Jobs", "Resumed the schedule of {job}")
        if row.paused_at is not None:
            said = translate("Jobs", "Paused the schedule of {job}")
        self._desk.toasts.say(said.replace("{job}", job_word(row.job)))

    def refused(self, error: Exception) -> None:
        """Says why it was not done."""
        self._desk.toasts.fail(self._desk.texts.report(error).text.sentences)

    # Inside

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        column.addWidget(FlowRow(list(self.buttons.values())))
        column.addWidget(self.panel)
        column.addWidget(self.runs, 1)
        self._fit(_FEWEST_ROWS)

    def _fit(self, rows: int) -> None:
        """Gives the jobs the height that they need; the runs get all else."""
        shown = min(max(rows, _FEWEST_ROWS), _MOST_ROWS)
        edges = 2 * self.table.frameWidth() + 2 * look().tokens.border
        header = max(self.table.horizontalHeader().sizeHint().height(), look().row_height)
        self.panel.setFixedHeight(shown * look().row_height + header + edges + look().px(8))

    def _button(self, name: str) -> Button:
        word, key, icon_name = _texts()[name]
        button = Button(word, tip=tip_with_key(word, key), icon_name=icon_name)
        button.pressed_once.connect(self._receivers()[name])
        return button

    def _action(self, name: str) -> QAction:
        return make_action(self.table, ActionText(*_texts()[name]), self._receivers()[name])

    def _receivers(self) -> dict[str, Callable[[], None]]:
        return {RUN_NOW: self.run_now, PAUSE: self.pause_or_resume, SHOW_ALL: self.show_all}

    def _current(self) -> JobRow | None:
        return self.presenter.job(self._chosen)

    def _cause(self, name: str) -> str | None:
        translate = QCoreApplication.translate
        if name == SHOW_ALL:
            is_narrowed = self.list.presenter.query.filter.job is not None
            return None if is_narrowed else translate("Jobs", "The runs of all jobs are listed already")
        row = self._current()
        if row is None:
            return translate("Jobs", "Choose a job first")
        if self.presenter.is_offline:
            return offline_text()
        against = self.presenter.against_run_now if name == RUN_NOW else self.presenter.against_pause
        return cause_text(self._desk.texts, against(row))

    def _show_causes(self) -> None:
        row, translate = self._current(), QCoreApplication.translate
        is_paused = row is not None and row.paused_at is not None
        word = translate("Jobs", "Resume schedule") if is_paused else translate("Jobs", "Pause schedule")
        self.buttons[PAUSE].setText(word)
        for name, button in self.buttons.items():
            cause = self._cause(name)
            button.set_refusal(cause)
            refuse_action(self._actions[name], cause)

    def _choose(self, job: str | None) -> None:
        """Lists the runs of this job; None lists all."""
        self.runs.show_job(job)
        if job is not None:
            self._chosen = job
            self.table.select_id(job)
        self._show_causes()

    def _hear(self, news: FeedNews) -> None:
        self.presenter.hear(news)
        self._show_causes()

    def _empty_text(self) -> StateText:
        translate = QCoreApplication.translate
        return StateText(
            translate("Jobs", "This program carries out no jobs"),
            translate("Jobs", "They run where AgentView is started with its worker."),
        )

    @Slot()
    def _on_tick(self) -> None:
        """While something runs and this tab is in front, what is shown is read again; else only drawn."""
        if not self.isVisible():
            return
        self.table.viewport().update()
        if (self.presenter.is_one_open or self.runs.is_open_shown) and not self.presenter.is_offline:
            self.presenter.read()
            self.runs.refresh()

    @Slot(object)
    def _on_current(self, row: JobRow | None) -> None:
        self._chosen = None if row is None else row.job
        self._show_causes()

    @Slot(object)
    def _on_opened(self, row: JobRow) -> None:
        """Enter lists the runs of a job."""
        self._choose(row.job)
        self.list.table.setFocus()

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        """A click lists the runs of a job, and leaves the focus where it is."""
        row = self.model.row(index.row())
        if row is not None:
            self._choose(row.job)

    @Slot(object)
    def _on_state_button(self, state: object) -> None:
        if state is not ListState.EMPTY or not self.source.rows:
            self.presenter.read()


def _texts() -> dict[str, tuple[str, str, str]]:
    translate = QCoreApplication.translate
    return {
        RUN_NOW: (translate("Jobs", "Run now"), "N", "play"),
        PAUSE: (translate("Jobs", "Pause schedule"), "P", "pause"),
        SHOW_ALL: (translate("Jobs", "Runs of all jobs"), "A", "list"),
    }


def _nothing() -> None:
    """Stands where there is nothing left to end."""
