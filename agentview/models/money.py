"""What a customer owes and has paid: invoices, payments, the ledger over both, plans and promises to pay."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from agentview.models.base import Base, Tracked
from agentview.models.dialect import BIG_KEY

_IS_OPEN = text("amount_due_inc_cents > 0")


class Invoice(Tracked, Base):
    """An invoice; amounts in minor units including tax, `amount_due_inc_cents` is still to be paid.

    What is due is the sum of the invoice's entries in the ledger, kept beside them because every list asks.
    """

    __tablename__ = "invoice"
    __table_args__ = (
        UniqueConstraint("account_id", "invoice_no"),
        Index(None, "account_id", "due_on"),
        Index(
            "ix_invoice_open",
            "account_id",
            "due_on",
            "amount_due_inc_cents",
            "disputed_cents",
            sqlite_where=_IS_OPEN,
            postgresql_where=_IS_OPEN,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    invoice_no: Mapped[str] = mapped_column(String(40))
    issued_on: Mapped[date]
    due_on: Mapped[date]
    currency: Mapped[str] = mapped_column(String(3))
    total_inc_cents: Mapped[int]
    amount_due_inc_cents: Mapped[int]
    disputed_cents: Mapped[int] = mapped_column(default=0)
    status: Mapped[str] = mapped_column(String(10))


class Payment(Tracked, Base):
    """Money of a customer, in minor units. `unallocated_cents` of it has not found an invoice yet.

    `external_id` is the sender's: the same one again is the same payment. PENDING is on its way and pays
    nothing; REVERSED was taken back.
    """

    __tablename__ = "payment"
    __table_args__ = (
        UniqueConstraint("provider_id", "external_id"),
        Index(None, "account_id", "received_on", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    external_id: Mapped[str] = mapped_column(String(100))
    method: Mapped[str] = mapped_column(String(20))
    received_on: Mapped[date]
    amount_cents: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    unallocated_cents: Mapped[int]
    status: Mapped[str] = mapped_column(String(10))
    reference: Mapped[str] = mapped_column(String(200), default="", server_default="")


class LedgerEntry(Base):
    """What changed what a customer owes; nothing here is ever altered or deleted.

    `amount_cents` is positive where more is owed. The entries of an invoice add up to what is due of it;
    those of a payment to what of it was allocated, with the sign turned.
    """

    __tablename__ = "ledger_entry"
    __table_args__ = (
        Index(None, "account_id", "id"),
        Index(None, "invoice_id", "id"),
        Index(None, "payment_id", "id"),
    )

    id: Mapped[int] = mapped_column(BIG_KEY, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    invoice_id: Mapped[int] = mapped_column(ForeignKey("invoice.id"))
    payment_id: Mapped[int | None] = mapped_column(ForeignKey("payment.id"))
    kind: Mapped[str] = mapped_column(String(20))
    amount_cents: Mapped[int]
    text: Mapped[str] = mapped_column(String(200), default="", server_default="")
    booked_at: Mapped[datetime]
    booked_by: Mapped[str] = mapped_column(String(200))


class PaymentPlan(Tracked, Base):
    """An agreement to pay in parts (E50)."""

    __tablename__ = "payment_plan"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    start_on: Mapped[date]
    frequency: Mapped[str] = mapped_column(String(20))
    number_of_payments: Mapped[int]
    status: Mapped[str] = mapped_column(String(20))


class PaymentPlanInvoice(Base):
    """An invoice that is paid by a payment plan, and how much of it is, in minor units (R-SUS-05)."""

    __tablename__ = "payment_plan_invoice"

    payment_plan_id: Mapped[int] = mapped_column(ForeignKey("payment_plan.id"), primary_key=True)
    invoice_id: Mapped[int] = mapped_column(ForeignKey("invoice.id"), primary_key=True, index=True)
    amount_cents: Mapped[int] = mapped_column(default=0, server_default="0")


class PaymentPromise(Tracked, Base):
    """A customer's word to pay so much by a day: it holds the rules back until then (E.3)."""

    __tablename__ = "payment_promise"
    __table_args__ = (Index(None, "account_id", "status"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    amount_cents: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    promised_for: Mapped[date]
    status: Mapped[str] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(String(10_000), default="", server_default="")
    taken_at: Mapped[datetime]
    taken_by: Mapped[str] = mapped_column(String(200))
    ended_at: Mapped[datetime | None]
