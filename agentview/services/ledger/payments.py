"""Payments: taken in, settled, reversed. What a payment has paid is always seen in the ledger."""

from sqlalchemy import select

from agentview.contract.ledger import (
    LedgerPayment,
    PaymentStatus,
    ReceivePaymentRequest,
    ReversePaymentRequest,
    SettlePaymentRequest,
)
from agentview.core.errors import Conflict, Refusal, rejected
from agentview.core.money import Money
from agentview.models.customer import Account
from agentview.models.money import Payment
from agentview.services.customers.news import tell
from agentview.services.ledger.records import (
    account_to_book,
    currency_of,
    payment_to_book,
    refuse_state,
    shown_payment,
)
from agentview.services.ledger_posting import pay_open, take_back
from agentview.services.reevaluating import ask_again
from agentview.services.unit import Unit

_NOT_PAID = (PaymentStatus.FAILED.value, PaymentStatus.REVERSED.value)


def receive(unit: Unit, request: ReceivePaymentRequest) -> LedgerPayment:
    """Take in a payment; it pays what is due longest, and what is left waits for the next invoice.

    Raises Rejected (`E-RECEIVED-LATER`), Conflict (`E-PAYMENT-KNOWN`), NotFound.
    """
    account = account_to_book(unit, request.account_id)
    if request.received_on > unit.today and not request.is_pending:
        raise rejected("E-RECEIVED-LATER", field="received_on", day=request.received_on.isoformat())
    known = unit.session.scalars(
        select(Payment).where(
            Payment.provider_id == account.provider_id, Payment.external_id == request.external_id
        )
    ).first()
    if known is not None:
        return _again(known, request)
    row = Payment(
        provider_id=account.provider_id,
        account_id=account.id,
        external_id=request.external_id,
        method=request.method,
        reference=request.reference,
        received_on=request.received_on,
        amount_cents=request.amount_cents,
        currency=currency_of(unit, account),
        unallocated_cents=0,
        status=PaymentStatus.PENDING.value,
    )
    unit.session.add(row)
    unit.session.flush()
    action = "expect" if request.is_pending else "receive"
    unit.audit("payment", row.id, action, new=_amount(row), account_id=account.id)
    if not request.is_pending:
        _come(unit, account, row)
    tell(unit, account, "receive_payment")
    _ask_again(unit, row)
    return shown_payment(row)


def settle(unit: Unit, request: SettlePaymentRequest) -> LedgerPayment:
    """Say that a payment on its way has come, or will not. Raises Conflict (`E-PAYMENT-STATE`), NotFound."""
    row, account = payment_to_book(unit, request.payment_id, request.version)
    refuse_state(row, PaymentStatus.PENDING)
    if request.has_come:
        _come(unit, account, row)
    else:
        row.status = PaymentStatus.FAILED.value
    action = "settle" if request.has_come else "fail"
    unit.audit("payment", row.id, action, new=_amount(row), account_id=account.id)
    tell(unit, account, "settle_payment")
    _ask_again(unit, row)
    return shown_payment(row)


def reverse(unit: Unit, request: ReversePaymentRequest) -> LedgerPayment:
    """Take a payment back: what it paid is owed again (R-SUS-25).

    Raises Rejected (`E-REASON`), Conflict (`E-PAYMENT-STATE`, `E-STALE`), NotFound.
    """
    row, account = payment_to_book(unit, request.payment_id, request.version)
    refuse_state(row, PaymentStatus.RECEIVED)
    if not request.reason.strip():
        raise rejected("E-REASON", field="reason")
    take_back(unit, row)
    row.status = PaymentStatus.REVERSED.value
    unit.audit(
        "payment",
        row.id,
        "reverse",
        new=_amount(row),
        reason=request.reason,
        is_internal=True,
        account_id=account.id,
    )
    pay_open(unit, account)
    tell(unit, account, "reverse_payment")
    _ask_again(unit, row)
    return shown_payment(row)


def _come(unit: Unit, account: Account, row: Payment) -> None:
    row.status, row.unallocated_cents = PaymentStatus.RECEIVED.value, row.amount_cents
    pay_open(unit, account)


def _ask_again(unit: Unit, row: Payment) -> None:
    """Let the rules look at the account at once; what did not come, or was taken back, is owed (R-SUS-25)."""
    owes_more = row.status in _NOT_PAID
    ask_again(unit, row.account_id, f"payment-{row.id}-{row.status}", owes_more=owes_more)


def _again(known: Payment, request: ReceivePaymentRequest) -> LedgerPayment:
    there = (known.account_id, known.received_on, known.amount_cents)
    if there != (request.account_id, request.received_on, request.amount_cents):
        raise Conflict(
            Refusal("E-PAYMENT-KNOWN", field="external_id", values={"number": request.external_id})
        )
    return shown_payment(known)


def _amount(row: Payment) -> str:
    return f"{Money(row.amount_cents, row.currency).decimal()} {row.currency}"
