"""Maps the automation for every profile of a provider, switched off (R-EVT-01)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from agentview.contract.event_catalogue import AUTOMATIONS
from agentview.models.customer import AccountProfile
from agentview.models.events import EventMapping


def map_automation(session: Session, provider_id: int) -> None:
    """Add what is missing: Auto Suspend and Auto UnSuspend of each profile, off."""
    there = {
        (row.profile_id, row.event_type)
        for row in session.scalars(select(EventMapping).where(EventMapping.provider_id == provider_id))
    }
    session.add_all(
        EventMapping(provider_id=provider_id, event_type=event.value, profile_id=profile_id, is_enabled=False)
        for profile_id in session.scalars(select(AccountProfile.id).order_by(AccountProfile.id)).all()
        for event in sorted(AUTOMATIONS)
        if (profile_id, event.value) not in there
    )
