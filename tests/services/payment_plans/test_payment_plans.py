"""Payment plans: agreed, kept, failed, cancelled; while one runs it holds the rules back (R-SUS-05, E50)."""

from datetime import timedelta

import pytest

from agentview.contract import payment_plans as contract
from agentview.contract.payment_plans import GRACE_DAYS, PlanRow
from agentview.contract.restriction import Obstacle
from agentview.contract.suspension_candidates import WHY
from agentview.services.payment_plans.settling import settle_due
from tests import build
from tests.fixtures.statements import statements
from tests.services.crediting import NEXT, Crediting, terms
from tests.services.holdings import hold
from tests.services.ledger.booking import LEAD, TODAY
from tests.services.suspension.ruling import stored


def at(found: PlanRow) -> dict[str, int]:
    return {"payment_plan_id": found.payment_plan_id, "version": found.version}


def listed(crediting: Crediting) -> list[PlanRow]:
    return list(crediting.call(LEAD, contract.LIST, account_id=build.MARLOW).rows)


def status(crediting: Crediting) -> str:
    return listed(crediting)[0].status.value


def test_e50_a_plan_is_previewed_and_agreed_on_to_the_cent(crediting: Crediting) -> None:
    first, second = crediting.invoice(5_000), crediting.invoice(2_001, days_overdue=5)
    wanted = terms(second.invoice_id, first.invoice_id, second.invoice_id, number_of_payments=3)
    told = crediting.call(LEAD, contract.PREVIEW, **wanted)
    assert [part.amount_cents for part in told.instalments] == [2_333, 2_333, 2_335]
    assert (told.total_cents, told.currency, told.refusals) == (7_001, "AUD", ())
    assert listed(crediting) == []
    made = crediting.call(LEAD, contract.CREATE, **wanted)
    assert made.instalments == told.instalments
    assert made.invoice_nos == (first.invoice_no, second.invoice_no)
    assert (made.status, made.paid_cents, made.next_on) == ("IN_PROGRESS", 0, TODAY)
    assert made.made_by == "Harbour Lead"
    assert listed(crediting) == [made]


@pytest.mark.parametrize(("planned", "is_held_back"), [(4_000, True), (3_999, False)])
def test_r_sus_05_it_holds_back_if_the_rest_is_at_most_the_threshold(
    crediting: Crediting, planned: int, *, is_held_back: bool
) -> None:
    stored(crediting.backend)
    hold(crediting.backend)
    invoice = crediting.invoice(planned)
    crediting.invoice(5_000 - planned)

    def standing() -> list[Obstacle]:
        found = crediting.call(LEAD, WHY, account_id=build.MARLOW)
        return [one.obstacle for one in found.checks if one.stands]

    assert standing() == []
    made = crediting.plan(invoice.invoice_id)
    assert standing() == [Obstacle.PAYMENT_PLAN] * is_held_back
    crediting.call(LEAD, contract.CANCEL, **at(made), reason="Not kept")
    assert standing() == []


def test_e50_it_is_completed_once_its_invoices_are_paid(crediting: Crediting) -> None:
    invoice = crediting.invoice(5_000)
    crediting.plan(invoice.invoice_id)
    crediting.pay(4_999)
    assert crediting.settle(settle_due) == 0
    [found] = listed(crediting)
    assert (found.paid_cents, [part.is_paid for part in found.instalments]) == (4_999, [True, False])
    assert found.next_on == found.instalments[1].due_on
    crediting.pay(1)
    assert [crediting.settle(settle_due) for _ in range(2)] == [1, 0]
    [done] = listed(crediting)
    assert (done.status, done.next_on, done.paid_cents) == ("COMPLETED", None, 5_000)


def test_e50_it_fails_where_a_payment_is_late_by_more_than_the_grace(crediting: Crediting) -> None:
    invoice = crediting.invoice(5_000)
    crediting.plan(invoice.invoice_id)
    crediting.later(GRACE_DAYS * NEXT)
    assert crediting.settle(settle_due) == 0
    crediting.later(NEXT)
    assert crediting.settle(settle_due) == 1
    assert status(crediting) == "FAILED"
    again = crediting.plan(invoice.invoice_id, start_on=TODAY + timedelta(days=GRACE_DAYS + 1))
    assert again.status == "IN_PROGRESS", "an invoice of a plan that failed can be in a new one"


