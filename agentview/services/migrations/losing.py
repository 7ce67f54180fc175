"""The package that is to be left, with its customer, plan, services and contract."""

from dataclasses import dataclass

from sqlalchemy import and_, select

from agentview.core.money import Money
from agentview.models.catalogue import PackagePlan
from agentview.models.contract import Contract, ContractType
from agentview.models.customer import Account
from agentview.models.party import Provider
from agentview.models.subscription import PackageSubscription
from agentview.services.contracts.in_force import IN_FORCE
from agentview.services.customer_scope import not_there, visible
from agentview.services.migrations.agents import sees_package
from agentview.services.migrations.parts import LosingPart, losing_parts
from agentview.services.package_scope import package_with_account
from agentview.services.seller import Seller, seller_of
from agentview.services.unit import Unit


@dataclass(frozen=True, slots=True)
class Losing:
    """A package and what a migration of it starts from.

    `terms` are those of the contract in force; `seller` is the agent that the caller sells for.
    """

    package: PackageSubscription
    plan: PackagePlan
    account: Account
    parts: tuple[LosingPart, ...]
    provider: Provider
    contract: Contract | None
    terms: ContractType | None
    seller: Seller | None

    @property
    def access_fee(self) -> Money:
        """Return what the package costs in a period."""
        return Money(self.package.access_fee_cents, self.provider.currency)

    @property
    def is_bundle(self) -> bool:
        """Say whether it has several services (R-MIG-14)."""
        return len(self.parts) > 1


def losing_of(unit: Unit, package_id: int, *, is_held: bool = False) -> Losing:
    """Return a package. `is_held` keeps its account until the end of the transaction.

    Raises NotFound, also for one of another provider, and for what an agent may not see (R-MIG-38).
    """
    if is_held:
        package_with_account(unit, package_id, is_held=True)
    seller = seller_of(unit)
    row = unit.session.execute(
        select(PackageSubscription, Account, PackagePlan, Contract, ContractType, Provider)
        .join(Account, Account.id == PackageSubscription.account_id)
        .join(PackagePlan, PackagePlan.id == PackageSubscription.package_plan_id)
        .join(Provider, Provider.id == PackagePlan.provider_id)
        .outerjoin(
            Contract,
            and_(Contract.package_subscription_id == PackageSubscription.id, Contract.status.in_(IN_FORCE)),
        )
        .outerjoin(ContractType, ContractType.id == Contract.contract_type_id)
        .where(PackageSubscription.id == package_id, visible(unit.caller))
        .execution_options(populate_existing=True)
    ).first()
    if row is None or not sees_package(seller, row.PackageSubscription, row.Account):
        raise not_there("package_id", package_id)
    return Losing(
        package=row.PackageSubscription,
        plan=row.PackagePlan,
        account=row.Account,
        parts=losing_parts(unit, package_id),
        provider=row.Provider,
        contract=row.Contract,
        terms=row.ContractType,
        seller=seller,
    )
