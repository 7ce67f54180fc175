"""For which kinds of account the automation is switched off: a dry run says so, and goes on (R-EVT-02)."""

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from agentview.contract.events import EventType
from agentview.models.customer import AccountProfile
from agentview.models.events import EventMapping


def profiles_off(session: Session, provider_id: int) -> tuple[str, ...]:
    """Return the names of the profiles of which no account is restricted by the program."""
    is_on = exists().where(
        EventMapping.provider_id == provider_id,
        EventMapping.event_type == EventType.AUTO_SUSPEND.value,
        EventMapping.profile_id == AccountProfile.id,
        EventMapping.is_enabled,
    )
    return tuple(session.scalars(select(AccountProfile.name).where(~is_on).order_by(AccountProfile.name)))
