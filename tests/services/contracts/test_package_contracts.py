"""R-CON-01, 02, 04 to 06 and R-MIG-24: contracts begin, are added, broken, and their discounts moved."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from agentview.contract import contracts as contract
from agentview.contract.provisioning import ACTIVATE, TaskDetail
from agentview.core.errors import AgentViewError, Conflict, Denied
from agentview.models.contract import Contract
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import Cardline
from tests.fixtures.backend import Backend
from tests.migration_world import FIXED, PER_MONTH, STAMP, Terms, bind, contract_type, home
from tests.services.holdings import hold
from tests.services.migrating import finalise, submitted
from tests.services.provisioning.working import Working, at
from tests.world import assert_world

TODAY = date(2026, 11, 16)


@pytest.fixture
def working(backend: Backend) -> Working:
    return Working(backend)


def codes(error: AgentViewError) -> set[str]:
    return {refusal.code for refusal in error.refusals}


def package_of(working: Working, task: TaskDetail) -> int:
    """The package that a task is about, which its row only names."""
    with working.backend.database.read() as session:
        found = session.scalar(
            select(ProvisioningTask.package_subscription_id).where(ProvisioningTask.id == task.row.task_id)
        )
    assert found is not None
    return found


def contracts_of(backend: Backend, package_id: int) -> list[tuple[str, date, date]]:
    with backend.database.read() as session:
        rows = session.scalars(
            select(Contract).where(Contract.package_subscription_id == package_id).order_by(Contract.id)
        )
        return [(row.status, row.started_on, row.end_on) for row in rows]


def charges(backend: Backend) -> list[tuple[str, int, str]]:
    with backend.database.read() as session:
        rows = session.scalars(select(Cardline).order_by(Cardline.id))
        return [(row.kind, row.amount_ex_cents, row.status) for row in rows]


def test_r_con_01_an_ordered_package_is_bound_from_its_activation_on(working: Working) -> None:
    home(working.backend)
    task = working.new()
    assert contracts_of(working.backend, package_of(working, task)) == []
    working.call("meridian_prov", ACTIVATE, **at(task), service_start_on=TODAY)
    expected = [("ACTIVE", TODAY, date(2027, 11, 15))]
    assert contracts_of(working.backend, package_of(working, task)) == expected
    assert_world(working.backend.database)


def test_r_con_01_without_a_default_type_there_is_none(working: Working) -> None:
    task = working.new()
    working.call("meridian_prov", ACTIVATE, **at(task), service_start_on=TODAY)
    assert contracts_of(working.backend, package_of(working, task)) == []


def test_r_con_02_a_contract_is_added_to_an_active_package_whose_plan_is_in_a_pool(working: Working) -> None:
    type_id = home(working.backend).type_id
    held, stray = hold(working.backend), hold(working.backend, "TALK")
    over = hold(working.backend, status="Cancelled")
    asked = {"package_id": held.package_id, "contract_type_id": type_id}
    refused = working.refused("harbour_csa", contract.ADD, **asked)
    assert codes(refused) == {"E-CONTRACT-END"}
    twice = working.refused("harbour_csa", contract.ADD, **asked, is_auto_end=True, end_on=TODAY)
    assert codes(twice) == {"E-CONTRACT-END-TWICE"}
    other = {"contract_type_id": type_id, "is_auto_end": True}
    elsewhere = working.refused("harbour_csa", contract.ADD, package_id=stray.package_id, **other)
    assert codes(elsewhere) == {"E-CONTRACT-POOL"}
    late = working.refused("harbour_csa", contract.ADD, package_id=over.package_id, **other)
    assert codes(late) == {"E-PRODUCT-STATE"}
    working.call("harbour_csa", contract.ADD, **asked, is_auto_end=True)
    assert contracts_of(working.backend, held.package_id) == [("ACTIVE", TODAY, date(2027, 11, 15))]
    again = working.refused("harbour_csa", contract.ADD, **asked, is_auto_end=True)
    assert codes(again) == {"E-CONTRACT-OPEN"}
    assert_world(working.backend.database)


def test_r_con_04_a_losing_contract_ends_with_the_migration_and_the_winning_package_has_its_own(
    working: Working,
) -> None:
    type_id = home(working.backend).type_id
    held = hold(working.backend)
    bind(working.backend, held.package_id, type_id, date(2027, 3, 31))
    made = submitted(working, held.package_id)
    finalise(working, made)
    assert contracts_of(working.backend, held.package_id)[0][0] == "ENDED"
    with working.backend.database.read() as session:
        new = session.scalars(select(Contract).where(Contract.status == "ACTIVE")).one()
        assert (new.started_on, new.end_on) == (TODAY, date(2027, 11, 15))
    assert_world(working.backend.database)


def breakable(backend: Backend, terms: Terms = PER_MONTH) -> tuple[int, dict[str, object]]:
    held = hold(backend)
    contract_id = bind(backend, held.package_id, contract_type(backend, terms), date(2027, 5, 28))
    return held.package_id, {"contract_id": contract_id, "version": 1, "fee_cents": 7000}


def test_r_mig_24_and_r_con_05_breaking_out_writes_one_charge_of_exactly_the_fee(working: Working) -> None:
    package_id, asked = breakable(working.backend)
    assert isinstance(working.refused("harbour_prov", contract.BREAK_OUT, **asked), Denied)
    wrong = working.refused("harbour_csa", contract.BREAK_OUT, **{**asked, "fee_cents": 6999})
    assert codes(wrong) == {"E-FEE-CHANGED"}
    assert charges(working.backend) == []
    answer = working.call("harbour_csa", contract.BREAK_OUT, **asked)
    assert answer.fee_cents == 7000
    assert charges(working.backend) == [("BREAK_OUT_FEE", 7000, "PENDING")]
    assert contracts_of(working.backend, package_id)[0][0] == "BROKEN"
    assert codes(working.refused("harbour_csa", contract.BREAK_OUT, **asked)) == {"E-NO-CONTRACT"}
    assert_world(working.backend.database)


def test_r_mig_24_of_two_people_at_once_one_breaks_out_and_one_charge_is_written(
    local_backend: Backend,
) -> None:
    _, asked = breakable(local_backend)
    gate = Barrier(2)
    gateways = [local_backend.gateway(name) for name in ("harbour_csa", "harbour_lead")]

    def attempt(number: int) -> str:
        request = contract.BreakOutRequest.model_validate(asked)
        gate.wait(20)
        try:
            gateways[number].call(contract.BREAK_OUT, request)
        except AgentViewError as error:
            return error.code
        return "done"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(attempt, range(2))) == ["E-NO-CONTRACT", "done"]
    assert charges(local_backend) == [("BREAK_OUT_FEE", 7000, "PENDING")]
    assert_world(local_backend.database)


def test_r_mig_24_the_version_that_was_seen_counts(working: Working) -> None:
    _, asked = breakable(working.backend)
    stale = working.refused("harbour_csa", contract.BREAK_OUT, **{**asked, "version": 2})
    assert isinstance(stale, Conflict)
    assert codes(stale) == {"E-STALE"}


def discounted(backend: Backend) -> dict[str, object]:
    home(backend, Terms("Discounted", credit=500, credit_periods=3))
    working = Working(backend)
    task = working.new()
    working.call("meridian_prov", ACTIVATE, **at(task), service_start_on=TODAY)
    found = working.call("harbour_csa", contract.CONTRACT, package_id=package_of(working, task)).contract
    assert found is not None
    assert (found.credit_from_on, found.credit_to_on) == (TODAY, date(2027, 2, 15))
    return {"contract_id": found.contract_id, "version": found.version}


def test_r_con_06_the_days_of_a_discount_move_with_the_power_alone(working: Working) -> None:
    asked = discounted(working.backend)
    days = {"credit_from_on": TODAY, "credit_to_on": TODAY + timedelta(days=200)}
    assert isinstance(working.refused("harbour_csa", contract.EDIT_DISCOUNT, **asked, **days), Denied)
    backwards = {**days, "credit_to_on": TODAY - timedelta(days=1)}
    refused = working.refused("harbour_lead", contract.EDIT_DISCOUNT, **asked, **backwards)
    assert codes(refused) == {"E-DISCOUNT-ORDER"}
    working.call("harbour_lead", contract.EDIT_DISCOUNT, **asked, **days)
    with working.backend.database.read() as session:
        row = session.get_one(Contract, asked["contract_id"])
        assert row.credit_to_on == TODAY + timedelta(days=200)


def test_r_con_06_what_is_billed_stays(working: Working) -> None:
    held = hold(working.backend)
    contract_id = bind(working.backend, held.package_id, contract_type(working.backend, FIXED), TODAY)
    billed_until = date(2026, 10, 31)
    with working.backend.database.write(STAMP) as session:
        row = session.get_one(Contract, contract_id)
        row.credit_from_on, row.credit_to_on = date(2026, 9, 1), date(2026, 12, 31)
    asked = {"contract_id": contract_id, "version": 2, "credit_from_on": date(2026, 9, 1)}
    before = working.refused(
        "harbour_lead", contract.EDIT_DISCOUNT, **asked, credit_to_on=billed_until - timedelta(days=1)
    )
    assert codes(before) == {"E-DISCOUNT-BILLED"}
    working.call("harbour_lead", contract.EDIT_DISCOUNT, **asked, credit_to_on=billed_until)
