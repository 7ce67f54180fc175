"""A page of approval policies on the real services, as its tests handle it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.navigation import Desk
from agentview.ui.views.wireless.view import WirelessView
from agentview.ui.views.wireless_policies.delegations_pane import DelegationsPane
from agentview.ui.views.wireless_policies.page_view import PageView
from agentview.ui.views.wireless_policies.policies_pane import PoliciesPane
from tests.services.wireless_approval.approving import Approving
from tests.ui.fake_desk import FakeShell, FakeToasts
from tests.ui.views.wireless.conftest import Answering

D = TypeVar("D", bound=QDialog)


@dataclass
class Bench:
    """The area of one person, with the pages of approval policies."""

    view: WirelessView
    desk: Desk
    runner: HeldRunner
    asked: Answering
    approving: Approving

    @property
    def toasts(self) -> FakeToasts:
        """What was said."""
        return cast("FakeToasts", self.desk.toasts)

    @property
    def shell(self) -> FakeShell:
        """The window around the area."""
        return cast("FakeShell", self.desk.shell)

    @property
    def policies(self) -> PoliciesPane:
        """The policies, in front."""
        pane = self._page("policies")
        assert isinstance(pane, PoliciesPane)
        return pane

    @property
    def delegations(self) -> DelegationsPane:
        """The delegations, in front."""
        pane = self._page("delegation")
        assert isinstance(pane, DelegationsPane)
        return pane

    def settle(self) -> None:
        """Answer every call, and let layouts settle."""
        for _ in range(4):
            self.runner.run_all()
            QCoreApplication.sendPostedEvents()

    def choose(self, pane: PoliciesPane | DelegationsPane, record_id: int) -> None:
        """Choose a record in the list of a page."""
        assert pane.list.select(record_id)
        self.settle()
        assert pane.presenter.subject == record_id

    def run(self, pane: PoliciesPane | DelegationsPane, command: str) -> None:
        """Carry out a command of a page."""
        pane.run(command)
        self.settle()

    def dialog(self, kind: type[D]) -> D:
        """Return the dialog of this kind that stands in front."""
        found = self._dialogs(kind)
        assert found, f"no {kind.__name__} is open"
        return found[-1]

    def no_dialog(self) -> bool:
        """Say whether no dialog stands in front."""
        return not self._dialogs(QDialog)

    def press(self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key on a widget."""
        widget.window().activateWindow()
        QCoreApplication.processEvents()
        QTest.keyClick(widget, key, modifier or Qt.KeyboardModifier.NoModifier)
        self.settle()

    def send(self, dialog: Any, **values: object) -> None:  # noqa: ANN401 - any dialog with a form
        """Fill in a dialog and press its verb."""
        dialog.form.set_values(values)
        dialog.verb_button.click()
        self.settle()

    def texts(self, part: QWidget | None = None) -> str:
        """All that can be read in a part."""
        labels = (part or self.view.root).findChildren(QLabel)
        return "\n".join(one.text() for one in labels if one.isVisible())

    def _page(self, key: str) -> object:
        if self.view.home.key != key:
            self.view.home.show_page(key)
        self.settle()
        shown = self.view.home.view
        assert isinstance(shown, PageView)
        return shown.pane

    def _dialogs(self, kind: type[D]) -> list[D]:
        QCoreApplication.sendPostedEvents()
        root: QWidget = self.view.root
        return [one for one in root.findChildren(kind) if one.isVisible()]


def wrong(dialog: Any) -> set[str]:  # noqa: ANN401 - any dialog with a form
    """Return the fields that something is told beside."""
    return {name for name in dialog.form.values() if dialog.form.input(name).property("invalid")}


OpenBench = Callable[[str], Bench]
