"""The answer to every command on a migration."""

from sqlalchemy import select

from agentview.contract.migrations import MigrationChanged
from agentview.models.provisioning import ProvisioningTask
from agentview.services.migrations.matter import Matter
from agentview.services.unit import Unit


def changed(unit: Unit, found: Matter) -> MigrationChanged:
    """Describe a migration as it is now, with its task."""
    row = found.migration
    tasks = unit.session.scalars(
        select(ProvisioningTask.reference)
        .where(ProvisioningTask.order_id == found.order.id)
        .order_by(ProvisioningTask.id)
    ).all()
    return MigrationChanged(
        order_id=found.order.id,
        reference=found.reference,
        account_id=found.account.id,
        package_id=found.losing.id,
        winning_package_id=row.winning_ps_id,
        status=found.status,
        version=row.row_version,
        task_references=tuple(tasks),
        charged_cents=row.fee_charged_cents,
        currency=found.provider.currency,
    )
