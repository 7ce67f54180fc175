"""Migrating a package on the screen, by keys alone, on the real services."""

import pytest
from PySide6.QtCore import Qt

from agentview.contract import migrations as contract
from agentview.contract.feed import Change, Topic
from agentview.contract.migration_form import MigrationPage
from agentview.core.errors import Conflict, Refusal, Rejected, Unavailable, Unknown
from agentview.gateway.port import FeedNews, LinkState
from agentview.ui.navigation import ACCOUNT, BREAK_OUT, ORDER, PACKAGE
from agentview.ui.views.migrations.wizard_dialogs import SubmitDialog, WithdrawDialog
from tests import build
from tests.services.holdings import Held
from tests.ui.views.migrations.conftest import Colleague, Seat, Sit
from tests.ui.views.migrations.world import HALF, YEAR, World

ELIGIBILITY, PACKAGE_PAGE, SERVICES, FEES, DATES, REVIEW = MigrationPage


def opened(seat: Seat, held: Held) -> None:
    """Show whether a package can be migrated."""
    seat.wizard.open_new(held.package_id)
    seat.settle()


def to_plans(seat: Seat, held: Held) -> None:
    """Begin a migration."""
    opened(seat, held)
    seat.go_on()
    assert seat.page is PACKAGE_PAGE


def choose(seat: Seat, plan: str) -> None:
    """Choose a plan in the table by keys."""
    table = seat.wizard.pages.package.table
    seat.tab_to(table)
    for _ in range(20):
        row = table.current_row()
        if isinstance(row, contract.WinningPlan) and row.name == plan:
            break
        seat.key(Qt.Key.Key_Down)
    seat.key(Qt.Key.Key_Return)


def tick(seat: Seat, page: MigrationPage, name: str) -> None:
    """Walk to a tick of a page and set it."""
    form = {SERVICES: seat.wizard.pages.services.tick, FEES: seat.wizard.pages.fees.form}[page]
    seat.tab_to(form.input(name))
    seat.key(Qt.Key.Key_Space)


def to_review(seat: Seat, held: Held, plan: str = "Plan MOB-80") -> None:
    """Bring a migration to its review."""
    to_plans(seat, held)
    choose(seat, plan)
    seat.go_on()
    if seat.wizard.pages.services.extras_card.isVisibleTo(seat.wizard):
        tick(seat, SERVICES, "are_extras_given_up")
    seat.go_on()
    assert seat.page is FEES
    if seat.wizard.pages.fees.form.input("is_fee_confirmed").isVisibleTo(seat.wizard):
        tick(seat, FEES, "is_fee_confirmed")
    seat.go_on()
    assert seat.page is DATES, seat.texts()
    seat.go_on()
    assert seat.page is REVIEW, seat.texts()


def submit(seat: Seat) -> None:
    """Say yes in the dialog by its key."""
    dialog = seat.wizard.dialog
    assert isinstance(dialog, SubmitDialog)
    dialog.verb_button.click()
    seat.settle()


def test_an_upgrade_is_done_from_start_to_end_by_keys_alone(sit: Sit, world: World) -> None:
    seat, held = sit(), world.package()
    opened(seat, held)
    assert seat.page is ELIGIBILITY
    assert seat.says("Nothing stands against migrating")
    assert seat.says("not under contract")
    assert seat.asked.named(contract.START) == [], "nothing is begun before Begin"
    seat.go_on()
    assert seat.page is PACKAGE_PAGE
    choose(seat, "Plan MOB-80")
    assert seat.says("Chosen: Plan MOB-80.")
    seat.go_on()
    assert seat.page is SERVICES
    seat.go_on()
    assert seat.page is FEES
    assert seat.says("Upgrade charge")
    assert seat.says("Upgrade in the pool Mobile pool")
    tick(seat, FEES, "is_fee_confirmed")
    seat.go_on()
    assert seat.page is DATES
    assert seat.says("Credit for unused days")
    seat.go_on()
    assert seat.page is REVIEW
    assert seat.says("49.90 \u00d7 15 of 30 days (1 Nov 2026 to 30 Nov 2026)")
    assert seat.says("Total, without tax")
    assert seat.says("From 16 Nov 2026 your package Plan MOB-40 becomes Plan MOB-80.")
    seen = seat.draft.quote
    assert seen is not None
    seat.go_on()
    assert seat.asked.named(contract.SUBMIT) == [], "the dialog asks first"
    submit(seat)
    assert [one.fingerprint for one in seat.asked.named(contract.SUBMIT)] == [seen.fingerprint]
    assert seat.toasts.said == [f"{seat.draft.reference} is submitted."]
    assert world.status(seat.draft.order_id) == "AWAITING_PROVISIONING"
    assert seat.shell.errors == []


