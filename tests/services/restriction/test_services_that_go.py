"""A service that ends leaves its case; one that is migrated takes its bars along (R-SUS-16, R-MIG-15)."""

from datetime import date

from sqlalchemy import select

from agentview.adaptors.provisioning_port import Done
from agentview.contract.restriction import CaseState
from agentview.models.subscription import PackageSubscription, ServiceHold, ServiceSubscription
from agentview.services.provisioning.effects import end_service
from agentview.services.unit import Unit
from tests.services.migrating import finalise, submitted
from tests.services.restriction.barring import FINE, SUSPENDED, UNBARRED, Barring
from tests.services.restriction.test_restoring import answer, take

S = CaseState
BARRED, FREE = ("RESTRICTED", "BAR10", "BAR10"), ("NONE", "", "")
ACTIVE = (1, None)


def end(barring: Barring, service_id: int) -> None:
    """End a service with its package, as the end of a cancellation does."""

    def work(unit: Unit) -> None:
        service = unit.session.get_one(ServiceSubscription, service_id)
        end_service(unit, service, date(2026, 11, 16))
        unit.session.get_one(PackageSubscription, service.package_subscription_id).status = "Cancelled"

    barring.act(work)


def migrate(barring: Barring, service_id: int) -> int:
    """Migrate the package of a service to another plan, and return the service that goes on."""
    with barring.backend.database.read() as session:
        package_id = session.get_one(ServiceSubscription, service_id).package_subscription_id
    finalise(barring.books, submitted(barring.books, package_id))
    with barring.backend.database.read() as session:
        wanted = select(ServiceSubscription.id).where(ServiceSubscription.source_id == service_id)
        return session.scalars(wanted).one()


def test_a_service_that_ends_leaves_the_others_restricted(barring_here: Barring) -> None:
    barring = barring_here
    one, two = barring.restricted(FINE, FINE)
    end(barring, one)
    assert (barring.states(), barring.account()[0]) == ([S.RESTRICTED], SUSPENDED)
    assert barring.bars(one, two) == [("NONE", "", "BAR10"), BARRED]
    barring.lift()
    barring.run()
    assert (barring.bars(two), barring.account(), barring.states()) == ([FREE], ACTIVE, [S.RESTORED])
    with barring.backend.database.read() as session:
        assert session.scalars(select(ServiceHold).where(ServiceHold.lifted_at.is_(None))).all() == []


def test_with_its_last_service_a_case_is_closed(barring_here: Barring) -> None:
    barring = barring_here
    [service] = barring.restricted(FINE)
    end(barring, service)
    assert (barring.states(), barring.case().period.closed_code) == ([S.CLOSED], "NO_SERVICE")
    assert barring.account() == ACTIVE


def test_r_sus_17_the_failed_one_ends_and_the_account_is_suspended(barring_here: Barring) -> None:
    barring = barring_here
    fine, failed = barring.debtor(FINE, UNBARRED)
    barring.flag()
    barring.start()
    barring.run()
    assert (barring.states(), barring.account()) == ([S.RESTRICTING], ACTIVE)
    end(barring, failed)
    assert (barring.states(), barring.account()[0]) == ([S.RESTRICTED], SUSPENDED)
    assert barring.bars(fine) == [BARRED]
    assert [status for _, status in barring.requests()] == ["DONE", "ABORTED"]


def test_an_answer_about_a_service_that_has_ended_changes_nothing(barring_here: Barring) -> None:
    barring = barring_here
    [service] = barring.debtor(FINE)
    barring.flag()
    barring.start()
    errand = take(barring)
    end(barring, service)
    assert barring.states() == [S.CLOSED]
    answer(barring, errand, Done())
    assert (barring.states(), barring.account()) == ([S.CLOSED], ACTIVE)
    assert barring.run() == 0


def test_a_service_ends_while_it_is_freed(barring_here: Barring) -> None:
    barring = barring_here
    one, two = barring.restricted(FINE, FINE)
    barring.lift()
    errand = take(barring)
    end(barring, one)
    answer(barring, errand, Done())
    barring.run()
    assert (barring.bars(two), barring.account(), barring.states()) == ([FREE], ACTIVE, [S.RESTORED])


def test_r_mig_15_a_migrated_service_stays_barred_in_its_case(barring: Barring) -> None:
    one, two = barring.restricted(FINE, FINE)
    barring.set_account(1)  # so that it may be ordered for
    begun = migrate(barring, one)
    barring.set_account(SUSPENDED)
    assert barring.bars(one, begun, two) == [FREE, BARRED, BARRED]
    assert {shown.service_id for shown in barring.case().services} == {begun, two}
    assert {hold.service_id for hold in barring.case().holds} == {begun, two}
    with barring.backend.database.read() as session:
        service = session.get_one(ServiceSubscription, begun)
        assert None not in {service.bar_wanted_at, service.bar_confirmed_at}
    barring.lift()
    barring.run()
    assert (barring.bars(begun, two), barring.states()) == ([FREE] * 2, [S.RESTORED])
    assert barring.account() == ACTIVE


def test_r_mig_15_what_is_asked_right_now_is_answered_about_the_new_service(barring_here: Barring) -> None:
    barring = barring_here
    [service] = barring.debtor(FINE)
    barring.flag()
    barring.start()
    errand = take(barring)
    begun = migrate(barring, service)
    assert barring.bars(service, begun) == [FREE, ("RESTRICT_PENDING", "BAR10", "")]
    answer(barring, errand, Done())
    assert barring.bars(service, begun) == [FREE, BARRED]
    assert (barring.states(), barring.account()[0]) == ([S.RESTRICTED], SUSPENDED)
    barring.lift()
    barring.run()
    assert (barring.bars(begun), barring.states()) == ([FREE], [S.RESTORED])
