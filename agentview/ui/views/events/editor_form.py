"""The form of a template: its name, sender and subject, and the text with its variables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Slot

from agentview.contract.events import TemplateChannel
from agentview.ui.kit.appearance import look
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.field import Field, TextField, Value
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.text import INK_ERROR, PlainLabel
from agentview.ui.views.events.editor_presenter import Begun
from agentview.ui.views.events.marks import place, unknown, written
from agentview.ui.views.events.template_text import TemplateText

BODY, SUBJECT = "body", "subject"
_MOST_TOLD = 3


class TemplateForm(FormBinder):
    """A form whose field `body` stands in `text_box`, apart from the others in `widget`.

    Variables go where the cursor was last: into the text, or into the subject.
    """

    def __init__(self, begun: Begun, today: Callable[[], date], parent: QObject | None = None) -> None:
        """Holds the fields that the channel has."""
        super().__init__(_fields(begun.channel), today, parent)
        self._names: tuple[str, ...] = tuple(one.name for one in begun.kind.variables)
        self.text_box = ColumnBox(look().px(4))
        label = PlainLabel(_word("Text (required)"))
        self.text = TemplateText(_word("Text"))
        self.text.show_variables(self._names)
        label.setBuddy(self.text)
        self.unknown = PlainLabel("", ink=INK_ERROR, wrap=True)
        self.error = PlainLabel("", ink=INK_ERROR, wrap=True)
        for part in (label, self.text, self.unknown, self.error):
            self.text_box.body.addWidget(part, 1 if part is self.text else 0)
        self.unknown.hide()
        self.error.hide()
        self._is_in_subject = False
        self.text.edited.connect(self._on_text)
        for field in (self.text, self._subject()):
            if field is not None:
                field.installEventFilter(self)

    # What a FormBinder offers

    def values(self) -> dict[str, Value]:
        """What was typed, by attribute."""
        return {**super().values(), BODY: self.text.value().strip()}

    def set_values(self, values: Mapping[str, Value]) -> None:
        """Fills the fields that are named; errors beside them go."""
        super().set_values(values)
        if BODY in values:
            self.text.set_value(str(values[BODY] or ""))
            self._tell("")
            self._show_unknown()

    def check(self) -> dict[str, str]:
        """What can be told without asking the server."""
        missing = {} if self.text.value().strip() else {BODY: _word("Fill this in")}
        return {**super().check(), **missing}

    def show_errors(self, errors: Mapping[str, str]) -> list[str]:
        """Shows errors beside their fields, focuses the first; returns those that name no field."""
        others = {name: text for name, text in errors.items() if name != BODY}
        loose = super().show_errors(others)
        self._tell(errors.get(BODY, ""))
        if BODY in errors and len(loose) == len(others):
            self.go_to_unknown()
        return loose

    def set_enabled(self, *, enabled: bool) -> None:
        """Lets the fields be edited or not; used while an act runs."""
        super().set_enabled(enabled=enabled)
        self.text.setReadOnly(not enabled)

    # What the editor asks

    def insert_variable(self, name: str) -> None:
        """Writes a variable where the cursor was last."""
        subject = self._subject()
        if self._is_in_subject and subject is not None:
            subject.insert(written(name))
            subject.edited.emit()
            subject.setFocus()
            return
        self.text.insert_variable(name)
        self.text.setFocus()

    @Slot()
    def go_to_unknown(self) -> None:
        """Puts the cursor before the first unknown variable, or into the text."""
        found = unknown(self.text.value(), self._names)
        if found:
            self.text.go_to(found[0].start)
        else:
            self.text.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notes which of both had the focus last."""
        if event.type() == QEvent.Type.FocusIn:
            self._is_in_subject = watched is not self.text
        return super().eventFilter(watched, event)

    # Inside

    def _subject(self) -> TextField | None:
        if SUBJECT not in super().values():
            return None
        field = self.input(SUBJECT)
        return field if isinstance(field, TextField) else None

    @Slot()
    def _on_text(self) -> None:
        self._tell("")
        self._show_unknown()
        self.changed.emit(BODY)

    def _show_unknown(self) -> None:
        text = unknown_text(self.text.value(), self._names)
        self.unknown.setText(text)
        self.unknown.setVisible(bool(text))

    def _tell(self, text: str) -> None:
        self.error.setText(f"\u00d7 {text}" if text else "")
        self.error.setVisible(bool(text))
        self.text.setAccessibleDescription(text)


def unknown_text(text: str, allowed: Sequence[str]) -> str:
    """Which variables of a text nobody knows, each with its line and column; "" where all are known."""
    found = unknown(text, allowed)
    told = []
    for mark in found[:_MOST_TOLD]:
        at = place(text, mark.start)
        where = _word("{name} (line {line}, column {column})")
        where = where.replace("{line}", str(at.line)).replace("{column}", str(at.column))
        told.append(where.replace("{name}", mark.name))
    if len(found) > _MOST_TOLD:
        told.append(_word("{count} more").replace("{count}", str(len(found) - _MOST_TOLD)))
    return f"\u00d7 {_word('This event has no variable')} {', '.join(told)}" if told else ""


def _fields(channel: TemplateChannel) -> tuple[Field, ...]:
    name = Field("name", _word("Name"), required=True, most_chars=200)
    sender = Field(
        "from_address",
        _word("From"),
        help=_word("Empty: the sender of the delivery settings."),
        most_chars=200,
    )
    subject = Field(SUBJECT, _word("Subject"), required=True, most_chars=200)
    if channel is TemplateChannel.SMS:
        return (name,)
    if channel is TemplateChannel.TEXT:
        return (name, Field(SUBJECT, _word("Title"), most_chars=200))
    return (name, sender, subject)


def _word(text: str) -> str:
    return QCoreApplication.translate("TemplateEditor", text)
