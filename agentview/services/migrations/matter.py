"""A migration with the records around it, for whoever may know of it (D-31, R-MIG-38)."""

from dataclasses import dataclass

from sqlalchemy import select

from agentview.contract.migration_form import MigrationForm
from agentview.contract.migrations import MigrationStatus
from agentview.core.errors import NotFound, Refusal
from agentview.core.reference import Prefix, reference
from agentview.models.catalogue import PackagePlan
from agentview.models.customer import Account
from agentview.models.migration import Migration
from agentview.models.order import Order
from agentview.models.party import Provider, User
from agentview.models.subscription import PackageSubscription
from agentview.services.customer_scope import held_account, is_customer, visible
from agentview.services.migrations.agents import seen_migrations
from agentview.services.migrations.form import form_of
from agentview.services.seller import seller_of
from agentview.services.unit import Unit


@dataclass(frozen=True, slots=True)
class Matter:
    """A migration and what belongs to it."""

    migration: Migration
    order: Order
    losing: PackageSubscription
    losing_plan: PackagePlan
    account: Account
    provider: Provider
    initiator: str

    @property
    def status(self) -> MigrationStatus:
        """Where it stands."""
        return MigrationStatus(self.migration.status)

    @property
    def form(self) -> MigrationForm:
        """What the wizard saved."""
        return form_of(self.migration)

    @property
    def reference(self) -> str:
        """What people call it."""
        return migration_reference(self.order.id)

    @property
    def providers(self) -> tuple[int, int | None]:
        """Who hears of changes to it."""
        return (self.provider.id, None)


def migration_reference(order_id: int) -> str:
    """Return what people call a migration: MG- and the number of its order (D-23)."""
    return reference(Prefix.MIGRATION, order_id)


def matter_of(unit: Unit, order_id: int, *, is_held: bool = False) -> Matter:
    """Return a migration; held to be changed, with its customer's account until the transaction ends.

    Raises NotFound (`E-NOT-FOUND`), also for one of another provider, and for what an agent may not see.
    """
    if is_held:
        account_id = unit.session.scalars(
            select(Migration.account_id)
            .join(Account, Account.id == Migration.account_id)
            .where(Migration.order_id == order_id, visible(unit.caller))
        ).first()
        if account_id is None:
            raise _not_there(order_id)
        held_account(unit, account_id)
    wanted = (
        select(Migration, Order, PackageSubscription, PackagePlan, Account, Provider, User.display_name)
        .join(Order, Order.id == Migration.order_id)
        .join(PackageSubscription, PackageSubscription.id == Migration.losing_ps_id)
        .join(PackagePlan, PackagePlan.id == Migration.losing_plan_id)
        .join(Account, Account.id == Migration.account_id)
        .join(Provider, Provider.id == Migration.provider_id)
        .join(User, User.id == Migration.initiated_by)
        .where(Migration.order_id == order_id, visible(unit.caller), seen_migrations(seller_of(unit)))
        .execution_options(populate_existing=True)
    )
    if is_customer(unit.caller):
        # What the staff has not submitted is nothing that the customer has ordered.
        wanted = wanted.where(Order.submitted_at.is_not(None))
    row = unit.session.execute(wanted).first()
    if row is None:
        raise _not_there(order_id)
    return Matter(*row)


def _not_there(order_id: int) -> NotFound:
    return NotFound(Refusal("E-NOT-FOUND", values={"order_id": order_id}))
