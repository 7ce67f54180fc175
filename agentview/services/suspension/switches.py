"""For which kinds of account the automation is switched off: a dry run says so, and goes on (R-EVT-02)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from agentview.contract.events import EventType
from agentview.models.customer import AccountProfile
from agentview.services.events.switches import profiles_on


def profiles_off(session: Session, provider_id: int) -> tuple[str, ...]:
    """Return the names of the profiles of which no account is restricted by the program."""
    on = profiles_on(session, provider_id, EventType.AUTO_SUSPEND)
    rows = session.execute(select(AccountProfile.id, AccountProfile.name).order_by(AccountProfile.name))
    return tuple(row.name for row in rows if row.id not in on)