def test_fees_must_be_confirmed_and_the_page_says_so(sit: Sit, world: World) -> None:
    seat = sit()
    to_plans(seat, world.package())
    choose(seat, "Plan MOB-80")
    seat.go_on()
    seat.go_on()
    seat.go_on()
    assert seat.page is FEES
    assert seat.says("The fees are not confirmed.")
    assert seat.wizard.pages.fees.form.input("is_fee_confirmed").hasFocus()


def test_without_a_plan_the_page_says_so(sit: Sit, world: World) -> None:
    seat = sit()
    to_plans(seat, world.package())
    seat.go_on()
    assert seat.page is PACKAGE_PAGE
    assert seat.says("No plan is chosen.")


def test_r_mig_01_every_blocker_is_listed_with_its_way_out_and_nothing_can_begin(
    sit: Sit, world: World
) -> None:
    held = world.package()
    order_id = world.upgrade_order(held)
    world.bind(held)
    world.empty_pool()
    world.service(held, "PreActive")
    seat = sit()
    opened(seat, held)
    assert seat.says("is under contract until 2027-06-15")
    assert seat.says("were ordered and are not Active yet")
    assert seat.says("is being upgraded by")
    assert seat.says("Twelve months"), "how it is bound"
    assert not seat.wizard.frame.next.isEnabled()
    seat.go_on()
    assert seat.asked.named(contract.START) == []
    links = [link for blocker in seat.wizard.presenter.flight.blockers for link in blocker.links]  # type: ignore[union-attr] # it was read
    for link in links:
        seat.wizard._on_remedy(link)
    assert [(one.kind, one.record_id) for one in seat.shell.targets] == [
        (BREAK_OUT, held.package_id),
        (PACKAGE, held.package_id),
        (ORDER, order_id),
    ]


def test_r_mig_08_a_supervisor_goes_on_with_a_reason_though_another_agent_made_the_sale(
    sit: Sit, world: World
) -> None:
    held = world.package()
    world.sold_by_another(held)
    seat = sit("harbour_lead")
    opened(seat, held)
    assert seat.says("The sale was made by Corner Shop")
    assert not seat.wizard.frame.next.isEnabled()
    seat.tab_to(seat.wizard.pages.eligibility.override.widget)
    seat.type("The shop has closed")
    assert seat.wizard.frame.next.isEnabled()
    seat.go_on()
    assert seat.page is PACKAGE_PAGE
    assert [one.override_reason for one in seat.asked.named(contract.START)] == ["The shop has closed"]


def test_checking_again_sees_what_was_mended(sit: Sit, world: World) -> None:
    held = world.package()
    world.service(held, "PreActive")
    seat = sit()
    opened(seat, held)
    assert not seat.wizard.frame.next.isEnabled()
    world.service(held, "Active")
    seat.key(Qt.Key.Key_F5)
    assert seat.says("Nothing stands against migrating")
    assert seat.wizard.frame.next.isEnabled()


def news(topic: Topic, record_id: int = 1, actor: str = "Lead", actor_id: int = 99) -> FeedNews:
    """Return news of one change."""
    change = Change(
        cursor="0-1",
        topic=topic,
        record_id=record_id,
        verb="x",
        actor_id=actor_id,
        actor=actor,
        at=build.START,
    )
    return FeedNews(changes=(change,))


