"""Says what stands in the way: cause, meaning, next step, and the buttons that help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from agentview.ui.kit.announce import announce
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.text import PlainLabel
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.tinted import TintedBox
from agentview.ui.kit.type_scale import TypeRole

_SEVERITY = (
    Tone.BAD,
    Tone.BLOCKED,
    Tone.WARNING,
    Tone.INFO,
    Tone.PROGRESS,
    Tone.SUCCESS,
    Tone.NEUTRAL,
)

NARROW = 0.4


@dataclass(frozen=True)
class BannerText:
    """Cause (bold), what it means, what to do next, and buttons as (key, word)."""

    tone: Tone
    cause: str
    meaning: str = ""
    next_step: str = ""
    buttons: tuple[tuple[str, str], ...] = ()


class Banner(TintedBox):
    """Shows the most severe of its texts; "2 more" steps to the others. Hidden while it has none."""

    button_pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Shows nothing yet."""
        super().__init__(Tone.NEUTRAL, parent)
        self._texts: list[BannerText] = []
        self._at = 0
        self._cause = PlainLabel("", TypeRole.STRONG, wrap=True, selectable=True)
        self._body = PlainLabel("", wrap=True, selectable=True)
        for label in (self._cause, self._body):
            label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # It belongs to the banner from the start: a widget without parent may die at any time.
        self._more = Button("", ButtonKind.SECONDARY, self)
        self._more.hide()
        self._more.pressed_once.connect(self._on_more)
        self._buttons: list[Button] = []
        self._button_row = QHBoxLayout()
        self._button_row.setSpacing(look().px(8))
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(self._cause)
        text.addWidget(self._body)
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lines.setContentsMargins(look().px(12), look().px(10), look().px(12), look().px(10))
        self._lines.setSpacing(look().px(12))
        self._lines.addLayout(text, 1)
        self._lines.addLayout(self._button_row)
        self._button_row.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignTrailing)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def show_texts(self, texts: Sequence[BannerText]) -> None:
        """Shows the most severe text and offers the others; none hides the banner."""
        fresh = sorted(texts, key=lambda text: _SEVERITY.index(text.tone))
        if fresh == self._texts:
            return
        self._texts, self._at = fresh, 0
        self._show_current()
        if fresh:
            announce(self, self.accessibleName())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the buttons under the text where the banner is narrow."""
        super().resizeEvent(event)
        is_narrow = self._button_row.sizeHint().width() > self.width() * NARROW
        direction = QBoxLayout.Direction
        self._lines.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)

    @Slot()
    def _on_more(self) -> None:
        self._at = (self._at + 1) % len(self._texts)
        self._show_current()

    @Slot()
    def _on_button(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.button_pressed.emit(str(sender.property("key")))

    def _show_current(self) -> None:
        self.setVisible(bool(self._texts))
        if not self._texts:
            return
        text = self._texts[self._at]
        body = " ".join(part for part in (text.meaning, text.next_step) if part)
        self._cause.setText(text.cause)
        self._body.setText(body)
        self._body.setVisible(bool(body))
        self.setAccessibleName(f"{text.cause}. {body}".strip())
        self._show_buttons(text)
        self.set_tone(text.tone)

    def _show_buttons(self, text: BannerText) -> None:
        for button in self._buttons:
            button.deleteLater()
        self._buttons = []
        self._button_row.removeWidget(self._more)
        for key, word in text.buttons:
            button = Button(word)
            button.setProperty("key", key)
            button.pressed_once.connect(self._on_button)
            self._buttons.append(button)
            self._button_row.addWidget(button)
            # A layout shows what is added late only in the next turn of the event loop.
            button.show()
        self._button_row.addWidget(self._more)
        others = len(self._texts) - 1
        self._more.setVisible(others > 0)
        self._more.setText(QCoreApplication.translate("Banner", "%n more", None, others))
