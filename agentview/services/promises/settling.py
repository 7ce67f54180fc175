"""Settles promises: those that were kept, and those of which the day is over (E.3)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, exists, or_, select
from sqlalchemy.orm import Session

from agentview.contract.ledger import PromiseStatus
from agentview.models.customer import Account
from agentview.models.money import Payment, PaymentPromise
from agentview.services.promises.queries import paid_since, promises_in, shown_promises, word_of
from agentview.services.promises.rules import outcome
from agentview.services.promises.taking import end
from agentview.services.unit import Unit

P = PaymentPromise
_VERBS = {PromiseStatus.KEPT: "keep", PromiseStatus.BROKEN: "break"}
_BLOCK = 500


def settle_due(unit: Unit) -> int:
    """Settle the open promises of the own provider; return how many were. A second time settles none.

    Only those are read of which the day is over or something has come; the others cost nothing.
    """
    rows = _due(unit)
    return sum(_settle(unit, rows[at : at + _BLOCK]) for at in range(0, len(rows), _BLOCK))


def has_open(session: Session, provider_id: int) -> bool:
    """Say whether a promise of a provider's account is open."""
    wanted = (
        select(P.id)
        .join(Account, Account.id == P.account_id)
        .where(Account.provider_id == provider_id, P.status == PromiseStatus.OPEN.value)
    )
    return session.execute(wanted.limit(1)).first() is not None


def _due(unit: Unit) -> Sequence[Row[Any]]:
    has_come = exists().where(Payment.account_id == P.account_id, Payment.created_at >= P.taken_at)
    wanted = (
        shown_promises()
        .where(
            Account.provider_id == unit.caller.provider_id,
            P.status == PromiseStatus.OPEN.value,
            or_(P.promised_for < unit.today, has_come),
        )
        .order_by(P.id)
    )
    return unit.session.execute(wanted.with_for_update(of=P, key_share=True)).all()


def _settle(unit: Unit, rows: Sequence[Row[Any]]) -> int:
    came, settled = paid_since(unit, promises_in(rows)), 0
    for row in rows:
        found = row.PaymentPromise
        status = outcome(word_of(unit, found), came[found.id], unit.today)
        if status is not PromiseStatus.OPEN:
            end(unit, found, row.Account, status, _VERBS[status])
            settled += 1
    return settled
