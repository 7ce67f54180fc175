"""Payments that arrived and payment plans are told of once, from when it is on (3.5, E50)."""

from datetime import timedelta
from functools import partial

import pytest

from agentview.contract.events import ActionType, EventType
from agentview.models.database import Stamp
from agentview.models.money import Invoice, Payment, PaymentPlan, PaymentPlanInvoice
from agentview.services.events import money_events
from agentview.services.events.money_events import TYPES, has_money_events, tell_money
from tests import build
from tests.fixtures.backend import Backend
from tests.services.events.event_world import TODAY, Events

RECEIVED = EventType.PAYMENT_RECEIVED


@pytest.fixture
def events(local_backend: Backend) -> Events:
    """Return the people of the small operator."""
    return Events(local_backend)


def go_through(events: Events) -> None:
    for event_type in TYPES:
        after_id: int | None = 0
        while after_id is not None:
            after_id = events.as_system(partial(tell_money, event_type=event_type, after_id=after_id))


def paid(events: Events, cents: int, *, days_ago: int = 0, status: str = "RECEIVED") -> int:
    moment = build.START - timedelta(days=days_ago)
    with events.backend.database.write(Stamp("test", moment)) as session:
        row = Payment(
            provider_id=build.HARBOUR,
            account_id=build.MARLOW,
            external_id=f"P-{cents}",
            method="CARD",
            received_on=TODAY - timedelta(days=days_ago),
            amount_cents=cents,
            currency="AUD",
            unallocated_cents=0,
            status=status,
            reference=f"R{cents}",
        )
        session.add(row)
        session.flush()
        return row.id


def settle(events: Events, payment_id: int) -> None:
    with events.backend.database.write(Stamp("test", events.backend.clock.now())) as session:
        row = session.get_one(Payment, payment_id)
        row.status, row.unallocated_cents = "RECEIVED", row.unallocated_cents + 1


def plan(events: Events, status: str) -> None:
    with events.backend.database.write(Stamp("test", build.START)) as session:
        invoice = session.query(Invoice).first()
        assert invoice is not None
        made = PaymentPlan(
            account_id=build.MARLOW, start_on=TODAY, frequency="MONTHLY", number_of_payments=3, status=status
        )
        session.add(made)
        session.flush()
        session.add(PaymentPlanInvoice(payment_plan_id=made.id, invoice_id=invoice.id))


def bodies(events: Events) -> list[str]:
    return [row.body for row in events.messages()]


def told_of(events: Events, event_type: EventType, body: str) -> None:
    template = events.template(event_type, body=body)
    events.act(events.mapping(event_type), ActionType.MESSAGE, template)


def test_a_payment_is_told_of_once_it_has_arrived(events: Events) -> None:
    told_of(events, RECEIVED, "%%paymentAmount%% %%paymentDate%% %%paymentReference%% left %%totalOwing%%")
    events.owe(3, 1_000)
    waiting = paid(events, 250, status="PENDING")
    paid(events, 500)
    go_through(events)
    assert bodies(events) == ["5.00 2026-11-16 R500 left 10.00"]
    settle(events, waiting)
    go_through(events)
    go_through(events)
    assert bodies(events)[1:] == ["2.50 2026-11-16 R250 left 10.00"]


def test_an_old_payment_that_finds_an_invoice_now_is_nothing_new(events: Events) -> None:
    old = paid(events, 500, days_ago=1)
    told_of(events, RECEIVED, "%%paymentAmount%%")
    settle(events, old)
    go_through(events)
    assert bodies(events) == []


def test_each_change_of_a_plan_is_told_of_once(events: Events) -> None:
    events.owe(3, 9_000)
    told_of(events, EventType.PAYMENT_PLAN_CREATED, "made: %%planPayments%% of %%currency%% %%planAmount%%")
    told_of(events, EventType.PAYMENT_PLAN_FAILED, "failed")
    for status in ("IN_PROGRESS", "FAILED", "COMPLETED"):
        plan(events, status)
    go_through(events)
    go_through(events)
    assert sorted(bodies(events)) == ["failed", *["made: 3 of AUD 90.00"] * 3]


def test_many_are_told_of_block_by_block(events: Events, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(money_events, "BLOCK", 2)
    told_of(events, RECEIVED, "%%paymentAmount%%")
    for cents in range(1, 6):
        paid(events, cents)
    go_through(events)
    assert bodies(events) == ["0.01", "0.02", "0.03", "0.04", "0.05"]


def test_only_a_provider_that_tells_of_money_has_something_to_do(events: Events) -> None:
    def has() -> bool:
        with events.backend.database.read() as session:
            return has_money_events(session, build.HARBOUR)

    assert not has()
    told_of(events, RECEIVED, "%%paymentAmount%%")
    assert has()
