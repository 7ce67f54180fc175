"""What a payment pays, as pure values."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from agentview.services.ledger_allocation import Open, Part, allocate, allocated

DAY = date(2026, 1, 1)
OPENS = st.lists(
    st.builds(
        Open,
        invoice_id=st.integers(1, 10_000),
        due_on=st.integers(0, 400).map(lambda days: DAY + timedelta(days=days)),
        due_cents=st.integers(0, 10_000),
    ),
    max_size=12,
    unique_by=lambda one: one.invoice_id,
)


def test_what_is_due_longest_is_paid_first() -> None:
    invoices = (Open(1, DAY + timedelta(days=9), 500), Open(2, DAY, 300))
    assert allocate(400, invoices) == (Part(2, 300), Part(1, 100))


def test_of_two_that_are_due_on_one_day_the_earlier_is_paid_first() -> None:
    assert allocate(1, (Open(7, DAY, 5), Open(3, DAY, 5))) == (Part(3, 1),)


@given(cents=st.integers(0, 50_000), invoices=OPENS)
def test_no_cent_is_lost_or_made(cents: int, invoices: list[Open]) -> None:
    parts = allocate(cents, invoices)
    due = {one.invoice_id: one.due_cents for one in invoices}
    assert allocated(parts) == min(cents, sum(due.values()))
    assert all(0 < part.cents <= due[part.invoice_id] for part in parts)
    assert len({part.invoice_id for part in parts}) == len(parts)


@given(cents=st.integers(0, 50_000), invoices=OPENS)
def test_nothing_younger_is_paid_while_something_older_is_due(cents: int, invoices: list[Open]) -> None:
    paid = {part.invoice_id: part.cents for part in allocate(cents, invoices)}
    ordered = sorted((one for one in invoices if one.due_cents), key=lambda one: (one.due_on, one.invoice_id))
    rests = [one.due_cents - paid.get(one.invoice_id, 0) for one in ordered]
    begun = [number for number, one in enumerate(ordered) if one.invoice_id in paid]
    assert all(rest == 0 for rest in rests[: max(begun, default=0)])
