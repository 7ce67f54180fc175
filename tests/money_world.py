"""What must hold at any time of periods, charges, credits and invoices; part of `assert_world`."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agentview.contract.ledger import PaymentStatus
from agentview.contract.migration_quote import ChargeKind, Quote
from agentview.contract.migrations import MigrationStatus
from agentview.models.migration import Migration
from agentview.models.money import Invoice, LedgerEntry, Payment
from agentview.models.subscription import BillingPeriod, Cardline, PackageSubscription

CREDIT = ChargeKind.PRORATA_CREDIT.value


def _periods_follow_each_other(session: Session, _tasks: object) -> Iterator[str]:
    ends: dict[int, Any] = {}
    rows = session.execute(
        select(BillingPeriod.package_subscription_id, BillingPeriod.from_on, BillingPeriod.to_on).order_by(
            BillingPeriod.package_subscription_id, BillingPeriod.from_on
        )
    )
    for package_id, from_on, to_on in rows:
        if to_on < from_on or (package_id in ends and (from_on - ends[package_id]).days != 1):
            yield f"PS-{package_id}: period {from_on} to {to_on} after {ends.get(package_id)}"
        ends[package_id] = to_on


def _credits_are_covered(session: Session, _tasks: object) -> Iterator[str]:
    """Nobody is credited more for a package than was billed for it (I5).

    What a migration credits is looked at below: it also credits the period that it cuts short.
    """
    by_migrations = select(Migration.id).where(Migration.order_id == Cardline.order_id).exists()
    credited = session.execute(
        select(Cardline.package_subscription_id, func.sum(Cardline.amount_ex_cents))
        .where(Cardline.kind == CREDIT, ~by_migrations)
        .group_by(Cardline.package_subscription_id)
    )
    for package_id, total in credited:
        fee = session.get_one(PackageSubscription, package_id).access_fee_cents
        closed = select(func.count()).where(
            BillingPeriod.package_subscription_id == package_id, BillingPeriod.is_closed
        )
        if not -fee * session.scalars(closed).one() <= total <= 0:
            yield f"PS-{package_id}: credit {total} of fee {fee}"


def _migrations_credit_what_they_quoted(session: Session, _tasks: object) -> Iterator[str]:
    """To the cent: one that completed charged and credited what was quoted, any other nothing (R-MIG-39)."""
    rows = session.execute(
        select(Cardline.order_id, Cardline.package_subscription_id, Cardline.kind, Cardline.amount_ex_cents)
    )
    charged: dict[int | None, list[Any]] = {}
    for row in rows:
        charged.setdefault(row.order_id, []).append(row)
    for migration in session.scalars(select(Migration)):
        made = charged.get(migration.order_id, [])
        found = sorted((row.package_subscription_id, row.kind, row.amount_ex_cents) for row in made)
        wanted = []
        if migration.status == MigrationStatus.COMPLETED.value:
            quoted = Quote.model_validate(migration.quote)
            yield from _credits_of_a_period_are_covered(migration, quoted)
            wanted = sorted(
                (migration.losing_ps_id, line.kind.value, line.amount_cents)
                for line in quoted.lines
                if line.is_charged and line.amount_cents
            )
        if found != wanted:
            yield f"migration {migration.id}: charged {found}, quoted {wanted}"


def _credits_of_a_period_are_covered(migration: Migration, quoted: Quote) -> Iterator[str]:
    """No period is credited twice, nor with more than its fee, nor one before the migration (R-MIG-30)."""
    lines = [line for line in quoted.lines if line.kind.value == CREDIT]
    periods = Counter((line.values["from"], line.values["to"]) for line in lines)
    fee = quoted.losing_access_fee_cents
    is_right = all(
        -fee <= line.amount_cents <= 0 and str(line.values["to"]) >= quoted.effective_on.isoformat()
        for line in lines
    )
    if not is_right or set(periods.values()) - {1}:
        yield f"migration {migration.id}: quoted {[line.amount_cents for line in lines]} of fee {fee}"


def _invoices_add_up(session: Session, _tasks: object) -> Iterator[str]:
    """Nobody owes more of an invoice than it was for, nor disputes more than is due; a paid one is paid."""
    for row in session.execute(select(*Invoice.__table__.columns)):
        is_right = 0 <= row.disputed_cents <= row.amount_due_inc_cents <= row.total_inc_cents
        if not is_right or (row.status == "PAID" and row.amount_due_inc_cents):
            yield f"{row.invoice_no}: {row.status} with {row.amount_due_inc_cents} of {row.total_inc_cents}"


def _the_ledger_adds_up(session: Session, _tasks: object) -> Iterator[str]:
    """What is due of an invoice is the sum of its entries; a payment is what it paid and what waits."""
    entries = session.execute(
        select(
            LedgerEntry.invoice_id, LedgerEntry.payment_id, LedgerEntry.account_id, LedgerEntry.amount_cents
        )
    ).all()
    of_invoice: Counter[int] = Counter()
    of_payment: Counter[int] = Counter()
    for entry in entries:
        of_invoice[entry.invoice_id] += entry.amount_cents
        if entry.payment_id is not None:
            of_payment[entry.payment_id] -= entry.amount_cents
    accounts = {row.id: row.account_id for row in session.scalars(select(Invoice))}
    for invoice in session.scalars(select(Invoice)):
        if of_invoice[invoice.id] != invoice.amount_due_inc_cents:
            yield f"{invoice.invoice_no}: due {invoice.amount_due_inc_cents}, booked {of_invoice[invoice.id]}"
    for entry in entries:
        if accounts[entry.invoice_id] != entry.account_id:
            yield f"an entry of account {entry.account_id} on an invoice of another"
    for payment in session.scalars(select(Payment)):
        is_here = payment.status == PaymentStatus.RECEIVED.value
        wanted = payment.amount_cents - payment.unallocated_cents if is_here else 0
        is_right = 0 <= payment.unallocated_cents <= (payment.amount_cents if is_here else 0)
        if not is_right or of_payment[payment.id] != wanted:
            paid = of_payment[payment.id]
            yield f"payment {payment.id}: {payment.status} of {payment.amount_cents}, paid {paid}"


CHECKS: tuple[Callable[[Session, Any], Iterator[str]], ...] = (
    _periods_follow_each_other,
    _credits_are_covered,
    _migrations_credit_what_they_quoted,
    _invoices_add_up,
    _the_ledger_adds_up,
)
