"""A package with how it is bound, and what may be done to its contract."""

from dataclasses import dataclass

from sqlalchemy import select

from agentview.contract.contract_terms import ContractCommand, ContractStatus
from agentview.contract.subscription import SubscriptionStatus
from agentview.contract.value import CommandState
from agentview.core.errors import NotFound, Refusal
from agentview.core.lifecycle import Verdict
from agentview.core.reference import Prefix, reference
from agentview.models.catalogue import PackagePlan
from agentview.models.contract import Contract, ContractPool, ContractPoolPlan, ContractType
from agentview.models.customer import Account
from agentview.models.migration import Migration
from agentview.models.subscription import PackageSubscription
from agentview.services.contract_lifecycle import OFFERED, ContractFacts, judge
from agentview.services.contracts.in_force import contract_in_force
from agentview.services.package_scope import package_with_account
from agentview.services.unit import Unit

_SUBMITTED = ("AWAITING_PROVISIONING", "HALTED")
IN_USE = "ACTIVE"


@dataclass(frozen=True, slots=True)
class Bound:
    """A package with its customer, plan, contract in force, and what its lifecycle looks at."""

    package: PackageSubscription
    account: Account
    plan: PackagePlan
    contract: Contract | None
    facts: ContractFacts

    def judge(self, unit: Unit, command: ContractCommand) -> Verdict[ContractStatus, ContractCommand]:
        """Say whether a command is open to the caller, with every reason if not."""
        status = ContractStatus(self.contract.status) if self.contract is not None else None
        return judge(self.facts, status, command, unit.caller.powers)

    def commands(self, unit: Unit) -> tuple[CommandState, ...]:
        """Say of each command whether it is open to the caller."""
        return tuple(CommandState.of(one.value, self.judge(unit, one).refusals) for one in OFFERED)


def bound_package(unit: Unit, package_id: int, *, is_held: bool = False) -> Bound:
    """Return a package with how it is bound; held to be changed. Raises NotFound."""
    package, account = package_with_account(unit, package_id, is_held=is_held)
    contract = contract_in_force(unit, package.id)
    facts = ContractFacts(
        product=reference(Prefix.PACKAGE, package.id),
        package_status=SubscriptionStatus(package.status),
        until=contract.end_on.isoformat() if contract is not None else None,
        has_discount=contract is not None and contract.credit_from_on is not None,
        migration=_submitted_migration(unit, package.id),
    )
    plan = unit.session.get_one(PackagePlan, package.package_plan_id)
    return Bound(package, account, plan, contract, facts)


def bound_by(unit: Unit, contract_id: int) -> Bound:
    """Return the package of a contract, held to be changed. Raises NotFound, also for another provider's."""
    package_id = unit.session.scalars(
        select(Contract.package_subscription_id).where(Contract.id == contract_id)
    ).first()
    if package_id is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"contract_id": contract_id}))
    return bound_package(unit, package_id, is_held=True)


def _submitted_migration(unit: Unit, package_id: int) -> str | None:
    order_id = unit.session.scalars(
        select(Migration.order_id).where(
            Migration.losing_ps_id == package_id, Migration.status.in_(_SUBMITTED)
        )
    ).first()
    return reference(Prefix.MIGRATION, order_id) if order_id is not None else None


def offered_types(unit: Unit, plan: PackagePlan) -> tuple[ContractType, ...]:
    """Return the contract types of the pools that a plan is in (R-CON-02)."""
    rows = unit.session.scalars(
        select(ContractType)
        .where(
            ContractType.status == IN_USE,
            ContractType.id.in_(
                select(ContractPool.contract_type_id)
                .join(ContractPoolPlan, ContractPoolPlan.pool_id == ContractPool.id)
                .where(ContractPoolPlan.package_plan_id == plan.id)
            ),
        )
        .order_by(ContractType.internal_name)
    )
    return tuple(rows)
