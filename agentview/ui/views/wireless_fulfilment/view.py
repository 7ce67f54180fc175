"""The fulfilment queue as a page of the area of wireless orders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from agentview.ui.kit.button import Button
from agentview.ui.navigation import Desk, Target
from agentview.ui.views.wireless_fulfilment.pane import FulfilmentPane
from agentview.ui.views.wireless_fulfilment.words import word


class FulfilmentView:
    """An `AreaView`."""

    primary: Button | None = None

    def __init__(self, desk: Desk) -> None:
        """Reads at once: it is built when it is first shown."""
        self.pane = FulfilmentPane(desk)
        self.pane.start()

    @property
    def widget(self) -> QWidget:
        """What fills the page."""
        return self.pane

    def action_groups(self) -> Mapping[str, Sequence[QAction]]:
        """Every action of the queue."""
        return {word("Fulfilment"): self.pane.actions_shown()}

    def open(self, _target: Target) -> None:
        """Nothing leads here by a link: orders open among the requests."""

    def take_focus(self) -> None:
        """Puts the focus on the list."""
        self.pane.take_focus()

    def close(self) -> None:
        """Drops calls and stops hearing news."""
        self.pane.close_down()
