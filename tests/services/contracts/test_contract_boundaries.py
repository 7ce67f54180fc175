"""Where the rules of contracts turn: whom, from and until which day one binds, and what leaving it writes."""

from datetime import date, timedelta

import pytest

from agentview.contract import contracts as contract
from agentview.contract.contract_terms import ContractStatus
from agentview.core.errors import AgentViewError, Denied
from agentview.models.contract import Contract
from tests import build
from tests.fixtures.backend import Backend
from tests.migration_world import FIXED, PER_MONTH, STAMP, TODAY, Terms, bind, contract_type, home
from tests.services.contracts.test_package_contracts import charges, contracts_of
from tests.services.holdings import PERIOD_END, SINCE, hold
from tests.services.provisioning.working import Working
from tests.world import assert_world

CSA, LEAD = "harbour_csa", "harbour_lead"
DAY = timedelta(days=1)
BILLED = date(2026, 10, 31)


@pytest.fixture
def working(backend: Backend) -> Working:
    return Working(backend)


def codes(error: AgentViewError) -> list[str]:
    return [refusal.code for refusal in error.refusals]


@pytest.mark.parametrize("status", ["PreActive", "PendingProvCancel", "Cancelled", "Aborted"])
def test_r_con_02_only_an_active_package_is_bound(working: Working, status: str) -> None:
    type_id = home(working.backend).type_id
    held = hold(working.backend, status=status)
    asked = {"package_id": held.package_id, "contract_type_id": type_id, "is_auto_end": True}
    assert codes(working.refused(CSA, contract.ADD, **asked)) == ["E-PRODUCT-STATE"]


def test_r_con_02_the_type_is_one_of_a_pool_of_the_plan_and_of_the_own_provider(working: Working) -> None:
    backend = working.backend
    home(backend)
    asked = {"package_id": hold(backend).package_id, "is_auto_end": True}
    poolless = contract_type(backend, Terms("In no pool"))
    foreign = contract_type(backend, Terms("Alpine's"), provider=build.ALPINE)
    for type_id in (poolless, foreign, 99_999):
        refused = working.refused(CSA, contract.ADD, **asked, contract_type_id=type_id)
        assert codes(refused) == ["E-CONTRACT-POOL"]


@pytest.mark.parametrize(
    ("started_on", "end_on", "expected"),
    [
        (SINCE, SINCE, []),
        (SINCE - DAY, TODAY, ["E-CONTRACT-START"]),
        (TODAY, TODAY, []),
        (TODAY, TODAY - DAY, ["E-CONTRACT-ORDER"]),
        (None, TODAY, []),
        (None, TODAY - DAY, ["E-CONTRACT-ORDER"]),
        (None, None, ["E-CONTRACT-END"]),
    ],
)
def test_r_con_02_an_end_is_required_and_not_before_the_start(
    working: Working, started_on: date | None, end_on: date | None, expected: list[str]
) -> None:
    type_id = home(working.backend).type_id
    held = hold(working.backend)
    asked = {
        "package_id": held.package_id,
        "contract_type_id": type_id,
        "started_on": started_on,
        "end_on": end_on,
    }
    if expected:
        assert codes(working.refused(CSA, contract.ADD, **asked)) == expected
        assert contracts_of(working.backend, held.package_id) == []
    else:
        working.call(CSA, contract.ADD, **asked)
        [(_, begun, ends)] = contracts_of(working.backend, held.package_id)
        assert (begun, ends) == (started_on or TODAY, end_on)


@pytest.mark.parametrize("status", list(ContractStatus))
def test_r_con_05_only_a_contract_in_force_is_broken_and_with_the_power(
    working: Working, status: ContractStatus
) -> None:
    held = hold(working.backend)
    type_id = contract_type(working.backend, FIXED)
    contract_id = bind(working.backend, held.package_id, type_id, date(2027, 5, 28), status=status)
    asked = {"contract_id": contract_id, "version": 1, "fee_cents": 5000}
    if status in {ContractStatus.ENDED, ContractStatus.BROKEN}:
        assert codes(working.refused(LEAD, contract.BREAK_OUT, **asked)) == ["E-NO-CONTRACT"]
        assert charges(working.backend) == []
        return
    for nobody in ("harbour_prov", "harbour_viewer"):
        assert isinstance(working.refused(nobody, contract.BREAK_OUT, **asked), Denied)
    working.call(LEAD, contract.BREAK_OUT, **asked)
    assert charges(working.backend) == [("BREAK_OUT_FEE", 5000, "PENDING")]
    assert_world(working.backend.database)


