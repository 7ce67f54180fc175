"""Taking an order on the screen, by keys alone, on the real services."""

import pytest
from PySide6.QtCore import Qt

from agentview.contract import order_entry as contract
from agentview.contract.feed import Change, Topic
from agentview.contract.order_form import OrderPage
from agentview.contract.orders import OrderStatus
from agentview.core.errors import Refusal, Unavailable, Unknown
from agentview.gateway.port import FeedNews, LinkState
from agentview.ui.navigation import ACCOUNT, ORDER, TASK
from tests import build
from tests.services.order_entry.ordering import PHONE, Ordering, at
from tests.ui.views.orders.conftest import Seat, Sit

TYPES, PACKAGE, CUSTOMER, SERVICES, REVIEW = OrderPage


def to_services(seat: Seat) -> None:
    """Take a mobile order for a known account as far as its configuration."""
    seat.wizard.open_new(build.MARLOW)
    seat.settle()
    seat.tick(seat.wizard.pages.types.types, "Mobile")
    seat.go_on()
    seat.tick(seat.wizard.pages.package.packages, "Plan MOB-40")
    seat.go_on()


def test_an_order_is_taken_from_start_to_end_by_keys_alone(sit: Sit, ordering: Ordering) -> None:
    seat = sit()
    seat.wizard.open_new(None)
    seat.settle()
    assert seat.page is TYPES
    seat.tick(seat.wizard.pages.types.types, "Broadband")
    seat.tick(seat.wizard.pages.types.types, "Mobile")
    seat.go_on()
    assert seat.page is PACKAGE
    assert seat.says("Plan DUO")
    assert not seat.says("Plan MOB-40"), "R-PRV-40"
    seat.tick(seat.wizard.pages.package.packages, "Plan DUO")
    seat.tick(seat.wizard.pages.package.options, "DUO-SIP")
    seat.go_on()
    assert seat.page is CUSTOMER
    seat.type("okonkwo")
    seat.wizard.pages.customer.find_wanted.emit("okonkwo")
    seat.settle()
    seat.tick(seat.wizard.pages.customer.hits, "Kelechi Okonkwo")
    seat.go_on()
    assert seat.page is SERVICES
    seat.type("0491 570 156")
    seat.go_on()
    assert seat.page is REVIEW
    assert seat.says("goes to the queue of Meridian Wholesale, to be done within 4 h.")
    seat.go_on()
    assert [text for text in seat.toasts.said if "is submitted for Kelechi Okonkwo" in text]
    assert seat.says("Awaiting Provisioning"), "the order is shown as it is now"
    assert ordering.made() == (1, 3, 3)
    assert seat.shell.errors == []


def test_an_order_for_a_customer_does_not_ask_for_one(sit: Sit) -> None:
    seat = sit()
    to_services(seat)
    assert seat.page is SERVICES
    assert seat.says("Marlow Dental Group")


def test_types_that_no_package_holds_with_the_chosen_ones_are_refused_with_the_cause(sit: Sit) -> None:
    seat = sit()
    seat.wizard.open_new(build.MARLOW)
    seat.settle()
    seat.tick(seat.wizard.pages.types.types, "Voicemail")
    seat.settle()
    assert not seat.button(seat.wizard.pages.types.types, "Mobile").isEnabled()
    assert seat.button(seat.wizard.pages.types.types, "SIP trunk").isEnabled()
    assert seat.says("2 packages are left: Plan BOX, Plan TALK")
    assert seat.says("No package holds it together with what is chosen.")


def test_a_page_that_is_refused_says_why_and_puts_the_focus_where_it_is_mended(sit: Sit) -> None:
    seat = sit()
    to_services(seat)
    seat.type("12")
    seat.go_on()
    assert seat.page is SERVICES
    assert seat.says("One thing needs another look")
    block = next(iter(seat.wizard.pages.services.blocks.values()))
    assert block.identifier.input("identifier").hasFocus()
    block._on_rest()
    seat.settle()
    assert len([text for text in seat.texts() if "does not have the form" in text]) == 1


def test_identifiers_are_checked_beside_the_field_while_typing(sit: Sit, ordering: Ordering) -> None:
    ordering.submit(ordering.ready())
    seat = sit()
    to_services(seat)
    block = next(iter(seat.wizard.pages.services.blocks.values()))
    seat.type("0491 570 156")
    block._on_rest()
    seat.settle()
    assert seat.says("Stored as +61\u00a0491\u00a0570\u00a0156.")
    assert seat.says("Marlow Dental Group has it already")
    seat.type("7")
    assert not seat.says("has it already")


