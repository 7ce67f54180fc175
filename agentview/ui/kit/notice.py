"""One quiet line above a part: age of the data, a restored draft, a hint."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.text import PlainLabel
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.tinted import TintedBox


class NoticeBar(TintedBox):
    """A text and at most one button; hidden while it has no text."""

    button_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Shows nothing yet."""
        super().__init__(Tone.INFO, parent)
        self._label = PlainLabel("", wrap=True)
        self._button = Button("", ButtonKind.SECONDARY)
        self._button.pressed_once.connect(self.button_pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(look().px(12), look().px(6), look().px(6), look().px(6))
        row.addWidget(self._label, 1)
        row.addWidget(self._button)
        self.hide()

    def show_notice(self, text: str, button: str = "", tone: Tone = Tone.INFO) -> None:
        """Shows a text; an empty one hides the bar."""
        self._label.setText(text)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self.setAccessibleName(text)
        self.set_tone(tone)
        self.setVisible(bool(text))
