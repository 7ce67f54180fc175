"""The header of an area: its title, the search and command box, and its one primary button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.text import ElidedLabel
from agentview.ui.kit.type_scale import TypeRole


class AreaHeader(QWidget):
    """One row above the area; the primary button stands last and is the area's own."""

    def __init__(self, box: QWidget, parent: QWidget | None = None) -> None:
        """Holds the search and command box."""
        super().__init__(parent)
        self._title = ElidedLabel("", TypeRole.H1)
        self._primary: Button | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look().px(12))
        self._row.addWidget(self._title, 1)
        self._row.addWidget(box, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_area(self, title: str, primary: Button | None) -> None:
        """Shows the title and the button of another area."""
        self._title.setText(title)
        if self._primary is not None and self._primary is not primary:
            self._row.removeWidget(self._primary)
            self._primary.hide()
        self._primary = primary
        if primary is not None:
            self._row.addWidget(primary, 0, Qt.AlignmentFlag.AlignVCenter)
            primary.show()
