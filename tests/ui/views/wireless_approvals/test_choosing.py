"""Who approves: chosen by the requester where the policy asks, named by an administrator where nobody is."""

from agentview.contract import wireless_approvals as contract
from agentview.contract.wireless import ApprovalStatus, ApproverKind, OrderType
from agentview.models.party import User
from agentview.ui.kit.found_field import FoundField
from agentview.ui.views.wireless.requests_pane import ASSIGN, CHOOSE
from agentview.ui.wireless.approver_forms import APPROVER, level_to_choose
from tests import wireless_world as world
from tests.services.wireless_approval.approving import PREDEFINED, Approving, asked, step
from tests.services.wireless_orders.requesting import ADMIN, WORKER
from tests.ui.views.wireless_approvals.conftest import Sit

M, B = world.MANAGER_USER, world.BOSS_USER


def test_t12_the_requester_chooses_and_takes_it_back(approving: Approving, sit: Sit) -> None:
    approving.policy(step(ApproverKind.USER_DEFINED, M, B))
    draft = approving.drafted(OrderType.ACCESSORY)
    seat = sit(WORKER)
    mine = seat.pane("mine")
    seat.choose(mine, draft.order_id)
    mine.run(CHOOSE)
    seat.settle()
    assert seat.says("Marlow lets you choose who approves level 1 of 1.")
    seat.send(**{APPROVER: str(B)})
    assert seat.toasts.said == [f"The approver of {draft.reference} is chosen"]
    [sent] = seat.asked.named(contract.CHOOSE)
    assert (sent.level, sent.approver_id) == (1, B)
    mine.run(CHOOSE)
    seat.settle()
    assert seat.dialog().form.values()[APPROVER] == str(B), "what was chosen is known"
    seat.dialog().reject()
    order = approving.look(draft)
    standing = approving.stand(approving.submit(approving.confirm(order)))
    assert asked(standing) == [(B, ApprovalStatus.PENDING)]


def test_t12_somebody_to_choose_is_looked_for_by_name(approving: Approving, sit: Sit) -> None:
    approving.policy(step(ApproverKind.USER_DEFINED, M, B))
    draft = approving.drafted(OrderType.ACCESSORY)
    seat = sit(WORKER)
    mine = seat.pane("mine")
    seat.choose(mine, draft.order_id)
    mine.run(CHOOSE)
    seat.settle()
    field = seat.dialog().form.input(APPROVER)
    assert isinstance(field, FoundField)
    field.setEditText("Marlow M")
    field.sought.emit("Marlow M")
    seat.settle()
    assert seat.asked.named(contract.FORESEE)[-1].text == "Marlow M"
    assert [field.itemData(at) for at in range(field.count()) if field.itemData(at)] == [str(M)]
    seat.send(**{APPROVER: str(M)})
    assert seat.toasts.said == [f"The approver of {draft.reference} is chosen"]


def test_where_the_policy_names_them_nobody_is_chosen(approving: Approving, sit: Sit) -> None:
    approving.policy(step(PREDEFINED, M))
    draft = approving.drafted(OrderType.ACCESSORY)
    seat = sit(WORKER)
    mine = seat.pane("mine")
    seat.choose(mine, draft.order_id)
    mine.run(CHOOSE)
    seat.settle()
    assert seat.toasts.failed == ["The policy names the approvers; there is nobody to choose."]


def test_r_wl_20_an_administrator_names_who_decides(approving: Approving, sit: Sit) -> None:
    approving.policy(step(PREDEFINED, M))
    approving.set_row(User, M, is_active=False)
    order = approving.stand(approving.submitted(OrderType.ACCESSORY))
    seat = sit(ADMIN)
    everyone = seat.pane("all")
    seat.choose(everyone, order.order_id)
    everyone.run(ASSIGN)
    seat.settle()
    seat.send(**{APPROVER: str(B)})
    assert seat.toasts.said == [f"{order.reference} has an approver"]
    assert asked(approving.stand(order)) == [(B, ApprovalStatus.PENDING)]
    everyone.run(ASSIGN)
    seat.settle()
    seat.send(**{APPROVER: str(B)})
    assert seat.says("Somebody is there to decide this level."), "it is told, and nothing is done"


def test_who_makes_no_policies_names_nobody(approving: Approving, sit: Sit) -> None:
    order = approving.waiting(step(PREDEFINED, M))
    seat = sit("harbour_back")
    everyone = seat.pane("all")
    seat.choose(everyone, order.order_id)
    assert everyone._cause(ASSIGN) is not None


def level(number: int, *, is_chosen: bool, people: tuple[int, ...] = (1,)) -> contract.ForeseenLevel:
    """A level with these people to choose from."""
    candidates = tuple(contract.Approver(user_id=one, name="Somebody") for one in people)
    return contract.ForeseenLevel(
        level=number, approvers=(), is_default=False, is_chosen=is_chosen, candidates=candidates
    )


def foreseen(*levels: contract.ForeseenLevel) -> contract.Foreseen:
    """An order that goes through these levels."""
    return contract.Foreseen(order_id=1, version=1, policy_id=1, policy="P", levels=levels)


def test_the_first_level_that_is_not_chosen_is_asked_for() -> None:
    named = level(1, is_chosen=False, people=())
    first, second = level(2, is_chosen=True), level(3, is_chosen=False)
    assert level_to_choose(foreseen(named, first, second)) == second
    assert level_to_choose(foreseen(named, first)) == first
    assert level_to_choose(foreseen(named)) is None
    assert level_to_choose(foreseen()) is None
