"""The demo operator: filled once, believable, and true to every rule."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import phonenumbers
import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select, update
from stdnum import luhn

from agentview.contract.orders import ProductOrder
from agentview.contract.provisioning import TaskStatus, TransferType
from agentview.contract.worklist import CaseStatus
from agentview.core.clock import ManualClock
from agentview.core.power import Role
from agentview.models.catalogue import ServiceType
from agentview.models.customer import Account, Contact, CustomerNote
from agentview.models.database import Database, Stamp
from agentview.models.money import Invoice, PaymentPlan, SuspensionRuleSet
from agentview.models.order import Order
from agentview.models.party import Provider, User, UserRole
from agentview.models.provisioning import ProvisioningAttempt, ProvisioningTask
from agentview.models.subscription import (
    BillingPeriod,
    PackageGroup,
    PackageSubscription,
    ServiceHold,
    ServiceSerial,
    ServiceSubscription,
)
from agentview.models.trail import AuditEntry, EventInstance
from agentview.models.upgrade import upgrade
from agentview.models.work_item import WorkItem
from agentview.services.demo import PASSWORD, fill_if_empty
from agentview.services.demo.identifier import _AUSTRALIAN_MOBILES
from agentview.services.orders.operations import place
from agentview.services.session import password
from agentview.services.session.caller import caller_named
from agentview.services.unit import Unit
from tests import postgres
from tests.world import assert_world, violations

NOW = datetime(2026, 11, 16, 2, 20, tzinfo=UTC)
T = ProvisioningTask


class UndoError(Exception):
    """Ends a transaction that is not to be kept."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, cheap_passwords: PasswordHasher) -> Iterator[Database]:
    """Return the demo operator; tests leave it as it is."""
    del cheap_passwords  # asked for, so that hashing is cheap
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('demo') / 'demo.db'}")
    upgrade(database)
    assert fill_if_empty(database, ManualClock(NOW))
    yield database
    database.close()


def test_it_is_filled_once(demo: Database) -> None:
    assert not fill_if_empty(demo, ManualClock(NOW + timedelta(days=1)))


def test_every_invariant_holds(demo: Database) -> None:
    assert_world(demo)


@pytest.mark.parametrize(
    "now",
    [datetime(2027, 1, 1, 0, 10, tzinfo=UTC), datetime(2028, 2, 29, 13, 30, tzinfo=UTC)],
    ids=["new year", "leap day"],
)
@pytest.mark.usefixtures("cheap_passwords")
def test_it_can_be_filled_on_any_day(tmp_path: Path, now: datetime) -> None:
    database = Database(f"sqlite:///{tmp_path / 'demo.db'}")
    upgrade(database)
    assert fill_if_empty(database, ManualClock(now))
    assert_world(database)
    database.close()


@pytest.mark.usefixtures("cheap_passwords")
def test_on_postgresql_numbers_go_on_after_the_old_orders(postgres_server: postgres.Server) -> None:
    database = Database(postgres_server.create("demo_fill"))
    upgrade(database)
    assert fill_if_empty(database, ManualClock(NOW))
    assert_world(database)
    with database.read() as session:
        first, last, number = session.execute(
            select(func.min(Order.id), func.max(Order.id), func.count())
        ).one()
    assert (first, last - first + 1) == (10_001, number)
    database.close()
    postgres_server.drop("demo_fill")


def test_tasks_of_every_kind_stand_in_every_state(demo: Database) -> None:
    with demo.read() as session:
        found = {tuple(row) for row in session.execute(select(T.transfer_type, T.status).distinct())}
        number = session.scalars(select(func.count()).select_from(T)).one()
        highest = session.scalars(select(func.max(T.attempt_no))).one()
        ports = session.scalars(select(func.count()).where(T.is_port)).one()
        live = session.scalars(select(func.count()).where(T.lease_until >= NOW)).one()
        expired = session.scalars(
            select(func.count()).where(T.status == TaskStatus.IN_PROGRESS.value, T.lease_until < NOW)
        ).one()
        waiting = list(session.scalars(select(T.sla_due_at).where(T.bucket == "OPEN")))
        halts = set(session.scalars(select(ProvisioningAttempt.halt_code)))
    assert found == {(kind.value, status.value) for kind in TransferType for status in TaskStatus}
    assert 170 <= number <= 220
    assert highest >= 3
    assert ports > 5
    assert min(live, expired) >= 4
    assert len(halts) >= 6
    assert sum(due < NOW for due in waiting) >= 5, "breached"
    assert sum(NOW <= due < NOW + timedelta(hours=2) for due in waiting) >= 5, "nearly due"


