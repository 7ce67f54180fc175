"""One account is looked at anew when its money moves: at once, at any hour, whatever others do (R-SUS-20)."""

import pytest

from agentview.contract import ledger, suspension_exemptions
from tests import build
from tests.fixtures.statements import statements
from tests.services.suspension.ruling import CONTROLLER, TODAY, owe
from tests.services.suspension_sweep.sweeping import LEAD, OFFICE, Sweeping
from tests.services.suspension_sweep.test_rounds import rules

JOB = "suspension_account"


def invoice(sweeping: Sweeping, account: int = build.MARLOW) -> dict[str, int]:
    """Name an open invoice in its version."""
    found = sweeping.working.call(LEAD, ledger.STATEMENT, account_id=account).invoices[0]
    return {"invoice_id": found.invoice_id, "version": found.version}


def restricted(sweeping: Sweeping) -> None:
    """Restrict everybody, then close the windows."""
    sweeping.settled()
    rules(sweeping, action_windows=OFFICE)


def test_r_sus_20_a_payment_asks_for_the_account_once_and_it_is_restored_outside_of_a_window(
    sweeping: Sweeping,
) -> None:
    restricted(sweeping)
    paid = sweeping.pay(4_000)
    assert sweeping.asked_for(JOB) == [f"account:1:payment-{paid.payment_id}-RECEIVED"]
    assert sweeping.pay(4_000) == paid
    assert len(sweeping.asked_for(JOB)) == 1
    sweeping.look()
    sweeping.answer()
    assert sweeping.states()[build.MARLOW] == ["RESTORED"]
    assert sweeping.states()[build.OKONKWO] == ["RESTRICTED"]


def test_r_sus_19_a_payment_that_leaves_more_than_the_threshold_changes_nothing(sweeping: Sweeping) -> None:
    restricted(sweeping)
    sweeping.pay(3_999)
    assert sweeping.look() is None
    assert sweeping.states()[build.MARLOW] == ["RESTRICTED"]


def test_r_sus_20_a_payment_drops_a_flag(sweeping: Sweeping) -> None:
    rules(sweeping, action_windows=OFFICE)
    sweeping.round()
    sweeping.pay(5_000)
    sweeping.look()
    assert sweeping.states()[build.MARLOW] == ["CLOSED"]


def test_r_sus_20_a_credit_a_dispute_and_an_exemption_ask_too(sweeping: Sweeping) -> None:
    restricted(sweeping)
    call = sweeping.working.call
    call(LEAD, ledger.DISPUTE, **invoice(sweeping), disputed_cents=4_000, reason="x")
    call(LEAD, ledger.CREDIT, **invoice(sweeping), amount_cents=10, reason="x")
    call(
        CONTROLLER,
        suspension_exemptions.EXEMPT,
        account_id=build.MARLOW,
        until_on=TODAY,
        reason="x",
        owner="x",
    )
    assert [key.split(":")[2].split("-")[0] for key in sweeping.asked_for(JOB) if key] == [
        "dispute",
        "credit",
        "exemption",
    ]
    sweeping.look()
    assert sweeping.states()[build.MARLOW] == ["RESTORING"]


def test_without_a_case_a_payment_asks_for_nothing(sweeping: Sweeping) -> None:
    sweeping.pay(5_000)
    assert sweeping.asked_for(JOB) == []


def test_r_sus_25_a_payment_taken_back_asks_for_the_account_and_that_for_a_round(sweeping: Sweeping) -> None:
    paid = sweeping.pay(1_000)
    sweeping.working.call(
        LEAD, ledger.REVERSE, payment_id=paid.payment_id, version=paid.version, reason="No funds"
    )
    assert sweeping.asked_for(JOB) == [f"account:1:payment-{paid.payment_id}-REVERSED"]
    sweeping.look()
    assert sweeping.asked_for("suspension_sweep") == [None]
    sweeping.round()
    assert sweeping.states()[build.MARLOW] == ["RESTRICTING"]


@pytest.mark.parametrize(("days", "is_flagged"), [(6, False), (7, True)])
def test_r_sus_25_never_before_the_end_of_the_pause_after_a_restore_by_hand(
    sweeping: Sweeping, days: int, is_flagged: bool
) -> None:
    restricted(sweeping)
    sweeping.restore_by_hand()
    sweeping.answer()
    rules(sweeping, second_run_percent=100)
    sweeping.later(days=days)
    sweeping.look()
    sweeping.round()
    assert len(sweeping.states()[build.MARLOW]) == 1 + is_flagged
    assert sweeping.asked_for("suspension_sweep") == ([None] if is_flagged else [])


def test_r_sus_20_what_a_look_takes_does_not_depend_on_how_many_others_owe(sweeping: Sweeping) -> None:
    restricted(sweeping)
    sweeping.pay(5_000)
    with statements(sweeping.backend.database) as few:
        sweeping.look()
    for account in (build.SUSPENDED, build.SAMPLE_CUSTOMER):
        for days in range(20, 60):
            owe(sweeping.backend, account, 9_000, days)
    sweeping.pay(5_100, build.OKONKWO, "P-2")
    with statements(sweeping.backend.database) as many:
        sweeping.look(build.OKONKWO)
    assert sweeping.states()[build.OKONKWO] == ["RESTORING"]
    assert len(many) == len(few)
