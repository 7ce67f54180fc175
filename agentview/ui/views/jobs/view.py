"""The area of jobs and batches: two tabs on one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from agentview.ui.kit.action import ActionText, make_action
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.record_tab_bar import RecordTabBar
from agentview.ui.navigation import BATCH, JOB_RUN, Desk, Target
from agentview.ui.views.jobs.batches_pane import BatchesPane
from agentview.ui.views.jobs.jobs_pane import JobsPane


class JobsAreaView(QObject):
    """An `AreaView`."""

    def __init__(self, desk: Desk) -> None:
        """Builds both tabs; each reads when it is first shown."""
        self.root = QWidget()
        super().__init__(self.root)
        translate = QCoreApplication.translate
        self.jobs, self.batches = JobsPane(desk), BatchesPane(desk)
        self._panes: tuple[JobsPane | BatchesPane, ...] = (self.jobs, self.batches)
        self._started: set[int] = set()
        self._is_closed = False
        self.bar = RecordTabBar(translate("Jobs", "Jobs and batches"))
        self.stack = QStackedWidget()
        for title, pane in zip(
            (translate("Jobs", "Jobs"), translate("Jobs", "Batches")), self._panes, strict=True
        ):
            self.bar.add_fixed(title)
            self.stack.addWidget(pane)
        before = ActionText(translate("Jobs", "Show jobs"), "Ctrl+PgUp", "arrow-left")
        after = ActionText(translate("Jobs", "Show batches"), "Ctrl+PgDown", "arrow-right")
        self._switches = (
            make_action(self.root, before, lambda: self._show(0)),
            make_action(self.root, after, lambda: self._show(1)),
        )
        column = QVBoxLayout(self.root)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        column.addWidget(self.bar)
        column.addWidget(self.stack, 1)
        self.bar.currentChanged.connect(self._on_tab)
        self._on_tab(0)

    @property
    def widget(self) -> QWidget:
        """What fills the window below the header."""
        return self.root

    @property
    def primary(self) -> Button | None:
        """Nothing is made here; Run now belongs to the chosen job."""
        return None

    def action_groups(self) -> Mapping[str, Sequence[QAction]]:
        """Every action, for the key sheet and the command box."""
        translate = QCoreApplication.translate
        return {
            translate("Jobs", "Jobs"): self.jobs.actions_shown(),
            translate("Jobs", "Batches"): self.batches.actions_shown(),
            translate("Jobs", "Jobs and batches"): self._switches,
        }

    def open(self, target: Target) -> None:
        """Shows a batch or a run, whether it is in its list or not."""
        if target.kind == BATCH:
            self.bar.setCurrentIndex(1)
            self.batches.show_batch(target.record_id)
        elif target.kind == JOB_RUN:
            self.bar.setCurrentIndex(0)
            self.jobs.show_run(target.record_id)

    def take_focus(self) -> None:
        """Puts the focus on the jobs, or on the list of batches."""
        if self.stack.currentIndex() == 0:
            self.jobs.take_focus()
        else:
            self.batches.list.table.setFocus()

    def close(self) -> None:
        """Drops calls and stops hearing news; a second time does nothing."""
        if not self._is_closed:
            self._is_closed = True
            for pane in self._panes:
                pane.close_down()

    def _show(self, at: int) -> None:
        self.bar.setCurrentIndex(at)
        self.take_focus()

    @Slot(int)
    def _on_tab(self, at: int) -> None:
        self.stack.setCurrentIndex(at)
        if at not in self._started:
            self._started.add(at)
            self._panes[at].start()