def test_e50_an_invoice_is_in_one_running_plan_and_a_paid_one_in_none(crediting: Crediting) -> None:
    paid, open_one = crediting.invoice(100, days_overdue=30), crediting.invoice(5_000)
    crediting.pay(100)
    made = crediting.plan(open_one.invoice_id)
    both = terms(paid.invoice_id, open_one.invoice_id)
    refused = crediting.refused(LEAD, contract.CREATE, **both)
    assert [one.code for one in refused.refusals] == ["E-PLAN-PAID", "E-PLAN-INVOICE"]
    told = crediting.call(LEAD, contract.PREVIEW, **both)
    assert [one.code for one in told.refusals] == ["E-PLAN-PAID", "E-PLAN-INVOICE"]
    rows = crediting.call(LEAD, contract.INVOICES, account_id=build.MARLOW).rows
    assert [(one.invoice.invoice_no, one.payment_plan_id) for one in rows] == [
        (open_one.invoice_no, made.payment_plan_id)
    ]


def test_e50_a_plan_that_is_over_is_kept_as_it_is(crediting: Crediting) -> None:
    made = crediting.plan(crediting.invoice().invoice_id)
    gone = crediting.call(LEAD, contract.CANCEL, **at(made), reason="Moved out")
    assert (gone.status, gone.next_on) == ("CANCELLED", None)
    assert crediting.refused(LEAD, contract.CANCEL, **at(made), reason="x").code == "E-STALE"
    assert crediting.refused(LEAD, contract.CANCEL, **at(gone), reason="x").code == "E-PLAN-OVER"
    crediting.later(90 * NEXT)
    assert crediting.settle(settle_due) == 0


@pytest.mark.parametrize("has_case", [True, False])
def test_r_sus_20_each_change_has_the_rules_look_again(crediting: Crediting, *, has_case: bool) -> None:
    """Without a case only what may have the account picked now: nothing is there to be restored."""
    invoice = crediting.invoice()
    if has_case:
        crediting.case()
    made = crediting.plan(invoice.invoice_id)
    crediting.call(LEAD, contract.CANCEL, **at(made), reason="x")
    crediting.plan(invoice.invoice_id)
    crediting.pay(5_000)
    crediting.settle(settle_due)
    ours = [key.rsplit("-", 1)[1] for key, _ in crediting.asked() if key and ":plan-" in key]
    all_of_them = ["IN_PROGRESS", "CANCELLED", "IN_PROGRESS", "COMPLETED"]
    assert ours == (all_of_them if has_case else ["CANCELLED"])
    actions = [action for action, _ in crediting.written("payment_plan")]
    assert actions == ["create", "cancel", "create", "complete"]


def test_r_gen_10_another_s_plans_and_invoices_are_not_there(crediting: Crediting) -> None:
    other = crediting.invoice(account=build.OKONKWO)
    made = crediting.plan(crediting.invoice().invoice_id)
    assert crediting.refused(LEAD, contract.CREATE, **terms(other.invoice_id)).code == "E-NOT-FOUND"
    assert crediting.refused(LEAD, contract.PREVIEW, **terms(other.invoice_id)).code == "E-NOT-FOUND"
    named = {"account_id": build.MARLOW}
    assert crediting.refused("alpine_lead", contract.LIST, **named).code == "E-NOT-FOUND"
    assert crediting.refused("alpine_lead", contract.CANCEL, **at(made), reason="x").code == "E-NOT-FOUND"
    assert crediting.refused("harbour_csa", contract.CREATE, **terms(1)).code == "E-POWER"
    assert crediting.refused("harbour_viewer", contract.LIST, **named).code == "E-STAFF-ONLY"


def test_settling_reads_as_often_for_many_plans_as_for_one(crediting: Crediting) -> None:
    counted = []
    for account in (build.MARLOW, build.OKONKWO, build.BRIGHT):
        crediting.plan(crediting.invoice(account=account).invoice_id, account=account)
        with statements(crediting.backend.database) as noted:
            assert crediting.settle(settle_due) == 0
        counted.append(len(noted))
    assert counted == counted[:1] * 3