def test_an_answer_about_what_was_typed_before_is_not_shown(sit: Sit) -> None:
    seat = sit()
    to_services(seat)
    block = next(iter(seat.wizard.pages.services.blocks.values()))
    late = contract.IdentifierCheck(text="999", normalised="999", refusals=(), uses=())
    block.show_check(late)
    assert not block.found.isVisibleTo(block)


def test_r_prv_38_save_and_close_goes_on_at_the_same_page_on_another_desktop(
    sit: Sit, ordering: Ordering
) -> None:
    seat = sit()
    to_services(seat)
    seat.type("half a num")
    seat.key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert seat.closed == [True]
    row = ordering.call("harbour_csa", contract.DRAFTS).drafts[0]
    other = sit()
    other.wizard.resume(row.order_id)
    other.settle()
    assert other.page is SERVICES
    block = next(iter(other.wizard.pages.services.blocks.values()))
    assert block.identifier.values()["identifier"] == "half a num"


def test_r_prv_39_a_submitted_order_opens_for_reading_with_its_tasks(sit: Sit, ordering: Ordering) -> None:
    done = ordering.submit(ordering.ready())
    seat = sit()
    seat.wizard.resume(done.order_id)
    seat.settle()
    assert seat.wizard.title == done.reference
    assert seat.says("Order Completed")
    assert not seat.wizard.frame.isVisibleTo(seat.wizard)
    view = seat.wizard.order
    view._open_task(view._services[0])
    view.customer.click()
    assert [(target.kind, target.title) for target in seat.shell.targets] == [
        (TASK, done.task_references[0]),
        (ACCOUNT, "Marlow Dental Group"),
    ]


def test_what_was_typed_and_not_saved_is_there_after_the_window_was_closed(
    sit: Sit, ordering: Ordering
) -> None:
    draft = ordering.ready()
    seat = sit()
    seat.wizard.resume(draft.order_id)
    seat.settle()
    seat.tab_to(seat.wizard.pages.review.form.input("note"))
    seat.type("Ring twice")
    assert seat.wizard.has_draft
    seat.wizard.close()
    seat.runner.run_all()
    again = sit()
    again.desk.drafts._box = seat.desk.drafts._box
    again.wizard.resume(draft.order_id)
    again.settle()
    assert again.wizard.pages.review.form.values()["note"] == "Ring twice"
    assert again.says("What you typed and did not save is restored")
    again.wizard.notice.button_pressed.emit()
    again.settle()
    assert again.wizard.pages.review.form.values()["note"] == ""


def test_r_prv_41_both_sides_are_shown_and_the_picked_one_is_saved(sit: Sit, ordering: Ordering) -> None:
    draft = ordering.ready()
    seat = sit()
    seat.wizard.resume(draft.order_id)
    seat.settle()
    seat.tab_to(seat.wizard.pages.review.form.input("note"))
    seat.type("mine")
    theirs = draft.form.model_copy(update={"note": "theirs", "purchase_order_ref": "4500"})
    ordering.save(draft, theirs, REVIEW, by="harbour_lead")
    seat.key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert seat.says("Harbour Lead, 20:00 changed this before you")
    assert seat.wizard.clash.view is not None
    seat.wizard.clash.view.pick("note", yours=True)
    seat.wizard.clash.view._on_go_on()
    seat.settle()
    seat.key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    form = ordering.call("harbour_csa", contract.DRAFT, order_id=draft.order_id).form
    assert (form.note, form.purchase_order_ref) == ("mine", "4500")


def test_changes_of_different_fields_are_brought_together(sit: Sit, ordering: Ordering) -> None:
    draft = ordering.ready()
    seat = sit()
    seat.wizard.resume(draft.order_id)
    seat.settle()
    seat.tab_to(seat.wizard.pages.review.form.input("note"))
    seat.type("mine")
    theirs = draft.form.model_copy(update={"purchase_order_ref": "4500"})
    ordering.save(draft, theirs, REVIEW, by="harbour_lead")
    seat.key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert seat.says("Both changes are here")
    assert seat.wizard.pages.review.form.values() | {"x": None} == {
        "requested_on": None,
        "purchase_order_ref": "4500",
        "agent_id": None,
        "note": "mine",
        "x": None,
    }


