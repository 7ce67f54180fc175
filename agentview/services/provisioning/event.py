"""Raises events as rows, where the account's profile has them switched on; each once only."""

from sqlalchemy import select

from agentview.models.dialect import insert_if_absent
from agentview.models.events import EventMapping
from agentview.models.trail import EventInstance
from agentview.services.provisioning.affected import Affected
from agentview.services.unit import Unit

SERVICE_ACTIVATION = "SERVICE_ACTIVATION"
NEW_PACKAGE_ACTIVATION = "NEW_PACKAGE_ACTIVATION"
PROVISIONING_HALTED = "PROVISIONING_HALTED"


def raise_event(unit: Unit, found: Affected, event_type: str, once: str) -> None:
    """Write the event unless it is switched off for the profile, or `once` was raised before (R-PRV-07)."""
    account = found.account
    mapped = select(EventMapping.id).where(
        EventMapping.provider_id == account.provider_id,
        EventMapping.event_type == event_type,
        EventMapping.profile_id == account.profile_id,
        EventMapping.is_enabled,
    )
    if unit.session.scalars(mapped.limit(1)).first() is None:
        return
    values: dict[str, object] = {
        "event_type": event_type,
        "account_id": account.id,
        "service_subscription_id": found.service.id,
        "occurred_at": unit.now,
        "payload": {"task": found.reference},
        "dedupe_key": f"{event_type}:{once}",
    }
    insert_if_absent(unit.session, EventInstance, values, (EventInstance.dedupe_key,))
