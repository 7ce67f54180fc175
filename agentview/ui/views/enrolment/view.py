"""The area of device enrolment: one list with its record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.ui.kit.button import Button
from agentview.ui.navigation import ENROLMENT, Desk, Target
from agentview.ui.views.enrolment.pane import EnrolmentPane


class EnrolmentAreaView(QObject):
    """An `AreaView`."""

    def __init__(self, desk: Desk) -> None:
        """Builds the screen and starts reading."""
        self.root = QWidget()
        super().__init__(self.root)
        self.pane = EnrolmentPane(desk)
        self._is_closed = False
        column = QVBoxLayout(self.root)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pane)
        self.pane.start()

    @property
    def widget(self) -> QWidget:
        """What fills the window below the header."""
        return self.root

    @property
    def primary(self) -> Button | None:
        """Nothing is more usual here than choosing a device."""
        return None

    def action_groups(self) -> Mapping[str, Sequence[QAction]]:
        """Every action, for the key sheet and the command box."""
        return {QCoreApplication.translate("Enrolment", "Device enrolment"): self.pane.actions_shown()}

    def open(self, target: Target) -> None:
        """Shows a device, whether it is in the list or not."""
        if target.kind == ENROLMENT:
            self.pane.show_device(target.record_id)

    def take_focus(self) -> None:
        """Puts the focus on the list."""
        self.pane.list.table.setFocus()

    def close(self) -> None:
        """Drops calls and stops hearing news; a second time does nothing."""
        if not self._is_closed:
            self._is_closed = True
            self.pane.close_down()
