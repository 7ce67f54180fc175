"""Why something cannot be done with some of many rows: a text that scrolls when it is long."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.kit.text import INK_SECOND, PlainLabel

_MOST_HEIGHT = 180


class Reasons(ScrollColumn):
    """Is there only while it has something to say; the text can be selected."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        """Says `text`."""
        super().__init__(QCoreApplication.translate("Reasons", "Reasons"), parent)
        self._label = PlainLabel(text, ink=INK_SECOND, wrap=True, selectable=True)
        self.body.addWidget(self._label)
        self.setMaximumHeight(look().px(_MOST_HEIGHT))
        if not text:
            # To show it here would open a window of its own: it has no parent yet.
            self.hide()

    def say(self, text: str) -> None:
        """Says something else; nothing is not shown."""
        self._label.setText(text)
        self.setVisible(bool(text))

    def text(self) -> str:
        """What it says."""
        return self._label.text()
