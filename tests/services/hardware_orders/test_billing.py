"""Hardware orders are billed, each line once, and credited (R-HW-22, R-HW-23, R-HW-31, D-09)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from agentview.contract import hardware_orders as contract
from agentview.contract.charges import CHARGES
from agentview.contract.hardware import BillingMode, HardwareStatus
from agentview.core.errors import Conflict
from agentview.core.money import Money
from agentview.models.database import Stamp
from agentview.models.hardware_catalogue import HardwareSetting
from agentview.models.money import Invoice
from agentview.models.subscription import Cardline
from agentview.services.hardware_billing import bill_orders, credit_line, tax_on
from tests import build
from tests.build_hardware import CASE, LICENCE, PHONE, SIM_CARD
from tests.fixtures.statements import statements
from tests.services.hardware_orders.ordering import CSA, LEAD, Ordering, at
from tests.world import assert_world

IMMEDIATE = BillingMode.IMMEDIATE


def test_r_hw_22_next_invoice_leaves_one_pending_cardline_a_line(ordering: Ordering) -> None:
    order = ordering.sent(((PHONE, 2), (CASE, 3)))
    assert ordering.charges(order) == []
    order = ordering.ship(order)
    assert order.status is HardwareStatus.COMPLETE
    assert ordering.charges(order) == [
        ("HARDWARE", 199_800, "PENDING"),
        ("HARDWARE", 8_850, "PENDING"),
        ("HARDWARE_DELIVERY", 1_500, "PENDING"),
    ]
    assert all(line.is_billed for line in order.lines)
    assert invoices(ordering) == []
    assert_world(ordering.backend.database)


def test_r_hw_22_immediate_makes_an_invoice_of_the_day(ordering: Ordering) -> None:
    order = ordering.ship(ordering.sent(((PHONE, 1), (SIM_CARD, 1)), IMMEDIATE))
    assert {status for _, _, status in ordering.charges(order)} == {"BILLED"}
    [invoice] = invoices(ordering)
    # 999.00 + 99.90, 2.00 + 0.20, 15.00 + 1.50
    assert (invoice.total_inc_cents, invoice.amount_due_inc_cents) == (111_760, 111_760)
    assert (invoice.issued_on, invoice.due_on) == (date(2026, 11, 16), date(2026, 11, 30))
    assert (invoice.account_id, invoice.currency, invoice.status) == (build.MARLOW, "AUD", "ISSUED")
    assert invoice.invoice_no == f"INV-{1_000_000 + invoice.id}"
    with ordering.backend.database.read() as session:
        assert set(session.scalars(select(Cardline.invoice_id))) == {invoice.id}


def test_r_hw_23_nothing_is_billed_before_completion_but_the_dispatched_lines_of_an_error(
    ordering: Ordering,
) -> None:
    order = ordering.sent(((PHONE, 1), (CASE, 1), (LICENCE, 1)), IMMEDIATE)
    phone, case, licence = order.lines
    assert ordering.charges(ordering.ship(order, phone)) == []
    failed = ordering.fail(order, case)
    assert failed.status is HardwareStatus.ERROR
    billed = [("HARDWARE", 99_900, "BILLED"), ("HARDWARE_DELIVERY", 1_500, "BILLED")]
    assert ordering.charges(order) == billed
    later = ordering.ship(failed, licence)
    assert later.status is HardwareStatus.ERROR
    assert ordering.charges(order) == [*billed, ("HARDWARE", 500, "BILLED")]
    assert [line.is_billed for line in later.lines] == [True, False, True]
    assert [one.total_inc_cents for one in invoices(ordering)] == [111_540, 550]


def test_r_hw_31_each_line_is_billed_once_through_error_retry_completion_and_return(
    ordering: Ordering,
) -> None:
    order = ordering.sent(((PHONE, 1), (CASE, 1)))
    ordering.ship(order, order.lines[0])
    failed = ordering.fail(order, order.lines[1])
    again = ordering.call(CSA, contract.RETRY, **at(failed))
    ordering.send(again)
    done = ordering.ship(ordering.look(again))
    assert done.status is HardwareStatus.COMPLETE
    kinds = sorted(kind for kind, _, _ in ordering.charges(done))
    assert kinds == ["HARDWARE", "HARDWARE", "HARDWARE_DELIVERY"]
    returned = ordering.call(
        CSA, contract.RETURN_LINE, **at(done), line_id=done.lines[0].line_id, reason="Broken"
    )
    before = ordering.charges(returned)
    ids = [line.line_id for line in returned.lines]
    ordering.system(lambda unit: bill_orders(unit, (order.order_id,)))
    assert ordering.charges(returned) == before
    with pytest.raises(Conflict, match="E-DUPLICATE"):
        ordering.system(lambda unit: credit_line(unit, ids[0]))
    with pytest.raises(IntegrityError), ordering.backend.database.write(Stamp("x", build.START)) as session:
        session.add(
            Cardline(
                account_id=build.MARLOW,
                kind="HARDWARE",
                amount_ex_cents=1,
                currency="AUD",
                status="PENDING",
                hardware_order_line_id=ids[0],
            )
        )
    assert_world(ordering.backend.database)


def test_r_hw_22_what_was_shipped_is_billed(ordering: Ordering) -> None:
    order = ordering.ship(ordering.sent(((SIM_CARD, 5),)), qty=3)
    assert ordering.charges(order)[0] == ("HARDWARE", 600, "PENDING")


def test_the_delivery_is_charged_once_an_order_and_not_where_it_is_free(ordering: Ordering) -> None:
    order = ordering.ready(((CASE, 1), (SIM_CARD, 1)))
    free = ordering.generate(ordering.deliver(order, delivery_method_id=2))
    ordering.send(free)
    done = ordering.ship(ordering.look(free))
    assert [kind for kind, _, _ in ordering.charges(done)] == ["HARDWARE", "HARDWARE"]


def test_an_order_that_cannot_be_taxed_any_more_is_left_to_the_regular_invoice(ordering: Ordering) -> None:
    order = ordering.sent(((CASE, 1),), IMMEDIATE)
    with ordering.backend.database.write(Stamp("test", build.START)) as session:
        session.scalars(
            select(HardwareSetting).where(HardwareSetting.provider_id == build.HARBOUR)
        ).one().tax_percent = {}
    ordering.ship(order)
    assert {status for _, _, status in ordering.charges(order)} == {"PENDING"}
    assert invoices(ordering) == []


@given(amounts=st.lists(st.integers(0, 10**7), min_size=1, max_size=20), percent=st.integers(0, 100))
def test_r_gen_04_an_invoice_is_the_sum_of_its_parts(amounts: list[int], percent: int) -> None:
    parts = [tax_on(Money(amount, "AUD"), percent).minor for amount in amounts]
    exact = sum(amounts) * percent
    assert abs(100 * sum(parts) - exact) <= 50 * len(amounts)
    for amount, part in zip(amounts, parts, strict=True):
        assert -50 <= amount * percent - 100 * part < 50


@pytest.mark.parametrize(
    ("cents", "percent", "tax"), [(5, 10, 1), (4, 10, 0), (15, 10, 2), (50, 1, 1), (49, 1, 0)]
)
def test_r_gen_04_tax_is_rounded_half_up(cents: int, percent: int, tax: int) -> None:
    assert tax_on(Money(cents, "AUD"), percent) == Money(tax, "AUD")
    assert tax_on(Money(-cents, "AUD"), percent) == Money(-tax, "AUD")


def test_the_customer_s_charges_name_the_order(ordering: Ordering) -> None:
    order = ordering.ship(ordering.sent(((PHONE, 1),)))
    page = ordering.call(CSA, CHARGES, account_id=build.MARLOW)
    assert {charge.reference for charge in page.charges} == {order.reference}
    assert f"{order.reference}: 1 \u00d7 Fruit Phone X1 128 GB" in {one.description for one in page.charges}
    assert [total.amount_cents for total in page.pending] == [101_400]


def test_bills_are_written_in_a_fixed_number_of_statements(ordering: Ordering) -> None:
    counted = []
    for lines in (1, 6):
        order = ordering.sent(((CASE, 1),) * lines, IMMEDIATE)
        with statements(ordering.backend.database) as noted:
            ordering.ship(order)
        counted.append(sum("cardline" in statement for statement in noted))
    assert counted[0] == counted[1]


def test_sm_3_closing_bills_what_was_dispatched(ordering: Ordering) -> None:
    order = ordering.sent(((PHONE, 1), (CASE, 1)))
    ordering.ship(order, order.lines[0])
    failed = ordering.fail(order, order.lines[1])
    closed = ordering.call(LEAD, contract.CLOSE, **at(failed), reason="Gone")
    assert closed.status is HardwareStatus.COMPLETE
    assert closed.completed_at == build.START + timedelta(0)
    assert len(ordering.charges(closed)) == 2


def invoices(ordering: Ordering) -> list[Invoice]:
    """Return all invoices, oldest first."""
    with ordering.backend.database.read() as session:
        found = list(session.scalars(select(Invoice).order_by(Invoice.id)))
        session.expunge_all()
        return found
