"""Reads promises, and what has come since they were taken, in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, Select, and_, func, select

from agentview.contract.ledger import PaymentStatus, PromiseStatus
from agentview.core.clock import local_day
from agentview.models.customer import Account
from agentview.models.money import Payment, PaymentPromise
from agentview.services.ledger.records import currency_of
from agentview.services.ledger_posting import open_invoices
from agentview.services.promises.rules import Came, Standing, Word, paid
from agentview.services.unit import Unit

P = PaymentPromise
_YEAR = timedelta(days=365)


def word_of(unit: Unit, row: PaymentPromise) -> Word:
    """Return a stored promise as the rules take it."""
    return Word(row.amount_cents, local_day(row.taken_at, unit.caller.zone), row.promised_for)


def paid_since(unit: Unit, rows: Collection[PaymentPromise]) -> Mapping[int, int]:
    """Return what has come for each promise; money that was booked before it was taken does not count."""
    came: dict[int, list[Came]] = defaultdict(list)
    found = unit.session.execute(
        select(P.id, Payment.received_on, Payment.amount_cents)
        .join(
            Payment,
            and_(
                Payment.account_id == P.account_id,
                Payment.created_at >= P.taken_at,
                Payment.currency == P.currency,
                Payment.status == PaymentStatus.RECEIVED.value,
            ),
        )
        .where(P.id.in_([row.id for row in rows]))
    )
    for promise_id, on, cents in found:
        came[promise_id].append(Came(on, cents))
    return {row.id: paid(word_of(unit, row), came[row.id]) for row in rows}


def standing_of(unit: Unit, account: Account) -> Standing:
    """Return what the rules look at before a promise of an account is taken."""
    of_account = P.account_id == account.id
    taken = select(func.count(P.id)).where(
        of_account, P.status != PromiseStatus.CANCELLED.value, P.taken_at > unit.now - _YEAR
    )
    is_open = select(func.max(P.promised_for)).where(of_account, P.status == PromiseStatus.OPEN.value)
    return Standing(
        owing_cents=sum(one.amount_due_inc_cents for one in open_invoices(unit, account)),
        currency=currency_of(unit, account),
        taken=unit.session.scalar(taken) or 0,
        open_for=unit.session.scalar(is_open),
    )


def shown_promises() -> Select[*tuple[Any, ...]]:
    """Return promises with their accounts."""
    return (
        select(P, Account).join(Account, Account.id == P.account_id).execution_options(populate_existing=True)
    )


def promises_in(rows: Sequence[Row[Any]]) -> list[PaymentPromise]:
    """Return the promises of fetched rows."""
    return [row.PaymentPromise for row in rows]
