"""Invoices, payments, credits and disputes on every backend; the books add up after each test."""

from datetime import timedelta

from agentview.contract import customers
from agentview.contract import ledger as contract
from agentview.contract.ledger import EntryKind, InvoiceStatus, PaymentStatus
from agentview.core.errors import Conflict, Denied, NotFound, Rejected
from tests import build
from tests.services.ledger.booking import LEAD, TODAY, Booking, seen


def test_a_payment_pays_what_is_due_longest_and_the_rest_waits(booking: Booking) -> None:
    younger, older = booking.invoice(3_000, 5), booking.invoice(2_000, 40)
    paid = booking.pay(2_500)
    assert (paid.status, paid.unallocated_cents) == (PaymentStatus.RECEIVED, 0)
    assert [(one.invoice_no, one.due_cents) for one in booking.statement().invoices] == [
        (younger.invoice_no, 2_500)
    ]
    over = booking.pay(3_000)
    assert over.unallocated_cents == 500
    found = booking.statement()
    assert (found.owing_cents, found.credit_cents, found.invoices) == (0, 500, ())
    assert [one.invoice_no for one in reversed(found.entries)] == [
        younger.invoice_no,
        older.invoice_no,
        older.invoice_no,
        younger.invoice_no,
        younger.invoice_no,
    ]


def test_money_that_waited_pays_the_next_invoice_at_once(booking: Booking) -> None:
    booking.pay(700)
    invoice = booking.invoice(1_000)
    assert (invoice.due_cents, invoice.status) == (300, InvoiceStatus.ISSUED)
    assert booking.statement().credit_cents == 0
    booking.pay(300)
    assert booking.dues() == []


def test_the_same_payment_again_changes_nothing(booking: Booking) -> None:
    booking.invoice(1_000)
    first = booking.pay(400, external_id="BANK-1")
    assert booking.pay(400, external_id="BANK-1") == first
    assert booking.dues() == [600]
    wrong = booking.refused(
        LEAD,
        contract.RECEIVE,
        account_id=build.MARLOW,
        external_id="BANK-1",
        received_on=TODAY,
        amount_cents=401,
    )
    assert isinstance(wrong, Conflict)
    assert wrong.code == "E-PAYMENT-KNOWN"
    assert booking.dues() == [600]


def test_the_same_invoice_again_changes_nothing(booking: Booking) -> None:
    first = booking.invoice(1_000)
    again = {
        "account_id": build.MARLOW,
        "invoice_no": first.invoice_no,
        "issued_on": first.issued_on,
        "due_on": first.due_on,
    }
    assert booking.call(LEAD, contract.ADD_INVOICE, **again, total_cents=1_000) == first
    wrong = booking.refused(LEAD, contract.ADD_INVOICE, **again, total_cents=999)
    assert wrong.code == "E-INVOICE-KNOWN"
    assert booking.dues() == [1_000]


def test_a_payment_on_its_way_pays_when_it_has_come(booking: Booking) -> None:
    booking.invoice(1_000)
    coming = booking.pay(1_000, is_pending=True, received_on=TODAY + timedelta(days=3))
    found = booking.statement()
    assert (found.owing_cents, found.pending_cents, coming.status) == (1_000, 1_000, PaymentStatus.PENDING)
    came = booking.call(LEAD, contract.SETTLE, **seen(coming), has_come=True)
    assert (came.status, booking.dues()) == (PaymentStatus.RECEIVED, [])
    wrong = booking.refused(LEAD, contract.SETTLE, **seen(came), has_come=False)
    assert wrong.code == "E-PAYMENT-STATE"


def test_a_payment_that_never_came_paid_nothing(booking: Booking) -> None:
    booking.invoice(1_000)
    coming = booking.pay(1_000, is_pending=True)
    failed = booking.call(LEAD, contract.SETTLE, **seen(coming), has_come=False)
    assert (failed.status, booking.dues()) == (PaymentStatus.FAILED, [1_000])


def test_r_sus_25_what_a_reversed_payment_paid_is_owed_again(booking: Booking) -> None:
    booking.invoice(1_000, 40)
    booking.invoice(500, 10)
    paid = booking.pay(1_700)
    gone = booking.reverse(paid)
    assert (gone.status, gone.unallocated_cents) == (PaymentStatus.REVERSED, 0)
    assert booking.dues() == [1_000, 500]
    assert booking.refused(LEAD, contract.REVERSE, **seen(gone), reason="x").code == "E-PAYMENT-STATE"


def test_other_money_of_the_customer_pays_what_a_reversed_payment_left(booking: Booking) -> None:
    booking.invoice(1_000)
    first = booking.pay(1_000)
    booking.pay(400)
    booking.reverse(first)
    assert (booking.dues(), booking.statement().credit_cents) == ([600], 0)


def test_a_reversal_needs_a_reason_and_the_version_that_is_there(booking: Booking) -> None:
    booking.invoice(1_000)
    paid = booking.pay(100)
    assert booking.refused(LEAD, contract.REVERSE, **seen(paid), reason=" ").code == "E-REASON"
    stale = {**seen(paid), "version": paid.version + 1}
    assert booking.refused(LEAD, contract.REVERSE, **stale, reason="x").code == "E-STALE"
    assert booking.dues() == [900]


