"""What stands against what is typed into a field, at the boundaries (R-WL-15, R-WL-35)."""

import pytest

from agentview.contract.wireless import FieldType, Requirement
from agentview.contract.wireless_forms import FieldFields, FieldId, FormField
from agentview.services.wireless_forms.configuring import setting_refusals
from agentview.services.wireless_forms.field_definitions import KNOWN, FieldDefinition, fixed
from agentview.services.wireless_forms.fields import as_asked, text_refusals
from agentview.services.wireless_forms.problems import serial_refusals
from agentview.services.wireless_forms.sealing import MOST_SEALED, seal, unseal, veiled
from tests.wireless_world import imei


def asked(
    name: FieldId = FieldId.COMMENTS, kind: FieldType = FieldType.TEXT, **settings: object
) -> FormField:
    fields = FieldFields.model_validate({"requirement": "OPTIONAL", **settings})
    return as_asked(FieldDefinition(name, kind), fields)


def refused(field: FormField, text: str) -> set[str]:
    return {one.code for one in text_refusals(field, text)}


@pytest.mark.parametrize("text", ["", "   "])
def test_a_required_field_is_not_left_empty(text: str) -> None:
    """R-WL-15."""
    assert refused(asked(requirement=Requirement.REQUIRED), text) == {"E-WL-FIELD-EMPTY"}
    assert not refused(asked(), text)


@pytest.mark.parametrize(
    ("text", "is_refused"), [("1", True), ("12", False), ("1234", False), ("12345", True)]
)
def test_a_text_has_its_length(text: str, *, is_refused: bool) -> None:
    found = refused(asked(min_length=2, max_length=4), text)
    assert found == ({"E-WL-FIELD-LENGTH"} if is_refused else set())


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (FieldType.DATE, "2026-02-28", ""),
        (FieldType.DATE, "2026-02-29", "E-WL-FIELD-DATE"),
        (FieldType.NUMBER, "1.5", ""),
        (FieldType.NUMBER, "NaN", "E-WL-FIELD-NUMBER"),
        (FieldType.NUMBER, "x", "E-WL-FIELD-NUMBER"),
        (FieldType.CHOICE, "A", ""),
        (FieldType.CHOICE, "B", "E-WL-FIELD-CHOICE"),
        (FieldType.TEXT, "ab1", ""),
        (FieldType.TEXT, "ab1 ", "E-WL-FIELD-PATTERN"),
    ],
)
def test_a_text_is_of_its_kind(kind: FieldType, text: str, code: str) -> None:
    pattern = "[a-z]+1" if kind is FieldType.TEXT else ""
    field = asked(kind=kind, choices=("A",) if kind is FieldType.CHOICE else (), pattern=pattern)
    assert refused(field, text) == ({code} if code else set())


def test_a_choice_may_take_another_text() -> None:
    assert not refused(asked(kind=FieldType.CHOICE, choices=("A",), has_other=True), "B")


@pytest.mark.parametrize(
    ("kind", "number", "code"),
    [
        ("IMEI", imei(1), ""),
        ("IMEI", imei(1)[:-1], "E-WL-SERIAL"),
        ("IMEI", imei(1) + "0", "E-WL-SERIAL"),
        ("IMEI", imei(1)[:-1] + str((int(imei(1)[-1]) + 1) % 10), "E-WL-SERIAL"),
        ("ESN", "80ABCDEF", ""),
        ("IMEI", "", ""),
        ("UNKNOWN", "anything", "E-WL-SERIAL-UNKNOWN"),
    ],
)
def test_an_imei_has_fifteen_digits_that_check(kind: str, number: str, code: str) -> None:
    """R-WL-35."""
    found = {one.code for one in serial_refusals(kind, number, may_be_unknown=False)}
    assert found == ({code} if code else set())


def test_a_serial_number_may_be_of_an_unknown_kind_where_that_is_allowed() -> None:
    """R-WL-35."""
    assert not serial_refusals("UNKNOWN", "anything", may_be_unknown=True)


@pytest.mark.parametrize("text", ["4711", "0", "", "p\u00e4ssw\u00f6rd \u2014 "])
def test_an_encrypted_text_comes_back_as_it_was(text: str) -> None:
    """R-WL-15."""
    assert unseal(seal(text)) == text
    assert text not in seal(text) or not text or len(text) == 1


@pytest.mark.parametrize(("text", "shown"), [("471199", "99"), ("471", "71"), ("47", ""), ("", "")])
def test_only_the_last_two_characters_are_shown(text: str, shown: str) -> None:
    """R-WL-15: of what is that short nothing at all."""
    assert veiled(text).lstrip("\N{BULLET}") == shown


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"requirement": "OPTIONAL"}, "E-WL-FIELD-NEEDED"),
        ({"requirement": "EXCLUDED"}, "E-WL-FIELD-NEEDED"),
        ({"min_length": 5, "max_length": 4}, "E-WL-FIELD-RANGE"),
        ({"is_encrypted": True, "max_length": MOST_SEALED + 1}, "E-WL-FIELD-LONG"),
        ({"pattern": "("}, "E-WL-FIELD-PATTERN-WRONG"),
        ({"choices": ("MALFUNCTION", "OTHER")}, "E-WL-FIELD-CHOICES"),
        ({"choices": ()}, "E-WL-FIELD-CHOICES"),
        ({"has_other": True}, "E-WL-FIELD-CHOICES"),
        ({"is_encrypted": True, "max_length": MOST_SEALED}, ""),
    ],
)
def test_a_field_is_set_to_what_makes_sense(settings: dict[str, object], code: str) -> None:
    """R-WL-15: a field that is needed stays required, and choices that AgentView acts on stay those."""
    [known] = fixed(FieldId.FAULT)
    whole = {"requirement": "REQUIRED", "choices": KNOWN[FieldId.FAULT].choices, **settings}
    found = {one.code for one in setting_refusals(known, FieldFields.model_validate(whole))}
    assert found == ({code} if code else set())
