"""What bars a service goes on with the one that a migration puts in its place (R-MIG-15)."""

from sqlalchemy import select, update

from agentview.contract.customers import RestrictionStatus
from agentview.contract.network import NetworkStatus
from agentview.models.network import NetworkRequest
from agentview.models.subscription import ServiceHold, ServiceSubscription
from agentview.models.suspension import ServiceRestriction
from agentview.services.restriction.outcome import OF_CASES
from agentview.services.restriction.rules import NO_BAR
from agentview.services.unit import Unit

_SETTLED = (NetworkStatus.DONE.value, NetworkStatus.ABORTED.value)


def take_bars_along(unit: Unit, source: ServiceSubscription, service: ServiceSubscription) -> None:
    """Give a service the holds, the bar and the place in its case that its source has.

    What the network is asked about the source right now is answered about the service: it is the same line.
    """
    for name in (
        "restriction_status",
        "bar_wanted",
        "bar_wanted_at",
        "bar_confirmed",
        "bar_confirmed_at",
    ):
        setattr(service, name, getattr(source, name))
    source.restriction_status = RestrictionStatus.NONE.value
    source.bar_wanted = source.bar_confirmed = NO_BAR
    unit.session.flush()
    for hold in unit.session.scalars(
        select(ServiceHold).where(
            ServiceHold.service_subscription_id == source.id, ServiceHold.lifted_at.is_(None)
        )
    ):
        hold.service_subscription_id = service.id
    for part in unit.session.scalars(
        select(ServiceRestriction).where(ServiceRestriction.service_subscription_id == source.id)
    ):
        part.service_subscription_id = service.id
    unit.session.execute(
        update(NetworkRequest)
        .where(
            NetworkRequest.service_subscription_id == source.id,
            NetworkRequest.action.in_([one.value for one in OF_CASES]),
            NetworkRequest.status.not_in(_SETTLED),
        )
        .values(service_subscription_id=service.id, row_version=NetworkRequest.row_version + 1)
    )
    unit.session.flush()
