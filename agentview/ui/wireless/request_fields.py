"""The form of an order from the definitions of its fields: required, optional, encrypted (R-WL-15)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication, Signal, Slot

from agentview.contract.wireless import FieldType, Requirement
from agentview.contract.wireless_orders import OrderField
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.field import ChoiceField, Field, FieldKind, NoteField, TextField, Value
from agentview.ui.kit.form import FormBinder
from agentview.ui.texts.wireless_fields import choice_word, field_label

_LONG = 400
"""A text that can be longer than this gets several lines."""
_KINDS = {
    FieldType.TEXT: FieldKind.TEXT,
    FieldType.DATE: FieldKind.DATE,
    FieldType.CHOICE: FieldKind.CHOICE,
    FieldType.NUMBER: FieldKind.TEXT,
}


@dataclass(frozen=True)
class AskedField:
    """A field of an order: its id and label, how it is filled in, and what holds for it.

    `help` is what the provider says below it. A choice that `has_other` also takes other text. Of an
    encrypted one that was saved, `saved` has the last two characters alone: left empty it stays as it is,
    what is typed replaces all of it.
    """

    field_id: str
    label: str
    type: FieldType
    is_required: bool = False
    is_encrypted: bool = False
    most_chars: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    has_other: bool = False
    saved: str = ""
    help: str = ""


def asked_field(one: OrderField) -> AskedField:
    """A field of an order as it is asked for."""
    field = one.field
    return AskedField(
        field.field_id.value,
        field_label(field),
        field.type,
        field.requirement is Requirement.REQUIRED,
        field.is_encrypted,
        field.max_length,
        tuple((value, choice_word(value)) for value in field.choices),
        field.has_other,
        one.text if field.is_encrypted else "",
        field.help,
    )


class RequestFields(ColumnBox):
    """The fields of a type; other fields make the form anew. `changed` tells that somebody typed.

    A number is sent as it was typed: the services say what is wrong with it.
    """

    changed = Signal()

    def __init__(self, today: Callable[[], date], spacing: int) -> None:
        """Asks nothing yet."""
        super().__init__(spacing)
        self._today = today
        self._fields: tuple[AskedField, ...] = ()
        self.form: FormBinder | None = None

    @property
    def has_fields(self) -> bool:
        """Whether anything is asked for."""
        return bool(self._fields)

    def show_fields(self, fields: Sequence[AskedField], values: Mapping[str, str]) -> None:
        """Shows these fields with what was typed; values as they are stored, days in ISO."""
        if tuple(fields) != self._fields or self.form is None:
            self._fields = tuple(fields)
            self._build()
        if self.form is None:
            return
        self.form.set_values(
            {one.field_id: _shown(one, values.get(one.field_id, "")) for one in self._fields}
        )
        for one in self._fields:
            text, shown = values.get(one.field_id, ""), self.form.input(one.field_id)
            if one.has_other and isinstance(shown, ChoiceField) and text and shown.findData(text) < 0:
                shown.setEditText(text)

    def texts(self) -> dict[str, str]:
        """What is typed, exactly so (R-WL-12); an encrypted field that is left empty is not named."""
        found: dict[str, str] = {}
        for one in self._fields:
            text = self._text_of(one)
            if text or not one.is_encrypted:
                found[one.field_id] = text
        return found

    def show_errors(self, errors: Mapping[str, str]) -> list[str]:
        """Shows errors beside their fields, the first gets the focus; returns those without a field here."""
        return list(errors.values()) if self.form is None else self.form.show_errors(errors)

    def _text_of(self, field: AskedField) -> str:
        if self.form is None:
            return ""
        shown = self.form.input(field.field_id)
        if isinstance(shown, NoteField):
            return shown.toPlainText()
        if isinstance(shown, TextField):
            return shown.text()
        if isinstance(shown, ChoiceField) and shown.isEditable():
            return _chosen_or_typed(shown)
        return _stored(shown.value())

    def _build(self) -> None:
        if self.form is not None:
            self.body.removeWidget(self.form.widget)
            self.form.widget.hide()
            self.form.widget.deleteLater()
            self.form.deleteLater()
        self.form = FormBinder([kit_field(one) for one in self._fields], self._today, self)
        for one in self._fields:
            shown = self.form.input(one.field_id)
            if one.has_other and isinstance(shown, ChoiceField):
                shown.setEditable(True)
                shown.editTextChanged.connect(self._on_changed)
        self.form.changed.connect(self._on_changed)
        self.body.addWidget(self.form.widget)

    @Slot(str)
    def _on_changed(self, _name: str) -> None:
        self.changed.emit()


def kit_field(field: AskedField) -> Field:
    """How a field is drawn."""
    kind = _KINDS[field.type]
    if kind is FieldKind.TEXT and field.most_chars > _LONG:
        kind = FieldKind.NOTE
    told = ""
    if field.saved:
        told = _word("Saved: {text}. Leave it empty to keep that.").replace("{text}", field.saved)
    elif field.is_encrypted:
        told = _word("Kept encrypted; once saved, only the last two characters are shown.")
    elif field.has_other:
        told = _word("Choose, or type something else.")
    return Field(
        field.field_id,
        field.label,
        kind,
        help="\n".join(part for part in (field.help, told) if part),
        required=field.is_required,
        choices=field.choices,
        chars=min(field.most_chars, 60) if kind is FieldKind.TEXT else 0,
        most_chars=field.most_chars if kind is FieldKind.TEXT else 0,
    )


def _shown(field: AskedField, text: str) -> Value:
    if field.is_encrypted and text == field.saved:
        return ""
    if field.type is FieldType.DATE:
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            return None
    return text


def _stored(value: Value) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return str(value or "")


def _chosen_or_typed(shown: ChoiceField) -> str:
    text = shown.currentText()
    at = shown.findText(text)
    data = shown.itemData(at) if at >= 0 else text
    return str(data or "")


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessRequest", text)