def test_an_account_that_may_not_order_says_why_and_leads_to_the_customer(sit: Sit) -> None:
    seat = sit()
    seat.wizard.open_new(build.SUSPENDED)
    seat.settle()
    assert seat.says("The account is Inactive, and only an Active account may order.")
    seat.wizard.overlay.button_pressed.emit()
    assert [(target.kind, target.record_id) for target in seat.shell.targets] == [(ACCOUNT, build.SUSPENDED)]
    assert seat.closed == [True]


def test_giving_up_is_undone_from_the_toast(sit: Sit, ordering: Ordering) -> None:
    draft = ordering.ready()
    seat = sit()
    seat.wizard.resume(draft.order_id)
    seat.settle()
    seat.wizard.head.discard.click()
    seat.settle()
    assert seat.toasts.said == [f"{draft.reference} was given up."]
    assert seat.closed == [True]
    assert ordering.call("harbour_csa", contract.DRAFTS).drafts == ()
    seat.toasts.undoes[0]()
    seat.settle()
    assert [row.order_id for row in ordering.call("harbour_csa", contract.DRAFTS).drafts] == [draft.order_id]
    assert [(target.kind, target.record_id) for target in seat.shell.targets] == [(ORDER, draft.order_id)]


def test_another_person_s_order_can_be_read_and_says_whose_it_is(sit: Sit, ordering: Ordering) -> None:
    draft = ordering.ready(by="harbour_lead")
    seat = sit()
    seat.wizard.resume(draft.order_id)
    seat.settle()
    assert seat.says("Harbour Lead's order")
    for button in (seat.wizard.frame.next, seat.wizard.head.discard):
        assert not button.isEnabled()
        assert "This order is Harbour Lead's." in button.accessibleDescription()


def test_no_answer_is_asked_for_again_under_the_same_key_and_submits_once(
    sit: Sit, ordering: Ordering
) -> None:
    draft = ordering.ready()
    seat = sit()
    seat.wizard.resume(draft.order_id)
    seat.settle()
    seat.wizard.frame.next.click()
    lost = seat.runner.held[0]
    lost[1]()
    seat.runner.fail_next(Unknown(Refusal("E-UNKNOWN")))
    seat.settle()
    assert seat.says("may or may not have been carried out")
    seat.wizard.frame.error_button.emit("again")
    seat.settle()
    assert ordering.made() == (1, 1, 1)
    assert seat.says("Order Completed")


def test_a_failure_keeps_what_was_typed_and_can_be_copied(sit: Sit) -> None:
    seat = sit()
    to_services(seat)
    seat.type("0491 570 156")
    seat.wizard.frame.next.click()
    seat.runner.fail_next(Unavailable(Refusal("E-UNREACHABLE")))
    seat.settle()
    assert seat.wizard.frame.next.isEnabled()
    block = next(iter(seat.wizard.pages.services.blocks.values()))
    assert block.identifier.values()["identifier"] == "0491 570 156"
    seat.wizard.frame.error_button.emit("copy")
    assert "E-UNREACHABLE" in seat.shell.copied[0]


def test_when_it_was_submitted_elsewhere_the_order_is_shown(sit: Sit, ordering: Ordering) -> None:
    draft = ordering.ready()
    seat = sit()
    seat.wizard.resume(draft.order_id)
    seat.settle()
    ordering.submit(draft)
    seat.wizard.frame.next.click()
    seat.settle()
    assert seat.says("Order Completed")
    assert ordering.made() == (1, 1, 1)


def test_a_new_customer_is_typed_in_the_order(sit: Sit, ordering: Ordering) -> None:
    seat = sit()
    seat.wizard.open_new(None)
    seat.settle()
    seat.tick(seat.wizard.pages.types.types, "Mobile")
    seat.go_on()
    seat.tick(seat.wizard.pages.package.packages, "Plan MOB-40")
    seat.go_on()
    seat.wizard.pages.customer.other.click()
    seat.settle()
    seat.go_on()
    assert seat.page is CUSTOMER, "neither name nor number"
    seat.tab_to(seat.wizard.pages.customer.new.form.input("name"))
    seat.type("Noor Vance")
    seat.tab_to(seat.wizard.pages.customer.new.form.input("contact.phone"))
    seat.type("02 5550 0199")
    seat.go_on()
    assert seat.page is SERVICES, seat.texts()
    seat.go_on()
    seat.go_on()
    assert [text for text in seat.toasts.said if "is submitted for Noor Vance" in text]
    assert ordering.made() == (1, 1, 1)


