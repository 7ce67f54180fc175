"""People restrict and restore by hand, with a reason; no payment undoes what they did (R-SUS-22 to 25)."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from agentview.contract import ledger
from agentview.contract import suspension_cases as contract
from agentview.contract.events import EventType
from agentview.contract.restriction import CaseState, Obstacle
from agentview.core.errors import Conflict, Denied, Rejected
from agentview.models.subscription import ServiceHold
from agentview.models.suspension import SuspensionRuleSet
from agentview.models.trail import AuditEntry
from agentview.services.suspension.evaluation import Sought, candidates
from tests import build
from tests.services.ledger.booking import seen
from tests.services.restriction.barring import CSA, FINE, LEAD, STUCK, SUSPENDED, Barring

S = CaseState
BARRED, FREE = ("RESTRICTED", "BAR10", "BAR10"), ("NONE", "", "")
ACTIVE = (1, None)
TODAY = date(2026, 11, 16)


def eligible(barring: Barring, day: date) -> list[int]:
    """Return whom the rules would restrict on a day."""
    with barring.backend.database.read() as session:
        found = session.execute(candidates(Sought(build.HARBOUR, barring.rules, day)))
        return [row.account_id for row in found]


def test_sm_5_a_person_restricts_with_a_reason(barring: Barring) -> None:
    one, two = barring.services(FINE, FINE)
    acted = barring.by_hand(reason="Fraud desk asked", cause="FRAUD")
    assert (acted.state, acted.reference) == (S.RESTRICTING, "SC-1")
    barring.run()
    assert (barring.bars(one, two), barring.states()) == ([BARRED] * 2, [S.RESTRICTED])
    assert barring.account() == (SUSPENDED, "Other")
    case = barring.case()
    assert (case.period.origin.value, case.period.reason) == ("MANUAL", "Fraud desk asked")
    assert {(hold.origin.value, hold.cause.value, hold.placed_by) for hold in case.holds} == {
        ("MANUAL", "FRAUD", "Harbour Lead")
    }
    with barring.backend.database.read() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.entity == "restriction_case")).first()
        assert entry is not None
        assert (entry.action, entry.reason, entry.actor) == ("restrict", "Fraud desk asked", "Harbour Lead")


def test_one_of_several_services_is_restricted_by_hand(barring_here: Barring) -> None:
    barring = barring_here
    one, two = barring.services(FINE, FINE)
    barring.by_hand(two)
    barring.run()
    assert barring.bars(one, two) == [FREE, BARRED]
    assert (barring.states(), barring.account()) == ([S.RESTRICTED], ACTIVE)
    barring.by_hand(one)
    assert barring.states() == [S.RESTRICTING]
    barring.run()
    assert (barring.states(), barring.account()[0]) == ([S.RESTRICTED], SUSPENDED)
    assert barring.refused(LEAD, contract.RESTRICT, account_id=build.MARLOW, reason="x").code == (
        "E-CASE-NO-SERVICE"
    )


def test_what_cannot_be_restricted_is_refused_with_its_reason(barring_here: Barring) -> None:
    barring = barring_here
    ask = {"account_id": build.MARLOW, "reason": "x"}
    nothing = barring.refused(LEAD, contract.RESTRICT, **ask)
    assert (nothing.code, type(nothing)) == ("E-CASE-NO-SERVICE", Rejected)
    barring.services(FINE)
    [other] = barring.services(FINE, account=build.OKONKWO)
    strange = barring.refused(LEAD, contract.RESTRICT, **ask, service_ids=[other, 9_999])
    assert [(one.code, one.values["service"]) for one in strange.refusals] == [
        ("E-CASE-SERVICE", other),
        ("E-CASE-SERVICE", 9_999),
    ]
    assert barring.refused(CSA, contract.RESTRICT, **ask).code == "E-POWER"
    assert barring.refused("alpine_lead", contract.RESTRICT, **ask).code == "E-NOT-FOUND"
    assert barring.states() == []


def test_a_reason_is_required(barring_here: Barring) -> None:
    with pytest.raises(ValueError, match="reason"):
        contract.RESTRICT.request.model_validate({"account_id": 1, "reason": ""})
    with pytest.raises(ValueError, match="reason"):
        contract.RESTORE.request.model_validate({"case_id": 1, "version": 1, "reason": ""})
    assert barring_here.states() == []


def test_r_sus_24_a_payment_does_not_restore_what_a_person_restricted(barring: Barring) -> None:
    [service] = barring.services(FINE)
    barring.by_hand()
    barring.run()
    for obstacle in (Obstacle.OWES_LITTLE, Obstacle.EXEMPT, Obstacle.DISPUTE):
        assert barring.lift(obstacle) is S.RESTRICTED
    assert barring.run() == 0
    assert (barring.bars(service), barring.account()[0]) == ([BARRED], SUSPENDED)


@pytest.mark.parametrize(("days", "is_eligible"), [(0, False), (6, False), (7, True), (8, True)])
def test_r_sus_22_09_restored_by_hand_it_is_left_alone_for_the_re_suspend_days(
    barring_here: Barring, days: int, is_eligible: bool
) -> None:
    barring = barring_here
    [service] = barring.restricted(FINE)
    acted = barring.restore_by_hand(reason="Pays on Friday")
    assert acted.resuspend_not_before == TODAY + timedelta(days=7)
    barring.run()
    assert (barring.bars(service), barring.account(), barring.states()) == ([FREE], ACTIVE, [S.RESTORED])
    period = barring.case().period
    assert (period.restored_by, period.restore_reason) == ("Harbour Lead", "Pays on Friday")
    assert (build.MARLOW in eligible(barring, TODAY + timedelta(days=days))) is is_eligible


def test_r_sus_22_without_rules_in_force_there_is_no_pause(barring_here: Barring) -> None:
    barring = barring_here
    barring.restricted(FINE)
    with barring.write() as session:
        session.scalars(select(SuspensionRuleSet)).one().status = "WITHDRAWN"
    assert barring.restore_by_hand().resuspend_not_before == TODAY


def test_r_sus_25_a_reversed_payment_does_not_shorten_the_pause(barring_here: Barring) -> None:
    barring = barring_here
    barring.restricted(FINE)
    barring.restore_by_hand()
    barring.run()
    payment = barring.books.pay(5_000)
    assert eligible(barring, TODAY + timedelta(days=7)) == []
    barring.call(LEAD, ledger.REVERSE, **seen(payment), reason="No funds")
    assert eligible(barring, TODAY + timedelta(days=6)) == []
    assert eligible(barring, TODAY + timedelta(days=7)) == [build.MARLOW]


def test_r_sus_25_a_reversed_payment_makes_it_eligible_again(barring_here: Barring) -> None:
    barring = barring_here
    barring.restricted(FINE)
    payment = barring.books.pay(5_000)
    barring.lift()
    barring.run()
    assert eligible(barring, TODAY) == []
    barring.call(LEAD, ledger.REVERSE, **seen(payment), reason="No funds")
    assert eligible(barring, TODAY) == [build.MARLOW]
    assert barring.flag() == 1


def test_a_case_is_restored_in_the_version_that_was_seen(barring_here: Barring) -> None:
    barring = barring_here
    barring.restricted(FINE)
    shown = barring.case()
    ask = {"case_id": shown.case_id, "reason": "x"}
    stale = barring.refused(LEAD, contract.RESTORE, **ask, version=shown.version + 1)
    assert (stale.code, type(stale)) == ("E-STALE", Conflict)
    denied = barring.refused(CSA, contract.RESTORE, **ask, version=shown.version)
    assert (denied.code, type(denied)) == ("E-POWER", Denied)
    assert (
        barring.refused("alpine_lead", contract.RESTORE, **ask, version=shown.version).code == "E-NOT-FOUND"
    )
    barring.restore_by_hand()
    again = barring.refused(LEAD, contract.RESTORE, **ask, version=barring.case().version)
    assert again.code == "E-STATE"
    busy = barring.refused(LEAD, contract.RESTRICT, account_id=build.MARLOW, reason="x")
    assert (busy.code, busy.values["reference"]) == ("E-CASE-RESTORING", "SC-1")
    barring.run()


def test_a_flagged_case_is_dropped_for_one_of_a_person(barring: Barring) -> None:
    [service] = barring.debtor(FINE)
    barring.flag()
    barring.by_hand()
    barring.run()
    assert barring.states() == [S.CLOSED, S.RESTRICTED]
    assert barring.case(1).period.closed_code == "BY_HAND"
    assert barring.lift() is S.RESTRICTED
    assert barring.bars(service) == [BARRED]


def test_r_sus_23_what_a_person_bars_in_a_case_of_the_rules_no_payment_frees(barring: Barring) -> None:
    barring.listen(EventType.AUTO_UNSUSPEND)
    one, two = barring.restricted(FINE, FINE)
    acted = barring.by_hand(two, reason="Fraud desk asked")
    assert (acted.case_id, acted.state) == (1, S.RESTRICTED)
    assert len(barring.requests()) == 2, "it is barred already"
    barring.lift()
    barring.run()
    assert barring.bars(one, two) == [FREE, BARRED]
    assert barring.states() == [S.RESTORED, S.RESTRICTED], (
        "what the person barred goes on as a case of its own"
    )
    assert barring.account() == ACTIVE
    assert [service for service, _ in barring.events(EventType.AUTO_UNSUSPEND)] == [one]
    case = barring.case()
    assert (case.period.origin.value, case.period.reason) == ("MANUAL", "Fraud desk asked")
    barring.restore_by_hand()
    barring.run()
    assert (barring.bars(one, two), barring.states()) == ([FREE] * 2, [S.RESTORED] * 2)


def test_r_sus_23_where_a_person_has_barred_all_the_account_stays_suspended(barring_here: Barring) -> None:
    barring = barring_here
    barring.listen(EventType.ACCOUNT_STATUS_CHANGE)
    one, two = barring.restricted(FINE, FINE)
    barring.by_hand()
    assert barring.lift() is S.RESTORED
    assert barring.run() == 0
    assert (barring.bars(one, two), barring.states()) == ([BARRED] * 2, [S.RESTORED, S.RESTRICTED])
    assert barring.account()[0] == SUSPENDED
    assert len(barring.events(EventType.ACCOUNT_STATUS_CHANGE)) == 1, "nothing changed"
    barring.restore_by_hand()
    barring.run()
    assert (barring.bars(one, two), barring.account()) == ([FREE] * 2, ACTIVE)


def test_r_sus_23_a_person_bars_while_the_network_is_asked(barring_here: Barring) -> None:
    """The rules let go of what is asked right now; the person does not, so the wish goes on for them."""
    barring = barring_here
    [service] = barring.debtor(FINE)
    barring.flag()
    barring.start()
    barring.by_hand()
    assert barring.lift() is S.RESTORED
    assert barring.bars(service) == [("RESTRICT_PENDING", "BAR10", "")]
    barring.run()
    assert (barring.bars(service), barring.states()) == ([BARRED], [S.RESTORED, S.RESTRICTED])
    assert barring.requests() == [(f"SC-1/SS-{service}", "DONE")]
    barring.restore_by_hand()
    barring.run()
    assert barring.bars(service) == [FREE]


def test_a_person_restores_all_of_a_case_whoever_barred_it(barring_here: Barring) -> None:
    barring = barring_here
    one, two = barring.restricted(FINE, FINE)
    barring.by_hand(one)
    barring.restore_by_hand()
    barring.run()
    assert (barring.bars(one, two), barring.states()) == ([FREE] * 2, [S.RESTORED])
    with barring.backend.database.read() as session:
        assert set(session.scalars(select(ServiceHold.lifted_by))) == {"Harbour Lead"}


def test_what_the_network_will_not_free_is_not_restricted_meanwhile(barring_here: Barring) -> None:
    barring = barring_here
    [service] = barring.restricted(STUCK)
    barring.restore_by_hand()
    barring.run()
    assert barring.bars(service) == [("RESTORE_FAILED", "", "BAR10")]
    commands = {one.command: one for one in barring.history().commands}
    assert [one.code for one in commands["restrict"].refusals] == ["E-CASE-RESTORING"]
    assert [one.code for one in commands["restore"].refusals] == ["E-STATE"]


def test_a_customer_reads_no_case(barring_here: Barring) -> None:
    barring = barring_here
    barring.restricted(FINE)
    for op, ask in (
        (contract.CASE, {"case_id": 1}),
        (contract.HISTORY, {"account_id": build.SAMPLE_CUSTOMER}),
    ):
        assert barring.refused("harbour_viewer", op, **ask).code == "E-STAFF-ONLY"