def test_news_are_followed_by_another_check_without_moving_the_focus(sit: Sit, world: World) -> None:
    held = world.package()
    world.service(held, "PreActive")
    seat = sit()
    opened(seat, held)
    seat.wizard.pages.eligibility.recheck.setFocus()
    world.service(held, "Active")
    seat.shell.tell(news(Topic.TASK))
    assert seat.wizard._timer.isActive()
    seat.wizard._on_news_rest()
    seat.settle()
    assert seat.says("Nothing stands against migrating")
    assert seat.wizard.pages.eligibility.recheck.hasFocus()


def test_r_mig_36_a_blocker_that_appears_meanwhile_brings_page_1_to_the_front(sit: Sit, world: World) -> None:
    held = world.package()
    seat = sit()
    to_plans(seat, held)
    choose(seat, "Plan MOB-80")
    world.service(held, "PendingCancel")
    seat.go_on()
    assert seat.page is ELIGIBILITY
    assert seat.says("Something stands against the migration now.")
    assert not seat.wizard.frame.next.isEnabled()
    world.service(held, "Active")
    seat.key(Qt.Key.Key_F5)
    seat.go_on()
    assert seat.page is PACKAGE_PAGE
    assert seat.says("Chosen: Plan MOB-80."), "what was typed is kept"


def test_r_mig_36_a_blocker_in_the_news_is_shown_from_any_page(sit: Sit, world: World) -> None:
    held = world.package()
    seat = sit()
    to_plans(seat, held)
    world.service(held, "PendingCancel")
    seat.shell.tell(news(Topic.TASK))
    seat.wizard._on_news_rest()
    seat.settle()
    assert seat.page is ELIGIBILITY


def test_r_mig_36_refused_at_submit_the_wizard_shows_page_1(sit: Sit, world: World) -> None:
    held = world.package()
    seat = sit()
    to_review(seat, held)
    seat.go_on()

    def refuse(_request: object) -> contract.MigrationChanged:
        world.service(held, "PendingCancel")
        raise Rejected(Refusal("E-SERVICES-NOT-ACTIVE", rule="R-MIG-03", values={"services": "x"}))

    seat.asked.answers[contract.SUBMIT.name] = refuse
    submit(seat)
    assert seat.page is ELIGIBILITY
    assert seat.says("Something stands against the migration now.")
    assert seat.wizard.dialog is None


def test_the_quote_that_was_seen_is_submitted_or_the_new_one_is_shown_first(sit: Sit, world: World) -> None:
    seat = sit()
    to_review(seat, world.package())
    world.charge("MOB-80", 2000)
    seat.go_on()
    assert seat.wizard.dialog is None
    assert seat.says("Confirm them again.")
    assert seat.says("20.00")
    assert seat.asked.named(contract.SUBMIT) == []


def test_a_credit_that_changed_is_shown_before_it_is_submitted(sit: Sit, world: World) -> None:
    seat, held = sit(), world.package()
    to_review(seat, held)
    world.access_fee(held, 6000)
    seat.go_on()
    assert seat.page is REVIEW
    assert seat.wizard.dialog is None
    assert seat.says("The quote has changed since you saw it.")
    assert seat.says("60.00 \u00d7 15 of 30 days")
    seat.go_on()
    assert isinstance(seat.wizard.dialog, SubmitDialog)


def test_a_page_that_has_become_wrong_is_mended_before_anything_is_asked(sit: Sit, world: World) -> None:
    held = world.package()
    seat = sit()
    to_review(seat, held)
    world.extras(held)
    seat.go_on()
    assert seat.wizard.dialog is None
    assert seat.says("One thing needs another look")
    assert seat.says("bolt-ons are not carried over.")
    seat.wizard.frame.error_button.emit(f"go to {SERVICES.value}")
    assert seat.page is SERVICES


def test_a_quote_that_changes_at_the_last_moment_is_shown_anew(sit: Sit, world: World) -> None:
    seat = sit()
    to_review(seat, world.package())
    seat.go_on()

    def refuse(_request: object) -> contract.MigrationChanged:
        raise Conflict(Refusal("E-QUOTE-CHANGED", values={"total": 1}))

    seat.asked.answers[contract.SUBMIT.name] = refuse
    submit(seat)
    assert seat.page is REVIEW
    assert seat.says("The quote has changed since you saw it.")


