"""What a customer sees of an open task: at the service it is about, or at all that a migration brings."""

from collections.abc import Sequence

from sqlalchemy import select

from agentview.contract.provisioning import TransferType
from agentview.contract.subscription import ProvisioningState, SubscriptionStatus
from agentview.models.migration import Migration
from agentview.models.subscription import ServiceSubscription
from agentview.services.provisioning.facts import Dossier
from agentview.services.unit import Unit


def show_state(unit: Unit, found: Dossier, state: ProvisioningState, halt_reason: str | None = None) -> None:
    """Show how far the task is. What is left by a migration stays as it is: it is in use (R-MIG-37)."""
    for service in _shown(unit, found):
        service.provisioning_state = state.value
        service.halt_reason_public = halt_reason


def _shown(unit: Unit, found: Dossier) -> Sequence[ServiceSubscription]:
    if found.transfer_type is not TransferType.MIGRATE:
        return (found.service,)
    return unit.session.scalars(
        select(ServiceSubscription)
        .join(Migration, Migration.winning_ps_id == ServiceSubscription.package_subscription_id)
        .where(
            Migration.order_id == found.task.order_id,
            ServiceSubscription.status == SubscriptionStatus.PRE_ACTIVE.value,
        )
    ).all()
