"""Takes promises to pay, and cancels them: while one is open the rules wait (E.3)."""

from agentview.contract.ledger import PromiseStatus
from agentview.contract.promises import (
    MOST_A_YEAR,
    CancelPromiseRequest,
    PromiseRow,
    PromiseTerms,
    PromiseTermsRequest,
    TakePromiseRequest,
)
from agentview.contract.value import RefusalInfo
from agentview.core.errors import Rejected, rejected
from agentview.core.money import Money
from agentview.models.customer import Account
from agentview.models.money import PaymentPromise
from agentview.services.contract_catalogue.scope import stale
from agentview.services.customer_scope import account_of, held_account, not_there, refuse_customers, visible
from agentview.services.customers.news import tell
from agentview.services.promises import rules
from agentview.services.promises.listing import row_of
from agentview.services.promises.queries import paid_since, shown_promises, standing_of
from agentview.services.reevaluating import ask_again
from agentview.services.unit import Unit

ENTITY = "payment_promise"
_FREE = (PromiseStatus.BROKEN.value, PromiseStatus.CANCELLED.value)
"""A promise that is over without having been kept: the account may be picked now."""


def terms(unit: Unit, request: PromiseTermsRequest) -> PromiseTerms:
    """Say what an account may promise today, or why it may not. Raises NotFound."""
    refuse_customers(unit)
    account = account_of(unit, request.account_id)
    standing, (first, last) = standing_of(unit, account), rules.days(unit.today)
    return PromiseTerms(
        account_id=account.id,
        owing_cents=standing.owing_cents,
        currency=standing.currency,
        first_on=first,
        last_on=last,
        taken=standing.taken,
        most_a_year=MOST_A_YEAR,
        refusals=tuple(map(RefusalInfo.of, rules.standing_refusals(standing))),
    )


def take(unit: Unit, request: TakePromiseRequest) -> PromiseRow:
    """Take a promise; the rules leave the account alone to the end of its day.

    Raises Rejected (`E-PROMISE-DAY`, `E-PROMISE-MORE`, `E-PROMISE-OPEN`, `E-PROMISE-YEAR`), NotFound.
    """
    refuse_customers(unit)
    account = held_account(unit, request.account_id)
    standing = standing_of(unit, account)
    against = rules.refusals(standing, request.amount_cents, request.promised_for, unit.today)
    if against:
        raise Rejected(*against)
    made = PaymentPromise(
        account_id=account.id,
        amount_cents=request.amount_cents,
        currency=standing.currency,
        promised_for=request.promised_for,
        status=PromiseStatus.OPEN.value,
        note=request.note,
        taken_at=unit.now,
        taken_by=unit.caller.display_name,
    )
    unit.session.add(made)
    unit.session.flush()
    write_down(unit, made, account, "take", request.note)
    return row_of(made, account, 0)


def cancel(unit: Unit, request: CancelPromiseRequest) -> PromiseRow:
    """Cancel an open promise: the rules go on. Raises Conflict (`E-STALE`), Rejected (`E-PROMISE-OVER`)."""
    refuse_customers(unit)
    wanted = shown_promises().where(PaymentPromise.id == request.promise_id, visible(unit.caller))
    row = unit.session.execute(wanted.with_for_update(of=PaymentPromise, key_share=True)).first()
    if row is None:
        raise not_there("promise_id", request.promise_id)
    found, account = row.PaymentPromise, row.Account
    if found.row_version != request.version:
        raise stale(unit, found)
    if found.status != PromiseStatus.OPEN.value:
        raise rejected("E-PROMISE-OVER")
    end(unit, found, account, PromiseStatus.CANCELLED, "cancel", request.reason)
    return row_of(found, account, paid_since(unit, [found])[found.id])


def end(
    unit: Unit, found: PaymentPromise, account: Account, status: PromiseStatus, verb: str, reason: str = ""
) -> None:
    """Give a promise the state in which it stays."""
    found.status, found.ended_at = status.value, unit.now
    unit.session.flush()
    write_down(unit, found, account, verb, reason)


def write_down(unit: Unit, found: PaymentPromise, account: Account, verb: str, reason: str) -> None:
    """Put a change into the trail, tell it, and have the rules look at the account again (R-SUS-20)."""
    said = f"{Money(found.amount_cents, found.currency).decimal()} {found.currency}"
    unit.audit(
        ENTITY,
        found.id,
        verb,
        new=f"{said}, {found.promised_for.isoformat()}",
        reason=reason or None,
        is_internal=True,
        account_id=account.id,
    )
    tell(unit, account, f"{verb}_promise")
    is_free = found.status in _FREE
    ask_again(unit, account.id, f"promise-{found.id}-{found.status}", owes_more=is_free)