def test_a_credit_takes_off_what_is_due_and_no_more(booking: Booking) -> None:
    invoice = booking.invoice(1_000)
    more = booking.refused(LEAD, contract.CREDIT, **seen(invoice), amount_cents=1_001, reason="Outage")
    assert (more.code, more.values["due"]) == ("E-CREDIT-MORE", "10.00 AUD")
    assert booking.refused(LEAD, contract.CREDIT, **seen(invoice), amount_cents=1).code == "E-REASON"
    part = booking.call(LEAD, contract.CREDIT, **seen(invoice), amount_cents=400, reason="Outage")
    assert (part.due_cents, part.status) == (600, InvoiceStatus.ISSUED)
    whole = booking.call(LEAD, contract.CREDIT, **seen(part), amount_cents=600, reason="Outage")
    assert (whole.due_cents, whole.status) == (0, InvoiceStatus.PAID)
    assert booking.entries() == [
        (EntryKind.INVOICE.value, 1_000),
        (EntryKind.CREDIT.value, -400),
        (EntryKind.CREDIT.value, -600),
    ]


def test_r_sus_07_no_more_is_disputed_than_is_due(booking: Booking) -> None:
    invoice = booking.invoice(1_000)
    more = booking.refused(LEAD, contract.DISPUTE, **seen(invoice), disputed_cents=1_001, reason="Calls")
    assert (more.code, more.refusals[0].rule) == ("E-DISPUTE-MORE", "R-SUS-07")
    noted = booking.call(LEAD, contract.DISPUTE, **seen(invoice), disputed_cents=1_000, reason="Calls")
    assert noted.disputed_cents == 1_000
    booking.pay(400)
    [left] = booking.statement().invoices
    assert (left.due_cents, left.disputed_cents) == (600, 600)
    settled = booking.call(LEAD, contract.DISPUTE, **seen(left), disputed_cents=0, reason="Explained")
    assert settled.disputed_cents == 0


def test_days_that_cannot_be_are_refused(booking: Booking) -> None:
    late = booking.refused(
        LEAD,
        contract.RECEIVE,
        account_id=build.MARLOW,
        external_id="x",
        received_on=TODAY + timedelta(days=1),
        amount_cents=1,
    )
    assert (type(late), late.code) == (Rejected, "E-RECEIVED-LATER")
    crossed = booking.refused(
        LEAD,
        contract.ADD_INVOICE,
        account_id=build.MARLOW,
        invoice_no="x",
        issued_on=TODAY,
        due_on=TODAY - timedelta(days=1),
        total_cents=1,
    )
    assert crossed.code == "E-INVOICE-DATES"
    assert booking.entries() == []


def test_r_gen_10_the_books_of_another_provider_are_not_there(booking: Booking) -> None:
    invoice, paid = booking.invoice(), booking.pay(1)
    other = "alpine_lead"
    assert isinstance(booking.refused(other, contract.STATEMENT, account_id=build.MARLOW), NotFound)
    wrong = booking.refused(other, contract.CREDIT, **seen(invoice), amount_cents=1, reason="x")
    assert isinstance(wrong, NotFound)
    assert isinstance(booking.refused(other, contract.REVERSE, **seen(paid), reason="x"), NotFound)


def test_who_handles_no_payments_books_nothing(booking: Booking) -> None:
    wrong = booking.refused(
        "harbour_csa",
        contract.RECEIVE,
        account_id=build.MARLOW,
        external_id="x",
        received_on=TODAY,
        amount_cents=1,
    )
    assert (type(wrong), wrong.code) == (Denied, "E-POWER")


def test_a_customer_reads_the_own_books_and_not_who_booked(booking: Booking) -> None:
    invoice = booking.invoice(1_000)
    booking.call(LEAD, contract.CREDIT, **seen(invoice), amount_cents=1, reason="Rude on the phone")
    own = booking.statement(by="harbour_viewer")
    assert {(one.by, one.text) for one in own.entries} == {("", "")}
    assert {one.by for one in booking.statement().entries} != {""}


def test_a_page_of_the_ledger_goes_on_where_the_last_one_ended(booking: Booking) -> None:
    for cents in (100, 200, 300):
        booking.invoice(cents)
    first = booking.call(LEAD, contract.STATEMENT, account_id=build.MARLOW, limit=2)
    assert ([one.amount_cents for one in first.entries], first.has_older) == ([300, 200], True)
    rest = booking.call(
        LEAD, contract.STATEMENT, account_id=build.MARLOW, before_id=first.entries[-1].entry_id
    )
    assert ([one.amount_cents for one in rest.entries], rest.has_older) == ([100], False)


def test_r_gen_01_the_timeline_tells_what_was_booked_by_numbers_people_know(booking: Booking) -> None:
    invoice = booking.invoice(1_000)
    paid = booking.pay(400, external_id="BANK-9")
    booking.reverse(paid)
    told = booking.call(LEAD, customers.TIMELINE, account_id=build.MARLOW).entries
    found = [(one.reference, one.action, one.new, one.text) for one in told[:3]]
    assert found == [
        ("BANK-9", "reverse", "4.00 AUD", "No funds"),
        ("BANK-9", "receive", "4.00 AUD", ""),
        (invoice.invoice_no, "issue", "10.00 AUD", ""),
    ]
    own = booking.call("harbour_viewer", customers.TIMELINE, account_id=build.MARLOW).entries
    assert [one.action for one in own[:2]] == ["receive", "issue"]
