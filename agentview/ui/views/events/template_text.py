"""The field in which the text of a template is written: variables stand out, and are offered while typing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QSize, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QCompleter, QListView, QPlainTextEdit, QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.type_scale import RESTYLED
from agentview.ui.views.events.marks import SIGN, begun, marks, upto, wide, written

LEAST_LINES = 4
_MOST_OFFERED = 10
_TAKING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_CLOSING = frozenset({Qt.Key.Key_Escape})


@dataclass(frozen=True)
class _Inks:
    known: QTextCharFormat
    unknown: QTextCharFormat


class _VariableInks(QSyntaxHighlighter):
    """Draws known variables in the ink of links, and unknown ones in that of errors, underlined."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._allowed: frozenset[str] = frozenset()
        self._inks = _inks()

    def show_allowed(self, names: Collection[str]) -> None:
        """Takes these names as known."""
        self._allowed, self._inks = frozenset(names), _inks()
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        for mark in marks(text):
            ink = self._inks.known if mark.name in self._allowed else self._inks.unknown
            start = wide(text, mark.start)
            self.setFormat(start, wide(text, mark.end) - start, ink)


class TemplateText(QPlainTextEdit):
    """`edited()` when a person changed the text. Ctrl+Space offers the variables; Tab leaves the field."""

    edited = Signal()
    # Qt tells of its style before the constructor is done.
    _is_ready = False

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Empty; `name` is what a screen reader calls it."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * LEAST_LINES)
        self._is_setting = False
        self._names: tuple[str, ...] = ()
        self._inks = _VariableInks(self.document())
        self._model = QStringListModel(self)
        self.offered = QCompleter(self._model, self)
        self.offered.setWidget(self)
        self.offered.setMaxVisibleItems(_MOST_OFFERED)
        self.offered.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.offered.setFilterMode(Qt.MatchFlag.MatchContains)
        self.popup = QListView()
        title = QCoreApplication.translate("TemplateEditor", "Variables that can be inserted")
        self.popup.setAccessibleName(title)
        self.offered.setPopup(self.popup)
        self.offered.activated.connect(self._on_taken)
        self.textChanged.connect(self._on_changed)
        self._is_ready = True

    def show_variables(self, names: Sequence[str]) -> None:
        """Offers these variables, and takes all others as unknown."""
        self._names = tuple(names)
        self._model.setStringList(list(self._names))
        self._draw_anew()

    def value(self) -> str:
        """The text as it is written."""
        return self.toPlainText()

    def set_value(self, text: str) -> None:
        """Shows another text; this is not an edit."""
        if text == self.toPlainText():
            return
        self._is_setting = True
        self.setPlainText(text)
        self._is_setting = False

    def insert_variable(self, name: str) -> None:
        """Writes a variable where the cursor stands, in place of what is begun or chosen there."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            typed = begun(self._before(cursor))
            if typed is not None:
                length = len(typed) + len(SIGN)
                cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, length)
        cursor.insertText(written(name))
        self.setTextCursor(cursor)

    def go_to(self, at: int) -> None:
        """Puts the cursor before a character of the text."""
        cursor = self.textCursor()
        cursor.setPosition(wide(self.toPlainText(), at))
        self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer_variables(self) -> None:
        """Opens the list of variables that fit what is begun at the cursor."""
        typed = begun(self._before(self.textCursor())) or ""
        self.offered.setCompletionPrefix(typed)
        popup = self.popup
        popup.setCurrentIndex(self.offered.completionModel().index(0, 0))
        box = self.cursorRect()
        box.setWidth(popup.sizeHintForColumn(0) + look().px(32))
        self.offered.complete(box)

    def sizeHint(self) -> QSize:
        """Some lines; a layout gives it what is left."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def event(self, event: QEvent) -> bool:
        """Follows the colours of the application."""
        if self._is_ready and event.type() in RESTYLED:
            self._draw_anew()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Space offers; while the list is open it takes the keys that choose from it."""
        is_open = self.popup.isVisible()
        if is_open and event.key() in _TAKING | _CLOSING:
            event.ignore()
            return
        control = Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Space and event.modifiers() == control:
            self.offer_variables()
            return
        super().keyPressEvent(event)
        typed = begun(self._before(self.textCursor()))
        if typed is None:
            self.popup.hide()
        elif is_open or (typed == "" and event.text() == SIGN[0]):
            self.offer_variables()

    def _draw_anew(self) -> None:
        # Drawing anew tells of a change of the text where there is none.
        was_setting, self._is_setting = self._is_setting, True
        self._inks.show_allowed(self._names)
        self._is_setting = was_setting

    @staticmethod
    def _before(cursor: QTextCursor) -> str:
        return upto(cursor.block().text(), cursor.positionInBlock())

    @Slot(str)
    def _on_taken(self, name: str) -> None:
        self.insert_variable(name)

    @Slot()
    def _on_changed(self) -> None:
        if not self._is_setting:
            self.edited.emit()


def _inks() -> _Inks:
    tokens = look().tokens
    known, unknown = QTextCharFormat(), QTextCharFormat()
    known.setForeground(QColor(tokens.link))
    unknown.setForeground(QColor(tokens.error))
    unknown.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    unknown.setUnderlineColor(QColor(tokens.error))
    return _Inks(known, unknown)
