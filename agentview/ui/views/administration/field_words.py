"""What the settings of a field of wireless orders are called, and how they differ; imports no Qt widgets."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.wireless import FieldType, Requirement
from agentview.contract.wireless_forms import ConfiguredField, FieldFields, FieldSource
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.theme import Tone
from agentview.ui.texts.wireless_fields import choice_word, field_word

NOTHING = "\u2014"
SETTINGS = tuple(FieldFields.model_fields)
"""What can be set of a field, in the order in which it is shown."""


def word(text: str) -> str:
    """A text of these screens in the user's language."""
    return QCoreApplication.translate("WirelessForms", text)


def name_of(one: ConfiguredField) -> str:
    """The provider's own word for a field, else the usual one."""
    return one.fields.label or field_word(one.field_id)


def requirement_chip(requirement: Requirement) -> ChipValue:
    """Whether a field is asked for."""
    return {
        Requirement.REQUIRED: ChipValue(
            Tone.INFO, "!", word("Required"), word("Nothing is submitted while it is empty")
        ),
        Requirement.OPTIONAL: ChipValue(
            Tone.NEUTRAL, "\u25cb", word("Optional"), word("It is asked for, and may stay empty")
        ),
        Requirement.EXCLUDED: ChipValue(
            Tone.WARNING, "\u2013", word("Excluded"), word("It is not asked for, and not shown")
        ),
    }[requirement]


def source_word(one: ConfiguredField, *, is_for_all: bool) -> str:
    """Where what stands of a field comes from."""
    if one.source is FieldSource.SHIPPED:
        return word("As shipped")
    if one.source is FieldSource.EVERY_CARRIER or is_for_all:
        return word("Set for all carriers")
    return word("Set for this carrier")


def type_word(kind: FieldType) -> str:
    """How a field is filled in."""
    return {
        FieldType.TEXT: word("Text"),
        FieldType.DATE: word("Day"),
        FieldType.CHOICE: word("Choice"),
        FieldType.NUMBER: word("Number"),
    }[kind]


def setting_word(name: str) -> str:
    """What a setting of a field is called."""
    return {
        "label": word("Label"),
        "help": word("Help below it"),
        "place": word("Place"),
        "requirement": word("Asked for"),
        "is_encrypted": word("Encrypted"),
        "min_length": word("Least characters"),
        "max_length": word("Most characters"),
        "pattern": word("Pattern"),
        "choices": word("Choices"),
        "has_other": word("Other text"),
    }[name]


def setting_text(name: str, fields: FieldFields) -> str:
    """What a setting is, in words."""
    value = getattr(fields, name)
    if isinstance(value, Requirement):
        return requirement_chip(value).word
    if isinstance(value, bool):
        return word("yes") if value else word("no")
    if isinstance(value, tuple):
        return ", ".join(choice_word(one) for one in value) or NOTHING
    if name == "place" and value == 0:
        return word("as shipped")
    return str(value) or NOTHING


def differing(fields: FieldFields, other: FieldFields) -> tuple[str, ...]:
    """The settings in which two differ."""
    return tuple(name for name in SETTINGS if getattr(fields, name) != getattr(other, name))


def limits_text(one: ConfiguredField) -> str:
    """How long a text may be and what it has to look like, short; a day or choice has no limit of its own."""
    fields = one.fields
    if one.type in {FieldType.DATE, FieldType.CHOICE}:
        return setting_text("choices", fields) if one.type is FieldType.CHOICE else ""
    template = word("{least} to {most}") if fields.min_length else word("up to {most}")
    length = template.replace("{least}", str(fields.min_length)).replace(
        "{most}", count_text(fields.max_length)
    )
    return f"{length}, {fields.pattern}" if fields.pattern else length


def settings_of(kind: FieldType) -> tuple[str, ...]:
    """What makes sense to set of a field of a kind."""
    left_out = {"choices", "has_other"}
    if kind is FieldType.CHOICE:
        left_out = {"min_length", "max_length", "pattern"}
    elif kind is FieldType.DATE:
        left_out |= {"min_length", "max_length", "pattern"}
    return tuple(name for name in SETTINGS if name not in left_out)
