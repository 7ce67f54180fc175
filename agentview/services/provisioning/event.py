"""Raises events as rows, where the account's profile has them switched on; each once only."""

from agentview.models.dialect import insert_if_absent
from agentview.models.trail import EventInstance, EventMapping
from agentview.services.provisioning.affected import Affected
from agentview.services.unit import Unit

SERVICE_ACTIVATION = "SERVICE_ACTIVATION"
NEW_PACKAGE_ACTIVATION = "NEW_PACKAGE_ACTIVATION"
PROVISIONING_HALTED = "PROVISIONING_HALTED"


def raise_event(unit: Unit, found: Affected, event_type: str, once: str) -> None:
    """Write the event unless it is switched off for the profile, or `once` was raised before (R-PRV-07)."""
    mapping = unit.session.get(EventMapping, (event_type, found.account.profile_id))
    if mapping is None or not mapping.is_enabled:
        return
    values: dict[str, object] = {
        "event_type": event_type,
        "account_id": found.account.id,
        "service_subscription_id": found.service.id,
        "occurred_at": unit.now,
        "payload": {"task": found.reference},
        "dedupe_key": f"{event_type}:{once}",
    }
    insert_if_absent(unit.session, EventInstance, values, (EventInstance.dedupe_key,))
