"""Both sides of a form that two people changed, side by side, in place of its page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.ui.forms.form_merge import FormMerge
from agentview.ui.kit.conflict import Clash, ConflictView
from agentview.ui.kit.scroll import ScrollColumn

FieldWord = Callable[[str], str]
FieldText = Callable[[str, Any], str]


class ClashPanel(QWidget):
    """`resolved(picks)` goes on; theirs is picked at first.

    `word_of(name)` is what a field is called, `text_of(name, form)` its value as people read it.
    """

    resolved = Signal(dict)

    def __init__(self, word_of: FieldWord, text_of: FieldText, parent: QWidget | None = None) -> None:
        """Shows nothing yet."""
        super().__init__(parent)
        self.view: ConflictView | None = None
        self._word_of, self._text_of = word_of, text_of
        self._column = ScrollColumn("")
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._column)

    def show_clashes(self, both: FormMerge[Any], by: str, at: datetime, zone: ZoneInfo) -> None:
        """Shows what both changed; fields of one side alone are in the form already."""
        if self.view is not None:
            self.view.hide()
            self.view.deleteLater()
        clashes = [
            Clash(name, self._word_of(name), self._text_of(name, both.mine), self._text_of(name, both.theirs))
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
