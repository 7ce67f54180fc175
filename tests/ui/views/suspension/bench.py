"""The area of a credit controller on the real services, as its tests handle it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from agentview.ui.forms.record_dialog import RecordDialog
from agentview.ui.kit.a11y import nameless
from agentview.ui.navigation import Desk
from agentview.ui.views.suspension.calendar_pane import CalendarPane
from agentview.ui.views.suspension.candidates_pane import CandidatesPane
from agentview.ui.views.suspension.rules_pane import RulesPane
from agentview.ui.views.suspension.tabs import CALENDAR, CANDIDATES, RULES
from agentview.ui.views.suspension.view import SuspensionView
from tests.fixtures.backend import Backend
from tests.ui.fake_desk import FakeShell, FakeToasts

WAIT = 60_000
D = TypeVar("D", bound=QDialog)
P = TypeVar("P", CandidatesPane, RulesPane, CalendarPane)


@dataclass
class Bench:
    """The area of one person, on the services."""

    view: SuspensionView
    desk: Desk
    qtbot: QtBot
    backend: Backend

    @property
    def shell(self) -> FakeShell:
        """The window around the area."""
        assert isinstance(self.desk.shell, FakeShell)
        return self.desk.shell

    @property
    def toasts(self) -> FakeToasts:
        """What was said."""
        assert isinstance(self.desk.toasts, FakeToasts)
        return self.desk.toasts

    @property
    def candidates(self) -> CandidatesPane:
        """The dry run, in front."""
        return self._shown(CANDIDATES, CandidatesPane)

    @property
    def rules(self) -> RulesPane:
        """The rule sets, in front."""
        return self._shown(RULES, RulesPane)

    @property
    def calendar(self) -> CalendarPane:
        """Exemptions, groups and closed days, in front."""
        return self._shown(CALENDAR, CalendarPane)

    def wait(self, condition: Callable[[], bool]) -> None:
        """Wait until something holds."""
        self.qtbot.waitUntil(condition, timeout=WAIT)

    def choose(self, pane: Any, record_id: int) -> None:  # noqa: ANN401 - of any list
        """Choose a record of a pane, and wait until it is read."""
        self.wait(lambda: pane.list.select(record_id))
        self.wait(lambda: pane.presenter.subject == record_id and pane.presenter.detail is not None)

    def opened(self, pane: Any, command: str) -> RecordDialog:  # noqa: ANN401 - of any list
        """Open a form by its command."""
        pane.run(command)
        dialog = self.dialog(RecordDialog)
        assert nameless(dialog) == []
        return dialog

    def dialog(self, kind: type[D]) -> D:
        """Wait for a dialog of this kind, and return it."""
        self.wait(lambda: bool(self._dialogs(kind)))
        return self._dialogs(kind)[-1]

    def no_dialog(self) -> None:
        """Wait until no dialog stands in front."""
        self.wait(lambda: not self._dialogs(QDialog))

    def texts(self, part: QWidget | None = None) -> str:
        """All that can be read in a part."""
        labels = (part or self.view.root).findChildren(QLabel)
        return "\n".join(one.text() for one in labels if one.isVisible())

    def _shown(self, key: str, kind: type[P]) -> P:
        self.view.show_tab(key)
        pane = self.view.panes[key]
        assert isinstance(pane, kind)
        return pane

    def _dialogs(self, kind: type[D]) -> list[D]:
        QCoreApplication.sendPostedEvents()
        root: QWidget = self.view.root
        return [one for one in root.findChildren(kind) if one.isVisible()]


def wrong(dialog: RecordDialog) -> set[str]:
    """Return the fields that something is told beside."""
    return {name for name in dialog.form.values() if dialog.form.input(name).property("invalid")}


OpenBench = Callable[[str], Bench]
