"""My approvals on the screen, on the real services (S-30)."""

import pytest
from PySide6.QtCore import Qt

from agentview.contract import wireless_approvals as contract
from agentview.contract import wireless_orders as orders
from agentview.contract.wireless import OrderType, WirelessStatus
from agentview.contract.wireless_approvals import Standing
from agentview.contract.wireless_orders import WirelessCommand as C
from agentview.gateway.port import LinkState
from tests import wireless_world as world
from tests.services.wireless_approval.approving import PREDEFINED, Approving, step
from tests.services.wireless_orders.requesting import BOSS, MANAGER
from tests.ui.views.wireless_approvals.conftest import Seat, Sit

M, B = world.MANAGER_USER, world.BOSS_USER
WHY = "Too dear for this year"


def waiting(approving: Approving, *levels: dict[str, object]) -> Standing:
    """An accessory that waits for the manager, or for these levels."""
    return approving.waiting(*(levels or (step(PREDEFINED, M),)))


def chosen(sit: Sit, order: Standing, by: str = MANAGER) -> Seat:
    """An approver in front of a request."""
    seat = sit(by)
    seat.choose(seat.approvals, order.order_id)
    assert seat.approvals.presenter.detail is not None
    return seat


def test_who_approves_has_the_page_and_others_do_not(sit: Sit) -> None:
    assert "approvals" in sit(MANAGER).view.home._pages
    assert "approvals" not in sit("harbour_viewer").view.home._pages


def test_the_list_shows_what_waits_and_the_detail_all_of_it(approving: Approving, sit: Sit) -> None:
    """One screen: what was typed, what it costs, who decides."""
    order = waiting(approving, step(PREDEFINED, M), step(PREDEFINED, B))
    seat = chosen(sit, order)
    assert seat.listed() == [order.reference]
    assert seat.says("Harbour Viewer asks, for Marlow")
    assert seat.says("Goes to")
    assert seat.says("Total, without tax")
    assert seat.says("59.00")
    assert seat.says("Level 1: To decide")
    assert seat.says("Level 2: Not asked yet")
    assert seat.shell.errors == []


def test_a_broken_policy_is_named_with_its_reasons(approving: Approving, sit: Sit) -> None:
    """R-WL-17, T14."""
    approving.policy(step(PREDEFINED, M))
    feature = {"kind": "FEATURE", "offer_id": world.MUSIC, "action": "ADD"}
    order = approving.submitted(OrderType.FEATURES, items=[feature])
    assert order.is_policy_exception
    seat = chosen(sit, approving.stand(order))
    assert seat.says("Out of the mobile policy")
    row = seat.approvals.list.model.row(0)
    assert row is not None
    assert row.is_policy_exception


def test_approving_by_keys_with_a_comment(approving: Approving, sit: Sit) -> None:
    """R-WL-18: it goes on to the next level, which the dialog says before."""
    order = waiting(approving, step(PREDEFINED, M), step(PREDEFINED, B))
    seat = chosen(sit, order)
    seat.press(Qt.Key.Key_A)
    assert seat.says("Yours is level 1 of 2")
    seat.send(comment="Fine with me")
    assert seat.toasts.said == [f"{order.reference} is approved"]
    now = approving.stand(order)
    assert (now.status, now.level) == (WirelessStatus.AWAITING_APPROVAL, 2)
    assert seat.says("Level 1: Approved")
    assert seat.says("Fine with me")
    assert seat.listed() == []


def test_rejecting_needs_a_reason(approving: Approving, sit: Sit) -> None:
    """R-WL-23."""
    order = waiting(approving)
    seat = chosen(sit, order)
    seat.run(C.REJECT.value)
    seat.send(reason="")
    assert seat.asked.named(contract.REJECT) == []
    seat.send(reason=WHY)
    assert approving.stand(order).status is WirelessStatus.APPROVAL_REJECTED
    assert seat.says(WHY)


