"""An approver edits a request once; whoever approved before decides anew (R-WL-24)."""

from agentview.contract import wireless_approvals as contract
from agentview.contract.wireless import OrderType, WirelessStatus
from agentview.contract.wireless_orders import WirelessCommand as C
from agentview.ui.navigation import WIRELESS_ORDER, Target
from agentview.ui.views.wireless_approvals.edit_dialog import EditDialog
from agentview.ui.views.wireless_approvals.editing import edited
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
