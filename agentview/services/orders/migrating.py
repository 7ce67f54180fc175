"""Which packages are in an open migration: nothing else may be ordered for them meanwhile (R-MIG-29)."""

from typing import NamedTuple

from sqlalchemy import select

from agentview.contract.migrations import MigrationStatus
from agentview.core.reference import Prefix, reference
from agentview.models.migration import Migration
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.services.unit import Unit

_OPEN = tuple(status.value for status in MigrationStatus if status.is_open)


class InMigration(NamedTuple):
    """Numbers of open migrations by the packages and services that they leave."""

    by_package: dict[int, str]
    by_service: dict[int, str]


def migrations_of(unit: Unit, account_id: int) -> InMigration:
    """Return all that an account holds and that is in an open migration."""
    rows = unit.session.execute(
        select(Migration.order_id, Migration.losing_ps_id, ServiceSubscription.id)
        .join(ServiceSubscription, ServiceSubscription.package_subscription_id == Migration.losing_ps_id)
        .where(Migration.account_id == account_id, Migration.status.in_(_OPEN))
    ).all()
    return InMigration(
        {row.losing_ps_id: reference(Prefix.MIGRATION, row.order_id) for row in rows},
        {row.id: reference(Prefix.MIGRATION, row.order_id) for row in rows},
    )


def migration_of(unit: Unit, package: PackageSubscription) -> str | None:
    """Return the number of the open migration that leaves a package."""
    order_id = unit.session.scalars(
        select(Migration.order_id).where(Migration.losing_ps_id == package.id, Migration.status.in_(_OPEN))
    ).first()
    return reference(Prefix.MIGRATION, order_id) if order_id is not None else None
