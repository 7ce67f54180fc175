"""What is still to be paid of invoices, as the statements of events ask for it."""

from sqlalchemy import ColumnElement, literal_column

from agentview.models.money import Invoice

_NOTHING: ColumnElement[int] = literal_column("0")
"""Written out: a bound parameter would hide the partial index of open invoices from SQLite."""

IS_OPEN = Invoice.amount_due_inc_cents > _NOTHING

IS_PAYABLE = Invoice.amount_due_inc_cents > Invoice.disputed_cents
"""Something of it is to be paid that is not in dispute: of the rest nobody is reminded (E.1)."""
