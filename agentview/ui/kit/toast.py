"""Short news in the lower corner of the window: done, undo, failed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from agentview.ui.kit.announce import announce
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button, IconButton
from agentview.ui.kit.text import PlainLabel
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.tinted import TintedBox
from agentview.ui.kit.type_scale import TypeRole

MOST_TOASTS = 3
STAYS_MS = 4000
_WIDTH = 360
_GLYPHS = {Tone.SUCCESS: "\u2713", Tone.BAD: "!", Tone.WARNING: "!"}


@dataclass(frozen=True)
class ToastText:
    """What to say; errors (tone BAD) stay until closed; `undo` is called when its button is pressed."""

    text: str
    tone: Tone = Tone.SUCCESS
    undo: Callable[[], None] | None = None
    undo_ms: int = STAYS_MS


class _Toast(TintedBox):
    closed = Signal(object)

    def __init__(self, text: ToastText, parent: QWidget) -> None:
        super().__init__(text.tone, parent)
        self._text = text
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_close)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        self.setFixedWidth(look().px(_WIDTH))
        row = QHBoxLayout(self)
        row.setContentsMargins(look().px(12), look().px(8), look().px(8), look().px(8))
        row.setSpacing(look().px(8))
        if text.tone in _GLYPHS:
            row.addWidget(PlainLabel(_GLYPHS[text.tone], TypeRole.STRONG))
        row.addWidget(PlainLabel(text.text, wrap=True), 1)
        if text.undo is not None:
            undo = Button(QCoreApplication.translate("Toast", "Undo"))
            undo.pressed_once.connect(self._on_undo)
            row.addWidget(undo)
        close = IconButton("close", QCoreApplication.translate("Toast", "Close"))
        close.pressed_once.connect(self._on_close)
        row.addWidget(close)
        self.setAccessibleName(text.text)
        self.recolour()
        if text.tone is not Tone.BAD:
            self._timer.start(text.undo_ms if text.undo is not None else STAYS_MS)

    def enterEvent(self, event: QEvent) -> None:
        """Waits while the mouse is on it."""
        self._timer.stop()
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        if self._text.tone is not Tone.BAD:
            self._timer.start(STAYS_MS)
        event.accept()

    @Slot()
    def _on_undo(self) -> None:
        self._on_close()
        if self._text.undo is not None:
            self._text.undo()

    @Slot()
    def _on_close(self) -> None:
        self._timer.stop()
        self.closed.emit(self)


class ToastStack(QWidget):
    """At most three toasts above each other, bottom right inside `window` (left in RTL)."""

    shown = Signal(object)

    def __init__(self, window: QWidget) -> None:
        """Floats over `window`."""
        super().__init__(window)
        self._toasts: list[_Toast] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look().px(8))
        window.installEventFilter(self)
        self.hide()

    def show_toast(self, text: ToastText) -> None:
        """Shows a toast and reads it out; the oldest one that is not an error makes room."""
        toast = _Toast(text, self)
        toast.closed.connect(self._on_closed)
        self._toasts.append(toast)
        self._column.addWidget(toast)
        toast.show()
        while len(self._toasts) > MOST_TOASTS:
            calm = [old for old in self._toasts[:-1] if old.tone is not Tone.BAD]
            self._remove((calm or self._toasts)[0])
        self._place()
        announce(self, text.text)
        self.shown.emit(text)

    def texts(self) -> list[str]:
        """What is shown now, oldest first."""
        return [toast.accessibleName() for toast in self._toasts]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows the size of the window."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and self._toasts:
            self._place()
        return super().eventFilter(watched, event)

    @Slot(object)
    def _on_closed(self, toast: object) -> None:
        if isinstance(toast, _Toast) and toast in self._toasts:
            self._remove(toast)
            self._place()

    def _remove(self, toast: _Toast) -> None:
        self._toasts.remove(toast)
        self._column.removeWidget(toast)
        toast.hide()
        toast.deleteLater()

    def _place(self) -> None:
        self.setVisible(bool(self._toasts))
        window = self.parentWidget()
        if window is None or not self._toasts:
            return
        edge = look().px(16)
        width = look().px(_WIDTH)
        height = sum(max(toast.heightForWidth(width), toast.sizeHint().height()) for toast in self._toasts)
        height += self._column.spacing() * (len(self._toasts) - 1)
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = edge if is_mirrored else window.width() - width - edge
        self.setGeometry(left, window.height() - height - edge, width, height)
        self.raise_()
