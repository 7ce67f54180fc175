"""A wireless request on the screen, by keys alone, on the real services (S-28)."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from agentview.contract import wireless_catalogue as catalogue
from agentview.contract import wireless_orders as contract
from agentview.contract.wireless import ItemKind, OrderType
from agentview.contract.wireless_forms import FieldId
from agentview.contract.wireless_orders import ShipTo
from agentview.ui.texts.wireless import type_word
from agentview.ui.texts.wireless_order_facts import OLD_DEVICE, order_facts
from agentview.ui.views.wireless.request_step import RequestStep
from agentview.ui.views.wireless.wizard import RequestWizard
from agentview.ui.views.wireless.wizard_summary import names_of
from tests.build import MARLOW
from tests.ui.views.wireless.conftest import Seat, Sit
from tests.wireless_world import COLLEAGUE, COLLEAGUE_LINE, WORKER_LINE, number_of

COMPANY, WHAT, WHO, DETAILS, SHIPPING, CONFIRM = RequestStep


def opened(seat: Seat, line_id: int | None = None) -> None:
    seat.wizard.open_new(line_id)
    seat.settle()


def choose_type(seat: Seat, wanted: OrderType) -> None:
    """Look for a type by words, walk to it with the arrow, and take it."""
    page = seat.wizard.pages.what
    group = next(one.group for one in seat.wizard.presenter.types if one.type is wanted)
    page.tiles.choose(group.value)
    page.tiles.chosen.emit(group.value)
    button = next(
        one for one in page.options.findChildren(QAbstractButton) if one.text() == type_word(wanted)
    )
    assert button.isEnabled(), [one.text() for one in page.options._labels.values()]
    button.setFocus()
    seat.key(Qt.Key.Key_Space)
    seat.go_on()


def take(seat: Seat, kind: ItemKind, words: str) -> None:
    """Narrow the offers of a kind by words, and take the first by Enter."""
    offers = seat.wizard.pages.details.pickers[kind].list
    seat.tab_to(offers.search)
    offers.search.setText(words)
    offers.typed.emit(words)
    seat.key(Qt.Key.Key_Return)


def test_a_company_person_is_not_asked_for_the_company(sit: Sit) -> None:
    seat = sit()
    opened(seat)
    assert seat.page is WHAT
    assert seat.asked.named(contract.START) == [], "nothing is begun before something is chosen"


def test_going_on_without_a_choice_says_so(sit: Sit) -> None:
    seat = sit()
    opened(seat)
    seat.go_on()
    assert seat.page is WHAT
    assert seat.says("is missing")


def test_words_find_what_is_possible(sit: Sit) -> None:
    seat = sit()
    opened(seat)
    page = seat.wizard.pages.what
    seat.tab_to(page.search)
    seat.type("my phone is broken")
    seat.key(Qt.Key.Key_Return)
    assert seat.says(type_word(OrderType.WARRANTY_REPLACEMENT))
    assert seat.says("This is what fits your words")


def test_a_plan_is_changed_from_start_to_end_by_keys_alone(sit: Sit) -> None:
    """R-WL-16: the costs are shown before anything is submitted, and confirmed with the submission."""
    seat = sit()
    opened(seat, WORKER_LINE)
    choose_type(seat, OrderType.CHANGE_PLAN)
    if seat.page is WHO:
        seat.go_on()
    assert seat.page is DETAILS, seat.texts()
    take(seat, ItemKind.PLAN, "Executive")
    seat.go_on()
    assert seat.page is CONFIRM, seat.texts()
    assert seat.says("Total, without tax")
    assert seat.says("This is out of the mobile policy")
    assert seat.asked.named(contract.SUBMIT) == []
    seat.go_on()
    assert len(seat.asked.named(contract.CONFIRM)) == 1
    assert len(seat.asked.named(contract.SUBMIT)) == 1
    assert seat.toasts.said == [f"{seat.draft.reference} is submitted."]
    assert seat.shell.errors == []


def test_what_is_missing_is_said_on_its_page(sit: Sit) -> None:
    """R-WL-15: a required field blocks going on, beside the field."""
    seat = sit()
    opened(seat, WORKER_LINE)
    choose_type(seat, OrderType.SUSPEND)
    if seat.page is WHO:
        seat.go_on()
    assert seat.page is DETAILS
    seat.go_on()
    assert seat.page is DETAILS
    form = seat.wizard.pages.details.fields.form
    assert form is not None
    assert form.input(FieldId.REASON.value).hasFocus()


def test_a_draft_is_kept_and_gone_on_with_at_another_desktop(sit: Sit) -> None:
    seat = sit()
    opened(seat, WORKER_LINE)
    choose_type(seat, OrderType.SUSPEND)
    if seat.page is WHO:
        seat.go_on()
    why = seat.wizard.pages.details.why.input("justification")
    why.setFocus()
    QTest.keyClicks(why, "long holiday")
    order_id = seat.draft.order_id
    seat.key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert seat.closed == [True]
    again = sit()
    again.wizard.resume(order_id)
    again.settle()
    assert again.page is DETAILS, "the first page on which something is missing"
    assert again.wizard.pages.details.values()["justification"] == "long holiday"


def test_a_draft_is_discarded_once_that_is_confirmed(sit: Sit) -> None:
    seat = sit()
    opened(seat, WORKER_LINE)
    choose_type(seat, OrderType.SUSPEND)
    if seat.page is WHO:
        seat.go_on()
    seat.key(Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert seat.asked.named(contract.DISCARD) == [], "the dialog asks first"
    assert seat.wizard.dialog is not None
    seat.wizard.dialog.verb_button.click()
    seat.settle()
    assert len(seat.asked.named(contract.DISCARD)) == 1
    assert seat.closed == [True]


def test_staff_choose_the_company_first(sit: Sit) -> None:
    seat = sit("harbour_csa")
    opened(seat)
    assert seat.page is COMPANY
    seat.go_on()
    assert seat.page is COMPANY
    assert seat.says("is missing")
    seat.tab_to(seat.wizard.pages.company.picker.list.search)
    seat.key(Qt.Key.Key_Return)
    seat.go_on()
    assert seat.page is WHAT, seat.texts()


def test_a_new_phone_goes_through_all_pages(sit: Sit) -> None:
    """R-WL-10: what is sent needs an address; R-WL-13: accessories are asked for the chosen model."""
    seat = sit()
    opened(seat)
    choose_type(seat, OrderType.NEW_DEVICE_SERVICE)
    assert seat.page is WHO
    assert seat.says("Chosen: Wendy Worker"), "who asks is taken for themselves"
    next(iter(seat.wizard.pages.who.vendors.findChildren(QAbstractButton))).click()
    seat.go_on()
    assert seat.page is DETAILS, seat.texts()
    take(seat, ItemKind.DEVICE, "Fruit Phone")
    models = [one.product_ids for one in seat.asked.named(catalogue.OFFERS) if one.kind is ItemKind.ACCESSORY]
    assert models[-1] == seat.wizard.pages.details.models() != ()
    take(seat, ItemKind.PLAN, "Talk")
    seat.go_on()
    assert seat.page is SHIPPING, seat.texts()
    address = seat.wizard.pages.shipping.form
    assert (address.values()["name"], address.values()["country"]) == ("Wendy Worker", "AU")
    address.set_values({"name": ""})
    seat.go_on()
    assert seat.page is SHIPPING, "the address is missing"
    assert address.input("name").hasFocus()
    seat.wizard.pages.shipping.form.set_values(
        {
            "name": "Wendy",
            "line1": "1 High St",
            "city": "Sydney",
            "state": "NSW",
            "postal_code": "2000",
            "country": "au",
        }
    )
    seat.go_on()
    assert seat.page is CONFIRM, seat.texts()
    assert seat.says("1 High St")
    seat.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert seat.page is SHIPPING
    assert [one.kind for one in seat.draft.items] == [ItemKind.DEVICE, ItemKind.PLAN]


def test_another_person_gets_the_address_that_nobody_touched(sit: Sit) -> None:
    """R-WL-10: recipient, country and street come from person and company; what is typed stays."""
    seat = sit()
    opened(seat)
    choose_type(seat, OrderType.NEW_DEVICE_SERVICE)
    next(iter(seat.wizard.pages.who.vendors.findChildren(QAbstractButton))).click()
    seat.go_on()
    take(seat, ItemKind.DEVICE, "Fruit Phone")
    take(seat, ItemKind.PLAN, "Talk")
    seat.go_on()
    address = seat.wizard.pages.shipping.form
    seat.tab_to(address.input("city"))
    city = address.input("city")
    assert isinstance(city, QLineEdit)
    city.selectAll()
    seat.type("Perth")
    for _ in range(2):
        seat.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert seat.page is WHO, seat.texts()
    person = seat.wizard.pages.who.person.list
    seat.tab_to(person.search)
    seat.type("Carl")
    person.typed.emit("Carl")
    seat.settle()
    seat.key(Qt.Key.Key_Return)
    seat.go_on()
    assert seat.draft.beneficiary is not None
    assert seat.draft.beneficiary.subject_id == COLLEAGUE
    assert seat.draft.ship_to is not None
    name, street = seat.draft.beneficiary.name, f"{MARLOW} Quay Street"
    assert seat.draft.ship_to == ShipTo(name=name, line1=street, city="Perth", country="AU")


def test_the_lines_of_the_person_come_first_and_follow_another_person(sit: Sit) -> None:
    seat = sit()
    opened(seat)
    choose_type(seat, OrderType.ASSIGN)
    who = seat.wizard.pages.who
    assert seat.page is WHO, seat.texts()
    rows = who.line.list.source.rows
    assert [row.group for row in rows[:4]] == ["Person's own"] * 3 + ["Others'"]
    assert rows[0].subject_id == WORKER_LINE
    seat.tab_to(who.person.list.search)
    seat.type("Carl")
    who.person.list.typed.emit("Carl")
    seat.settle()
    seat.key(Qt.Key.Key_Return)
    rows = who.line.list.source.rows
    assert [row.group for row in rows[:2]] == ["Person's own", "Others'"]
    assert rows[0].subject_id == COLLEAGUE_LINE


def test_an_upgrade_shows_the_new_device_and_what_it_replaces(sit: Sit) -> None:
    """S-28: under Device stands what is ordered; the one on the line is what it replaces."""
    seat = sit()
    opened(seat, WORKER_LINE)
    choose_type(seat, OrderType.UPGRADE_REPLACE)
    if seat.page is WHO:
        seat.go_on()
    assert seat.draft.device is not None
    old = seat.draft.device
    assert names_of(seat.draft)["device_id"] == old.name, "nothing is chosen yet"
    take(seat, ItemKind.DEVICE, "Basic")
    seat.go_on()
    [new] = [one.name for one in seat.draft.items if one.kind is ItemKind.DEVICE]
    named = names_of(seat.draft)
    assert new != old.name
    assert (named["device_id"], named[OLD_DEVICE]) == (new, old.name)
    facts = {one.label: one.value for one in order_facts(seat.draft)}
    assert (facts["Device"], facts["Replaces"]) == (new, f"{old.name}, {old.more}")


def test_other_costs_are_shown_before_they_are_agreed_to(sit: Sit) -> None:
    """R-WL-16: what is submitted is what was seen."""
    seat = sit()
    opened(seat, WORKER_LINE)
    choose_type(seat, OrderType.CHANGE_PLAN)
    if seat.page is WHO:
        seat.go_on()
    take(seat, ItemKind.PLAN, "Executive")
    seat.go_on()
    assert seat.page is CONFIRM

    def dearer(request: contract.ChangeRequest) -> contract.WirelessOrder:
        order = seat.asked.gateway.call(contract.CONFIRM, request)
        return order.model_copy(update={"monthly_cents": order.monthly_cents + 100})

    seat.asked.answers[contract.CONFIRM.name] = dearer
    seat.go_on()
    assert seat.asked.named(contract.SUBMIT) == []
    assert seat.page is CONFIRM
    assert seat.says("The costs have changed since you saw them.")


def test_what_was_typed_and_not_saved_comes_back(sit: Sit, qtbot: QtBot) -> None:
    seat = sit()
    opened(seat, WORKER_LINE)
    choose_type(seat, OrderType.SUSPEND)
    if seat.page is WHO:
        seat.go_on()
    why = seat.wizard.pages.details.why.input("justification")
    why.setFocus()
    QTest.keyClicks(why, "long holiday")
    assert seat.wizard.has_draft
    order_id = seat.draft.order_id
    seat.wizard.close()
    seat.settle()
    again = RequestWizard(seat.desk)
    qtbot.addWidget(again)
    again.resume(order_id)
    seat.settle()
    assert again.pages.details.values()["justification"] == "long holiday"
    assert "is restored" in again.notice._label.text()
    again.close()


def test_a_line_that_moves_is_offered_the_other_carriers_once_it_is_taken(sit: Sit) -> None:
    """R-WL-12: the only other carrier is taken; nobody has to find out that the own one is refused."""
    seat = sit()
    opened(seat)
    choose_type(seat, OrderType.PORT_CARRIER)
    vendors = seat.wizard.pages.who.vendors
    assert [one.text() for one in vendors.findChildren(QAbstractButton)] == [
        "Northern Wireless",
        "Southern Mobile",
    ]
    seat.tab_to(seat.wizard.pages.who.line.list.search)
    seat.type(number_of(WORKER_LINE)[-6:])
    seat.key(Qt.Key.Key_Return)
    shown = [one for one in vendors.findChildren(QAbstractButton) if one.isVisible()]
    assert [(one.text(), one.isChecked()) for one in shown] == [("Southern Mobile", True)]
    seat.go_on()
    assert seat.page is DETAILS, seat.texts()
