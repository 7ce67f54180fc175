"""A file of invoices and payments: tried out line by line, then all of it or nothing."""

from datetime import timedelta

from agentview.contract.ledger_import import CHECK_LINES, IMPORT_LINES, LedgerEffect
from agentview.core.errors import Denied
from tests import build
from tests.services.ledger.booking import LEAD, TODAY, Booking

MARLOW_NO, LEE_NO = build.ACCOUNT_NO[build.MARLOW], build.ACCOUNT_NO[build.ALPINE_LEE]
Line = dict[str, object]


def invoice(number: int, document_no: str = "I-1", **other: object) -> Line:
    return {
        "number": number,
        "kind": "INVOICE",
        "account_no": MARLOW_NO,
        "document_no": document_no,
        "on": TODAY - timedelta(days=40),
        "due_on": TODAY - timedelta(days=26),
        "amount_cents": 1_000,
        **other,
    }


def payment(number: int, document_no: str = "P-1", **other: object) -> Line:
    line = {**invoice(number, document_no), "kind": "PAYMENT", "on": TODAY, "amount_cents": 400}
    return {name: value for name, value in line.items() if name != "due_on"} | other


def reasons(booking: Booking, *lines: Line) -> list[list[tuple[str, str | None]]]:
    """Return for each line the codes against it with their fields."""
    verdicts = booking.call(LEAD, CHECK_LINES, file_name="x.csv", lines=list(lines)).verdicts
    return [[(one.code, one.field) for one in verdict.refusals] for verdict in verdicts]


def test_a_file_is_tried_out_and_booked_and_the_same_again_changes_nothing(booking: Booking) -> None:
    lines = [payment(1), invoice(2), invoice(3, "I-2", amount_cents=50)]
    checked = booking.call(LEAD, CHECK_LINES, file_name="x.csv", lines=lines)
    assert [one.effect for one in checked.verdicts] == [LedgerEffect.BOOKED] * 3
    assert booking.entries() == []
    done = booking.call(LEAD, IMPORT_LINES, file_name="x.csv", lines=lines)
    assert (done.invoices, done.payments, done.same) == (2, 1, 0)
    assert booking.dues() == [600, 50]
    again = booking.call(LEAD, IMPORT_LINES, file_name="y.csv", lines=lines)
    assert (again.invoices, again.payments, again.same) == (0, 0, 3)
    assert booking.dues() == [600, 50]


def test_with_one_wrong_line_nothing_is_booked(booking: Booking) -> None:
    wrong = booking.refused(
        LEAD, IMPORT_LINES, file_name="x.csv", lines=[invoice(2), payment(3, account_no="nobody")]
    )
    assert (wrong.code, wrong.values["lines"], wrong.values["first"]) == ("E-LEDGER-LINES", 1, 3)
    assert booking.entries() == []


def test_each_line_says_all_that_is_wrong_with_it(booking: Booking) -> None:
    booking.call(LEAD, IMPORT_LINES, file_name="x.csv", lines=[invoice(1), payment(2)])
    tomorrow = TODAY + timedelta(days=1)
    assert reasons(
        booking,
        invoice(1, amount_cents=999),
        payment(2, amount_cents=999),
        invoice(3, "I-3", due_on=TODAY - timedelta(days=41)),
        payment(4, "P-4", on=tomorrow),
        invoice(5, "I-5", due_on=None, amount_cents=None),
        invoice(6, "x" * 41),
        payment(7, "P-7", account_no=LEE_NO),
        invoice(8, "I-8"),
        invoice(9, "I-8"),
    ) == [
        [("E-INVOICE-KNOWN", "document_no")],
        [("E-PAYMENT-KNOWN", "document_no")],
        [("E-INVOICE-DATES", "due_on")],
        [("E-RECEIVED-LATER", "on")],
        [("E-LEDGER-MISSING", "amount_cents"), ("E-LEDGER-MISSING", "due_on")],
        [("E-LONG", "document_no")],
        [("E-LEDGER-ACCOUNT", "account_no")],
        [],
        [("E-LEDGER-TWICE", "document_no")],
    ]


def test_what_a_file_could_not_be_read_of_is_said_once(booking: Booking) -> None:
    unread = {"code": "E-LEDGER-AMOUNT", "field": "amount_cents", "values": {"value": "much"}}
    line = invoice(1, amount_cents=None, refusals=[unread])
    assert reasons(booking, line) == [[("E-LEDGER-AMOUNT", "amount_cents")]]


def test_who_handles_no_payments_does_not_even_try_out(booking: Booking) -> None:
    wrong = booking.refused("harbour_csa", CHECK_LINES, file_name="x.csv", lines=[invoice(1)])
    assert isinstance(wrong, Denied)
