"""Migrate, break out and add a contract from a package's row (R-MIG-10, R-MIG-24, R-CON-02, S-16)."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QDialog

from agentview.contract.contract_terms import (
    BreakOutMethod,
    ContractFee,
    ContractInForce,
    ContractStatus,
    ContractTerms,
    EndMethod,
    LengthUnit,
)
from agentview.contract.contracts import ContractChanged, PackageContract
from agentview.contract.value import CommandState, RefusalInfo
from agentview.core.errors import Conflict, Refusal, Rejected
from agentview.core.power import Role
from agentview.ui.navigation import BREAK_OUT, PACKAGE, Target
from agentview.ui.views.customers.contract_dialogs import AddContractDialog, BreakOutDialog
from agentview.ui.views.customers.discount_dialog import DiscountDialog
from agentview.ui.views.customers.section_overview import OverviewSection
from tests.ui.views.customers.builders import answers, customer, package
from tests.ui.views.customers.conftest import OpenScreen, Screen
from tests.ui.views.provisioning.builders import FakeGateway
from tests.ui.views.provisioning.conftest import shown_texts

OPEN = tuple(
    CommandState(command=name)
    for name in ("migrate", "break_out_contract", "add_contract", "edit_fixed_discount")
)
NO_DISCOUNT = CommandState(
    command="edit_fixed_discount", refusals=(RefusalInfo(code="E-DISCOUNT-NONE", rule="R-CON-06"),)
)
FROM, TO = date(2026, 4, 1), date(2026, 6, 30)
END = date(2026, 10, 31)
TERMS = ContractTerms(
    contract_type_id=3,
    internal_name="CT-12",
    external_name="Twelve months",
    length=12,
    length_unit=LengthUnit.MONTH,
    end_method=EndMethod.NO_CONTRACT,
    break_out_method=BreakOutMethod.PER_REMAINING_MONTH,
    break_out_amount_cents=1000,
    break_out_percent=None,
    early_upgrade_remaining_months=None,
    early_upgrade_fee_cents=None,
    period_credit_cents=None,
    credit_periods=None,
)


def bound(fee_cents: int = 7000, *, is_bound: bool = True) -> PackageContract:
    fee = ContractFee(
        on=date(2026, 3, 28),
        amount_cents=fee_cents,
        currency="AUD",
        method=BreakOutMethod.PER_REMAINING_MONTH,
        is_early_upgrade=False,
        remaining_months=fee_cents // 1000,
        unit_cents=1000,
        percent=None,
        access_fee_cents=4000,
    )
    contract = ContractInForce(
        contract_id=9,
        version=2,
        terms=TERMS,
        status=ContractStatus.ACTIVE,
        started_on=date(2025, 11, 1),
        end_on=END,
        break_out=fee,
        early_upgrade=None,
        credit_from_on=None,
        credit_to_on=None,
    )
    return PackageContract(
        package_id=1,
        reference="PK-1",
        account_id=5,
        plan="Mobile 40",
        currency="AUD",
        contract=contract if is_bound else None,
        former=(),
        offers=(TERMS,),
        commands=OPEN,
    )


def changed(fee_cents: int | None) -> ContractChanged:
    return ContractChanged(
        contract_id=9,
        package_id=1,
        reference="PK-1",
        status=ContractStatus.BROKEN,
        end_on=END,
        fee_cents=fee_cents,
        currency="AUD",
    )


def shown(
    open_screen: OpenScreen,
    more: dict[str, Any],
    *,
    is_bound: bool = True,
    commands: tuple[CommandState, ...] = OPEN,
    role: Role = Role.CSA,
) -> Screen:
    row = package(1, commands=commands)
    if is_bound:
        row = row.model_copy(update={"contract": "Twelve months", "contract_end_on": END})
    found = customer(packages=(row,))
    return open_screen(found, roles=(role,), gateway=FakeGateway({**answers(found), **more}))


def run(screen: Screen, key: str) -> QDialog | None:
    section = screen.page.section("overview")
    assert isinstance(section, OverviewSection)
    section.run(key)
    screen.settle()
    return screen.page.commands.dialog


def sent(screen: Screen, name: str) -> list[Any]:
    return [request for called, request, _key in screen.gateway.calls if called == name]


def test_yes_sends_the_fee_that_the_caption_shows(open_screen: OpenScreen) -> None:
    """S-16, R-MIG-24: contract, end date, what remains and the fee are read before Yes."""
    screen = shown(
        open_screen,
        {"contracts.contract": lambda _asked: bound(), "contracts.break_out": lambda _asked: changed(7000)},
    )
    dialog = run(screen, "break_out")
    assert isinstance(dialog, BreakOutDialog)
    assert "70.00" in dialog.windowTitle()
    text = "\n".join(shown_texts(dialog))
    assert "Twelve months" in text
    assert "31 Oct 2026" in text
    dialog.verb_button.click()
    screen.settle()
    assert [one.fee_cents for one in sent(screen, "contracts.break_out")] == [7000]


def test_another_fee_is_shown_again_and_nothing_goes_out_by_itself(open_screen: OpenScreen) -> None:
    """R-MIG-24: a fee that changed meanwhile is asked for anew."""
    fees = iter((bound(7000), bound(8000)))

    def refuse(_asked: Any) -> ContractChanged:  # noqa: ANN401 - the request
        raise Conflict(Refusal("E-FEE-CHANGED", "fee_cents", "R-MIG-24", {"fee": 8000, "currency": "AUD"}))

    screen = shown(
        open_screen,
        {"contracts.contract": lambda _asked: next(fees), "contracts.break_out": refuse},
    )
    dialog = run(screen, "break_out")
    assert isinstance(dialog, BreakOutDialog)
    dialog.verb_button.click()
    screen.settle()
    again = screen.page.commands.dialog
    assert isinstance(again, BreakOutDialog)
    assert again is not dialog
    assert "80.00" in again.windowTitle()
    assert len(sent(screen, "contracts.break_out")) == 1


def test_a_contract_is_added_with_its_own_end(open_screen: OpenScreen) -> None:
    """R-CON-02: the end date is set automatically unless one is chosen."""
    screen = shown(
        open_screen,
        {
            "contracts.contract": lambda _asked: bound(is_bound=False),
            "contracts.add": lambda _asked: changed(None),
        },
        is_bound=False,
    )
    dialog = run(screen, "add_contract")
    assert isinstance(dialog, AddContractDialog)
    dialog.verb_button.click()
    screen.settle()
    (request,) = sent(screen, "contracts.add")
    assert (request.contract_type_id, request.is_auto_end, request.end_on) == (3, True, None)


def test_other_areas_open_a_package_and_its_break_out(open_screen: OpenScreen) -> None:
    """R-MIG-01: the way out of a blocker leads to the customer with the dialog open."""
    screen = shown(open_screen, {"contracts.contract": lambda _asked: bound()})
    screen.view.open(Target(PACKAGE, 1))
    screen.settle()
    assert screen.page.commands.dialog is None
    screen.view.open(Target(BREAK_OUT, 1))
    screen.settle()
    assert isinstance(screen.page.commands.dialog, BreakOutDialog)


def discounted() -> PackageContract:
    found = bound()
    assert found.contract is not None
    days = {"credit_from_on": FROM, "credit_to_on": TO}
    return found.model_copy(update={"contract": found.contract.model_copy(update=days)})


def test_r_con_06_the_days_of_the_discount_are_moved_with_the_power_alone(open_screen: OpenScreen) -> None:
    asked = {
        "contracts.contract": lambda _asked: discounted(),
        "contracts.edit_discount": lambda _asked: changed(None),
    }
    without = shown(open_screen, asked)
    assert "Move discount days" not in shown_texts(without.view.root)
    screen = shown(open_screen, asked, role=Role.SUPERVISOR)
    assert "Move discount days" in shown_texts(screen.view.root)
    dialog = run(screen, "move_discount")
    assert isinstance(dialog, DiscountDialog)
    assert dialog.form.values() == {"credit_from_on": FROM, "credit_to_on": TO}
    dialog.form.set_values({"credit_to_on": date(2026, 7, 31)})
    dialog.verb_button.click()
    screen.settle()
    [request] = sent(screen, "contracts.edit_discount")
    assert (request.contract_id, request.version) == (9, 2)
    assert (request.credit_from_on, request.credit_to_on) == (FROM, date(2026, 7, 31))
    assert screen.page.commands.dialog is None


def test_r_con_06_a_refusal_of_a_billed_day_stands_beside_it(open_screen: OpenScreen) -> None:
    def refuse(_request: object) -> ContractChanged:
        raise Rejected(Refusal("E-DISCOUNT-BILLED", "credit_from_on", "R-CON-06", {"earliest": "2026-04-01"}))

    asked = {"contracts.contract": lambda _asked: discounted(), "contracts.edit_discount": refuse}
    screen = shown(open_screen, asked, role=Role.SUPERVISOR)
    dialog = run(screen, "move_discount")
    assert isinstance(dialog, DiscountDialog)
    dialog.form.set_values({"credit_from_on": date(2026, 3, 1)})
    dialog.verb_button.click()
    screen.settle()
    assert any("Billed periods stay as they are" in text for text in shown_texts(dialog))
    assert screen.page.commands.dialog is dialog
    dialog.reject()


def test_r_con_06_a_contract_without_a_discount_offers_no_days(open_screen: OpenScreen) -> None:
    commands = (*OPEN[:3], NO_DISCOUNT)
    screen = shown(open_screen, {}, commands=commands, role=Role.SUPERVISOR)
    assert "Move discount days" not in shown_texts(screen.view.root)
    assert run(screen, "move_discount") is None
