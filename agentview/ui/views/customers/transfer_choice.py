"""Chooses one of what was found: type above, step with the arrow keys, what is marked is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.text import INK_SECOND, PlainLabel

REST_MS = 250
ROWS = 5
_ID = Qt.ItemDataRole.UserRole
_STEPS: dict[int, int] = {Qt.Key.Key_Down.value: 1, Qt.Key.Key_Up.value: -1}


@dataclass(frozen=True)
class Found:
    """One of what can be chosen."""

    record_id: int
    text: str


class ChoiceList(QWidget):
    """`asked(text)` tells what is looked for, `chosen()` that another one is marked."""

    asked = Signal(str)
    chosen = Signal()

    def __init__(self, label: str, hint: str) -> None:
        """Looks for nothing yet."""
        super().__init__()
        self.text = QLineEdit()
        self.text.setAccessibleName(label)
        self.text.setPlaceholderText(hint)
        self.text.setMaxLength(200)
        caption = PlainLabel(label)
        caption.setBuddy(self.text)
        self.rows = QListWidget()
        self.rows.setAccessibleName(label)
        self.rows.setFixedHeight(look().row_height * ROWS)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.state = PlainLabel("", ink=INK_SECOND, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(4))
        for part in (caption, self.text, self.rows, self.state):
            column.addWidget(part)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._on_rest)
        self.text.textEdited.connect(self._on_edited)
        self.text.installEventFilter(self)
        self.rows.currentItemChanged.connect(self._on_marked)

    def show_found(self, found: Sequence[Found], none: str) -> None:
        """Shows what was found; what was chosen stays so if it is there still."""
        before = self.chosen_id()
        self.rows.blockSignals(True)
        self.rows.clear()
        for one in found:
            item = QListWidgetItem(one.text)
            item.setData(_ID, one.record_id)
            self.rows.addItem(item)
            if one.record_id == before:
                self.rows.setCurrentItem(item)
        self.rows.blockSignals(False)
        self.state.setText("" if found else none)
        self.state.setVisible(not found)
        if self.chosen_id() != before:
            self.chosen.emit()

    def chosen_id(self) -> int | None:
        """The one that is marked; None while none is."""
        row = self.rows.currentRow()
        return int(self.rows.item(row).data(_ID)) if row >= 0 else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Steps through the list from the line of text."""
        if watched is self.text and isinstance(event, QKeyEvent) and self._stepped(event):
            return True
        return super().eventFilter(watched, event)

    def _stepped(self, event: QKeyEvent) -> bool:
        step = _STEPS.get(event.key(), 0) if event.type() == QEvent.Type.KeyPress else 0
        if step:
            row = self.rows.currentRow() + step
            self.rows.setCurrentRow(min(max(row, 0), self.rows.count() - 1))
        return bool(step)

    @Slot()
    def _on_edited(self) -> None:
        self._rest.start()

    @Slot()
    def _on_rest(self) -> None:
        self.asked.emit(self.text.text().strip())

    @Slot()
    def _on_marked(self) -> None:
        self.chosen.emit()
