"""The list of plans, why one is missing from it, and what an administrator mends (R-MIG-11, R-MIG-12)."""

from PySide6.QtCore import Qt

from agentview.contract import contract_catalogue
from agentview.contract import migrations as contract
from agentview.contract.migrations import PlanSort, WinningPlan
from agentview.core.errors import Refusal, Rejected, Unavailable, Unknown
from agentview.ui.kit.column import SortOrder
from agentview.ui.kit.paged_model import ListState
from agentview.ui.views.migrations.hidden_panel import HiddenPanel
from tests.services.holdings import Held
from tests.ui.views.migrations.conftest import Seat, Sit
from tests.ui.views.migrations.world import HALF, MOBILE_POOL, WEIGHTS, YEAR, World


def to_plans(seat: Seat, held: Held) -> None:
    """Begin a migration."""
    seat.wizard.open_new(held.package_id)
    seat.settle()
    seat.go_on()


def names(seat: Seat) -> list[str]:
    """Return the plans that are listed."""
    model = seat.wizard.pages.package.model
    rows = [model.row(at) for at in range(model.rowCount())]
    return [row.name for row in rows if isinstance(row, WinningPlan)]


def ask(seat: Seat, text: str) -> HiddenPanel:
    """Ask by keys why a plan is missing."""
    hidden = seat.wizard.pages.package.hidden
    seat.tab_to(hidden.search)
    seat.type(text)
    seat.key(Qt.Key.Key_Return)
    return hidden


def test_the_nearest_weight_comes_first_and_the_list_is_narrowed_and_sorted(sit: Sit, world: World) -> None:
    seat = sit()
    to_plans(seat, world.package())
    assert names(seat) == ["Plan MOB-80", "Plan DUO"]
    page = seat.wizard.pages.package
    page.table.sort_wanted.emit(SortOrder(PlanSort.NAME.value))
    seat.settle()
    assert names(seat) == ["Plan DUO", "Plan MOB-80"]
    seat.tab_to(page.search)
    seat.type("80")
    seat.key(Qt.Key.Key_Return)
    assert names(seat) == ["Plan MOB-80"]
    seat.type("x")
    seat.key(Qt.Key.Key_Return)
    assert seat.says("No plan matches")
    page.panel.state_button_pressed.emit(ListState.EMPTY)
    seat.settle()
    assert len(names(seat)) == 2


def test_down_leads_from_the_search_to_the_list_where_enter_chooses(sit: Sit, world: World) -> None:
    seat = sit()
    to_plans(seat, world.package())
    page = seat.wizard.pages.package
    seat.tab_to(page.search)
    seat.key(Qt.Key.Key_Down)
    assert page.table.hasFocus()
    seat.key(Qt.Key.Key_Down)
    seat.key(Qt.Key.Key_Return)
    assert seat.says("Chosen: Plan DUO.")


def test_r_mig_12_an_empty_list_says_to_ask_an_administrator(sit: Sit, world: World) -> None:
    world.empty_pool()
    seat = sit()
    to_plans(seat, world.package())
    assert seat.says("There is no plan that this package can go to.")
    assert seat.says("Contact an administrator.")


def test_r_mig_12_an_administrator_is_told_both_fixes(sit: Sit, world: World) -> None:
    world.empty_pool()
    world.let("harbour_csa", "ADMIN")
    seat = sit()
    to_plans(seat, world.package())
    assert seat.says("Add a plan to a contract pool of its plan")


def test_r_mig_11_every_rule_that_hides_a_plan_is_said(sit: Sit, world: World) -> None:
    world.set_type("TALK", HALF)
    seat = sit()
    to_plans(seat, world.package())
    ask(seat, "TALK")
    assert seat.says("It is in no contract pool of the present plan.")
    assert seat.says("Its default contract type is another one: SIX MONTHS.")
    assert seat.says("It has no Mobile, which the package has.")
    assert not seat.wizard.pages.package.hidden.found[world.plan_id("TALK")].buttons, "only an administrator"


