"""Forms bind fields to names, keep what was typed, and show errors beside the field."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from agentview.ui.kit.a11y import nameless
from agentview.ui.kit.amount import AmbiguousAmountError, read_amount, show_amount
from agentview.ui.kit.conflict import Clash, ConflictView, merged
from agentview.ui.kit.dialog import DialogText, VerbDialog
from agentview.ui.kit.field import ChoiceField, DateField, Field, FieldKind
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.text import PlainLabel

TODAY = date(2026, 3, 10)
FIELDS = (
    Field("name", "Name", required=True, help="As on the bill"),
    Field("note", "Note", FieldKind.NOTE),
    Field("reason", "Reason", FieldKind.CHOICE, choices=(("a", "Address"), ("b", "Carrier")), required=True),
    Field("day", "Day", FieldKind.DATE),
    Field("fee", "Fee", FieldKind.NUMBER),
    Field("told", "Told", FieldKind.CHECK),
)
FULL: dict[str, str | bool | date | Decimal | None] = {
    "name": "Ann",
    "note": "two\nlines",
    "reason": "b",
    "day": date(2026, 4, 1),
    "fee": Decimal("12.50"),
    "told": True,
}


def _today() -> date:
    return TODAY


@pytest.fixture
def form(qtbot: QtBot) -> FormBinder:
    made = FormBinder(FIELDS, _today)
    qtbot.addWidget(made.widget)
    with qtbot.waitActive(made.widget):
        made.widget.show()
        made.widget.activateWindow()
    return made


def test_values_go_in_and_come_out(form: FormBinder) -> None:
    form.set_values(FULL)
    assert form.values() == FULL
    assert form.check() == {}


def test_filling_is_not_editing(form: FormBinder) -> None:
    heard: list[str] = []
    form.changed.connect(heard.append)
    form.set_values(FULL)
    assert heard == []
    QTest.keyClicks(form.input("name"), "x")
    QTest.keyClicks(form.input("note"), "y")
    assert heard == ["name", "note"]


def test_what_is_missing_is_named_at_its_field(form: FormBinder) -> None:
    assert set(form.check()) == {"name", "reason"}


def test_errors_stand_beside_fields_and_the_first_has_the_focus(form: FormBinder) -> None:
    loose = form.show_errors({"reason": "Choose one", "name": "Too long", "version": "Changed"})
    assert loose == ["Changed"]
    assert form.input("name").hasFocus()
    errors = [
        label.text() for label in form.widget.findChildren(PlainLabel) if label.text().startswith("\u00d7")
    ]
    assert errors == ["\u00d7 Too long", "\u00d7 Choose one"]
    assert form.input("name").accessibleDescription() == "Too long"
    QTest.keyClicks(form.input("name"), "x")
    assert form.input("name").accessibleDescription() == "As on the bill"
    assert form.values()["name"] == "x"


def test_every_field_has_a_name_and_a_buddy(form: FormBinder) -> None:
    assert nameless(form.widget) == []
    labels = {
        label.text(): label.buddy()
        for label in form.widget.findChildren(PlainLabel)
        if isinstance(label.buddy(), QWidget)
    }
    assert labels["Name (required)"] is form.input("name")


def test_a_choice_keeps_its_value_among_new_choices(form: FormBinder) -> None:
    choice = form.input("reason")
    assert isinstance(choice, ChoiceField)
    choice.set_value("b")
    choice.set_choices([("b", "Carrier"), ("c", "Customer")])
    assert choice.value() == "b"
    choice.set_choices([("c", "Customer")])
    assert choice.value() is None


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        ("=", TODAY),
        ("d", date(2026, 3, 11)),
        ("w", date(2026, 3, 17)),
        ("m", date(2026, 4, 10)),
        ("y", date(2027, 3, 10)),
        ("=D", date(2026, 3, 9)),
        ("=mm", date(2026, 5, 10)),
    ],
)
def test_date_keys_step(form: FormBinder, keys: str, day: date) -> None:
    field = form.input("day")
    assert isinstance(field, DateField)
    for key in keys:
        QTest.keyClicks(field.lineEdit(), key)
    assert field.value() == day


def test_a_date_can_be_emptied(form: FormBinder) -> None:
    form.set_values({"day": TODAY})
    field = form.input("day")
    assert isinstance(field, DateField)
    QTest.keyClick(field.lineEdit(), Qt.Key.Key_Delete)
    assert form.values()["day"] is None


@pytest.mark.parametrize("day", [None, TODAY])
def test_tab_leaves_a_date_empty_or_not(form: FormBinder, day: date | None) -> None:
    form.set_values({"day": day})
    field = form.input("day")
    field.setFocus()
    for _ in range(4):
        QTest.keyClick(form.widget.focusWidget(), Qt.Key.Key_Tab)
    assert not field.hasFocus()


def test_a_needed_date_starts_today(qtbot: QtBot) -> None:
    form = FormBinder([Field("day", "Day", FieldKind.DATE, can_be_empty=False)], _today)
    qtbot.addWidget(form.widget)
    assert form.values() == {"day": TODAY}


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("12", "12"),
        ("12.5", "12.5"),
        ("12,50", "12.50"),
        ("12\u066b5", "12.5"),
        ("-3", "-3"),
        ("\u22123.10", "-3.10"),
        ("1,234.00", "1234.00"),
        ("1.234,00", "1234.00"),
        ("1 234 567,8", "1234567.8"),
        ("1,234,567", "1234567"),
        ("0.125", "0.125"),
        ("1234.567", "1234.567"),
    ],
)
def test_amounts_are_read(typed: str, amount: str) -> None:
    assert read_amount(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["1.234", "1,234", "-12.345"])
def test_ambiguous_amounts_are_refused(typed: str) -> None:
    with pytest.raises(AmbiguousAmountError):
        read_amount(typed)


@pytest.mark.parametrize("typed", ["", "abc", "1.2.3", "1,23,456", "--1", "1e5", "NaN", "12,345.67.8"])
def test_other_texts_are_no_amounts(typed: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_amount(typed)


@given(st.integers(-(10**9), 10**9))
def test_shown_amounts_are_read_back(cents: int) -> None:
    amount = Decimal(cents).scaleb(-2)
    assert read_amount(show_amount(amount)) == amount


def test_an_unreadable_number_is_told_at_its_field(form: FormBinder) -> None:
    QTest.keyClicks(form.input("fee"), "1.234")
    assert "1234" in form.check()["fee"]
    assert form.values()["fee"] is None


def _open(qtbot: QtBot, dialog: VerbDialog) -> None:
    with qtbot.waitActive(dialog):
        dialog.open()
        dialog.activateWindow()


TEXT = DialogText("Halt PO-1?", "Halt order", "Keep order", "Halting...", is_dangerous=True)


def test_a_dialog_commits_with_control_enter(qtbot: QtBot) -> None:
    form = FormBinder(FIELDS, _today)
    heard: list[int] = []
    dialog = VerbDialog(None, TEXT, form)
    dialog.verb_pressed.connect(lambda: heard.append(1))
    _open(qtbot, dialog)
    form.set_values(FULL)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert heard == [1]
    assert dialog.verb_button.text() == "Halting..."
    dialog.reject()
    assert dialog.isVisible()
    dialog.failed({"name": "Unknown"})
    assert form.values() == FULL
    assert dialog.verb_button.isEnabled()
    dialog.succeeded()
    assert not dialog.isVisible()


def test_a_dialog_asks_for_what_is_missing_first(qtbot: QtBot) -> None:
    form = FormBinder(FIELDS, _today)
    heard: list[int] = []
    dialog = VerbDialog(None, TEXT, form)
    dialog.verb_pressed.connect(lambda: heard.append(1))
    _open(qtbot, dialog)
    dialog.verb_button.click()
    assert heard == []
    assert form.input("name").hasFocus()


def test_escape_and_enter_keep_everything(qtbot: QtBot) -> None:
    heard: list[int] = []
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        dialog = VerbDialog(None, TEXT)
        dialog.verb_pressed.connect(lambda: heard.append(1))
        _open(qtbot, dialog)
        QTest.keyClick(dialog, key)
        assert not dialog.isVisible()
    assert heard == []


def test_enter_in_a_field_keeps_everything_and_on_the_verb_carries_it_out(qtbot: QtBot) -> None:
    """The button that has the focus comes before the one that is the default of the dialog."""
    form, heard = FormBinder(FIELDS, _today), list[str]()
    for part in ("field", "verb"):
        dialog = VerbDialog(None, TEXT, form)
        dialog.verb_pressed.connect(lambda part=part: heard.append(part))
        _open(qtbot, dialog)
        form.set_values(FULL)
        focused = form.input("name") if part == "field" else dialog.verb_button
        focused.setFocus()
        QTest.keyClick(focused, Qt.Key.Key_Return)
        assert dialog.isVisible() is (part == "verb")
        form = FormBinder(FIELDS, _today)
    assert heard == ["verb"]


def test_a_conflict_is_picked_field_by_field(qtbot: QtBot) -> None:
    view = ConflictView(
        [Clash("plan", "Plan", "A", "B"), Clash("street", "Street", "C", "<i>D</i>")], "M. Chen", "my note"
    )
    qtbot.addWidget(view)
    assert nameless(view) == []
    assert "my note" in [label.text() for label in view.findChildren(PlainLabel)]
    view.pick("plan", yours=True)
    assert view.picks() == {"plan": True, "street": False}
    assert merged({"plan": "A", "street": "C"}, {"plan": "B", "street": "D", "x": 1}, view.picks()) == {
        "plan": "A",
        "street": "D",
        "x": 1,
    }


def test_one_key_takes_theirs(qtbot: QtBot) -> None:
    view = ConflictView([Clash("plan", "Plan", "A", "B")], "M. Chen")
    qtbot.addWidget(view)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.pick("plan", yours=True)
    with qtbot.waitSignal(view.resolved) as heard:
        QTest.keyClick(view, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    assert heard.args == [{"plan": False}]


def test_what_is_told_while_typing_takes_the_place_of_the_help(qtbot: QtBot) -> None:
    form = FormBinder([Field("serial", "Serial", help="Scan it.")], lambda: TODAY)
    qtbot.addWidget(form.widget)
    form.widget.show()
    serial = form.input("serial")

    def said() -> list[str]:
        return [one.text() for one in form.widget.findChildren(QLabel) if one.isVisibleTo(form.widget)]

    assert said() == ["Serial", "Scan it."]
    form.tell("serial", "3 of 15 digits")
    assert said() == ["Serial", "3 of 15 digits"]
    assert serial.accessibleDescription() == "3 of 15 digits"
    form.tell("serial", "Only digits", is_wrong=True)
    assert said() == ["Serial", "\u00d7 Only digits"]
    assert serial.property("invalid") is True
    form.tell("serial", "")
    assert said() == ["Serial", "Scan it."]
    assert serial.property("invalid") is False