def test_each_provider_with_customers_or_a_queue_has_people_of_every_role(demo: Database) -> None:
    with demo.read() as session:
        rows = session.execute(
            select(Provider.code, UserRole.role, User.password_hash, User.account_id)
            .join(User, User.id == UserRole.user_id)
            .join(Provider, Provider.id == User.provider_id)
        ).all()
    staffed = {"HARBOUR", "ALPENFUNK", "MERIDIAN"}
    human = set(Role) - {Role.SYSTEM}
    wanted = {(code, role) for code in staffed for role in human} - {("MERIDIAN", Role.VIEWER)}
    assert {(row.code, Role(row.role)) for row in rows} == wanted
    assert all((row.account_id is not None) is (row.role == Role.VIEWER) for row in rows)
    hashes = {row.password_hash for row in rows}
    assert len(hashes) == 1
    assert password.is_right(PASSWORD, hashes.pop())


def test_customers_are_of_many_origins_and_their_telephones_are_nobody_s(demo: Database) -> None:
    with demo.read() as session:
        names = list(session.scalars(select(Account.name)))
        numbers = set(session.scalars(select(Contact.phone)))
        numbers |= set(
            session.scalars(
                select(ServiceSubscription.core_service_identifier)
                .join(ServiceType, ServiceType.id == ServiceSubscription.service_type_id)
                .where(ServiceType.identifier_label == "Phone number")
            )
        )
    assert len(names) == 250
    assert any("<b>" in name for name in names)
    assert any("'" in name for name in names)
    assert max(map(len, names)) > 100
    assert sum(not name.isascii() for name in names) > 40
    taken = [number for number in numbers if number is not None and not _is_nobody_s(number)]
    assert taken == []


def _is_nobody_s(number: str) -> bool:
    kept = ("+6125550", "+6137010", *(f"+61491{mobile}" for mobile in _AUSTRALIAN_MOBILES))
    return number.startswith(kept) or not phonenumbers.is_valid_number(phonenumbers.parse(number, None))


def test_what_was_billed_is_closed_and_the_period_of_today_is_open(demo: Database) -> None:
    with demo.read() as session:
        closed, is_open = (
            session.scalars(select(func.count()).where(BillingPeriod.is_closed.is_(flag))).one()
            for flag in (True, False)
        )
        late = session.scalars(
            select(func.max(BillingPeriod.to_on)).where(BillingPeriod.is_closed.is_(True))
        ).one()
    assert closed > 1_000
    assert is_open > 200
    assert late < NOW.date() + timedelta(days=1)


def test_the_published_example_can_be_placed(demo: Database) -> None:
    parts = [
        {"id": "110", "action": "add", "productOffering": {"id": "14305"}},
        {"id": "120", "action": "add", "productOffering": {"id": "14344"}},
        {"id": "130", "action": "add", "productOffering": {"id": "14354"}},
    ]
    bundles = [{"id": part["id"], "relationshipType": "bundles"} for part in parts]
    bundle = {
        "id": "100",
        "action": "add",
        "productOffering": {"id": "14277"},
        "productOrderItemRelationship": bundles,
    }
    order = ProductOrder.model_validate(
        {
            "externalId": "PO-456",
            "relatedParty": [{"id": "ff55-hjy4", "@referredType": "Customer"}],
            "productOrderItem": [bundle, *parts],
        }
    )
    with pytest.raises(UndoError), demo.write(Stamp("test", NOW)) as session:  # noqa: PT012 - rolled back
        caller = caller_named(session, "amelia")
        assert caller is not None
        assert len(place(Unit(session, caller, NOW), order).task_references) == 3
        assert violations(demo, session) == []
        raise UndoError


