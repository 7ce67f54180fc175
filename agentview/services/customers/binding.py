"""How the packages of a customer are bound: contracts in force, and migrations that are submitted."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select

from agentview.contract.contract_terms import ContractStatus
from agentview.contract.migrations import MigrationStatus
from agentview.core.reference import Prefix, reference
from agentview.models.contract import Contract, ContractType
from agentview.models.migration import Migration
from agentview.models.subscription import PackageSubscription
from agentview.services.contracts.in_force import IN_FORCE
from agentview.services.unit import Unit

_SUBMITTED = (MigrationStatus.AWAITING_PROVISIONING.value, MigrationStatus.HALTED.value)


@dataclass(frozen=True, slots=True)
class Binding:
    """The contract in force of a package, and the number of the migration that it is in."""

    name: str = ""
    status: ContractStatus | None = None
    end_on: date | None = None
    has_discount: bool = False
    migration: str = ""


UNBOUND = Binding()


def bindings_of(unit: Unit, account_id: int) -> dict[int, Binding]:
    """Return how each package of an account is bound, in one query for all."""
    is_bound = (Contract.package_subscription_id == PackageSubscription.id) & Contract.status.in_(IN_FORCE)
    either = or_(
        Migration.losing_ps_id == PackageSubscription.id, Migration.winning_ps_id == PackageSubscription.id
    )
    is_moving = either & Migration.status.in_(_SUBMITTED)
    rows = unit.session.execute(
        select(
            PackageSubscription.id,
            Contract.status,
            Contract.end_on,
            Contract.credit_from_on,
            func.coalesce(ContractType.external_name, "").label("name"),
            Migration.order_id,
        )
        .outerjoin(Contract, is_bound)
        .outerjoin(ContractType, ContractType.id == Contract.contract_type_id)
        .outerjoin(Migration, is_moving)
        .where(
            PackageSubscription.account_id == account_id,
            or_(Contract.id.is_not(None), Migration.id.is_not(None)),
        )
    )
    return {
        row.id: Binding(
            row.name,
            ContractStatus(row.status) if row.status is not None else None,
            row.end_on,
            row.credit_from_on is not None,
            reference(Prefix.MIGRATION, row.order_id) if row.order_id is not None else "",
        )
        for row in rows
    }
