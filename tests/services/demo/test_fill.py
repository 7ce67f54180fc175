"""The demo operator: filled once, believable, and true to every rule."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import phonenumbers
import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session
from stdnum import luhn

from agentview.contract.hardware import HardwareLineStatus, HardwareStatus
from agentview.contract.migrations import MigrationStatus
from agentview.contract.notifications import Channel, NotificationStatus
from agentview.contract.orders import ProductOrder
from agentview.contract.provisioning import TaskStatus, TransferType
from agentview.contract.wireless import DeviceStatus, LineStatus, WirelessStatus
from agentview.contract.worklist import CaseStatus
from agentview.core.caller import Caller
from agentview.core.clock import ManualClock
from agentview.core.power import Role
from agentview.models.catalogue import ServiceType
from agentview.models.contract import Contract, ContractType
from agentview.models.customer import Account, Contact, CustomerNote
from agentview.models.database import Database, Stamp
from agentview.models.events import EventMapping, Notification
from agentview.models.hardware import HardwareOrder, HardwareOrderLine
from agentview.models.migration import Migration
from agentview.models.money import Invoice, LedgerEntry, PaymentPlan
from agentview.models.order import Order
from agentview.models.party import Provider, User, UserRole
from agentview.models.provisioning import ProvisioningAttempt, ProvisioningTask
from agentview.models.subscription import (
    BillingPeriod,
    BoltOn,
    Cardline,
    PackageGroup,
    PackageSubscription,
    ServiceHold,
    ServiceSerial,
    ServiceSubscription,
)
from agentview.models.suspension import RestrictionCase, SuspensionRuleSet
from agentview.models.trail import AuditEntry, EventInstance
from agentview.models.upgrade import upgrade
from agentview.models.wireless_inventory import WirelessDevice, WirelessLine
from agentview.models.wireless_order import WirelessOrder
from agentview.models.work_item import WorkItem
from agentview.services.contracts.in_force import IN_FORCE, shown_contract
from agentview.services.demo import PASSWORD, fill_if_empty
from agentview.services.demo.identifier import _AUSTRALIAN_MOBILES
from agentview.services.migrations.losing import losing_of
from agentview.services.migrations.preflight import preflight
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
    assert rules == 6


def test_migrations_stand_in_every_state_in_both_retailers(demo: Database) -> None:
    with demo.read() as session:
        found = {
            tuple(row) for row in session.execute(select(Migration.provider_id, Migration.status).distinct())
        }
        actions = set(session.scalars(select(Migration.contract_action)))
        pages = set(
            session.scalars(select(Migration.last_page).where(Migration.status == MigrationStatus.INCOMPLETE))
        )
        charges = session.execute(
            select(Migration.fee_quoted_cents, func.sum(Cardline.amount_ex_cents))
            .join(Cardline, Cardline.order_id == Migration.order_id)
            .where(Migration.status == MigrationStatus.COMPLETED)
            .group_by(Migration.id)
        ).all()
        chained = session.scalars(
            select(func.count()).where(PackageSubscription.previous_id.is_not(None))
        ).one()
    retailers = {provider_id for provider_id, _ in found}
    assert found == {(one, status.value) for one in retailers for status in MigrationStatus}
    assert len(retailers) == 2
    assert actions >= {"NONE", "SAME_POOL", "BREAK_OUT", "EARLY_UPGRADE"}
    assert len(pages) >= 3
    assert len(charges) >= 4
    assert all(quoted == charged for quoted, charged in charges), "what was quoted is what is charged"
    assert chained >= len(charges)


def test_customers_are_bound_in_every_way(demo: Database) -> None:
    with demo.read() as session:
        unit = Unit(session, _caller(session, "amelia"), NOW)
        rows = session.scalars(select(Contract).order_by(Contract.id)).all()
        bound = [row for row in rows if row.status in IN_FORCE]
        shown = [shown_contract(unit, row, 4990, NOW.date()) for row in bound]
        extras = session.execute(select(BoltOn.status, BoltOn.parent_id)).all()
        blocks = set(session.scalars(select(Provider.contract_blocks_migration)))
        types = set(session.scalars(select(ContractType.status)))
    assert {row.status for row in rows} >= {"ACTIVE", "RENEWED", "ENDED"}
    assert len(bound) > 100
    assert any(row.end_on < NOW.date() + timedelta(days=15) for row in bound), "one ends soon"
    assert any(row.early_upgrade for row in shown)
    assert any(row.break_out.amount_cents for row in shown)
    assert {row.status for row in extras} == {"ACTIVE", "ENDED"}
    assert any(row.parent_id for row in extras)
    assert blocks == {"POOL_AWARE", "STRICT"}
    assert types == {"ACTIVE", "WITHDRAWN"}


def test_packages_meet_every_reason_against_a_migration(demo: Database) -> None:
    codes: set[str] = set()
    with demo.read() as session:
        for username in ("amelia", "farah", "lukas", "zeynep"):
            unit = Unit(session, _caller(session, username), NOW)
            packages = session.scalars(
                select(PackageSubscription.id)
                .join(Account, Account.id == PackageSubscription.account_id)
                .where(Account.provider_id == unit.caller.provider_id)
            )
            for package_id in packages.all():
                flight = preflight(unit, losing_of(unit, package_id))
                codes |= {one.refusal.code for one in flight.blockers}
    assert codes >= {
        "E-UNDER-CONTRACT",
        "E-PKG-NOT-ACTIVE",
        "E-SERVICES-NOT-ACTIVE",
        "E-SERVICES-PRE-ACTIVE",
        "E-IN-MIGRATION",
        "E-IN-CHOWN",
        "E-IN-UPGRADE",
        "E-AWAITING-AUTO-PROVISIONING",
        "E-NOT-SALE-AGENT",
        "E-NO-ACT-ON-BEHALF",
        "E-ACCOUNT-STATUS",
    }


def _caller(session: Session, username: str) -> Caller:
    caller = caller_named(session, username)
    assert caller is not None
    return caller


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
    "an entry of the ledger that was altered": update(LedgerEntry).values(amount_cents=1),
    "a payment that paid nothing": update(LedgerEntry).values(payment_id=None),
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


def test_messages_of_each_retailer_stand_in_every_state(demo: Database) -> None:
    with demo.read() as session:
        rows = session.execute(
            select(Notification.provider_id, Notification.status, Notification.channel)
        ).all()
        switches = session.execute(
            select(EventMapping.event_type, EventMapping.is_enabled).where(
                EventMapping.event_type.in_(("AUTO_SUSPEND", "AUTO_UNSUSPEND"))
            )
        ).all()
    retailers = {row.provider_id for row in rows}
    assert len(retailers) == 2
    for retailer in retailers:
        own = [row for row in rows if row.provider_id == retailer]
        assert {row.status for row in own} == {status.value for status in NotificationStatus}
        assert {row.channel for row in own} == {channel.value for channel in Channel}
    assert {row.is_enabled for row in switches} == {False}, "R-EVT-01"


def test_sm_3_hardware_orders_stand_in_every_state(demo: Database) -> None:
    with demo.read() as session:
        statuses = set(session.scalars(select(HardwareOrder.status)))
        lines = set(session.scalars(select(HardwareOrderLine.status)))
        fraud = set(session.scalars(select(HardwareOrder.fraud_status)))
        count = session.scalars(select(func.count()).select_from(HardwareOrder)).one()
    assert statuses == {status.value for status in HardwareStatus}
    assert lines == {status.value for status in HardwareLineStatus}
    assert {"FAILED", "PASSED", "NOT_REQUIRED"} <= fraud
    assert count >= 30


def test_what_the_rules_hold_belongs_to_a_case(demo: Database) -> None:
    with demo.read() as session:
        holds = session.scalars(select(ServiceHold).where(ServiceHold.origin == "AUTO")).all()
        cases = {one.id: one for one in session.scalars(select(RestrictionCase))}
    assert {one.state for one in cases.values()} >= {"RESTRICTING", "RESTRICTED", "RESTORED"}
    assert {one.case_id for one in holds} == set(cases)
    # A service that was moved or ended since has let go of its hold; its case may go on with others.
    standing = {one.case_id for one in holds if one.lifted_at is None}
    assert standing == {key for key, one in cases.items() if one.state in {"RESTRICTING", "RESTRICTED"}}


def test_sm_6_wireless_orders_lines_and_devices_stand_in_every_state(demo: Database) -> None:
    with demo.read() as session:
        orders = set(session.scalars(select(WirelessOrder.status)))
        lines = set(session.scalars(select(WirelessLine.status)))
        devices = set(session.scalars(select(WirelessDevice.status)))
    # A submitted order waits for its approval, or is approved, in the same moment.
    assert orders == set(WirelessStatus) - {WirelessStatus.SUBMITTED}
    assert lines == set(LineStatus)
    assert devices == set(DeviceStatus)
