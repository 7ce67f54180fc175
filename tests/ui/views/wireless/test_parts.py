"""The parts of a wireless request: whom it is about, its fields, where it goes, what is agreed to (S-28)."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from agentview.contract.wireless import Acknowledged, FieldType
from agentview.ui.kit.facts import Fact
from agentview.ui.views.wireless.confirm_page import ConfirmPage
from agentview.ui.views.wireless.subject_picker import Subject, SubjectPicker
from agentview.ui.wireless.cost_lines import CostLine, Costs
from agentview.ui.wireless.request_fields import AskedField, RequestFields
from agentview.ui.wireless.shipping_page import ShippingPage

TODAY = date(2026, 3, 10)
RETIRED = "This device is retired; nothing can be ordered for it."
PHONE, OLD = Subject(1, "Pomelo X1", "35 123"), Subject(2, "Pomelo 7", "35 999", None, RETIRED)
AREA = AskedField("area", "Preferred area code", FieldType.TEXT, is_required=True, most_chars=3)
NAME = AskedField("name", "Name on the invoice", FieldType.TEXT, most_chars=200)
PIN = AskedField("pin", "PIN", FieldType.TEXT, is_encrypted=True, most_chars=20)
WHEN = AskedField("when", "Preferred date", FieldType.DATE)
NOTES = AskedField("notes", "Instructions", FieldType.TEXT, most_chars=4_000)
MANY = AskedField("many", "How many", FieldType.NUMBER)
WHY = AskedField("why", "Reason", FieldType.CHOICE, choices=(("LOST", "Lost"), ("BROKEN", "Broken")))


def said(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def picker(qtbot: QtBot) -> SubjectPicker:
    made = SubjectPicker("Device", "Model, serial or user", lambda: "Unconfirmed")
    qtbot.addWidget(made)
    made.begin(None)
    made.show_found((PHONE, OLD))
    made.show()
    return made


def test_enter_takes_what_is_current(qtbot: QtBot) -> None:
    made = picker(qtbot)
    with qtbot.waitSignal(made.changed):
        QTest.keyClick(made.list.search, Qt.Key.Key_Return)
    assert made.chosen == PHONE
    assert "Chosen: Pomelo X1, 35 123." in said(made)


def test_what_cannot_be_taken_says_why_and_is_not_taken(qtbot: QtBot) -> None:
    """R-WL-01: the reason stands in the list, and again when it is tried."""
    made = picker(qtbot)
    more = next(one for one in made.list.model.columns if one.key == "more")
    assert more.text(OLD) == RETIRED
    QTest.keyClick(made.list.search, Qt.Key.Key_Down)
    with qtbot.assertNotEmitted(made.changed):
        QTest.keyClick(made.list.search, Qt.Key.Key_Return)
    assert made.chosen is None
    assert RETIRED in said(made)


def test_fields_are_drawn_from_their_definitions(qtbot: QtBot) -> None:
    """R-WL-15: required, encrypted; a long text has several lines."""
    made = RequestFields(lambda: TODAY, 8)
    qtbot.addWidget(made)
    made.show_fields(
        (AREA, PIN, WHEN, NOTES, MANY, WHY), {"area": "041", "when": "2026-04-01", "why": "LOST"}
    )
    assert made.form is not None
    assert isinstance(made.form.input("notes"), QPlainTextEdit)
    assert made.texts() == {
        "area": "041",
        "when": "2026-04-01",
        "notes": "",
        "many": "",
        "why": "LOST",
    }
    assert "last two characters" in said(made)
    assert made.form.check() == {}
    made.form.set_values({"area": ""})
    assert list(made.form.check()) == ["area"]


def test_other_fields_make_another_form_and_the_same_ones_keep_it(qtbot: QtBot) -> None:
    made = RequestFields(lambda: TODAY, 8)
    qtbot.addWidget(made)
    made.show_fields((AREA,), {})
    first = made.form
    made.show_fields((AREA,), {"area": "02"})
    assert made.form is first
    made.show_fields((WHEN,), {})
    assert made.form is not first
    assert list(made.texts()) == ["when"]
    made.show_fields((), {})
    assert not made.has_fields


def test_what_is_typed_is_sent_exactly_so(qtbot: QtBot) -> None:
    """R-WL-12: port data is not tidied; R-WL-15: an encrypted field that is left empty keeps what it has."""
    made = RequestFields(lambda: TODAY, 8)
    qtbot.addWidget(made)
    saved = AskedField("pin", "PIN", FieldType.TEXT, is_encrypted=True, most_chars=20, saved="\u2022\u202277")
    made.show_fields((NAME, saved), {"pin": "\u2022\u202277"})
    assert made.form is not None
    QTest.keyClicks(made.form.input("name"), " Marlow  Ltd ")
    assert made.texts() == {"name": " Marlow  Ltd "}
    assert "Saved: \u2022\u202277." in said(made)
    QTest.keyClicks(made.form.input("pin"), "1234")
    assert made.texts() == {"name": " Marlow  Ltd ", "pin": "1234"}


def test_a_choice_may_take_other_text(qtbot: QtBot) -> None:
    made = RequestFields(lambda: TODAY, 8)
    qtbot.addWidget(made)
    other = AskedField("why", "Reason", FieldType.CHOICE, choices=(("LOST", "Lost"),), has_other=True)
    made.show_fields((other,), {"why": "Eaten"})
    assert made.texts() == {"why": "Eaten"}
    made.show_fields((other,), {"why": "LOST"})
    assert made.texts() == {"why": "LOST"}
    assert made.show_errors({"why": "No", "other": "Not here"}) == ["Not here"]


def test_the_address_is_read_as_it_is_sent(qtbot: QtBot) -> None:
    """R-WL-10."""
    page = ShippingPage(lambda: TODAY)
    qtbot.addWidget(page)
    page.show_address({"name": "Marlow", "country": "au", "is_expedited": True})
    found = page.values()["ship_to"]
    assert isinstance(found, dict)
    assert (found["name"], found["country"], found["is_expedited"]) == ("Marlow", "AU", True)
    assert page.show_errors({"ship_to/city": "Fill this in", "type": "Other"}) == ["Other"]
    assert "Fill this in" in said(page)


def test_what_the_country_asks_for_is_marked(qtbot: QtBot) -> None:
    """R-WL-10: Australia needs the state and Germany none; the marks change with what is typed."""
    page = ShippingPage(lambda: TODAY)
    qtbot.addWidget(page)
    state, country = page.form.input("state"), page.form.input("country")
    assert "Postcode (required)" not in said(page)
    page.show_address({"country": "AU"})
    assert state.accessibleName() == "State or region (required)"
    assert {"State or region (required)", "Postcode (required)"} <= set(said(page).splitlines())
    assert set(page.form.check()) == {"name", "line1", "city", "state", "postal_code"}
    assert isinstance(country, QLineEdit)
    country.selectAll()
    QTest.keyClicks(country, "de")
    assert state.accessibleName() == "State or region"
    assert "State or region (required)" not in said(page)
    assert set(page.form.check()) == {"name", "line1", "city", "postal_code"}


def test_confirming_shows_costs_policy_and_what_is_agreed_to(qtbot: QtBot) -> None:
    """R-WL-16, R-WL-11, R-WL-03: the terms have to be ticked one by one."""
    page = ConfirmPage()
    qtbot.addWidget(page)
    page.show_costs(
        Costs((CostLine("Pomelo X1", 99_900, 0),), "AUD", 99_900, 0), ("Pomelo X1 is out of policy.",)
    )
    page.show_order([Fact("Line", "+61 400 000 001")], (Acknowledged.WARRANTY_TERMS,), ())
    page.show()
    assert "Pomelo X1 is out of policy." in said(page)
    assert "can charge the full price of the device" in said(page)
    assert page.agreed() == ()
    with qtbot.waitSignal(page.changed):
        page.agreements.findChildren(QAbstractButton)[0].click()
    assert page.values() == {"acknowledged": (Acknowledged.WARRANTY_TERMS,)}
    assert page.show_errors({"acknowledged": "Agree first", "x": "y"}) == ["y"]
    assert "Agree first" in said(page)


def test_without_terms_there_is_nothing_to_agree_to(qtbot: QtBot) -> None:
    page = ConfirmPage()
    qtbot.addWidget(page)
    page.show_costs(Costs((), "AUD", 0, 0), ())
    page.show_order([], (), ())
    page.show()
    assert not page.agreed_card.isVisibleTo(page)
    assert not page.policy.isVisibleTo(page)
