"""Any order of invoices, payments, reversals and credits: no cent is lost or made, and the books add up."""

from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agentview.contract import ledger as contract
from agentview.contract.ledger import LedgerPayment, PaymentStatus
from tests.fixtures.backend import Backend
from tests.services.ledger.booking import LEAD, Booking, seen
from tests.world import assert_world

CENTS = st.integers(1, 3_000)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("invoice"), CENTS, st.integers(0, 60)),
        st.tuples(st.just("pay"), CENTS, st.booleans()),
        st.tuples(st.just("settle"), st.integers(0, 5), st.booleans()),
        st.tuples(st.just("reverse"), st.integers(0, 5), st.just(0)),
        st.tuples(st.just("credit"), CENTS, st.integers(0, 5)),
    ),
    max_size=14,
)
Step = tuple[str, int, int]


class Books:
    """What must be owed, kept as two sums: what was billed less credits, and the money that is here."""

    def __init__(self, booking: Booking) -> None:
        self.booking = booking
        self.billed = 0
        self.money = 0
        self.payments: list[LedgerPayment] = []

    def do(self, step: Step) -> None:
        name, first, second = step
        getattr(self, name)(first, second)

    def invoice(self, cents: int, days: int) -> None:
        self.booking.invoice(cents, days)
        self.billed += cents

    def pay(self, cents: int, is_pending: int) -> None:
        self.payments.append(self.booking.pay(cents, is_pending=bool(is_pending)))
        self.money += 0 if is_pending else cents

    def settle(self, number: int, has_come: int) -> None:
        payment = self._now(number)
        if payment is None:
            return
        if payment.status is not PaymentStatus.PENDING:
            wrong = self.booking.refused(LEAD, contract.SETTLE, **seen(payment), has_come=bool(has_come))
            assert wrong.code == "E-PAYMENT-STATE"
            return
        self.booking.call(LEAD, contract.SETTLE, **seen(payment), has_come=bool(has_come))
        self.money += payment.amount_cents if has_come else 0

    def reverse(self, number: int, _: int) -> None:
        payment = self._now(number)
        if payment is None:
            return
        if payment.status is not PaymentStatus.RECEIVED:
            wrong = self.booking.refused(LEAD, contract.REVERSE, **seen(payment), reason="x")
            assert wrong.code == "E-PAYMENT-STATE"
            return
        self.booking.reverse(payment)
        self.money -= payment.amount_cents

    def credit(self, cents: int, number: int) -> None:
        invoices = self.booking.statement().invoices
        if not invoices:
            return
        invoice = invoices[number % len(invoices)]
        asked = {**seen(invoice), "amount_cents": cents, "reason": "x"}
        if cents > invoice.due_cents:
            assert self.booking.refused(LEAD, contract.CREDIT, **asked).code == "E-CREDIT-MORE"
            return
        self.booking.call(LEAD, contract.CREDIT, **asked)
        self.billed -= cents

    def check(self) -> None:
        found = self.booking.statement()
        assert found.owing_cents - found.credit_cents == self.billed - self.money
        assert not (found.owing_cents and found.credit_cents), "money waits while something is due"

    def _now(self, number: int) -> LedgerPayment | None:
        """Return a payment as it is now: what another one pays changes it too."""
        if not self.payments:
            return None
        wanted = self.payments[number % len(self.payments)].payment_id
        payments: Sequence[LedgerPayment] = self.booking.statement().payments
        return next((one for one in payments if one.payment_id == wanted), None)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_no_cent_is_lost_or_made(local_backend: Backend, steps: list[Step]) -> None:
    books = Books(Booking(local_backend))
    before = books.booking.statement()
    books.billed = before.owing_cents - before.credit_cents
    for step in steps:
        books.do(step)
        books.check()
    assert_world(local_backend.database)
