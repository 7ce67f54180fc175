"""The page of a customer: head, alerts, counts, packages and services, orders, contacts, notes, timeline."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from agentview.contract.customers import CustomerOrders, Notes, TimelineKind
from agentview.core.errors import Refusal, Unavailable
from agentview.ui.kit.a11y import nameless
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.masked import MASK_AGAIN_MS, MaskedValue
from agentview.ui.navigation import ACCOUNT_TASKS, ORDER, TASK
from agentview.ui.views.customers.holding_pane import LOW
from agentview.ui.views.customers.section_contacts import ContactsSection
from agentview.ui.views.customers.section_notes import NotesSection
from agentview.ui.views.customers.section_orders import OrdersSection
from agentview.ui.views.customers.section_overview import OverviewSection
from agentview.ui.views.customers.section_timeline import TimelineSection
from tests.ui.views.customers.builders import (
    HOSTILE,
    alert,
    answers,
    contact,
    customer,
    note,
    order,
    package,
    service,
    timeline_of,
)
from tests.ui.views.customers.conftest import OpenScreen, Screen
from tests.ui.views.provisioning.builders import FakeGateway, shell_of, toasts_of
from tests.ui.views.provisioning.conftest import shown_texts


def _overview(screen: Screen) -> OverviewSection:
    found = screen.page.section("overview")
    assert isinstance(found, OverviewSection)
    return found


def _press(screen: Screen, word: str) -> None:
    [button] = [
        one
        for one in screen.page.findChildren(QAbstractButton)
        if one.text() == word and one.isVisibleTo(screen.page)
    ]
    button.click()
    screen.settle()


def test_the_head_says_who_it_is_and_what_is_owed(open_screen: OpenScreen) -> None:
    screen = open_screen()
    shown = shown_texts(screen.page.header)
    assert "Marlow Dental Group" in shown
    assert "125.50\u00a0AUD" in shown
    assert "45.50\u00a0AUD overdue for 12 d" in shown
    assert any(text.startswith("004-0005") for text in shown)
    assert not any("3555" in text for text in shown)


def test_counts_lead_to_what_was_counted(open_screen: OpenScreen) -> None:
    screen = open_screen()
    _press(screen, "Halted: 1")
    assert [target.kind for target in shell_of(screen.desk).targets] == [ACCOUNT_TASKS]
    _press(screen, "Incomplete orders: 1")
    assert screen.page.sections.pills.current == "orders"
    _press(screen, "Open cases: 1")
    timeline = screen.page.section("timeline")
    assert isinstance(timeline, TimelineSection)
    assert timeline.pills.current == "CASES"
    assert screen.gateway.sent("customers.timeline")[-1].kinds == (TimelineKind.CASES,)


def test_an_alert_stands_on_top_until_somebody_ends_it(open_screen: OpenScreen) -> None:
    screen = open_screen(customer(alerts=(alert(9), alert(8, "Do not call before ten"))))
    assert "Vulnerable customer" in screen.page.banner.accessibleName()
    assert "1 more" in shown_texts(screen.page.banner)
    screen.gateway.answers.update(answers(customer(alerts=(alert(8, "Do not call before ten"),))))
    _press(screen, "End alert")
    assert [one.note_id for one in screen.gateway.sent("customers.end_alert")] == [9]
    assert "Do not call before ten" in screen.page.banner.accessibleName()
    assert toasts_of(screen.desk).said == ["Alert ended; the note stays"]


def test_services_stand_below_their_package_with_what_is_in_their_way(open_screen: OpenScreen) -> None:
    screen = open_screen()
    overview = _overview(screen)
    texts = [
        [overview.model.index(row, column).data() for column in range(4)]
        for row in range(overview.model.rowCount())
    ]
    assert texts[0] == ["Mobile 40", "", "Active", ""]
    assert texts[2][2:] == ["PreActive", "Halted"]
    assert "\u00a0" in texts[1][1]
    assert texts[1][0].endswith("Mobile voice")


def test_the_chosen_service_shows_its_configuration_and_log(open_screen: OpenScreen) -> None:
    screen = open_screen()
    overview = _overview(screen)
    overview.table.select_id("service:2")
    assert "Provisioning Halted. No such street" in overview.pane.banner.accessibleName()
    screen.qtbot.waitUntil(lambda: bool(screen.runner.held))
    screen.settle()
    assert [one.service_id for one in screen.gateway.sent("customers.service")] == [2]
    shown = shown_texts(overview.pane)
    assert "Task marked Provisioning Halted" in shown
    assert "8961012345678901234" in shown
    overview.run("show_task")
    [target] = shell_of(screen.desk).targets
    assert (target.kind, target.record_id) == (TASK, 77)
    overview.run("copy_identifier")
    assert shell_of(screen.desk).copied == ["+61491570152"]


def test_enter_goes_to_the_commands_and_escape_comes_back(open_screen: OpenScreen) -> None:
    screen = open_screen()
    overview = _overview(screen)
    overview.table.select_id("service:1")
    overview.table.setFocus()
    screen.key(Qt.Key.Key_Return)
    assert overview.pane.isAncestorOf(screen.view.root.window().focusWidget())
    screen.key(Qt.Key.Key_Escape)
    assert overview.table.hasFocus()
    assert overview.table.currentIndex().row() == 1


def test_a_command_that_a_row_does_not_have_is_not_offered(open_screen: OpenScreen) -> None:
    screen = open_screen()
    overview = _overview(screen)
    overview.table.select_id("package:1")
    assert set(overview.pane._buttons) == {"add_note"}
    overview.run("edit_service")
    assert screen.page.commands.dialog is None


def test_what_has_ended_is_shown_on_demand(open_screen: OpenScreen) -> None:
    over = package(9, service(9, status="Cancelled"), status="Cancelled")
    screen = open_screen(customer(packages=(package(1), over)))
    overview = _overview(screen)
    assert overview.model.rowCount() == 2
    _press(screen, "Show what has ended: 1")
    assert overview.model.rowCount() == 4
    _press(screen, "Hide what has ended")
    assert overview.model.rowCount() == 2


def test_a_customer_with_nothing_says_what_to_do(open_screen: OpenScreen) -> None:
    screen = open_screen(customer(packages=(), contacts=()))
    assert "No packages yet" in shown_texts(screen.page)
    screen.section("contacts")
    assert {"No contact yet", "Add contact"} <= set(shown_texts(screen.page))
    screen.gateway.answers["customers.notes"] = lambda _request: Notes(notes=(), has_older=False)
    screen.section("notes")
    assert "No notes yet" in shown_texts(screen.page)


def test_an_incomplete_order_goes_on_and_a_halted_one_says_why(open_screen: OpenScreen) -> None:
    found = (
        order(1, status="ORDER_INCOMPLETE"),
        order(2, halt_reason="No such street", task_id=77, task_reference="PO-2/1"),
        order(3, kind="CANCEL_REQUEST", reference="CR-3", task_id=78, task_reference="CR-3/1"),
    )
    gateway = FakeGateway(answers(orders=lambda _request: CustomerOrders(orders=found, has_older=False)))
    screen = open_screen(gateway=gateway)
    screen.section("orders")
    orders = screen.page.section("orders")
    assert isinstance(orders, OrdersSection)
    assert orders.hint.text().startswith("Incomplete")
    orders.list.table.setFocus()
    screen.key(Qt.Key.Key_Return)
    screen.key(Qt.Key.Key_Down)
    assert orders.hint.text() == "Halted: No such street"
    screen.key(Qt.Key.Key_P)
    screen.key(Qt.Key.Key_Down)
    screen.key(Qt.Key.Key_Return)
    targets = [(one.kind, one.record_id) for one in shell_of(screen.desk).targets]
    assert targets == [(ORDER, 1), (TASK, 77), (TASK, 78)]


def test_notes_say_who_reads_them_in_colour_and_word(open_screen: OpenScreen) -> None:
    found = (note(3, is_shared=True), note(2, text=HOSTILE), note(1, is_alert=True))
    gateway = FakeGateway(answers(notes=lambda _request: Notes(notes=found, has_older=True)))
    screen = open_screen(gateway=gateway)
    screen.section("notes")
    notes = screen.page.section("notes")
    assert isinstance(notes, NotesSection)
    names = [card.accessibleName().split(":")[0] for card in notes.cards]
    assert names == ["Customer-visible", "Internal", "Internal, Alert"]
    assert HOSTILE in shown_texts(screen.page)
    gateway.answers["customers.notes"] = lambda _request: Notes(notes=(note(0),), has_older=False)
    notes.older.click()
    screen.settle()
    assert gateway.sent("customers.notes")[-1].before_id == 1
    assert (len(notes.cards), notes.older.isVisibleTo(screen.page)) == (4, False)


def test_notes_that_cannot_be_read_can_be_tried_again(open_screen: OpenScreen) -> None:
    def down(_request: object) -> Notes:
        raise Unavailable(Refusal("E-SERVER"))

    gateway = FakeGateway(answers(notes=down))
    screen = open_screen(gateway=gateway)
    screen.section("notes")
    assert "The notes could not be read" in shown_texts(screen.page)
    gateway.answers.update(answers())
    _press(screen, "Try again")
    assert "Note 1" in shown_texts(screen.page)


def test_a_contact_is_masked_shown_with_a_reason_and_masked_again(open_screen: OpenScreen) -> None:
    screen = open_screen(customer(contacts=(contact(1), contact(2, name="Billing", kind="BILLING"))))
    screen.section("contacts")
    contacts = screen.page.section("contacts")
    assert isinstance(contacts, ContactsSection)
    contacts.cards[1].reveal.click()
    dialog = screen.page.commands.dialog
    assert dialog is not None
    dialog.form.set_values({"reason": "call back"})  # type: ignore[attr-defined]
    dialog.verb_button.click()  # type: ignore[attr-defined]
    screen.settle()
    assert [one.contact_id for one in screen.gateway.sent("customers.reveal")] == [2]
    shown = [one.text() for one in contacts.cards[1].findChildren(MaskedValue)]
    assert shown == ["(03)\u00a05550\u00a00142", "ann@example.com"]
    assert not any(one.is_revealed for one in contacts.cards[0].findChildren(MaskedValue))
    assert not any(one.is_revealed for one in screen.page.header.findChildren(MaskedValue))
    assert screen.page.commands.revealed.keys() == {2}
    for value in contacts.cards[1].findChildren(MaskedValue):
        value.hide_value()
    assert not any("5550" in text for text in shown_texts(screen.page))
    assert MASK_AGAIN_MS == 30_000


def test_the_timeline_builds_no_widget_for_each_entry(open_screen: OpenScreen) -> None:
    screen = open_screen(gateway=FakeGateway(answers(timeline=timeline_of(10_000))))
    screen.section("timeline")
    timeline = screen.page.section("timeline")
    assert isinstance(timeline, TimelineSection)
    before = len(timeline.widget.findChildren(QWidget))
    for _ in range(30):
        timeline.list.table.scrollToBottom()
        screen.settle()
    assert timeline.list.model.rowCount() > 1_000
    assert len(timeline.widget.findChildren(QWidget)) <= before + 10


def test_no_part_of_any_section_is_without_a_name(open_screen: OpenScreen) -> None:
    screen = open_screen(customer(alerts=(alert(),)))
    for key in ("overview", "orders", "contacts", "notes", "timeline"):
        screen.section(key)
        assert nameless(screen.view.root) == [], key


def test_many_contacts_are_made_on_demand(open_screen: OpenScreen) -> None:
    many = tuple(contact(number) for number in range(1, 61))
    screen = open_screen(customer(contacts=many))
    screen.section("contacts")
    contacts = screen.page.section("contacts")
    assert isinstance(contacts, ContactsSection)
    assert len(contacts.cards) == 20
    _press(screen, "Show all contacts")
    assert len(contacts.cards) == 60
    assert not contacts.more.isVisibleTo(screen.page)


def test_the_reader_stays_at_the_service_when_a_package_comes_before_it(open_screen: OpenScreen) -> None:
    screen = open_screen(customer(packages=(package(2), package(3))))
    overview = _overview(screen)
    overview.table.select_id("service:3")
    newer = customer(packages=(package(1), package(2), package(3)), version=4)
    screen.gateway.answers.update(answers(newer))
    screen.page.presenter.read()
    screen.settle()
    row = overview.current()
    assert row is not None
    assert (row.key, overview.model.rowCount()) == ("service:3", 6)


def test_a_low_pane_scrolls_as_a_whole_and_draws_nothing_over_its_commands(open_screen: OpenScreen) -> None:
    screen = open_screen(customer(packages=(package(1, service(1)),)))
    section = screen.page.section("overview")
    assert isinstance(section, OverviewSection)
    section.table.select_id("service:1")
    pane = section.pane
    for height in (500, 160, 500):
        screen.view.root.resize(1150, screen.view.root.height() - pane.height() + height)
        screen.settle()
        bottom = pane.banner.mapTo(pane, pane.banner.rect().topLeft()).y()
        first = pane.facts.mapTo(pane, pane.facts.rect().topLeft()).y()
        buttons = [part for part in pane.findChildren(Button) if part.isVisibleTo(pane) and part.text()]
        assert buttons
        assert all(one.mapTo(pane, one.rect().bottomLeft()).y() < max(first, bottom) for one in buttons)
        assert pane.sections.isAncestorOf(buttons[0]) == (pane.height() < look().px(LOW))
