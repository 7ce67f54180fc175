"""What stands in the place of a list or part that has nothing to show: empty, refused, failed, loading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QFocusEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.skeleton import Skeleton
from agentview.ui.kit.text import INK_SECOND, PlainLabel, heading
from agentview.ui.kit.theme import ROW_HEIGHTS, Density

SKELETON_AFTER_MS = 300
TEXT_AFTER_MS = 3000


@dataclass(frozen=True)
class StateText:
    """A heading, one sentence, and the word on the one button ("" for no button)."""

    heading: str
    sentence: str
    button: str = ""


class StateOverlay(QWidget):
    """Centred heading, sentence and button; or skeleton bars while loading."""

    button_pressed = Signal()
    cancel_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Shows nothing yet."""
        super().__init__(parent)
        self._heading = heading("")
        self._sentence = PlainLabel("", ink=INK_SECOND, wrap=True)
        self._button = Button("")
        self._cancel = Button(QCoreApplication.translate("StateOverlay", "Cancel"))
        self._skeleton = Skeleton()
        self._lines_timer = self._timer(SKELETON_AFTER_MS)
        self._text_timer = self._timer(TEXT_AFTER_MS)
        self._lines_timer.timeout.connect(self._on_lines_due)
        self._text_timer.timeout.connect(self._on_text_due)
        self._button.pressed_once.connect(self.button_pressed)
        self._cancel.pressed_once.connect(self._on_cancelled)
        self._arrange()
        self._show_parts()

    def show_text(self, text: StateText) -> None:
        """Shows a heading, a sentence and, where named, a button."""
        self._stop()
        self._heading.setText(text.heading)
        self._sentence.setText(text.sentence)
        self._button.setText(text.button)
        self.setAccessibleName(f"{text.heading}. {text.sentence}")
        self._show_parts(text=True, button=bool(text.button))
        if self.hasFocus():
            self.focus_button()

    def show_loading(self, text_after_a_while: str = "") -> None:
        """Shows nothing at first, bars after 300 ms, and after 3 s the text and Cancel."""
        self._stop()
        self._heading.setText("")
        self._sentence.setText(
            text_after_a_while or QCoreApplication.translate("StateOverlay", "Still reading...")
        )
        self._show_parts()
        self._lines_timer.start()
        self._text_timer.start()

    def focus_button(self) -> None:
        """Moves the focus to the button, if there is one."""
        if self._button.isVisibleTo(self):
            self._button.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_keys(self, actions: Sequence[QAction]) -> None:
        """Lets the keys of what it stands for work while it has the focus."""
        for part in (self, self._button):
            part.addActions(actions)

    def has_focus_inside(self) -> bool:
        """Whether it or one of its buttons has the focus."""
        return self.hasFocus() or self._button.hasFocus() or self._cancel.hasFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hands the focus on to the button, if there is one."""
        super().focusInEvent(event)
        self.focus_button()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        gap = look().px(8)
        column.setContentsMargins(look().px(16), look().px(16), look().px(16), look().px(16))
        column.setSpacing(gap)
        column.addWidget(self._skeleton, 3)
        column.addStretch(1)
        for label in (self._heading, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addSpacing(gap)
        for button in (self._button, self._cancel):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.setMinimumHeight(look().px(ROW_HEIGHTS[Density.NORMAL] * 3))

    @Slot()
    def _on_lines_due(self) -> None:
        self._skeleton.show()

    @Slot()
    def _on_text_due(self) -> None:
        self._sentence.show()
        self._cancel.show()

    @Slot()
    def _on_cancelled(self) -> None:
        self._stop()
        self.cancel_pressed.emit()

    def _show_parts(self, *, text: bool = False, button: bool = False) -> None:
        self._heading.setVisible(text)
        self._sentence.setVisible(text)
        self._button.setVisible(button)
        # Without a button it is itself where Tab stops, as the list is that it stands for.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if text and not button else Qt.FocusPolicy.NoFocus)
        self._cancel.hide()
        self._skeleton.hide()

    def _stop(self) -> None:
        self._lines_timer.stop()
        self._text_timer.stop()

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        return timer