def test_a_plan_that_is_listed_is_said_to_be(sit: Sit, world: World) -> None:
    seat = sit()
    to_plans(seat, world.package())
    ask(seat, "MOB-80")
    assert seat.says("It is in the list above.")
    ask(seat, "zzz")
    assert seat.says("No plan of the catalogue holds")


def test_r_mig_12_an_administrator_adds_the_plan_to_a_pool_with_its_weight(sit: Sit, world: World) -> None:
    world.let("harbour_csa", "ADMIN")
    seat = sit()
    to_plans(seat, world.package())
    hidden = ask(seat, "14277")
    hidden.found[world.plan_id("14277")].buttons[0].click()
    assert hidden.dialog is not None
    form = hidden.dialog._form
    assert form is not None
    form.set_values({"pool_id": str(MOBILE_POOL)})
    form.input("weight").setText("1.5")  # type: ignore[union-attr] # a field of text
    hidden.dialog.verb_button.click()
    assert seat.asked.named(contract_catalogue.PUT_PLAN) == [], "no half weights"
    form.input("weight").setText("30")  # type: ignore[union-attr] # a field of text
    hidden.dialog.verb_button.click()
    seat.settle()
    sent = seat.asked.named(contract_catalogue.PUT_PLAN)
    assert [(one.pool_id, one.plan_id, one.weight) for one in sent] == [
        (MOBILE_POOL, world.plan_id("14277"), 30)
    ]
    assert world.pool_weights() == {**WEIGHTS, "14277": 30}
    assert hidden.dialog is None
    assert len(seat.asked.named(contract.HIDDEN_PLANS)) == 2, "it is asked again"


def test_r_mig_12_an_administrator_sets_the_contract_type(sit: Sit, world: World) -> None:
    world.let("harbour_csa", "ADMIN")
    for code in ("MOB-40", "MOB-80"):
        world.set_type(code, YEAR)
    seat = sit()
    to_plans(seat, world.package())
    assert names(seat) == ["Plan MOB-80"]
    hidden = ask(seat, "DUO")
    assert seat.says("It has no default contract type, and the present plan has one.")
    hidden.found[world.plan_id("DUO")].buttons[0].click()
    assert hidden.dialog is not None
    hidden.dialog.verb_button.click()
    seat.settle()
    sent = seat.asked.named(contract_catalogue.SET_CONTRACT_TYPE)
    assert [(one.plan_id, one.contract_type_id) for one in sent] == [(world.plan_id("DUO"), YEAR)]
    assert world.type_of("DUO") == YEAR


def test_a_fix_that_is_refused_or_not_answered_leaves_the_question_open(sit: Sit, world: World) -> None:
    world.let("harbour_csa", "ADMIN")
    for code in ("MOB-40", "MOB-80"):
        world.set_type(code, YEAR)
    seat = sit()
    to_plans(seat, world.package())
    hidden = ask(seat, "DUO")
    hidden.found[world.plan_id("DUO")].buttons[0].click()
    keys = []
    for error in (
        Rejected(Refusal("E-FIELD", "plan_id", values={"kind": "x"})),
        Unavailable(Refusal("E-UNREACHABLE")),
        Unknown(Refusal("E-UNKNOWN")),
    ):
        assert hidden.dialog is not None
        hidden.dialog.verb_button.click()
        seat.runner.fail_next(error)
    hidden.dialog.verb_button.click()  # type: ignore[union-attr] # it is still open
    seat.settle()
    keys = [key for name, _, key in seat.asked.sent if name == contract_catalogue.SET_CONTRACT_TYPE.name]
    assert len(keys) == 1
    assert hidden.dialog is None


def test_a_list_that_cannot_be_read_says_so_and_is_read_again(sit: Sit, world: World) -> None:
    seat = sit()
    seat.wizard.open_new(world.package().package_id)
    seat.settle()

    def fail(_request: object) -> contract.WinningPlans:
        raise Unavailable(Refusal("E-UNREACHABLE"))

    seat.asked.answers[contract.PLANS.name] = fail
    seat.go_on()
    assert seat.says("The list could not be read")
    del seat.asked.answers[contract.PLANS.name]
    seat.wizard.pages.package.panel.state_button_pressed.emit(ListState.FAILED)
    seat.settle()
    assert len(names(seat)) == 2