def test_fees_that_changed_since_they_were_confirmed_are_confirmed_again(sit: Sit, world: World) -> None:
    seat = sit()
    to_review(seat, world.package())
    world.charge("MOB-80", 2000)
    seat.go_on()
    assert seat.page is FEES
    assert not seat.wizard.pages.fees.values()["is_fee_confirmed"]
    seat.go_on()
    assert seat.page is FEES, "not without the tick"
    tick(seat, FEES, "is_fee_confirmed")
    seat.go_on()
    assert seat.page is DATES


def test_no_answer_is_asked_for_again_under_the_same_key(sit: Sit, world: World) -> None:
    seat = sit()
    to_review(seat, world.package())
    seat.go_on()
    assert seat.wizard.dialog is not None
    seat.wizard.dialog.verb_button.click()
    seat.runner.fail_next(Unknown(Refusal("E-UNKNOWN")))
    seat.settle()
    assert seat.says("may or may not have been carried out")
    seat.wizard.frame.error_button.emit("again")
    seat.settle()
    assert seat.toasts.said == [f"{seat.draft.reference} is submitted."]


def test_a_failure_keeps_what_was_typed(sit: Sit, world: World) -> None:
    seat = sit()
    to_plans(seat, world.package())
    choose(seat, "Plan MOB-80")
    seat.wizard.frame.next.click()
    seat.runner.fail_next(Unavailable(Refusal("E-UNREACHABLE")))
    seat.settle()
    assert seat.page is PACKAGE_PAGE
    assert seat.wizard.pages.package.values()["winning_plan_id"] == world.plan_id("MOB-80")
    assert seat.wizard.frame.next.isEnabled()


def test_it_is_resumed_at_another_desktop_where_it_was_left(sit: Sit, world: World) -> None:
    held = world.package()
    seat = sit()
    to_plans(seat, held)
    choose(seat, "Plan MOB-80")
    seat.go_on()
    seat.key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert seat.closed == [True]
    other = sit()
    other.wizard.resume(seat.draft.order_id)
    other.settle()
    assert other.page is SERVICES
    again = sit()
    opened(again, held)
    assert again.page is SERVICES, "Migrate goes on with the one in progress"
    assert again.draft.order_id == seat.draft.order_id
    assert len(again.asked.named(contract.START)) == 0


def test_what_was_typed_and_not_saved_is_there_after_the_window_was_closed(sit: Sit, world: World) -> None:
    seat = sit()
    to_plans(seat, world.package())
    choose(seat, "Plan MOB-80")
    assert seat.wizard.has_draft
    seat.wizard.close()
    seat.runner.run_all()
    again = sit()
    again.desk.drafts._box = seat.desk.drafts._box
    again.wizard.resume(seat.draft.order_id)
    again.settle()
    assert again.wizard.pages.package.values()["winning_plan_id"] == world.plan_id("MOB-80")
    assert again.says("What you typed and did not save is restored")


def test_a_colleague_s_change_is_shown_beside_mine_and_the_picked_one_is_saved(
    sit: Sit, world: World, colleague: Colleague
) -> None:
    seat = sit()
    to_plans(seat, world.package())
    choose(seat, "Plan MOB-80")
    theirs = seat.draft.form.model_copy(
        update={"winning_plan_id": world.plan_id("DUO"), "note": "Ring first"}
    )
    colleague.save(seat.draft, theirs)
    seat.go_on()
    assert seat.says("changed this before you")
    assert seat.wizard.clash.view is not None
    seat.wizard.clash.view.pick("winning_plan_id", yours=True)
    seat.wizard.clash.view._on_go_on()
    seat.settle()
    seat.go_on()
    assert seat.page is SERVICES
    assert seat.draft.form.winning_plan_id == world.plan_id("MOB-80")
    assert seat.draft.form.note == "Ring first", "what only they changed stays"


