"""Says, right before a message is sent, whether what it tells of still holds (R-EVT-08)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from agentview.contract.events import EventType
from agentview.models.events import Notification
from agentview.models.money import Invoice
from agentview.models.trail import EventInstance

_OF_INVOICES = frozenset({EventType.INVOICE_DUE.value, EventType.INVOICE_OVERDUE.value})


def still_wanted(session: Session, notification_id: int) -> bool:
    """Say whether a message is to be sent: of an invoice only while something of it is to be paid.

    What is paid or credited in between, and what is in dispute as a whole, is not asked for.
    """
    event = session.execute(
        select(EventInstance.event_type, EventInstance.payload)
        .join(Notification, Notification.event_instance_id == EventInstance.id)
        .where(Notification.id == notification_id)
    ).first()
    if event is None or event.event_type not in _OF_INVOICES:
        return True
    return is_payable(session, event.payload.get("invoice_id"))


def is_payable(session: Session, invoice_id: int | None) -> bool:
    """Say whether something of an invoice is to be paid that is not in dispute."""
    due = session.scalars(
        select(Invoice.amount_due_inc_cents - Invoice.disputed_cents).where(Invoice.id == invoice_id)
    ).first()
    return due is not None and due > 0