def test_people_have_mobiles_notes_serial_numbers_and_reasons(demo: Database) -> None:
    with demo.read() as session:
        serials = list(session.scalars(select(ServiceSerial.serial_no)))
        notes = session.execute(select(CustomerNote.is_alert, CustomerNote.is_shared)).all()
        mobiles = list(session.scalars(select(Contact.mobile).where(Contact.mobile.is_not(None))))
        accounts = session.execute(select(Account.status, Account.status_reason, Account.agent_id)).all()
    assert len(serials) > 100
    assert all(luhn.is_valid(serial) for serial in serials)
    assert {tuple(note) for note in notes} == {(True, False), (False, True), (False, False)}
    assert [mobile for mobile in mobiles if mobile and not _is_nobody_s(mobile)] == []
    assert len({row.status for row in accounts}) >= 4
    assert all(bool(row.status_reason) is (row.status != 1) for row in accounts)
    assert any(row.agent_id for row in accounts)


def test_some_customers_owe_and_are_barred_for_it_and_some_by_hand(demo: Database) -> None:
    with demo.read() as session:
        causes = {tuple(row) for row in session.execute(select(ServiceHold.cause, ServiceHold.origin))}
        statuses = set(session.scalars(select(ServiceSubscription.restriction_status)))
        plans = session.scalars(select(func.count()).select_from(PaymentPlan)).one()
        groups = session.scalars(select(func.count()).select_from(PackageGroup)).one()
        invoices = {
            (row.status, row.due_on < NOW.date())
            for row in session.execute(select(Invoice.status, Invoice.due_on))
        }
        rules = session.scalars(select(func.count()).select_from(SuspensionRuleSet)).one()
    assert ("NON_PAYMENT", "AUTO") in causes
    assert len({cause for cause, origin in causes if origin == "MANUAL"}) >= 2
    assert {"NONE", "RESTRICTED", "RESTRICT_PENDING"} <= statuses
    assert invoices == {("PAID", True), ("ISSUED", True), ("ISSUED", False)}
    assert min(plans, groups) >= 2
    assert rules == 4


BREAKAGES = {
    "another state": update(T).where(T.status == "COMPLETED").values(status="ABORTED"),
    "another list": update(T).where(T.status == "IN_PROGRESS").values(bucket="DONE"),
    "a claim without a lease": update(T).where(T.status == "IN_PROGRESS").values(lease_until=None),
    "a second activation": update(AuditEntry).where(AuditEntry.action == "claim").values(action="activate"),
    "a lost event": update(EventInstance).values(event_type="OTHER"),
    "a closed attempt": update(ProvisioningAttempt).values(closed_at=NOW),
    "a service that forgot its task": update(ServiceSubscription).values(provisioning_state="NONE"),
    "an order that shows no halt": update(Order).values(status="ORDER_COMPLETED"),
    "an incomplete order that made something": update(Order).values(status="ORDER_INCOMPLETE"),
    "a period too long": update(BillingPeriod).values(to_on=BillingPeriod.from_on),
    "a note that nobody ended": update(CustomerNote).values(ended_at=NOW),
    "a name that sorts elsewhere": update(Account).values(name_key="x"),
    "a bar without a cause": update(ServiceHold).values(lifted_at=NOW),
    "a group without a primary package": update(PackageSubscription).values(is_primary_in_group=False),
    "an invoice that was paid and is owed": update(Invoice).values(status="PAID"),
    "a stolen claim": update(AuditEntry).where(AuditEntry.action == "resubmit").values(action="claim"),
}


@pytest.mark.parametrize("name", BREAKAGES)
def test_the_invariants_notice(demo: Database, name: str) -> None:
    with pytest.raises(UndoError), demo.write(Stamp("test", NOW)) as session:  # noqa: PT012 - rolled back
        session.execute(BREAKAGES[name].execution_options(synchronize_session=False))
        assert violations(demo, session)
        raise UndoError
    assert_world(demo)


def test_the_worklist_of_each_retailer_has_cases_in_every_state(demo: Database) -> None:
    with demo.read() as session:
        rows = session.execute(
            select(WorkItem.provider_id, WorkItem.status, WorkItem.department, WorkItem.resolve_by)
        ).all()
    retailers = {row.provider_id for row in rows}
    assert len(retailers) == 2
    for retailer in retailers:
        own = [row for row in rows if row.provider_id == retailer]
        assert {row.status for row in own} == {status.value for status in CaseStatus}
        assert all(row.department for row in own)
        assert any(row.resolve_by < NOW and row.status == CaseStatus.OPEN for row in own)
