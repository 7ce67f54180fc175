"""Says, right before a message is sent, whether what it tells of still holds (R-EVT-08)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from agentview.contract.events import EventType
from agentview.models.events import Notification
from agentview.models.money import Invoice
from agentview.models.trail import EventInstance
from agentview.services.events.open_invoices import IS_OPEN, IS_PAYABLE

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
    invoice = select(Invoice.id).where(Invoice.id == event.payload.get("invoice_id"), IS_OPEN, IS_PAYABLE)
    return session.scalars(invoice).first() is not None
