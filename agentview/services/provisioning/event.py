"""Fires the events of provisioning: services and packages start, or a task halts (R-PRV-07)."""

from agentview.contract.events import EventType
from agentview.services.events.firing import Occurrence, fire
from agentview.services.provisioning.affected import Affected
from agentview.services.unit import Unit

SERVICE_ACTIVATION = EventType.SERVICE_ACTIVATION
NEW_PACKAGE_ACTIVATION = EventType.NEW_PACKAGE_ACTIVATION
PROVISIONING_HALTED = EventType.PROVISIONING_HALTED


def raise_event(unit: Unit, found: Affected, event_type: EventType, once: str) -> None:
    """Fire an event about a service, unless it is switched off for the profile, or `once` fired before."""
    occurred = Occurrence(
        event_type=event_type,
        account_id=found.account.id,
        once=once,
        service_id=found.service.id,
        values={"task": found.reference},
    )
    fire(unit, occurred)
