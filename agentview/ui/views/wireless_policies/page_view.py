"""A page of approval policies as the area of wireless orders takes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from agentview.ui.kit.button import Button
from agentview.ui.navigation import Target
from agentview.ui.views.wireless_policies.delegations_pane import DelegationsPane
from agentview.ui.views.wireless_policies.policies_pane import PoliciesPane


class PageView:
    """An `AreaView` of one pane; reads at once, because it is built when it is first shown."""

    primary: Button | None = None

    def __init__(self, pane: PoliciesPane | DelegationsPane, title: str) -> None:
        """Shows the pane."""
        self.pane, self._title = pane, title
        pane.start()

    @property
    def widget(self) -> QWidget:
        """The pane itself."""
        return self.pane

    def action_groups(self) -> Mapping[str, Sequence[QAction]]:
        """Every action of the pane."""
        return {self._title: self.pane.actions_shown()}

    def open(self, target: Target) -> None:
        """Shows a record, or begins a new one."""
        self.pane.open_target(target)

    def take_focus(self) -> None:
        """Puts the focus on the list."""
        self.pane.take_focus()

    def close(self) -> None:
        """Drops calls and stops hearing news."""
        self.pane.close_down()
