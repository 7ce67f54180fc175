"""What the forms of the catalogues have in common; imports no Qt widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, TypeVar

from agentview.ui.forms.merge import Value
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.views.administration.hardware_words import word

E = TypeVar("E", bound=StrEnum)


def choices(members: Iterable[E], name_of: Callable[[E], str]) -> tuple[tuple[str, str], ...]:
    """The members of an enumeration with their words."""
    return tuple((one.value, name_of(one)) for one in members)


def choice(name: str, label: str, offered: tuple[tuple[str, str], ...]) -> Field:
    """A field of which one of some words is chosen, always."""
    return Field(name, label, FieldKind.CHOICE, choices=offered, can_be_empty=False)


def plain(dumped: dict[str, Any]) -> dict[str, Value]:
    """The values of a record as a form holds them: a choice is a text."""
    return {
        name: value if isinstance(value, bool) or value is None else str(value)
        for name, value in dumped.items()
    }


def draft(kind: str, record_id: int | None) -> str:
    """The name of a form's draft."""
    return f"{kind}:{record_id or 'new'}"


def text(words: tuple[str, str], name: str | None, add: str) -> DialogText:
    """The texts of a form: `words` are its title for a new record and its sentence, `add` its verb then."""
    new, sentence = words
    if name is None:
        return DialogText(new, add, word("Add nothing"), word("Adding..."), sentence)
    title = word("Edit {name}").replace("{name}", name)
    return DialogText(title, word("Save"), word("Change nothing"), word("Saving..."), sentence)
