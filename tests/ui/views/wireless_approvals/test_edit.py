"""An approver edits a request once; whoever approved before decides anew (R-WL-24)."""

from datetime import UTC, datetime

from PySide6.QtTest import QTest

from agentview.contract import wireless_approvals as contract
from agentview.contract.wireless import OrderType, WirelessStatus
from agentview.contract.wireless_orders import WirelessCommand as C
from agentview.ui.kit.draft_store import Draft, PlainValue
from agentview.ui.navigation import WIRELESS_ORDER, Target
from agentview.ui.views.wireless_approvals.edit_dialog import EditDialog
from agentview.ui.views.wireless_approvals.editing import as_draft, edited, typed_in
from agentview.ui.views.wireless_approvals.presenter import read_shown
from agentview.ui.wireless.content import content_of
from tests import wireless_world as world
from tests.services.wireless_approval.approving import PREDEFINED, Approving, step
from tests.services.wireless_orders.requesting import BOSS, MANAGER
from tests.ui.views.wireless_approvals.conftest import Seat, Sit

M, B = world.MANAGER_USER, world.BOSS_USER


def editing(approving: Approving, sit: Sit) -> tuple[contract.Standing, Seat, EditDialog]:
    """The boss, who is asked second, edits an accessory."""
    order = approving.approve(approving.waiting(step(PREDEFINED, M), step(PREDEFINED, B)), MANAGER)
    seat = sit(BOSS)
    seat.choose(seat.approvals, order.order_id)
    seat.run(C.EDIT_BY_APPROVER.value)
    dialog = seat.dialog()
    assert isinstance(dialog, EditDialog)
    return order, seat, dialog


def test_r_wl_24_an_edit_is_sent_once_and_begins_a_new_round(approving: Approving, sit: Sit) -> None:
    order, seat, dialog = editing(approving, sit)
    dialog.verb_button.click()
    seat.settle()
    assert seat.asked.named(contract.EDIT) == [], "nothing is changed yet"
    assert seat.says("Nothing is changed yet")
    dialog.details.why.set_values({"justification": "One is enough"})
    dialog.verb_button.click()
    seat.settle()
    now = approving.stand(order)
    assert (now.round_no, now.level) == (2, 1)
    assert seat.toasts.said == [f"{order.reference} is edited; whoever approved it before decides anew"]
    assert seat.says("Round 1, level 1: Asked anew")
    assert seat.approvals._cause(C.EDIT_BY_APPROVER.value) is not None
    [sent] = seat.asked.named(contract.EDIT)
    assert sent.content.justification == "One is enough"
    assert sent.content.items, "what was not touched stays"


def test_r_wl_24_what_is_wrong_stands_at_its_field_and_is_kept(approving: Approving, sit: Sit) -> None:
    """R-WL-10: the address is asked for where something is sent."""
    order, seat, dialog = editing(approving, sit)
    dialog.shipping.form.set_values({"city": ""})
    dialog.verb_button.click()
    seat.settle()
    assert seat.asked.named(contract.EDIT)
    assert approving.stand(order).round_no == 1
    assert dialog.isVisible()
    assert dialog.shipping.form.input("city").property("invalid")


def test_what_was_typed_and_not_sent_comes_back(approving: Approving, sit: Sit) -> None:
    """Until it is sent or thrown away."""
    _order, seat, dialog = editing(approving, sit)
    city = dialog.shipping.form.input("city")
    city.setFocus()
    QTest.keyClicks(city, " East")
    typed = dialog.shipping.form.values()["city"]
    assert "East" in str(typed)
    again = reopened(seat, dialog)
    assert again.notice.isVisible()
    assert again.shipping.form.values()["city"] == typed
    again.notice.button_pressed.emit()
    seat.settle()
    assert not again.notice.isVisible()
    assert "East" not in str(again.shipping.form.values()["city"])
    fresh = reopened(seat, again)
    assert not fresh.notice.isVisible()
    assert "East" not in str(fresh.shipping.form.values()["city"])


def test_what_was_sent_is_kept_no_more(approving: Approving, sit: Sit) -> None:
    order, seat, dialog = editing(approving, sit)
    why = dialog.details.why.input("justification")
    why.setFocus()
    QTest.keyClicks(why, "One is enough")
    dialog.verb_button.click()
    seat.settle()
    assert approving.stand(order).round_no == 2
    drafts = seat.approvals._desk.drafts
    assert drafts.list() == []


def test_a_draft_that_cannot_be_read_is_none(approving: Approving, sit: Sit) -> None:
    order = approving.waiting(step(PREDEFINED, M))
    shown = read_shown(sit(MANAGER).asked.gateway, order.order_id)
    at = datetime(2026, 3, 10, tzinfo=UTC)
    kept = Draft("x", at, as_draft({"justification": "Other"}))
    found = typed_in(shown.order, kept)
    assert found is not None
    assert found.justification == "Other"
    broken: list[dict[str, PlainValue]] = [{}]
    broken += [{"typed": text} for text in ("{", "[]", '{"items": 1}')]
    for values in broken:
        assert typed_in(shown.order, Draft("x", at, values)) is None


def reopened(seat: Seat, dialog: EditDialog) -> EditDialog:
    """Close a dialog, and open it again."""
    dialog.keep_button.click()
    seat.settle()
    seat.run(C.EDIT_BY_APPROVER.value)
    again = seat.dialog()
    assert isinstance(again, EditDialog)
    assert again is not dialog
    return again


def test_whom_and_what_it_is_about_stays(approving: Approving, sit: Sit) -> None:
    order = approving.waiting(step(PREDEFINED, M))
    shown = read_shown(sit(MANAGER).asked.gateway, order.order_id)
    before = content_of(shown.order)
    assert edited(shown.order, {}) == before
    now = edited(shown.order, {"justification": "Other"})
    assert now.justification == "Other"
    assert now.model_copy(update={"justification": before.justification}) == before


def test_a_link_opens_what_one_decides_among_the_approvals(approving: Approving, sit: Sit) -> None:
    """The link of a mail and Ctrl+K lead to where the decision is taken (R-WL-31)."""
    approving.policy(step(PREDEFINED, M))
    order = approving.stand(approving.submitted(OrderType.ACCESSORY))
    seat = sit(MANAGER)
    target = Target(WIRELESS_ORDER, order.order_id, order.reference)
    seat.view.open(target)
    seat.settle()
    assert seat.view.home.key == "approvals"
    assert seat.approvals.presenter.subject == order.order_id
    assert seat.view.root.window().focusWidget() is seat.approvals.list.table, "A approves at once"
    approving.reject(order, MANAGER)
    seat.view.open(target)
    seat.settle()
    assert seat.view.home.key == "mine", "decided already: it is read"
    assert approving.stand(order).status is WirelessStatus.APPROVAL_REJECTED