def test_a_customer_who_seems_known_is_confirmed_to_be_another_one(sit: Sit, ordering: Ordering) -> None:
    new = {
        "fields": {"name": "Marlow  dental group", "account_type": "CONSUMER", "profile_id": 1},
        "contact": {},
        "address": {"line1": "1 Quay Street"},
    }
    draft = ordering.save(ordering.start(None), ordering.form(account_id=None, new_customer=new), CUSTOMER)
    seat = sit()
    seat.wizard.resume(draft.order_id)
    seat.settle()
    seat.go_on()
    assert seat.page is CUSTOMER
    assert seat.says("Marlow Dental Group (004-1001) has the same number, or the same name and address.")
    tick = seat.wizard.pages.customer.new.form.input("confirm_duplicate")
    assert tick.isVisibleTo(seat.wizard)
    seat.tab_to(tick)
    seat.key(Qt.Key.Key_Space)
    seat.go_on()
    assert seat.page is SERVICES


@pytest.mark.parametrize(
    "text", ["<img src='file:///x'>&amp;", "\u202eabc\u0007", "x" * 500, "\U0001f469 Ünï"]
)
def test_hostile_text_neither_breaks_the_page_nor_is_taken_for_markup(sit: Sit, text: str) -> None:
    seat = sit()
    to_services(seat)
    block = next(iter(seat.wizard.pages.services.blocks.values()))
    field = block.identifier.input("identifier")
    field.set_value(text)
    field.edited.emit()
    block._on_rest()
    seat.settle()
    seat.go_on()
    assert seat.page is SERVICES
    assert seat.says("needs another look")
    assert seat.shell.errors == []


def test_news_of_another_s_save_are_told_and_taken(sit: Sit, ordering: Ordering) -> None:
    draft = ordering.ready()
    seat = sit()
    seat.wizard.resume(draft.order_id)
    seat.settle()
    theirs = draft.form.model_copy(update={"purchase_order_ref": "4500"})
    ordering.save(draft, theirs, REVIEW, by="harbour_lead")
    seat.wizard.show_news("Harbour Lead")
    assert seat.says("Harbour Lead changed this order just now.")
    seat.wizard.notice.button_pressed.emit()
    seat.settle()
    assert seat.wizard.pages.review.form.values()["purchase_order_ref"] == "4500"


def test_an_order_that_is_not_there_is_said_to_be(sit: Sit) -> None:
    seat = sit()
    seat.wizard.resume(999)
    seat.settle()
    assert seat.says("There is no such record, or you may not see it.")


def test_the_status_of_each_order_has_words(sit: Sit, ordering: Ordering) -> None:
    draft = ordering.ready()
    ordering.call("harbour_csa", contract.DISCARD, **at(draft))
    seat = sit()
    seat.wizard.resume(draft.order_id)
    seat.settle()
    assert seat.says("Given up")
    order = ordering.call("harbour_csa", contract.ORDER, order_id=draft.order_id)
    for status in OrderStatus:
        seat.wizard.order.show_detail(order.model_copy(update={"status": status}))
    assert PHONE not in seat.texts()


def test_while_the_link_is_lost_nothing_goes_on_and_typing_is_kept(sit: Sit) -> None:
    seat = sit()
    to_services(seat)
    seat.type("0491 570 156")
    seat.shell.tell(FeedNews(link=LinkState.LOST))
    assert not seat.wizard.frame.next.isEnabled()
    assert seat.wizard.frame.next.accessibleDescription()
    seat.go_on()
    assert seat.page is SERVICES
    seat.shell.tell(FeedNews())
    assert seat.wizard.frame.next.isEnabled()
    seat.go_on()
    assert seat.page is REVIEW


def test_news_of_the_order_are_told_by_the_feed(sit: Sit, ordering: Ordering) -> None:
    draft = ordering.ready()
    seat = sit()
    seat.wizard.resume(draft.order_id)
    seat.settle()
    mine = Change(
        cursor="0-1",
        topic=Topic.ORDER,
        record_id=draft.order_id,
        verb="save_page",
        actor_id=seat.desk.person.user_id,
        actor="Me",
        at=build.START,
    )
    seat.shell.tell(FeedNews(changes=(mine,)))
    assert not seat.says("changed this order just now")
    seat.shell.tell(FeedNews(changes=(mine.model_copy(update={"actor_id": 99, "actor": "Lead"}),)))
    assert seat.says("Lead changed this order just now.")
