"""Says of requests that are due that no carrier's platform is set up; they wait, and nothing is lost."""

from datetime import datetime

from sqlalchemy import Select, update
from sqlalchemy.orm import Session

from agentview.contract.feed import Topic
from agentview.models.network import NetworkRequest
from agentview.services.network.errand import due, is_due
from agentview.services.network.matter import matter
from agentview.services.network.rules import NO_PLATFORM
from agentview.services.network.standing import raise_error
from agentview.services.network.system import system_of
from agentview.services.unit import Unit

N = NetworkRequest


def has_unsaid(session: Session, now: datetime) -> bool:
    """Say whether something is due of which nobody was told yet that it waits."""
    return session.scalars(_unsaid(now).limit(1)).first() is not None


def tell_waiting(unit: Unit) -> bool:
    """Raise a case for the request that has been due for longest; say whether there was one.

    The request stays as it is, and goes out by itself once a platform is set up.
    """
    return any(_tell(unit, request_id) for request_id in unit.session.scalars(_unsaid(unit.now)).all())


def _unsaid(now: datetime) -> Select[int]:
    return due(now).where(N.failure_code.is_(None))


def _tell(unit: Unit, request_id: int) -> bool:
    """Mark a request as one that waits for a platform; of several processes one gets through."""
    marked = (
        update(N)
        .where(N.id == request_id, is_due(unit.now), N.failure_code.is_(None))
        .values(
            failure_code=NO_PLATFORM,
            row_version=N.row_version + 1,
            updated_at=unit.now,
            updated_by=unit.caller.username,
        )
        .returning(N.id)
    )
    if unit.session.scalars(marked, execution_options={"synchronize_session": False}).first() is None:
        return False
    found = matter(unit, request_id)
    unit.caller = system_of(found.retailer)
    raise_error(unit, found, NO_PLATFORM)
    unit.changed(Topic.NETWORK_REQUEST, request_id, "wait", (found.row.provider_id, None))
    return True
