"""Buttons of five kinds, with a busy state and a stated cause when they refuse."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton, QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.icon import icon
from agentview.ui.kit.text import set_tip
from agentview.ui.kit.type_scale import RESTYLED, TypeRole, role_font

_PRESSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ButtonKind(StrEnum):
    """How a button looks; at most one PRIMARY in a view, DANGER_FILLED only inside a confirmation."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    DANGER = "danger"
    DANGER_FILLED = "danger-filled"
    QUIET = "quiet"


_FILLED = (ButtonKind.PRIMARY, ButtonKind.DANGER_FILLED)


class Button(QPushButton):
    """A button with a word. Connect `pressed_once`: it carries no argument and is silent while busy."""

    pressed_once = Signal()

    # Qt may restyle the button before its constructor is done.
    kind = ButtonKind.SECONDARY
    _tip = ""
    _icon_name = ""
    _refusal: str | None = None

    def __init__(
        self,
        text: str,
        kind: ButtonKind = ButtonKind.SECONDARY,
        parent: QWidget | None = None,
        *,
        tip: str = "",
        icon_name: str = "",
    ) -> None:
        """Makes the button; `tip` should name its key when it has one."""
        super().__init__(text, parent)
        self.kind = kind
        self._tip = tip
        self._icon_name = icon_name
        self._idle_text = ""
        self.setProperty("kind", kind.value)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._on_clicked)
        self._dress()

    @property
    def is_busy(self) -> bool:
        """Whether the act runs that this button started."""
        return bool(self._idle_text)

    def set_busy(self, busy_text: str | None) -> None:
        """Shows what is being done ("Activating...") at the same width; None ends it."""
        if busy_text is None:
            if self._idle_text:
                self.setText(self._idle_text)
                self._idle_text = ""
                self.setMinimumWidth(0)
        elif not self._idle_text:
            self._idle_text = self.text()
            now = self.width() if self.isVisible() else self.sizeHint().width()
            self.setMinimumWidth(max(now, self._width_for(busy_text)))
            self.setText(busy_text)
        self.setEnabled(self._refusal is None and not self._idle_text)

    def set_refusal(self, cause: str | None) -> None:
        """Disables the button and says why in its tooltip; None allows it again."""
        self._refusal = cause
        self.setEnabled(cause is None and not self._idle_text)
        set_tip(self, cause or self._tip)
        self.setAccessibleDescription(cause or "")

    def event(self, event: QEvent) -> bool:
        """Follows font and colours of the application; keeps Enter to itself, whatever it opens around it."""
        if event.type() in RESTYLED:
            self._dress()
        if is_claiming_enter(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as Space does."""
        if not press_by_enter(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the button and, on a filled one, a second ring so that focus shows on its own colour."""
        super().paintEvent(event)
        if self.hasFocus() and self.kind in _FILLED:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            tokens = look().tokens
            ring = tokens.on_accent if self.kind is ButtonKind.PRIMARY else tokens.on_danger
            painter.setPen(QPen(QColor(ring), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2.75, 2.75, -2.75, -2.75), 2.5, 2.5)

    @Slot()
    def _on_clicked(self) -> None:
        self.pressed_once.emit()

    def _dress(self) -> None:
        if self.kind in _FILLED:
            self.setFont(role_font(TypeRole.STRONG))
        if self._icon_name:
            self.setIcon(icon(self._icon_name, self._ink(), look().px(16), look().px(2)))
            self.setIconSize(QSize(look().px(16) + 2 * look().px(2), look().px(16)))
        if self._tip and self._refusal is None:
            set_tip(self, self._tip)

    def _ink(self) -> str:
        tokens = look().tokens
        return {
            ButtonKind.PRIMARY: tokens.on_accent,
            ButtonKind.DANGER_FILLED: tokens.on_danger,
            ButtonKind.DANGER: tokens.error,
            ButtonKind.QUIET: tokens.link,
        }.get(self.kind, tokens.text2)

    def _width_for(self, text: str) -> int:
        metrics = self.fontMetrics()
        return (
            self.sizeHint().width() - metrics.horizontalAdvance(self.text()) + metrics.horizontalAdvance(text)
        )


class IconButton(QToolButton):
    """A small button that shows only an icon; `name` is its tooltip and what is read out."""

    pressed_once = Signal()
    _icon_name = "more"

    def __init__(self, icon_name: str, name: str, parent: QWidget | None = None) -> None:
        """Makes the button."""
        super().__init__(parent)
        self._icon_name = icon_name
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._on_clicked)
        self.set_face(icon_name, name)

    def set_face(self, icon_name: str, name: str) -> None:
        """Shows another icon under another name."""
        self._icon_name = icon_name
        self.setAccessibleName(name)
        set_tip(self, name)
        self._dress()

    def event(self, event: QEvent) -> bool:
        """Follows the colours of the application; keeps Enter to itself, whatever it opens around it."""
        if event.type() in RESTYLED:
            self._dress()
        if is_claiming_enter(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as Space does."""
        if not press_by_enter(self, event):
            super().keyPressEvent(event)

    def _dress(self) -> None:
        size = look().px(16)
        self.setIcon(icon(self._icon_name, None, size))
        self.setIconSize(QSize(size, size))

    @Slot()
    def _on_clicked(self) -> None:
        self.pressed_once.emit()


def is_claiming_enter(event: QEvent) -> bool:
    """Say whether Qt asks if a button with the focus takes Enter, before a shortcut of the screen has it."""
    return event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_enter(event)


def press_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Press a button where the key is Enter, once however long it is held; say whether it was that key."""
    if not _is_enter(event):
        return False
    if not event.isAutoRepeat():
        button.click()
    return True


def _is_enter(event: QKeyEvent) -> bool:
    plain = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    return event.key() in _PRESSING and event.modifiers() in plain


def set_refusal(button: Button, cause: str | None) -> None:
    """Disables a button and says why in its tooltip; None allows it again."""
    button.set_refusal(cause)
