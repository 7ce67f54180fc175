"""Whether a mapping switches an event, or an automation, on for a kind of account (R-EVT-01, 02)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from agentview.contract.events import EventType
from agentview.models.events import EventMapping


def is_on(session: Session, provider_id: int, event_type: EventType, profile_id: int) -> bool:
    """Say whether a provider has an event on for a profile."""
    return profile_id in profiles_on(session, provider_id, event_type)


def profiles_on(session: Session, provider_id: int, event_type: EventType) -> set[int]:
    """Return the profiles for which a provider has an event on."""
    found = session.scalars(
        select(EventMapping.profile_id).where(
            EventMapping.provider_id == provider_id,
            EventMapping.event_type == event_type.value,
            EventMapping.is_enabled,
        )
    )
    return set(found)
