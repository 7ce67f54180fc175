"""The form of an order from the definitions of its fields: required, optional, encrypted (R-WL-15)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, Signal, Slot

from agentview.contract.wireless import FieldType
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.field import Field, FieldKind, Value
from agentview.ui.kit.form import FormBinder

_LONG = 400
"""A text that can be longer than this gets several lines."""
_KINDS = {
    FieldType.TEXT: FieldKind.TEXT,
    FieldType.DATE: FieldKind.DATE,
    FieldType.CHOICE: FieldKind.CHOICE,
    FieldType.NUMBER: FieldKind.NUMBER,
}


@dataclass(frozen=True)
class FormField:
    """A field of an order: its id and label, how it is filled in, and what holds for it.

    Of an encrypted one `value` shows the last two characters alone; what is typed replaces all of it.
    """

    field_id: str
    label: str
    type: FieldType
    is_required: bool = False
    is_encrypted: bool = False
    most_chars: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    help: str = ""


class RequestFields(ColumnBox):
    """The fields of a type; other fields make the form anew. `changed` tells that somebody typed."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], spacing: int) -> None:
        """Asks nothing yet."""
        super().__init__(spacing)
        self._today = today
        self._fields: tuple[FormField, ...] = ()
        self.form: FormBinder | None = None

    @property
    def has_fields(self) -> bool:
        """Whether anything is asked for."""
        return bool(self._fields)

    def show_fields(self, fields: Sequence[FormField], values: Mapping[str, str]) -> None:
        """Shows these fields with what was typed; values as they are stored, days in ISO."""
        if tuple(fields) != self._fields or self.form is None:
            self._fields = tuple(fields)
            self._build()
        if self.form is not None:
            self.form.set_values(
                {one.field_id: _shown(one, values.get(one.field_id, "")) for one in self._fields}
            )

    def texts(self) -> dict[str, str]:
        """What is typed, as it is stored; what was not touched of an encrypted field stays as it is."""
        values = self.form.values() if self.form is not None else {}
        return {one.field_id: _stored(values.get(one.field_id)) for one in self._fields}

    def unreadable(self) -> dict[str, str]:
        """What cannot be read, such as letters in a number, by field."""
        found = self.form.check() if self.form is not None else {}
        values = self.form.values() if self.form is not None else {}
        typed = {one.field_id for one in self._fields if one.type is FieldType.NUMBER}
        return {name: text for name, text in found.items() if name in typed and values.get(name) is None}

    def show_errors(self, errors: Mapping[str, str]) -> list[str]:
        """Shows errors beside their fields, the first gets the focus; returns those without a field here."""
        return list(errors.values()) if self.form is None else self.form.show_errors(errors)

    def _build(self) -> None:
        if self.form is not None:
            self.body.removeWidget(self.form.widget)
            self.form.widget.hide()
            self.form.widget.deleteLater()
            self.form.deleteLater()
        self.form = FormBinder([kit_field(one) for one in self._fields], self._today, self)
        self.form.changed.connect(self._on_changed)
        self.body.addWidget(self.form.widget)

    @Slot(str)
    def _on_changed(self, _name: str) -> None:
        self.changed.emit()


def kit_field(field: FormField) -> Field:
    """How a field is drawn."""
    kind = _KINDS[field.type]
    if kind is FieldKind.TEXT and field.most_chars > _LONG:
        kind = FieldKind.NOTE
    helps = [field.help]
    if field.is_encrypted:
        helps.append(_word("Kept encrypted; once saved, only the last two characters are shown."))
    return Field(
        field.field_id,
        field.label,
        kind,
        help=" ".join(one for one in helps if one),
        required=field.is_required,
        choices=field.choices,
        chars=min(field.most_chars, 60) if kind is FieldKind.TEXT else 0,
        most_chars=field.most_chars if kind is FieldKind.TEXT else 0,
    )


def _shown(field: FormField, text: str) -> Value:
    if field.type is FieldType.DATE:
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            return None
    return text


def _stored(value: Value) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value or "")


def labels(fields: Sequence[FormField]) -> dict[str, str]:
    """The label of each field by its id."""
    return {one.field_id: one.label for one in fields}


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessRequest", text)
