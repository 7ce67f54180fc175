"""The kinds of field that a form can hold, each read and written as a plain value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, auto

from PySide6.QtCore import QDate, QEvent, QObject, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
)

from agentview.ui.kit.amount import read_amount, show_amount
from agentview.ui.kit.appearance import look
from agentview.ui.kit.arrow import draw_arrow
from agentview.ui.kit.choice_box import ChoiceBox
from agentview.ui.kit.found_field import FoundField
from agentview.ui.kit.found_several_field import FoundSeveralField
from agentview.ui.kit.local_format import local_format
from agentview.ui.kit.several_field import SeveralField
from agentview.ui.kit.times import read_times, show_times

Value = str | bool | date | Decimal | None


class FieldKind(Enum):
    """What can be typed or chosen."""

    TEXT = auto()
    NOTE = auto()
    CHOICE = auto()
    DATE = auto()
    NUMBER = auto()
    CHECK = auto()
    TIMES = auto()
    """Times of a day: 09:00-12:00, 13:00-17:00."""
    SEVERAL = auto()
    """Some of some words: their keys with commas between."""
    FOUND = auto()
    """One of very many: those that fit what is typed are looked for. Its value is a key, as of CHOICE."""
    FOUND_SEVERAL = auto()
    """Some of very many: their keys with commas between; those that fit what is typed are looked for."""


@dataclass(frozen=True)
class Field:
    """One field, bound to the attribute `name`; texts are in the user's language already.

    `choices` are (value, word); `nothing` is the word while none is chosen. `chars` is the width in letters.
    `can_be_empty` lets a date be none. `is_beside` puts it beside the field before it, not below; `section`
    is the heading of what begins with it.
    """

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    help: str = ""
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    chars: int = 0
    most_chars: int = 0
    can_be_empty: bool = True
    is_beside: bool = False
    nothing: str = ""
    section: str = ""


class TextField(QLineEdit):
    """One line of text."""

    edited = Signal()

    def __init__(self, field: Field) -> None:
        """As wide as its content is long."""
        super().__init__()
        if field.most_chars:
            self.setMaxLength(field.most_chars)
        self.textEdited.connect(self._on_edited)

    def value(self) -> Value:
        """What was typed, without blanks around it."""
        return self.text().strip()

    def set_value(self, value: Value) -> None:
        """Shows a text."""
        self.setText("" if value is None else str(value))

    @Slot()
    def _on_edited(self) -> None:
        self.edited.emit()


class NumberField(TextField):
    """A number or an amount; accepts "." and "," where they are not ambiguous, and reads as Decimal."""

    def __init__(self, field: Field) -> None:
        """Stands at the right."""
        super().__init__(field)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def value(self) -> Value:
        """The number, or None when nothing was typed; raises ValueError for what is not a number."""
        return read_amount(self.text()) if self.text().strip() else None

    def set_value(self, value: Value) -> None:
        """Shows a number with its own decimals; what a draft kept of one stands as it was typed."""
        text = value if isinstance(value, str) else ""
        self.setText(show_amount(value) if isinstance(value, Decimal) else text)


class TimesField(TextField):
    """Times of a day, several with a comma between; read as they are shown."""

    def value(self) -> Value:
        """The times as they are shown, "" for none; raises TimesError for what names none."""
        return show_times(read_times(self.text()))


class NoteField(QPlainTextEdit):
    """Several lines of text; Tab leaves it."""

    edited = Signal()

    def __init__(self, _field: Field) -> None:
        """Three lines high."""
        super().__init__()
        self._is_setting = False
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * 4 + look().px(12))
        self.textChanged.connect(self._on_changed)

    def value(self) -> Value:
        """What was typed, without blanks around it."""
        return self.toPlainText().strip()

    def set_value(self, value: Value) -> None:
        """Shows a text."""
        self._is_setting = True
        self.setPlainText("" if value is None else str(value))
        self._is_setting = False

    @Slot()
    def _on_changed(self) -> None:
        if not self._is_setting:
            self.edited.emit()


class ChoiceField(ChoiceBox):
    """One of some words."""

    def __init__(self, field: Field) -> None:
        """Offers an empty choice first, unless a value is required and there is a default."""
        super().__init__(field.choices, field.nothing, with_empty=field.can_be_empty)


class DateField(QDateEdit):
    """A day, or none: d w m y step forward (with Shift back), "=" is today, Delete empties."""

    edited = Signal()
    _EMPTY = QDate(1900, 1, 1)

    def __init__(self, field: Field, today: Callable[[], date]) -> None:
        """Opens Qt's calendar; `today` comes from the clock."""
        super().__init__()
        self._can_be_empty = field.can_be_empty
        self._today = today
        self._is_setting = False
        self.setCalendarPopup(True)
        self.setDisplayFormat(local_format().day_pattern)
        if self._can_be_empty:
            self.setMinimumDate(self._EMPTY)
            self.setSpecialValueText("\u2014")
        self.set_value(None if self._can_be_empty else today())
        self.dateChanged.connect(self._on_changed)
        self.lineEdit().installEventFilter(self)

    def value(self) -> Value:
        """The day, or None."""
        shown = self.date()
        if self._can_be_empty and shown == self._EMPTY:
            return None
        return date(shown.year(), shown.month(), shown.day())

    def set_value(self, value: Value) -> None:
        """Shows a day; None is empty, or today where a day is needed."""
        self._is_setting = True
        day = value if isinstance(value, date) else None if self._can_be_empty else self._today()
        self.setDate(self._EMPTY if day is None else QDate(day.year, day.month, day.day))
        self._is_setting = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take_key(event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's signature
        """Leaves an empty field, where Qt looks for a next part of the day for ever."""
        if self.value() is None:
            return QAbstractSpinBox.focusNextPrevChild(self, next)
        return super().focusNextPrevChild(next)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Sees keys before the text part of the field takes them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._take_key(event):
            return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the box and its arrow in the colour of the text."""
        super().paintEvent(event)
        draw_arrow(self)

    def _take_key(self, event: QKeyEvent) -> bool:
        steps: dict[str, Callable[[QDate, int], QDate]] = {
            "d": lambda day, n: day.addDays(n),
            "w": lambda day, n: day.addDays(7 * n),
            "m": lambda day, n: day.addMonths(n),
            "y": lambda day, n: day.addYears(n),
        }
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._can_be_empty:
            self.setDate(self._EMPTY)
            return True
        if event.text() == "=":
            self.setDate(self._from_today())
            return True
        step = steps.get(event.text().lower())
        if step is None or event.modifiers() not in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        ):
            return False
        start = self._from_today() if self.value() is None else self.date()
        self.setDate(step(start, -1 if event.text().isupper() else 1))
        return True

    def _from_today(self) -> QDate:
        today = self._today()
        return QDate(today.year, today.month, today.day)

    @Slot()
    def _on_changed(self) -> None:
        if not self._is_setting:
            self.edited.emit()


class CheckField(QCheckBox):
    """Yes or no."""

    edited = Signal()

    def __init__(self, field: Field) -> None:
        """Its label stands beside it."""
        super().__init__(field.label)
        self.clicked.connect(self._on_clicked)

    def value(self) -> Value:
        """Whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: Value) -> None:
        """Ticks or clears it."""
        self.setChecked(bool(value))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the box and, when ticked, the tick in the colour that reads on the accent."""
        super().paintEvent(event)
        if self.isChecked():
            draw_tick(self)

    @Slot()
    def _on_clicked(self) -> None:
        self.edited.emit()


AnyField = (
    TextField
    | NumberField
    | TimesField
    | NoteField
    | ChoiceField
    | FoundField
    | DateField
    | CheckField
    | SeveralField
    | FoundSeveralField
)


def make_field(field: Field, today: Callable[[], date]) -> AnyField:
    """The widget for a field."""
    if field.kind is FieldKind.DATE:
        return DateField(field, today)
    if field.kind is FieldKind.FOUND:
        return FoundField(field.choices, field.nothing, with_empty=field.can_be_empty)
    if field.kind is FieldKind.SEVERAL:
        return SeveralField(field.choices, field.nothing)
    if field.kind is FieldKind.FOUND_SEVERAL:
        return FoundSeveralField(field.choices, field.nothing)
    makers: dict[FieldKind, Callable[[Field], AnyField]] = {
        FieldKind.TEXT: TextField,
        FieldKind.NOTE: NoteField,
        FieldKind.CHOICE: ChoiceField,
        FieldKind.NUMBER: NumberField,
        FieldKind.CHECK: CheckField,
        FieldKind.TIMES: TimesField,
    }
    return makers[field.kind](field)


def draw_tick(box: QCheckBox) -> None:
    """Draws the tick over the indicator of a check box."""
    now = look()
    side = now.px(14) + 2 * now.tokens.border
    left = 4.0
    if box.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        left = box.width() - 4.0 - side
    frame = QRectF(left, (box.height() - side) / 2, side, side)
    painter = QPainter(box)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = now.tokens.on_accent if box.isEnabled() else now.tokens.text3
    painter.setPen(QPen(QColor(ink), 1.8 * now.scale))
    at = frame.topLeft()
    painter.drawPolyline(
        [
            at + QPointF(side * 0.24, side * 0.52),
            at + QPointF(side * 0.43, side * 0.71),
            at + QPointF(side * 0.77, side * 0.30),
        ]
    )
