"""Lays out fields, binds them to attribute names and shows errors beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from agentview.ui.kit.amount import AmbiguousAmountError
from agentview.ui.kit.appearance import look
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.field import AnyField, CheckField, Field, FieldKind, NoteField, Value, make_field
from agentview.ui.kit.found_field import NotChosenError
from agentview.ui.kit.text import INK_ERROR, INK_SECOND, PlainLabel, heading
from agentview.ui.kit.times import TimesError
from agentview.ui.kit.type_scale import TypeRole


class FieldBox(ColumnBox):
    """A field with its label, its help and what is wrong with it."""

    def __init__(self) -> None:
        """Holds nothing yet."""
        super().__init__(look().px(4))


@dataclass(frozen=True)
class _Part:
    field: Field
    box: FieldBox
    input: AnyField
    label: PlainLabel | None
    help: PlainLabel
    error: PlainLabel


class FormBinder(QObject):
    """Fields bound to attributes: read with `values()`, fill with `set_values()`.

    Put `widget` on the screen. `changed(name)` is told when the user edits a field.
    """

    changed = Signal(str)

    def __init__(
        self, fields: Sequence[Field], today: Callable[[], date], parent: QObject | None = None
    ) -> None:
        """Makes the fields in reading order; `today` (from the clock) serves the date fields."""
        super().__init__(parent)
        self.widget = ColumnBox(look().px(12))
        self._parts: dict[str, _Part] = {}
        self._today = today
        column, line = self.widget.body, QHBoxLayout()
        for field in fields:
            part = self._make(field)
            self._parts[field.name] = part
            if field.section:
                column.addWidget(heading(field.section, TypeRole.STRONG))
            if not field.is_beside:
                line = QHBoxLayout()
                line.setSpacing(look().px(12))
                column.addLayout(line)
            line.addWidget(part.box, 1, Qt.AlignmentFlag.AlignTop)
        column.addStretch(1)

    def values(self) -> dict[str, Value]:
        """What was typed, by attribute; a number that cannot be read is None (see `check`)."""
        return {name: self._value_of(part)[0] for name, part in self._parts.items()}

    def set_values(self, values: Mapping[str, Value]) -> None:
        """Fills the fields that are named; errors beside them go."""
        for name, value in values.items():
            if name in self._parts:
                self._parts[name].input.set_value(value)
                self._show_error(self._parts[name], "")

    def check(self) -> dict[str, str]:
        """What can be told without asking the server: missing and unreadable values, by attribute."""
        found = {}
        for name, part in self._parts.items():
            value, problem = self._value_of(part)
            if problem:
                found[name] = problem
            elif part.field.required and value in (None, "", False):
                found[name] = QCoreApplication.translate("Form", "Fill this in")
        return found

    def show_errors(self, errors: Mapping[str, str]) -> list[str]:
        """Shows errors beside their fields, focuses the first; returns those that name no field."""
        for name, part in self._parts.items():
            self._show_error(part, errors.get(name, ""))
        first = next((part for name, part in self._parts.items() if name in errors), None)
        if first is not None:
            first.input.setFocus(Qt.FocusReason.OtherFocusReason)
        return [text for name, text in errors.items() if name not in self._parts]

    def tell(self, name: str, text: str, *, is_wrong: bool = False) -> None:
        """Says something of what is being typed in place of the help; what `is_wrong` is marked as an error.

        "" brings the help back. The focus stays where it is.
        """
        part = self._parts[name]
        self._show_error(part, text if is_wrong else "")
        shown = "" if is_wrong else text or part.field.help
        part.help.setText(shown)
        part.help.setVisible(bool(shown))
        part.input.setAccessibleDescription(text or part.field.help)

    def input(self, name: str) -> AnyField:
        """The widget of a field; raises KeyError for an unknown name."""
        return self._parts[name].input

    def set_visible(self, name: str, *, visible: bool) -> None:
        """Shows or hides a field with its label."""
        self._parts[name].box.setVisible(visible)

    def set_required(self, name: str, *, required: bool) -> None:
        """Marks a field as one that has to be filled in, or takes the mark away."""
        part = self._parts[name]
        if part.field.required is required:
            return
        field = replace(part.field, required=required)
        self._parts[name] = replace(part, field=field)
        part.input.setAccessibleName(_spoken_name(field))
        if part.label is not None:
            part.label.setText(_spoken_name(field))

    def set_enabled(self, *, enabled: bool) -> None:
        """Lets the fields be edited or not; used while an act runs."""
        self.widget.setEnabled(enabled)

    def focus_first(self) -> None:
        """Moves the focus to the first field."""
        first = next(iter(self._parts.values()), None)
        if first is not None:
            first.input.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_edited(self) -> None:
        sender = self.sender()
        for name, part in self._parts.items():
            if part.input is sender:
                self._show_error(part, "")
                self.changed.emit(name)

    def _make(self, field: Field) -> _Part:
        box = FieldBox()
        column = box.body
        made = make_field(field, self._today)
        made.setAccessibleName(_spoken_name(field))
        made.setAccessibleDescription(field.help)
        label = None if isinstance(made, CheckField) else PlainLabel(_spoken_name(field), wrap=True)
        if label is not None:
            label.setBuddy(made)
            column.addWidget(label)
        _set_width(made, field)
        column.addWidget(made)
        told = PlainLabel(field.help, ink=INK_SECOND, wrap=True)
        told.setVisible(bool(field.help))
        column.addWidget(told)
        error = PlainLabel("", ink=INK_ERROR, wrap=True)
        error.hide()
        column.addWidget(error)
        made.edited.connect(self._on_edited)
        return _Part(field, box, made, label, told, error)

    @staticmethod
    def _value_of(part: _Part) -> tuple[Value, str]:
        try:
            return part.input.value(), ""
        except AmbiguousAmountError:
            return None, QCoreApplication.translate("Form", "Write thousands without a mark: 1234")
        except TimesError:
            told = QCoreApplication.translate("Form", "Write times such as 09:00-12:00, 13:00-17:00")
            return None, told
        except NotChosenError:
            return None, QCoreApplication.translate("Form", "Choose one of those that are found")
        except ValueError:
            return None, QCoreApplication.translate("Form", "This is not a number")

    @staticmethod
    def _show_error(part: _Part, text: str) -> None:
        part.error.setText(f"\u00d7 {text}" if text else "")
        part.error.setVisible(bool(text))
        if bool(part.input.property("invalid")) != bool(text):
            part.input.setProperty("invalid", bool(text))
            part.input.style().unpolish(part.input)
            part.input.style().polish(part.input)
        part.input.setAccessibleDescription(text or part.field.help)


def _spoken_name(field: Field) -> str:
    if not field.required:
        return field.label
    template = QCoreApplication.translate("Form", "{label} (required)")
    return template.replace("{label}", field.label)


def _set_width(made: AnyField, field: Field) -> None:
    if field.chars and not isinstance(made, (NoteField, CheckField)):
        made.setFixedWidth(made.fontMetrics().horizontalAdvance("n" * field.chars) + look().px(36))
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    elif field.kind in (FieldKind.DATE, FieldKind.CHOICE, FieldKind.FOUND):
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
