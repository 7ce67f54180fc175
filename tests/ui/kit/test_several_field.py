"""Several of some words are ticked by keys, and read as their keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.several_field import SeveralField
from agentview.ui.kit.text import PlainLabel
from tests.ui.kit.test_form import TODAY

CHOICES = (("a", "Address & phone"), ("b", "Carrier"), ("c", "Customer"))


def shown(qtbot: QtBot, **more: object) -> tuple[FormBinder, SeveralField]:
    """Return a form with the field, in front."""
    field = Field("why", "Why", FieldKind.SEVERAL, choices=CHOICES, nothing="Any", **more)  # type: ignore[arg-type]
    form = FormBinder((field,), lambda: TODAY)
    qtbot.addWidget(form.widget)
    form.widget.resize(500, 120)
    with qtbot.waitActive(form.widget):
        form.widget.show()
        form.widget.activateWindow()
    found = form.input("why")
    assert isinstance(found, SeveralField)
    found.setFocus()
    return form, found


@pytest.mark.qt_log_ignore(r"raise\(\)", "grabbing the keyboard", extend=True)  # the menu is a window
def test_keys_tick_and_untick_while_the_menu_stays(qtbot: QtBot) -> None:
    form, field = shown(qtbot)
    told: list[str] = []
    form.changed.connect(told.append)
    assert (form.values(), field.text()) == ({"why": ""}, "Any")
    QTest.keyClick(field, Qt.Key.Key_Down)
    menu = field.findChild(QMenu)
    assert menu is not None
    qtbot.waitUntil(menu.isVisible)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(menu, key)
    assert menu.isVisible()
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert form.values() == {"why": "a,c"}
    assert field.words() == "Address & phone, Customer"
    assert told == ["why", "why"]


def test_what_is_not_offered_is_left_out_and_order_is_that_of_the_choices(qtbot: QtBot) -> None:
    form, _ = shown(qtbot)
    form.set_values({"why": "c,gone,b"})
    assert form.values() == {"why": "b,c"}
    form.set_values({"why": None})
    assert form.values() == {"why": ""}


def test_one_that_is_needed_and_missing_is_told_beside_it(qtbot: QtBot) -> None:
    form, field = shown(qtbot, required=True, section="Who is told")
    errors = form.check()
    assert list(errors) == ["why"]
    form.show_errors(errors)
    assert field.property("invalid")
    assert field.accessibleName() == "Why (required)"
    assert any(one.text() == "Who is told" for one in form.widget.findChildren(PlainLabel))


def test_a_long_choice_ends_in_dots_and_is_whole_in_the_tooltip(qtbot: QtBot) -> None:
    form, field = shown(qtbot)
    form.set_values({"why": "a,b,c"})
    field.setFixedWidth(160)
    qtbot.waitUntil(lambda: field.text().endswith("\u2026"))
    assert "Customer" in field.toolTip()