def test_a_colleague_s_save_is_told_by_the_feed_and_taken(
    sit: Sit, world: World, colleague: Colleague
) -> None:
    seat = sit()
    to_plans(seat, world.package())
    colleague.save(seat.draft, seat.draft.form.model_copy(update={"winning_plan_id": world.plan_id("DUO")}))
    seat.shell.tell(news(Topic.MIGRATION, seat.draft.order_id))
    assert seat.says("Lead changed this migration just now.")
    seat.wizard.notice.button_pressed.emit()
    seat.settle()
    assert seat.wizard.pages.package.values()["winning_plan_id"] == world.plan_id("DUO")


def test_withdrawing_asks_for_a_reason_in_a_dialog_of_its_own(sit: Sit, world: World) -> None:
    seat = sit()
    to_plans(seat, world.package())
    seat.key(Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    dialog = seat.wizard.dialog
    assert isinstance(dialog, WithdrawDialog)
    dialog.verb_button.click()
    seat.settle()
    assert seat.asked.named(contract.WITHDRAW) == [], "a reason is needed"
    dialog.form.set_values({"reason": "Changed their mind"})
    dialog.verb_button.click()
    seat.settle()
    assert [one.reason for one in seat.asked.named(contract.WITHDRAW)] == ["Changed their mind"]
    assert seat.closed == [True]
    assert world.status(seat.draft.order_id) == "WITHDRAWN"


def test_while_the_link_is_lost_nothing_goes_on(sit: Sit, world: World) -> None:
    seat = sit()
    to_plans(seat, world.package())
    seat.shell.tell(FeedNews(link=LinkState.LOST))
    assert not seat.wizard.frame.next.isEnabled()
    seat.shell.tell(FeedNews())
    assert seat.wizard.frame.next.isEnabled()


def test_r_mig_14_a_bundle_drops_the_service_that_the_plan_lacks(sit: Sit, world: World) -> None:
    held = world.package("DUO")
    seat = sit()
    to_review(seat, held)
    assert seat.says("These services end: DUO-LINE (Broadband) and DUO-SIP (SIP trunk).")
    assert seat.says("Migration discount")
    assert seat.draft.form.mapping is None, "nobody chose anything"


def test_r_mig_14_a_typed_mapping_is_saved(sit: Sit, world: World) -> None:
    held = world.package("DUO")
    seat = sit()
    to_plans(seat, held)
    choose(seat, "Plan MOB-80")
    seat.go_on()
    assert seat.page is SERVICES
    block = seat.wizard.pages.services.blocks[held.service_ids[1]]
    assert block.value() == "drop"
    seat.tab_to(block.form.input("move"))
    block.form.input("move").edited.emit()
    seat.go_on()
    mapping = seat.draft.form.mapping
    assert mapping is not None
    assert [row.action.value for row in mapping] == ["KEEP", "DROP", "DROP"]


def test_r_mig_15_bolt_ons_are_listed_and_given_up_with_a_tick(sit: Sit, world: World) -> None:
    held = world.package()
    world.extras(held)
    seat = sit()
    to_plans(seat, held)
    choose(seat, "Plan MOB-80")
    seat.go_on()
    assert seat.says("Data 10 GB")
    assert seat.says("of Data 10 GB")
    seat.go_on()
    assert seat.page is SERVICES
    assert seat.says("bolt-ons are not carried over.")
    tick(seat, SERVICES, "are_extras_given_up")
    seat.go_on()
    assert seat.page is FEES


def test_what_is_wrong_below_the_fold_is_brought_into_view(sit: Sit, world: World) -> None:
    held = world.package("DUO")
    world.extras(held)
    seat = sit()
    seat.window.resize(1000, 480)
    to_plans(seat, held)
    choose(seat, "Plan MOB-80")
    seat.go_on()
    seat.go_on()
    wrong = seat.wizard.pages.services.tick.input("are_extras_given_up")
    assert wrong.hasFocus()
    assert not wrong.visibleRegion().isEmpty()


def test_r_mig_17_a_first_period_end_is_offered_only_where_the_plan_honours_it(
    sit: Sit, world: World
) -> None:
    seat = sit("harbour_lead")
    to_review(seat, world.package())
    seat.wizard.presenter.go_to(DATES)
    field = seat.wizard.pages.dates.form.input("first_period_end_on")
    assert not field.isVisibleTo(seat.wizard)
    assert seat.says("Plan MOB-80 does not honour a first period end of its own.")
    seat.wizard.close()
    again = sit("harbour_lead")
    to_review(again, world.package(), "Plan DUO")
    again.wizard.presenter.go_to(DATES)
    assert again.wizard.pages.dates.form.input("first_period_end_on").isVisibleTo(again.wizard)


def test_r_mig_16_a_day_in_the_past_is_refused_and_another_day_is_priced_at_once(
    sit: Sit, world: World
) -> None:
    seat = sit()
    to_review(seat, world.package())
    seat.wizard.presenter.go_to(DATES)
    seat.tab_to(seat.wizard.pages.dates.form.input("effective_on"))
    seat.type("w")
    assert seat.says("49.90 \u00d7 8 of 30 days"), "23 November"
    seat.type("WW")
    seat.go_on()
    assert seat.page is DATES
    assert seat.says("cannot take effect in the past")


def test_r_mig_28_only_an_early_upgrade_fee_is_waived_with_a_reason(sit: Sit, world: World) -> None:
    held = world.package()
    world.bind(held, HALF)
    seat = sit("harbour_lead")
    to_plans(seat, held)
    choose(seat, "Plan MOB-80")
    seat.go_on()
    seat.go_on()
    assert seat.page is FEES
    assert seat.says("Early-upgrade fee")
    tick(seat, FEES, "is_early_fee_waived")
    assert seat.says("waived")
    tick(seat, FEES, "is_fee_confirmed")
    seat.go_on()
    assert seat.says("A reason for waiving the fee is missing.")
    seat.tab_to(seat.wizard.pages.fees.form.input("waive_reason"))
    seat.type("Loyal customer")
    seat.go_on()
    assert seat.page is DATES


def test_r_mig_26_a_direction_charge_offers_no_waiver(sit: Sit, world: World) -> None:
    held = world.package()
    world.bind(held, YEAR)
    seat = sit("harbour_lead")
    to_plans(seat, held)
    choose(seat, "Plan MOB-80")
    seat.go_on()
    seat.go_on()
    assert seat.says("without a break-out fee")
    assert not seat.wizard.pages.fees.form.input("is_early_fee_waived").isVisibleTo(seat.wizard)


def test_another_plan_forgets_what_was_confirmed_for_the_one_before(sit: Sit, world: World) -> None:
    seat = sit()
    to_review(seat, world.package())
    seat.wizard.presenter.go_to(PACKAGE_PAGE)
    seat.settle()
    choose(seat, "Plan DUO")
    assert seat.wizard.presenter.form.is_fee_confirmed is False


def test_what_is_not_there_is_said_to_be(sit: Sit) -> None:
    seat = sit()
    seat.wizard.resume(999)
    seat.settle()
    assert seat.says("There is no such record, or you may not see it.")


def test_r_mig_34_a_submitted_migration_is_for_reading(sit: Sit, world: World) -> None:
    seat = sit()
    to_plans(seat, world.package())
    order_id = seat.draft.order_id

    def over(_request: object) -> contract.MigrationDraft:
        raise Rejected(Refusal("E-STATE", rule="R-MIG-34", values={"state": "COMPLETED", "command": "x"}))

    other = sit()
    other.asked.answers[contract.DRAFT.name] = over
    other.wizard.resume(order_id)
    other.settle()
    assert other.says(f"MG-{order_id} is not in the wizard any more")
    assert other.wizard.is_over
    seat.wizard.show_order(order_id)
    seat.wizard.overlay.button_pressed.emit()
    assert [(one.kind, one.record_id) for one in seat.shell.targets] == [(ACCOUNT, build.MARLOW)]


@pytest.mark.parametrize("text", ["<img src='file:///x'>", "\u202eabc", "x" * 190])
def test_hostile_text_is_neither_markup_nor_an_end(sit: Sit, world: World, text: str) -> None:
    seat = sit()
    to_review(seat, world.package())
    note = seat.wizard.pages.review.form
    note.set_values({"note": text})
    note.changed.emit("note")
    seat.go_on()
    assert seat.page is REVIEW
    assert seat.shell.errors == []
