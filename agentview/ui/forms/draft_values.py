"""What was typed into a form, as plain values that a draft can hold; imports no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from agentview.ui.forms.merge import Value, Values
from agentview.ui.kit.draft_store import PlainValue

_DAYS = ("_on", "_date", "date_of_birth", "effective_from", "promised_for")


def to_plain(values: Mapping[str, Value]) -> dict[str, PlainValue]:
    """Days become text; everything else that these forms hold is plain already."""
    return {name: value if isinstance(value, str | bool) else _text(value) for name, value in values.items()}


def from_plain(plain: Mapping[str, PlainValue]) -> Values:
    """Reads a draft; a day that cannot be read is none."""
    return {name: _read(name, value) for name, value in plain.items()}


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def _read(name: str, value: PlainValue) -> Value:
    if name.endswith(_DAYS):
        try:
            return date.fromisoformat(str(value)) if value else None
        except ValueError:
            return None
    return value if isinstance(value, str | bool) else None
