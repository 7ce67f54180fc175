"""Many requests decided at once, with a result for each row (R-WL-28)."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt

from agentview.contract import wireless_approvals as contract
from agentview.contract.value import RefusalInfo
from agentview.contract.wireless import ApprovalStatus, OrderType, WirelessStatus
from agentview.contract.wireless_approvals import ApprovalRow, BulkDecision, BulkResult, BulkRow, Standing
from agentview.core.errors import Refusal, Unknown
from agentview.core.power import Power
from agentview.ui.navigation import Desk
from agentview.ui.views.wireless_approvals.bulk import (
    FREE,
    TYPED_ABOVE,
    against_many,
    needs_number,
    request_for,
    verdicts,
)
from agentview.ui.views.wireless_approvals.bulk_dialog import REASON, TYPED, BulkDialog
from tests import wireless_world as world
from tests.services.wireless_approval.approving import PREDEFINED, Approving, step
from tests.services.wireless_orders.requesting import BOSS, MANAGER
from tests.ui.views.wireless_approvals.conftest import Seat, Sit

M, B = world.MANAGER_USER, world.BOSS_USER


def three(approving: Approving, *approvers: int) -> list[Standing]:
    """Three accessories that wait."""
    approving.policy(step(PREDEFINED, *(approvers or (M,))))
    return [approving.stand(approving.submitted(OrderType.ACCESSORY)) for _ in range(3)]


def check_all(seat: Seat) -> None:
    """Check every row with Space."""
    table = seat.approvals.list.table
    for at in range(seat.approvals.list.model.rowCount()):
        table.selectRow(at)
        seat.press(Qt.Key.Key_Space)


def dialog_of(seat: Seat) -> BulkDialog:
    """The dialog that is open."""
    dialog = seat.dialog()
    assert isinstance(dialog, BulkDialog)
    return dialog


def results(dialog: BulkDialog) -> list[tuple[str, bool]]:
    """Every row with whether it was decided."""
    return [(one.row.reference, one.is_decided) for one in dialog.source.rows]


def test_checked_requests_are_approved_by_keys_each_with_its_result(approving: Approving, sit: Sit) -> None:
    found = three(approving)
    seat = sit(MANAGER)
    check_all(seat)
    assert seat.says("3 selected")
    seat.press(Qt.Key.Key_Space)
    assert len(seat.approvals.checks.rows) == 2, "a second time lets go"
    seat.press(Qt.Key.Key_Space)
    seat.press(Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    dialog = dialog_of(seat)
    assert seat.says(", ".join(one.reference for one in found))
    dialog.verb_button.click()
    seat.settle()
    assert results(dialog) == [(one.reference, True) for one in found]
    assert seat.says("3 decided")
    assert {approving.stand(one).level for one in found} == {0}
    assert seat.toasts.said == ["3 requests are decided"]
    assert seat.listed() == []
    assert seat.approvals.checks.rows == {}
    assert not dialog.verb_button.isVisible()


def test_a_refused_row_leaves_the_others_decided_and_says_why(approving: Approving, sit: Sit) -> None:
    """R-WL-28, R-WL-19: another approver was first with one of them."""
    first, second, third = three(approving, M, B)
    seat = sit(MANAGER)
    check_all(seat)
    approving.approve(second, BOSS)
    seat.press(Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier)
    dialog = dialog_of(seat)
    dialog.verb_button.click()
    seat.settle()
    assert seat.asked.named(contract.DECIDE_MANY) == [], "a rejection needs a reason (R-WL-23)"
    dialog.form.set_values({REASON: "Too dear"})
    dialog.verb_button.click()
    seat.settle()
    assert results(dialog) == [(second.reference, False), (first.reference, True), (third.reference, True)]
    assert seat.says("2 decided, 1 refused")
    dialog.panel.table.selectRow(0)
    assert dialog.why.text().startswith("Marlow Boss decided or changed it before you")
    for one in (first, third):
        assert approving.stand(one).status is WirelessStatus.APPROVAL_REJECTED


def test_a_box_is_checked_by_a_click_and_other_cells_do_not_check(approving: Approving, sit: Sit) -> None:
    three(approving)
    seat = sit(MANAGER)
    pane = seat.approvals
    keys = [one.key for one in pane.list.model.columns]
    for key, expected in (("type", 0), ("check", 1), ("check", 0)):
        pane.list.table.clicked.emit(pane.list.model.index(1, keys.index(key)))
        assert len(pane.checks.rows) == expected


def test_no_answer_is_asked_for_again_under_the_same_key(approving: Approving, sit: Sit) -> None:
    three(approving)
    seat = sit(MANAGER)
    check_all(seat)
    seat.press(Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    dialog = dialog_of(seat)

    def lost(_request: object) -> BulkResult:
        raise Unknown(Refusal("E-UNKNOWN"))

    seat.asked.answers[contract.DECIDE_MANY.name] = lost
    dialog.verb_button.click()
    seat.settle()
    assert seat.says("No answer came")
    seat.asked.answers.clear()
    dialog.verb_button.click()
    seat.settle()
    keys = {key for name, _, key in seat.asked.sent if name == contract.DECIDE_MANY.name}
    assert len(keys) == 1
    assert len(results(dialog)) == 3


@dataclass
class Allowing:
    """A person who may decide so many at once, or not."""

    is_large: bool

    def has(self, power: Power) -> bool:
        return self.is_large and power is Power.BULK_LARGE


def rows(count: int) -> list[ApprovalRow]:
    """So many requests that wait."""
    return [
        ApprovalRow(
            order_id=at,
            version=at + 1,
            reference=f"WO-{at}",
            type=OrderType.ACCESSORY,
            status=WirelessStatus.AWAITING_APPROVAL,
            customer="Marlow",
            requester="Wendy",
            beneficiary="",
            once_cents=100,
            monthly_cents=0,
            currency="AUD",
            is_policy_exception=False,
            level=1,
            levels=1,
            part=ApprovalStatus.PENDING,
            is_default=False,
            delegator="",
            waiting_since=None,
            decided_at=None,
            expires_at=None,
        )
        for at in range(1, count + 1)
    ]


@pytest.mark.parametrize(
    ("count", "is_large", "is_closed"),
    [(FREE, False, False), (FREE + 1, False, True), (FREE + 1, True, False), (201, True, True)],
)
def test_more_than_a_person_may_decide_is_closed(count: int, is_large: bool, is_closed: bool) -> None:
    """D-19, at its bounds."""
    desk: Desk = Allowing(is_large)  # type: ignore[assignment]  # no more of the desk is asked
    assert (against_many(desk, rows(count)) is not None) is is_closed


def test_the_number_is_typed_for_more_than_twenty() -> None:
    """D-22."""
    assert not needs_number(rows(TYPED_ABOVE))
    assert needs_number(rows(TYPED_ABOVE + 1))


def test_the_versions_that_were_seen_are_sent() -> None:
    sent = request_for(BulkDecision.REJECT, rows(2), "No")
    assert [(one.order_id, one.version) for one in sent.orders] == [(1, 2), (2, 3)]
    assert (sent.decision, sent.reason) == (BulkDecision.REJECT, "No")


def test_refused_rows_stand_first() -> None:
    refusal = RefusalInfo(code="E-STALE")
    answer = BulkResult(
        rows=(
            BulkRow(order_id=1, reference="WO-1", status=WirelessStatus.APPROVED, refusals=()),
            BulkRow(order_id=2, reference="WO-2", status=None, refusals=(refusal,)),
        ),
        decided=1,
    )
    assert [one.row.order_id for one in verdicts(rows(2), answer)] == [2, 1]


def test_a_wrong_number_is_not_sent(sit: Sit) -> None:
    seat = sit(MANAGER)
    dialog = BulkDialog(seat.approvals, seat.desk, BulkDecision.APPROVE, rows(TYPED_ABOVE + 1))
    dialog.open()
    dialog.form.set_values({TYPED: "20"})
    dialog.verb_button.click()
    seat.settle()
    assert seat.asked.named(contract.DECIDE_MANY) == []
    dialog.form.set_values({TYPED: "21"})
    dialog.verb_button.click()
    seat.settle()
    assert len(seat.asked.named(contract.DECIDE_MANY)) == 1
    assert not any(decided for _, decided in results(dialog)), "there are no such requests"
