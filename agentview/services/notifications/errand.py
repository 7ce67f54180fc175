"""Takes the messages that are due: one worker gets each, by a conditional UPDATE, as a lease."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, or_, select, update
from sqlalchemy.orm import Session

from agentview.contract.notifications import Channel, NotificationCommand, NotificationStatus, NotSentReason
from agentview.models.events import Notification
from agentview.services.notifications.outlet import Outlet, outlet_of
from agentview.services.notifications.rules import LATEST, LEASE, quiet_until
from agentview.services.notifications.settling import settle
from agentview.services.unit import Unit

N = Notification
BLOCK = 20
"""So many messages are leased at a time; they are sent one after the other."""

_AT_ONCE = {"synchronize_session": False}


@dataclass(frozen=True, slots=True)
class Errand:
    """A message that a worker is to send. `lease_until` recognises it when its outcome is recorded."""

    notification_id: int
    channel: Channel
    lease_until: datetime


@dataclass(frozen=True, slots=True)
class Block:
    """What was taken at once; `is_over`: nothing is due any more for this round."""

    errands: tuple[Errand, ...]
    is_over: bool


def has_errand(session: Session, provider_id: int, now: datetime) -> bool:
    """Say whether a message of a provider may be due; nothing is written for it."""
    return session.scalars(due(provider_id, now).limit(1)).first() is not None


def take_block(unit: Unit, without: Collection[Channel] = ()) -> Block:
    """Take the messages that have been due for longest, but none of the channels named.

    In quiet hours none goes out: each waits for their end, or is not sent where that is more than a day late
    (R-EVT-14). With the digest on, e-mails of one account and event that are due together become one.
    """
    outlet = outlet_of(unit.session, unit.caller.provider_id)
    wanted = due(outlet.provider_id, unit.now).limit(BLOCK)
    if without:
        wanted = wanted.where(N.channel.not_in([channel.value for channel in without]))
    ids = unit.session.scalars(wanted).all()
    quiet_end = quiet_until(outlet.quiet, unit.now, outlet.zone)
    if quiet_end is not None:
        _wait(unit, ids, quiet_end)
        return Block((), is_over=len(ids) < BLOCK)
    errands = [errand for key in ids if (errand := _leased(unit, outlet, key)) is not None]
    return Block(tuple(errands), is_over=not ids)


def let_go(unit: Unit, errands: Sequence[Errand]) -> None:
    """Give back what was taken and not sent: it counts as no attempt, and is due as before."""
    for errand in errands:
        given = (
            update(N)
            .where(N.id == errand.notification_id, N.lease_until == errand.lease_until)
            .values(
                attempts=N.attempts - 1,
                lease_until=None,
                row_version=N.row_version + 1,
                updated_at=unit.now,
                updated_by=unit.caller.username,
            )
        )
        unit.session.execute(given, execution_options=_AT_ONCE)


def due(provider_id: int, now: datetime) -> Select[int]:
    """Select messages whose time has come and that no living lease holds; looked at again once taken."""
    return select(N.id).where(N.provider_id == provider_id, _is_due(now)).order_by(N.next_try_at, N.id)


def _is_due(now: datetime) -> ColumnElement[bool]:
    is_free = or_(N.lease_until.is_(None), N.lease_until < now)
    return and_(N.status == NotificationStatus.QUEUED.value, N.next_try_at <= now, is_free)


def _leased(unit: Unit, outlet: Outlet, key: int) -> Errand | None:
    """Begin the next attempt of a message; None where it is due no longer: a digest has it, or a worker."""
    lease_until = unit.now + LEASE
    changed = (
        update(N)
        .where(N.id == key, _is_due(unit.now))
        .values(
            attempts=N.attempts + 1,
            lease_until=lease_until,
            row_version=N.row_version + 1,
            updated_at=unit.now,
            updated_by=unit.caller.username,
        )
        .returning(N.channel)
    )
    channel = unit.session.scalars(changed, execution_options=_AT_ONCE).first()
    if channel is None:
        return None
    if outlet.is_digest and channel == Channel.EMAIL.value:
        _gather(unit, key)
    return Errand(key, Channel(channel), lease_until)


def _gather(unit: Unit, key: int) -> None:
    """Let what else is due for the same contact and event go out as a part of this message.

    Once it was tried it stays as it is: a repeat says the same.
    """
    lead = unit.session.get_one(N, key, populate_existing=True)
    if lead.attempts > 1 or lead.resend_of_id is not None or lead.contact_id is None:
        return
    joined = (
        update(N)
        .where(
            N.account_id == lead.account_id,
            N.id != lead.id,
            N.event_type == lead.event_type,
            N.channel == lead.channel,
            N.contact_id == lead.contact_id,
            N.to_address == lead.to_address,
            N.from_address == lead.from_address,
            N.resend_of_id.is_(None),
            N.attempts == 0,
            _is_due(unit.now),
        )
        .values(
            digest_id=lead.id,
            next_try_at=None,
            row_version=N.row_version + 1,
            updated_at=unit.now,
            updated_by=unit.caller.username,
        )
    )
    unit.session.execute(joined, execution_options=_AT_ONCE)


def _wait(unit: Unit, ids: Sequence[int], quiet_end: datetime) -> None:
    """Put messages off to the end of quiet hours; those that would come too late are not sent."""
    late = select(N).where(N.id.in_(ids), _is_due(unit.now), N.queued_at < quiet_end - LATEST)
    held = late.order_by(N.id).with_for_update().execution_options(populate_existing=True)
    for row in unit.session.scalars(held).all():
        settle(unit, row, NotificationCommand.WITHHOLD, reason=NotSentReason.QUIET_HOURS)
    unit.session.flush()
    put_off = (
        update(N)
        .where(N.id.in_(ids), _is_due(unit.now))
        .values(
            next_try_at=quiet_end,
            row_version=N.row_version + 1,
            updated_at=unit.now,
            updated_by=unit.caller.username,
        )
    )
    unit.session.execute(put_off, execution_options=_AT_ONCE)
