"""Accounts are flagged once, looked at once more, and barred service by service (R-SUS-12 to 17, 28, 29)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from agentview.contract.events import EventType
from agentview.contract.restriction import CaseState, Obstacle
from agentview.contract.suspension_cases import CASE
from agentview.models.customer import Account, AccountStatusChange
from agentview.models.money import Invoice, PaymentPromise
from agentview.models.subscription import Cardline, PackageSubscription, ServiceHold, ServiceSubscription
from agentview.models.suspension import Complaint, RestrictionCase, ServiceRestriction, SuspensionExemption
from agentview.models.trail import AuditEntry, EventInstance
from agentview.services.restriction.rules import (
    TRIES,
    Standing,
    becomes_suspended,
    strongest_bar,
    wait_before_try,
)
from tests import build
from tests.services.restriction.barring import FINE, SILENT_FIRST, SUSPENDED, UNBARRED, Barring

S = CaseState
BARRED, FREE = ("RESTRICTED", "BAR10", "BAR10"), ("NONE", "", "")
ACTIVE = (1, None)


def test_r_sus_12_an_account_is_flagged_once(barring: Barring) -> None:
    barring.debtor(FINE)
    assert [barring.flag(), barring.flag()] == [1, 0]
    assert barring.states() == [S.FLAGGED]
    with barring.backend.database.read() as session:
        case = session.scalars(select(RestrictionCase)).one()
        assert (case.owing_cents_at_flag, case.overdue_days_at_flag, case.origin) == (5_000, 20, "AUTO")
        assert (case.reason, case.rule_set_id) == ("Long ago", barring.rules.rule_set_id)
        entry = session.scalars(select(AuditEntry).where(AuditEntry.entity == "restriction_case")).one()
        assert (entry.action, entry.account_id, entry.actor) == ("flag", build.MARLOW, "AgentView")


def test_r_sus_12_many_are_flagged_at_once_and_who_has_a_case_is_left_out(
    barring_here: Barring,
) -> None:
    barring = barring_here
    for account in (build.MARLOW, build.OKONKWO, build.BRIGHT):
        barring.debtor(FINE, account=account)
    assert barring.flag(build.OKONKWO) == 1
    assert barring.flag(build.BRIGHT, build.MARLOW, build.OKONKWO, build.MARLOW) == 2


def test_r_sus_12_who_was_restored_may_be_flagged_again(barring_here: Barring) -> None:
    barring = barring_here
    barring.restricted(FINE)
    barring.lift()
    barring.run()
    assert barring.flag() == 1
    assert barring.states() == [S.RESTORED, S.FLAGGED]


@pytest.mark.parametrize("status", range(2, 9))
def test_r_sus_29_only_an_active_account_is_flagged(barring_here: Barring, status: int) -> None:
    barring = barring_here
    barring.debtor(FINE)
    barring.set_account(status)
    assert barring.flag() == 0


def test_nobody_flags_the_accounts_of_another_provider(barring_here: Barring) -> None:
    barring = barring_here
    barring.debtor(FINE)
    with barring.write() as session:
        session.get_one(Account, build.MARLOW).provider_id = build.ALPINE
    assert barring.flag() == 0


def test_r_sus_15_every_active_service_is_barred_with_bar10(barring: Barring) -> None:
    one, two = barring.debtor(FINE, FINE)
    barring.flag()
    assert barring.start() is S.RESTRICTING
    assert barring.bars(one, two) == [("RESTRICT_PENDING", "BAR10", "")] * 2
    assert barring.requests() == [(f"SC-1/SS-{one}", "PENDING"), (f"SC-1/SS-{two}", "PENDING")]
    barring.run()
    assert barring.states() == [S.RESTRICTED]
    assert barring.bars(one, two) == [BARRED] * 2
    with barring.backend.database.read() as session:
        parts = session.scalars(select(ServiceRestriction)).all()
        assert {(row.action, row.bar_code, row.status) for row in parts} == {("RESTRICT", "BAR10", "DONE")}
        holds = session.scalars(select(ServiceHold)).all()
        assert {(row.cause, row.origin, row.bar_code, row.case_id) for row in holds} == {
            ("NON_PAYMENT", "AUTO", "BAR10", 1)
        }


def test_r_sus_15_what_is_not_active_is_not_barred(barring_here: Barring) -> None:
    barring = barring_here
    one, ended, ending = barring.debtor(FINE, FINE, FINE)
    barring.set_service(ended, status="Cancelled")
    barring.set_service(ending, status="PendingCancel")
    with barring.write() as session:
        key = session.get_one(ServiceSubscription, ended).package_subscription_id
        session.get_one(PackageSubscription, key).status = "Cancelled"
    barring.flag()
    barring.start()
    assert [reference for reference, _ in barring.requests()] == [f"SC-1/SS-{one}"]


def _pay_all(barring: Barring) -> None:
    barring.books.pay(4_001)


def _exempt(barring: Barring) -> None:
    with barring.write() as session:
        session.add(
            SuspensionExemption(account_id=build.MARLOW, reason="x", owner="x", until_on=date(2026, 11, 16))
        )


def _complain(barring: Barring) -> None:
    with barring.write() as session:
        session.add(Complaint(account_id=build.MARLOW, reference="T-1", opened_on=date(2026, 11, 16)))


def _promise(barring: Barring) -> None:
    with barring.write() as session:
        session.add(
            PaymentPromise(
                account_id=build.MARLOW,
                amount_cents=5_000,
                currency="AUD",
                promised_for=date(2026, 11, 16),
                status="OPEN",
                taken_at=build.START,
                taken_by="test",
            )
        )


def _omit(barring: Barring) -> None:
    with barring.write() as session:
        session.get_one(Account, build.MARLOW).omit_from_auto_restrict = True


def _credit(barring: Barring) -> None:
    with barring.write() as session:
        session.add(
            Cardline(
                account_id=build.MARLOW,
                kind="CREDIT",
                amount_ex_cents=-4_000,
                currency="AUD",
                status="PENDING",
            )
        )


def _dispute(barring: Barring) -> None:
    with barring.write() as session:
        session.scalars(select(Invoice)).one().disputed_cents = 4_000


def _leave(barring: Barring) -> None:
    barring.set_account(2)


CHANGES: tuple[tuple[Callable[[Barring], None], Obstacle], ...] = (
    (_pay_all, Obstacle.OWES_LITTLE),
    (_exempt, Obstacle.EXEMPT),
    (_complain, Obstacle.COMPLAINT),
    (_promise, Obstacle.PROMISE),
    (_omit, Obstacle.OMITTED),
    (_credit, Obstacle.CREDIT),
    (_dispute, Obstacle.DISPUTE),
    (_leave, Obstacle.ACCOUNT_STATUS),
)


@pytest.mark.parametrize(("change", "obstacle"), CHANGES)
def test_r_sus_14_what_changed_before_the_bar_closes_the_case_without_action(
    barring_here: Barring, change: Callable[[Barring], None], obstacle: Obstacle
) -> None:
    barring = barring_here
    [service] = barring.debtor(FINE)
    barring.flag()
    change(barring)
    assert barring.start() is S.CLOSED
    assert barring.case().period.closed_code == obstacle.value
    assert (barring.bars(service), barring.requests()) == ([FREE], [])


@pytest.mark.parametrize(("paid", "state"), [(0, S.RESTRICTING), (1, S.CLOSED)])
def test_r_sus_14_one_cent_less_than_the_least_amount_is_not_restricted(
    barring_here: Barring, paid: int, state: CaseState
) -> None:
    barring = barring_here
    barring.debtor(FINE)
    barring.flag()
    if paid:
        barring.books.pay(paid)
    assert barring.start() is state


def test_r_sus_14_an_account_without_an_active_service_is_left_alone(barring_here: Barring) -> None:
    barring = barring_here
    barring.books.invoice()
    barring.flag()
    assert barring.start() is S.CLOSED
    assert barring.case().period.closed_code == "NO_ACTIVE_SERVICE"


def test_restricting_twice_asks_the_network_once(barring_here: Barring) -> None:
    barring = barring_here
    barring.debtor(FINE)
    barring.flag()
    assert [barring.start(), barring.start()] == [S.RESTRICTING] * 2
    assert len(barring.requests()) == 1
    barring.run()
    assert barring.start() is S.RESTRICTED
    assert len(barring.requests()) == 1


def test_r_sus_16_28_the_account_is_suspended_with_its_last_service(barring: Barring) -> None:
    barring.listen(EventType.ACCOUNT_STATUS_CHANGE)
    barring.debtor(FINE, SILENT_FIRST)
    barring.flag()
    barring.start()
    barring.run()
    assert (barring.account(), barring.states()) == (ACTIVE, [S.RESTRICTING])
    barring.later(timedelta(minutes=1))
    assert (barring.account(), barring.states()) == ((SUSPENDED, "Non-payment"), [S.RESTRICTED])
    with barring.backend.database.read() as session:
        change = session.scalars(select(AccountStatusChange)).one()
        assert (change.from_status, change.to_status, change.reason) == (1, 5, "Non-payment")
        assert change.changed_by == "AgentView"
        event = session.scalars(
            select(EventInstance).where(EventInstance.event_type == "ACCOUNT_STATUS_CHANGE")
        ).one()
        assert event.account_id == build.MARLOW
        assert event.payload == {"oldStatus": "Active", "newStatus": "Suspended", "reason": "Non-payment"}
    assert barring.case().account_status == SUSPENDED


def test_r_sus_17_one_failed_bar_leaves_the_account_as_it_is(barring: Barring) -> None:
    fine, failed = barring.debtor(FINE, UNBARRED)
    barring.flag()
    barring.start()
    barring.run()
    assert barring.bars(fine, failed) == [BARRED, ("RESTRICT_FAILED", "BAR10", "")]
    assert (barring.account(), barring.states()) == (ACTIVE, [S.RESTRICTING])
    [shown] = [one for one in barring.case().services if one.service_id == failed]
    assert [(one.outcome.value, one.refusals) for one in shown.restrictions] == [("FAILED", 1)]
    assert shown.restrictions[0].error == "The service has no profile that could be barred."


def test_r_sus_16_a_service_that_has_not_started_keeps_the_account_active(barring_here: Barring) -> None:
    barring = barring_here
    _, early = barring.debtor(FINE, FINE)
    barring.set_service(early, status="PreActive", start_on=None)
    barring.flag()
    barring.start()
    barring.run()
    assert (barring.account(), barring.states()) == (ACTIVE, [S.RESTRICTED])


NONE, DONE, FAILED = "NONE", "RESTRICTED", "RESTRICT_FAILED"


@pytest.mark.parametrize(
    ("status", "services", "is_suspended"),
    [
        (1, (("Active", DONE),), True),
        (1, (("Active", DONE), ("Cancelled", NONE), ("Aborted", NONE)), True),
        (1, (), False),
        (1, (("Cancelled", DONE),), False),
        (1, (("Active", DONE), ("PreActive", NONE)), False),
        (1, (("Active", DONE), ("PreActive", DONE)), False),
        (1, (("Active", DONE), ("Active", FAILED)), False),
        (1, (("Active", DONE), ("Active", "RESTRICT_PENDING")), False),
        (1, (("Active", DONE), ("PendingCancel", NONE)), False),
        (1, (("Active", DONE), ("PendingProvCancel", DONE)), True),
        *((status, (("Active", DONE),), False) for status in range(2, 9)),
    ],
)
def test_r_sus_16_17_27_when_an_account_becomes_suspended(
    status: int, services: tuple[tuple[str, str], ...], is_suspended: bool
) -> None:
    assert becomes_suspended(status, [Standing(*one) for one in services]) is is_suspended


def test_the_strongest_bar_rules() -> None:
    assert strongest_bar([]) == ""
    assert strongest_bar(["BAR10"]) == "BAR10"
    assert strongest_bar(["BAR10", "BAR_ALL", "BAR10"]) == "BAR_ALL"
    assert strongest_bar(["OLD"]) == "BAR10"


def test_waits_grow_and_end() -> None:
    waits = [wait_before_try(refusals) for refusals in range(1, 5)]
    assert waits == [*TRIES, None]
    assert list(TRIES) == sorted(TRIES)


def test_r_evt_03_each_service_is_told_once(barring: Barring) -> None:
    barring.listen(EventType.AUTO_SUSPEND)
    services = barring.restricted(FINE, FINE, FINE)
    assert barring.events(EventType.AUTO_SUSPEND) == [
        (service, f"AUTO_SUSPEND:1:{service}") for service in services
    ]


def test_d_26_a_service_that_is_barred_already_is_held_and_not_asked_for(barring_here: Barring) -> None:
    barring = barring_here
    fine, barred, strongly = barring.debtor(FINE, FINE, FINE)
    barring.foreign_hold(barred)
    barring.foreign_hold(strongly, "BAR_ALL")
    barring.flag()
    barring.start()
    assert [reference for reference, _ in barring.requests()] == [f"SC-1/SS-{fine}"]
    barring.run()
    assert barring.states() == [S.RESTRICTED]
    assert barring.bars(strongly) == [("RESTRICTED", "BAR_ALL", "BAR_ALL")]
    assert barring.account() == (SUSPENDED, "Non-payment")


def test_s_23_a_case_shows_what_was_asked_and_what_came_of_it(barring: Barring) -> None:
    [service] = barring.restricted(FINE)
    case = barring.case()
    assert (case.reference, case.rule_set, case.owing_cents_at_flag) == ("SC-1", "Long ago", 5_000)
    assert (case.period.restricted_by, case.period.reason) == ("AgentView", "Long ago")
    [shown] = case.services
    [asked] = shown.restrictions
    assert (asked.outcome.value, asked.action.value) == ("DONE", "RESTRICT")
    assert asked.request == f"SC-1/SS-{service}"
    assert shown.bar_wanted_at is not None
    assert shown.bar_confirmed_at is not None
    [held] = case.holds
    assert (held.origin.value, held.cause.value, held.is_of_case) == ("AUTO", "NON_PAYMENT", True)
    assert {one.command: one.is_open for one in case.commands} == {"restrict": True, "restore": True}
    assert {one.command: one.is_open for one in barring.case(by="harbour_csa").commands} == {
        "restrict": False,
        "restore": False,
    }
    refused = barring.refused("alpine_lead", CASE, case_id=case.case_id)
    assert refused.code == "E-NOT-FOUND"
