"""A submitted migration with its packages, as the queue moves it, and the state that follows (SM-2)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from agentview.contract.feed import Topic
from agentview.contract.migrations import MigrationCommand, MigrationStatus
from agentview.contract.provisioning import TransferType
from agentview.core.reference import Prefix, reference
from agentview.models.catalogue import PackagePlan
from agentview.models.customer import Account
from agentview.models.migration import Migration
from agentview.models.order import Order
from agentview.models.party import Provider
from agentview.models.subscription import (
    PackageSubscription,
    ServiceSubscription,
)
from agentview.services.migration_lifecycle import LIFECYCLE
from agentview.services.unit import Unit


@dataclass(frozen=True, slots=True)
class Moving:
    """A submitted migration with its packages."""

    migration: Migration
    order: Order
    losing: PackageSubscription
    winning: PackageSubscription
    plan: PackagePlan
    account: Account
    retailer: Provider

    @property
    def reference(self) -> str:
        """What people call it."""
        return reference(Prefix.MIGRATION, self.order.id)

    @property
    def effective_on(self) -> date:
        """The first day of the winning package."""
        if self.migration.effective_on is None:  # set when it was submitted
            raise LookupError(self.reference)
        return self.migration.effective_on


@dataclass(frozen=True, slots=True)
class MovedService:
    """A service that a migration begins, as events see it (`provisioning.affected`)."""

    moving: Moving
    service: ServiceSubscription

    @property
    def package(self) -> PackageSubscription:
        """The winning package."""
        return self.moving.winning

    @property
    def plan(self) -> PackagePlan:
        """The winning plan."""
        return self.moving.plan

    @property
    def account(self) -> Account:
        """Whose it is."""
        return self.moving.account

    @property
    def retailer(self) -> Provider:
        """Whose customer that is."""
        return self.moving.retailer

    @property
    def transfer_type(self) -> TransferType:
        """What is done."""
        return TransferType.MIGRATE

    @property
    def reference(self) -> str:
        """What people call the work."""
        return self.moving.reference

    @property
    def order_id(self) -> int | None:
        """The order of the migration."""
        return self.moving.order.id

    @property
    def first_period_end_on(self) -> date | None:
        """The end of the first billing period where one was chosen (R-MIG-17)."""
        return self.moving.migration.first_period_end_on


def moving_of(unit: Unit, order_id: int) -> Moving:
    """Return a submitted migration by its order, held until the end of the transaction."""
    migration = unit.session.scalars(
        select(Migration)
        .where(Migration.order_id == order_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()
    session = unit.session
    account = session.get_one(Account, migration.account_id)
    return Moving(
        migration,
        session.get_one(Order, order_id, populate_existing=True),
        session.get_one(PackageSubscription, migration.losing_ps_id, populate_existing=True),
        session.get_one(PackageSubscription, migration.winning_ps_id, populate_existing=True),
        session.get_one(PackagePlan, migration.winning_plan_id),
        account,
        session.get_one(Provider, account.provider_id),
    )


def follow(unit: Unit, moving: Moving, command: MigrationCommand, *, reason: str | None = None) -> None:
    """Bring the migration to the state that its table gives, and tell open screens."""
    row = moving.migration
    old = MigrationStatus(row.status)
    target = LIFECYCLE.table[old, command].target or old
    unit.audit(
        "migration",
        moving.order.id,
        command.value,
        old=old.value,
        new=target.value,
        reason=reason,
        account_id=moving.account.id,
    )
    row.status = target.value
    unit.session.flush()
    providers = (moving.retailer.id, None)
    unit.changed(Topic.MIGRATION, moving.order.id, command.value, providers)
    unit.changed(Topic.ORDER, moving.order.id, command.value, providers)
    unit.changed(Topic.ACCOUNT, moving.account.id, command.value, providers)
