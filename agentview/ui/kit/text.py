"""Labels for text from people: always plain text, never markup."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from agentview.ui.kit.type_scale import RESTYLED, TypeRole, role_font

INK_TEXT = ""
INK_SECOND = "2"
INK_THIRD = "3"
INK_ERROR = "error"

LONGEST_WORD = 40
_ENDLESS = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")
_BREAK = "\u200b"


def set_tip(widget: QWidget, text: str) -> None:
    """Gives the widget a tooltip that shows `text` as it is, even if it looks like markup."""
    widget.setToolTip(plain_tip(text))


def plain_tip(text: str) -> str:
    """The text as a tooltip that Qt cannot take for markup."""
    return f"<span style='white-space:pre-wrap'>{escape(text)}</span>" if text else ""


def breakable(text: str) -> str:
    """The text with invisible places to break inside words that no line could hold."""
    return _ENDLESS.sub(lambda found: found.group() + _BREAK, text)


class PlainLabel(QLabel):
    """A label that shows plain text in one of the type roles and inks."""

    def __init__(
        self,
        text: str = "",
        role: TypeRole = TypeRole.BODY,
        ink: str = INK_TEXT,
        parent: QWidget | None = None,
        *,
        wrap: bool = False,
        selectable: bool = False,
    ) -> None:
        """Shows `text`; `selectable` text can be marked with mouse and keys and copied."""
        super().__init__(parent)
        self._role, self._plain = role, text
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setFont(role_font(role))
        if ink:
            self.setProperty("ink", ink)
        self._wanted_alignment = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        self.setAlignment(self._wanted_alignment)
        if selectable:
            flags = Qt.TextInteractionFlag
            self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setText(text)

    def set_ink(self, ink: str) -> None:
        """Changes the ink."""
        if self.property("ink") != ink:
            self.setProperty("ink", ink)
            self.style().unpolish(self)
            self.style().polish(self)

    def event(self, event: QEvent) -> bool:
        """Follows the application's font."""
        if event.type() in RESTYLED:
            self.setFont(role_font(self._role))
        elif event.type() == QEvent.Type.LayoutDirectionChange:
            self.setAlignment(self._wanted_alignment)
        return super().event(event)

    def setAlignment(self, alignment: Qt.AlignmentFlag) -> None:
        """Aligns to the side where the window's language starts, whatever script the text has."""
        self._wanted_alignment = alignment
        across = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignRight
        if alignment & across:
            is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            at_right = bool(alignment & Qt.AlignmentFlag.AlignRight) != is_mirrored
            side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
            alignment = (alignment & ~across) | side | Qt.AlignmentFlag.AlignAbsolute
        super().setAlignment(alignment)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Claims the height that the wrapped text needs, so that no layout can clip it."""
        super().resizeEvent(event)
        self._claim_height()

    def setText(self, text: str) -> None:
        """Shows another text; where it wraps, endless words may be broken."""
        self._plain = text
        super().setText(breakable(text) if self.wordWrap() else text)
        self._claim_height()

    def text(self) -> str:
        """The text as it was given."""
        return self._plain

    def _claim_height(self) -> None:
        if self.wordWrap() and self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            # Not heightForWidth: that never falls below the minimum which was set before.
            box = self.contentsRect()
            flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)
            needed = self.fontMetrics().boundingRect(0, 0, box.width(), 1 << 20, flags, super().text())
            self.setMinimumHeight(needed.height() + self.height() - box.height() if self._plain else 0)


class ElidedLabel(PlainLabel):
    """One line that ends in dots when it does not fit; the tooltip then shows all of it."""

    def __init__(
        self,
        text: str = "",
        role: TypeRole = TypeRole.BODY,
        ink: str = INK_TEXT,
        parent: QWidget | None = None,
    ) -> None:
        """Shows as much of `text` as fits."""
        super().__init__(text, role, ink, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Some letters and the dots."""
        return QSize(self.fontMetrics().horizontalAdvance("abcd\u2026"), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """The whole text."""
        return QSize(
            self.fontMetrics().horizontalAdvance(self.text()) + 2, super().minimumSizeHint().height()
        )

    def setText(self, text: str) -> None:
        """Shows another text."""
        super().setText(text)
        self._update_tip()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shows or hides the tooltip."""
        super().resizeEvent(event)
        self._update_tip()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the text with its end elided."""
        painter = QPainter(self)
        box = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, box.width())
        align = QLabel.alignment(self) | Qt.AlignmentFlag.AlignVCenter
        self.style().drawItemText(
            painter, box, int(align), self.palette(), self.isEnabled(), text, self.foregroundRole()
        )

    def _update_tip(self) -> None:
        fits = self.fontMetrics().horizontalAdvance(self.text()) <= self.contentsRect().width()
        set_tip(self, "" if fits else self.text())


def heading(text: str, role: TypeRole = TypeRole.H2, parent: QWidget | None = None) -> PlainLabel:
    """A heading of a window (H1) or a part (H2)."""
    return PlainLabel(text, role, parent=parent)
