"""Leads through the first run and the set-up page, before anybody has signed in and after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QMainWindow, QVBoxLayout

from agentview.core.clock import Clock
from agentview.ui.kit.help_dialog import give_help
from agentview.ui.kit.runner import Runner
from agentview.ui.navigation import Texts
from agentview.ui.setup.connection_dialog import ConnectionDialog
from agentview.ui.setup.first_run_page import FirstRunPage
from agentview.ui.setup.port import SetUp
from agentview.ui.setup.provider_dialog import ProviderDialog


@dataclass(frozen=True)
class FirstSteps:
    """What the set-up of a computer is done with; `is_first_run` asks before anything is reached."""

    set_up: SetUp
    is_first_run: bool = False
    greets: bool = False
    """Whether the short tour begins by itself for who has not seen it."""


class FirstStepsGuide(QObject):
    """`decided` tells that the first run has its answer, so that the services can be reached."""

    decided = Signal()

    def __init__(
        self, window: QMainWindow, steps: FirstSteps, runner: Runner, texts: Texts, clock: Clock
    ) -> None:
        """Makes the page of the first run; shows nothing."""
        super().__init__(window)
        self._window, self._steps, self._runner = window, steps, runner
        self._texts, self._clock = texts, clock
        self.page = self._make_page()
        self.page.chosen.connect(self.decided)
        self.page.own_wanted.connect(self._on_own_first)
        self.page.server_wanted.connect(self._on_server_first)

    @Slot()
    def open_connection(self) -> None:
        """Show the set-up page; what is saved there counts from the next start."""
        self._connection_dialog(self._window).open()

    @Slot()
    def open_choice(self) -> None:
        """Show the three ways to begin again, while the program runs."""
        dialog = QDialog(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(QCoreApplication.translate("FirstRun", "How to begin"))
        told = QCoreApplication.translate(
            "FirstRun", "Where this desktop works. Data stay where they are: you can come back at any time."
        )
        give_help(dialog, told)
        page = self._make_page()
        column = QVBoxLayout(dialog)
        column.addWidget(page)
        page.chosen.connect(page.show_kept)
        page.own_wanted.connect(lambda: self._open_provider(dialog, page.show_kept))
        page.server_wanted.connect(lambda: self._connection_dialog(dialog).open())
        dialog.finished.connect(page.close_calls)
        dialog.open()
        page.take_focus()

    @Slot()
    def _on_own_first(self) -> None:
        self._open_provider(self._window, self.decided.emit)

    @Slot()
    def _on_server_first(self) -> None:
        dialog = self._connection_dialog(self._window, is_first=True)
        dialog.accepted.connect(self.decided)
        dialog.open()

    def _open_provider(self, parent: QMainWindow | QDialog, made: Callable[[], None]) -> None:
        dialog = ProviderDialog(parent, self._runner, self._steps.set_up, self._texts, self._today)
        dialog.made.connect(made)
        dialog.open()

    def _connection_dialog(
        self, parent: QMainWindow | QDialog, *, is_first: bool = False
    ) -> ConnectionDialog:
        return ConnectionDialog(
            parent, self._runner, self._steps.set_up, self._texts, self._today, is_first=is_first
        )

    def _make_page(self) -> FirstRunPage:
        return FirstRunPage(self._runner, self._steps.set_up, self._texts)

    def _today(self) -> date:
        return self._clock.now().date()
