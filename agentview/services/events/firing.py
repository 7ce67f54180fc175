"""Fires events: one row each, once only, where a mapping of the account's profile is on (E40)."""

from sqlalchemy import select

from agentview.models.customer import Account
from agentview.models.dialect import insert_if_absent
from agentview.models.events import EventMapping
from agentview.models.trail import EventInstance
from agentview.services.events.occurrence import Occurrence
from agentview.services.unit import Unit

__all__ = ["Occurrence", "fire"]


def fire(unit: Unit, occurred: Occurrence) -> None:
    """Write the event unless it is off for the account's profile, or `once` fired before (R-EVT-16)."""
    account = unit.session.get_one(Account, occurred.account_id)
    if not _mappings(unit, account, occurred):
        return
    values: dict[str, object] = {
        "event_type": occurred.event_type.value,
        "account_id": account.id,
        "service_subscription_id": occurred.service_id,
        "occurred_at": unit.now,
        "payload": dict(occurred.values),
        "dedupe_key": f"{occurred.event_type.value}:{occurred.once}",
    }
    insert_if_absent(unit.session, EventInstance, values, (EventInstance.dedupe_key,))


def _mappings(unit: Unit, account: Account, occurred: Occurrence) -> list[EventMapping]:
    wanted = select(EventMapping).where(
        EventMapping.provider_id == account.provider_id,
        EventMapping.event_type == occurred.event_type.value,
        EventMapping.profile_id == account.profile_id,
        EventMapping.is_enabled,
    )
    if occurred.mapping_id is not None:
        wanted = wanted.where(EventMapping.id == occurred.mapping_id)
    return list(unit.session.scalars(wanted.order_by(EventMapping.id)))