def test_asking_waits_for_the_answer_which_the_requester_gives(approving: Approving, sit: Sit) -> None:
    """R-WL-23, S-29: the answer is given among the requests."""
    order = waiting(approving)
    seat = chosen(sit, order)
    seat.run(C.REQUEST_INFO.value)
    seat.send(question="What is wrong with the old one?")
    assert approving.stand(order).status is WirelessStatus.INFO_REQUESTED
    assert seat.says("Waits for the answer of Harbour Viewer")
    assert seat.approvals._cause(C.APPROVE.value) is not None
    requester = sit("harbour_viewer")
    mine = requester.pane("mine")
    requester.choose(mine, order.order_id)
    assert requester.says("Marlow Manager asks")
    mine.run("answer")
    requester.settle()
    requester.send(answer="")
    assert requester.asked.named(contract.ANSWER) == []
    requester.send(answer="Its screen is broken")
    now = approving.stand(order)
    assert (now.status, now.questions[0].answer) == (
        WirelessStatus.AWAITING_APPROVAL,
        "Its screen is broken",
    )
    assert requester.toasts.said == [f"{order.reference} is answered"]
    seat.approvals.presenter.read()
    seat.settle()
    assert seat.says("Harbour Viewer answered: Its screen is broken")


@pytest.mark.parametrize("does", ["approve", "reject"])
def test_whoever_comes_second_is_told_who_was_first(approving: Approving, sit: Sit, does: str) -> None:
    """R-WL-19: what was typed is kept, and nothing more is sent."""
    order = waiting(approving, step(PREDEFINED, M, B))
    seat = chosen(sit, order)
    seat.run(C.APPROVE.value)
    if does == "approve":
        approving.approve(order, BOSS)
        told = "Marlow Boss has approved level 1 first"
    else:
        approving.reject(order, BOSS)
        told = "Marlow Boss has rejected this request first"
    seat.send(comment="Mine")
    assert seat.says(told)
    dialog = seat.dialog()
    assert not dialog.verb_button.isEnabled()
    assert dialog.form.values()["comment"] == "Mine"


def test_whoever_decides_the_next_level_too_may_go_on(approving: Approving, sit: Sit) -> None:
    order = waiting(approving, step(PREDEFINED, M, B), step(PREDEFINED, M))
    seat = chosen(sit, order)
    seat.run(C.APPROVE.value)
    approving.approve(order, BOSS)
    seat.send(comment="Mine")
    assert seat.says("changed this before you")
    seat.send(comment="Mine")
    assert approving.stand(order).level == 0


def test_cancelling_as_an_approver_needs_a_comment(approving: Approving, sit: Sit) -> None:
    """R-WL-25."""
    order = waiting(approving)
    seat = chosen(sit, order)
    seat.run(C.CANCEL.value)
    seat.send(comment="Ordered twice")
    ref = orders.OrderRef(order_id=order.order_id)
    assert seat.asked.gateway.call(orders.GET, ref).status is WirelessStatus.CANCELLED


def test_without_a_link_nothing_is_decided(approving: Approving, sit: Sit) -> None:
    seat = chosen(sit, waiting(approving))
    seat.shell.link = LinkState.LOST
    seat.run(C.APPROVE.value)
    assert seat.asked.named(contract.APPROVE) == []
    assert seat.approvals._many_cause() is not None


def test_an_empty_list_says_that_nothing_waits(sit: Sit) -> None:
    seat = sit(MANAGER)
    assert seat.approvals.list.model.rowCount() == 0
    assert seat.says("Nothing waits for you")


@pytest.mark.parametrize("width", [820, 1084, 1400])
def test_what_is_asked_for_is_read_at_any_width_and_nothing_scrolls_sideways(
    approving: Approving, sit: Sit, width: int
) -> None:
    """The narrowest is a screen of 1366 x 768 at 150 %."""
    seat = chosen(sit, waiting(approving))
    seat.view.root.resize(width, 700)
    seat.settle()
    shown = seat.approvals.list
    assert not shown.table.horizontalScrollBar().isVisible()
    assert {"order", "type", "cost"} <= set(shown.shown_keys())
