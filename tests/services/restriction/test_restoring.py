"""What the rules have barred they free again, at once, and nothing else (R-SUS-18 to 21, 23 to 28)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from agentview.adaptors.provisioning_port import Done, Refused
from agentview.contract import network
from agentview.contract.events import EventType
from agentview.contract.network import NetworkStatus
from agentview.contract.restriction import CaseState, Obstacle, RestrictionOutcome
from agentview.models.customer import AccountStatusChange
from agentview.models.subscription import ServiceHold
from agentview.models.suspension import ServiceRestriction
from agentview.models.work_item import WorkItem
from agentview.services.network.errand import Errand, take_errand
from agentview.services.network.outcome import record
from agentview.services.network.system import SYSTEM
from agentview.services.restriction.asking import settle_part
from agentview.services.restriction.rules import TRIES
from agentview.services.suspension.facts import facts_of
from agentview.services.suspension.rules import reasons_to_restore
from agentview.services.unit import Unit
from tests import build
from tests.fixtures.backend import Backend
from tests.services.restriction.barring import FINE, SILENT, SILENT_FIRST, STUCK, SUSPENDED, UNBARRED, Barring
from tests.world import violations

S = CaseState
BARRED, FREE = ("RESTRICTED", "BAR10", "BAR10"), ("NONE", "", "")
ACTIVE = (1, None)
MINUTE = timedelta(minutes=1)


def take(barring: Barring) -> Errand:
    errand = barring.backend.dispatcher.act(SYSTEM, take_errand)
    assert errand is not None
    return errand


def answer(barring: Barring, errand: Errand, said: Done | Refused) -> None:
    assert barring.backend.dispatcher.act(errand.caller, lambda unit: record(unit, errand, said))


def reasons(barring: Barring) -> tuple[Obstacle, ...]:
    def read(unit: Unit) -> tuple[Obstacle, ...]:
        facts = facts_of(unit.session, [build.MARLOW], barring.rules.rule_set_id)[build.MARLOW]
        return reasons_to_restore(barring.rules, facts, unit.today)

    return barring.act(read)


@pytest.mark.parametrize(("paid", "is_restored"), [(3_999, False), (4_000, True)])
def test_r_sus_18_19_at_most_the_threshold_is_owed_or_nothing_changes(
    barring_here: Barring, paid: int, is_restored: bool
) -> None:
    barring = barring_here
    [service] = barring.restricted(FINE)
    barring.books.pay(paid)
    found = reasons(barring)
    assert found == ((Obstacle.OWES_LITTLE,) if is_restored else ())
    for one in found:
        barring.lift(one)
    barring.run()
    assert barring.bars(service) == [FREE if is_restored else BARRED]


def test_r_sus_21_services_and_account_are_as_before_and_the_history_stays(barring: Barring) -> None:
    services = barring.restricted(FINE, FINE)
    assert barring.account() == (SUSPENDED, "Non-payment")
    barring.backend.clock.move(timedelta(hours=2))
    assert barring.lift() is S.RESTORING
    assert barring.bars(*services) == [("RESTORE_PENDING", "", "BAR10")] * 2
    assert barring.account() == (SUSPENDED, "Non-payment"), "not before all of it is back"
    barring.run()
    assert barring.states() == [S.RESTORED]
    assert (barring.bars(*services), barring.account()) == ([FREE] * 2, ACTIVE)
    assert [reference for reference, _ in barring.requests()][2:] == [f"SC-1/SS-{one}/R" for one in services]
    with barring.backend.database.read() as session:
        holds = session.scalars(select(ServiceHold)).all()
        assert [(hold.lifted_by, hold.case_id) for hold in holds] == [("AgentView", 1)] * 2
        changes = session.execute(
            select(AccountStatusChange.from_status, AccountStatusChange.to_status)
        ).all()
        assert [tuple(row) for row in changes] == [(1, 5), (5, 1)]


def test_r_sus_26_the_history_says_from_to_reason_and_who(barring: Barring) -> None:
    barring.restricted(FINE)
    began = barring.backend.clock.now()
    barring.backend.clock.move(timedelta(hours=3))
    barring.lift(Obstacle.DISPUTE)
    barring.run()
    ended = barring.backend.clock.now()
    barring.by_hand(reason="Fraud desk asked")
    barring.run()
    barring.restore_by_hand(reason="It was the customer")
    barring.run()
    second, first = barring.history().periods
    assert (first.since, first.until, first.reason, first.restricted_by) == (
        began,
        ended,
        "Long ago",
        "AgentView",
    )
    assert (first.restored_by, first.restore_reason, first.services) == ("AgentView", "DISPUTE", 1)
    assert (second.reason, second.restricted_by) == ("Fraud desk asked", "Harbour Lead")
    assert (second.restored_by, second.restore_reason) == ("Harbour Lead", "It was the customer")
    assert [one.old for one in barring.history().status_changes] == [5, 1, 5, 1]
    assert barring.history().open_case_id is None


def test_restoring_twice_asks_the_network_once(barring_here: Barring) -> None:
    barring = barring_here
    barring.restricted(FINE)
    assert [barring.lift(), barring.lift()] == [S.RESTORING] * 2
    assert len(barring.requests()) == 2
    barring.run()
    assert barring.lift() is S.RESTORED


def test_r_evt_03_each_service_is_told_that_it_works_again(barring: Barring) -> None:
    barring.listen(EventType.AUTO_UNSUSPEND)
    services = barring.restricted(FINE, FINE)
    barring.lift()
    barring.run()
    assert barring.events(EventType.AUTO_UNSUSPEND) == [
        (service, f"AUTO_UNSUSPEND:1:{service}") for service in services
    ]


def test_a_case_that_is_only_flagged_is_closed(barring_here: Barring) -> None:
    barring = barring_here
    [service] = barring.debtor(FINE)
    barring.flag()
    assert barring.lift(Obstacle.COMPLAINT) is S.CLOSED
    assert barring.case().period.closed_code == "COMPLAINT"
    assert barring.bars(service) == [FREE]


def test_paid_before_the_network_was_asked_nothing_is_asked(barring: Barring) -> None:
    barring.listen(EventType.AUTO_SUSPEND, EventType.AUTO_UNSUSPEND)
    [service] = barring.debtor(FINE)
    barring.flag()
    barring.start()
    assert barring.lift() is S.RESTORED
    assert barring.requests() == [(f"SC-1/SS-{service}", "ABORTED")]
    assert barring.run() == 0
    assert (barring.bars(service), barring.platform.asked) == ([FREE], [])
    assert barring.events(EventType.AUTO_SUSPEND) == barring.events(EventType.AUTO_UNSUSPEND) == []


def test_paid_while_the_network_is_asked_it_is_freed_after_the_answer(barring: Barring) -> None:
    barring.listen(EventType.AUTO_SUSPEND, EventType.AUTO_UNSUSPEND, EventType.ACCOUNT_STATUS_CHANGE)
    [service] = barring.debtor(FINE)
    barring.flag()
    barring.start()
    errand = take(barring)
    assert barring.lift() is S.RESTORING
    assert barring.bars(service) == [("RESTORE_PENDING", "", "")]
    assert barring.requests() == [(f"SC-1/SS-{service}", "SENT")], "never two wishes at once"
    answer(barring, errand, Done())
    assert barring.bars(service) == [("RESTORE_PENDING", "", "BAR10")]
    assert barring.requests()[1:] == [(f"SC-1/SS-{service}/R", "PENDING")]
    assert barring.account() == ACTIVE
    barring.run()
    assert (barring.bars(service), barring.states()) == ([FREE], [S.RESTORED])
    assert barring.events(EventType.AUTO_SUSPEND) == [], "it would be told after it paid"
    assert len(barring.events(EventType.AUTO_UNSUSPEND)) == 1
    assert barring.events(EventType.ACCOUNT_STATUS_CHANGE) == []


def test_paid_while_the_network_is_asked_and_it_refuses_all_is_well(barring_here: Barring) -> None:
    barring = barring_here
    [service] = barring.debtor(FINE)
    barring.flag()
    barring.start()
    errand = take(barring)
    barring.lift()
    answer(barring, errand, Refused("X", "no"))
    assert (barring.bars(service), barring.states()) == ([FREE], [S.RESTORED])
    assert barring.requests() == [(f"SC-1/SS-{service}", "ABORTED")]
    assert barring.later(timedelta(hours=5)) == 0


def test_paid_while_nobody_knows_what_the_network_did(barring_here: Barring) -> None:
    """The answer to the bar was lost: it is asked about, and only then the bar is taken off."""
    barring = barring_here
    [service] = barring.debtor(SILENT_FIRST)
    barring.flag()
    barring.start()
    barring.run()
    barring.lift()
    assert barring.bars(service) == [("RESTORE_PENDING", "", "")]
    barring.later(MINUTE)
    barring.later(MINUTE)
    assert (barring.bars(service), barring.states()) == ([FREE], [S.RESTORED])
    kinds = [(kind, reference.endswith("/R")) for kind, reference in barring.platform.asked]
    assert kinds == [("request", False), ("ask", False), ("request", True), ("ask", True)]


def test_a_network_that_never_answers_is_asked_on_and_tells_somebody(barring_here: Barring) -> None:
    barring = barring_here
    [service] = barring.debtor(SILENT)
    barring.flag()
    barring.start()
    barring.run()
    for _ in range(5):
        barring.later(timedelta(hours=1))
    assert barring.bars(service) == [("RESTRICT_PENDING", "BAR10", "")]
    assert barring.states() == [S.RESTRICTING]
    with barring.backend.database.read() as session:
        assert session.scalars(select(WorkItem.code)).all() == ["NO_ANSWER"]


def test_sm_5_a_refused_bar_is_tried_again_three_times_then_a_person_is_told(barring: Barring) -> None:
    [service] = barring.debtor(UNBARRED)
    barring.flag()
    barring.start()
    barring.run()
    for number, wait in enumerate(TRIES, start=1):
        assert barring.bars(service) == [("RESTRICT_FAILED", "BAR10", "")]
        assert barring.requests() == [(f"SC-1/SS-{service}", "PENDING")]
        assert barring.later(wait - MINUTE) == 0, "not before its time"
        assert barring.later(MINUTE) == 1
        assert len(barring.platform.asked) == number + 1
    assert len({reference for _, reference in barring.platform.asked}) == 1, "the same at each try"
    assert barring.later(timedelta(days=2)) == 0
    assert barring.requests() == [(f"SC-1/SS-{service}", "REFUSED")]
    with barring.backend.database.read() as session:
        item = session.scalars(select(WorkItem)).one()
        assert (item.code, item.status, item.summary) == ("NO_BAR_PROFILE", "OPEN", f"SC-1/SS-{service}")
    [row] = barring.errors()
    assert (row.action.value, row.status, row.order_id) == ("RESTRICT", "Active", None)


def test_s_09_a_person_has_a_refused_bar_asked_again_but_gives_none_up(barring: Barring) -> None:
    [service] = barring.debtor(UNBARRED)
    barring.flag()
    barring.start()
    barring.run()
    for wait in TRIES:
        barring.later(wait)
    [row] = barring.errors()
    seen = {"request_id": row.request_id, "version": row.version}
    refused = barring.refused("harbour_lead", network.ABORT, **seen, reason="x")
    assert refused.code == "E-PART-OF-CASE"
    barring.set_service(service, core_service_identifier="+61491570100")
    done = barring.call("harbour_lead", network.RETRY, **seen)
    assert done.status is NetworkStatus.PENDING
    assert barring.bars(service) == [("RESTRICT_PENDING", "BAR10", "")]
    barring.run()
    assert (barring.bars(service), barring.states()) == ([BARRED], [S.RESTRICTED])
    with barring.backend.database.read() as session:
        assert session.scalars(select(WorkItem.status)).all() == ["RESOLVED"]


@pytest.mark.parametrize("tries", [0, 3])
def test_paid_while_the_bar_is_refused_it_is_taken_back(barring_here: Barring, tries: int) -> None:
    barring = barring_here
    fine, failed = barring.debtor(FINE, UNBARRED)
    barring.flag()
    barring.start()
    barring.run()
    for wait in TRIES[:tries]:
        barring.later(wait)
    barring.lift()
    assert barring.bars(failed) == [FREE]
    barring.run()
    assert (barring.bars(fine, failed), barring.states()) == ([FREE] * 2, [S.RESTORED])
    with barring.backend.database.read() as session:
        assert set(session.scalars(select(WorkItem.status))) <= {"RESOLVED"}
        withdrawn = session.scalars(
            select(ServiceRestriction).where(ServiceRestriction.status == "WITHDRAWN")
        )
        assert [row.service_subscription_id for row in withdrawn] == [failed]


def test_sm_5_what_the_network_will_not_free_is_tried_again_and_told(barring: Barring) -> None:
    fine, stuck = barring.restricted(FINE, STUCK)
    barring.lift()
    barring.run()
    assert barring.bars(fine, stuck) == [FREE, ("RESTORE_FAILED", "", "BAR10")]
    assert (barring.states(), barring.account()) == ([S.RESTORING], (SUSPENDED, "Non-payment"))
    for wait in TRIES:
        barring.later(wait)
    [row] = barring.errors()
    assert (row.action.value, row.code) == ("RESTORE", "BAR_LOCKED")
    barring.set_service(stuck, core_service_identifier="+61491570100")
    barring.call("harbour_lead", network.RETRY, request_id=row.request_id, version=row.version)
    assert barring.bars(stuck) == [("RESTORE_PENDING", "", "BAR10")]
    barring.run()
    assert (barring.states(), barring.account()) == ([S.RESTORED], ACTIVE)


@pytest.mark.parametrize("bar", ["BAR10", "BAR_ALL"])
def test_r_sus_23_what_a_person_holds_stays_barred_and_nothing_is_asked(barring: Barring, bar: str) -> None:
    fine, held = barring.debtor(FINE, FINE)
    barring.foreign_hold(held, bar)
    barring.flag()
    barring.start()
    barring.run()
    barring.lift()
    barring.run()
    assert barring.bars(fine, held) == [FREE, ("RESTRICTED", bar, bar)]
    assert [reference for reference, _ in barring.requests()] == [f"SC-1/SS-{fine}", f"SC-1/SS-{fine}/R"]
    assert (barring.states(), barring.account()) == ([S.RESTORED], ACTIVE)


def test_r_sus_27_what_the_parent_has_restricted_meanwhile_is_not_lifted(barring: Barring) -> None:
    [service] = barring.restricted(FINE)
    barring.set_account(4)
    barring.lift()
    barring.run()
    assert (barring.bars(service), barring.account()[0]) == ([FREE], 4)


def test_r_sus_27_an_account_restricted_by_its_parent_is_not_suspended_here(barring_here: Barring) -> None:
    barring = barring_here
    barring.services(FINE)
    barring.set_account(4)
    barring.by_hand()
    barring.run()
    assert barring.account()[0] == 4
    barring.restore_by_hand()
    barring.run()
    assert barring.account()[0] == 4


def test_one_service_without_an_answer_does_not_stop_the_others(barring_here: Barring) -> None:
    barring = barring_here
    fine, silent = barring.debtor(FINE, SILENT)
    barring.flag()
    barring.start()
    barring.run()
    barring.lift()
    barring.run()
    assert barring.bars(fine, silent) == [FREE, ("RESTORE_PENDING", "", "")]
    assert barring.states() == [S.RESTORING]


def test_without_the_order_of_wishes_the_customer_stays_barred(
    local_backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: if the wish under way is thought to be taken back, nobody frees it."""
    barring = Barring(local_backend)
    [service] = barring.debtor(FINE)
    barring.flag()
    barring.start()
    errand = take(barring)
    monkeypatch.setattr("agentview.services.restriction.asking.take_back", _believe)
    barring.lift()
    answer(barring, errand, Done())
    barring.run()
    assert barring.bars(service) == [("NONE", "", "BAR10")]
    assert any("confirmed" in wrong for wrong in violations(local_backend.database))


def _believe(unit: Unit, part: ServiceRestriction) -> bool:
    settle_part(unit, part, RestrictionOutcome.WITHDRAWN)
    return True
