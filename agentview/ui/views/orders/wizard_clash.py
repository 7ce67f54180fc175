"""Both sides of an order that two people changed, side by side, in place of its page."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.ui.kit.conflict import Clash, ConflictView
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.views.orders.wizard_merge import FormMerge
from agentview.ui.views.orders.wizard_words import field_text, field_word


class ClashPanel(QWidget):
    """`resolved(picks)` goes on; theirs is picked at first."""

    resolved = Signal(dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Shows nothing yet."""
        super().__init__(parent)
        self.view: ConflictView | None = None
        self._column = ScrollColumn("")
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._column)

    def show_clashes(self, both: FormMerge, by: str, at: datetime, zone: ZoneInfo) -> None:
        """Shows what both changed; fields of one side alone are in the form already."""
        if self.view is not None:
            self.view.hide()
            self.view.deleteLater()
        clashes = [
            Clash(name, field_word(name), field_text(name, both.mine), field_text(name, both.theirs))
            for name in both.clashes
        ]
        self.view = ConflictView(clashes, who(by, at, zone))
        self._column.setAccessibleName(who(by, at, zone))
        self._column.body.addWidget(self.view)
        self.view.resolved.connect(self.resolved)
        self.view.show()


def who(by: str, at: datetime, zone: ZoneInfo) -> str:
    """Somebody and the time of day."""
    return f"{by}, {at.astimezone(zone):%H:%M}"
