"""Delegation as an approver gives it, and as an administrator does for others (S-33, R-WL-21)."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from agentview.contract import approval_delegations as contract
from agentview.contract.approval_delegations import Delegation
from agentview.contract.wireless import DelegationScope
from agentview.contract.wireless_approvals import Approver
from agentview.core.power import Power
from agentview.ui.forms.record_dialog import AskDialog, RecordDialog
from agentview.ui.kit.a11y import nameless
from agentview.ui.navigation import APPROVAL_DELEGATION, APPROVAL_POLICY, NEW_DELEGATION, Target
from agentview.ui.views.wireless_policies.delegation_words import longest_state, state_chip
from agentview.ui.views.wireless_policies.delegations_pane import CREATE, END_IT, DelegationsPane
from tests import wireless_world as world
from tests.services.people.administering import give
from tests.services.wireless_approval.approving import DEPUTY, PREDEFINED, Approving, step
from tests.services.wireless_orders.requesting import ADMIN, BOSS, MANAGER
from tests.ui.views.wireless_policies.bench import Bench, OpenBench, wrong

M, B, D = world.MANAGER_USER, world.BOSS_USER, world.DEPUTY_USER
TODAY = world.TODAY
DAY = timedelta(days=1)


def given(approving: Approving, by: str = MANAGER) -> list[tuple[int, int, date, date, int | None]]:
    """Return the delegations of and to somebody, the newest first."""
    rows = approving.call(by, contract.LIST).rows
    return [(one.giver.user_id, one.taker.user_id, one.from_date, one.to_date, one.policy_id) for one in rows]


def form(bench: Bench) -> RecordDialog:
    """Open the form."""
    bench.run(bench.delegations, CREATE)
    dialog = bench.dialog(RecordDialog)
    assert nameless(dialog) == []
    return dialog


def listed(pane: DelegationsPane) -> list[int]:
    """Return the ids in the list."""
    model = pane.list.model
    found = [model.row(at) for at in range(model.rowCount())]
    return [row.delegation_id for row in found if row is not None]


def test_r_wl_21_an_approver_delegates_and_ends_it_by_keys(
    approving: Approving, open_bench: OpenBench
) -> None:
    bench = open_bench(MANAGER)
    pane = bench.delegations
    assert "Nobody decides for you" in bench.texts()
    assert nameless(bench.view.root) == []
    pane.take_focus()
    bench.press(pane.list.table, Qt.Key.Key_N)
    dialog = bench.dialog(RecordDialog)
    values = dialog.form.values()
    assert "giver_id" not in values, "who does not edit policies delegates their own alone"
    bench.send(dialog)
    assert wrong(dialog) == {"taker_id"}
    bench.send(dialog, taker_id=str(D), from_date=TODAY, to_date=TODAY + DAY)
    assert bench.no_dialog()
    assert given(approving) == [(M, D, TODAY, TODAY + DAY, None)]
    assert bench.toasts.said == ["Marlow Deputy can decide on those days"]
    assert "Marlow Deputy decides for Marlow Manager today" in bench.texts()
    pane.take_focus()
    bench.press(pane.list.table, Qt.Key.Key_X)
    ask = bench.dialog(AskDialog)
    assert "What was decided stays decided" in bench.texts(ask)
    ask.verb_button.click()
    bench.settle()
    [row] = approving.call(MANAGER, contract.LIST).rows
    assert (row.is_active, row.can_end) == (False, False)
    assert pane._cause(END_IT) == "It was ended before."
    assert bench.toasts.said[-1] == "Marlow Deputy decides no more for Marlow Manager"


def test_r_wl_21_what_is_refused_is_told_beside_its_field(
    approving: Approving, open_bench: OpenBench
) -> None:
    bench = open_bench(MANAGER)
    dialog = form(bench)
    offered = dict(dialog._fields["taker_id"].choices)
    assert str(M) not in offered, "nobody delegates to themselves"
    bench.send(dialog, taker_id=str(D), from_date=TODAY + DAY, to_date=TODAY)
    assert wrong(dialog) == {"to_date"}
    bench.send(dialog, from_date=TODAY - 2 * DAY, to_date=TODAY - DAY)
    assert wrong(dialog) == {"to_date"}, "a day that is over"
    bench.send(dialog, to_date=TODAY)
    assert bench.no_dialog()
    assert given(approving) == [(M, D, TODAY - 2 * DAY, TODAY, None)]


def test_a_delegation_is_for_the_orders_of_one_policy(approving: Approving, open_bench: OpenBench) -> None:
    policy = approving.policy(step(PREDEFINED, M), name="Tablets")
    bench = open_bench(MANAGER)
    dialog = form(bench)
    bench.send(dialog, taker_id=str(D), from_date=TODAY, to_date=TODAY, policy_id=str(policy.policy_id))
    assert given(approving) == [(M, D, TODAY, TODAY, policy.policy_id)]
    assert "Tablets" in bench.texts()


def test_s_33_an_administrator_delegates_for_others_and_sees_all(
    approving: Approving, open_bench: OpenBench
) -> None:
    policy = approving.policy(step(PREDEFINED, M), name="Tablets")
    own = approving.delegate(BOSS, M, (0, 3), policy_id=policy.policy_id)
    bench = open_bench(ADMIN)
    pane = bench.delegations
    assert listed(pane) == [own], "an administrator who decides about nothing begins with everybody's"
    dialog = form(bench)
    bench.send(dialog, taker_id=str(D))
    assert wrong(dialog) == {"giver_id"}
    bench.send(dialog, giver_id=str(D), from_date=TODAY, to_date=TODAY)
    assert wrong(dialog) == {"taker_id"}, "nobody decides for themselves"
    bench.send(dialog, giver_id=str(M))
    assert given(approving) == [(M, D, TODAY, TODAY, None), (B, M, TODAY, TODAY + 3 * DAY, policy.policy_id)]
    bench.choose(pane, own)
    pane.side.facts.opened.emit(Target(APPROVAL_POLICY, policy.policy_id, "Tablets"))
    assert bench.shell.targets == [Target(APPROVAL_POLICY, policy.policy_id, "Tablets")]
    pane.list.presenter.narrow("text", "deputy")
    bench.settle()
    assert len(listed(pane)) == 1
    pane.list.presenter.clear_all()
    pane.list.presenter.choose_view("OWN")
    bench.settle()
    assert listed(pane) == []


def test_who_does_both_delegates_their_own_at_first(approving: Approving, open_bench: OpenBench) -> None:
    give(approving, ADMIN, Power.APPROVE)
    bench = open_bench(ADMIN)
    dialog = form(bench)
    assert dialog.form.values()["giver_id"] == str(bench.desk.person.user_id)
    bench.send(dialog, taker_id=str(M), from_date=TODAY, to_date=TODAY)
    assert bench.asked.named(contract.DELEGATE)[-1].giver_id is None
    assert bench.no_dialog()


def test_who_ends_what_was_ended_meanwhile_is_told(approving: Approving, open_bench: OpenBench) -> None:
    key = approving.delegate(MANAGER, D)
    bench = open_bench(DEPUTY)
    pane = bench.delegations
    bench.choose(pane, key)
    bench.run(pane, END_IT)
    ask = bench.dialog(AskDialog)
    [row] = approving.call(MANAGER, contract.LIST).rows
    approving.call(MANAGER, contract.END, delegation_id=key, version=row.version)
    ask.verb_button.click()
    bench.settle()
    assert ask.isVisible()
    assert "changed" in bench.texts(ask)


def test_links_lead_to_a_delegation_and_to_a_new_one(approving: Approving, open_bench: OpenBench) -> None:
    key = approving.delegate(MANAGER, D)
    bench = open_bench(MANAGER)
    bench.view.open(Target(APPROVAL_DELEGATION, key))
    bench.settle()
    assert bench.view.home.key == "delegation"
    assert "Marlow Deputy for Marlow Manager" in bench.texts()
    bench.view.open(Target(NEW_DELEGATION, 0))
    bench.settle()
    assert bench.dialog(RecordDialog).windowTitle() == "Delegate approval"


@pytest.mark.parametrize(
    ("first", "last", "is_active", "is_valid", "word"),
    [
        (0, 0, True, True, "In force"),
        (0, 0, False, False, "Ended"),
        (1, 2, True, False, "Planned"),
        (-2, -1, True, False, "Over"),
    ],
)
def test_r_wl_21_a_delegation_says_whether_it_holds(
    first: int, last: int, is_active: bool, is_valid: bool, word: str
) -> None:
    row = Delegation(
        delegation_id=1,
        version=1,
        giver=Approver(user_id=1, name="Ann"),
        taker=Approver(user_id=2, name="Ben"),
        from_date=TODAY + first * DAY,
        to_date=TODAY + last * DAY,
        scope=DelegationScope.ALL,
        policy_id=None,
        policy="",
        is_active=is_active,
        is_valid=is_valid,
        can_end=is_active,
    )
    assert state_chip(row, TODAY).word == word
    assert len(word) <= len(longest_state())
