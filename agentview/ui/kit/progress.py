"""How far something long is, with the button that stops it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QProgressBar

from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.text import INK_SECOND, PlainLabel


class Progress(ColumnBox):
    """A bar and the numbers; put `cancel` beside other buttons."""

    def __init__(self) -> None:
        """Stands at its start."""
        super().__init__(look().px(8))
        translate = QCoreApplication.translate
        self.bar = QProgressBar()
        self.bar.setAccessibleName(translate("Progress", "Progress"))
        self.count = PlainLabel("", ink=INK_SECOND)
        self.cancel = Button(translate("Progress", "Cancel"))
        self.body.addWidget(self.bar)
        self.body.addWidget(self.count)
        self.show_progress(0, 0)

    def show_progress(self, done: int, total: int) -> None:
        """Shows how far it is."""
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        text = QCoreApplication.translate("Progress", "{done} of {total} rows")
        self.count.setText(text.replace("{done}", count_text(done)).replace("{total}", count_text(total)))

    def set_running(self, *, is_running: bool) -> None:
        """Shows it while something runs, and hides it after."""
        for widget in (self, self.cancel):
            widget.setVisible(is_running)
