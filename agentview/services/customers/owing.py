"""What a customer owes: issued invoices with something still due, and how long the oldest is overdue."""

from datetime import date

from sqlalchemy import case, func, select

from agentview.contract.customers import Owing
from agentview.models.money import Invoice
from agentview.services.unit import Unit

_ISSUED = "ISSUED"


def owing_of(unit: Unit, account_id: int, today: date, currency: str) -> Owing:
    """Return what is owed; an invoice is overdue from the day after its due day, in the provider's zone."""
    due = Invoice.amount_due_inc_cents
    is_overdue = Invoice.due_on < today
    row = unit.session.execute(
        select(
            func.coalesce(func.sum(due), 0).label("owing"),
            func.coalesce(func.sum(case((is_overdue, due), else_=0)), 0).label("overdue"),
            func.min(case((is_overdue, Invoice.due_on))).label("oldest"),
        ).where(Invoice.account_id == account_id, Invoice.status == _ISSUED, due > 0)
    ).one()
    return Owing(
        owing_cents=int(row.owing),
        overdue_cents=int(row.overdue),
        oldest_overdue_days=(today - row.oldest).days if row.oldest is not None else None,
        currency=currency,
    )
