"""Invoices and payments, for the tests: booked by the lead of the small operator."""

from datetime import date, timedelta
from itertools import count

from sqlalchemy import select

from agentview.contract import ledger as contract
from agentview.contract.ledger import LedgerInvoice, LedgerPayment, Statement
from agentview.models.money import LedgerEntry
from tests import build
from tests.services.provisioning.working import Working

LEAD = "harbour_lead"
TODAY = date(2026, 11, 16)
_NUMBERS = count(1)


class Booking(Working):
    """Books for one customer."""

    def invoice(
        self, cents: int = 5_000, days_overdue: int = 20, account: int = build.MARLOW
    ) -> LedgerInvoice:
        """Add an invoice that became due so many days ago."""
        due_on = TODAY - timedelta(days=days_overdue)
        return self.call(
            LEAD,
            contract.ADD_INVOICE,
            account_id=account,
            invoice_no=f"B-{next(_NUMBERS)}",
            issued_on=due_on - timedelta(days=14),
            due_on=due_on,
            total_cents=cents,
        )

    def pay(self, cents: int, account: int = build.MARLOW, **more: object) -> LedgerPayment:
        """Take in a payment of today."""
        values: dict[str, object] = {"external_id": f"P-{next(_NUMBERS)}", "received_on": TODAY, **more}
        return self.call(LEAD, contract.RECEIVE, account_id=account, amount_cents=cents, **values)

    def reverse(self, payment: LedgerPayment) -> LedgerPayment:
        """Let the bank take a payment back."""
        return self.call(LEAD, contract.REVERSE, **seen(payment), reason="No funds")

    def statement(self, account: int = build.MARLOW, by: str = LEAD) -> Statement:
        """Return a customer's ledger."""
        return self.call(by, contract.STATEMENT, account_id=account)

    def dues(self, account: int = build.MARLOW) -> list[int]:
        """Return what is due of the open invoices, the oldest first."""
        return [one.due_cents for one in self.statement(account).invoices]

    def entries(self) -> list[tuple[str, int]]:
        """Return all that was booked."""
        with self.backend.database.read() as session:
            rows = session.execute(
                select(LedgerEntry.kind, LedgerEntry.amount_cents).order_by(LedgerEntry.id)
            )
            return [(row.kind, row.amount_cents) for row in rows]


def seen(record: LedgerInvoice | LedgerPayment) -> dict[str, int]:
    """Return how a request names a record in the version that was seen."""
    if isinstance(record, LedgerInvoice):
        return {"invoice_id": record.invoice_id, "version": record.version}
    return {"payment_id": record.payment_id, "version": record.version}
