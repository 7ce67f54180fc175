"""Writes down what the carrier's platform is to be asked, in the transaction of the order (R-PRV-02)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from agentview.contract.network import NetworkAction
from agentview.core.reference import Prefix, reference
from agentview.models.network import NetworkRequest
from agentview.models.order import CancelRequest, Order
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.services.network.rules import due_at
from agentview.services.network_request import Asked, write_request
from agentview.services.unit import Unit


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the platform is asked for: which service, of which package, for which order or cancel request."""

    request: Order | CancelRequest
    package: PackageSubscription
    service: ServiceSubscription


_PREFIXES = {NetworkAction.CHANGE: Prefix.MIGRATION}


def request_activation(unit: Unit, wanted: Wanted) -> NetworkRequest:
    """Ask for a service of an automatic type to be activated, on the day that the order names."""
    request = wanted.request
    when = due_at(request.requested_on, unit.caller.zone, unit.now)
    return _write(unit, wanted, NetworkAction.ACTIVATE, when)


def request_change(unit: Unit, wanted: Wanted) -> NetworkRequest:
    """Ask for a service of an automatic type to be moved to another plan, on the day that the order names."""
    when = due_at(wanted.request.requested_on, unit.caller.zone, unit.now)
    return _write(unit, wanted, NetworkAction.CHANGE, when)


def request_end(unit: Unit, wanted: Wanted) -> NetworkRequest:
    """Ask for a service of an automatic type to be ended: today, or after the day that was nominated."""
    request = wanted.request
    nominated = request.nominated_on if isinstance(request, CancelRequest) else None
    day = nominated + timedelta(days=1) if nominated is not None else request.requested_on
    return _write(unit, wanted, NetworkAction.END, due_at(day, unit.caller.zone, unit.now))


def _write(unit: Unit, wanted: Wanted, action: NetworkAction, next_try_at: datetime) -> NetworkRequest:
    is_order = isinstance(wanted.request, Order)
    number = reference(
        _PREFIXES.get(action, Prefix.ORDER) if is_order else Prefix.CANCEL_REQUEST, wanted.request.id
    )
    asked = Asked(
        reference=f"{number}/{reference(Prefix.SERVICE, wanted.service.id)}",
        provider_id=wanted.request.provider_id,
        account_id=wanted.package.account_id,
        service_id=wanted.service.id,
        action=action,
        next_try_at=next_try_at,
        order_id=wanted.request.id if is_order else None,
        cancel_request_id=None if is_order else wanted.request.id,
    )
    return write_request(unit, asked)
