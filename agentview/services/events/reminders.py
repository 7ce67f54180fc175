"""Tells of invoices that are due or overdue, each threshold once, a block at a time (R-EVT-06 to 09)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, exists, literal, select, union_all
from sqlalchemy.orm import Session

from agentview.contract.events import EventType
from agentview.core.clock import local_day
from agentview.models.customer import Account
from agentview.models.events import EventMapping
from agentview.models.money import Invoice
from agentview.models.party import Provider
from agentview.models.trail import EventInstance
from agentview.services.events.firing import Occurrence, fire, skip
from agentview.services.events.open_invoices import IS_OPEN, IS_PAYABLE
from agentview.services.events.rules import Step, offset_of, told_and_missed
from agentview.services.unit import Unit

BLOCK = 100
"""So many invoices are told of in one transaction."""

_TYPES = (EventType.INVOICE_DUE, EventType.INVOICE_OVERDUE)


@dataclass(frozen=True, slots=True)
class _Laddered:
    """A threshold of a kind of account."""

    profile_id: int
    step: Step


def has_reminders(session: Session, provider_id: int) -> bool:
    """Say whether a provider reminds of invoices at all."""
    return session.scalars(_mappings(provider_id).limit(1)).first() is not None


def remind(unit: Unit, after_id: int) -> int | None:
    """Tell of the next invoices behind one, by their ids; return the last one, None at the end.

    Of several thresholds that an invoice reached meanwhile the newest is told, the others are recorded.
    """
    provider = unit.session.get_one(Provider, unit.caller.provider_id)
    ladder = _ladder(unit.session, provider)
    if not ladder:
        return None
    today = local_day(unit.now, provider.timezone)
    reached = _reached(unit.session, provider.id, ladder, today, after_id)
    for invoice, found in reached.items():
        told, missed = told_and_missed(found, invoice.issued_on, invoice.due_on)
        for step in told:
            fire(unit, _occurrence(invoice, step))
        for step in missed:
            skip(unit, _occurrence(invoice, step))
    return max((invoice.id for invoice in reached), default=None)


def _mappings(provider_id: int) -> Select[Any]:
    return (
        select(EventMapping)
        .where(
            EventMapping.provider_id == provider_id,
            EventMapping.event_type.in_([one.value for one in _TYPES]),
            EventMapping.is_enabled,
        )
        .order_by(EventMapping.id)
    )


def _ladder(session: Session, provider: Provider) -> Sequence[_Laddered]:
    return [
        _Laddered(
            row.profile_id,
            Step(
                mapping_id=row.id,
                event_type=EventType(row.event_type),
                offset_days=offset_of(EventType(row.event_type), row.threshold),
                since=local_day(row.enabled_at, provider.timezone) if row.enabled_at else None,
                lead_limit_days=row.lead_limit_days,
            ),
        )
        for row in session.scalars(_mappings(provider.id))
    ]


def _reached(
    session: Session, provider_id: int, ladder: Sequence[_Laddered], today: date, after_id: int
) -> Mapping[Invoice, Sequence[Step]]:
    """Return the next invoices that reached thresholds nobody has told of, and which ones."""
    pairs = union_all(*(_pairs(provider_id, one, today, after_id) for one in ladder)).subquery()
    block = select(pairs.c.invoice_id).distinct().order_by(pairs.c.invoice_id).limit(BLOCK)
    rows = session.execute(
        select(Invoice, pairs.c.mapping_id)
        .join(pairs, pairs.c.invoice_id == Invoice.id)
        .where(Invoice.id.in_(block))
        .order_by(Invoice.id, pairs.c.mapping_id)
    )
    steps = {one.step.mapping_id: one.step for one in ladder}
    found: dict[Invoice, list[Step]] = defaultdict(list)
    for invoice, mapping_id in rows:
        found[invoice].append(steps[mapping_id])
    return found


def _pairs(provider_id: int, one: _Laddered, today: date, after_id: int) -> Select[int, int]:
    """Select what is open, reached the threshold, and was not told of."""
    step = one.step
    first, last = step.due_days(today)
    return (
        select(Invoice.id.label("invoice_id"), literal(step.mapping_id).label("mapping_id"))
        .join(Account, Account.id == Invoice.account_id)
        .where(
            Invoice.id > after_id,
            Account.provider_id == provider_id,
            Account.profile_id == one.profile_id,
            IS_OPEN,
            IS_PAYABLE,
            Invoice.due_on.between(first, last),
            ~exists().where(EventInstance.dedupe_key == _key(step)),
        )
    )


def _key(step: Step) -> ColumnElement[str]:
    """Return the key of the event of an invoice, as `firing` makes it."""
    return literal(f"{step.event_type.value}:") + cast(Invoice.id, String) + literal(f":{step.mapping_id}")


def _occurrence(invoice: Invoice, step: Step) -> Occurrence:
    return Occurrence(
        event_type=step.event_type,
        account_id=invoice.account_id,
        once=f"{invoice.id}:{step.mapping_id}",
        invoice_id=invoice.id,
        mapping_id=step.mapping_id,
    )
