"""Takes the segments that are due: one worker gets each, by a conditional UPDATE, as a lease."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session

from agentview.models.wireless_fulfilment import OrderSegment
from agentview.services.unit import Unit
from agentview.services.wireless_fulfilment.lifecycle import OPEN

G = OrderSegment
BLOCK = 20
"""So many segments are leased at a time; they are sent or asked about one after the other."""
LEASE = timedelta(minutes=20)
"""How long a worker has a block: each call may take half a minute."""
_AT_ONCE = {"synchronize_session": False}


@dataclass(frozen=True, slots=True)
class Errand:
    """A segment that a worker has. `lease_until` recognises it when the answer is recorded.

    `is_question`: the vendor may have it already, and is asked first.
    """

    segment_id: int
    is_warehouse: bool
    is_question: bool
    lease_until: datetime


def has_errand(session: Session, provider_id: int, now: datetime) -> bool:
    """Say whether a segment of a provider is due; nothing is written for it."""
    return session.scalars(select(G.id).where(_is_due(provider_id, now)).limit(1)).first() is not None


def take_block(unit: Unit) -> tuple[Errand, ...]:
    """Take the segments that have been due for longest; from here on a vendor may have each of them."""
    due = _is_due(unit.caller.provider_id, unit.now)
    wanted = select(G.id, G.first_sent_at).where(due).order_by(G.ask_at, G.id).limit(BLOCK)
    found = [
        _leased(unit, key, due, was_sent=sent is not None) for key, sent in unit.session.execute(wanted).all()
    ]
    return tuple(errand for errand in found if errand is not None)


def _is_due(provider_id: int, now: datetime) -> ColumnElement[bool]:
    is_free = or_(G.lease_until.is_(None), G.lease_until < now)
    return and_(G.provider_id == provider_id, G.ask_at <= now, is_free, G.status.in_(OPEN))


def _leased(unit: Unit, key: int, due: ColumnElement[bool], *, was_sent: bool) -> Errand | None:
    lease_until = unit.now + LEASE
    before = G.first_sent_at.is_not(None) if was_sent else G.first_sent_at.is_(None)
    changed = (
        update(G)
        .where(G.id == key, due, before)
        .values(
            lease_until=lease_until,
            first_sent_at=func.coalesce(G.first_sent_at, unit.now, type_=G.first_sent_at.type),
            row_version=G.row_version + 1,
            updated_at=unit.now,
            updated_by=unit.caller.username,
        )
        .returning(G.is_own_warehouse)
    )
    is_warehouse = unit.session.scalars(changed, execution_options=_AT_ONCE).first()
    return None if is_warehouse is None else Errand(key, is_warehouse, was_sent, lease_until)
