"""R-MIG-27 to 29: an upgrade by an order leaves a contract early for a fee that was seen, or not at all."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from agentview.contract.contracts import BREAK_OUT
from agentview.contract.contracts import CONTRACT as READ_CONTRACT
from agentview.contract.customers import CUSTOMER
from agentview.contract.orders import PLACE
from agentview.contract.provisioning import ACTIVATE
from agentview.contract.transfers import CHANGE_OWNER, PREVIEW_UPGRADE, UPGRADE, Transferred
from agentview.core.errors import AgentViewError, Denied
from agentview.models.contract import Contract
from agentview.models.subscription import Cardline
from agentview.models.trail import AuditEntry
from tests import build
from tests.fixtures.backend import Backend
from tests.migration_world import (
    CANCELLING,
    EARLY,
    EARLY_WITHOUT_FEE,
    FIXED,
    RENEWING,
    Terms,
    bind,
    contract_type,
    home,
    plan_id,
)
from tests.product_order import add, order
from tests.services.holdings import Held, hold, package_status
from tests.services.migrating import begin
from tests.services.provisioning.working import Working, at
from tests.world import assert_world

TODAY = date(2026, 11, 16)
IN_THREE_MONTHS = date(2027, 2, 15)
"""The last day with which three begun months are left today."""
WAIVED = {"is_fee_waived": True, "waive_reason": "Faulty line"}


@pytest.fixture
def working(backend: Backend) -> Working:
    return Working(backend)


def codes(error: AgentViewError) -> set[str]:
    return {refusal.code for refusal in error.refusals}


def bound(
    working: Working, terms: Terms = EARLY, end_on: date = IN_THREE_MONTHS
) -> tuple[Held, int, dict[str, object]]:
    """Return a package, its contract, and what is asked to upgrade it."""
    held = hold(working.backend)
    contract_id = bind(working.backend, held.package_id, contract_type(working.backend, terms), end_on)
    return held, contract_id, {"package_id": held.package_id, "plan_id": plan_id(working.backend, "MOB-80")}


def activated(working: Working, made: Transferred, on: date = TODAY) -> None:
    task = working.find("harbour_csa", made.task_references[0])
    working.call("meridian_prov", ACTIVATE, **at(task), service_start_on=on)


def charges(backend: Backend) -> list[tuple[str, int, int | None]]:
    with backend.database.read() as session:
        rows = session.execute(
            select(Cardline.kind, Cardline.amount_ex_cents, Cardline.order_id).order_by(Cardline.id)
        )
        return [(row.kind, row.amount_ex_cents, row.order_id) for row in rows]


def contract(backend: Backend, contract_id: int) -> Contract:
    with backend.database.read() as session:
        row = session.get_one(Contract, contract_id)
        session.expunge(row)
        return row


def test_r_mig_27_the_fee_is_seen_agreed_to_and_charged_when_the_upgrade_is_done(working: Working) -> None:
    held, contract_id, asked = bound(working)
    seen = working.call("harbour_csa", PREVIEW_UPGRADE, **asked)
    assert seen.refusals == ()
    assert seen.contract is not None
    assert seen.contract.fee is not None
    assert (seen.contract.fee.amount_cents, seen.contract.fee.remaining_months) == (2500, 3)
    assert seen.contract.may_waive is False
    made = working.call("harbour_csa", UPGRADE, **asked, early_fee_cents=2500)
    assert charges(working.backend) == []
    assert contract(working.backend, contract_id).status == "ACTIVE"
    activated(working, made)
    row = contract(working.backend, contract_id)
    assert (row.status, row.broken_on) == ("BROKEN", TODAY - timedelta(days=1))
    assert row.break_fee_cardline_id is not None
    assert charges(working.backend) == [("EARLY_UPGRADE_FEE", 2500, made.order_id)]
    assert package_status(working.backend, held.package_id) == "Cancelled"
    assert_world(working.backend.database)


@pytest.mark.parametrize(
    ("end_on", "is_open"), [(IN_THREE_MONTHS, True), (IN_THREE_MONTHS + timedelta(days=1), False)]
)
def test_r_mig_27_so_many_months_left_as_its_type_says_are_few_enough(
    working: Working, end_on: date, *, is_open: bool
) -> None:
    _, _, asked = bound(working, end_on=end_on)
    seen = working.call("harbour_csa", PREVIEW_UPGRADE, **asked)
    assert ({one.code for one in seen.refusals} == set()) is is_open
    if not is_open:
        assert {one.code for one in seen.refusals} == {"E-UNDER-CONTRACT"}
        refused = working.refused("harbour_csa", UPGRADE, **asked, early_fee_cents=2500)
        assert codes(refused) == {"E-UNDER-CONTRACT"}


def test_r_mig_27_without_a_fee_of_its_own_the_break_out_fee_stands(working: Working) -> None:
    _, _, asked = bound(working, EARLY_WITHOUT_FEE)
    made = working.call("harbour_csa", UPGRADE, **asked, early_fee_cents=9000)
    activated(working, made)
    assert charges(working.backend) == [("EARLY_UPGRADE_FEE", 9000, made.order_id)]


@pytest.mark.parametrize("terms", [FIXED, CANCELLING, RENEWING], ids=lambda terms: terms.name)
def test_without_early_upgrade_data_a_contract_is_not_left_by_an_upgrade(
    working: Working, terms: Terms
) -> None:
    _, _, asked = bound(working, terms, TODAY)
    assert codes(working.refused("harbour_csa", UPGRADE, **asked)) == {"E-UNDER-CONTRACT"}


def test_a_contract_that_is_over_by_the_day_of_the_upgrade_does_not_bind(working: Working) -> None:
    _, contract_id, asked = bound(working, FIXED, TODAY)
    tomorrow = TODAY + timedelta(days=1)
    assert codes(working.refused("harbour_csa", UPGRADE, **asked, requested_on=TODAY)) == {"E-UNDER-CONTRACT"}
    working.backend.clock.move(timedelta(days=1))
    working.sign_in_again()
    made = working.call("harbour_csa", UPGRADE, **asked, requested_on=tomorrow)
    activated(working, made, tomorrow)
    assert contract(working.backend, contract_id).status == "ENDED"
    assert charges(working.backend) == []


def test_one_that_renews_itself_binds_beyond_its_end(working: Working) -> None:
    renewing = Terms("Renews", end=RENEWING.end, early_months=3, early_fee=100)
    _, _, asked = bound(working, renewing, TODAY)
    asked["requested_on"] = TODAY + timedelta(days=1)
    refused = working.refused("harbour_csa", UPGRADE, **asked, early_fee_cents=100)
    assert codes(refused) == {"E-UNDER-CONTRACT"}


@pytest.mark.parametrize("seen", [None, 0, 2499, 2501])
def test_a_fee_that_nobody_has_seen_is_not_charged(working: Working, seen: int | None) -> None:
    _, _, asked = bound(working)
    assert codes(working.refused("harbour_csa", UPGRADE, **asked, early_fee_cents=seen)) == {"E-EARLY-FEE"}


def test_r_mig_28_waiving_takes_the_power_and_a_reason_and_is_audited(working: Working) -> None:
    held, contract_id, asked = bound(working)
    assert isinstance(working.refused("harbour_csa", UPGRADE, **asked, **WAIVED), Denied)
    without = working.refused("harbour_lead", UPGRADE, **asked, is_fee_waived=True)
    assert codes(without) == {"E-WAIVE-REASON"}
    seen = working.call("harbour_lead", PREVIEW_UPGRADE, **asked)
    assert seen.contract is not None
    assert seen.contract.may_waive is True
    made = working.call("harbour_lead", UPGRADE, **asked, **WAIVED)
    activated(working, made)
    assert charges(working.backend) == []
    row = contract(working.backend, contract_id)
    assert (row.status, row.break_fee_cardline_id) == ("BROKEN", None)
    with working.backend.database.read() as session:
        entry = session.scalars(
            select(AuditEntry).where(AuditEntry.action == "waive_early_upgrade_fee")
        ).one()
        assert (entry.entity_id, entry.reason, entry.account_id) == (contract_id, "Faulty line", build.MARLOW)
    assert package_status(working.backend, held.package_id) == "Cancelled"
    assert_world(working.backend.database)


def test_r_mig_26_what_is_not_due_cannot_be_waived(working: Working) -> None:
    held = hold(working.backend)
    asked = {"package_id": held.package_id, "plan_id": plan_id(working.backend, "MOB-80")}
    assert codes(working.refused("harbour_lead", UPGRADE, **asked, **WAIVED)) == {"E-WAIVE-NOTHING"}


def test_what_was_broken_out_of_meanwhile_is_charged_once(working: Working) -> None:
    held, contract_id, asked = bound(working)
    made = working.call("harbour_csa", UPGRADE, **asked, early_fee_cents=2500)
    found = working.call("harbour_csa", READ_CONTRACT, package_id=held.package_id).contract
    assert found is not None
    working.call("harbour_csa", BREAK_OUT, contract_id=contract_id, version=found.version, fee_cents=9000)
    activated(working, made)
    assert [kind for kind, _, _ in charges(working.backend)] == ["BREAK_OUT_FEE"]


def test_r_mig_29_a_package_in_a_migration_that_was_only_begun_is_not_upgraded(working: Working) -> None:
    type_id = home(working.backend, EARLY).type_id
    held = hold(working.backend)
    bind(working.backend, held.package_id, type_id, IN_THREE_MONTHS)
    begin(working, held.package_id)
    asked = {"package_id": held.package_id, "plan_id": plan_id(working.backend, "MOB-80")}
    assert codes(working.refused("harbour_csa", UPGRADE, **asked, early_fee_cents=2500)) == {"E-OPEN-ORDER"}
    given = {"package_id": held.package_id, "new_account_id": build.BRIGHT}
    assert codes(working.refused("harbour_csa", CHANGE_OWNER, **given)) == {"E-OPEN-ORDER"}
    (row,) = working.call("harbour_csa", CUSTOMER, account_id=build.MARLOW).packages
    command = next(one for one in row.commands if one.command == "upgrade")
    assert [one.code for one in command.refusals] == ["E-OPEN-ORDER"]


def test_an_order_of_a_machine_agrees_to_no_fee(working: Working) -> None:
    held, _, _ = bound(working)
    wanted = order("F1", add("MOB-80", product_id=f"PS-{held.package_id}"), category="upgrade")
    with pytest.raises(AgentViewError) as refused:
        working.on("harbour_csa").call(PLACE, wanted)
    assert codes(refused.value) == {"E-UNDER-CONTRACT"}
