"""Tells of payments that arrived and of payment plans, each once, a block at a time (3.5, E50)."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, String, cast, exists, literal, select
from sqlalchemy.orm import Session

from agentview.contract.events import EventType
from agentview.contract.ledger import PaymentStatus
from agentview.models.customer import Account
from agentview.models.events import EventMapping
from agentview.models.money import Payment, PaymentPlan
from agentview.models.trail import EventInstance
from agentview.services.events.firing import Occurrence, fire
from agentview.services.events.rules import LATE_DAYS
from agentview.services.unit import Unit

BLOCK = 100
"""So many records are told of in one transaction."""

PLAN_STATUS: Mapping[EventType, str | None] = {
    EventType.PAYMENT_PLAN_CREATED: None,
    EventType.PAYMENT_PLAN_FAILED: "FAILED",
    EventType.PAYMENT_PLAN_COMPLETED: "COMPLETED",
    EventType.PAYMENT_PLAN_CANCELLED: "CANCELLED",
}
"""The status of a plan that is told of; None: it was made, whatever became of it."""

TYPES = (EventType.PAYMENT_RECEIVED, *PLAN_STATUS)


def has_money_events(session: Session, provider_id: int) -> bool:
    """Say whether a provider tells of payments or plans at all."""
    wanted = [one.value for one in TYPES]
    return (
        session.scalars(_mappings(provider_id).where(EventMapping.event_type.in_(wanted)).limit(1)).first()
        is not None
    )


def tell_money(unit: Unit, event_type: EventType, after_id: int) -> int | None:
    """Tell of the next payments or plans behind one, by their ids; return the last one, None at the end."""
    kind = Payment if event_type is EventType.PAYMENT_RECEIVED else PaymentPlan
    found: Sequence[Payment | PaymentPlan] = [
        row for mapping in _on(unit, event_type) for row in _block(unit, kind, mapping, after_id)
    ]
    block = sorted({row.id: row for row in found}.values(), key=lambda row: row.id)[:BLOCK]
    for row in block:
        fire(unit, _occurrence(event_type, row))
    return block[-1].id if block else None


def _mappings(provider_id: int) -> Select[Any]:
    return select(EventMapping).where(EventMapping.provider_id == provider_id, EventMapping.is_enabled)


def _on(unit: Unit, event_type: EventType) -> Sequence[EventMapping]:
    wanted = _mappings(unit.caller.provider_id).where(EventMapping.event_type == event_type.value)
    return unit.session.scalars(wanted.order_by(EventMapping.id)).all()


def _block(
    unit: Unit, kind: type[Payment | PaymentPlan], mapping: EventMapping, after_id: int
) -> Sequence[Payment | PaymentPlan]:
    """Return what happened since the mapping is on, of its kind of account, and was not told of."""
    event_type = EventType(mapping.event_type)
    since = _since(unit.now, mapping.enabled_at)
    told = literal(f"{event_type.value}:") + cast(kind.id, String)
    wanted = (
        select(kind)
        .join(Account, Account.id == kind.account_id)
        .where(
            kind.id > after_id,
            Account.provider_id == mapping.provider_id,
            Account.profile_id == mapping.profile_id,
            ~exists().where(EventInstance.dedupe_key == told),
        )
        .order_by(kind.id)
        .limit(BLOCK)
    )
    return unit.session.scalars(_of_type(wanted, event_type, since)).all()


def _of_type(wanted: Select[Any], event_type: EventType, since: datetime) -> Select[Any]:
    if event_type is EventType.PAYMENT_RECEIVED:
        # A payment is changed again when an old one finds an invoice: that is nothing to tell of.
        return wanted.where(
            Payment.status == PaymentStatus.RECEIVED.value,
            Payment.updated_at >= since,
            Payment.received_on >= since.date(),
        )
    status = PLAN_STATUS[event_type]
    if status is None:
        return wanted.where(PaymentPlan.created_at >= since)
    return wanted.where(PaymentPlan.status == status, PaymentPlan.updated_at >= since)


def _since(now: datetime, enabled_at: datetime | None) -> datetime:
    earliest = now - timedelta(days=LATE_DAYS)
    return max(earliest, enabled_at) if enabled_at is not None else earliest


def _occurrence(event_type: EventType, row: Payment | PaymentPlan) -> Occurrence:
    is_payment = isinstance(row, Payment)
    return Occurrence(
        event_type=event_type,
        account_id=row.account_id,
        once=str(row.id),
        payment_id=row.id if is_payment else None,
        payment_plan_id=None if is_payment else row.id,
    )
