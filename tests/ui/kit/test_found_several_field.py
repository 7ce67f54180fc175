"""Some of very many: found by name, ticked, let go again, and never lost."""

import pytest
from pytestqt.qtbot import QtBot

from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.found_field import NotChosenError
from agentview.ui.kit.found_several_field import FoundSeveralField
from tests.ui.kit.test_form import TODAY

FIRST = (("1", "Ada"), ("2", "Ben"))


def shown(qtbot: QtBot) -> tuple[FormBinder, FoundSeveralField]:
    """Return a form with the field."""
    fields = (Field("who", "Who", FieldKind.FOUND_SEVERAL, choices=FIRST, nothing="Nobody", required=True),)
    form = FormBinder(fields, lambda: TODAY)
    qtbot.addWidget(form.widget)
    found = form.input("who")
    assert isinstance(found, FoundSeveralField)
    return form, found


def pick(field: FoundSeveralField, key: str) -> None:
    """Choose one of those that are found, as Enter or a click does."""
    at = field.search.findData(key)
    field.search.setCurrentIndex(at)
    field.search.activated.emit(at)


def test_who_is_found_joins_those_that_are_ticked(qtbot: QtBot) -> None:
    form, field = shown(qtbot)
    told: list[str] = []
    form.changed.connect(told.append)
    assert form.check() == {"who": "Fill this in"}
    form.set_values({"who": "2"})
    field.search.setEditText("Zo")
    field.show_found("Zo", (("77", "Zoe"),))
    pick(field, "77")
    assert form.values() == {"who": "2,77"}
    assert field.several.words() == "Ben, Zoe"
    assert field.search.value() is None, "the next one can be looked for"
    pick(field, "77")
    assert form.values() == {"who": "2,77"}, "nobody stands twice"
    assert told == ["who", "who"]
    next(one for one in field.several.menu_actions() if one.text() == "Ben").trigger()
    assert form.values() == {"who": "77"}


def test_a_name_that_was_typed_and_not_chosen_is_told_and_not_dropped(qtbot: QtBot) -> None:
    form, field = shown(qtbot)
    field.search.setEditText("Nob")
    with pytest.raises(NotChosenError):
        field.value()
    assert form.check() == {"who": "Choose one of those that are found"}
    field.search.setEditText("ada")
    assert form.values() == {"who": "1"}, "typed in full it counts"


def test_a_key_that_is_not_offered_is_kept_by_its_number(qtbot: QtBot) -> None:
    form, field = shown(qtbot)
    form.set_values({"who": "1,400"})
    assert form.values() == {"who": "1,400"}
    assert field.several.words() == "Ada, #400"


def test_both_parts_have_a_name(qtbot: QtBot) -> None:
    _, field = shown(qtbot)
    assert field.several.accessibleName() == "Who (required)"
    assert field.search.accessibleName() == "Who (required): Add by name"