@pytest.mark.parametrize(
    ("terms", "end_on", "fee"),
    [
        (PER_MONTH, TODAY, 1000),
        (PER_MONTH, date(2026, 12, 15), 1000),
        (PER_MONTH, date(2026, 12, 16), 2000),
        (PER_MONTH, TODAY - DAY, 0),
        (Terms("Free to leave", amount=0), date(2027, 5, 28), 0),
    ],
    ids=["last day", "a month", "a month and a day", "over", "nothing"],
)
def test_r_mig_24_the_fee_is_that_of_the_day_and_none_is_no_charge(
    working: Working, terms: Terms, end_on: date, fee: int
) -> None:
    held = hold(working.backend)
    contract_id = bind(working.backend, held.package_id, contract_type(working.backend, terms), end_on)
    seen = working.call(CSA, contract.CONTRACT, package_id=held.package_id).contract
    assert seen is not None
    assert seen.break_out.amount_cents == fee
    asked = {"contract_id": contract_id, "version": seen.version}
    wrong = working.refused(CSA, contract.BREAK_OUT, **asked, fee_cents=fee + 1)
    assert codes(wrong) == ["E-FEE-CHANGED"]
    working.call(CSA, contract.BREAK_OUT, **asked, fee_cents=fee)
    assert charges(working.backend) == ([("BREAK_OUT_FEE", fee, "PENDING")] if fee else [])
    assert contracts_of(working.backend, held.package_id)[0][0] == "BROKEN"


def test_r_mig_24_a_fee_that_grew_less_overnight_is_shown_again(working: Working) -> None:
    held = hold(working.backend)
    type_id = contract_type(working.backend, PER_MONTH)
    contract_id = bind(working.backend, held.package_id, type_id, date(2026, 12, 16))
    working.backend.clock.move(DAY)
    working.sign_in_again()
    asked = {"contract_id": contract_id, "version": 1}
    assert codes(working.refused(CSA, contract.BREAK_OUT, **asked, fee_cents=2000)) == ["E-FEE-CHANGED"]
    assert working.call(CSA, contract.BREAK_OUT, **asked, fee_cents=1000).fee_cents == 1000


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ((BILLED + DAY, PERIOD_END), (BILLED, PERIOD_END), ["E-DISCOUNT-BILLED"]),
        ((BILLED + 5 * DAY, PERIOD_END), (BILLED + DAY, PERIOD_END), []),
        ((BILLED, PERIOD_END), (BILLED + DAY, PERIOD_END), ["E-DISCOUNT-BILLED"]),
        ((SINCE, PERIOD_END), (SINCE, BILLED), []),
        ((SINCE, PERIOD_END), (SINCE, BILLED - DAY), ["E-DISCOUNT-BILLED"]),
        ((SINCE, BILLED), (SINCE, PERIOD_END), []),
        ((SINCE, BILLED - DAY), (SINCE, PERIOD_END), ["E-DISCOUNT-BILLED"]),
        ((SINCE, PERIOD_END), (PERIOD_END, PERIOD_END), ["E-DISCOUNT-BILLED"]),
        ((BILLED + DAY, PERIOD_END), (PERIOD_END, PERIOD_END), []),
        ((BILLED + DAY, PERIOD_END), (PERIOD_END, PERIOD_END - DAY), ["E-DISCOUNT-ORDER"]),
    ],
)
def test_r_con_06_no_day_that_is_billed_gets_or_loses_the_discount(
    working: Working, old: tuple[date, date], new: tuple[date, date], expected: list[str]
) -> None:
    contract_id = discounted(working.backend, *old)
    asked = {
        "contract_id": contract_id,
        "version": 2,
        "credit_from_on": new[0],
        "credit_to_on": new[1],
    }
    if expected:
        assert codes(working.refused(LEAD, contract.EDIT_DISCOUNT, **asked)) == expected
    else:
        working.call(LEAD, contract.EDIT_DISCOUNT, **asked)
    with working.backend.database.read() as session:
        row = session.get_one(Contract, contract_id)
        assert (row.credit_from_on, row.credit_to_on) == (old if expected else new)


def discounted(backend: Backend, from_on: date, to_on: date) -> int:
    """Bind a package that is billed until the end of October, with a discount on these days."""
    contract_id = bind(backend, hold(backend).package_id, contract_type(backend, FIXED), date(2027, 5, 28))
    with backend.database.write(STAMP) as session:
        row = session.get_one(Contract, contract_id)
        row.credit_from_on, row.credit_to_on = from_on, to_on
    return contract_id


def test_r_con_06_the_power_and_a_discount_are_needed(working: Working) -> None:
    days = {"credit_from_on": TODAY, "credit_to_on": TODAY}
    contract_id = discounted(working.backend, TODAY, PERIOD_END)
    for nobody in (CSA, "harbour_viewer"):
        asked = {"contract_id": contract_id, "version": 2, **days}
        assert isinstance(working.refused(nobody, contract.EDIT_DISCOUNT, **asked), Denied)
    held = hold(working.backend, account=build.BRIGHT)
    plain = bind(
        working.backend,
        held.package_id,
        contract_type(working.backend, Terms("Without")),
        date(2027, 5, 28),
    )
    asked = {"contract_id": plain, "version": 1, **days}
    assert codes(working.refused(LEAD, contract.EDIT_DISCOUNT, **asked)) == ["E-DISCOUNT-NONE"]
