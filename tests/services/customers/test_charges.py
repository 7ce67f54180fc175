"""The charges of a customer: what waits for the next invoice, of what it comes, and who may see it."""

import pytest

from agentview.contract import charges as contract
from agentview.contract import contracts
from agentview.contract.charges import Charges
from agentview.contract.customers import CustomerCounts
from agentview.models.subscription import Cardline
from agentview.models.trail import AuditEntry
from tests import build
from tests.fixtures.backend import Backend
from tests.migration_world import FIXED, bind, home
from tests.services.customers import having
from tests.services.customers.having import TODAY
from tests.services.holdings import hold
from tests.services.migrating import finalise, submitted
from tests.services.provisioning.working import Working


def read(working: Working, username: str = "harbour_csa", **wanted: object) -> Charges:
    return working.call(username, contract.CHARGES, account_id=build.MARLOW, **wanted)


def line(backend: Backend, cents: int, **more: object) -> None:
    """Charge the customer, without an order."""
    values = {
        "account_id": build.MARLOW,
        "kind": "ADJUSTMENT",
        "amount_ex_cents": cents,
        "currency": "AUD",
        "description": f"Line of {cents}",
        "status": "PENDING",
        **more,
    }
    with having.writing(backend) as session:
        session.add(Cardline(**values))


def counts(working: Working) -> CustomerCounts:
    return having.seen(working).counts


def test_r_mig_39_what_a_migration_charges_names_it_and_adds_up(working: Working) -> None:
    home(working.backend)
    held = hold(working.backend)
    made = submitted(working, held.package_id)
    assert read(working).charges == ()
    finalise(working, made)
    found = read(working)
    assert {one.reference for one in found.charges} == {made.reference}
    assert {one.order_id for one in found.charges} == {made.order_id}
    assert {one.package for one in found.charges} == {f"PS-{held.package_id}"}
    assert {one.plan for one in found.charges} == {"Plan MOB-40"}
    assert "UPGRADE_CHARGE" in {one.kind for one in found.charges}
    [total] = found.pending
    assert total.amount_cents == sum(one.amount_cents for one in found.charges)
    assert (total.currency, total.rows, found.total) == ("AUD", len(found.charges), len(found.charges))
    assert counts(working).pending_charges == total.rows


def test_r_mig_24_the_fee_of_breaking_out_is_listed_with_its_tax(working: Working) -> None:
    of_contracts = home(working.backend, FIXED)
    held = hold(working.backend)
    contract_id = bind(working.backend, held.package_id, of_contracts.type_id, TODAY.replace(year=2027))
    asked = {"contract_id": contract_id, "version": 1, "fee_cents": 5000}
    working.call("harbour_csa", contracts.BREAK_OUT, **asked)
    [fee] = read(working).charges
    assert (fee.kind, fee.amount_cents, fee.tax_code) == ("BREAK_OUT_FEE", 5000, "GST")
    assert (fee.order_id, fee.reference, fee.is_pending) == (None, "", True)
    assert fee.at == build.START


def test_pages_follow_each_other_and_totals_are_of_all(working: Working) -> None:
    for cents in (100, -250, 300):
        line(working.backend, cents)
    line(working.backend, 9900, status="BILLED")
    line(working.backend, 700, account_id=build.BRIGHT)
    first = read(working, limit=3)
    assert [one.amount_cents for one in first.charges] == [9900, 300, -250]
    assert [one.is_pending for one in first.charges] == [False, True, True]
    assert first.has_older
    rest = read(working, limit=3, before_id=first.charges[-1].charge_id)
    assert ([one.amount_cents for one in rest.charges], rest.has_older) == ([100], False)
    for page in (first, rest):
        [total] = page.pending
        assert (total.amount_cents, total.rows, page.total) == (150, 3, 4)
    assert counts(working).pending_charges == 3


def test_currencies_are_not_added_up(working: Working) -> None:
    line(working.backend, 100)
    line(working.backend, 100, currency="NZD")
    assert [(one.currency, one.amount_cents) for one in read(working).pending] == [("AUD", 100), ("NZD", 100)]


@pytest.mark.parametrize("stranger", ["alpine_csa", "meridian_prov"])
def test_r_gen_10_another_provider_reads_no_charges(working: Working, stranger: str) -> None:
    line(working.backend, 100)
    asked = {"account_id": build.MARLOW}
    assert working.refused(stranger, contract.CHARGES, **asked).code == "E-NOT-FOUND"
    assert working.refused(stranger, contract.CHARGES_EXPORT, **asked).code == "E-NOT-FOUND"


def test_a_customer_reads_the_own_charges(working: Working) -> None:
    line(working.backend, 100)
    assert read(working, "harbour_viewer").total == 1
    other = working.refused("harbour_viewer", contract.CHARGES, account_id=build.BRIGHT)
    assert other.code == "E-NOT-FOUND"


def test_an_export_comes_in_parts_and_is_audited_once(working: Working) -> None:
    with having.writing(working.backend) as session:
        session.add_all(
            Cardline(
                account_id=build.MARLOW,
                kind="ADJUSTMENT",
                amount_ex_cents=number,
                currency="AUD",
                status="PENDING",
            )
            for number in range(1, 206)
        )
    wanted = {"account_id": build.MARLOW, "columns": ["at", "amount"]}
    first = working.call("harbour_csa", contract.CHARGES_EXPORT, **wanted)
    assert (len(first.rows), first.total) == (200, 205)
    rest = working.call("harbour_csa", contract.CHARGES_EXPORT, **wanted, after=first.last)
    assert (len(rest.rows), rest.last) == (5, None)
    numbers = [one.amount_cents for one in (*first.rows, *rest.rows)]
    assert numbers == sorted(numbers, reverse=True)
    with having.writing(working.backend) as session:
        said = [one.new_value for one in session.query(AuditEntry).filter_by(action="export")]
    [text] = said
    assert text is not None
    assert text.endswith("205 rows: at, amount")
